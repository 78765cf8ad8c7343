//! The pages of terms: what holds, what is proposed, what it would come to; proposing and accepting.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side, Via};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::read::{blank, read_own, read_terms, read_words, typed};
use super::simulate::{self, Scenario, Simulated};
use super::statement::{self, Statement};
use super::words::{self, Part, Table};
use super::{
    Agreement, CURRENCIES, FORM, Fallback, Kind, MOST, Proposal, Rule, State as Standing, Terms, TermsId, TermsRefused,
    Version, chances, newest_first, store,
};
use crate::By;
use crate::charter::{self, CharterVersion};
use crate::contact::{Mandate, in_hand};
use crate::sound::told;

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Terms", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/terms", scope.id())
}

pub(super) fn shell(app: &App, scope: &PartnershipScope, title: String) -> Shell {
    Shell::within(app, scope, title).step(app, scope, Step::Charter)
}

pub(super) fn side_name(scope: &PartnershipScope, side: Side) -> String {
    match side {
        Side::Organisation => scope.partnership.client_name.clone(),
        Side::Partner => scope.partnership.partner_name.clone(),
    }
}

/// Who decides on the reader's side over a fee of at most this: nothing where the reader does, else in words who does.
pub(super) async fn others(app: &App, scope: &PartnershipScope, fee: i64) -> Result<Option<String>, Problem> {
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let held = in_hand(app.db(), scope.tenant(), scope.id(), Mandate::AgreeTerms, today).await?;
    let own: Vec<_> = held.into_iter().filter(|held| held.side == scope.side && held.limits.allow(fee)).collect();
    if own.iter().any(|held| held.person == scope.viewer.person) {
        return Ok(None);
    }
    let t = scope.viewer.speaker();
    let names: Vec<String> = own.into_iter().map(|held| held.name).collect();
    Ok(Some(match names.is_empty() {
        true => t.say1("terms-nobody", "side", scope.own_name()),
        false => t.say1("mandate-decided-by", "who", names.join(", ")),
    }))
}

/// Where the decision over this page is asked of whoever may take it.
pub(super) fn ask_path(scope: &PartnershipScope, page: &str) -> String {
    format!("/p/{}/asks/new?mandate={}&link={page}", scope.id(), Mandate::AgreeTerms.word())
}

/// Agreeing on money is done by a person who is signed in; a program with a token only prepares and reads.
pub(super) fn in_person(scope: &PartnershipScope) -> Result<(), Problem> {
    if scope.viewer.via == Via::Session { Ok(()) } else { Err(Problem::Forbidden) }
}

pub(super) async fn version_of(app: &App, scope: &PartnershipScope, id: TermsId) -> Result<Version, Problem> {
    store::find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

pub(super) async fn charter_of(app: &App, scope: &PartnershipScope) -> Result<Option<CharterVersion>, Problem> {
    Ok(charter::in_force_on(app.db(), scope.tenant(), scope.id(), app.now()).await?)
}

/// A version or a statement of a list.
struct Listed {
    url: String,
    title: String,
    state: String,
    class: &'static str,
    at: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "terms/list.html")]
struct List {
    shell: Shell,
    path: String,
    contacts: String,
    ask: String,
    charter: String,
    /// Whether there is a charter to hang terms on.
    ready: bool,
    others: Option<String>,
    proposed: Option<Listed>,
    agreed: Option<Held>,
    versions: Vec<Listed>,
    statements: Vec<Listed>,
    /// What is next for the agreed terms, and where the statement is made.
    next: String,
    statement: Option<String>,
}

/// The terms that hold, in short.
struct Held {
    url: String,
    lead: String,
    base: String,
    bounds: String,
    parts: Vec<Part>,
}

fn class(state: Standing) -> &'static str {
    match state {
        Standing::Proposed => "tag open",
        Standing::Agreed => "tag",
        Standing::Superseded | Standing::Withdrawn => "tag plain",
    }
}

fn listed(t: &Speaker, scope: &PartnershipScope, version: &Version) -> Listed {
    Listed {
        url: format!("{}/{}", path_of(scope), version.id),
        title: t.say1("terms-version", "number", t.whole(version.number())),
        state: t.say(&version.state.key()),
        class: class(version.state),
        at: t.say2("terms-proposed-by", "side", side_name(scope, version.side()), "day", t.date(&version.proposed_at)),
        amount: words::money(t, version.terms(), version.terms().total),
    }
}

