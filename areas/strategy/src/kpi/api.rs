//! KPIs over the API.

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

use super::pages::{any, load, read};
use super::{Kpi, KpiId, create, list};

/// A KPI with the definition that holds now.
#[derive(Serialize, ToSchema)]
#[schema(as = Kpi)]
pub struct KpiJson {
    id: uuid::Uuid,
    title: String,
    /// Of the definition.
    version: i64,
    version_id: uuid::Uuid,
    population: String,
    formula: String,
    unit: String,
    decimals: i64,
    /// `higher` or `lower` is better.
    direction: String,
    /// `monthly`, `quarterly` or `yearly`.
    cadence: String,
    /// What one reading is of.
    grain: String,
    source: String,
    /// `public`, `internal`, `confidential` or `personal`.
    class: String,
}

/// What a KPI is defined by.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewKpi {
    title: String,
    population: String,
    formula: String,
    unit: String,
    decimals: i64,
    direction: String,
    cadence: String,
    grain: String,
    source: String,
    class: String,
}

fn json(kpi: Kpi) -> KpiJson {
    let d = kpi.current.definition;
    KpiJson {
        id: kpi.id.0,
        title: kpi.title,
        version: kpi.current.number,
        version_id: kpi.current.id.0,
        population: d.population,
        formula: d.formula,
        unit: d.unit,
        decimals: d.decimals,
        direction: d.direction.word().to_owned(),
        cadence: d.cadence.word().to_owned(),
        grain: d.grain,
        source: d.source,
        class: d.data_class.word().to_owned(),
    }
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/kpis", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<KpiJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_kpis(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "kpi.view", &any(&scope))?;
    let kpis = list(app.db(), scope.organisation(), None, 500).await?;
    Ok(Json(kpis.into_iter().map(json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/kpis/{kpi}", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("kpi" = uuid::Uuid, Path)),
    responses((status = 200, body = KpiJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_kpi(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.view", &kpi.resource())?;
    Ok(Json(json(kpi)).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/kpis", tag = "strategy", request_body = NewKpi,
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 201, body = KpiJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_kpi(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "kpi.write", &any(&scope))?;
    let title = form.text("title", 200);
    let Some(definition) = read(&mut form) else { return Err(Problem::from(form)) };
    let tx = app.db().begin().await?;
    let (id, _) = create(&tx, scope.organisation(), scope.viewer.person, app.now(), &title, &definition).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(json(load(&app, &scope, id).await?))).into_response())
}
