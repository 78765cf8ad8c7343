//! The ring-fence: a share of an agreed amount that both sides keep for experiments.

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, id, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::ExperimentRefused;
use crate::happened;
use crate::put::two_sides;

id!(
    /// A proposal to keep a share of the budget for experiments.
    FenceId
);

/// Shares are counted in hundredths of a percent; so many are the whole.
pub const WHOLE: i64 = 10_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    pub id: FenceId,
    /// In hundredths of a percent.
    pub share: i64,
    /// The agreed amount that it is a share of, in minor units.
    pub base: i64,
    pub currency: String,
    /// The side that proposed it.
    pub side: Side,
    pub proposed_by: PersonId,
    pub proposed_at: Moment,
    pub agreed_at: Option<Moment>,
}

impl Fence {
    /// What is kept, in minor units; a part of a unit is left out.
    ///
    /// ```
    /// use lustrum_governance::experiment::fence::amount;
    /// assert_eq!(amount(24_000_000, 500), 1_200_000, "5 % of 240,000");
    /// assert_eq!(amount(99, 3_333), 32);
    /// ```
    pub fn amount(&self) -> i64 {
        amount(self.base, self.share)
    }
}

/// A share, in hundredths of a percent, of an amount.
pub fn amount(base: i64, share: i64) -> i64 {
    base.saturating_mul(share) / WHOLE
}

#[derive(FromQueryResult)]
struct Row {
    id: FenceId,
    share: i64,
    base: i64,
    currency: String,
    side: String,
    proposed_by: PersonId,
    proposed_at: Moment,
    agreed_at: Option<Moment>,
}

impl Row {
    fn known(self) -> Option<Fence> {
        Some(Fence {
            id: self.id,
            share: self.share,
            base: self.base,
            currency: self.currency,
            side: Side::parse(&self.side)?,
            proposed_by: self.proposed_by,
            proposed_at: self.proposed_at,
            agreed_at: self.agreed_at,
        })
    }
}

const FENCE: &str = "SELECT id, share, base, currency, side, proposed_by, proposed_at, agreed_at FROM experiment_fence
     WHERE organisation_id = $1 AND partnership_id = $2 AND withdrawn_at IS NULL";

/// The one that both sides agreed on last.
pub async fn agreed(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Option<Fence>, DbError> {
    let sql = format!("{FENCE} AND agreed_at IS NOT NULL ORDER BY ordinal DESC LIMIT 1");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership]).await?;
    Ok(row.and_then(Row::known))
}

/// The one that waits for the other side.
pub async fn open(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Option<Fence>, DbError> {
    let sql = format!("{FENCE} AND agreed_at IS NULL ORDER BY ordinal DESC LIMIT 1");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership]).await?;
    Ok(row.and_then(Row::known))
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: FenceId,
) -> Result<Option<Fence>, DbError> {
    let row: Option<Row> = db.maybe(&format!("{FENCE} AND id = $3"), values![tenant, partnership, id]).await?;
    Ok(row.and_then(Row::known))
}

/// Proposes to keep a share; a proposal that waited before is taken back by it.
pub async fn propose(tx: &Tx, by: &By, share: i64, base: i64, currency: &str) -> Result<FenceId, DbError> {
    let id = FenceId::new();
    tx.run(
        "UPDATE experiment_fence SET withdrawn_at = $3
         WHERE organisation_id = $1 AND partnership_id = $2 AND agreed_at IS NULL AND withdrawn_at IS NULL",
        values![by.tenant, by.partnership, by.at],
    )
    .await?;
    let last = tx
        .number(
            "SELECT MAX(ordinal) AS number FROM experiment_fence WHERE organisation_id = $1 AND partnership_id = $2",
            values![by.tenant, by.partnership],
        )
        .await?;
    // Of two that propose at once the second breaks the unique ordinal and is told so.
    tx.run(
        "INSERT INTO experiment_fence
         (organisation_id, id, partnership_id, ordinal, share, base, currency, side, proposed_by, proposed_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        values![by.tenant, id, by.partnership, last + 1, share, base, currency, by.side.word(), by.person, by.at],
    )
    .await?;
    let said = json!({ "share": share, "base": base, "currency": currency, "side": by.side });
    event::append(tx, happened(by, "experiment.fence-proposed").about(id.0).saying(said)).await?;
    Ok(id)
}

/// The other side agrees.
pub async fn agree(tx: &Tx, by: &By, fence: &Fence) -> Result<(), ExperimentRefused> {
    two_sides((fence.side, fence.proposed_by), (by.side, by.person))?;
    let changed = tx
        .run(
            "UPDATE experiment_fence SET agreed_by = $3, agreed_at = $4
             WHERE organisation_id = $1 AND id = $2 AND agreed_at IS NULL AND withdrawn_at IS NULL",
            values![by.tenant, fence.id, by.person, by.at],
        )
        .await?;
    if changed == 0 {
        return Err(ExperimentRefused::PlanChanged);
    }
    let said = json!({ "share": fence.share, "base": fence.base, "currency": fence.currency, "side": by.side });
    event::append(tx, happened(by, "experiment.fence-agreed").about(fence.id.0).saying(said)).await?;
    Ok(())
}

/// Takes the ring-fence until the transaction ends, so that two experiments do not both take the last of it.
pub(super) async fn take(tx: &Tx, by: &By) -> Result<Fence, ExperimentRefused> {
    tx.run(
        "UPDATE experiment_fence SET share = share
         WHERE organisation_id = $1 AND partnership_id = $2 AND agreed_at IS NOT NULL",
        values![by.tenant, by.partnership],
    )
    .await?;
    agreed(tx, by.tenant, by.partnership).await?.ok_or(ExperimentRefused::NoFence)
}
