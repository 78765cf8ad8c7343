use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::values;
use serde_json::json;

use super::{Bank, BankId, Words};
use crate::act::event as of;

const COLUMNS: &str = "b.id, b.programme_id, b.title, b.language, b.made_at,
    (SELECT COUNT(*) FROM item i WHERE i.organisation_id = b.organisation_id AND i.bank_id = b.id
       AND i.retired_at IS NULL) AS items FROM item_bank b";

pub async fn create(tx: &Tx, act: Act, words: &Words) -> Result<BankId, DbError> {
    let id = BankId::new();
    tx.run(
        "INSERT INTO item_bank (organisation_id, id, partnership_id, programme_id, title, language, made_by, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        values![
            act.tenant,
            id,
            act.partnership,
            words.programme,
            words.title.clone(),
            words.language.clone(),
            act.by,
            act.at
        ],
    )
    .await?;
    event::append(tx, of(act, "bank.created").about(id.0).saying(json!({ "title": words.title }))).await?;
    Ok(id)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: BankId,
) -> Result<Option<Bank>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE b.organisation_id = $1 AND b.partnership_id = $2 AND b.id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// The newest first, `limit` of them older than `before`.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<BankId>,
    limit: i64,
) -> Result<Vec<Bank>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE b.organisation_id = $1 AND b.partnership_id = $2 AND b.id < $3
         ORDER BY b.id DESC LIMIT $4"
    );
    let before = before.map_or(lustrum_kernel::uuid::Uuid::max(), |id| id.0);
    db.all(&sql, values![tenant, partnership, before, limit]).await
}
