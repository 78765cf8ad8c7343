//! One version as a document: its text, who signed, and what is next for whoever looks.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_identity::person;
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::remember;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;

use super::clauses::{Around as Beside, Clause, clauses, newer};
use super::edit::Asked;
use super::{eyes, path_of, path_of_version, resource, version_of};
use crate::charter::comment::{self, Thread};
use crate::charter::link::{self, Use};
use crate::charter::next::{self, Next};
use crate::charter::proof::pages::{Panel, Proofs, of_version, panels};
use crate::charter::term::What;
use crate::charter::{
    CharterMeasureId, CharterVersion, CharterVersionId, Head, Lack, Measure, Section, State as Standing, export,
    languages, live, newest_first, sound, text,
};
use crate::contact::mandated::{Mandated, mandated};
use crate::contact::pages::resource as contacts;
use crate::contact::{Holding, Mandate, all};
use crate::sound::told;

#[derive(Template)]
#[template(path = "charter/show.html")]
pub(super) struct ShowVersion {
    shell: Shell,
    form: Fields,
    charter: String,
    contacts: String,
    decisions: String,
    path: String,
    version: CharterVersion,
    next: NextStep,
    /// The two organisations, each with the names of who may sign for it.
    signers: Vec<(String, String)>,
    sides: [String; 2],
    /// The language that the text is read in.
    language: Locale,
    clauses: Vec<Clause>,
    /// Comments that nobody settled yet: the section, what is said, and by whom.
    comments: Vec<(Section, String, String)>,
    /// Where the two languages may not say the same.
    behind: Vec<(Section, String)>,
    /// Which sections speak of which measure.
    links: Vec<(Section, CharterMeasureId)>,
    /// What an open page of a draft asks for.
    mark: Option<String>,
    known: Vec<Head>,
    key: Option<String>,
    /// The fingerprint of what both sides signed.
    print: Option<String>,
    /// What of it is not what was signed.
    differs: Vec<String>,
    may_edit: bool,
    panels: Vec<Panel>,
    /// Who may decide what; nothing for who does not see the contacts.
    mandates: Vec<Mandated>,
    /// The page of the exit, for who may see it.
    exit: Option<String>,
    today: Day,
}

#[derive(Template)]
#[template(path = "charter/empty.html")]
struct Empty {
    shell: Shell,
    form: Fields,
    charter: String,
    next: NextStep,
    languages: Vec<(String, String)>,
    may_edit: bool,
}

/// What is next, in words and with the way there.
pub(super) struct NextStep {
    pub words: String,
    /// Where each is mended, and what it is.
    pub lacks: Vec<(String, String)>,
    /// What the button says, where there is one.
    pub label: String,
    /// Where a link leads, and where a form is sent.
    pub link: Option<String>,
    pub form: Option<String>,
}

/// The form in which a lack is mended, below the version's own address.
fn mended_at(lack: Lack) -> String {
    match lack {
        Lack::EmptySection(section) => format!("sections/{}", section.word()),
        Lack::NoMeasure | Lack::NoBehaviourOrResult => "measures/new".to_owned(),
    }
}

pub(super) fn next_step(
    t: &Speaker,
    scope: &PartnershipScope,
    version: Option<CharterVersionId>,
    next: &Next,
) -> NextStep {
    let word = next.word();
    let key = format!("charter-next-{word}");
    let at = version.map(|id| path_of_version(scope, id)).unwrap_or_else(|| path_of(scope));
    let side_name = |side: &Side| match side {
        Side::Organisation => scope.partnership.client_name.clone(),
        Side::Partner => scope.partnership.partner_name.clone(),
    };
    let words = match next {
        Next::GiveMandate(side) | Next::AwaitMandate(side) => t.say1(&key, "side", side_name(side)),
        Next::AwaitSignature(side, names) => t.say2(&key, "side", side_name(side), "names", names.join(", ")),
        Next::Sign => t.say1(&key, "side", scope.own_name()),
        _ => t.say(&key),
    };
    let lacks = match next {
        Next::Complete(lacks) => lacks.iter().map(|lack| (mended_at(*lack), lack.fault().words(t))).collect(),
        _ => Vec::new(),
    };
    let contacts = format!("/p/{}/contacts", scope.id());
    let (link, form) = match next {
        Next::Offer => (None, Some(format!("{at}/offer"))),
        Next::Sign => (Some(format!("{at}/signatures/new")), None),
        Next::GiveMandate(_) => (Some(format!("{contacts}/new")), None),
        Next::AwaitMandate(_) | Next::AwaitSignature(..) => (Some(contacts), None),
        _ => (None, None),
    };
    let label = match (&link, &form) {
        (None, None) => String::new(),
        _ => t.say(&format!("charter-do-{word}")),
    };
    NextStep { words, lacks, label, link, form }
}

