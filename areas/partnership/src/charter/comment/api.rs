//! Comments over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{LONGEST, comment_of};
use super::{About, Comment, CommentId, answer, make, of_version, reopen, resolve, threads};
use crate::By;
use crate::charter::CharterVersionId;
use crate::charter::pages::edit::section_of;
use crate::charter::pages::{resource, version_of};

/// What was said about the sections of a version, the oldest first.
#[derive(Serialize, ToSchema)]
pub struct CharterComments {
    pub comments: Vec<CharterComment>,
    /// How many are not settled.
    pub open: usize,
}

#[derive(Serialize, ToSchema)]
pub struct CharterComment {
    pub id: uuid::Uuid,
    /// `vision`, `goals`, `roles`, `measures`, `rhythm` or `exit`.
    pub section: String,
    /// `en` or `nl`: the language of the text that it was made about.
    pub language: String,
    /// The revision of that text.
    pub revision: i64,
    pub text: String,
    /// `organisation` or `partner`.
    pub side: String,
    pub person: uuid::Uuid,
    /// Instants, as RFC 3339.
    pub at: String,
    pub resolved_at: Option<String>,
    pub answers: Vec<CharterAnswer>,
}

#[derive(Serialize, ToSchema)]
pub struct CharterAnswer {
    pub id: uuid::Uuid,
    pub text: String,
    pub side: String,
    pub person: uuid::Uuid,
    pub at: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCharterComment {
    pub comment: String,
    /// `en` or `nl`: the language of the text that it is about, the charter's own where it is left out.
    pub language: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewCharterAnswer {
    pub answer: String,
}

#[derive(Serialize, ToSchema)]
pub struct CharterCommentMade {
    pub id: uuid::Uuid,
}

fn answer_json(answer: Comment) -> CharterAnswer {
    CharterAnswer {
        id: answer.id.0,
        text: answer.text,
        side: answer.side.word().to_owned(),
        person: answer.made_by.0,
        at: answer.made_at.to_string(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/charter/versions/{version}/comments", tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path)),
    responses((status = 200, body = CharterComments), (status = 401), (status = 403), (status = 404)))]
pub async fn get_comments(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.view", &resource(&scope))?;
    let all = threads(of_version(app.db(), scope.tenant(), id).await?);
    let open = all.iter().filter(|thread| thread.open()).count();
    let comments = all.into_iter().map(|thread| CharterComment {
        id: thread.first.id.0,
        section: thread.first.section.word().to_owned(),
        language: thread.first.language.code().to_owned(),
        revision: thread.first.revision,
        text: thread.first.text,
        side: thread.first.side.word().to_owned(),
        person: thread.first.made_by.0,
        at: thread.first.made_at.to_string(),
        resolved_at: thread.first.resolved.map(|(_, at)| at.to_string()),
        answers: thread.answers.into_iter().map(answer_json).collect(),
    });
    Ok(Json(CharterComments { comments: comments.collect(), open }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/charter/versions/{version}/sections/{section}/comments",
    tag = "partnership", request_body = NewCharterComment,
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path), ("section" = String, Path)),
    responses((status = 201, body = CharterCommentMade), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_comment(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, section)): Path<(PartnershipId, CharterVersionId, String)>,
    mut form: Fields,
) -> Answer {
    let (version, section) = section_of(&app, &scope, id, &section).await?;
    scope.require(&app, "charter.comment", &resource(&scope))?;
    let text = form.text("comment", LONGEST);
    let language = match form.value("language") {
        "" => version.head.language,
        _ => form.choice("language", Locale::parse).unwrap_or_default(),
    };
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    let about = About { version: &version, section, language };
    let made = make(&tx, &By::viewer(&scope, app.now()), about, &text).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(CharterCommentMade { id: made.0 })).into_response())
}

type OnComment = Path<(PartnershipId, CharterVersionId, CommentId)>;

#[utoipa::path(post, path = "/api/v1/p/{partnership}/charter/versions/{version}/comments/{comment}/answers",
    tag = "partnership", request_body = NewCharterAnswer,
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path), ("comment" = uuid::Uuid, Path)),
    responses((status = 201, body = CharterCommentMade), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn post_answer(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, comment)): OnComment,
    mut form: Fields,
) -> Answer {
    let (version, comment) = comment_of(&app, &scope, id, comment).await?;
    scope.require(&app, "charter.comment", &resource(&scope))?;
    let text = form.text("answer", LONGEST);
    if form.has_faults() {
        return Err(form.into());
    }
    let tx = app.db().begin().await?;
    let made = answer(&tx, &By::viewer(&scope, app.now()), &version, &comment, &text).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(CharterCommentMade { id: made.0 })).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/charter/versions/{version}/comments/{comment}/resolution",
    tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path), ("comment" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_resolution(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, comment)): OnComment,
) -> Answer {
    let (version, comment) = comment_of(&app, &scope, id, comment).await?;
    scope.require(&app, "charter.comment", &resource(&scope))?;
    let tx = app.db().begin().await?;
    resolve(&tx, &By::viewer(&scope, app.now()), &version, &comment).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/charter/versions/{version}/comments/{comment}/resolution",
    tag = "partnership",
    params(("partnership" = uuid::Uuid, Path), ("version" = uuid::Uuid, Path), ("comment" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_resolution(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, comment)): OnComment,
) -> Answer {
    let (version, comment) = comment_of(&app, &scope, id, comment).await?;
    scope.require(&app, "charter.comment", &resource(&scope))?;
    let tx = app.db().begin().await?;
    reopen(&tx, &By::viewer(&scope, app.now()), &version, &comment).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
