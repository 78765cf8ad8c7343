//! Tracing requirements to modules over the API; the immersion tells what is traced to what.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_partnership::immersion::InsightId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{found, trace_as, untrace_as};
use crate::module::ModuleId;
use crate::programme::ProgrammeId;

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewTrace {
    /// A module of the programme.
    module: uuid::Uuid,
}

#[derive(Serialize, ToSchema)]
pub struct Trace {
    insight: uuid::Uuid,
    module: uuid::Uuid,
    title: String,
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/programmes/{programme}/requirements/{insight}/modules",
    tag = "programme", request_body = NewTrace,
    params(("partnership" = uuid::Uuid, Path), ("programme" = uuid::Uuid, Path), ("insight" = uuid::Uuid, Path)),
    responses((status = 201, body = Trace), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_trace(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, insight)): Path<(PartnershipId, ProgrammeId, InsightId)>,
    mut form: Fields,
) -> Answer {
    let (programme, insight) = found(&app, &scope, id, insight).await?;
    let Some(module) = trace_as(&app, &scope, &programme, &insight, &mut form).await? else { return Err(form.into()) };
    let trace = Trace { insight: insight.id.0, module: module.id.0, title: module.title };
    Ok((StatusCode::CREATED, Json(trace)).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/programmes/{programme}/requirements/{insight}/modules/{module}",
    tag = "programme",
    params(("partnership" = uuid::Uuid, Path), ("programme" = uuid::Uuid, Path), ("insight" = uuid::Uuid, Path),
        ("module" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub async fn delete_trace(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, insight, module)): Path<(PartnershipId, ProgrammeId, InsightId, ModuleId)>,
) -> Answer {
    let (_, insight) = found(&app, &scope, id, insight).await?;
    untrace_as(&app, &scope, &insight, module).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
