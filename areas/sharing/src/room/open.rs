//! The door: who is inside the room, and opening a document. It is asked anew at every request, so that an NDA that ended
//! or a document that was taken back works from the next one on.

use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::blob;
use lustrum_kernel::problem::Problem;

use super::apart::{self, Asked};
use super::mark::{Mark, Unmarkable};
use super::vault::{InstallationKey, SealError, Sealed};
use super::{Act, Document, DocumentId, find, resource, store};
use crate::nda::signed_in_force;

/// A document that is shown now, to the reader of the mark.
pub struct Opened {
    pub document: Document,
    pub bytes: Vec<u8>,
    pub mark: Mark,
}

/// Whether the room is open to the viewer; a refusal where it is none of theirs.
pub async fn is_inside(app: &App, scope: &PartnershipScope) -> Result<bool, Problem> {
    scope.require(app, "room.view", &resource(scope.id(), false))?;
    if scope.side == Side::Organisation {
        return Ok(true);
    }
    let signed = signed_in_force(app.db(), scope.tenant(), scope.id(), scope.viewer.person, app.now()).await?;
    Ok(signed.is_some())
}

/// Refuses whoever is outside, before anything is looked up.
pub async fn require_inside(app: &App, scope: &PartnershipScope) -> Result<(), Problem> {
    if !is_inside(app, scope).await? {
        return Err(Problem::refused("refusal-room-unsigned"));
    }
    scope.require(app, "document.view", &resource(scope.id(), true))
}

/// What is known of a document, for whoever is inside.
pub async fn found(app: &App, scope: &PartnershipScope, id: DocumentId) -> Result<Document, Problem> {
    require_inside(app, scope).await?;
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

/// Opens a document for the viewer; that they did is in the ledger before it is shown.
pub async fn open(app: &App, scope: &PartnershipScope, id: DocumentId) -> Result<Opened, Problem> {
    let document = found(app, scope, id).await?;
    if let Some(refusal) = document.standing_at(app.now()).refusal() {
        return Err(Problem::refused(refusal));
    }
    let act = Act { by: scope.viewer.person, at: app.now() };
    match unseal(app, &document).await? {
        Ok(bytes) => {
            note(app, &document, act, "document.opened").await?;
            Ok(Opened { document, bytes, mark: Mark::of(scope, app.now()) })
        }
        Err(error) => {
            tracing::error!(document = %document.id, %error, "a document of the data room can't be opened");
            if matches!(error, SealError::Damaged) {
                note(app, &document, act, "document.unreadable").await?;
            }
            Err(Problem::refused(error.key()))
        }
    }
}

async fn unseal(app: &App, document: &Document) -> Result<Result<Vec<u8>, SealError>, Problem> {
    let key = match InstallationKey::read(app.config().key_file.as_deref()) {
        Ok(key) => key,
        Err(error) => return Ok(Err(error)),
    };
    let Some(stored) = blob::find(app.db(), document.organisation, document.blob).await? else {
        return Ok(Err(SealError::Damaged));
    };
    let sealed = Sealed { bytes: stored.bytes, key: document.sealed_key.clone(), mark: document.key_mark.clone() };
    Ok(key.open(&document.about(), sealed))
}

async fn note(app: &App, document: &Document, act: Act, kind: &'static str) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    store::note(&tx, document, act, kind).await?;
    Ok(tx.commit().await?)
}

/// The document as a PDF with the reader's mark on every page.
pub async fn marked_pdf(scope: &PartnershipScope, opened: Opened) -> Result<Vec<u8>, Problem> {
    let Opened { document, bytes, mark } = opened;
    let lang = scope.viewer.locale.code();
    let asked = Asked { kind: document.kind, title: document.title, lang, mark, bytes };
    apart::set(scope.viewer.person, asked).await.map_err(|error| {
        tracing::warn!(document = %document.id, %error, "a document can't be set with a mark");
        Problem::refused(if matches!(error, Unmarkable::Busy) {
            "refusal-room-busy"
        } else {
            "refusal-room-unmarkable"
        })
    })
}
