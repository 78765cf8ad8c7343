//! Files that people hand in, kept in the database: one backup holds everything, and an import can be previewed
//! first and taken later, over exactly the same bytes.

use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};

use crate::clock::Moment;
use crate::db::{DbError, Sql, Tx};
use crate::form::Upload;
use crate::id::{BlobId, OrganisationId, PersonId};
use crate::values;

/// A stored file.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Blob {
    pub id: BlobId,
    pub name: String,
    pub content_type: String,
    pub sha256: String,
    pub bytes: Vec<u8>,
    pub made_by: PersonId,
}

pub async fn keep(
    tx: &Tx,
    organisation: OrganisationId,
    by: PersonId,
    upload: &Upload,
    at: Moment,
) -> Result<BlobId, DbError> {
    let id = BlobId::new();
    let sha256 = hex::encode(Sha256::digest(&upload.bytes));
    tx.run(
        "INSERT INTO blob (organisation_id, id, name, content_type, sha256, bytes, made_at, made_by) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        values![
            organisation,
            id,
            upload.name.clone(),
            upload.content_type.clone(),
            sha256,
            upload.bytes.clone(),
            at,
            by
        ],
    )
    .await?;
    Ok(id)
}

pub async fn find(db: &impl Sql, organisation: OrganisationId, id: BlobId) -> Result<Option<Blob>, DbError> {
    db.maybe(
        "SELECT id, name, content_type, sha256, bytes, made_by FROM blob WHERE organisation_id = $1 AND id = $2",
        values![organisation, id],
    )
    .await
}
