//! Writing one section in one language. Of two who write at once nobody's words are lost: changes that do not touch are
//! put together; else the second sees both texts and decides.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::live::{now_here, others};
use super::{path_of_version, resource, version_of};
use crate::By;
use crate::charter::compare::{Piece, words};
use crate::charter::{
    self, CharterVersion, CharterVersionId, EditRefused, Section, SectionText, State as Standing, draft, languages,
    live, merge, store,
};

/// The longest text of a section, in characters.
pub(crate) const LONGEST_SECTION: usize = 20_000;

#[derive(Template)]
#[template(path = "charter/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    version: CharterVersion,
    section: Section,
    language: Locale,
    /// Who else has this section open.
    others: Vec<String>,
    /// Who saved this section after the writer opened it, and when.
    saved: Option<(String, String)>,
    mark: String,
    /// The text in the other language.
    beside: Option<Beside>,
    meanwhile: Option<Meanwhile>,
}

/// The text in the other language, beside which this one is written.
struct Beside {
    language: Locale,
    text: String,
    /// What changed in it since this one was saved, where it is the newer of the two.
    changed: Option<Vec<Piece>>,
    own: i64,
    other: i64,
}

/// What someone else wrote while the viewer was writing.
struct Meanwhile {
    by: String,
    at: String,
    text: String,
    mine: String,
    pieces: Vec<Piece>,
}

/// In which language a section is written, and what an open page has seen of it.
#[derive(Default, Deserialize)]
pub struct Asked {
    language: Option<String>,
    seen: Option<i64>,
}

impl Asked {
    pub(super) fn wanted(&self) -> Option<Locale> {
        self.language.as_deref().and_then(Locale::parse)
    }
    pub(crate) fn language(&self, version: &CharterVersion) -> Locale {
        self.wanted().unwrap_or(version.head.language)
    }
}

async fn page(
    app: &App,
    scope: &PartnershipScope,
    version: CharterVersion,
    (section, language): (Section, Locale),
    form: Fields,
) -> Result<Edit, Problem> {
    let t = scope.viewer.speaker();
    Ok(Edit {
        shell: Shell::within(app, scope, t.say(&section.key())).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of_version(scope, version.id()),
        section,
        language,
        others: others(app, scope, version.id(), section, language).await?,
        saved: None,
        mark: live::mark(app, scope, version.id()).await?,
        beside: beside(app, scope, &version, section, language).await?,
        meanwhile: None,
        version,
    })
}

async fn beside(
    app: &App,
    scope: &PartnershipScope,
    version: &CharterVersion,
    section: Section,
    language: Locale,
) -> Result<Option<Beside>, Problem> {
    let other = languages::other(language);
    let Some(known) = version.section_in(section, other).filter(|known| !known.text.trim().is_empty()) else {
        return Ok(None);
    };
    let late = languages::behind(version).into_iter().any(|late| (late.section, late.language) == (section, language));
    let changed = match version.section_in(section, language).filter(|own| late && !own.text.trim().is_empty()) {
        None => None,
        Some(own) => {
            let all = store::revisions(app.db(), scope.tenant(), version.id(), section, other).await?;
            let then = all.iter().find(|one| one.changed_at <= own.changed_at);
            Some(words(then.map_or("", |one| one.text.as_str()), &known.text))
        }
    };
    let level = languages::level_of(version, section);
    let text = known.text.clone();
    Ok(Some(Beside { language: other, text, changed, own: level.own, other: level.other }))
}

impl Edit {
    fn hint(&self) -> String {
        self.shell.t.say(&format!("charter-hint-{}", self.section.word()))
    }
    fn tabs(&self) -> Vec<(Locale, bool)> {
        let own = self.version.head.language;
        [own, languages::other(own)].map(|language| (language, language == self.language)).to_vec()
    }
    /// The address of this section in this language.
    fn here(&self) -> String {
        format!("{}/sections/{}?language={}", self.path, self.section.word(), self.language.code())
    }
    fn presence(&self) -> String {
        format!("{}/sections/{}/presence?language={}", self.path, self.section.word(), self.language.code())
    }
    fn revision(&self) -> &str {
        self.form.value("revision")
    }
    fn writing(&self) -> String {
        self.shell.t.say1("charter-writing", "names", self.others.join(", "))
    }
    fn theirs(&self, beside: &Beside) -> String {
        self.shell.t.say(&format!("charter-beside-{}", beside.language.code()))
    }
    fn newer(&self, beside: &Beside) -> String {
        self.shell.t.say(&format!("charter-newer-{}", beside.language.code()))
    }
}

