//! Rounds of feedback over the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figures::reaction;
use super::pages::open_as;
use super::{Question, Round, RoundId, find, of_partnership};
use crate::levels::view::{look, resource};

/// A round of feedback on a module of a cohort.
#[derive(Serialize, ToSchema)]
#[schema(as = FeedbackRound)]
pub struct RoundJson {
    id: uuid::Uuid,
    cohort: uuid::Uuid,
    module: uuid::Uuid,
    cohort_title: String,
    module_title: String,
    invited: i64,
    answers: i64,
    opened: String,
    /// The last day on which a link is good.
    closes: String,
    /// How often 1, 2, 3, 4, 5 was answered to each question; empty before the fifth answer.
    distributions: Vec<DistributionJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = FeedbackDistribution)]
pub struct DistributionJson {
    /// `relevance`, `intent`, `obstacles` or `facilitator`.
    question: &'static str,
    counts: Vec<u64>,
}

/// Rounds, `next` being what to ask for as `before` where there are more.
#[derive(Serialize, ToSchema)]
pub struct FeedbackRounds {
    rounds: Vec<RoundJson>,
    next: Option<uuid::Uuid>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewFeedbackRound {
    /// The ids of cohort and module with a colon between them.
    module: String,
    /// `mail`, or `slips` for those in the room.
    way: Option<String>,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<RoundId>,
}

fn json(round: Round, counts: Option<&[[u64; 5]; 4]>) -> RoundJson {
    let distributions = counts.map_or_else(Vec::new, |counts| {
        Question::ALL
            .map(|question| DistributionJson { question: question.word(), counts: counts[question as usize].to_vec() })
            .into()
    });
    RoundJson {
        id: round.id.0,
        cohort: round.cohort_id.0,
        module: round.module_id.0,
        cohort_title: round.cohort_title,
        module_title: round.module_title,
        invited: round.invited,
        answers: round.answers,
        opened: round.opened.to_string(),
        closes: round.closes.to_string(),
        distributions,
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/feedback-rounds", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = FeedbackRounds), (status = 401), (status = 403), (status = 404)))]
pub async fn get_rounds(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "feedback.view", &resource(&scope))?;
    let look = look(&scope, app.now());
    let days = (look.from, look.until);
    let mut rounds = of_partnership(app.db(), scope.tenant(), scope.id(), days, asked.before, 51).await?;
    let more = rounds.len() > 50;
    rounds.truncate(50);
    let next = rounds.last().filter(|_| more).map(|round| round.id.0);
    let received = reaction(app.db(), &look).await?;
    let counts: std::collections::HashMap<_, _> =
        received.by_round.iter().map(|(round, counts)| (round.id, counts)).collect();
    let rounds = rounds.into_iter().map(|round| {
        let counts = counts.get(&round.id).copied();
        json(round, counts)
    });
    Ok(Json(FeedbackRounds { rounds: rounds.collect(), next }).into_response())
}

async fn one(app: &App, scope: &PartnershipScope, id: RoundId) -> Result<RoundJson, Problem> {
    let round = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let received = reaction(app.db(), &look(scope, app.now())).await?;
    let counts = received.by_round.iter().find(|(known, _)| known.id == id).map(|(_, counts)| counts);
    Ok(json(round, counts))
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/feedback-rounds/{round}", tag = "evidence",
    params(("partnership" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 200, body = RoundJson), (status = 401), (status = 403), (status = 404)))]
pub async fn get_round(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RoundId)>,
) -> Answer {
    scope.require(&app, "feedback.view", &resource(&scope))?;
    Ok(Json(one(&app, &scope, id).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/feedback-rounds", tag = "evidence",
    request_body = NewFeedbackRound, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = RoundJson), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_round(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "feedback.open", &resource(&scope))?;
    match open_as(&app, &scope, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(one(&app, &scope, id).await?)).into_response()),
        None => {
            if !form.has_faults() {
                form.refuse("module", Fault::new("fault-required"));
            }
            Err(form.into())
        }
    }
}
