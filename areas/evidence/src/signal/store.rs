//! Signals in the database.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::values;

use super::trigger::TriggerId;
use super::{Signal, SignalId};
use crate::feedback::RoundId;

const COLUMNS: &str = "s.id, s.partnership_id, s.programme_id, s.module_id, s.module_title, s.module_version,
    s.cohort_title, s.round_id, s.trigger_id, s.topic, s.kind, s.threshold, s.value, s.low, s.high, s.n, s.before_value,
    s.before_n, s.fired_at, s.proposal_id, p.decided_at, p.to_version
    FROM feedback_signal s JOIN change_proposal p ON p.organisation_id = s.organisation_id AND p.id = s.proposal_id";

/// Whether this trigger fired in this round already.
pub(super) async fn fired(tx: &Tx, tenant: OrganisationId, by: TriggerId, round: RoundId) -> Result<bool, DbError> {
    let sql = "SELECT COUNT(*) AS number FROM feedback_signal
         WHERE organisation_id = $1 AND trigger_id = $2 AND round_id = $3";
    Ok(tx.number(sql, values![tenant, by, round]).await? > 0)
}

pub(super) async fn keep(tx: &Tx, tenant: OrganisationId, s: &Signal) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO feedback_signal (organisation_id, id, partnership_id, programme_id, module_id, module_title,
           module_version, cohort_title, round_id, trigger_id, topic, kind, threshold, value, low, high, n, before_value,
           before_n, fired_at, proposal_id)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21)",
        values![
            tenant,
            s.id,
            s.partnership_id,
            s.programme_id,
            s.module_id,
            s.module_title.clone(),
            s.module_version,
            s.cohort_title.clone(),
            s.round_id,
            s.trigger_id,
            s.topic.clone(),
            s.kind.clone(),
            s.threshold,
            s.value,
            s.low,
            s.high,
            s.n,
            s.before_value,
            s.before_n,
            s.fired_at,
            s.proposal_id
        ],
    )
    .await?;
    Ok(())
}

/// The newest first.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Signal>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.partnership_id = $2 ORDER BY s.id DESC LIMIT 500");
    db.all(&sql, values![tenant, partnership]).await
}

/// Those whose proposal is not decided yet, the oldest first.
pub async fn open_of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Signal>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.partnership_id = $2 AND p.decided_at IS NULL
         ORDER BY s.id LIMIT 50"
    );
    db.all(&sql, values![tenant, partnership]).await
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: SignalId,
) -> Result<Option<Signal>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.partnership_id = $2 AND s.id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}
