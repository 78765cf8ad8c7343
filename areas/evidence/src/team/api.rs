//! Teams over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{assign_as, remove_as};
use super::{TeamLead, TeamLeadId, of_partnership};
use crate::levels::view::resource;

/// A line manager who leads a unit.
#[derive(Serialize, ToSchema)]
#[schema(as = TeamLead)]
pub struct TeamLeadJson {
    id: uuid::Uuid,
    unit: String,
    name: String,
    email: String,
}

#[derive(Serialize, ToSchema)]
pub struct TeamLeads {
    teams: Vec<TeamLeadJson>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewTeamLead {
    /// A unit in which someone of a cohort works.
    unit: String,
    name: String,
    email: String,
}

fn json(lead: TeamLead) -> TeamLeadJson {
    TeamLeadJson { id: lead.id.0, unit: lead.unit, name: lead.name, email: lead.email }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/teams", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = TeamLeads), (status = 401), (status = 403), (status = 404)))]
pub async fn get_teams(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "team.assign", &resource(&scope))?;
    let leads = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Json(TeamLeads { teams: leads.into_iter().map(json).collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/teams", tag = "evidence", request_body = NewTeamLead,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = TeamLeads), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_team(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "team.assign", &resource(&scope))?;
    if assign_as(&app, &scope, &mut form).await?.is_none() {
        return Err(form.into());
    }
    let leads = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok((StatusCode::CREATED, Json(TeamLeads { teams: leads.into_iter().map(json).collect() })).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/teams/{team}", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("team" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub async fn delete_team(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TeamLeadId)>,
) -> Answer {
    scope.require(&app, "team.assign", &resource(&scope))?;
    remove_as(&app, &scope, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
