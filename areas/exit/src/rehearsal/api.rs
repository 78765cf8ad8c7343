//! Rehearsals over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{load, make, resource};
use super::{Rehearsal, RehearsalId, last_days, list};

#[derive(Serialize, ToSchema)]
#[schema(as = ExitRehearsal)]
pub struct RehearsalJson {
    id: uuid::Uuid,
    /// An instant, as RFC 3339.
    begun_at: String,
    finished_at: Option<String>,
    /// `running`, `whole`, `lacking` or `failed`.
    state: &'static str,
    rows: u64,
    documents: u64,
    events: u64,
    bytes: u64,
    /// Of the archive.
    sha256: String,
    write_millis: u64,
    import_millis: u64,
    parts: Vec<ExitPart>,
    /// Files that did not come back as they were.
    differences: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ExitPart {
    part: String,
    tables: u64,
    rows: u64,
}

/// The rehearsals of one's own side, the newest first, and when each side rehearsed last with everything coming back.
#[derive(Serialize, ToSchema)]
pub struct ExitRehearsals {
    rehearsals: Vec<RehearsalJson>,
    next: Option<uuid::Uuid>,
    last_of_organisation: Option<String>,
    last_of_partner: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct RehearsalBegun {
    id: uuid::Uuid,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<RehearsalId>,
}

fn json(one: Rehearsal) -> RehearsalJson {
    let report = one.report;
    let part = |part: super::Counted| ExitPart { part: part.part, tables: part.tables, rows: part.rows };
    RehearsalJson {
        id: one.id.0,
        begun_at: one.begun_at.to_string(),
        finished_at: one.finished_at.map(|at| at.to_string()),
        state: one.state.word(),
        rows: report.rows,
        documents: report.documents,
        events: report.events,
        bytes: report.bytes,
        sha256: report.sha256,
        write_millis: report.write_millis,
        import_millis: report.import_millis,
        parts: report.parts.into_iter().map(part).collect(),
        differences: report.differences,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/exit/rehearsals", tag = "exit",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = ExitRehearsals), (status = 401), (status = 403), (status = 404)))]
pub async fn get_rehearsals(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "exit.view", &resource(&scope))?;
    let (db, tenant, id) = (app.db(), scope.tenant(), scope.id());
    let mut rehearsals = list(db, tenant, id, scope.side, (asked.before, 51)).await?;
    let more = rehearsals.len() > 50;
    rehearsals.truncate(50);
    let [ours, theirs] = last_days(db, tenant, id).await?.map(|at| at.map(|at| at.to_string()));
    Ok(Json(ExitRehearsals {
        next: rehearsals.last().filter(|_| more).map(|one| one.id.0),
        rehearsals: rehearsals.into_iter().map(json).collect(),
        last_of_organisation: ours,
        last_of_partner: theirs,
    })
    .into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/exit/rehearsals", tag = "exit",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = RehearsalBegun), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_rehearsal(State(app): State<App>, scope: PartnershipScope) -> Answer {
    let id = make(&app, &scope).await?;
    Ok((StatusCode::CREATED, Json(RehearsalBegun { id: id.0 })).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/exit/rehearsals/{rehearsal}", tag = "exit",
    params(("partnership" = uuid::Uuid, Path), ("rehearsal" = uuid::Uuid, Path)),
    responses((status = 200, body = RehearsalJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_rehearsal(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RehearsalId)>,
) -> Answer {
    Ok(Json(json(load(&app, &scope, id).await?)).into_response())
}
