//! Readings over the API.

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

use super::pages::read;
use super::{Reading, ReadingId, as_known, find, periods, record};
use crate::kpi::KpiId;
use crate::kpi::pages::{any, load};

/// A reading as it is known.
#[derive(Serialize, ToSchema)]
#[schema(as = Reading)]
pub struct ReadingJson {
    id: uuid::Uuid,
    kpi: uuid::Uuid,
    unit: String,
    /// The first day of the period.
    period: String,
    value: f64,
    people: Option<i64>,
    /// 1, and more by 1 with every correction.
    version: i64,
    /// An instant, as RFC 3339.
    known_at: String,
}

/// What is recorded; a value that differs from what is known becomes its next version.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewReading {
    unit: String,
    /// Any day of the period.
    period: String,
    value: f64,
    people: Option<i64>,
}

fn json(reading: Reading) -> ReadingJson {
    ReadingJson {
        id: reading.id.0,
        kpi: reading.kpi_id.0,
        unit: reading.unit,
        period: reading.period.to_string(),
        value: reading.value,
        people: reading.people,
        version: reading.number,
        known_at: reading.known_at.to_string(),
    }
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/kpis/{kpi}/readings", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("kpi" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<ReadingJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_readings(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.view", &kpi.resource())?;
    let readings = match periods(app.db(), scope.organisation(), id).await? {
        Some((from, until)) => as_known(app.db(), scope.organisation(), id, app.now(), from, until).await?,
        None => Vec::new(),
    };
    Ok(Json(readings.into_iter().map(json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/kpis/{kpi}/readings", tag = "strategy", request_body = NewReading,
    params(("organisation" = uuid::Uuid, Path), ("kpi" = uuid::Uuid, Path)),
    responses((status = 201, body = ReadingJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_reading(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
    mut form: Fields,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.record", &kpi.resource())?;
    let Some(value) = read(&mut form, &kpi) else { return Err(Problem::from(form)) };
    let tx = app.db().begin().await?;
    let recorded = record(&tx, scope.organisation(), &kpi, scope.viewer.person, app.now(), &[value]).await?;
    let Some(made) = recorded.ids.into_iter().flatten().next() else {
        return Err(Problem::refused("refusal-reading-same"));
    };
    tx.commit().await?;
    let made = find(app.db(), scope.organisation(), made).await?.ok_or(Problem::NotFound)?;
    Ok((StatusCode::CREATED, Json(json(made))).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/readings/{reading}", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("reading" = uuid::Uuid, Path)),
    responses((status = 200, body = ReadingJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_reading(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ReadingId)>,
) -> Answer {
    scope.require(&app, "kpi.view", &any(&scope))?;
    let reading = find(app.db(), scope.organisation(), id).await?.ok_or(Problem::NotFound)?;
    Ok(Json(json(reading)).into_response())
}
