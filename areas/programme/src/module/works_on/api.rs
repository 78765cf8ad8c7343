//! What a module works on, over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::link;
use super::pages::{linkable, read};
use crate::module::ModuleId;
use crate::programme::ProgrammeId;
use crate::programme::pages::act;

/// The behaviours of its programme that a module works on.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct ModuleBehaviours {
    behaviours: Vec<uuid::Uuid>,
}

#[utoipa::path(put, path = "/api/v1/p/{partnership}/programmes/{programme}/modules/{module}/behaviours", tag = "programme",
    request_body = ModuleBehaviours,
    params(("partnership" = uuid::Uuid, Path), ("programme" = uuid::Uuid, Path), ("module" = uuid::Uuid, Path)),
    responses((status = 200, body = ModuleBehaviours), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn put_behaviours(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, module)): Path<(PartnershipId, ProgrammeId, ModuleId)>,
    mut form: Fields,
) -> Answer {
    let (_, module, behaviours) = linkable(&app, &scope, id, module).await?;
    let Some(named) = read(&mut form, &behaviours) else { return Err(form.into()) };
    let tx = app.db().begin().await?;
    link(&tx, act(&app, &scope), &module, &named).await?;
    tx.commit().await?;
    Ok(Json(ModuleBehaviours { behaviours: named.into_iter().map(|one| one.0).collect() }).into_response())
}
