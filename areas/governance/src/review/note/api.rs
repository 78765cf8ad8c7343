//! Notes for a review over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::form::{change_as, period_of, take_back_as, write_as};
use super::leaning::{leanings, word_of};
use super::pages::load;
use super::{Note, NoteId, of_period};
use crate::review::pages::resource;

/// What a side brings to a review.
#[derive(Serialize, ToSchema)]
#[schema(as = ReviewNote)]
pub struct NoteJson {
    id: uuid::Uuid,
    /// `surroundings`, `worked`, `did-not` or `proposal`.
    kind: &'static str,
    /// Who wrote it: `organisation` or `partner`.
    side: &'static str,
    text: String,
    /// The figure or the module that it leans on, one of the list of evidence.
    evidence: Option<String>,
    /// What a change of it has to name.
    version: i64,
    /// The first review of the quarter that holds it; from then on it stays as it is.
    number: Option<i64>,
    /// An instant, as RFC 3339.
    made_at: String,
}

/// The notes of both sides, in the order in which they were written, and what a note can lean on.
#[derive(Serialize, ToSchema)]
pub struct ReviewNotes {
    notes: Vec<NoteJson>,
    evidence: Vec<NoteEvidence>,
}

#[derive(Serialize, ToSchema)]
pub struct NoteEvidence {
    evidence: String,
    name: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewReviewNote {
    /// `surroundings`, `worked`, `did-not` or `proposal`.
    kind: String,
    text: String,
    /// One of the list of evidence. What changed around both sides leans on none; a proposal names the module that it would
    /// change.
    evidence: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct ReviewNoteChange {
    text: String,
    evidence: Option<String>,
    /// The version that the writer saw.
    version: i64,
}

fn json(note: &Note) -> NoteJson {
    NoteJson {
        id: note.id.0,
        kind: note.kind.word(),
        side: note.side.word(),
        text: note.text.clone(),
        evidence: note.leaning.as_ref().map(word_of),
        version: note.version,
        number: note.number,
        made_at: note.made_at.to_string(),
    }
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/reviews/{period}/notes", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("period" = String, Path)),
    responses((status = 200, body = ReviewNotes), (status = 401), (status = 403), (status = 404)))]
pub async fn get_notes(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
) -> Answer {
    scope.require(&app, "review.view", &resource(&scope))?;
    let period = period_of(&app, &scope, &period)?;
    let notes = of_period(app.db(), scope.tenant(), scope.id(), period).await?;
    let evidence = leanings(&app, &scope, period).await?.choices(&scope.viewer.speaker());
    let evidence = evidence.into_iter().map(|(evidence, name)| NoteEvidence { evidence, name }).collect();
    Ok(Json(ReviewNotes { notes: notes.iter().map(json).collect(), evidence }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/reviews/{period}/notes", tag = "governance",
    request_body = NewReviewNote, params(("partnership" = uuid::Uuid, Path), ("period" = String, Path)),
    responses((status = 201, body = NoteJson), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_note(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period)): Path<(PartnershipId, String)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.note", &resource(&scope))?;
    let period = period_of(&app, &scope, &period)?;
    let known = leanings(&app, &scope, period).await?;
    match write_as(&app, &scope, period, &known, &mut form).await? {
        Some(id) => Ok((StatusCode::CREATED, Json(json(&load(&app, &scope, period, id).await?))).into_response()),
        None => Err(form.into()),
    }
}

type OfNote = Path<(PartnershipId, String, NoteId)>;

#[utoipa::path(put, path = "/api/v1/p/{partnership}/reviews/{period}/notes/{note}", tag = "governance",
    request_body = ReviewNoteChange,
    params(("partnership" = uuid::Uuid, Path), ("period" = String, Path), ("note" = uuid::Uuid, Path)),
    responses((status = 200, body = NoteJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn put_note(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, period, id)): OfNote,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "review.note", &resource(&scope))?;
    let note = load(&app, &scope, period_of(&app, &scope, &period)?, id).await?;
    let known = leanings(&app, &scope, note.period).await?;
    if !change_as(&app, &scope, &note, &known, &mut form).await? {
        return Err(form.into());
    }
    Ok(Json(json(&load(&app, &scope, note.period, id).await?)).into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/reviews/{period}/notes/{note}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("period" = String, Path), ("note" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_note(State(app): State<App>, scope: PartnershipScope, Path((_, period, id)): OfNote) -> Answer {
    scope.require(&app, "review.note", &resource(&scope))?;
    let note = load(&app, &scope, period_of(&app, &scope, &period)?, id).await?;
    take_back_as(&app, &scope, &note).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
