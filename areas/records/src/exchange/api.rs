//! Exchanges over the API.

use axum::Json;
use axum::extract::{Path, State as Has};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{Place, change, load, make};
use super::{Exchange, store};
use crate::credential::pages::resource;

/// An exchange with another record store.
#[derive(Serialize, ToSchema)]
pub struct RecordExchange {
    id: uuid::Uuid,
    title: String,
    /// `forward` or `import`.
    direction: &'static str,
    /// The name under which the operator allows the other side, and the path below its address.
    source: String,
    path: String,
    /// The version of xAPI that is spoken.
    version: &'static str,
    /// `active`, `paused` or `ended`.
    state: &'static str,
    /// Statements that were moved, and those that differ or are refused.
    moved: i64,
    set_aside: i64,
    /// Steps in a row that failed, and why the last one did.
    failures: i64,
    reason: String,
    moved_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct RecordExchanges {
    exchanges: Vec<RecordExchange>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewRecordExchange {
    title: String,
    /// `forward` or `import`.
    direction: String,
    source: String,
    path: Option<String>,
    /// `1.0.3` or `2.0.0`.
    version: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct RecordExchangeState {
    /// `active`, `paused` or `ended`.
    state: String,
}

fn json(one: &Exchange) -> RecordExchange {
    RecordExchange {
        id: one.id.0,
        title: one.words.title.clone(),
        direction: one.words.direction.word(),
        source: one.words.source.clone(),
        path: one.words.path.clone(),
        version: one.words.version.header(),
        state: one.state.word(),
        moved: one.moved,
        set_aside: one.set_aside,
        failures: one.failures,
        reason: one.reason.clone(),
        moved_at: one.moved_at.map(|at| at.to_string()),
    }
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/record-exchanges", tag = "records",
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 200, body = RecordExchanges), (status = 401), (status = 403), (status = 404)))]
pub async fn get_exchanges(Has(app): Has<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let exchanges = store::of_organisation(app.db(), scope.organisation()).await?.iter().map(json).collect();
    Ok(Json(RecordExchanges { exchanges }).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/record-exchanges", tag = "records",
    request_body = NewRecordExchange, params(("organisation" = uuid::Uuid, Path)),
    responses((status = 201, body = RecordExchange), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_exchange(Has(app): Has<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let Some(id) = make(&app, &scope, &mut form).await? else { return Err(form.into()) };
    let exchange = load(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(json(&exchange))).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/record-exchanges/{exchange}", tag = "records",
    params(("organisation" = uuid::Uuid, Path), ("exchange" = uuid::Uuid, Path)),
    responses((status = 200, body = RecordExchange), (status = 401), (status = 403), (status = 404)))]
pub async fn get_exchange(Has(app): Has<App>, scope: OrganisationScope, Path(place): Path<Place>) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    Ok(Json(json(&load(&app, &scope, place.exchange).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/record-exchanges/{exchange}/state", tag = "records",
    request_body = RecordExchangeState, params(("organisation" = uuid::Uuid, Path), ("exchange" = uuid::Uuid, Path)),
    responses((status = 200, body = RecordExchange), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_state(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path(place): Path<Place>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "records.manage", &resource(&scope))?;
    let exchange = load(&app, &scope, place.exchange).await?;
    if change(&app, &scope, &exchange, &mut form).await?.is_none() {
        return Err(form.into());
    }
    Ok(Json(json(&load(&app, &scope, place.exchange).await?)).into_response())
}