fn listed_statement(t: &Speaker, scope: &PartnershipScope, made: &Statement) -> Listed {
    let computed = statement::compute(&made.frozen);
    Listed {
        url: format!("{}/{}/statements/{}", path_of(scope), made.terms, made.id),
        title: t.say1("statement-of", "day", t.day(&made.frozen.on)),
        state: t.say(&made.state.key()),
        class: match made.state {
            statement::State::Made => "tag open",
            statement::State::Confirmed => "tag",
            statement::State::Withdrawn => "tag plain",
        },
        at: t.say2("terms-proposed-by", "side", side_name(scope, made.side), "day", t.date(&made.made_at)),
        amount: words::money(t, &made.frozen.agreement.terms, computed.due_now),
    }
}

fn bounds(t: &Speaker, terms: &Terms) -> String {
    let named = [
        ("floor", words::money(t, terms, terms.floor)),
        ("cap", words::money(t, terms, terms.cap)),
        ("total", words::money(t, terms, terms.total)),
    ];
    t.say_with("terms-bounds", &named)
}

pub async fn show_terms(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let (db, t) = (app.db(), scope.viewer.speaker());
    let known = newest_first(db, scope.tenant(), scope.id()).await?;
    let agreed = known.iter().find(|version| version.state == Standing::Agreed);
    let statements = match agreed {
        Some(version) => store::statements(db, scope.tenant(), version.id).await?,
        None => Vec::new(),
    };
    let next = agreed.map(|version| statement::next(version, &statement::after(version, &statements)));
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let waits = statements.iter().any(|made| made.state == statement::State::Made);
    let others = others(&app, &scope, 0).await?;
    let (next_words, due) = match &next {
        None => (String::new(), false),
        Some(None) => (t.say("terms-next-none"), false),
        Some(Some(_)) if waits => (t.say("terms-next-waits"), false),
        Some(Some((day, _))) if *day <= today => (t.say1("terms-next-due", "day", t.day(day)), true),
        Some(Some((day, _))) => (t.say1("terms-next-later", "day", t.day(day)), false),
    };
    let path = path_of(&scope);
    let held = agreed.map(|version| Held {
        url: format!("{path}/{}", version.id),
        lead: t.say2(
            "terms-agreed-lead",
            "number",
            t.whole(version.number()),
            "day",
            version.acceptance.as_ref().map(|given| t.date(&given.at)).unwrap_or_default(),
        ),
        base: words::base(&t, version.terms()),
        bounds: bounds(&t, version.terms()),
        parts: words::parts(&t, &version.agreement),
    });
    show(&List {
        shell: shell(&app, &scope, t.say("terms-title")),
        contacts: format!("/p/{}/contacts", scope.id()),
        ask: ask_path(&scope, &path),
        charter: format!("/p/{}/charter", scope.id()),
        ready: charter_of(&app, &scope).await?.is_some(),
        proposed: known.iter().find(|version| version.state == Standing::Proposed).map(|v| listed(&t, &scope, v)),
        versions: known.iter().map(|version| listed(&t, &scope, version)).collect(),
        statements: statements.iter().map(|made| listed_statement(&t, &scope, made)).collect(),
        statement: agreed
            .filter(|_| due && others.is_none())
            .map(|version| format!("{path}/{}/statements/new", version.id)),
        next: next_words,
        agreed: held,
        others,
        path,
    })
}

/// A row of the form.
struct RowOfForm {
    place: String,
    number: String,
    /// Whether it is unfolded from the start.
    open: bool,
}

#[derive(Template)]
#[template(path = "terms/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    charter: String,
    currencies: Vec<(String, String)>,
    measures: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    rules: Vec<(String, String)>,
    fallbacks: Vec<(String, String)>,
    rows: Vec<RowOfForm>,
    /// What can hardly be proven: the form asks for words then.
    weak: Vec<String>,
    table: Option<Table>,
}

impl New {
    fn field(&self, row: &RowOfForm, name: &str) -> String {
        format!("outcomes.{}.{name}", row.place)
    }
}

