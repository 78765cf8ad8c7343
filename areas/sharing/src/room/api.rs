//! The data room over the API.

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::Moment;
use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, download};
use lustrum_kernel::problem::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::hand_in::{allowed, keep, look, read};
use super::open::{found, is_inside, marked_pdf, open};
use super::pages::{Asked, revoke_as};
use super::{Document, DocumentId, find, of_partnership};

/// A document of the data room, without its content.
#[derive(Serialize, ToSchema)]
#[schema(as = RoomDocument)]
pub struct DocumentJson {
    id: uuid::Uuid,
    /// Counts up within the partnership; the ledger names a document by it.
    number: i64,
    /// Who gave it: `organisation` or `partner`.
    side: &'static str,
    title: String,
    file_name: String,
    /// `text`, `markdown`, `csv`, `png`, `jpeg` or `pdf`.
    kind: &'static str,
    bytes: i64,
    /// The last day on which it opens, in UTC.
    until: Option<String>,
    /// `open`, `expired` or `revoked`.
    standing: &'static str,
    added_at: String,
    revoked_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct DataRoom {
    /// Whether it is open to whoever asks: for the partner's side under an NDA in force that they signed.
    open: bool,
    documents: Vec<DocumentJson>,
    /// What to ask for as `before` where there are more.
    next: Option<i64>,
}

/// The form of a document, as `multipart/form-data`.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewRoomDocument {
    title: String,
    /// The last day on which it opens; left out, as long as the room does.
    until: Option<String>,
    /// PDF, PNG, JPEG, or a text in UTF-8 (`.txt`, `.md`, `.csv`).
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

fn json(document: Document, now: Moment) -> DocumentJson {
    DocumentJson {
        id: document.id.0,
        number: document.number,
        side: document.side.word(),
        standing: document.standing_at(now).word(),
        kind: document.kind.word(),
        bytes: document.size,
        until: document.until.map(|day| day.to_string()),
        added_at: document.added.at.to_string(),
        revoked_at: document.revoked.map(|act| act.at.to_string()),
        title: document.title,
        file_name: document.file_name,
    }
}

async fn stored(app: &App, scope: &PartnershipScope, id: DocumentId) -> Result<DocumentJson, Problem> {
    let document = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    Ok(json(document, app.now()))
}

/// To whoever has not signed, the room says that it is closed and nothing else.
#[utoipa::path(get, path = "/api/v1/p/{partnership}/room", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<i64>, Query)),
    responses((status = 200, body = DataRoom), (status = 401), (status = 403), (status = 404)))]
pub async fn get_room(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    if !is_inside(&app, &scope).await? {
        return Ok(Json(DataRoom { open: false, documents: Vec::new(), next: None }).into_response());
    }
    let mut documents = of_partnership(app.db(), scope.tenant(), scope.id(), asked.before, 51).await?;
    let more = documents.len() > 50;
    documents.truncate(50);
    let next = documents.last().filter(|_| more).map(|document| document.number);
    let documents = documents.into_iter().map(|document| json(document, app.now())).collect();
    Ok(Json(DataRoom { open: true, documents, next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/room/documents", tag = "sharing",
    request_body(content = NewRoomDocument, content_type = "multipart/form-data"),
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = DocumentJson), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_document(State(app): State<App>, scope: PartnershipScope, request: Request) -> Answer {
    allowed(&app, &scope).await?;
    let mut form = read(request).await;
    let Some(wanted) = look(&app, &scope, &mut form).await else { return Err(form.into()) };
    let id = keep(&app, &scope, wanted).await?;
    Ok((StatusCode::CREATED, Json(stored(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/room/documents/{document}", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("document" = uuid::Uuid, Path)),
    responses((status = 200, body = DocumentJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn get_document(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, DocumentId)>,
) -> Answer {
    let document = found(&app, &scope, id).await?;
    Ok(Json(json(document, app.now())).into_response())
}

/// The content as a PDF with the mark of whoever asks on every page; the opening is entered in the ledger of both sides.
#[utoipa::path(get, path = "/api/v1/p/{partnership}/room/documents/{document}/file", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("document" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 401), (status = 403), (status = 404),
        (status = 409)))]
pub async fn get_file(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, DocumentId)>,
) -> Answer {
    let opened = open(&app, &scope, id).await?;
    let name = format!("document-{}.pdf", opened.document.number);
    download(&name, "application/pdf", marked_pdf(&scope, opened).await?)
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/room/documents/{document}/revocation", tag = "sharing",
    params(("partnership" = uuid::Uuid, Path), ("document" = uuid::Uuid, Path)),
    responses((status = 201, body = DocumentJson), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_revocation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, DocumentId)>,
) -> Answer {
    revoke_as(&app, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(stored(&app, &scope, id).await?)).into_response())
}
