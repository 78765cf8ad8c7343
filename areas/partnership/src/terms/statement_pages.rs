//! Making a fee statement, reading it, confirming it.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};

use super::agree::written;
use super::pages::{ask_path, in_person, others, path_of, resource, shell, side_name, version_of};
use super::read::read_results;
use super::statement::{self, Document, State as Standing, Statement};
use super::words::{self, Cell};
use super::{State as TermsState, StatementId, TermsId, TermsRefused, Version, store};
use crate::By;

type InStatement = Path<(PartnershipId, TermsId, StatementId)>;

/// A part that needs a result.
struct Needed {
    place: String,
    title: String,
    rule: String,
    unit: String,
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
async fn due(app: &App, scope: &PartnershipScope, version: &Version) -> Result<(Day, Vec<usize>), Problem> {
    if version.state != TermsState::Agreed {
        return Err(TermsRefused::NotAgreed.into());
    }
    let known = store::statements(app.db(), scope.tenant(), version.id).await?;
    if known.iter().any(|made| made.state == Standing::Made) {
        return Err(TermsRefused::StatementOpen.into());
    }
    let sum = statement::after(version, &known);
    let (day, needed) = statement::next(version, &sum).ok_or(TermsRefused::AllSettled)?;
    if day > app.now().day_in(&jiff::tz::TimeZone::UTC) {
        return Err(TermsRefused::TooEarly(day).into());
    }
    Ok((day, needed))
}

async fn new_page(
    app: &App,
    scope: &PartnershipScope,
    version: &Version,
    due: &(Day, Vec<usize>),
    form: Fields,
) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let needed = due.1.iter().filter_map(|place| {
        let part = version.terms().outcomes.get(*place)?;
        Some(Needed {
            place: place.to_string(),
            title: part.text.clone(),
            rule: words::rule(&t, part),
            unit: part.unit.clone(),
        })
    });
    Ok(New {
        shell: shell(app, scope, t.say1("statement-new", "day", t.day(&due.0))).narrow(),
        form,
        path: format!("{}/{}/statements", path_of(scope), version.id),
        terms: path_of(scope),
        day: t.day(&due.0),
        needed: needed.collect(),
        others: others(app, scope, 0).await?,
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
    let results = read_results(&mut form, version.terms().outcomes.len(), &due.1);
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
    state: String,
    class: &'static str,
    lead: String,
    lines: Vec<Cell>,
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
    let (sum, others) = (&document.computed.sum, others(app, scope, 0).await?);
    let changes = scope.may(app, "terms.change", &resource(scope));
    let waits = made.state == Standing::Made;
    Ok(ShowStatement {
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
        lines: words::lines(&t, &document),
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
                "terms-accepted-by",
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

/// The bytes of the document: computed anew from the frozen inputs, whoever asks.
pub(super) fn bytes(document: &Document) -> Vec<u8> {
    written(document).into_bytes()
}

pub async fn export_json(State(app): State<App>, scope: PartnershipScope, Path((_, terms, id)): InStatement) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let made = statement_of(&app, &scope, terms, id).await?;
    download("fee-statement.json", "application/json", bytes(&statement::document(&made)))
}

/// The same file for both sides: words that do not depend on who asks.
pub(super) fn table_of(document: &Document) -> Vec<u8> {
    let terms = &document.frozen.agreement.terms;
    let text = |words: &str| Out::Text(words.to_owned());
    let minor = |amount: i64| Out::Text(amount.to_string());
    let headings = [
        "part",
        "measure",
        "estimate_millionths",
        "low_millionths",
        "high_millionths",
        "n",
        "period",
        "source",
        "settled",
        "full_minor",
        "due_minor",
        "currency",
    ];
    let mut rows: Vec<Vec<Out>> = vec![headings.map(text).into()];
    let empty = || Out::Text(String::new());
    for (place, line) in document.computed.sum.lines.iter().enumerate() {
        let part = place.checked_sub(1).and_then(|at| terms.outcomes.get(at));
        let figure = place.checked_sub(1).and_then(|at| document.frozen.results.get(at)).and_then(Option::as_ref);
        let mut row =
            vec![text(part.map_or("base", |part| part.kind.word())), text(part.map_or("", |part| part.text.as_str()))];
        match figure {
            Some(figure) => row.extend([
                minor(figure.measured.estimate),
                minor(figure.measured.low),
                minor(figure.measured.high),
                minor(figure.n),
                text(&figure.period),
                text(&figure.source),
            ]),
            None => row.extend(std::iter::repeat_with(empty).take(6)),
        }
        row.extend([text(line.settled.word()), minor(line.full), minor(line.due), text(&terms.currency)]);
        rows.push(row);
    }
    let computed = &document.computed;
    for (name, amount) in [
        ("adjustment", computed.sum.adjustment),
        ("total", computed.sum.total),
        ("stated-before", computed.stated_before),
        ("due-now", computed.due_now),
    ] {
        let mut row = vec![text(name)];
        row.extend(std::iter::repeat_with(empty).take(9));
        row.extend([minor(amount), text(&terms.currency)]);
        rows.push(row);
    }
    csv(&rows)
}

pub async fn export_csv(State(app): State<App>, scope: PartnershipScope, Path((_, terms, id)): InStatement) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let made = statement_of(&app, &scope, terms, id).await?;
    download("fee-statement.csv", "text/csv; charset=utf-8", table_of(&statement::document(&made)))
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
