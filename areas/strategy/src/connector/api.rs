//! Connectors over the API.

use axum::Json;
use axum::extract::{Path, State as Has};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{any, change_as, load, make, perform, run_as, set};
use super::run::{self, Cause};
use super::store::{self, Run};
use super::{Connector, ConnectorId, Flag, RunId, State};

/// A place that the operator allows to be read from.
#[derive(Serialize, ToSchema)]
pub struct SourceJson {
    name: String,
    /// `folder` or `web`.
    kind: String,
}

/// A connector.
#[derive(Serialize, ToSchema)]
#[schema(as = Connector)]
pub struct ConnectorJson {
    id: uuid::Uuid,
    kpi: uuid::Uuid,
    /// 1, and more by 1 with every change.
    version: i64,
    title: String,
    source: String,
    path: String,
    sheet: String,
    /// The headings of the columns; empty takes the usual ones.
    unit_column: String,
    period_column: String,
    value_column: String,
    people_column: String,
    /// Whether the file holds shares of one where the KPI is in percent.
    share: bool,
    least: Option<f64>,
    most: Option<f64>,
    jump: Option<f64>,
    new_units: bool,
    /// `day`, `week` or `month`.
    every: String,
    on_day: i64,
    hour: i64,
    zone: String,
    /// `draft`, `active` or `paused`.
    state: String,
    /// Whether it was looked at as it is now, which activating it needs.
    previewed: bool,
    next_at: Option<String>,
}

/// What a connector is made of. To change one, send all of it and, as `expected`, the version that you saw.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewConnector {
    kpi: Option<uuid::Uuid>,
    expected: Option<i64>,
    title: String,
    source: String,
    path: String,
    sheet: Option<String>,
    unit_column: Option<String>,
    period_column: Option<String>,
    value_column: Option<String>,
    people_column: Option<String>,
    share: Option<bool>,
    least: Option<f64>,
    most: Option<f64>,
    jump: Option<f64>,
    new_units: Option<bool>,
    every: String,
    on_day: Option<i64>,
    hour: i64,
    zone: String,
}

/// What a run did, or what a preview would have done.
#[derive(Serialize, ToSchema)]
pub struct ConnectorRun {
    id: uuid::Uuid,
    /// Of the connector.
    version: i64,
    preview: bool,
    at: String,
    /// `taken`, `unchanged`, `refused` or `unreached`.
    outcome: String,
    /// Why nothing was taken, in words.
    reason: Option<String>,
    headings: Vec<String>,
    /// Rows that were taken: new, corrections, and as known.
    taken: i64,
    new: i64,
    corrected: i64,
    same: i64,
    refused: i64,
    faults: Vec<RefusedCell>,
    flags: Vec<OddReading>,
    /// Of the file.
    sha256: String,
}

/// A cell for which its row was refused.
#[derive(Serialize, ToSchema)]
pub struct RefusedCell {
    row: usize,
    /// Its letters.
    column: String,
    heading: String,
    value: String,
    reason: String,
}

/// Something odd that was taken and should be looked at.
#[derive(Serialize, ToSchema)]
pub struct OddReading {
    /// `jump`, `gap`, `absent`, `new-unit` or `repeated`.
    kind: String,
    row: Option<usize>,
    unit: String,
    period: Option<String>,
    from: Option<f64>,
    to: Option<f64>,
}

fn json(connector: Connector) -> ConnectorJson {
    let previewed = connector.previewed == connector.number;
    let words = connector.words;
    ConnectorJson {
        id: connector.id.0,
        kpi: connector.kpi.0,
        version: connector.number,
        title: words.title,
        source: words.source,
        path: words.path,
        sheet: words.sheet,
        unit_column: words.headings.unit,
        period_column: words.headings.period,
        value_column: words.headings.value,
        people_column: words.headings.people,
        share: words.share,
        least: words.limits.least,
        most: words.limits.most,
        jump: words.limits.jump,
        new_units: words.limits.new_units,
        every: words.schedule.every.word().to_owned(),
        on_day: words.schedule.on_day,
        hour: words.schedule.hour,
        zone: words.schedule.zone,
        state: connector.state.word().to_owned(),
        previewed,
        next_at: connector.next_at.map(|next| next.to_string()),
    }
}

