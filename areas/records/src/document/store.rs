use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use super::{Document, Owner};

#[derive(FromQueryResult)]
struct Row {
    document_id: String,
    content_type: String,
    etag: String,
    changed_at: Moment,
    bytes: Vec<u8>,
}

impl From<Row> for Document {
    fn from(row: Row) -> Self {
        Self {
            id: row.document_id,
            content_type: row.content_type,
            etag: row.etag,
            changed: row.changed_at,
            bytes: row.bytes,
        }
    }
}

const OF_OWNER: &str = "WHERE organisation_id = $1 AND kind = $2 AND owner = $3";

pub async fn find(
    db: &impl Sql,
    organisation: OrganisationId,
    owner: &Owner,
    id: &str,
) -> Result<Option<Document>, DbError> {
    let sql = format!(
        "SELECT document_id, content_type, etag, changed_at, bytes FROM record_document {OF_OWNER}
         AND registration = $4 AND document_id = $5"
    );
    let values = values![organisation, owner.kind.word(), owner.key(), owner.attempt(), id];
    Ok(db.maybe::<Row>(&sql, values).await?.map(Document::from))
}

#[derive(FromQueryResult)]
struct Named {
    document_id: String,
    changed_at: Moment,
}

/// The ids of an owner's documents that were changed after `since`, and when the last of them was. State of an attempt,
/// or of all attempts where none is named.
pub async fn ids(
    db: &impl Sql,
    organisation: OrganisationId,
    owner: &Owner,
    since: Option<Moment>,
) -> Result<(Vec<String>, Option<Moment>), DbError> {
    let sql = format!(
        "SELECT document_id, MAX(changed_at) AS changed_at FROM record_document {OF_OWNER}
         AND ($4 = '' OR registration = $4) AND changed_at > $5 GROUP BY document_id ORDER BY document_id LIMIT 100000"
    );
    let since = since.map_or(i64::MIN, Moment::micros);
    let values = values![organisation, owner.kind.word(), owner.key(), owner.attempt(), since];
    let found: Vec<Named> = db.all(&sql, values).await?;
    let last = found.iter().map(|named| named.changed_at).max();
    Ok((found.into_iter().map(|named| named.document_id).collect(), last))
}

/// Keeps a document, in place of the one under the same id.
pub async fn put(
    tx: &Tx,
    organisation: OrganisationId,
    owner: &Owner,
    source: i64,
    document: &Document,
) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO record_document (organisation_id, kind, owner, registration, document_id, activity, agent, source,
                                      content_type, etag, changed_at, bytes)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)
         ON CONFLICT (organisation_id, kind, owner, registration, document_id)
         DO UPDATE SET source = excluded.source, content_type = excluded.content_type, etag = excluded.etag,
                       changed_at = excluded.changed_at, bytes = excluded.bytes",
        values![
            organisation,
            owner.kind.word(),
            owner.key(),
            owner.attempt(),
            document.id.clone(),
            owner.activity.clone(),
            owner.agent.clone(),
            source,
            document.content_type.clone(),
            document.etag.clone(),
            document.changed,
            document.bytes.clone()
        ],
    )
    .await?;
    Ok(())
}

pub async fn remove(tx: &Tx, organisation: OrganisationId, owner: &Owner, id: &str) -> Result<(), DbError> {
    let sql = format!("DELETE FROM record_document {OF_OWNER} AND registration = $4 AND document_id = $5");
    tx.run(&sql, values![organisation, owner.kind.word(), owner.key(), owner.attempt(), id]).await?;
    Ok(())
}

/// Removes all state of an agent in an activity: of one attempt, or of all where none is named.
pub async fn remove_all(tx: &Tx, organisation: OrganisationId, owner: &Owner) -> Result<(), DbError> {
    let sql = format!("DELETE FROM record_document {OF_OWNER} AND ($4 = '' OR registration = $4)");
    tx.run(&sql, values![organisation, owner.kind.word(), owner.key(), owner.attempt()]).await?;
    Ok(())
}
