//! Documents in the database: what is known of them, and their sealed bytes, each act with its event.

use lustrum_kernel::access::Side;
use lustrum_kernel::blob;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::form::Upload;
use lustrum_kernel::id::{BlobId, OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::check::Kind;
use super::vault::Sealed;
use super::{Act, Document, DocumentId, RevokeRefused};

const COLUMNS: &str =
    "id, organisation_id, partnership_id, number, side, title, file_name, kind, size, until_day, added_by,
     added_at, revoked_by, revoked_at, blob_id, key_mark, sealed_key FROM room_document";

#[derive(FromQueryResult)]
struct Row {
    id: DocumentId,
    organisation_id: OrganisationId,
    partnership_id: PartnershipId,
    number: i64,
    side: String,
    title: String,
    file_name: String,
    kind: String,
    size: i64,
    until_day: Option<Day>,
    added_by: PersonId,
    added_at: Moment,
    revoked_by: Option<PersonId>,
    revoked_at: Option<Moment>,
    blob_id: BlobId,
    key_mark: String,
    sealed_key: Vec<u8>,
}

impl From<Row> for Document {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation_id,
            partnership: row.partnership_id,
            number: row.number,
            side: Side::parse(&row.side).unwrap_or(Side::Organisation),
            title: row.title,
            file_name: row.file_name,
            // A kind that nobody knows is shown as the plainest one.
            kind: Kind::parse(&row.kind).unwrap_or(Kind::Text),
            size: row.size,
            until: row.until_day,
            added: Act { by: row.added_by, at: row.added_at },
            revoked: row.revoked_by.zip(row.revoked_at).map(|(by, at)| Act { by, at }),
            blob: row.blob_id,
            key_mark: row.key_mark,
            sealed_key: row.sealed_key,
        }
    }
}

/// What is handed in, beside the content.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// Chosen before, as the seal names it.
    pub id: DocumentId,
    pub side: Side,
    pub title: String,
    pub file_name: String,
    pub kind: Kind,
    pub size: i64,
    pub until: Option<Day>,
}

fn event_of(tenant: OrganisationId, partnership: PartnershipId, id: DocumentId, act: Act, kind: &'static str) -> Event {
    Event::new(tenant, act.at, kind).by(act.by).within(partnership).about(id.0)
}

/// Keeps a sealed document under the next number of the partnership, which it gives.
pub async fn add(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    act: Act,
    new: NewDocument,
    sealed: Sealed,
) -> Result<i64, DbError> {
    // Of two at once the second fails on the number and is asked to try again.
    let number = 1 + tx
        .number(
            "SELECT MAX(number) AS number FROM room_document WHERE organisation_id = $1 AND partnership_id = $2",
            values![tenant, partnership],
        )
        .await?;
    let event = event_of(tenant, partnership, new.id, act, "document.added");
    event::append(tx, event.saying(json!({ "number": number }))).await?;
    let upload = Upload {
        name: format!("{}.sealed", new.id),
        content_type: "application/octet-stream".to_owned(),
        bytes: sealed.bytes,
    };
    let blob = blob::keep(tx, tenant, act.by, &upload, act.at).await?;
    tx.run(
        "INSERT INTO room_document (organisation_id, id, partnership_id, number, side, title, file_name, kind, size,
         until_day, added_by, added_at, blob_id, key_mark, sealed_key)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)",
        values![
            tenant,
            new.id,
            partnership,
            number,
            new.side.word(),
            new.title,
            new.file_name,
            new.kind.word(),
            new.size,
            new.until,
            act.by,
            act.at,
            blob,
            sealed.mark,
            sealed.key
        ],
    )
    .await?;
    Ok(number)
}

/// Takes a document back: nobody opens it from the next request on.
pub async fn revoke(tx: &Tx, document: &Document, side: Side, act: Act) -> Result<Result<(), RevokeRefused>, DbError> {
    if document.side != side {
        return Ok(Err(RevokeRefused::OtherSide));
    }
    if document.revoked.is_some() {
        return Ok(Err(RevokeRefused::Already));
    }
    note(tx, document, act, "document.revoked").await?;
    let changed = tx
        .run(
            "UPDATE room_document SET revoked_by = $3, revoked_at = $4
             WHERE organisation_id = $1 AND id = $2 AND revoked_at IS NULL",
            values![document.organisation, document.id, act.by, act.at],
        )
        .await?;
    match changed {
        0 => Err(DbError::Conflict("the document was taken back meanwhile".to_owned())),
        _ => Ok(Ok(())),
    }
}

/// Notes in the ledger what was done with a document. It is named by its number: a title may tell what is secret.
pub async fn note(tx: &Tx, document: &Document, act: Act, kind: &'static str) -> Result<(), DbError> {
    let event = event_of(document.organisation, document.partnership, document.id, act, kind);
    event::append(tx, event.saying(json!({ "number": document.number }))).await?;
    Ok(())
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: DocumentId,
) -> Result<Option<Document>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Document::from))
}

/// The documents of a partnership, the newest first, `limit` of them with a number below `before`.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Document>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND number < $3 ORDER BY number DESC LIMIT $4"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before.unwrap_or(i64::MAX), limit]).await?;
    Ok(rows.into_iter().map(Document::from).collect())
}

/// How often each document was opened.
pub async fn openings(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<std::collections::HashMap<DocumentId, i64>, DbError> {
    #[derive(FromQueryResult)]
    struct Counted {
        subject_id: DocumentId,
        number: i64,
    }
    let rows: Vec<Counted> = db
        .all(
            "SELECT subject_id, COUNT(*) AS number FROM event
             WHERE organisation_id = $1 AND partnership_id = $2 AND kind = 'document.opened' AND subject_id IS NOT NULL
             GROUP BY subject_id",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.subject_id, row.number)).collect())
}