pub(crate) async fn section_of(
    app: &App,
    scope: &PartnershipScope,
    id: CharterVersionId,
    section: &str,
) -> Result<(CharterVersion, Section), Problem> {
    let version = version_of(app, scope, id).await?;
    let section = Section::parse(section).ok_or(Problem::NotFound)?;
    Ok((version, section))
}

pub async fn show_section(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): Path<(PartnershipId, CharterVersionId, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    if version.head.state != Standing::Draft {
        return Err(EditRefused::NotADraft.into());
    }
    let language = asked.language(&version);
    now_here(&app, &scope, id, (section, language)).await?;
    let known = version.section_in(section, language).cloned();
    let (text, revision) = known.as_ref().map_or((String::new(), 0), |known| (known.text.clone(), known.revision));
    let form = Fields::filled([("text", text), ("revision", revision.to_string())]);
    let mut page = page(&app, &scope, version, (section, language), form).await?;
    if let Some(known) = known.filter(|known| asked.seen.is_some_and(|seen| seen < known.revision)) {
        let by = name_of(&app, &known).await?;
        page.saved = Some((by, page.shell.t.moment(&known.changed_at)));
    }
    show(&page)
}

async fn name_of(app: &App, text: &SectionText) -> Result<String, Problem> {
    let mut names = person::named(app.db(), &[text.changed_by]).await?;
    Ok(names.remove(&text.changed_by).unwrap_or_default())
}

/// Reads a text and the revision that its writer saw; 0 of a text that was not there.
pub(crate) fn read_section(form: &mut Fields) -> (String, i64) {
    let text = form.optional_text("text", LONGEST_SECTION).unwrap_or_default();
    let seen = form.whole("revision", 0, i64::from(u32::MAX)).unwrap_or_default();
    (text, seen)
}

pub async fn change_section(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): Path<(PartnershipId, CharterVersionId, String)>,
    Query(asked): Query<Asked>,
    mut form: Fields,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let language = asked.language(&version);
    let (text, seen) = read_section(&mut form);
    if form.has_faults() {
        return show_again(&page(&app, &scope, version, (section, language), form).await?);
    }
    let by = By::viewer(&scope, app.now());
    let back = format!("{}?language={}#{}", path_of_version(&scope, id), language.code(), section.word());
    match form.value("take") {
        "theirs" => {
            left(&app, &by, id, (section, language)).await?;
            return see_and_say(&back, "charter-said-theirs");
        }
        "both" => {
            let base = form.whole("base", 0, i64::from(u32::MAX)).unwrap_or_default();
            let now = version.section_in(section, language).cloned().ok_or(Problem::NotFound)?;
            let base = draft::base(app.db(), scope.tenant(), id, &now, base).await?.unwrap_or_default();
            let both = merge::merge(&base, &now.text, &text).text;
            return show(&both_texts(&app, &scope, version, &now, (&both, seen), false).await?);
        }
        _ => {}
    }
    let tx = app.db().begin().await?;
    match charter::edit_text(&tx, &by, id, (section, Some(language)), seen, &text).await {
        Ok(saved) => {
            live::closed(&tx, &by, id, (section, language)).await?;
            tx.commit().await?;
            see_and_say(&back, if saved.with.is_some() { "charter-said-merged" } else { "charter-said-saved" })
        }
        Err(EditRefused::ChangedMeanwhile(now)) => {
            drop(tx);
            show_again(&both_texts(&app, &scope, version, &now, (&text, seen), true).await?)
        }
        Err(EditRefused::NotADraft) => {
            drop(tx);
            form.refuse("text", Fault::new("charter-fault-not-a-draft"));
            show_again(&page(&app, &scope, version, (section, language), form).await?)
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn left(app: &App, by: &By, id: CharterVersionId, place: (Section, Locale)) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    live::closed(&tx, by, id, place).await?;
    tx.commit().await?;
    Ok(())
}

/// Both texts, with what differs, and what was typed still in its field.
async fn both_texts(
    app: &App,
    scope: &PartnershipScope,
    version: CharterVersion,
    now: &SectionText,
    (text, seen): (&str, i64),
    refused: bool,
) -> Result<Edit, Problem> {
    let by = name_of(app, now).await?;
    // To save once more is to have seen what stands there now.
    let mut form =
        Fields::filled([("text", text.to_owned()), ("revision", now.revision.to_string()), ("base", seen.to_string())]);
    if refused {
        form.refuse("text", Fault::new("charter-fault-changed-meanwhile").with("name", &by));
    }
    let mut page = page(app, scope, version, (now.section, now.language), form).await?;
    page.meanwhile = Some(Meanwhile {
        by,
        at: page.shell.t.moment(&now.changed_at),
        pieces: words(&now.text, text),
        text: now.text.clone(),
        mine: text.to_owned(),
    });
    Ok(page)
}
