//! Follow-ups over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{end_as, plan_as, summary};
use super::{MOMENTS, PlanId, due, store};
use crate::SMALLEST_GROUP;
use crate::levels::view::resource;

/// One moment, as one side says.
#[derive(Serialize, ToSchema)]
pub struct FollowUpMoment {
    days: i32,
    /// `self` or `manager`.
    source: &'static str,
    asked: usize,
    answered: usize,
    /// From 1 to 5, of five answers or more.
    applies: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize, ToSchema)]
pub struct FollowUpLever {
    lever: &'static str,
    named: usize,
}

#[derive(Serialize, ToSchema)]
pub struct FollowUpGroup {
    /// Empty for the small groups together.
    group: String,
    asked: usize,
    answered: usize,
}

/// What was said after 30, 60 and 90 days, and who did not answer.
#[derive(Serialize, ToSchema)]
pub struct FollowUps {
    moments: Vec<FollowUpMoment>,
    levers: Vec<FollowUpLever>,
    answers: usize,
    groups: Vec<FollowUpGroup>,
}

/// The plan of a cohort's follow-ups.
#[derive(Serialize, ToSchema)]
pub struct FollowUpPlan {
    id: uuid::Uuid,
    cohort: uuid::Uuid,
    anchor: String,
    reminders: i64,
    /// The three instants.
    moments: Vec<String>,
    ended: bool,
}

#[derive(Serialize, ToSchema)]
pub struct FollowUpPlans {
    plans: Vec<FollowUpPlan>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewFollowUpPlan {
    cohort: uuid::Uuid,
    /// The day from which is counted; that of the last session where it is left out.
    anchor: Option<String>,
    /// 0 to 3; 2 where it is left out.
    reminders: Option<i64>,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/follow-ups", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = FollowUps), (status = 401), (status = 403), (status = 404)))]
pub async fn get_follow_ups(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    let said = summary(&app, &scope).await?;
    let moments = said.moments.iter().filter(|moment| moment.asked as u64 >= SMALLEST_GROUP);
    let moments = moments.map(|moment| FollowUpMoment {
        days: moment.days,
        source: moment.source.word(),
        asked: moment.asked,
        answered: moment.answered,
        applies: moment.applies.map(|mean| mean.value),
        low: moment.applies.and_then(|mean| mean.interval).map(|ends| ends.0),
        high: moment.applies.and_then(|mean| mean.interval).map(|ends| ends.1),
    });
    let levers = said.levers.iter().map(|(lever, named)| FollowUpLever { lever, named: *named });
    let groups = said.groups.iter().map(|group| FollowUpGroup {
        group: group.group.clone(),
        asked: group.asked,
        answered: group.answered,
    });
    let all = FollowUps {
        moments: moments.collect(),
        levers: levers.collect(),
        answers: said.answers,
        groups: groups.collect(),
    };
    Ok(Json(all).into_response())
}

fn json(plan: super::Plan) -> FollowUpPlan {
    let zone = plan.time_zone();
    FollowUpPlan {
        id: plan.id.0,
        cohort: plan.cohort_id.0,
        anchor: plan.anchor.to_string(),
        reminders: plan.reminders,
        moments: MOMENTS.map(|days| due(plan.anchor, days, &zone).to_string()).to_vec(),
        ended: plan.ended_at.is_some(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/follow-up-plans", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = FollowUpPlans), (status = 401), (status = 403), (status = 404)))]
pub async fn get_plans(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "follow-up.plan", &resource(&scope))?;
    let plans = store::plans(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Json(FollowUpPlans { plans: plans.into_iter().map(json).collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/follow-up-plans", tag = "evidence",
    request_body = NewFollowUpPlan, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = FollowUpPlan), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_plan(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "follow-up.plan", &resource(&scope))?;
    let Some(id) = plan_as(&app, &scope, &mut form).await? else { return Err(form.into()) };
    let plan = store::find(app.db(), scope.tenant(), id).await?.ok_or(lustrum_kernel::Problem::NotFound)?;
    Ok((StatusCode::CREATED, Json(json(plan))).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/follow-up-plans/{plan}/end", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("plan" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_end(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, PlanId)>,
) -> Answer {
    scope.require(&app, "follow-up.plan", &resource(&scope))?;
    end_as(&app, &scope, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