fn run_json(t: &Speaker, run: Run) -> ConnectorRun {
    let faults = run.faults.iter().map(|fault| {
        let args: Vec<(&str, String)> = fault.args.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        RefusedCell {
            row: fault.row,
            column: fault.column.clone(),
            heading: fault.heading.clone(),
            value: fault.value.clone(),
            reason: t.say_with(&fault.key, &args),
        }
    });
    let flag = |flag: &Flag| OddReading {
        kind: flag.kind.clone(),
        row: flag.row,
        unit: flag.unit.clone(),
        period: flag.period.map(|period| period.to_string()),
        from: flag.from,
        to: flag.to,
    };
    ConnectorRun {
        id: run.id.0,
        version: run.number,
        preview: run.preview,
        at: run.at.to_string(),
        outcome: run.outcome.word().to_owned(),
        reason: (!run.reason.is_empty()).then(|| run::why(t, &run)),
        taken: run.taken,
        new: run.new,
        corrected: run.corrected,
        same: run.same,
        refused: run.refused,
        faults: faults.collect(),
        flags: run.flags.iter().map(flag).collect(),
        headings: run.headings,
        sha256: run.sha256,
    }
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/sources", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<SourceJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_sources(Has(app): Has<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "connector.view", &any(&scope))?;
    let sources = app.config().sources.iter().filter(|source| source.is_for(scope.organisation()));
    let kind = |web: bool| if web { "web" } else { "folder" }.to_owned();
    let sources: Vec<SourceJson> =
        sources.map(|source| SourceJson { name: source.name.clone(), kind: kind(source.is_web()) }).collect();
    Ok(Json(sources).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/connectors", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<ConnectorJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_connectors(Has(app): Has<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "connector.view", &any(&scope))?;
    let connectors = store::list(app.db(), scope.organisation(), None, 500).await?;
    Ok(Json(connectors.into_iter().map(json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/connectors", tag = "strategy", request_body = NewConnector,
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 201, body = ConnectorJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_connector(Has(app): Has<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "connector.write", &any(&scope))?;
    let Some(id) = make(&app, &scope, &mut form).await? else { return Err(Problem::from(form)) };
    let (connector, _) = load(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(json(connector))).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/connectors/{connector}", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("connector" = uuid::Uuid, Path)),
    responses((status = 200, body = ConnectorJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_connector(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    let (connector, _) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.view", &connector.resource())?;
    Ok(Json(json(connector)).into_response())
}

#[utoipa::path(put, path = "/api/v1/o/{organisation}/connectors/{connector}", tag = "strategy",
    request_body = NewConnector, params(("organisation" = uuid::Uuid, Path), ("connector" = uuid::Uuid, Path)),
    responses((status = 200, body = ConnectorJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn put_connector(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
    mut form: Fields,
) -> Answer {
    let (connector, _) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.write", &connector.resource())?;
    if !change_as(&app, &scope, &connector, &mut form).await? {
        return Err(Problem::from(form));
    }
    let (connector, _) = load(&app, &scope, id).await?;
    Ok(Json(json(connector)).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/connectors/{connector}/previews", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("connector" = uuid::Uuid, Path)),
    responses((status = 201, body = ConnectorRun), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_preview(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    let (connector, kpi) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.write", &connector.resource())?;
    let run = perform(&app, &connector, &kpi, Cause::Preview(scope.viewer.person)).await?;
    Ok((StatusCode::CREATED, Json(run_json(&scope.viewer.speaker(), run))).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/connectors/{connector}/runs", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("connector" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<ConnectorRun>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_runs(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    let (connector, _) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.view", &connector.resource())?;
    let t = scope.viewer.speaker();
    let runs = store::runs(app.db(), scope.organisation(), id, None, 100).await?;
    Ok(Json(runs.into_iter().map(|run| run_json(&t, run)).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/connectors/{connector}/runs", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("connector" = uuid::Uuid, Path)),
    responses((status = 201, body = ConnectorRun), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_run(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    let run = run_as(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(run_json(&scope.viewer.speaker(), run))).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/connectors/{connector}/runs/{run}", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("connector" = uuid::Uuid, Path), ("run" = uuid::Uuid, Path)),
    responses((status = 200, body = ConnectorRun), (status = 401), (status = 403), (status = 404)))]
pub async fn get_run(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id, run)): Path<(OrganisationId, ConnectorId, RunId)>,
) -> Answer {
    let (connector, _) = load(&app, &scope, id).await?;
    scope.require(&app, "connector.view", &connector.resource())?;
    let run = store::find_run(app.db(), scope.organisation(), id, run).await?.ok_or(Problem::NotFound)?;
    Ok(Json(run_json(&scope.viewer.speaker(), run)).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/connectors/{connector}/activation", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("connector" = uuid::Uuid, Path)),
    responses((status = 201, body = ConnectorJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_activation(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    set(&app, &scope, id, State::Active).await?;
    let (connector, _) = load(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(json(connector))).into_response())
}

#[utoipa::path(delete, path = "/api/v1/o/{organisation}/connectors/{connector}/activation", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path), ("connector" = uuid::Uuid, Path)),
    responses((status = 200, body = ConnectorJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_activation(
    Has(app): Has<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, ConnectorId)>,
) -> Answer {
    set(&app, &scope, id, State::Paused).await?;
    let (connector, _) = load(&app, &scope, id).await?;
    Ok(Json(json(connector)).into_response())
}
