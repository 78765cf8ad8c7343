//! Cohorts, sessions and enrolments over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{act, any, load, read};
use super::{Cohort, CohortId, create, of_partnership};
use crate::enrolment::{self, Person};
use crate::session::{self, Session};

/// People who go through a programme together, or wait for it.
#[derive(Serialize, ToSchema)]
#[schema(as = Cohort)]
pub struct CohortJson {
    id: uuid::Uuid,
    programme: uuid::Uuid,
    title: String,
    region: String,
    language: String,
    zone: String,
    /// A day, as 2026-03-02.
    starts: String,
    /// `trained` or `waits`.
    kind: String,
    people: i64,
}

/// A session of a cohort.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionJson {
    id: uuid::Uuid,
    module: uuid::Uuid,
    /// An instant, as RFC 3339.
    starts_at: String,
    /// The zone of its place.
    zone: String,
    minutes: i64,
    place: String,
}

/// What is written of a cohort.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCohort {
    title: String,
    /// An approved programme of the partnership.
    programme: uuid::Uuid,
    region: String,
    language: String,
    zone: String,
    starts: String,
    kind: String,
}

/// What is written of a session: a day and a time on the wall clock of the cohort's place.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewSession {
    module: uuid::Uuid,
    day: String,
    time: String,
    /// `earlier` or `later`, where the clock shows the time twice.
    which: Option<String>,
    minutes: Option<i64>,
    place: String,
}

/// Whom to enrol.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewEnrolment {
    name: String,
    email: String,
    unit: String,
}

/// Whether someone was enrolled, or was in the cohort already.
#[derive(Serialize, ToSchema)]
pub struct Enrolled {
    enrolled: bool,
}

fn json(cohort: Cohort) -> CohortJson {
    CohortJson {
        id: cohort.id.0,
        programme: cohort.programme_id.0,
        kind: cohort.kind().to_owned(),
        title: cohort.title,
        region: cohort.region,
        language: cohort.language,
        zone: cohort.zone,
        starts: cohort.starts.to_string(),
        people: cohort.people,
    }
}

fn session_json(session: Session) -> SessionJson {
    SessionJson {
        id: session.id.0,
        module: session.module_id.0,
        starts_at: session.starts_at.to_string(),
        zone: session.zone,
        minutes: session.minutes,
        place: session.place,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/cohorts", tag = "delivery",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<CohortJson>), (status = 401), (status = 404)))]
pub async fn get_cohorts(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "cohort.view", &any(&scope))?;
    let cohorts = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    Ok(Json(cohorts.into_iter().map(json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/cohorts", tag = "delivery", request_body = NewCohort,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = CohortJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_cohort(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "cohort.write", &any(&scope))?;
    let Some(words) = read(&app, &scope, &mut form).await? else { return Err(Problem::from(form)) };
    let tx = app.db().begin().await?;
    let id = create(&tx, act(&app, &scope), &words).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(json(load(&app, &scope, id).await?))).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/cohorts/{cohort}/sessions", tag = "delivery",
    params(("partnership" = uuid::Uuid, Path), ("cohort" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<SessionJson>), (status = 401), (status = 404)))]
pub async fn get_sessions(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "cohort.view", &cohort.resource())?;
    let sessions = session::of_cohort(app.db(), scope.tenant(), id).await?;
    Ok(Json(sessions.into_iter().map(session_json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/cohorts/{cohort}/sessions", tag = "delivery",
    request_body = NewSession, params(("partnership" = uuid::Uuid, Path), ("cohort" = uuid::Uuid, Path)),
    responses((status = 201, body = SessionJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_session(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
    mut form: Fields,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "session.write", &cohort.resource())?;
    let Some(words) = session::pages::read(&app, &scope, &cohort, &mut form).await? else {
        return Err(Problem::from(form));
    };
    let tx = app.db().begin().await?;
    let made = session::create(&tx, act(&app, &scope), &cohort, &words).await?;
    tx.commit().await?;
    let made = session::find(app.db(), scope.tenant(), id, made).await?.ok_or(Problem::NotFound)?;
    Ok((StatusCode::CREATED, Json(session_json(made))).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/cohorts/{cohort}/enrolments", tag = "delivery",
    request_body = NewEnrolment, params(("partnership" = uuid::Uuid, Path), ("cohort" = uuid::Uuid, Path)),
    responses((status = 201, body = Enrolled), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_enrolment(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CohortId)>,
    mut form: Fields,
) -> Answer {
    let cohort = load(&app, &scope, id).await?;
    scope.require(&app, "enrolment.write", &cohort.resource())?;
    let person = Person { name: form.text("name", 200), email: form.email("email"), unit: form.text("unit", 200) };
    if form.has_faults() {
        return Err(Problem::from(form));
    }
    let tx = app.db().begin().await?;
    let came = enrolment::import(&tx, act(&app, &scope), &cohort, &[person]).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(Enrolled { enrolled: came > 0 })).into_response())
}
