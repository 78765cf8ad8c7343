use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::values;
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;
use sea_orm::Value;
use serde_json::json;

use super::{Asked, Test, TestId, Words};
use crate::act::event as of;
use crate::item::ItemId;

const COLUMNS: &str =
    "t.id, t.programme_id, p.title AS programme_title, t.module_id, t.title, t.minutes, t.attempts, t.shuffled,
    t.released_at_once, t.made_at,
    (SELECT COUNT(*) FROM test_item i WHERE i.organisation_id = t.organisation_id AND i.test_id = t.id) AS items,
    (SELECT COUNT(*) FROM sitting s WHERE s.organisation_id = t.organisation_id AND s.test_id = t.id) AS sittings
    FROM test t JOIN programme p ON p.organisation_id = t.organisation_id AND p.id = t.programme_id";

pub async fn create(tx: &Tx, act: Act, words: &Words) -> Result<TestId, DbError> {
    let id = TestId::new();
    tx.run(
        "INSERT INTO test (organisation_id, id, partnership_id, programme_id, module_id, title, minutes, attempts,
           shuffled, released_at_once, made_by, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        values![
            act.tenant,
            id,
            act.partnership,
            words.programme,
            words.module,
            words.title.clone(),
            words.minutes,
            words.attempts,
            words.shuffled,
            words.released_at_once,
            act.by,
            act.at
        ],
    )
    .await?;
    event::append(tx, of(act, "test.created").about(id.0).saying(json!({ "title": words.title }))).await?;
    Ok(id)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: TestId,
) -> Result<Option<Test>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE t.organisation_id = $1 AND t.partnership_id = $2 AND t.id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// The newest first, `limit` of them older than `before`.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<TestId>,
    limit: i64,
) -> Result<Vec<Test>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE t.organisation_id = $1 AND t.partnership_id = $2 AND t.id < $3
         ORDER BY t.id DESC LIMIT $4"
    );
    let before = before.map_or(lustrum_kernel::uuid::Uuid::max(), |id| id.0);
    db.all(&sql, values![tenant, partnership, before, limit]).await
}

/// The modules of a partnership that have a test of their own.
pub async fn tested_modules(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<ModuleId>, DbError> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        module_id: ModuleId,
    }
    let rows: Vec<Row> = db
        .all(
            "SELECT DISTINCT module_id FROM test WHERE organisation_id = $1 AND partnership_id = $2
             AND module_id IS NOT NULL ORDER BY module_id LIMIT 2000",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.module_id).collect())
}

/// Gives a test these items in their newest versions, in this order. Nothing where it was asked of someone already; of
/// two at once with the opening of a sitting, the one that comes first decides.
pub async fn choose(tx: &Tx, act: Act, test: &Test, items: &[ItemId]) -> Result<bool, DbError> {
    // The row is locked until the transaction ends, and a sitting locks it as well before it opens.
    let open = tx
        .run(
            "UPDATE test SET made_at = made_at WHERE organisation_id = $1 AND id = $2 AND NOT EXISTS (
               SELECT 1 FROM sitting s WHERE s.organisation_id = $1 AND s.test_id = $2)",
            values![act.tenant, test.id],
        )
        .await?;
    if open == 0 {
        return Ok(false);
    }
    tx.run("DELETE FROM test_item WHERE organisation_id = $1 AND test_id = $2", values![act.tenant, test.id]).await?;
    let versions = versions_of(tx, act.tenant, items).await?;
    let rows = items
        .iter()
        .filter_map(|id| versions.iter().find(|(known, _)| known == id))
        .enumerate()
        .map(|(place, (id, version))| values![act.tenant, test.id, place as i64, *id, *version])
        .collect();
    tx.insert_all("test_item (organisation_id, test_id, place, item_id, version)", rows).await?;
    let said = json!({ "title": test.title, "count": items.len() });
    event::append(tx, of(act, "test.composed").about(test.id.0).saying(said)).await?;
    Ok(true)
}

#[derive(sea_orm::FromQueryResult)]
struct Newest {
    id: ItemId,
    version: i64,
}

async fn versions_of(tx: &Tx, tenant: OrganisationId, items: &[ItemId]) -> Result<Vec<(ItemId, i64)>, DbError> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (0..items.len()).map(|place| format!("${}", place + 2)).collect();
    let sql = format!(
        "SELECT id, version FROM item WHERE organisation_id = $1 AND retired_at IS NULL AND id IN ({})",
        places.join(",")
    );
    let mut named = values![tenant];
    named.extend(items.iter().map(|id| Value::from(*id)));
    let rows: Vec<Newest> = tx.all(&sql, named).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.version)).collect())
}

/// The items of a test in their order, as it asks them.
pub async fn items_of(db: &impl Sql, tenant: OrganisationId, test: TestId) -> Result<Vec<Asked>, DbError> {
    db.all(
        "SELECT t.place, t.item_id, i.bank_id, t.version, i.version AS newest, v.kind, v.prompt, v.content, v.tier,
           v.skill
         FROM test_item t
         JOIN item i ON i.organisation_id = t.organisation_id AND i.id = t.item_id
         JOIN item_version v ON v.organisation_id = t.organisation_id AND v.item_id = t.item_id AND v.version = t.version
         WHERE t.organisation_id = $1 AND t.test_id = $2 ORDER BY t.place",
        values![tenant, test],
    )
    .await
}

/// An item that may be asked, with its bank.
#[derive(Clone, Debug, sea_orm::FromQueryResult)]
pub struct Askable {
    pub id: ItemId,
    pub bank_title: String,
    pub kind: String,
    pub prompt: String,
    pub tier: i64,
}

/// What may be asked in a partnership, bank by bank, the newest banks first; at most 500 items.
pub async fn askable(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Askable>, DbError> {
    db.all(
        "SELECT i.id, b.title AS bank_title, v.kind, v.prompt, v.tier FROM item_bank b
         JOIN item i ON i.organisation_id = b.organisation_id AND i.bank_id = b.id
         JOIN item_version v ON v.organisation_id = i.organisation_id AND v.item_id = i.id AND v.version = i.version
         WHERE b.organisation_id = $1 AND b.partnership_id = $2 AND i.retired_at IS NULL
         ORDER BY b.id DESC, i.id LIMIT 500",
        values![tenant, partnership],
    )
    .await
}

/// A module with its programme.
#[derive(Clone, Debug, sea_orm::FromQueryResult)]
pub struct Taught {
    pub programme_id: ProgrammeId,
    pub programme_title: String,
    /// Nothing where a programme has no modules.
    pub module_id: Option<ModuleId>,
    pub module_title: Option<String>,
}

/// What is taught in a partnership, programme by programme, in the order of the modules.
pub async fn taught(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Taught>, DbError> {
    db.all(
        "SELECT p.id AS programme_id, p.title AS programme_title, m.id AS module_id, m.title AS module_title
         FROM programme p LEFT JOIN module m ON m.organisation_id = p.organisation_id AND m.programme_id = p.id
         WHERE p.organisation_id = $1 AND p.partnership_id = $2 ORDER BY p.id DESC, m.place, m.id LIMIT 1000",
        values![tenant, partnership],
    )
    .await
}
