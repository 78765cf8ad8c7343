//! Versions of the plan in the database.

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{HandOver, Plan, PlanRefused};
use crate::happened;

#[derive(FromQueryResult)]
struct Row {
    version: i64,
    notice_days: i64,
    content: String,
    side: String,
    written_at: Moment,
    agreed_at: Option<Moment>,
}

impl From<Row> for Plan {
    fn from(row: Row) -> Self {
        Self {
            version: row.version,
            notice_days: row.notice_days,
            items: serde_json::from_str(&row.content).unwrap_or_default(),
            side: Side::parse(&row.side).unwrap_or(Side::Organisation),
            written_at: row.written_at,
            agreed_at: row.agreed_at,
        }
    }
}

/// The version that holds, and the newest one.
pub async fn agreed_and_newest(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<(Option<Plan>, Option<Plan>), DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT version, notice_days, content, side, written_at, agreed_at FROM exit_plan
             WHERE organisation_id = $1 AND partnership_id = $2 AND version >= (
               SELECT COALESCE(MAX(version), 0) FROM exit_plan
               WHERE organisation_id = $1 AND partnership_id = $2 AND agreed_at IS NOT NULL)
             ORDER BY version",
            values![tenant, partnership],
        )
        .await?;
    let mut plans: Vec<Plan> = rows.into_iter().map(Plan::from).collect();
    let newest = plans.pop();
    let agreed = plans.into_iter().chain(newest.clone()).find(|plan| plan.agreed_at.is_some());
    Ok((agreed, newest))
}

/// Writes the version after the one that the writer saw (0: none).
pub async fn write(tx: &Tx, by: &By, seen: i64, (notice_days, items): (i64, &[HandOver])) -> Result<i64, PlanRefused> {
    let (_, newest) = agreed_and_newest(tx, by.tenant, by.partnership).await?;
    if newest.map_or(0, |plan| plan.version) != seen {
        return Err(PlanRefused::Changed);
    }
    let version = seen + 1;
    let content = serde_json::to_string(items).map_err(|error| DbError::Conflict(error.to_string()))?;
    tx.run(
        "INSERT INTO exit_plan (organisation_id, partnership_id, version, notice_days, content, side, written_by, written_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        values![by.tenant, by.partnership, version, notice_days, content, by.side.word(), by.person, by.at],
    )
    .await?;
    event::append(tx, happened(by, "exit.plan-written").saying(json!({ "version": version }))).await?;
    Ok(version)
}

/// Agrees to the newest version, by the side that did not write it.
pub async fn agree(tx: &Tx, by: &By, seen: i64) -> Result<(), PlanRefused> {
    let (_, newest) = agreed_and_newest(tx, by.tenant, by.partnership).await?;
    let newest = newest.filter(|plan| plan.version == seen).ok_or(PlanRefused::Changed)?;
    if newest.agreed_at.is_some() {
        return Err(PlanRefused::Agreed);
    }
    if newest.side == by.side {
        return Err(PlanRefused::OwnPlan);
    }
    tx.run(
        "UPDATE exit_plan SET agreed_by = $4, agreed_at = $5
         WHERE organisation_id = $1 AND partnership_id = $2 AND version = $3",
        values![by.tenant, by.partnership, seen, by.person, by.at],
    )
    .await?;
    event::append(tx, happened(by, "exit.plan-agreed").saying(json!({ "version": seen }))).await?;
    Ok(())
}
