//! Entering a line of the ledger, and withdrawing one.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_delivery::cohort::{self, Cohort};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_partnership::terms::LARGEST;
use lustrum_programme::programme::ProgrammeId;

use super::{CostId, CostRefused, Kind, Words, enter, find, withdraw, worked};
use crate::money::rule::change_pages::programmes;
use crate::money::{amount, currencies, currency, optional_amount, path_of, resource};

/// More hours than anyone counts in one line.
const MOST_HOURS: f64 = 1_000_000.0;

#[derive(Template)]
#[template(path = "money/cost/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    kinds: Vec<(String, String)>,
    programmes: Vec<(String, String)>,
    cohorts: Vec<(String, String)>,
    currencies: Vec<(String, String)>,
}

pub(crate) fn refused(refusal: CostRefused) -> Problem {
    match refusal {
        CostRefused::Database(error) => error.into(),
        CostRefused::Withdrawn => Problem::refused("refusal-cost-withdrawn"),
        CostRefused::OtherSide => Problem::refused("refusal-cost-other-side"),
        CostRefused::OtherCurrency(kept) => Fault::new("fault-cost-currency").with("currency", kept).into(),
    }
}

async fn cohorts(app: &App, scope: &PartnershipScope) -> Result<Vec<Cohort>, Problem> {
    let known = cohort::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(known.into_iter().filter(|cohort| !cohort.waits).collect())
}

pub(crate) fn kinds(t: &Speaker) -> Vec<(String, String)> {
    Kind::ALL.into_iter().map(|kind| (kind.word().to_owned(), t.say(&kind.key()))).collect()
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let cohorts = cohorts(app, scope).await?;
    Ok(New {
        shell: Shell::within(app, scope, t.say("cost-new")).step(app, scope, Step::Impact).narrow(),
        form,
        path: path_of(scope),
        kinds: kinds(&t),
        programmes: programmes(app, scope).await?,
        cohorts: cohorts.into_iter().map(|one| (one.id.to_string(), one.title)).collect(),
        currencies: currencies(),
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "cost.enter", &resource(&scope))?;
    let mut form = Fields::filled([("currency", "EUR")]);
    let known = programmes(&app, &scope).await?;
    if let [(only, _)] = known.as_slice() {
        form.replace("programme", only);
    }
    show(&page(&app, &scope, form).await?)
}

/// The amount as it is typed, or hours at a rate; one of the two.
fn spent(form: &mut Fields) -> Option<(i64, Option<(f64, i64)>)> {
    let typed = |form: &Fields, name: &str| !form.value(name).trim().is_empty();
    if !typed(form, "hours") && !typed(form, "rate") {
        return amount(form, "amount").map(|amount| (amount, None));
    }
    if typed(form, "amount") {
        form.refuse("amount", Fault::new("fault-cost-both"));
    }
    let (hours, rate) = (form.number_between("hours", 0.0, MOST_HOURS), optional_amount(form, "rate"));
    if !typed(form, "rate") {
        form.refuse("rate", Fault::new("fault-required"));
    }
    let (hours, rate) = hours.zip(rate)?;
    let made = worked(hours, rate);
    if made > LARGEST {
        form.refuse("hours", Fault::new("fault-cost-too-much"));
        return None;
    }
    Some((made, Some((hours, rate))))
}

/// Enters what the form says; nothing where a field is at fault.
pub(crate) async fn make(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<CostId>, Problem> {
    let (programmes, cohorts) = (programmes(app, scope).await?, cohorts(app, scope).await?);
    let kind = form.choice("kind", Kind::parse);
    let words = form.text("words", 200);
    let spent = spent(form);
    let currency = currency(form);
    let given = |form: &Fields, name: &str| !form.value(name).trim().is_empty();
    let margin = if given(form, "margin") { form.whole("margin", 0, 100) } else { Some(0) };
    let cohort = if given(form, "cohort") {
        form.choice("cohort", |word| cohorts.iter().find(|one| one.id.to_string() == word))
    } else {
        None
    };
    let mut programme = None;
    if given(form, "programme") {
        programme = form.choice("programme", |word| programmes.iter().find(|one| one.0 == word));
    }
    let programme: Option<ProgrammeId> = programme.and_then(|one| one.0.parse().ok());
    // A cohort says itself of which programme it is.
    if let (Some(cohort), Some(programme)) = (cohort, programme)
        && cohort.programme_id != programme
    {
        form.refuse("cohort", Fault::new("fault-cost-cohort"));
    }
    let programme = cohort.map(|cohort| cohort.programme_id).or(programme);
    let (from, until) = (form.day("from"), form.day("until"));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        form.refuse("until", Fault::new("fault-study-reversed"));
    }
    let source = form.text("source", 300);
    if form.has_faults() {
        return Ok(None);
    }
    let (Some(kind), Some((amount, time)), Some(currency), Some(margin)) = (kind, spent, currency, margin) else {
        return Ok(None);
    };
    let Some((from, until)) = from.zip(until) else { return Ok(None) };
    let line = Words {
        programme,
        cohort: cohort.map(|cohort| cohort.id),
        kind,
        words,
        amount,
        time,
        margin,
        currency: currency.to_owned(),
        from,
        until,
        source,
    };
    let tx = app.db().begin().await?;
    match enter(&tx, &By::viewer(scope, app.now()), &line).await {
        Ok(id) => {
            tx.commit().await?;
            Ok(Some(id))
        }
        Err(CostRefused::OtherCurrency(kept)) => {
            form.refuse("currency", Fault::new("fault-cost-currency").with("currency", kept));
            Ok(None)
        }
        Err(other) => Err(refused(other)),
    }
}

pub async fn make_cost(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "cost.enter", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&path_of(&scope), "cost-said-entered"),
        None => show_again(&page(&app, &scope, form).await?),
    }
}

pub(crate) async fn withdraw_one(app: &App, scope: &PartnershipScope, id: CostId) -> Result<(), Problem> {
    scope.require(app, "cost.enter", &resource(scope))?;
    let cost = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let tx = app.db().begin().await?;
    withdraw(&tx, &By::viewer(scope, app.now()), &cost).await.map_err(refused)?;
    tx.commit().await?;
    Ok(())
}

pub async fn withdraw_cost(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CostId)>,
) -> Answer {
    withdraw_one(&app, &scope, id).await?;
    see_and_say(&path_of(&scope), "cost-said-withdrawn")
}