impl ShowVersion {
    fn states(&self, head: &Head) -> String {
        self.shell.t.say(&head.state.key())
    }
    fn draft(&self) -> bool {
        self.version.head.state == Standing::Draft
    }
    fn offered(&self) -> bool {
        self.version.head.state == Standing::Offered
    }
    /// The words of the document are in the language that its text is read in.
    fn own(&self) -> Speaker {
        Speaker::new(self.language, self.shell.t.zone.clone())
    }
    /// The languages that it is written in, or can be, each with whether it is the one that is read.
    fn tabs(&self) -> Vec<(Locale, bool)> {
        let of = languages::of(&self.version);
        if of.len() < 2 {
            return Vec::new();
        }
        of.into_iter().map(|language| (language, language == self.language)).collect()
    }
    fn other_language(&self) -> Locale {
        languages::other(self.version.head.language)
    }
    fn in_other(&self) -> String {
        self.shell.t.say(&format!("charter-measure-in-{}", self.other_language().code()))
    }
    fn bilingual(&self) -> bool {
        languages::of(&self.version).len() > 1
    }
    fn section_name(&self, section: &Section) -> String {
        self.shell.t.say(&section.key())
    }
    fn words(&self, measure: &Measure) -> String {
        self.version.words_of(measure, self.language).to_owned()
    }
    /// The language that the sentence of a measure is in here.
    fn lang_of(&self, measure: &Measure) -> &'static str {
        let written = self.version.measure_texts.contains_key(&measure.id);
        if written { self.language.code() } else { self.version.head.language.code() }
    }
    /// The sections that speak of a measure.
    fn spoken_of(&self, measure: &Measure) -> Vec<(&'static str, String)> {
        let here = self.links.iter().filter(|(_, id)| *id == measure.id);
        here.map(|(section, _)| (section.word(), self.own().say(&section.key()))).collect()
    }
    fn level(&self, measure: &Measure) -> String {
        self.own().say(&format!("charter-level-{}", measure.level))
    }
    fn level_here(&self, panel: &Panel) -> String {
        self.shell.t.say(&format!("charter-level-{}", panel.level))
    }
    /// What an editor of the measures has seen.
    fn measures_revision(&self) -> i64 {
        self.version.section(Section::Measures).map_or(1, |known| known.revision)
    }
    fn facts(&self, measure: &Measure) -> Vec<(String, String)> {
        text::facts(&self.own(), measure)
    }
    fn term(&self) -> Vec<String> {
        let t = &self.shell.t;
        let said = |(what, day): (What, Day)| t.say1(&format!("charter-term-{}-on", what.word()), "day", t.day(&day));
        let said: Vec<String> = self.version.head.term.days().map(said).collect();
        if said.is_empty() { vec![t.say("charter-term-none")] } else { said }
    }
    /// A draft without a review and without an end: nobody would be reminded of it.
    fn holds_for_ever(&self) -> bool {
        self.draft() && self.version.head.term.days().next().is_none()
    }
    /// What of the term comes near, while it is in force.
    fn near(&self) -> Vec<String> {
        if self.version.head.state != Standing::InForce {
            return Vec::new();
        }
        self.version.head.term.near(self.today).iter().map(|near| near.words(&self.shell.t)).collect()
    }
    fn tag(&self) -> &'static str {
        match self.version.head.state {
            Standing::InForce => "tag",
            Standing::Offered => "tag open",
            Standing::Draft | Standing::Superseded => "tag plain",
        }
    }
    /// The other version that a reader should know of: the next one while this is in force, or the one in force.
    fn other(&self) -> Option<&Head> {
        let other =
            |head: &&Head| head.id != self.version.id() && (head.state.open() || head.state == Standing::InForce);
        self.known.iter().find(other)
    }
    /// What this version is compared with first: the one before it.
    fn before(&self) -> Option<&Head> {
        self.known.iter().find(|head| head.ordinal < self.version.head.ordinal)
    }
    fn may_begin(&self) -> bool {
        self.may_edit
            && self.version.head.state == Standing::InForce
            && !self.known.iter().any(|head| head.state.open())
    }
    fn sides(&self) -> [(Side, &String); 2] {
        [(Side::Organisation, &self.sides[0]), (Side::Partner, &self.sides[1])]
    }
}