fn new_page(
    app: &App,
    scope: &PartnershipScope,
    charter: &CharterVersion,
    form: Fields,
    read: Option<(&Terms, &[Option<i64>], bool)>,
) -> New {
    let t = scope.viewer.speaker();
    let word = |key: &str, word: &str| (word.to_owned(), t.say(&format!("terms-{key}-{word}")));
    let measures = charter.measures.iter().filter(|measure| measure.level >= 3);
    let measure = |measure: &charter::Measure| {
        let level = t.say(&format!("charter-level-{}", measure.level));
        (measure.id.to_string(), format!("{level} ({}) · {}", measure.level, measure.text))
    };
    let filled = |place: usize| !form.value(&format!("outcomes.{place}.measure")).is_empty();
    let faulty = |place: usize| form.faults().any(|(name, _)| name.starts_with(&format!("outcomes.{place}.")));
    let rows = (0..MOST).map(|place| RowOfForm {
        place: place.to_string(),
        number: t.whole(place as i64 + 1),
        open: place == 0 || filled(place) || faulty(place),
    });
    let weak = match read {
        Some((terms, chances, _)) => {
            let agreement = agreement_of(scope, charter, terms.clone(), chances.to_vec());
            let parts = words::parts(&t, &agreement);
            parts.into_iter().filter(|part| part.weak).map(|part| format!("{}: {}", part.title, part.chance)).collect()
        }
        None => Vec::new(),
    };
    New {
        shell: shell(app, scope, t.say("terms-new")),
        path: path_of(scope),
        charter: charter.number(),
        currencies: CURRENCIES.map(|code| (code.to_owned(), code.to_owned())).to_vec(),
        measures: measures.map(measure).collect(),
        kinds: Kind::ALL.map(|kind| word("kind", kind.word())).to_vec(),
        rules: Rule::ALL.map(|rule| word("rule", rule.word())).to_vec(),
        fallbacks: Fallback::ALL.map(|fallback| word("fallback", fallback.word())).to_vec(),
        rows: rows.collect(),
        weak,
        table: read
            .filter(|(_, _, simulated)| *simulated)
            .map(|(terms, _, _)| words::table(&t, terms, &simulate::five(terms))),
        form,
    }
}

/// Terms as they would be proposed now, for showing what they come to.
fn agreement_of(
    scope: &PartnershipScope,
    charter: &CharterVersion,
    terms: Terms,
    chances: Vec<Option<i64>>,
) -> Agreement {
    Agreement {
        form: FORM.to_owned(),
        partnership: scope.id(),
        organisation: scope.partnership.client_name.clone(),
        partner: scope.partnership.partner_name.clone(),
        number: 0,
        charter: charter.number(),
        charter_hash: String::new(),
        proposed_by: scope.side,
        terms,
        chances,
        words: None,
    }
}

pub(super) async fn chances_of(
    app: &App,
    scope: &PartnershipScope,
    charter: &CharterVersion,
    terms: &Terms,
) -> Result<Vec<Option<i64>>, Problem> {
    let known = charter::newest_first(app.db(), scope.tenant(), scope.id()).await?;
    Ok(chances(app.db(), app.now(), scope.tenant(), charter, &known, terms).await?)
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    let charter = charter_of(&app, &scope).await?.ok_or(TermsRefused::NoCharter)?;
    let known = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    let stands = known.iter().find(|version| matches!(version.state, Standing::Proposed | Standing::Agreed));
    let form = stands.map_or_else(blank, |version| typed(version.terms(), &charter));
    show(&new_page(&app, &scope, &charter, form, None))
}

pub(super) fn today(app: &App) -> Day {
    app.now().day_in(&jiff::tz::TimeZone::UTC)
}

/// The form again, with what the terms in it would come to.
pub async fn simulate_new(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    let charter = charter_of(&app, &scope).await?.ok_or(TermsRefused::NoCharter)?;
    let Some(terms) = read_terms(&mut form, &charter, today(&app)) else {
        return show_again(&new_page(&app, &scope, &charter, form, None));
    };
    let chances = chances_of(&app, &scope, &charter, &terms).await?;
    show(&new_page(&app, &scope, &charter, form, Some((&terms, &chances, true))))
}

pub async fn make_terms(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    let charter = charter_of(&app, &scope).await?.ok_or(TermsRefused::NoCharter)?;
    let (terms, words) = (read_terms(&mut form, &charter, today(&app)), read_words(&mut form));
    let Some(terms) = terms else { return show_again(&new_page(&app, &scope, &charter, form, None)) };
    let chances = chances_of(&app, &scope, &charter, &terms).await?;
    let weak = !agreement_of(&scope, &charter, terms.clone(), chances.clone()).weak().is_empty();
    if weak && words.is_none() {
        form.refuse("words", Fault::new("terms-fault-words"));
    }
    if form.has_faults() {
        return show_again(&new_page(&app, &scope, &charter, form, Some((&terms, &chances, true))));
    }
    let tx = app.db().begin().await?;
    let words = words.filter(|_| weak);
    let proposal = Proposal { sides: &scope.partnership, charter: &charter, terms, chances, words };
    let id = super::propose(&tx, &By::viewer(&scope, app.now()), proposal).await?;
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "terms-said-proposed")
}

#[derive(Template)]
#[template(path = "terms/show.html")]
struct ShowVersion {
    shell: Shell,
    form: Fields,
    path: String,
    terms: String,
    version: Version,
    /// What of it is not what was agreed.
    differs: Vec<String>,
    state: String,
    class: &'static str,
    lead: String,
    base: String,
    bounds: String,
    parts: Vec<Part>,
    table: Table,
    own: Vec<OwnRow>,
    /// What each side said of what can hardly be proven.
    said: Vec<(String, String)>,
    weak: Vec<String>,
    accepted: String,
    /// The reader's side has to answer, and the reader may.
    may_accept: bool,
    may_withdraw: bool,
    own_proposal: bool,
    others: Option<String>,
    ask: String,
    side: String,
}

