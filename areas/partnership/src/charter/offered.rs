//! What was offered for signature, also where the offer was taken back: whoever read a text that does not stand any
//! more is shown what changed since.

use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use sea_orm::FromQueryResult;

use super::compare::{Piece, near, words};
use super::{CharterVersion, CharterVersionId, text};
use crate::By;

#[derive(FromQueryResult)]
struct Row {
    text: String,
}

/// Keeps the exact text of an offer under its hash.
pub(super) async fn keep(tx: &Tx, by: &By, version: CharterVersionId, hash: &str, exact: &str) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO charter_offer (organisation_id, version_id, hash, text, offered_by, offered_at)
         VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT (organisation_id, version_id, hash) DO NOTHING",
        values![by.tenant, version, hash, exact, by.person, by.at],
    )
    .await?;
    Ok(())
}

/// From the text of this hash to what stands now, word by word; nothing where no such text was offered.
pub(super) async fn changed_since(
    db: &impl Sql,
    tenant: OrganisationId,
    version: &CharterVersion,
    partnership: &Partnered,
    hash: &str,
) -> Result<Option<Vec<Piece>>, DbError> {
    let sql = "SELECT text FROM charter_offer WHERE organisation_id = $1 AND version_id = $2 AND hash = $3";
    let read: Option<Row> = db.maybe(sql, values![tenant, version.id(), hash]).await?;
    let now = match &version.head.frozen {
        Some(frozen) => frozen.text.clone(),
        None => text::exact(version, partnership),
    };
    Ok(read.map(|read| near(words(&read.text, &now))))
}