pub(crate) fn languages() -> Vec<(String, String)> {
    Locale::ALL.iter().map(|locale| (locale.code().to_owned(), locale.name().to_owned())).collect()
}

/// What is shown around a version, the same for everyone who may see it.
struct Around {
    held: Vec<Holding>,
    names: HashMap<PersonId, String>,
    known: Vec<Head>,
    key: Option<String>,
    proofs: Proofs,
    threads: Vec<Thread>,
    links: Vec<(Section, CharterMeasureId)>,
    uses: Vec<Use>,
}

async fn around(app: &App, scope: &PartnershipScope, version: &CharterVersion) -> Result<Around, Problem> {
    let db = app.db();
    let threads = comment::threads(comment::of_version(db, scope.tenant(), version.id()).await?);
    let writers = version.sections.iter().chain(&version.translations).map(|section| section.changed_by);
    let people = writers.chain(threads.iter().map(|thread| thread.first.made_by));
    let known = newest_first(db, scope.tenant(), scope.id()).await?;
    Ok(Around {
        proofs: of_version(db, app.now(), scope.tenant(), version, &known).await?,
        held: all(db, scope.tenant(), scope.id()).await?,
        names: person::named(db, &people.collect::<Vec<PersonId>>()).await?,
        known,
        key: export::key(db, scope.tenant()).await?,
        links: link::measures(db, scope.tenant(), version.id()).await?,
        uses: link::uses(db, scope.tenant(), scope.id()).await?,
        threads,
    })
}

