use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use sea_orm::Value;
use serde_json::json;

use super::{Item, ItemId, Words, Writer};
use crate::act::event as of;
use crate::bank::{Bank, BankId};

const COLUMNS: &str =
    "i.id, i.bank_id, i.version, i.retired_at, v.kind, v.prompt, v.content, v.tier, v.skill, v.module_id,
    v.writer, v.side, v.source, v.made_at
    FROM item i JOIN item_version v ON v.organisation_id = i.organisation_id AND v.item_id = i.id";
const VERSION: &str = "item_version (organisation_id, item_id, version, kind, prompt, content, tier, skill, module_id,
    writer, side, source, made_by, made_at)";
/// So much of a question stands in lists.
const BEGINNING: usize = 200;

/// Writes new items into a bank, in their order.
pub async fn add(tx: &Tx, act: Act, bank: &Bank, words: &[Words], writer: &Writer) -> Result<Vec<ItemId>, DbError> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ItemId> = words.iter().map(|_| ItemId::new()).collect();
    let items = ids.iter().map(|id| values![act.tenant, *id, bank.id, 1_i64]).collect();
    tx.insert_all("item (organisation_id, id, bank_id, version)", items).await?;
    let versions = ids.iter().zip(words).map(|(id, words)| row(act, bank, *id, 1, words, writer)).collect();
    tx.insert_all(VERSION, versions).await?;
    let said = json!({ "bank": bank.title, "count": words.len() });
    event::append(tx, of(act, "item.written").about(bank.id.0).saying(said)).await?;
    Ok(ids)
}

fn row(act: Act, bank: &Bank, id: ItemId, version: i64, words: &Words, writer: &Writer) -> Vec<Value> {
    let prompt = words.content.text(&bank.language).map_or("", |(_, text)| text.prompt.as_str());
    values![
        act.tenant,
        id,
        version,
        words.content.kind().word(),
        prompt.chars().take(BEGINNING).collect::<String>(),
        json!(words.content).to_string(),
        words.tier.number(),
        words.skill.clone(),
        words.module,
        writer.name.clone(),
        writer.side.word(),
        words.source.clone(),
        act.by,
        act.at
    ]
}

/// Writes the next version of an item; nothing where another was first or the item was retired. What was asked before
/// stays as it was.
pub async fn change(
    tx: &Tx,
    act: Act,
    bank: &Bank,
    item: ItemId,
    expected: i64,
    words: &Words,
    writer: &Writer,
) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE item SET version = version + 1
             WHERE organisation_id = $1 AND id = $2 AND version = $3 AND retired_at IS NULL",
            values![act.tenant, item, expected],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    tx.insert_all(VERSION, vec![row(act, bank, item, expected + 1, words, writer)]).await?;
    let said = json!({ "bank": bank.title, "version": expected + 1 });
    event::append(tx, of(act, "item.changed").about(item.0).saying(said)).await?;
    Ok(true)
}

/// Takes an item out of what new tests may ask; tests that ask it go on. Says whether it was there.
pub async fn retire(tx: &Tx, act: Act, bank: &Bank, item: ItemId) -> Result<bool, DbError> {
    let gone = tx
        .run(
            "UPDATE item SET retired_at = $3 WHERE organisation_id = $1 AND id = $2 AND retired_at IS NULL",
            values![act.tenant, item, act.at],
        )
        .await?;
    if gone > 0 {
        event::append(tx, of(act, "item.retired").about(item.0).saying(json!({ "bank": bank.title }))).await?;
    }
    Ok(gone > 0)
}

pub async fn find(db: &impl Sql, tenant: OrganisationId, bank: BankId, id: ItemId) -> Result<Option<Item>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} AND v.version = i.version WHERE i.organisation_id = $1 AND i.bank_id = $2 AND i.id = $3"
    );
    db.maybe(&sql, values![tenant, bank, id]).await
}

/// One version, as it was or is.
pub async fn version(
    db: &impl Sql,
    tenant: OrganisationId,
    bank: BankId,
    id: ItemId,
    version: i64,
) -> Result<Option<Item>, DbError> {
    let sql = format!(
        "SELECT {} AND v.version = $4 WHERE i.organisation_id = $1 AND i.bank_id = $2 AND i.id = $3",
        COLUMNS.replacen("i.version", "v.version", 1)
    );
    db.maybe(&sql, values![tenant, bank, id, version]).await
}

/// Every version, the newest first.
pub async fn versions(db: &impl Sql, tenant: OrganisationId, id: ItemId) -> Result<Vec<Item>, DbError> {
    let sql = format!(
        "SELECT {} WHERE i.organisation_id = $1 AND i.id = $2 ORDER BY v.version DESC LIMIT 100",
        COLUMNS.replacen("i.version", "v.version", 1)
    );
    db.all(&sql, values![tenant, id]).await
}

/// The items of a bank in the order in which they came, `limit` of them behind `after`; retired ones only where asked.
pub async fn of_bank(
    db: &impl Sql,
    tenant: OrganisationId,
    bank: BankId,
    after: Option<ItemId>,
    retired: bool,
    limit: i64,
) -> Result<Vec<Item>, DbError> {
    let standing = if retired { "" } else { "AND i.retired_at IS NULL" };
    let sql = format!(
        "SELECT {COLUMNS} AND v.version = i.version WHERE i.organisation_id = $1 AND i.bank_id = $2 AND i.id > $3
         {standing} ORDER BY i.id LIMIT $4"
    );
    let after = after.map_or(lustrum_kernel::uuid::Uuid::nil(), |id| id.0);
    db.all(&sql, values![tenant, bank, after, limit]).await
}
