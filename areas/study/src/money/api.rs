//! Costs, rules of conversion and returns over the API. Amounts are whole minor units.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cost::{self, Cost, CostId, Per};
use super::pages::costings;
use super::roi::Untold;
use super::roi::pages::find;
use super::rule::change_pages::seen;
use super::rule::{self, Measure, Rule, RuleId};
use super::{cost::change_pages as cost_pages, resource, rule::change_pages as rule_pages};
use crate::study::StudyId;

const A_PAGE: i64 = 200;

#[derive(Serialize, ToSchema)]
#[schema(as = CostLine)]
pub struct CostJson {
    id: uuid::Uuid,
    programme: Option<uuid::Uuid>,
    cohort: Option<uuid::Uuid>,
    /// `design`, `delivery`, `materials`, `travel`, `learners-time`, `managers-time`, `venue`, `platform`, `evaluation` or
    /// `overhead`.
    kind: &'static str,
    words: String,
    amount: i64,
    hours: Option<f64>,
    rate: Option<i64>,
    /// By how many percent it may be more or less.
    margin: i64,
    currency: String,
    from: String,
    until: String,
    source: String,
    /// `organisation` or `partner`.
    side: &'static str,
    /// An instant, as RFC 3339; nothing while the line counts.
    withdrawn_at: Option<String>,
}

/// Lines of the ledger, the newest first, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct CostLines {
    costs: Vec<CostJson>,
    next: Option<uuid::Uuid>,
}

/// A line: `amount`, or `hours` at a `rate`.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCostLine {
    programme: Option<uuid::Uuid>,
    cohort: Option<uuid::Uuid>,
    kind: String,
    words: String,
    amount: Option<i64>,
    hours: Option<f64>,
    rate: Option<i64>,
    margin: Option<i64>,
    currency: String,
    from: String,
    until: String,
    source: String,
}

#[derive(Serialize, ToSchema)]
pub struct MoneyMade {
    id: uuid::Uuid,
}

#[derive(Deserialize)]
pub struct AskedCosts {
    before: Option<CostId>,
}

/// Minor units for each of `n`, with the range in which it lies.
#[derive(Serialize, ToSchema)]
pub struct CostPer {
    amount: f64,
    low: Option<f64>,
    high: Option<f64>,
    n: usize,
}

#[derive(Serialize, ToSchema)]
pub struct CohortCost {
    title: String,
    people: i64,
    amount: f64,
}

/// What one programme costs; without a programme, what the partnership as a whole does.
#[derive(Serialize, ToSchema)]
pub struct CostFigures {
    programme: Option<uuid::Uuid>,
    amount: i64,
    currency: String,
    lines: usize,
    from: String,
    until: String,
    /// Kinds without a line; fully loaded is what has none.
    missing: Vec<&'static str>,
    cohorts: Vec<CohortCost>,
    per_learner: Option<CostPer>,
    per_learner_who_applies: Option<CostPer>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ConversionRule)]
