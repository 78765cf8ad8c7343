//! Sittings over the API.

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

use super::pages::{load, open_as};
use super::{Sitting, SittingId, of_test, release, seats};
use crate::act::{act, resource};
use crate::exam::TestId;
use crate::exam::pages::load as load_test;
use crate::figures::group::group;

/// A test asked of a cohort.
#[derive(Serialize, ToSchema)]
#[schema(as = Sitting)]
pub struct SittingJson {
    id: uuid::Uuid,
    cohort: uuid::Uuid,
    cohort_title: String,
    /// `pre`, `post` or `delayed`.
    occasion: String,
    opens: String,
    closes: String,
    /// The last day of the learning that it is about.
    learned: Option<String>,
    asked: i64,
    answered: i64,
    released: bool,
}

/// The same with what the group reached, and each person's result for the organisation.
#[derive(Serialize, ToSchema)]
pub struct SittingResults {
    #[serde(flatten)]
    sitting: SittingJson,
    /// The mean in percent of the points; nothing of fewer than five people.
    mean: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: Option<u64>,
    /// Days from the learning to the answers, the middle one.
    days: Option<i64>,
    /// Only for those who see the results of people.
    people: Option<Vec<PersonResult>>,
}

#[derive(Serialize, ToSchema)]
pub struct PersonResult {
    enrolment: uuid::Uuid,
    name: String,
    points: Option<f64>,
    most: Option<f64>,
    days: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct Sittings {
    sittings: Vec<SittingJson>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewSitting {
    cohort: uuid::Uuid,
    /// `pre`, `post` or `delayed`, the last one at least seven days after the learning.
    occasion: String,
    opens: String,
    closes: String,
}

fn json(sitting: &Sitting) -> SittingJson {
    SittingJson {
        id: sitting.id.0,
        cohort: sitting.cohort_id.0,
        cohort_title: sitting.cohort_title.clone(),
        occasion: sitting.occasion.clone(),
        opens: sitting.opens.to_string(),
        closes: sitting.closes.to_string(),
        learned: sitting.learned.map(|day| day.to_string()),
        asked: sitting.asked,
        answered: sitting.answered,
        released: sitting.released_at.is_some(),
    }
}

async fn one(app: &App, scope: &PartnershipScope, sitting: Sitting) -> Result<SittingResults, Problem> {
    let figures = group(app.db(), scope.tenant(), scope.id(), &sitting, app.now()).await?;
    let people = match scope.may(app, "person-result.view", &resource(scope)) {
        true => Some(seats(app.db(), scope.tenant(), sitting.id).await?),
        false => None,
    };
    let first = figures.first();
    let interval = first.and_then(|line| line.figure.interval());
    Ok(SittingResults {
        sitting: json(&sitting),
        mean: first.and_then(|line| line.figure.value()),
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        n: first.and_then(|line| line.figure.n()),
        days: first.filter(|line| line.figure.value().is_some()).and_then(|line| line.days),
        people: people.map(|people| {
            let result = |seat: super::store::Seat| PersonResult {
                enrolment: seat.enrolment_id.0,
                name: seat.name,
                points: seat.points,
                most: seat.most,
                days: seat.days,
            };
            people.into_iter().map(result).collect()
        }),
    })
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/tests/{test}/sittings", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("test" = uuid::Uuid, Path)),
    responses((status = 200, body = Sittings), (status = 401), (status = 403), (status = 404)))]
pub async fn get_sittings(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TestId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let test = load_test(&app, &scope, id).await?;
    let sittings = of_test(app.db(), scope.tenant(), test.id).await?.iter().map(json).collect();
    Ok(Json(Sittings { sittings }).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/tests/{test}/sittings/{sitting}", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("test" = uuid::Uuid, Path), ("sitting" = uuid::Uuid, Path)),
    responses((status = 200, body = SittingResults), (status = 401), (status = 403), (status = 404)))]
pub async fn get_sitting(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, test, id)): Path<(PartnershipId, TestId, SittingId)>,
) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let test = load_test(&app, &scope, test).await?;
    let sitting = load(&app, &scope, test.id, id).await?;
    Ok(Json(one(&app, &scope, sitting).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/tests/{test}/sittings", tag = "assessment",
    request_body = NewSitting, params(("partnership" = uuid::Uuid, Path), ("test" = uuid::Uuid, Path)),
    responses((status = 201, body = SittingResults), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_sitting(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, test)): Path<(PartnershipId, TestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "sitting.open", &resource(&scope))?;
    let test = load_test(&app, &scope, test).await?;
    let Some(id) = open_as(&app, &scope, &test, &mut form).await? else { return Err(form.into()) };
    let sitting = load(&app, &scope, test.id, id).await?;
    Ok((StatusCode::CREATED, Json(one(&app, &scope, sitting).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/tests/{test}/sittings/{sitting}/release", tag = "assessment",
    params(("partnership" = uuid::Uuid, Path), ("test" = uuid::Uuid, Path), ("sitting" = uuid::Uuid, Path)),
    responses((status = 200, body = SittingResults), (status = 401), (status = 403), (status = 404)))]
pub async fn post_release(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, test, id)): Path<(PartnershipId, TestId, SittingId)>,
) -> Answer {
    scope.require(&app, "sitting.open", &resource(&scope))?;
    let test = load_test(&app, &scope, test).await?;
    let sitting = load(&app, &scope, test.id, id).await?;
    let tx = app.db().begin().await?;
    release(&tx, act(&app, &scope), &test, &sitting).await?;
    tx.commit().await?;
    let sitting = load(&app, &scope, test.id, id).await?;
    Ok(Json(one(&app, &scope, sitting).await?).into_response())
}
