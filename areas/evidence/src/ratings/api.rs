//! Ratings over the API.

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
pub struct NewRatings {
    programme: uuid::Uuid,
    /// The days of the two measurements.
    before: String,
    after: String,
    /// CSV text with the columns `person`, `behaviour`, `before`, `after` and, where a person is not enrolled, `group`.
    rows: String,
}

/// Ratings that were taken in.
#[derive(Serialize, ToSchema)]
pub struct RatingsTaken {
    ratings: usize,
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/ratings", tag = "evidence", request_body = NewRatings,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = RatingsTaken), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_ratings(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    match import_as(&app, &scope, &mut form).await? {
        Some(ratings) => Ok((StatusCode::CREATED, Json(RatingsTaken { ratings })).into_response()),
        None => Err(form.into()),
    }
}
