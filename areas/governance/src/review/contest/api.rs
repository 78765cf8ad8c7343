//! Contests over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
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

use super::form::{answer_as, contest_as, newest, settle_as};
use super::pages::load;
use super::{Contest, ContestId, figures, list, of_period};
use crate::quarter::Quarter;
use crate::review::pages::resource;

/// A figure of a review that one side does not take, with both views.
#[derive(Serialize, ToSchema)]
#[schema(as = ReviewContest)]
pub struct ContestJson {
    id: uuid::Uuid,
    period: String,
    /// Of the review that holds the figure.
    number: i64,
    figure: String,
    /// Which side contests it: `organisation` or `partner`.
    side: &'static str,
    view: String,
    source: String,
    link: String,
    has_file: bool,
    /// An instant, as RFC 3339.
    made_at: String,
    /// What the other side says.
    answer: Option<String>,
    answered_at: Option<String>,
    /// `upheld`, `corrected` or `both`.
    outcome: Option<&'static str>,
    correction: Option<String>,
    settled_at: Option<String>,
}

/// The newest first, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct AllContests {
    contests: Vec<ContestJson>,
    next: Option<uuid::Uuid>,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<ContestId>,
}

/// The contests of a period's reviews, and what of the newest can be contested.
#[derive(Serialize, ToSchema)]
pub struct ReviewContests {
    contests: Vec<ContestJson>,
    figures: Vec<Contestable>,
}

#[derive(Serialize, ToSchema)]
pub struct Contestable {
    figure: String,
    name: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewReviewContest {
    /// One of the list of figures.
    figure: String,
    view: String,
    /// What the evidence is.
    source: String,
    /// A page of this partnership, or one that begins with `https://`.
    link: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct ContestAnswer {
    answer: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct ContestOutcome {
    /// `upheld`, `corrected` or `both`.
    outcome: String,
    /// Where the correction stands; required where it was corrected.
    correction: Option<String>,
}

fn json(contest: &Contest) -> ContestJson {
    let settled = contest.outcome.as_ref();
    ContestJson {
        id: contest.id.0,
        period: contest.period.to_string(),
        number: contest.number,
        figure: contest.figure.clone(),
        side: contest.side.word(),
        view: contest.view.clone(),
        source: contest.source.clone(),
        link: contest.link.clone(),
        has_file: contest.file.is_some(),
        made_at: contest.made_at.to_string(),
        answer: contest.answer.as_ref().map(|(text, _)| text.clone()),
        answered_at: contest.answer.as_ref().map(|(_, at)| at.to_string()),
        outcome: settled.map(|(outcome, _, _)| outcome.word()),
        correction: settled.map(|(_, words, _)| words.clone()).filter(|words| !words.is_empty()),
        settled_at: settled.map(|(_, _, at)| at.to_string()),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/reviews/{period}/contests", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("period" = String, Path)),
    responses((status = 200, body = ReviewContests), (status = 401), (status = 403), (status = 404)))]
pub async fn get_contests(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let period: Quarter = period.parse().map_err(|_| Problem::NotFound)?;
    let review = newest(&app, &scope, &period.to_string()).await?;
    let known = figures(&scope.viewer.speaker(), &review.content);
    let contests = of_period(app.db(), scope.tenant(), scope.id(), period).await?;
    let told = ReviewContests {
        contests: contests.iter().map(json).collect(),
        figures: known.into_iter().map(|(figure, name)| Contestable { figure, name }).collect(),
    };
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/reviews/{period}/contests", tag = "governance",
    request_body = NewReviewContest, params(("partnership" = uuid::Uuid, Path), ("period" = String, Path)),
    responses((status = 201, body = ContestJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_contest(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.contest", &resource(&scope))?;
    let review = newest(&app, &scope, &period).await?;
    match contest_as(&app, &scope, &review, &mut form).await? {
        Some(id) => told(&app, &scope, id).await,
        None => Err(form.into()),
    }
}

async fn told(app: &App, scope: &PartnershipScope, id: ContestId) -> Answer {
    Ok((StatusCode::CREATED, Json(json(&load(app, scope, id).await?))).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/contests", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = AllContests), (status = 401), (status = 403), (status = 404)))]
pub async fn get_all(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let mut contests = list(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = contests.len() > 50;
    contests.truncate(50);
    let next = contests.last().filter(|_| more).map(|contest| contest.id.0);
    Ok(Json(AllContests { contests: contests.iter().map(json).collect(), next }).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/contests/{contest}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("contest" = uuid::Uuid, Path)),
    responses((status = 200, body = ContestJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_contest(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ContestId)>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    Ok(Json(json(&load(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/contests/{contest}/answer", tag = "governance",
    request_body = ContestAnswer, params(("partnership" = uuid::Uuid, Path), ("contest" = uuid::Uuid, Path)),
    responses((status = 201, body = ContestJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_answer(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ContestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.contest", &resource(&scope))?;
    let contest = load(&app, &scope, id).await?;
    if !answer_as(&app, &scope, &contest, &mut form).await? {
        return Err(form.into());
    }
    told(&app, &scope, id).await
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/contests/{contest}/outcome", tag = "governance",
    request_body = ContestOutcome, params(("partnership" = uuid::Uuid, Path), ("contest" = uuid::Uuid, Path)),
    responses((status = 201, body = ContestJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_outcome(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, ContestId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.contest", &resource(&scope))?;
    let contest = load(&app, &scope, id).await?;
    if !settle_as(&app, &scope, &contest, &mut form).await? {
        return Err(form.into());
    }
    told(&app, &scope, id).await
}
