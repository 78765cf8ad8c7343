//! An assessor's own scores over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::OrganisationScope;
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use super::file_pages::{change_file, open_file, own_file};
use super::pages::{enter, hand_in, keep};
use super::{Score, file, store};
use crate::candidate::CandidateId;
use crate::criterion::CriterionId;
use crate::round::RoundId;

/// A file beside a score, in the field `file` of a form (`multipart/form-data`).
#[derive(ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewScoreFile {
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// A score that the reader gave.
#[derive(Serialize, ToSchema)]
pub struct OwnScore {
    candidate: uuid::Uuid,
    criterion: uuid::Uuid,
    /// 1 to 5.
    score: i64,
    /// `case-study`, `reference-call`, `trial-session` or `document`.
    kind: String,
    evidence: String,
    /// The name of the file beside it.
    file: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/selection/{round}/scores", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<OwnScore>), (status = 401), (status = 404), (status = 409)))]
pub async fn get_scores(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    enter(&app, &scope, id).await?;
    let mine = store::of_person(app.db(), scope.organisation(), id, scope.viewer.person).await?;
    let files = file::of_person(app.db(), scope.organisation(), id, scope.viewer.person).await?;
    let name_of = |one: &Score| {
        let of = |file: &&file::ScoreFile| (file.candidate, file.criterion) == (one.candidate, one.given.criterion);
        files.iter().find(of).map(|file| file.name.clone())
    };
    let own = mine.into_iter().map(|one| OwnScore {
        file: name_of(&one),
        candidate: one.candidate.0,
        criterion: one.given.criterion.0,
        score: one.given.score,
        kind: one.given.kind.word().to_owned(),
        evidence: one.given.evidence,
    });
    Ok(Json(own.collect::<Vec<_>>()).into_response())
}

/// All that the reader gives one candidate, in place of what they gave before: for each criterion `score-`, `kind-` and
/// `evidence-` followed by its id.
#[utoipa::path(put, path = "/api/v1/o/{organisation}/selection/{round}/scores/{candidate}", tag = "selection",
    request_body = HashMap<String, String>,
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 404), (status = 409), (status = 422)))]
pub async fn put_scores(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of)): Path<(OrganisationId, RoundId, CandidateId)>,
    form: Fields,
) -> Answer {
    keep(&app, &scope, id, of, form).await?.map_err(|(_, form)| Problem::from(form))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

type OnScore = Path<(OrganisationId, RoundId, CandidateId, CriterionId)>;

/// Puts a file beside a score of the reader's, in place of the one that was there.
#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/scores/{candidate}/files/{criterion}", tag = "selection",
    request_body(content = NewScoreFile, content_type = "multipart/form-data"),
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path), ("criterion" = uuid::Uuid, Path)),
    responses((status = 201), (status = 401), (status = 404), (status = 409), (status = 422)))]
pub async fn post_file(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of, criterion)): OnScore,
    form: Fields,
) -> Answer {
    change_file(&app, &scope, id, (of, criterion), Some(form)).await?;
    Ok(StatusCode::CREATED.into_response())
}

#[utoipa::path(delete, path = "/api/v1/o/{organisation}/selection/{round}/scores/{candidate}/files/{criterion}", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path), ("criterion" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 404), (status = 409)))]
pub async fn delete_file(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of, criterion)): OnScore,
) -> Answer {
    change_file(&app, &scope, id, (of, criterion), None).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/selection/{round}/scores/{candidate}/files/{criterion}", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path), ("criterion" = uuid::Uuid, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 401), (status = 404), (status = 409)))]
pub async fn get_file(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of, criterion)): OnScore,
) -> Answer {
    own_file(&app, &scope, id, (of, criterion)).await
}

/// A file beside the open scores of a candidate on a criterion, counted from 1.
#[utoipa::path(get, path = "/api/v1/o/{organisation}/selection/{round}/candidates/{candidate}/criteria/{criterion}/files/{number}", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path), ("candidate" = uuid::Uuid, Path), ("criterion" = uuid::Uuid, Path), ("number" = usize, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn get_open_file(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id, of, criterion, number)): Path<(OrganisationId, RoundId, CandidateId, CriterionId, usize)>,
) -> Answer {
    open_file(&app, &scope, id, (of, criterion, number)).await
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/selection/{round}/submission", tag = "selection",
    params(("organisation" = uuid::Uuid, Path), ("round" = uuid::Uuid, Path)),
    responses((status = 201), (status = 401), (status = 404), (status = 409)))]
pub async fn post_submission(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, RoundId)>,
) -> Answer {
    hand_in(&app, &scope, id).await?;
    Ok(StatusCode::CREATED.into_response())
}
