//! Challenges over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{any, load, read};
use super::{Challenge, create, list};

/// A business challenge.
#[derive(Serialize, ToSchema)]
#[schema(as = Challenge)]
pub struct ChallengeJson {
    id: uuid::Uuid,
    title: String,
    description: String,
    /// The id of a person.
    owner: uuid::Uuid,
    /// Days, as 2026-01-01.
    from: String,
    until: String,
}

/// What is written of a challenge.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewChallenge {
    title: String,
    description: Option<String>,
    owner: uuid::Uuid,
    from: String,
    until: String,
}

fn json(challenge: Challenge) -> ChallengeJson {
    ChallengeJson {
        id: challenge.id.0,
        title: challenge.title,
        description: challenge.description,
        owner: challenge.owner_id.0,
        from: challenge.from_day.to_string(),
        until: challenge.until_day.to_string(),
    }
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/challenges", tag = "strategy",
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<ChallengeJson>), (status = 401), (status = 403), (status = 404)))]
pub async fn get_challenges(State(app): State<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "challenge.view", &any(&scope))?;
    let challenges = list(app.db(), scope.organisation(), None, 200).await?;
    Ok(Json(challenges.into_iter().map(json).collect::<Vec<_>>()).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/challenges", tag = "strategy", request_body = NewChallenge,
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 201, body = ChallengeJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_challenge(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "challenge.write", &any(&scope))?;
    let Some(words) = read(&app, &scope, &mut form).await? else { return Err(Problem::from(form)) };
    let tx = app.db().begin().await?;
    let id = create(&tx, scope.organisation(), scope.viewer.person, app.now(), &words).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(json(load(&app, &scope, id).await?))).into_response())
}
