//! Writing one section. Of two who write at once, the second sees both texts and decides; nothing is lost.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::{path_of_version, resource, version_of};
use crate::By;
use crate::charter::compare::{Piece, words};
use crate::charter::{self, CharterVersion, CharterVersionId, EditRefused, Section, SectionText, State as Standing};

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
    meanwhile: Option<Meanwhile>,
}

/// What someone else wrote while the viewer was writing.
struct Meanwhile {
    by: String,
    at: String,
    text: String,
    pieces: Vec<Piece>,
}

fn page(app: &App, scope: &PartnershipScope, version: CharterVersion, section: Section, form: Fields) -> Edit {
    let t = scope.viewer.speaker();
    Edit {
        shell: Shell::within(app, scope, t.say(&section.key())).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of_version(scope, version.id()),
        version,
        section,
        meanwhile: None,
    }
}

impl Edit {
    fn hint(&self) -> String {
        self.shell.t.say(&format!("charter-hint-{}", self.section.word()))
    }
}

async fn section_of(
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
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    if version.head.state != Standing::Draft {
        return Err(EditRefused::NotADraft.into());
    }
    let revision = version.section(section).map_or(0, |known| known.revision).to_string();
    let form = Fields::filled([("text", version.text_of(section).to_owned()), ("revision", revision)]);
    show(&page(&app, &scope, version, section, form))
}

/// Reads a text and the revision that its writer saw.
pub(crate) fn read_section(form: &mut Fields) -> (String, i64) {
    let text = form.optional_text("text", LONGEST_SECTION).unwrap_or_default();
    let seen = form.whole("revision", 1, i64::from(u32::MAX)).unwrap_or_default();
    (text, seen)
}

pub async fn change_section(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): Path<(PartnershipId, CharterVersionId, String)>,
    mut form: Fields,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let (text, seen) = read_section(&mut form);
    if form.has_faults() {
        return show_again(&page(&app, &scope, version, section, form));
    }
    let tx = app.db().begin().await?;
    match charter::edit_section(&tx, &By::viewer(&scope, app.now()), id, section, seen, &text).await {
        Ok(_) => {
            tx.commit().await?;
            see_and_say(&format!("{}#{}", path_of_version(&scope, id), section.word()), "charter-said-saved")
        }
        Err(EditRefused::ChangedMeanwhile(now)) => {
            drop(tx);
            let page = both_texts(&app, &scope, version, &now, &text).await?;
            show_again(&page)
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn both_texts(
    app: &App,
    scope: &PartnershipScope,
    version: CharterVersion,
    now: &SectionText,
    text: &str,
) -> Result<Edit, Problem> {
    let mut names = person::named(app.db(), &[now.changed_by]).await?;
    let by = names.remove(&now.changed_by).unwrap_or_default();
    // To save once more is to have seen what stands there now.
    let mut form = Fields::filled([("text", text.to_owned()), ("revision", now.revision.to_string())]);
    form.refuse("text", Fault::new("charter-fault-changed-meanwhile").with("name", &by));
    let mut page = page(app, scope, version, now.section, form);
    page.meanwhile = Some(Meanwhile {
        by,
        at: page.shell.t.moment(&now.changed_at),
        pieces: words(&now.text, text),
        text: now.text.clone(),
    });
    Ok(page)
}
