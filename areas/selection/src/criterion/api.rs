//! Criteria and their weights over the API.

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

use super::CriterionId;
use super::pages::{add, compare, take_out, weigh, weigh_price};
use crate::ranking::ahp::CONSISTENT;
use crate::round::RoundId;
use crate::round::pages::any;

/// A criterion that is added; a part of another where it names one.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewSelectionCriterion {
    title: String,
    question: Option<String>,
    parent: Option<uuid::Uuid>,
}

/// The criterion that was made.
#[derive(Serialize, ToSchema)]
pub struct MadeCriterion {
    id: uuid::Uuid,
}

/// What the comparisons came to.
#[derive(Serialize, ToSchema)]
pub struct Consistency {
    /// In the order of the criteria.
    weights: Vec<f64>,
    ratio: f64,
    consistent: bool,
    /// The pair that contradicts the others most.
    reconsider: Option<Reconsidered>,
}

/// A comparison to look at again: the places of both criteria, what was given, and what would fit the others.
#[derive(Serialize, ToSchema)]
pub struct Reconsidered {
    one: usize,
    other: usize,
    given: f64,
    fits: f64,
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/criteria", tag = "selection",
    request_body = NewSelectionCriterion, params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 201, body = MadeCriterion), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_criterion(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let made = add(&app, &scope, id, form).await?.map_err(|(_, form)| Problem::from(form))?;
    Ok((StatusCode::CREATED, Json(MadeCriterion { id: made.0 })).into_response())
}

#[utoipa::path(delete, path = "/api/v1/o/{organisation}/selection/{round}/criteria/{criterion}", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("criterion" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_criterion(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, criterion)): Path<(OrganisationId, RoundId, CriterionId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    take_out(&app, &scope, id, criterion).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Weights of a group in percent, each as `weight-` and the criterion's id; `group` names the criterion whose parts they
/// are, and is left out for the first level.
#[utoipa::path(put, path = "/api/v1/o/{organisation}/selection/{round}/weights", tag = "selection",
    request_body = HashMap<String, String>, params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_weights(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    weigh(&app, &scope, id, form).await?.map_err(|(_, form)| Problem::from(form))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `price_weight` and `price_cap`, both in percent.
#[utoipa::path(put, path = "/api/v1/o/{organisation}/selection/{round}/price-weight", tag = "selection",
    request_body = HashMap<String, String>, params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_price_weight(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    weigh_price(&app, &scope, id, form).await?.map_err(|(_, form)| Problem::from(form))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Every pair of a group, each as `pair-`, both criteria's ids and a value from `9` to `1/9`; `group` as for weights.
#[utoipa::path(put, path = "/api/v1/o/{organisation}/selection/{round}/comparisons", tag = "selection",
    request_body = HashMap<String, String>, params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 200, body = Consistency), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_comparisons(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let judged = compare(&app, &scope, id, form).await?.map_err(|(_, form)| Problem::from(form))?;
    let consistency = Consistency {
        ratio: judged.ratio,
        consistent: judged.ratio <= CONSISTENT,
        reconsider: judged.reconsider.map(|pair| Reconsidered {
            one: pair.one,
            other: pair.other,
            given: pair.given,
            fits: pair.fits,
        }),
        weights: judged.weights,
    };
    Ok(Json(consistency).into_response())
}
