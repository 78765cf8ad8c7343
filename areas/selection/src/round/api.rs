//! Rounds over the API.

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

use super::pages::{any, begin, choose, end, load, make};
use super::store::{self, Listed};
use super::{Dossier, RoundId};

/// A round in a list.
#[derive(Serialize, ToSchema)]
pub struct RoundInList {
    id: uuid::Uuid,
    title: String,
    /// `preparing`, `scoring`, `closed` or `decided`.
    state: String,
    /// Whether the reader is asked to score in it, and whether they submitted.
    asked: bool,
    submitted: bool,
}

/// A round with its criteria, candidates and assessors. Scores are not in it.
#[derive(Serialize, ToSchema)]
pub struct SelectionRound {
    id: uuid::Uuid,
    title: String,
    state: String,
    currency: String,
    price_cap: f64,
    price_weight: f64,
    seed: i64,
    criteria: Vec<SelectionCriterion>,
    candidates: Vec<SelectionCandidate>,
    assessors: Vec<SelectionAssessor>,
    /// Why it was closed before everyone had submitted.
    reason: String,
}

/// A criterion that is scored.
#[derive(Serialize, ToSchema)]
pub struct SelectionCriterion {
    id: uuid::Uuid,
    title: String,
    part_of: Option<String>,
    question: String,
    /// Its share of the weight of all criteria.
    weight: f64,
}

/// A candidate; its price in minor units.
#[derive(Serialize, ToSchema)]
pub struct SelectionCandidate {
    id: uuid::Uuid,
    name: String,
    email: String,
    price: Option<i64>,
    /// When it stepped back, and why; it is not ranked.
    withdrawn_at: Option<String>,
    withdrawn_reason: Option<String>,
}

/// Who scores, and whether they have submitted.
#[derive(Serialize, ToSchema)]
pub struct SelectionAssessor {
    person: uuid::Uuid,
    name: String,
    submitted: bool,
}

/// What is written of a round; weights in percent.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewRound {
    title: String,
    challenge: Vec<uuid::Uuid>,
    currency: String,
    price_weight: f64,
    price_cap: f64,
}

/// Who is asked to score.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct Asked {
    person: Vec<uuid::Uuid>,
}

/// Why scoring ends before everyone has submitted; not needed where everyone has.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct Closing {
    reason: Option<String>,
    /// Whoever closes without having submitted gives up scoring for good.
    give_up: Option<bool>,
}

fn listed(round: Listed) -> RoundInList {
    let (asked, submitted) = (round.asked_at.is_some(), round.submitted_at.is_some());
    RoundInList { id: round.id.0, title: round.title, state: round.state, asked, submitted }
}

fn json(dossier: Dossier) -> SelectionRound {
    let criteria = dossier.tree.leaves().into_iter().map(|leaf| SelectionCriterion {
        id: leaf.id.0,
        title: leaf.title,
        part_of: leaf.of,
        question: leaf.question,
        weight: leaf.weight,
    });
    let round = dossier.round;
    SelectionRound {
        id: round.id.0,
        title: round.title,
        state: round.state.word().to_owned(),
        currency: round.currency,
        price_cap: round.price_cap,
        price_weight: round.price_weight,
        seed: round.seed,
        criteria: criteria.collect(),
        candidates: dossier
            .candidates
            .into_iter()
            .map(|one| SelectionCandidate {
                id: one.id.0,
                name: one.name,
                email: one.email,
                price: one.price,
                withdrawn_at: one.withdrawn.as_ref().map(|gone| gone.at.to_string()),
                withdrawn_reason: one.withdrawn.map(|gone| gone.reason),
            })
            .collect(),
        assessors: dossier
            .assessors
            .into_iter()
            .map(|one| SelectionAssessor {
                person: one.person.0,
                name: one.name,
                submitted: one.submitted_at.is_some(),
            })
            .collect(),
        reason: round.reason,
    }
}

async fn shown(app: &App, scope: &OrganisationScope, id: RoundId, status: StatusCode) -> Answer {
    Ok((status, Json(json(load(app, scope, id).await?))).into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/selection", tag = "selection",
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<RoundInList>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_rounds(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "selection.list", &any(&scope))?;
    let all = scope.may(&app, "selection.view", &any(&scope));
    let rounds = store::list(app.db(), scope.organisation(), scope.viewer.person, !all, None, 200).await?;
    Ok(Json(rounds.into_iter().map(listed).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection", tag = "selection", request_body = NewRound,
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 201, body = SelectionRound), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_round(State(app): State<App>, scope: OrganisationScope, form: Fields) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    let id = make(&app, &scope, form).await?.map_err(Problem::from)?;
    shown(&app, &scope, id, StatusCode::CREATED).await
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/selection/{round}", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 200, body = SelectionRound), (status = 401), (status = 403), (status = 404)))]
pub async fn get_round(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.view", &any(&scope))?;
    shown(&app, &scope, id, StatusCode::OK).await
}

#[utoipa::path(put, path = "/api/v1/o/{organisation}/selection/{round}/assessors", tag = "selection",
    request_body = Asked, params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 200, body = SelectionRound), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn put_assessors(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    choose(&app, &scope, id, form).await?.map_err(Problem::from)?;
    shown(&app, &scope, id, StatusCode::OK).await
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/opening", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 201, body = SelectionRound), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_opening(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    begin(&app, &scope, id).await?;
    shown(&app, &scope, id, StatusCode::CREATED).await
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/closing", tag = "selection",
    request_body = Closing, params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 201, body = SelectionRound), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_closing(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "selection.write", &any(&scope))?;
    end(&app, &scope, id, form).await?.map_err(|(_, form)| Problem::from(form))?;
    shown(&app, &scope, id, StatusCode::CREATED).await
}
