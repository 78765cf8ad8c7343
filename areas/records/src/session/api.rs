//! Sessions over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use lustrum_xapi::cmi5::Verb;
use serde::Serialize;
use utoipa::ToSchema;

use super::pages::{Asked, Place};
use super::words::{move_on_word, who};
use super::{Registration, Seen, Unit, newest, of_one};
use crate::credential::pages::resource;

/// What a learner did under one registration, as cmi5 has it.
#[derive(Serialize, ToSchema)]
pub struct RecordRegistration {
    registration: uuid::Uuid,
    learner: String,
    units: Vec<RecordUnit>,
    /// Blocks and courses that the platform called satisfied.
    satisfied: Vec<String>,
    /// There are more statements than were folded.
    cut_off: bool,
}

#[derive(Serialize, ToSchema)]
pub struct RecordUnit {
    activity: String,
    completed: bool,
    passed: bool,
    /// Failed and never passed.
    failed: bool,
    waived: bool,
    /// The best scaled score, from -1 to 1.
    scaled: Option<f64>,
    /// What is enough to move on, as the launch said, and whether it is reached.
    move_on: Option<&'static str>,
    moves_on: Option<bool>,
    sessions: Vec<RecordSession>,
}

#[derive(Serialize, ToSchema)]
pub struct RecordSession {
    session: String,
    /// `launched`, `initialized` and so on, each as soon as it was told.
    told: Vec<String>,
    scaled: Option<f64>,
    /// ISO 8601.
    duration: Option<String>,
    departures: Vec<RecordDeparture>,
}

/// A statement that breaks a rule of the profile, and which one.
#[derive(Serialize, ToSchema)]
pub struct RecordDeparture {
    statement: uuid::Uuid,
    rule: &'static str,
}

#[derive(Serialize, ToSchema)]
pub struct RecordRegistrations {
    registrations: Vec<RecordRegistration>,
    /// Where to go on, as `from`.
    next: Option<i64>,
}

fn session(seen: &Seen) -> RecordSession {
    let told = Verb::ALL.into_iter().filter(|verb| seen.session.has(*verb));
    RecordSession {
        session: seen.session.id.clone(),
        told: told.map(|verb| format!("{verb:?}").to_lowercase()).collect(),
        scaled: seen.session.scaled,
        duration: seen.session.duration.clone(),
        departures: seen
            .findings
            .iter()
            .map(|(statement, finding)| RecordDeparture { statement: *statement, rule: finding.key() })
            .collect(),
    }
}

fn unit(unit: &Unit) -> RecordUnit {
    RecordUnit {
        activity: unit.activity.clone(),
        completed: unit.outcome.completed,
        passed: unit.outcome.passed,
        failed: unit.outcome.failed,
        waived: unit.outcome.waived,
        scaled: unit.outcome.scaled,
        move_on: unit.move_on.map(move_on_word),
        moves_on: unit.moves_on(),
        sessions: unit.sessions.iter().map(session).collect(),
    }
}

fn json(scope: &OrganisationScope, one: &Registration) -> RecordRegistration {
    RecordRegistration {
        registration: one.id,
        learner: who(&scope.viewer.speaker(), one),
        units: one.units.iter().map(unit).collect(),
        satisfied: one.satisfied.clone(),
        cut_off: one.cut_off,
    }
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/record-sessions", tag = "records",
    params(("organisation" = uuid::Uuid, Path), ("from" = Option<i64>, Query)),
    responses((status = 200, body = RecordRegistrations), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub async fn get_sessions(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "records.view", &resource(&scope))?;
    let (found, next) = newest(&app, scope.organisation(), asked.from).await?;
    let registrations = found.iter().map(|one| json(&scope, one)).collect();
    Ok(Json(RecordRegistrations { registrations, next }).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/record-sessions/{registration}", tag = "records",
    params(("organisation" = uuid::Uuid, Path), ("registration" = uuid::Uuid, Path)),
    responses((status = 200, body = RecordRegistration), (status = 401), (status = 403), (status = 404)))]
pub async fn get_session(State(app): State<App>, scope: OrganisationScope, Path(place): Path<Place>) -> Answer {
    scope.require(&app, "records.view", &resource(&scope))?;
    let found = of_one(&app, scope.organisation(), place.registration).await?.ok_or(Problem::NotFound)?;
    Ok(Json(json(&scope, &found)).into_response())
}
