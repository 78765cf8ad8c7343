//! Boosters over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figures::{Recall, recalled};
use super::pages::{end_as, plan_as};
use super::{BoosterPlanId, Plan};
use crate::act::resource;
use crate::exam::pages::load as load_test;
use crate::exam::{Test, TestId};

/// The boosters of a cohort for a test.
#[derive(Serialize, ToSchema)]
pub struct BoosterPlan {
    id: uuid::Uuid,
    cohort: uuid::Uuid,
    cohort_title: String,
    /// The last day of the learning, and the day until which it is needed.
    learned: String,
    until: String,
    ended: bool,
    /// When it is recalled, as computed from these two days.
    days: Vec<String>,
    recalls: Vec<BoosterRecall>,
}

/// What was still known at a booster that was asked.
#[derive(Serialize, ToSchema)]
pub struct BoosterRecall {
    /// 1 is the first.
    number: i64,
    asked: usize,
    answered: usize,
    /// Days from the learning to the answers, the middle one.
    days: Option<i64>,
    /// The mean in percent of the points with its 95 % interval; nothing of fewer than five people.
    mean: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize, ToSchema)]
pub struct BoosterPlans {
    plans: Vec<BoosterPlan>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewBoosterPlan {
    /// One that learned what the test asks.
    cohort: uuid::Uuid,
    /// The day until which it is needed.
    until: String,
}

fn json(plan: Plan, recalls: Vec<Recall>) -> BoosterPlan {
    let recall = |recall: Recall| {
        let interval = recall.figure.interval();
        BoosterRecall {
            number: recall.number,
            asked: recall.asked,
            answered: recall.answered,
            days: recall.days,
            mean: recall.figure.value(),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    };
    BoosterPlan {
        id: plan.id.0,
        cohort: plan.cohort_id.0,
        learned: plan.learned.to_string(),
        until: plan.needed_until.to_string(),
        ended: plan.ended_at.is_some(),
        days: plan.days().iter().map(ToString::to_string).collect(),
        recalls: recalls.into_iter().map(recall).collect(),
        cohort_title: plan.cohort_title,
    }
}

async fn all(app: &App, scope: &PartnershipScope, test: &Test) -> Result<Vec<BoosterPlan>, Problem> {
    let plans = recalled(app.db(), scope.tenant(), test.id).await?;
    Ok(plans.into_iter().map(|(plan, recalls)| json(plan, recalls)).collect())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/tests/{test}/boosters", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("test" = uuid::Uuid, Path)),
    responses((status = 200, body = BoosterPlans), (status = 401), (status = 403), (status = 404)))]
pub async fn get_boosters(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let test = load_test(&app, &scope, id).await?;
    Ok(Json(BoosterPlans { plans: all(&app, &scope, &test).await? }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/tests/{test}/boosters", tag = "assessment",
    request_body = NewBoosterPlan, params(("partnership" = uuid::Uuid, Path), ("test" = uuid::Uuid, Path)),
    responses((status = 201, body = BoosterPlans), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_boosters(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "sitting.open", &resource(&scope))?;
    let test = load_test(&app, &scope, id).await?;
    if plan_as(&app, &scope, &test, &mut form).await?.is_none() {
        return Err(form.into());
    }
    let plans = all(&app, &scope, &test).await?;
    Ok((StatusCode::CREATED, Json(BoosterPlans { plans })).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/tests/{test}/boosters/{booster}/ending", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("test" = uuid::Uuid, Path), ("booster" = uuid::Uuid, Path)),
    responses((status = 200, body = BoosterPlans), (status = 401), (status = 403), (status = 404)))]
pub async fn post_ending(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, test, id)): Path<(PartnershipId, TestId, BoosterPlanId)>,
) -> Answer {
    let test = end_as(&app, &scope, test, id).await?;
    Ok(Json(BoosterPlans { plans: all(&app, &scope, &test).await? }).into_response())
}
