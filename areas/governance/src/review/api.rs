//! Reviews over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{make_asked, note_read, resource};
use super::{Format, Review, files, latest, list};
use crate::quarter::Quarter;

/// A frozen review.
#[derive(Serialize, ToSchema)]
#[schema(as = Review)]
pub struct ReviewJson {
    id: uuid::Uuid,
    /// A quarter, such as `2026-Q3`.
    period: String,
    /// Made again after something changed, it is the next number of its period.
    number: i64,
    /// `activity` where nothing in it goes beyond how the training was received, else `evidence`.
    label: String,
    /// SHA-256 of the frozen text.
    hash: String,
    /// An instant, as RFC 3339.
    made_at: String,
}

/// The newest review of each period, the latest period first, `next` being what to ask for as `before`.
#[derive(Serialize, ToSchema)]
pub struct Reviews {
    reviews: Vec<ReviewJson>,
    next: Option<String>,
}

/// Which review to make.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewReview {
    /// A quarter that has begun, such as `2026-Q3`.
    period: String,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<String>,
}

#[derive(Deserialize)]
pub struct AskedOne {
    lang: Option<String>,
}

fn json(review: Review) -> ReviewJson {
    let label = if review.content.is_activity() { "activity" } else { "evidence" };
    ReviewJson {
        id: review.id.0,
        period: review.period.to_string(),
        number: review.number,
        label: label.to_owned(),
        hash: review.hash,
        made_at: review.made_at.to_string(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/reviews", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<String>, Query)),
    responses((status = 200, body = Reviews), (status = 401), (status = 403), (status = 404)))]
pub async fn get_reviews(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let before = asked.before.and_then(|text| text.parse::<Quarter>().ok());
    let mut reviews = list(app.db(), scope.tenant(), scope.id(), before, 51).await?;
    let more = reviews.len() > 50;
    reviews.truncate(50);
    let next = reviews.last().filter(|_| more).map(|review| review.period.to_string());
    Ok(Json(Reviews { reviews: reviews.into_iter().map(json).collect(), next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/reviews", tag = "governance", request_body = NewReview,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = ReviewJson), (status = 200, body = ReviewJson, description = "Nothing has changed since"),
        (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_review(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "review.make", &resource(&scope))?;
    let Some((review, fresh)) = make_asked(&app, &scope, &mut form).await? else { return Err(form.into()) };
    let status = if fresh { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(json(review))).into_response())
}

/// The frozen content and its words in one language.
#[utoipa::path(get, path = "/api/v1/p/{partnership}/reviews/{period}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("period" = String, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404)))]
pub async fn get_review(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
    Query(asked): Query<AskedOne>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let period: Quarter = period.parse().map_err(|_| Problem::NotFound)?;
    let review = latest(app.db(), scope.tenant(), scope.id(), period).await?.ok_or(Problem::NotFound)?;
    note_read(&app, &scope, &review).await?;
    let locale = asked.lang.as_deref().and_then(Locale::parse).unwrap_or(scope.viewer.locale);
    let bytes = files::made(&app, &scope, review, locale, Format::Json).await?;
    Ok(([(header::CONTENT_TYPE, Format::Json.content_type())], bytes).into_response())
}
