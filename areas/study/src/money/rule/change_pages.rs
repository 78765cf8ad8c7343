//! Proposing a rule, accepting it, and taking it back.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_programme::programme;

use super::{MOST_MONTHS, Measure, Rule, RuleId, RuleRefused, Words, accept, end, find, propose};
use crate::money::{amount, currencies, currency, optional_amount, path_of, resource};
use crate::study::pages::visible;

/// More people than any organisation has.
const MOST_COUNTED: i64 = 100_000_000;

#[derive(Template)]
#[template(path = "money/rule/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    studies_path: String,
    measures: Vec<(String, String)>,
    programmes: Vec<(String, String)>,
    currencies: Vec<(String, String)>,
}

pub(crate) fn refused(refusal: RuleRefused) -> Problem {
    match refusal {
        RuleRefused::Database(error) => error.into(),
        RuleRefused::AnotherOpen => Problem::refused("refusal-rule-another-open"),
        RuleRefused::OwnProposal => Problem::refused("refusal-rule-own"),
        RuleRefused::Closed => Problem::refused("refusal-rule-closed"),
    }
}

/// A measure that there is a study of, as this side sees it: its word in a form, its name and its unit.
struct Known {
    word: String,
    measure: Measure,
    title: String,
    unit: String,
}

async fn measures(app: &App, scope: &PartnershipScope) -> Result<Vec<Known>, Problem> {
    let mut known: Vec<Known> = Vec::new();
    for one in visible(app, scope).await? {
        let plan = &one.study.plan;
        let measure = Measure::of(plan, one.study.id);
        if known.iter().any(|other| other.measure == measure) {
            continue;
        }
        let title = match measure {
            Measure::Kpi(_) => plan.outcome().to_owned(),
            Measure::Study(_) => plan.title.clone(),
        };
        known.push(Known { word: measure.id().to_string(), measure, title, unit: plan.unit.clone() });
    }
    Ok(known)
}

pub(crate) async fn programmes(app: &App, scope: &PartnershipScope) -> Result<Vec<(String, String)>, Problem> {
    let known = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(known.into_iter().map(|one| (one.id.to_string(), one.title)).collect())
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let measures = measures(app, scope).await?;
    Ok(New {
        shell: Shell::within(app, scope, t.say("rule-new")).step(app, scope, Step::Impact).narrow(),
        form,
        path: path_of(scope),
        studies_path: format!("/p/{}/studies", scope.id()),
        measures: measures.into_iter().map(|known| (known.word, format!("{} ({})", known.title, known.unit))).collect(),
        programmes: programmes(app, scope).await?,
        currencies: currencies(),
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "rule.agree", &resource(&scope))?;
    show(&page(&app, &scope, Fields::filled([("currency", "EUR"), ("months", "12")])).await?)
}

/// Proposes what the form says; nothing where a field is at fault.
pub(crate) async fn make(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<RuleId>, Problem> {
    let known = measures(app, scope).await?;
    let programmes = programmes(app, scope).await?;
    let measure = form.choice("measure", |word| known.iter().find(|one| one.word == word));
    let value = amount(form, "value");
    if value == Some(0) {
        form.refuse("value", Fault::new("fault-rule-nothing"));
    }
    let (low, high) = (optional_amount(form, "low"), optional_amount(form, "high"));
    let typed = |form: &Fields, name: &str| !form.value(name).trim().is_empty();
    if typed(form, "low") != typed(form, "high") {
        form.refuse(if low.is_none() { "low" } else { "high" }, Fault::new("fault-rule-both-ends"));
    }
    let range = low.zip(high);
    if let (Some((low, high)), Some(value)) = (range, value)
        && !(low..=high).contains(&value)
    {
        form.refuse("high", Fault::new("fault-rule-range"));
    }
    let currency = currency(form);
    let count = form.whole("count", 1, MOST_COUNTED);
    let counted = form.text("counted", 200);
    let months = form.whole("months", 1, MOST_MONTHS);
    let programme = if form.value("programme").trim().is_empty() {
        None
    } else {
        form.choice("programme", |word| programmes.iter().find(|one| one.0 == word).and_then(|one| one.0.parse().ok()))
    };
    let source = form.text("source", 500);
    if form.has_faults() {
        return Ok(None);
    }
    let (Some(measure), Some(value), Some(currency), Some(count), Some(months)) =
        (measure, value, currency, count, months)
    else {
        return Ok(None);
    };
    let words = Words {
        measure: measure.measure,
        title: measure.title.clone(),
        unit: measure.unit.clone(),
        value,
        range,
        currency: currency.to_owned(),
        count,
        counted,
        months,
        programme,
        source,
    };
    let tx = app.db().begin().await?;
    let id = propose(&tx, &By::viewer(scope, app.now()), &words).await.map_err(refused)?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_rule(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "rule.agree", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&path_of(&scope), "rule-said-proposed"),
        None => show_again(&page(&app, &scope, form).await?),
    }
}

/// A rule that this side may know of: the partner does not see one for a study that was never shown to it.
pub(crate) async fn load(app: &App, scope: &PartnershipScope, id: RuleId) -> Result<Rule, Problem> {
    let rule = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let known = seen(app, scope, vec![rule]).await?;
    known.into_iter().next().ok_or(Problem::NotFound)
}

pub(crate) async fn seen(app: &App, scope: &PartnershipScope, rules: Vec<Rule>) -> Result<Vec<Rule>, Problem> {
    if scope.side == Side::Organisation {
        return Ok(rules);
    }
    let known = measures(app, scope).await?;
    let visible = |rule: &Rule| rule.side == scope.side || known.iter().any(|one| one.measure == rule.words.measure);
    Ok(rules.into_iter().filter(visible).collect())
}

pub(crate) async fn accept_one(app: &App, scope: &PartnershipScope, id: RuleId) -> Result<(), Problem> {
    scope.require(app, "rule.agree", &resource(scope))?;
    let rule = load(app, scope, id).await?;
    let tx = app.db().begin().await?;
    accept(&tx, &By::viewer(scope, app.now()), &rule).await.map_err(refused)?;
    tx.commit().await?;
    Ok(())
}

pub(crate) async fn end_one(app: &App, scope: &PartnershipScope, id: RuleId) -> Result<(), Problem> {
    scope.require(app, "rule.agree", &resource(scope))?;
    let rule = load(app, scope, id).await?;
    let tx = app.db().begin().await?;
    end(&tx, &By::viewer(scope, app.now()), &rule).await.map_err(refused)?;
    tx.commit().await?;
    Ok(())
}

pub async fn make_acceptance(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RuleId)>,
) -> Answer {
    accept_one(&app, &scope, id).await?;
    see_and_say(&path_of(&scope), "rule-said-agreed")
}

pub async fn withdraw_rule(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RuleId)>,
) -> Answer {
    end_one(&app, &scope, id).await?;
    see_and_say(&path_of(&scope), "rule-said-ended")
}
