//! The goals of a partnership over the API.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::page::Answer;
use serde::Serialize;
use utoipa::ToSchema;

use super::shared_with;

/// A goal that was shared with the partnership.
#[derive(Serialize, ToSchema)]
#[schema(as = Goal)]
pub struct GoalJson {
    id: uuid::Uuid,
    title: String,
    challenge: String,
    kpi: uuid::Uuid,
    kpi_title: String,
    /// In which baseline and target are written.
    unit: String,
    baseline: f64,
    target: f64,
    /// A day, as 2028-12-31.
    due: String,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/goals", tag = "strategy",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<GoalJson>), (status = 401), (status = 404)))]
pub async fn get_goals(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "goal.view", &Resource::new("Goal", scope.id()))?;
    let goals = shared_with(app.db(), scope.tenant(), scope.id()).await?;
    let goals: Vec<GoalJson> = goals
        .into_iter()
        .map(|goal| GoalJson {
            id: goal.id.0,
            title: goal.title,
            challenge: goal.challenge_title,
            kpi: goal.kpi_id.0,
            kpi_title: goal.kpi_title,
            unit: goal.kpi_unit,
            baseline: goal.baseline,
            target: goal.target,
            due: goal.due.to_string(),
        })
        .collect();
    Ok(Json(goals).into_response())
}
