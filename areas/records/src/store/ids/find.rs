//! The positions under an id, for whoever reads.

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::FromQueryResult;
use lustrum_kernel::{App, values};
use uuid::Uuid;

use super::{Logged, block};
use crate::statement::key;
use crate::store::tail::tails;
use crate::store::{StoreError, commit};

#[derive(FromQueryResult)]
struct Head {
    position: i64,
    unnamed: i64,
}

#[derive(FromQueryResult)]
struct Entries {
    entries: Vec<u8>,
}

/// Where a statement with this id may be; few have one hash, and mostly one.
pub async fn positions(app: &App, organisation: OrganisationId, id: Uuid) -> Result<Vec<i64>, StoreError> {
    let (db, hash) = (app.db(), key::of_id(id));
    let sql = "SELECT position, unnamed FROM record_head WHERE organisation_id = $1";
    let Some(head) = db.maybe::<Head>(sql, values![organisation]).await? else { return Ok(Vec::new()) };
    if head.unnamed > 0 {
        commit::name_old(db, organisation).await?;
        tails(app).of(organisation).ids.lock().await.forget();
    }
    // First what waits, then the table: what stopped waiting in between is in the table by then.
    let mut positions: Vec<i64> = {
        let waiting = tails(app).of(organisation);
        let mut ids = waiting.ids.lock().await;
        if ids.end < head.position {
            let rows = logged(db, organisation, ids.end).await?;
            ids.catch_up(rows, head.position);
        }
        ids.positions(hash).collect()
    };
    let sql =
        "SELECT entries FROM statement_id_block WHERE organisation_id = $1 AND first <= $2 ORDER BY first DESC LIMIT 1";
    if let Some(row) = db.maybe::<Entries>(sql, values![organisation, hash]).await? {
        positions.extend(block::positions(&row.entries, hash));
    }
    positions.sort_unstable();
    positions.dedup();
    Ok(positions)
}

async fn logged(db: &impl Sql, organisation: OrganisationId, after: i64) -> Result<Vec<Logged>, DbError> {
    let sql =
        "SELECT position, hashes FROM statement_id_log WHERE organisation_id = $1 AND position > $2 ORDER BY position";
    db.all(sql, values![organisation, after]).await
}