struct OwnRow {
    place: String,
    title: String,
}

impl ShowVersion {
    fn field(&self, row: &OwnRow, name: &str) -> String {
        format!("own.{}.{name}", row.place)
    }
    fn waits(&self) -> bool {
        self.version.state == Standing::Proposed
    }
    fn charter(&self) -> &str {
        &self.version.agreement.charter
    }
}

async fn version_page(
    app: &App,
    scope: &PartnershipScope,
    version: Version,
    form: Fields,
    own: Option<Simulated>,
) -> Result<ShowVersion, Problem> {
    let (t, terms) = (scope.viewer.speaker(), version.terms().clone());
    let mut simulated = simulate::five(&terms);
    simulated.extend(own);
    let parts = words::parts(&t, &version.agreement);
    let own_row = |(place, part): (usize, &Part)| OwnRow { place: place.to_string(), title: part.title.clone() };
    let said = [
        (version.side(), version.agreement.words.clone()),
        (version.side().other(), version.acceptance.as_ref().and_then(|given| given.words.clone())),
    ];
    let others = others(app, scope, terms.cap).await?;
    let changes = scope.may(app, "terms.change", &resource(scope));
    let waits = version.state == Standing::Proposed;
    Ok(ShowVersion {
        differs: told(scope, &super::differences(app.db(), scope.tenant(), &version).await?),
        shell: shell(app, scope, t.say1("terms-version", "number", t.whole(version.number()))),
        form,
        path: format!("{}/{}", path_of(scope), version.id),
        terms: path_of(scope),
        state: t.say(&version.state.key()),
        class: class(version.state),
        lead: t.say_with(
            "terms-lead-version",
            &[
                ("name", version.proposer.clone()),
                ("side", side_name(scope, version.side())),
                ("day", t.date(&version.proposed_at)),
            ],
        ),
        base: words::base(&t, &terms),
        bounds: bounds(&t, &terms),
        table: words::table(&t, &terms, &simulated),
        own: parts.iter().enumerate().map(own_row).collect(),
        said: said.into_iter().filter_map(|(side, words)| Some((side_name(scope, side), words?))).collect(),
        weak: parts.iter().filter(|part| part.weak).map(|part| format!("{}: {}", part.title, part.chance)).collect(),
        parts,
        accepted: version.acceptance.as_ref().map_or_else(String::new, |given| {
            t.say_with(
                "terms-accepted-by",
                &[
                    ("name", given.name.clone()),
                    ("side", side_name(scope, version.side().other())),
                    ("at", t.moment(&given.at)),
                ],
            )
        }),
        may_accept: changes && others.is_none() && super::agree::awaits(&version, scope.side),
        may_withdraw: changes && waits,
        own_proposal: version.side() == scope.side,
        others: others.filter(|_| super::agree::awaits(&version, scope.side)),
        ask: ask_path(scope, &format!("{}/{}", path_of(scope), version.id)),
        side: scope.own_name().to_owned(),
        version,
    })
}

type InTerms = Path<(PartnershipId, TermsId)>;

/// One version: its content, what it would come to, and the answer to it.
pub async fn show_version(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): InTerms,
    Query(asked): Query<Vec<(String, String)>>,
) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let version = version_of(&app, &scope, id).await?;
    let mut form = Fields::filled(asked);
    let own = read_own(&mut form, version.terms().outcomes.len());
    let simulated = own.map(|measured| simulate::of(version.terms(), Scenario::Own, measured));
    let faulty = form.has_faults();
    let page = version_page(&app, &scope, version, form, simulated).await?;
    if faulty { show_again(&page) } else { show(&page) }
}

pub async fn make_acceptance(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): InTerms,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    let version = version_of(&app, &scope, id).await?;
    let hash = form.text("hash", 64);
    if !form.flag("agreed") {
        form.refuse("agreed", Fault::new("terms-fault-agree"));
    }
    let words = read_words(&mut form);
    if !version.agreement.weak().is_empty() && words.is_none() {
        form.refuse("words", Fault::new("terms-fault-words"));
    }
    if form.has_faults() {
        return show_again(&version_page(&app, &scope, version, form, None).await?);
    }
    let tx = app.db().begin().await?;
    super::accept(&tx, &By::viewer(&scope, app.now()), id, &hash, words.as_deref()).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "terms-said-agreed")
}

pub async fn withdraw_terms(State(app): State<App>, scope: PartnershipScope, Path((_, id)): InTerms) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    version_of(&app, &scope, id).await?;
    let tx = app.db().begin().await?;
    super::withdraw(&tx, &By::viewer(&scope, app.now()), id).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "terms-said-withdrawn")
}
