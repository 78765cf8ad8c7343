//! Ranking, decision and letters over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::decision_pages::{invite, link, take};
use super::letter::letter;
use super::pages::outcome_of;
use super::store;
use crate::candidate::CandidateId;
use crate::ranking::robust::DRAWS;
use crate::round::pages::{any, load};
use crate::round::{Refused, RoundId};

/// Both rankings, and how firm the first place is.
#[derive(Serialize, ToSchema)]
pub struct SelectionRanking {
    candidates: Vec<RankedCandidate>,
    seed: u64,
    draws: usize,
    /// How the weights are drawn.
    distribution: String,
    /// Whether the first place holds with every weight up to a fifth smaller or larger.
    stable: bool,
    /// The smallest change of weights that takes the first place; nothing where none does.
    flip: Option<SmallestFlip>,
    /// Krippendorff's alpha, interval metric.
    agreement: Option<f64>,
    assessors: usize,
}

/// A candidate in both rankings, in the order of the first.
#[derive(Serialize, ToSchema)]
pub struct RankedCandidate {
    id: uuid::Uuid,
    name: String,
    /// Weighted score, from 0 to 1.
    smart: f64,
    smart_rank: usize,
    /// Closeness to the ideal, from 0 to 1.
    topsis: f64,
    topsis_rank: usize,
    /// How often it stands first among the drawn weights.
    first: f64,
}

/// The norm is the weight that moves: half the sum of absolute differences.
#[derive(Serialize, ToSchema)]
pub struct SmallestFlip {
    rival: uuid::Uuid,
    /// A share of the weight of the criteria among each other.
    distance: f64,
    moves: Vec<WeightMove>,
}

/// Weight that goes from one criterion to another.
#[derive(Serialize, ToSchema)]
pub struct WeightMove {
    from: uuid::Uuid,
    to: uuid::Uuid,
    weight: f64,
}

/// The decision of a round.
#[derive(Serialize, ToSchema)]
pub struct SelectionDecision {
    candidate: uuid::Uuid,
    reasons: String,
    /// Why it is not the one that stands first; empty where it is.
    exception: String,
    first: bool,
    stable: bool,
    decided_at: String,
    partnership: Option<uuid::Uuid>,
}

/// A decision to take; what a letter says beyond its scores as `letter-` and the candidate's id.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewSelectionDecision {
    candidate: uuid::Uuid,
    reasons: String,
    exception: Option<String>,
}

/// The partnership that came of the choice.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct CameOf {
    partnership: uuid::Uuid,
}

/// An invitation that was made; the link is shown only where no mail goes out.
#[derive(Serialize, ToSchema)]
pub struct InvitedChosen {
    email: String,
    link: Option<String>,
}

/// A candidate's letter: its own scores and nobody else's.
#[derive(Serialize, ToSchema)]
pub struct FeedbackLetter {
    lines: Vec<FeedbackLine>,
    strengths: Vec<String>,
    stronger: Vec<String>,
    words: String,
    assessors: usize,
}

/// A criterion in a letter.
#[derive(Serialize, ToSchema)]
pub struct FeedbackLine {
    criterion: String,
    weight: f64,
    score: f64,
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/selection/{round}/ranking", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 200, body = SelectionRanking), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn get_ranking(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    let outcome = outcome_of(&app, scope.organisation(), &dossier).await?.ok_or(Refused::NotClosed)?;
    let ranked = |at: usize| RankedCandidate {
        id: outcome.candidates[at].id.0,
        name: outcome.candidates[at].name.clone(),
        smart: outcome.smart.values[at],
        smart_rank: outcome.smart.ranks[at],
        topsis: outcome.topsis.values[at],
        topsis_rank: outcome.topsis.ranks[at],
        first: outcome.shares[at],
    };
    let flip = outcome.flip.as_ref().map(|flip| SmallestFlip {
        rival: outcome.candidates[flip.rival].id.0,
        distance: flip.distance,
        moves: flip
            .moves
            .iter()
            .map(|one| WeightMove {
                from: outcome.leaves[one.from].id.0,
                to: outcome.leaves[one.to].id.0,
                weight: one.weight,
            })
            .collect(),
    });
    let ranking = SelectionRanking {
        candidates: outcome.smart.order().into_iter().map(ranked).collect(),
        seed: outcome.seed,
        draws: DRAWS,
        distribution: "each weight times a factor from 1/2 to 2, log-uniform, scaled back to 1".to_owned(),
        stable: outcome.stable,
        flip,
        agreement: outcome.agreement.map(|alpha| alpha.value),
        assessors: outcome.assessors,
    };
    Ok(Json(ranking).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/selection/{round}/decision", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 200, body = SelectionDecision), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn get_decision(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    load(&app, &scope, id).await?;
    shown(&app, &scope, id, StatusCode::OK).await
}

async fn shown(app: &App, scope: &OrganisationScope, id: RoundId, status: StatusCode) -> Answer {
    let decision = store::decision(app.db(), scope.organisation(), id).await?.ok_or(Refused::Undecided)?;
    let decision = SelectionDecision {
        candidate: decision.candidate.0,
        reasons: decision.reasons,
        exception: decision.exception,
        first: decision.first,
        stable: decision.stable,
        decided_at: decision.decided_at.to_string(),
        partnership: decision.partnership.map(|id| id.0),
    };
    Ok((status, Json(decision)).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/decision", tag = "selection",
    request_body = NewSelectionDecision, params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 201, body = SelectionDecision), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_decision(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.decide", &any(&scope))?;
    take(&app, &scope, id, form).await?.map_err(|(_, form)| Problem::from(form))?;
    shown(&app, &scope, id, StatusCode::CREATED).await
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/invitation", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 201, body = InvitedChosen), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_invitation(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.decide", &any(&scope))?;
    let (candidate, link) = invite(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(InvitedChosen { email: candidate.email, link })).into_response())
}

#[utoipa::path(put, path = "/api/v1/o/{organisation}/selection/{round}/partnership", tag = "selection",
    request_body = CameOf, params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 200, body = SelectionDecision), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_partnership(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.decide", &any(&scope))?;
    link(&app, &scope, id, form).await?.map_err(|(_, _, form)| Problem::from(form))?;
    shown(&app, &scope, id, StatusCode::OK).await
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/selection/{round}/letters/{candidate}", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path)),
    responses((status = 200, body = FeedbackLetter), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn get_letter(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    let dossier = load(&app, &scope, id).await?;
    dossier.candidate(of).ok_or(Problem::NotFound)?;
    store::decision(app.db(), scope.organisation(), id).await?.ok_or(Refused::Undecided)?;
    let outcome = outcome_of(&app, scope.organisation(), &dossier).await?.ok_or(Refused::NotClosed)?;
    let written = letter(&outcome, of).ok_or(Problem::NotFound)?;
    let line =
        |line: super::letter::Line| FeedbackLine { criterion: line.title, weight: line.weight, score: line.score };
    let letter = FeedbackLetter {
        lines: written.lines.into_iter().map(line).collect(),
        strengths: written.strengths,
        stronger: written.stronger,
        words: store::words(app.db(), scope.organisation(), of).await?,
        assessors: written.assessors,
    };
    Ok(Json(letter).into_response())
}
