//! Rosters over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use super::of_session;
use super::pages::{one, take};
use crate::cohort::CohortId;
use crate::session::SessionId;

/// Who was at a session.
#[derive(Serialize, ToSchema)]
pub struct Attendances {
    people: Vec<AttendanceJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Attendance)]
pub struct AttendanceJson {
    enrolment: uuid::Uuid,
    name: String,
    unit: String,
    /// `room`, `remote` or `absent`; nothing where nobody noted it.
    how: Option<&'static str>,
}

async fn answer(app: &App, scope: &PartnershipScope, cohort: CohortId, id: SessionId) -> Result<Attendances, Problem> {
    let (_, _, people) = one(app, scope, cohort, id).await?;
    let known = of_session(app.db(), scope.tenant(), id).await?;
    let people = people.into_iter().map(|person| AttendanceJson {
        enrolment: person.id.0,
        how: known.get(&person.id).map(|how| how.word()),
        name: person.name,
        unit: person.unit,
    });
    Ok(Attendances { people: people.collect() })
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/cohorts/{cohort}/sessions/{session}/attendance", tag = "delivery",
    params(("partnership" = uuid::Uuid, Path), ("cohort" = uuid::Uuid, Path), ("session" = uuid::Uuid, Path)),
    responses((status = 200, body = Attendances), (status = 401), (status = 403), (status = 404)))]
pub async fn get_attendance(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, cohort, id)): Path<(PartnershipId, CohortId, SessionId)>,
) -> Answer {
    let (known, _, _) = one(&app, &scope, cohort, id).await?;
    scope.require(&app, "attendance.view", &known.resource())?;
    Ok(Json(answer(&app, &scope, cohort, id).await?).into_response())
}

/// A body of `how-` and the id of an enrolment, each `room`, `remote` or `absent`; whoever is not named was absent.
#[utoipa::path(post, path = "/api/v1/p/{partnership}/cohorts/{cohort}/sessions/{session}/attendance", tag = "delivery",
    request_body = std::collections::HashMap<String, String>,
    params(("partnership" = uuid::Uuid, Path), ("cohort" = uuid::Uuid, Path), ("session" = uuid::Uuid, Path)),
    responses((status = 200, body = Attendances), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_attendance(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, cohort, id)): Path<(PartnershipId, CohortId, SessionId)>,
    mut form: Fields,
) -> Answer {
    let (known, session, people) = one(&app, &scope, cohort, id).await?;
    scope.require(&app, "attendance.write", &known.resource())?;
    if !take(&app, &scope, &session, &people, &mut form).await? {
        return Err(form.into());
    }
    Ok(Json(answer(&app, &scope, cohort, id).await?).into_response())
}
