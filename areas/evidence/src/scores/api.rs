//! Scores over the API.

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

use super::import_pages::import_as;
use crate::levels::view::resource;

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewScores {
    cohort: uuid::Uuid,
    /// What was tested; the same title for the same cohort replaces the scores that are there.
    title: String,
    /// The highest score that can be reached.
    most: f64,
    /// The days of the two measurements.
    before: String,
    after: String,
    /// CSV text with the columns `person`, `before`, `after`.
    rows: String,
}

/// Scores that were taken in.
#[derive(Serialize, ToSchema)]
pub struct ScoresTaken {
    id: uuid::Uuid,
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/scores", tag = "evidence", request_body = NewScores,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ScoresTaken), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_scores(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "score.import", &resource(&scope))?;
    match import_as(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(ScoresTaken { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}