pub struct RuleJson {
    id: uuid::Uuid,
    number: i64,
    /// A KPI or a study.
    measure: uuid::Uuid,
    /// `kpi` or `study`.
    measured_by: &'static str,
    title: String,
    unit: String,
    value: i64,
    low: Option<i64>,
    high: Option<i64>,
    currency: String,
    count: i64,
    counted: String,
    months: i64,
    programme: Option<uuid::Uuid>,
    source: String,
    /// Whose proposal it was: `organisation` or `partner`.
    side: &'static str,
    /// `open`, `agreed` or `ended`.
    state: &'static str,
    agreed_at: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewConversionRule {
    /// The KPI, or the study of a table.
    measure: uuid::Uuid,
    value: i64,
    low: Option<i64>,
    high: Option<i64>,
    currency: String,
    count: i64,
    counted: String,
    /// 1 to 12.
    months: i64,
    programme: Option<uuid::Uuid>,
    source: String,
}

#[derive(Serialize, ToSchema)]
pub struct AppliedPrinciple {
    number: usize,
    /// `held`, `open` or `stated`.
    standing: &'static str,
}

/// One input moved to both ends of its range: the return at each.
#[derive(Serialize, ToSchema)]
pub struct Driver {
    name: String,
    low: f64,
    high: f64,
}

/// The return of a study in whole money, or why there is none. A share of 0.5 is 50 %.
#[derive(Serialize, ToSchema)]
pub struct StudyReturn {
    /// `not-estimated`, `not-yet-conclusive`, `not-identifiable`, `no-rule`, `rule-after`, `no-costs`, `other-currency`.
    why_not: Vec<&'static str>,
    rule: Option<uuid::Uuid>,
    months: i64,
    currency: Option<String>,
    cost: Option<f64>,
    benefit: Option<f64>,
    roi: Option<f64>,
    roi_interval: Option<Vec<f64>>,
    probability_positive: Option<f64>,
    payback_months: Option<f64>,
    /// The effect for the better at which benefit and cost are equal.
    break_even_effect: Option<f64>,
    /// What it cost to move the outcome by one unit for one of those who are counted: by the rule, or else who are enrolled.
    cost_per_unit: Option<f64>,
    cost_per_unit_interval: Option<Vec<f64>>,
    /// `not-estimated`, `not-yet-conclusive`, `not-identifiable`, `no-effect`, `worse`, `no-costs`, `nobody-counted`.
    cost_per_unit_why_not: Option<&'static str>,
    /// Kinds of cost without a line; fully loaded is what has none.
    missing: Vec<&'static str>,
    drivers: Vec<Driver>,
    principles: Vec<AppliedPrinciple>,
}

fn cost_json(cost: Cost) -> CostJson {
    let words = cost.words;
    CostJson {
        id: cost.id.0,
        programme: words.programme.map(|id| id.0),
        cohort: words.cohort.map(|id| id.0),
        kind: words.kind.word(),
        words: words.words,
        amount: words.amount,
        hours: words.time.map(|(hours, _)| hours),
        rate: words.time.map(|(_, rate)| rate),
        margin: words.margin,
        currency: words.currency,
        from: words.from.to_string(),
        until: words.until.to_string(),
        source: words.source,
        side: cost.side.word(),
        withdrawn_at: cost.withdrawn_at.map(|at| at.to_string()),
    }
}

fn per_json(per: Per) -> CostPer {
    CostPer { amount: per.minor, low: per.range.map(|(low, _)| low), high: per.range.map(|(_, high)| high), n: per.n }
}

fn rule_json(rule: Rule) -> RuleJson {
    let state = rule.state();
    let words = rule.words;
    RuleJson {
        id: rule.id.0,
        number: rule.number,
        measure: words.measure.id(),
        measured_by: match words.measure {
            Measure::Kpi(_) => "kpi",
            Measure::Study(_) => "study",
        },
        title: words.title,
        unit: words.unit,
        value: words.value,
        low: words.range.map(|(low, _)| low),
        high: words.range.map(|(_, high)| high),
        currency: words.currency,
        count: words.count,
        counted: words.counted,
        months: words.months,
        programme: words.programme.map(|id| id.0),
        source: words.source,
        side: rule.side.word(),
        state,
        agreed_at: rule.accepted.map(|(at, _)| at.to_string()),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/costs", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = CostLines), (status = 401), (status = 403), (status = 404)))]
pub async fn get_costs(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<AskedCosts>) -> Answer {
    scope.require(&app, "money.view", &resource(&scope))?;
    let mut costs = cost::list(app.db(), scope.tenant(), scope.id(), asked.before, A_PAGE + 1).await?;
    let more = costs.len() > A_PAGE as usize;
    costs.truncate(A_PAGE as usize);
    let next = costs.last().filter(|_| more).map(|cost| cost.id.0);
    Ok(Json(CostLines { costs: costs.into_iter().map(cost_json).collect(), next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/costs", tag = "study", request_body = NewCostLine,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = MoneyMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_cost(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "cost.enter", &resource(&scope))?;
    match cost_pages::make(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(MoneyMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/costs/{cost}", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("cost" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_cost(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CostId)>,
) -> Answer {
    cost_pages::withdraw_one(&app, &scope, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/cost-figures", tag = "study",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<CostFigures>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_cost_figures(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "money.view", &resource(&scope))?;
    let figures = costings(&app, &scope).await?.into_iter().map(|costing| CostFigures {
        programme: costing.programme.map(|id| id.0),
        amount: costing.total.minor,
        currency: costing.total.currency,
        lines: costing.total.lines,
        from: costing.total.days.0.to_string(),
        until: costing.total.days.1.to_string(),
        missing: costing.total.missing.into_iter().map(cost::Kind::word).collect(),
        cohorts: costing
            .cohorts
            .into_iter()
            .map(|one| CohortCost { title: one.title, people: one.people, amount: one.minor })
            .collect(),
        per_learner: costing.each.map(per_json),
        per_learner_who_applies: costing.applying.map(per_json),
    });
    Ok(Json(figures.collect::<Vec<_>>()).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/conversion-rules", tag = "study",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<RuleJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_rules(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "money.view", &resource(&scope))?;
    let rules = rule::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let rules = seen(&app, &scope, rules).await?;
    Ok(Json(rules.into_iter().map(rule_json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/conversion-rules", tag = "study",
    request_body = NewConversionRule, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = MoneyMade), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_rule(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "rule.agree", &resource(&scope))?;
    match rule_pages::make(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(MoneyMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/conversion-rules/{rule}/acceptance", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("rule" = uuid::Uuid, Path)),
    responses((status = 201, body = MoneyMade), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_acceptance(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RuleId)>,
) -> Answer {
    rule_pages::accept_one(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(MoneyMade { id: id.0 })).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/conversion-rules/{rule}", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("rule" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_rule(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RuleId)>,
) -> Answer {
    rule_pages::end_one(&app, &scope, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/studies/{study}/return", tag = "study",
    params(("partnership" = uuid::Uuid, Path), ("study" = uuid::Uuid, Path)),
    responses((status = 200, body = StudyReturn), (status = 401), (status = 403), (status = 404)))]
pub async fn get_return(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let told = find(&app, &scope, id).await?;
    let principles = told
        .principles()
        .into_iter()
        .map(|one| AppliedPrinciple { number: one.principle.number(), standing: one.standing.word() });
    let weighed = &told.weighed;
    let found = weighed.found.as_ref();
    let answer = StudyReturn {
        why_not: weighed.whys.iter().map(|why| why.word()).collect(),
        rule: weighed.rule.as_ref().map(|rule| rule.id.0),
        months: weighed.months,
        currency: weighed.total.as_ref().map(|total| total.currency.clone()),
        cost: weighed.total.as_ref().map(|total| total.minor as f64 / 100.0),
        benefit: found.map(|found| found.benefit),
        roi: found.map(|found| found.roi),
        roi_interval: found.map(|found| vec![found.roi_interval.low, found.roi_interval.high]),
        probability_positive: found.map(|found| found.probability_positive),
        payback_months: found.and_then(|found| found.payback_years).map(|years| years * 12.0),
        break_even_effect: weighed.break_even,
        cost_per_unit: weighed.per_unit.ok().map(|per| per.each),
        cost_per_unit_interval: weighed.per_unit.ok().and_then(|per| per.range).map(|(low, high)| vec![low, high]),
        cost_per_unit_why_not: weighed.per_unit.err().map(Untold::word),
        missing: weighed.total.iter().flat_map(|total| &total.missing).map(|kind| kind.word()).collect(),
        drivers: found
            .map(|found| found.tornado.as_slice())
            .unwrap_or_default()
            .iter()
            .map(|bar| Driver { name: bar.name.clone(), low: bar.low, high: bar.high })
            .collect(),
        principles: principles.collect(),
    };
    Ok(Json(answer).into_response())
}
