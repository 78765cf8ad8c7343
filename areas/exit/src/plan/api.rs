//! The plan of the exit over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{agree_as, make};
use super::{HandOver, Plan, agreed_and_newest};
use crate::rehearsal::pages::resource;

#[derive(Serialize, ToSchema)]
pub struct HandOverJson {
    what: String,
    /// `organisation` or `partner`: who hands it over.
    side: &'static str,
    /// Days after the last day of the partnership.
    days: i64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ExitPlan)]
pub struct PlanJson {
    version: i64,
    notice_days: i64,
    items: Vec<HandOverJson>,
    /// Who wrote it.
    side: &'static str,
    /// An instant, as RFC 3339.
    written_at: String,
    /// Nothing while the other side has not agreed.
    agreed_at: Option<String>,
}

/// The plan that holds, and one that waits for the other side.
#[derive(Serialize, ToSchema)]
pub struct ExitPlans {
    agreed: Option<PlanJson>,
    waiting: Option<PlanJson>,
}

/// A plan: `what-1`, `side-1` and `days-1` up to 12, as the form has them.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewExitPlan {
    /// The version that was seen; 0 where there is none yet.
    seen: i64,
    /// Days.
    notice: i64,
    #[serde(rename = "what-1")]
    what_1: String,
    /// `organisation` or `partner`.
    #[serde(rename = "side-1")]
    side_1: String,
    #[serde(rename = "days-1")]
    days_1: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewExitPlanAgreement {
    version: i64,
}

#[derive(Serialize, ToSchema)]
pub struct ExitPlanMade {
    version: i64,
}

fn json(plan: Plan) -> PlanJson {
    let item = |item: HandOver| HandOverJson { what: item.what, side: Side::word(item.side), days: item.days };
    PlanJson {
        version: plan.version,
        notice_days: plan.notice_days,
        items: plan.items.into_iter().map(item).collect(),
        side: plan.side.word(),
        written_at: plan.written_at.to_string(),
        agreed_at: plan.agreed_at.map(|at| at.to_string()),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/exit/plan", tag = "exit",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = ExitPlans), (status = 401), (status = 403), (status = 404)))]
pub async fn get_plan(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "exit.view", &resource(&scope))?;
    let (agreed, newest) = agreed_and_newest(app.db(), scope.tenant(), scope.id()).await?;
    let waiting = newest.filter(|plan| plan.agreed_at.is_none());
    Ok(Json(ExitPlans { agreed: agreed.map(json), waiting: waiting.map(json) }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/exit/plan", tag = "exit", request_body = NewExitPlan,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ExitPlanMade), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_plan(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "exit.plan", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(made) => Ok((StatusCode::CREATED, Json(ExitPlanMade { version: made? })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/exit/plan/agreement", tag = "exit", request_body = NewExitPlanAgreement,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ExitPlanMade), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_agreement(State(app): State<App>, scope: PartnershipScope, form: Fields) -> Answer {
    let version = form.value("version").parse().unwrap_or(-1);
    agree_as(&app, &scope, version).await?;
    Ok((StatusCode::CREATED, Json(ExitPlanMade { version })).into_response())
}
