//! The ledger of both sides: which agreements were made and revoked, who read which figures and opened which document. It reads the one
//! history and has no table of its own.

pub mod pages;

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::event::{self, Event, Recorded};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{App, values};
use serde_json::json;

use crate::agreement::Agreement;

/// What of a partnership's history is in the ledger.
const KINDS: &str =
    "'agreement.offered', 'agreement.accepted', 'agreement.revoked', 'release.read', 'nda.in-force', 'nda.signed',
     'nda.ended', 'document.added', 'document.opened', 'document.revoked', 'document.unreadable',
     'council.decided'";

/// Notes that someone of the partner's side read figures: before they are shown, and not undone by anything after.
pub async fn note_read(app: &App, scope: &PartnershipScope, about: uuid::Uuid, title: &str) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    let event = Event::new(scope.tenant(), app.now(), event::READ).by(scope.viewer.person).within(scope.id());
    let said = json!({ "title": title, "organisation": scope.own_name() });
    event::append(&tx, event.about(about).saying(said)).await?;
    Ok(tx.commit().await?)
}

/// Notes a read of the figures of an agreement.
pub async fn note(app: &App, scope: &PartnershipScope, agreement: &Agreement) -> Result<(), Problem> {
    note_read(app, scope, agreement.id.0, &agreement.terms.title).await
}

/// The newest entries of a partnership, `limit` of them older than the number `before`.
pub async fn entries(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Recorded>, DbError> {
    let sql = format!(
        "SELECT e.organisation_id, e.number, e.partnership_id, e.at, e.person_id, e.kind, e.subject_id, c.content
         FROM event e LEFT JOIN event_content c ON c.organisation_id = e.organisation_id AND c.number = e.number
         WHERE e.organisation_id = $1 AND e.partnership_id = $2 AND e.number < $3 AND e.kind IN ({KINDS})
         ORDER BY e.number DESC LIMIT $4"
    );
    db.all(&sql, values![tenant, partnership, before.unwrap_or(i64::MAX), limit]).await
}
