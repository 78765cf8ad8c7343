//! How the health is looked at, over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::change_as;
use super::{Kept, current};
use crate::health::drift::Part;
use crate::health::pages::resource;

/// What each part of the figure weighs, when an alarm is raised, and for how long a figure can be contested.
#[derive(Serialize, ToSchema)]
pub struct HealthSettings {
    /// To be sent as `seen` with a change.
    number: i64,
    weights: Vec<HealthWeight>,
    /// Under this figure an alarm is raised.
    floor: f64,
    /// So many points less than in the quarter before raise one as well.
    fall: f64,
    /// Means further apart than this come before the committee.
    gap: f64,
    /// Working days.
    contest_days: i64,
}

#[derive(Serialize, ToSchema)]
pub struct HealthWeight {
    /// `rhythm`, `actions`, `evidence`, `cases`, `balance` or `charter`.
    part: &'static str,
    weight: f64,
}

/// The whole of it; `seen` is the number that was read.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
#[serde(rename_all = "kebab-case")]
pub struct NewHealthSettings {
    seen: i64,
    weight_rhythm: f64,
    weight_actions: f64,
    weight_evidence: f64,
    weight_cases: f64,
    weight_balance: f64,
    weight_charter: f64,
    floor: f64,
    fall: f64,
    gap: f64,
    contest_days: i64,
}

fn json(kept: &Kept) -> HealthSettings {
    let weights = Part::ALL.into_iter().zip(kept.settings.weights);
    HealthSettings {
        number: kept.number,
        weights: weights.map(|(part, weight)| HealthWeight { part: part.word(), weight }).collect(),
        floor: kept.settings.floor,
        fall: kept.settings.fall,
        gap: kept.settings.gap,
        contest_days: kept.settings.contest_days,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/health/settings", tag = "governance",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = HealthSettings), (status = 401), (status = 403), (status = 404)))]
pub async fn get_settings(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "health.view", &resource(&scope))?;
    Ok(Json(json(&current(app.db(), scope.tenant(), scope.id()).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/health/settings", tag = "governance",
    request_body = NewHealthSettings, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = HealthSettings), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_settings(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "health.settle", &resource(&scope))?;
    if !change_as(&app, &scope, &mut form).await? {
        return Err(form.into());
    }
    let kept = current(app.db(), scope.tenant(), scope.id()).await?;
    Ok((StatusCode::CREATED, Json(json(&kept))).into_response())
}
