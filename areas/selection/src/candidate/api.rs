//! Candidates and their links over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CandidateId;
use super::edit::change;
use super::pages::{enter, hand_out, take_back, take_out};
use super::withdrawal::mark;
use crate::round::RoundId;
use crate::round::pages::any;

/// What is written of a candidate.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCandidate {
    name: String,
    email: String,
    /// `en` or `nl`.
    language: String,
    /// In minor units of the round's currency.
    price: Option<i64>,
    price_note: Option<String>,
}

/// The candidate that was entered.
#[derive(Serialize, ToSchema)]
pub struct MadeCandidate {
    id: uuid::Uuid,
}

/// What came of a change: the new link where the address changed and no mail goes out.
#[derive(Serialize, ToSchema)]
pub struct ChangedCandidate {
    link: Option<String>,
}

/// A link that was made. It is shown here only where no mail goes out.
#[derive(Serialize, ToSchema)]
pub struct MadeLink {
    email: String,
    link: Option<String>,
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/candidates", tag = "selection",
    request_body = NewCandidate, params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 201, body = MadeCandidate), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_candidate(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let made = enter(&app, &scope, id, form).await?.map_err(|(_, form)| Problem::from(form))?;
    Ok((StatusCode::CREATED, Json(MadeCandidate { id: made.0 })).into_response())
}

#[utoipa::path(put, path = "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}", tag = "selection",
    request_body = NewCandidate,
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path)),
    responses((status = 200, body = ChangedCandidate), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_candidate(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let (_, link) = change(&app, &scope, id, of, form).await?.map_err(|(_, _, form)| Problem::from(form))?;
    Ok(Json(ChangedCandidate { link }).into_response())
}

#[utoipa::path(delete, path = "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_candidate(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    take_out(&app, &scope, id, of).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Why a candidate no longer takes part.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewWithdrawal {
    reason: String,
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/withdrawal", tag = "selection",
    request_body = NewWithdrawal,
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path)),
    responses((status = 201), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_withdrawal(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
    form: Fields,
) -> Answer {
    mark(&app, &scope, id, of, form).await?.map_err(Problem::from)?;
    Ok(StatusCode::CREATED.into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/link", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path)),
    responses((status = 201, body = MadeLink), (status = 401), (status = 403), (status = 404)))]
pub async fn post_link(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let (candidate, link) = hand_out(&app, &scope, id, of).await?;
    Ok((StatusCode::CREATED, Json(MadeLink { email: candidate.email, link })).into_response())
}

#[utoipa::path(delete, path = "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/link", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_link(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    take_back(&app, &scope, id, of).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
