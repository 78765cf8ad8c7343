//! The pages of terms: what holds, what is proposed, what it would come to; proposing and accepting.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::change::{self, Begun};
use super::compared::{self, Differs};
use super::read::{blank, read_from, read_own, read_terms, read_words, typed};
use super::simulate::{self, Scenario, Simulated};
use super::standing::{change_words, changed_by, next_of, state_words};
use super::statement::{self, Statement};
use super::whose::{ask_path, in_person, others};
use super::words::{self, Part, Table};
use super::{
    Agreement, FORM, Fallback, Kind, MOST, Proposal, Rule, State as Standing, Terms, TermsId, TermsRefused, Version,
    chances, currencies, newest_first, store,
};
use crate::By;
use crate::charter::{self, CharterVersion, languages};
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
    proposed: Option<Open>,
    agreed: Option<Held>,
    versions: Vec<Listed>,
    statements: Vec<Listed>,
    /// What is next for the agreed terms, and where the statement is made.
    next: String,
    statement: Option<String>,
    /// What is still to be stated under terms that hold only for what falls due before a change.
    earlier: Vec<Earlier>,
}

/// A proposal that waits, and for whom.
struct Open {
    listed: Listed,
    awaits: String,
    change: String,
}

struct Earlier {
    words: String,
    url: Option<String>,
}

