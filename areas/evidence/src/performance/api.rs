//! Performance reviews over the API.

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

use super::pages::import_as;
use super::store::imports;
use crate::levels::view::resource;

/// A file that was taken in.
#[derive(Serialize, ToSchema)]
pub struct ReviewImport {
    id: uuid::Uuid,
    title: String,
    day: String,
    version: i64,
    file_name: String,
    /// SHA-256 of the file.
    file_hash: String,
    ratings: i64,
    superseded: bool,
}

#[derive(Serialize, ToSchema)]
pub struct ReviewImports {
    imports: Vec<ReviewImport>,
}

/// How to read the rows: `column-` and the id of a behaviour, each with a heading.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewReviews {
    programme: uuid::Uuid,
    /// The source; a file of the same source, programme and day is a correction.
    title: String,
    day: String,
    /// The heading over the addresses.
    person: String,
    /// What a 1 and a 5 are on the source's scale.
    low: f64,
    high: f64,
    /// Words that stand for a value, one a line: `good = 4`.
    words: Option<String>,
    file_name: Option<String>,
    /// CSV text with its headings.
    rows: String,
}

#[derive(Serialize, ToSchema)]
pub struct ReviewsTaken {
    version: i64,
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/performance-reviews", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = ReviewImports), (status = 401), (status = 403), (status = 404)))]
pub async fn get_reviews(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    let imports = imports(app.db(), scope.tenant(), scope.id()).await?.into_iter().map(|one| ReviewImport {
        id: one.id.0,
        title: one.title,
        day: one.day.to_string(),
        version: one.version,
        file_name: one.file_name,
        file_hash: one.file_hash,
        ratings: one.ratings,
        superseded: one.superseded_at.is_some(),
    });
    Ok(Json(ReviewImports { imports: imports.collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/performance-reviews", tag = "evidence",
    request_body = NewReviews, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ReviewsTaken), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_reviews(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "rating.import", &resource(&scope))?;
    match import_as(&app, &scope, &mut form).await? {
        Some(version) => Ok((StatusCode::CREATED, Json(ReviewsTaken { version })).into_response()),
        None => Err(form.into()),
    }
}
