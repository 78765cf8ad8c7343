use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::values;
use serde_json::json;

use super::{Rubric, RubricId, Words};
use crate::act::event as of;

const COLUMNS: &str =
    "r.id, r.programme_id, p.title AS programme_title, r.module_id, r.title, r.tier, r.content, r.asked,
    (SELECT COUNT(*) FROM demonstration d WHERE d.organisation_id = r.organisation_id AND d.rubric_id = r.id)
      AS demonstrations
    FROM rubric r JOIN programme p ON p.organisation_id = r.organisation_id AND p.id = r.programme_id";

pub async fn create(tx: &Tx, act: Act, words: &Words) -> Result<RubricId, DbError> {
    let id = RubricId::new();
    tx.run(
        "INSERT INTO rubric (organisation_id, id, partnership_id, programme_id, module_id, title, tier, content, made_by,
           made_at, asked) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        values![
            act.tenant,
            id,
            act.partnership,
            words.programme,
            words.module,
            words.title.clone(),
            words.tier.number(),
            json!(words.criteria).to_string(),
            act.by,
            act.at,
            words.asked
        ],
    )
    .await?;
    event::append(tx, of(act, "rubric.created").about(id.0).saying(json!({ "title": words.title }))).await?;
    Ok(id)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: RubricId,
) -> Result<Option<Rubric>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE r.organisation_id = $1 AND r.partnership_id = $2 AND r.id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// The newest first, `limit` of them older than `before`.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<RubricId>,
    limit: i64,
) -> Result<Vec<Rubric>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE r.organisation_id = $1 AND r.partnership_id = $2 AND r.id < $3
         ORDER BY r.id DESC LIMIT $4"
    );
    let before = before.map_or(lustrum_kernel::uuid::Uuid::max(), |id| id.0);
    db.all(&sql, values![tenant, partnership, before, limit]).await
}
