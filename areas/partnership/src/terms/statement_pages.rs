//! Making a fee statement, reading it, confirming it.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::studied;

use super::origin::{self, Offer, Origin};
use super::pages::{path_of, resource, shell, side_name, version_of};
use super::read::{TYPED, read_results};
use super::stated::{self, Provenance, Stated};
use super::statement::{self, State as Standing, Statement};
use super::whose::{ask_path, in_person, others};
use super::words;
use super::{Outcome, StatementId, TermsId, TermsRefused, Version, change, newest_first, store};
use crate::By;
use crate::charter::languages;
use crate::sound::told;

pub(super) type InStatement = Path<(PartnershipId, TermsId, StatementId)>;

/// A part that needs a result.
struct Needed {
    place: String,
    title: String,
    rule: String,
    unit: String,
    /// Where its result can come from: the studies of the measure, and typing it.
    sources: Vec<(String, String)>,
    /// The studies of the measure that it can't come from, each with why.
    unusable: Vec<Unused>,
    /// Whether a result is typed, or has to be.
    typed: bool,
}

struct Unused {
    title: String,
    url: Option<String>,
    why: String,
}

#[derive(Template)]
#[template(path = "terms/statement_new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    terms: String,
    day: String,
    needed: Vec<Needed>,
    others: Option<String>,
    ask: String,
}

impl New {
    fn field(&self, part: &Needed, name: &str) -> String {
        format!("results.{}.{name}", part.place)
    }
}

/// What the next statement of a version is about, or why there can be none now.
pub(super) async fn due(app: &App, scope: &PartnershipScope, version: &Version) -> Result<(Day, Vec<usize>), Problem> {
    let versions = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    if !change::settles(&versions, version) {
        return Err(TermsRefused::NotAgreed.into());
    }
    let known = store::statements(app.db(), scope.tenant(), version.id).await?;
    if known.iter().any(|made| made.state == Standing::Made) {
        return Err(TermsRefused::StatementOpen.into());
    }
    let sum = statement::after(version, &known);
    let (day, needed) =
        statement::next(version, &sum, change::ends(&versions, version)).ok_or(TermsRefused::AllSettled)?;
    if day > app.now().day_in(&jiff::tz::TimeZone::UTC) {
        return Err(TermsRefused::TooEarly(day).into());
    }
    Ok((day, needed))
}

fn needed(t: &Speaker, part: &Outcome, offers: &[&Offer], place: usize, form: &mut Fields) -> Needed {
    let field = |name: &str| format!("results.{place}.{name}");
    let usable: Vec<&Origin> = offers.iter().filter_map(|offer| offer.given.as_ref().ok()?.origin.as_ref()).collect();
    let mut sources: Vec<(String, String)> = offers
        .iter()
        .filter(|offer| offer.given.is_ok())
        .map(|offer| (id_of(offer), stated::offer(t, part, offer)))
        .collect();
    let begun = ["estimate", "low", "high", "n", "period", "source", "none"].map(field);
    let begun = begun.iter().any(|name| !form.value(name).trim().is_empty() || form.fault(name).is_some());
    if !sources.is_empty() {
        sources.push((TYPED.to_owned(), t.say("statement-from-typed")));
        let study = field("study");
        if form.value(&study).is_empty() {
            // The latest run is chosen before anyone types.
            let first = if begun { TYPED.to_owned() } else { sources[0].0.clone() };
            form.replace(&study, &first);
        }
    }
    let unused = |offer: &&&Offer| {
        let why = offer.given.as_ref().err()?;
        let (title, url) = (offer.studied.title.clone(), offer.studied.path.clone());
        Some(Unused { title, url, why: stated::unusable(why).words(t) })
    };
    Needed {
        place: place.to_string(),
        title: part.text.clone(),
        rule: words::rule(t, part),
        unit: part.unit.clone(),
        typed: begun || usable.is_empty(),
        sources,
        unusable: offers.iter().filter_map(|offer| unused(&offer)).collect(),
    }
}

fn id_of(offer: &Offer) -> String {
    offer.studied.study.to_string()
}

async fn new_page(
    app: &App,
    scope: &PartnershipScope,
    version: &Version,
    due: &(Day, Vec<usize>),
    mut form: Fields,
) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let offers = origin::offers(app, scope, version.terms(), &due.1).await?;
    let sentences = languages::sentences(app.db(), scope.tenant(), scope.id(), t.locale).await?;
    let mut parts = Vec::new();
    for place in &due.1 {
        let Some(part) = version.terms().outcomes.get(*place) else { continue };
        let own: Vec<&Offer> = offers.iter().filter(|offer| offer.place == *place).collect();
        let mut needed = needed(&t, part, &own, *place, &mut form);
        if let Some(text) = sentences.get(&needed.title) {
            needed.title.clone_from(text);
        }
        parts.push(needed);
    }
    Ok(New {
        shell: shell(app, scope, t.say1("statement-new", "day", t.day(&due.0))).narrow(),
        form,
        path: format!("{}/{}/statements", path_of(scope), version.id),
        terms: path_of(scope),
        day: t.day(&due.0),
        needed: parts,
        others: others(app, scope, None).await?,
        ask: ask_path(scope, &format!("{}/{}/statements/new", path_of(scope), version.id)),
    })
}

pub async fn show_new(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TermsId)>,
) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    let version = version_of(&app, &scope, id).await?;
    let due = due(&app, &scope, &version).await?;
    show(&new_page(&app, &scope, &version, &due, Fields::default()).await?)
}

