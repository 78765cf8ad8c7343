//! Checks over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_evidence::levels::Mean;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::form::{ask_as, open_as};
use super::outcome::Outcome;
use super::pages::{came_to, load};
use super::{Check, CheckId, dimensions, list};
use crate::health::pages::resource;

/// A check of how both sides see their work together.
#[derive(Serialize, ToSchema)]
#[schema(as = HealthCheck)]
pub struct CheckJson {
    id: uuid::Uuid,
    /// An instant, as RFC 3339.
    opened_at: String,
    /// The last day on which an answer is taken.
    closes: String,
    over: bool,
    asked_organisation: i64,
    asked_partner: i64,
}

/// The newest first, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct HealthChecks {
    checks: Vec<CheckJson>,
    next: Option<uuid::Uuid>,
}

/// A mean on a scale of 1 to 5, or a difference of two.
#[derive(Serialize, ToSchema)]
pub struct HealthMean {
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
    n: usize,
}

/// A question: nothing where fewer than five of a side could say something about it.
#[derive(Serialize, ToSchema)]
pub struct HealthRow {
    about: String,
    organisation: Option<HealthMean>,
    partner: Option<HealthMean>,
    /// The organisation's mean minus the partner's.
    gap: Option<HealthMean>,
    gap_before: Option<f64>,
}

/// What a check came to; rows and words are empty as long as it runs.
#[derive(Serialize, ToSchema)]
pub struct HealthOutcome {
    check: CheckJson,
    about: Vec<String>,
    rows: Vec<HealthRow>,
    /// Nothing where fewer than five answered.
    answers_organisation: Option<usize>,
    answers_partner: Option<usize>,
    words_organisation: Vec<String>,
    words_partner: Vec<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewHealthCheck {
    /// The last day on which an answer is taken.
    closes: String,
    /// Addresses of the own side, five at least.
    people: Vec<String>,
    /// `nl` or `en`: the language of the mails.
    language: String,
    /// What else is asked about, three at most.
    own: Option<Vec<String>>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct HealthPeople {
    people: Vec<String>,
    language: String,
}

#[derive(Serialize, ToSchema)]
pub struct HealthCheckMade {
    id: uuid::Uuid,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<CheckId>,
}

pub(crate) fn json(app: &App, check: &Check) -> CheckJson {
    CheckJson {
        id: check.id.0,
        opened_at: check.opened_at.to_string(),
        closes: check.closes.to_string(),
        over: check.is_over(app.now()),
        asked_organisation: check.asked[0],
        asked_partner: check.asked[1],
    }
}

fn mean(mean: Mean) -> HealthMean {
    let (low, high) = mean.interval.unzip();
    HealthMean { value: mean.value, low, high, n: mean.n }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/health/checks", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = HealthChecks), (status = 401), (status = 403), (status = 404)))]
pub async fn get_checks(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "health.view", &resource(&scope))?;
    let mut checks = list(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = checks.len() > 50;
    checks.truncate(50);
    let next = checks.last().filter(|_| more).map(|check| check.id.0);
    Ok(Json(HealthChecks { checks: checks.iter().map(|check| json(&app, check)).collect(), next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/health/checks", tag = "governance", request_body = NewHealthCheck,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = HealthCheckMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_check(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "health.ask", &resource(&scope))?;
    match open_as(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(HealthCheckMade { id: id.0 })).into_response()),
        None => Err(form.into()),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/health/checks/{check}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("check" = uuid::Uuid, Path)),
    responses((status = 200, body = HealthOutcome), (status = 401), (status = 403), (status = 404)))]
pub async fn get_check(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CheckId)>,
) -> Answer {
    let check = load(&app, &scope, id).await?;
    scope.require(&app, "health.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let about = dimensions(app.db(), scope.tenant(), id).await?;
    let Outcome { rows, heard: [ours, theirs] } = came_to(&app, &scope, &check).await?.unwrap_or_default();
    let rows = rows.into_iter().map(|row| HealthRow {
        about: row.dimension.name(&t),
        organisation: row.means[0].map(mean),
        partner: row.means[1].map(mean),
        gap: row.gap.map(mean),
        gap_before: row.before,
    });
    let told = HealthOutcome {
        check: json(&app, &check),
        about: about.iter().map(|one| one.name(&t)).collect(),
        rows: rows.collect(),
        answers_organisation: ours.answers,
        answers_partner: theirs.answers,
        words_organisation: ours.words,
        words_partner: theirs.words,
    };
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/health/checks/{check}/invitations", tag = "governance",
    request_body = HealthPeople, params(("partnership" = uuid::Uuid, Path), ("check" = uuid::Uuid, Path)),
    responses((status = 201, body = CheckJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_invitations(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CheckId)>,
    mut form: Fields,
) -> Answer {
    let check = load(&app, &scope, id).await?;
    scope.require(&app, "health.ask", &resource(&scope))?;
    if !ask_as(&app, &scope, &check, &mut form).await? {
        return Err(form.into());
    }
    let check = load(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(json(&app, &check))).into_response())
}