/// The terms that hold, in short.
struct Held {
    url: String,
    lead: String,
    change: String,
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

fn listed(t: &Speaker, scope: &PartnershipScope, known: &[Version], version: &Version) -> Listed {
    Listed {
        url: format!("{}/{}", path_of(scope), version.id),
        title: t.say1("terms-version", "number", t.whole(version.number())),
        state: state_words(t, known, version),
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

pub async fn show_terms(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let (db, t) = (app.db(), scope.viewer.speaker());
    let known = newest_first(db, scope.tenant(), scope.id()).await?;
    let agreed = known.iter().find(|version| version.state == Standing::Agreed);
    let mut statements = Vec::new();
    for version in known.iter().filter(|version| change::settles(&known, version)) {
        statements.extend(store::statements(db, scope.tenant(), version.id).await?);
    }
    let others = others(&app, &scope, None).await?;
    let next = |version: &Version| next_of(&app, &scope, &known, version, &statements);
    let (next_words, due) = agreed.map(next).unwrap_or_default();
    let earlier =
        known.iter().filter(|version| version.state == Standing::Superseded && change::settles(&known, version));
    let earlier = earlier.map(|version| {
        let (words, url) = next(version);
        let number = t.whole(version.number());
        Earlier {
            words: t.say2("terms-next-earlier", "number", number, "words", words),
            url: url.filter(|_| others.is_none()),
        }
    });
    let path = path_of(&scope);
    let sentences = languages::sentences(app.db(), scope.tenant(), scope.id(), t.locale).await?;
    let held = agreed.map(|version| Held {
        url: format!("{path}/{}", version.id),
        lead: t.say2(
            "terms-agreed-lead",
            "number",
            t.whole(version.number()),
            "day",
            version.acceptance.as_ref().map(|given| t.date(&given.at)).unwrap_or_default(),
        ),
        change: change_words(&t, version),
        base: words::base(&t, version.terms()),
        bounds: words::bounds(&t, version.terms()),
        parts: words::read_in(words::parts(&t, &version.agreement), &sentences),
    });
    show(&List {
        shell: shell(&app, &scope, t.say("terms-title")),
        contacts: format!("/p/{}/contacts", scope.id()),
        ask: ask_path(&scope, &path),
        charter: format!("/p/{}/charter", scope.id()),
        ready: charter_of(&app, &scope).await?.is_some(),
        proposed: known.iter().find(|version| version.state == Standing::Proposed).map(|version| Open {
            change: change_words(&t, version),
            awaits: match version.side() == scope.side {
                true => t.say1("terms-waits-for", "side", side_name(&scope, version.side().other())),
                false => t.say("terms-waits"),
            },
            listed: listed(&t, &scope, &known, version),
        }),
        versions: known.iter().map(|version| listed(&t, &scope, &known, version)).collect(),
        earlier: earlier.collect(),
        statements: statements.iter().map(|made| listed_statement(&t, &scope, made)).collect(),
        statement: due.filter(|_| others.is_none()),
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
    /// That a change leaves what is stated, where something is.
    stated: Option<String>,
    table: Option<Table>,
    /// Who agrees on so much money, where that is beyond the reader.
    beyond: Option<String>,
    ask: String,
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
    begun: Option<&Begun>,
    form: Fields,
    read: Option<(&Terms, &[Option<i64>], bool)>,
) -> New {
    let t = scope.viewer.speaker();
    let word = |key: &str, word: &str| (word.to_owned(), t.say(&format!("terms-{key}-{word}")));
    let measures = charter.measures.iter().filter(|measure| measure.level >= 3);
    let measure = |measure: &charter::Measure| {
        let level = t.say(&format!("charter-level-{}", measure.level));
        (measure.id.to_string(), format!("{level} ({}) · {}", measure.level, charter.words_of(measure, t.locale)))
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
            parts
                .into_iter()
                .filter(|part| part.weak.is_some())
                .map(|part| format!("{}: {}", part.title, part.chance))
                .collect()
        }
        None => Vec::new(),
    };
    New {
        shell: shell(app, scope, t.say("terms-new")),
        path: path_of(scope),
        charter: charter.number(),
        currencies: currencies(),
        measures: measures.map(measure).collect(),
        kinds: Kind::ALL.map(|kind| word("kind", kind.word())).to_vec(),
        rules: Rule::ALL.map(|rule| word("rule", rule.word())).to_vec(),
        fallbacks: Fallback::ALL.map(|fallback| word("fallback", fallback.word())).to_vec(),
        rows: rows.collect(),
        weak,
        stated: begun.map(|begun| {
            let number = t.whole(begun.version.number());
            t.say2("terms-change-words", "number", number, "day", t.day(&begun.last))
        }),
        table: read
            .filter(|(_, _, simulated)| *simulated)
            .map(|(terms, _, _)| words::table(&t, terms, &simulate::five(terms))),
        beyond: None,
        ask: ask_path(scope, &format!("{}/new", path_of(scope))),
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
        change: None,
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
    let mut form = stands.map_or_else(blank, |version| typed(version.terms(), &charter));
    let begun = change::begun(app.db(), scope.tenant(), scope.id()).await?;
    if let Some(begun) = &begun {
        let from = stands.and_then(|version| version.agreement.change.as_ref()).map(|change| change.from);
        let soonest = begun.soonest(own_day(&app, &scope));
        form.replace("from", &from.unwrap_or(soonest).max(soonest).to_string());
    }
    show(&new_page(&app, &scope, &charter, begun.as_ref(), form, None))
}

pub(super) fn today(app: &App) -> Day {
    app.now().day_in(&jiff::tz::TimeZone::UTC)
}

/// The day where the reader is.
fn own_day(app: &App, scope: &PartnershipScope) -> Day {
    app.now().day_in(&scope.viewer.zone)
}

/// The form again, with what the terms in it would come to.
pub async fn simulate_new(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    let charter = charter_of(&app, &scope).await?.ok_or(TermsRefused::NoCharter)?;
    let begun = change::begun(app.db(), scope.tenant(), scope.id()).await?;
    let Some(terms) = read_terms(&mut form, &charter, today(&app)) else {
        return show_again(&new_page(&app, &scope, &charter, begun.as_ref(), form, None));
    };
    let chances = chances_of(&app, &scope, &charter, &terms).await?;
    show(&new_page(&app, &scope, &charter, begun.as_ref(), form, Some((&terms, &chances, true))))
}

pub async fn make_terms(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    let charter = charter_of(&app, &scope).await?.ok_or(TermsRefused::NoCharter)?;
    let (terms, words) = (read_terms(&mut form, &charter, today(&app)), read_words(&mut form));
    let from = read_from(&mut form);
    let begun = change::begun(app.db(), scope.tenant(), scope.id()).await?;
    let Some(terms) = terms else {
        return show_again(&new_page(&app, &scope, &charter, begun.as_ref(), form, None));
    };
    if let Some(Err(refused)) = begun.as_ref().map(|begun| begun.changed(from, &terms, own_day(&app, &scope))) {
        refused.into_form(&mut form);
    }
    let chances = chances_of(&app, &scope, &charter, &terms).await?;
    let weak = !agreement_of(&scope, &charter, terms.clone(), chances.clone()).weak().is_empty();
    if weak && words.is_none() {
        form.refuse("words", Fault::new("terms-fault-words"));
    }
    if form.has_faults() {
        let page = new_page(&app, &scope, &charter, begun.as_ref(), form, Some((&terms, &chances, true)));
        return show_again(&page);
    }
    // What was typed stays: whoever may propose so much is named, with the way to ask them.
    if let Some(who) = others(&app, &scope, Some(&terms.highest())).await? {
        let mut page = new_page(&app, &scope, &charter, begun.as_ref(), form, Some((&terms, &chances, true)));
        page.beyond = Some(who);
        return show_again(&page);
    }
    let tx = app.db().begin().await?;
    let words = words.filter(|_| weak);
    let proposal = Proposal { sides: &scope.partnership, charter: &charter, terms, chances, words, from };
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
    /// From when it holds in place of others, and until when where others hold then.
    change: String,
    until: String,
    /// What it changes of the terms that held when it was proposed, and what of those stays or lapses.
    base_number: String,
    compared: Vec<Differs>,
    left: Vec<String>,
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
    let sentences = languages::sentences(app.db(), scope.tenant(), scope.id(), t.locale).await?;
    let parts = words::read_in(words::parts(&t, &version.agreement), &sentences);
    let own_row = |(place, part): (usize, &Part)| OwnRow { place: place.to_string(), title: part.title.clone() };
    let said = [
        (version.side(), version.agreement.words.clone()),
        (version.side().other(), version.acceptance.as_ref().and_then(|given| given.words.clone())),
    ];
    let others = others(app, scope, Some(&terms.highest())).await?;
    let changes = scope.may(app, "terms.change", &resource(scope));
    let waits = version.state == Standing::Proposed;
    let known = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    let base = changed_by(&known, &version);
    let left = match (base, &version.agreement.change) {
        (Some(base), Some(change)) => {
            let made = store::statements(app.db(), scope.tenant(), base.id).await?;
            compared::left(&t, base, &statement::after(base, &made), change.from)
        }
        _ => Vec::new(),
    };
    Ok(ShowVersion {
        change: change_words(&t, &version),
        until: change::ends(&known, &version)
            .map_or_else(String::new, |day| t.say1("terms-until-words", "day", t.day(&day))),
        base_number: base.map_or_else(String::new, |base| t.whole(base.number())),
        compared: base.map_or_else(Vec::new, |base| compared::differs(&t, &base.agreement, &version.agreement)),
        left,
        differs: told(scope, &super::differences(app.db(), scope.tenant(), &version).await?),
        shell: shell(app, scope, t.say1("terms-version", "number", t.whole(version.number()))),
        form,
        path: format!("{}/{}", path_of(scope), version.id),
        terms: path_of(scope),
        state: state_words(&t, &known, &version),
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
        bounds: words::bounds(&t, &terms),
        table: words::table(&t, &terms, &simulated),
        own: parts.iter().enumerate().map(own_row).collect(),
        said: said.into_iter().filter_map(|(side, words)| Some((side_name(scope, side), words?))).collect(),
        weak: parts
            .iter()
            .filter(|part| part.weak.is_some())
            .map(|part| format!("{}: {}", part.title, part.chance))
            .collect(),
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