/// In groups, as it is read aloud or compared with paper.
fn grouped(print: &str) -> String {
    print.as_bytes().chunks(8).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// The page of the exit belongs to a later area, whose policies say who sees it.
fn exit(app: &App, scope: &PartnershipScope) -> Option<String> {
    let sees = scope.may(app, "exit.view", &Resource::new("Exit", scope.id()));
    sees.then(|| format!("/p/{}/exit", scope.id()))
}

/// Who said what is not settled yet.
fn comments(around: &Around) -> Vec<(Section, String, String)> {
    let open = around.threads.iter().filter(|thread| thread.open());
    let shown = |thread: &Thread| {
        let first = &thread.first;
        (first.section, first.text.clone(), around.names.get(&first.made_by).cloned().unwrap_or_default())
    };
    open.map(shown).collect()
}

pub(super) async fn page(
    app: &App,
    scope: &PartnershipScope,
    version: CharterVersion,
    form: Fields,
    language: Option<Locale>,
) -> Result<ShowVersion, Problem> {
    let eyes = eyes(app, scope);
    let which = format!("{} {}", scope.id(), version.id());
    let around = remember(app.db(), scope.tenant(), app.now(), "charter", which, around(app, scope, &version)).await?;
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let signs = |held: &&Holding| held.mandate == Mandate::SignCharter && held.in_force_on(today);
    let signers: Vec<Holding> = around.held.iter().filter(signs).cloned().collect();
    let next = next::next(Some(&version), &signers, &eyes);
    let names = |side: Side| -> String {
        let own = signers.iter().filter(|held| held.side == side).map(|held| held.name.as_str());
        own.collect::<Vec<_>>().join(", ")
    };
    let t = scope.viewer.speaker();
    let language = languages::read_in(&version, language.unwrap_or(scope.viewer.locale));
    let (writers, mark) = if version.head.state.open() {
        let mut writers = live::writers(app.db(), scope.tenant(), version.id(), app.now()).await?;
        writers.retain(|writer| writer.person != scope.viewer.person);
        (writers, Some(live::mark(app, scope, version.id()).await?))
    } else {
        (Vec::new(), None)
    };
    let beside = Beside {
        names: &around.names,
        threads: &around.threads,
        measures: &around.links,
        uses: if scope.may(app, "charter-decisions.view", &resource(scope)) { around.uses.as_slice() } else { &[] },
        writers: &writers,
        known: &around.known,
    };
    Ok(ShowVersion {
        language,
        clauses: clauses(&t, &version, language, &beside),
        comments: comments(&around),
        behind: languages::behind(&version).iter().map(|late| (late.section, newer(&t, late))).collect(),
        links: around.links.clone(),
        mark,
        shell: Shell::within(app, scope, t.say1("charter-title-version", "version", version.number())).step(
            app,
            scope,
            Step::Charter,
        ),
        form,
        charter: path_of(scope),
        contacts: format!("/p/{}/contacts", scope.id()),
        decisions: format!("/p/{}/decisions", scope.id()),
        path: path_of_version(scope, version.id()),
        next: next_step(&t, scope, Some(version.id()), &next),
        signers: vec![
            (scope.partnership.client_name.clone(), names(Side::Organisation)),
            (scope.partnership.partner_name.clone(), names(Side::Partner)),
        ],
        sides: [scope.partnership.client_name.clone(), scope.partnership.partner_name.clone()],
        known: around.known.clone(),
        key: around.key.clone(),
        print: sound::fingerprint(&version).map(|print| grouped(&print)),
        differs: told(scope, &sound::differences(app.db(), scope.tenant(), &version).await?),
        may_edit: eyes.may_edit,
        panels: panels(&t, &version, &around.proofs, scope.side),
        mandates: match scope.may(app, "contacts.view", &contacts(scope)) {
            true => mandated(&t, &around.held, today),
            false => Vec::new(),
        },
        exit: exit(app, scope),
        today,
        version,
    })
}

pub(super) fn empty(app: &App, scope: &PartnershipScope, form: Fields) -> impl Template + use<> {
    let eyes = eyes(app, scope);
    let t = scope.viewer.speaker();
    Empty {
        shell: Shell::within(app, scope, t.say("charter-title")).step(app, scope, Step::Charter),
        form,
        charter: path_of(scope),
        next: next_step(&t, scope, None, &next::next(None, &[], &eyes)),
        languages: languages(),
        may_edit: eyes.may_edit,
    }
}

/// The charter: the version in force, else the one that is being made, else how to begin.
pub async fn show_charter(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "charter.view", &resource(&scope))?;
    let which = scope.id().to_string();
    let current =
        remember(app.db(), scope.tenant(), app.now(), "current charter", which, current(&app, &scope)).await?;
    match current.as_ref() {
        Some(version) => show(&page(&app, &scope, version.clone(), Fields::default(), asked.wanted()).await?),
        None => show(&empty(&app, &scope, Fields::filled([("language", scope.viewer.locale.code())]))),
    }
}

async fn current(app: &App, scope: &PartnershipScope) -> Result<Option<CharterVersion>, Problem> {
    let known = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    let current = known.iter().find(|head| head.state == Standing::InForce).or(known.first());
    match current {
        Some(head) => Ok(Some(version_of(app, scope, head.id).await?)),
        None => Ok(None),
    }
}

pub async fn show_version(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.view", &resource(&scope))?;
    show(&page(&app, &scope, version, Fields::default(), asked.wanted()).await?)
}