/// Reads the results and makes the statement; the form comes back with its faults.
pub(super) async fn make(
    app: &App,
    scope: &PartnershipScope,
    version: &Version,
    mut form: Fields,
) -> Result<StatementId, Problem> {
    in_person(scope)?;
    let due = due(app, scope, version).await?;
    let offers = origin::offers(app, scope, version.terms(), &due.1).await?;
    let results = read_results(&mut form, version.terms().outcomes.len(), &due.1, &offers);
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    let id = statement::make(&tx, &By::viewer(scope, app.now()), version.id, results).await?;
    tx.commit().await?;
    Ok(id)
}

pub async fn make_statement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TermsId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    let version = version_of(&app, &scope, id).await?;
    match make(&app, &scope, &version, form).await {
        Ok(made) => see_and_say(&format!("{}/{id}/statements/{made}", path_of(&scope)), "statement-said-made"),
        Err(Problem::Invalid(form)) => {
            let due = due(&app, &scope, &version).await?;
            show_again(&new_page(&app, &scope, &version, &due, *form).await?)
        }
        Err(problem) => Err(problem),
    }
}

pub(super) async fn statement_of(
    app: &App,
    scope: &PartnershipScope,
    terms: TermsId,
    id: StatementId,
) -> Result<Statement, Problem> {
    let version = version_of(app, scope, terms).await?;
    let known = store::statements(app.db(), scope.tenant(), version.id).await?;
    known.into_iter().find(|made| made.id == id).ok_or(Problem::NotFound)
}

#[derive(Template)]
#[template(path = "terms/statement.html")]
struct ShowStatement {
    shell: Shell,
    form: Fields,
    path: String,
    terms: String,
    agreement: String,
    /// What of it is not what was made and confirmed.
    differs: Vec<String>,
    state: String,
    class: &'static str,
    lead: String,
    lines: Vec<Stated>,
    origins: Vec<Provenance>,
    adjustment: String,
    total: String,
    before: String,
    due_now: String,
    hash: String,
    confirmed: String,
    own: bool,
    may_confirm: bool,
    may_withdraw: bool,
    others: Option<String>,
    ask: String,
    side: String,
}

async fn page(app: &App, scope: &PartnershipScope, made: Statement, form: Fields) -> Result<ShowStatement, Problem> {
    let t = scope.viewer.speaker();
    let document = statement::document(&made);
    let terms = &document.frozen.agreement.terms;
    let (sum, others) = (&document.computed.sum, others(app, scope, None).await?);
    let studied = if made.frozen.origins.is_empty() { Vec::new() } else { studied::of(app, scope).await? };
    let changes = scope.may(app, "terms.change", &resource(scope));
    let waits = made.state == Standing::Made;
    Ok(ShowStatement {
        differs: told(scope, &super::statement_differences(app.db(), scope.tenant(), &made).await?),
        shell: shell(app, scope, t.say1("statement-of", "day", t.day(&made.frozen.on))),
        form,
        path: format!("{}/{}/statements/{}", path_of(scope), made.terms, made.id),
        terms: path_of(scope),
        agreement: t.say1("terms-version", "number", t.whole(document.frozen.agreement.number)),
        state: t.say(&made.state.key()),
        class: match made.state {
            Standing::Made => "tag open",
            Standing::Confirmed => "tag",
            Standing::Withdrawn => "tag plain",
        },
        lead: t.say_with(
            "statement-lead",
            &[("name", made.maker.clone()), ("side", side_name(scope, made.side)), ("day", t.date(&made.made_at))],
        ),
        lines: stated::lines(&t, scope, &made, &document, &studied),
        origins: stated::provenance(&t, &document),
        adjustment: match sum.adjustment {
            0 => String::new(),
            other => words::money(&t, terms, other),
        },
        total: words::money(&t, terms, sum.total),
        before: words::money(&t, terms, document.computed.stated_before),
        due_now: words::money(&t, terms, document.computed.due_now),
        hash: made.hash.clone(),
        confirmed: made.confirmer.as_ref().map_or_else(String::new, |(name, at)| {
            t.say_with(
                "statement-confirmed-by",
                &[("name", name.clone()), ("side", side_name(scope, made.side.other())), ("at", t.moment(at))],
            )
        }),
        own: made.side == scope.side,
        may_confirm: changes && waits && made.side != scope.side && others.is_none(),
        may_withdraw: changes && waits,
        others: others.filter(|_| waits && made.side != scope.side),
        ask: ask_path(scope, &format!("{}/{}/statements/{}", path_of(scope), made.terms, made.id)),
        side: scope.own_name().to_owned(),
    })
}

pub async fn show_statement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, terms, id)): InStatement,
) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let made = statement_of(&app, &scope, terms, id).await?;
    show(&page(&app, &scope, made, Fields::default()).await?)
}

pub async fn make_confirmation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, terms, id)): InStatement,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    let made = statement_of(&app, &scope, terms, id).await?;
    let hash = form.text("hash", 64);
    if !form.flag("agreed") {
        form.refuse("agreed", Fault::new("statement-fault-agree"));
    }
    if form.has_faults() {
        return show_again(&page(&app, &scope, made, form).await?);
    }
    let tx = app.db().begin().await?;
    statement::confirm(&tx, &By::viewer(&scope, app.now()), terms, id, &hash).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "statement-said-confirmed")
}

pub async fn withdraw_statement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, terms, id)): InStatement,
) -> Answer {
    scope.require(&app, "terms.change", &resource(&scope))?;
    in_person(&scope)?;
    statement_of(&app, &scope, terms, id).await?;
    let tx = app.db().begin().await?;
    statement::withdraw(&tx, &By::viewer(&scope, app.now()), terms, id).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "statement-said-withdrawn")
}
