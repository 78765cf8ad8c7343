use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use serde_json::json;

use super::{Goal, GoalId, Words};
use crate::challenge::ChallengeId;
use crate::kpi::KpiId;

const COLUMNS: &str = "g.id, g.challenge_id, c.title AS challenge_title, g.kpi_id, k.title AS kpi_title,
    v.unit AS kpi_unit, v.decimals, g.title, g.baseline, g.target, g.due
    FROM goal g
    JOIN challenge c ON c.organisation_id = g.organisation_id AND c.id = g.challenge_id
    JOIN kpi k ON k.organisation_id = g.organisation_id AND k.id = g.kpi_id
    JOIN kpi_version v ON v.organisation_id = k.organisation_id AND v.kpi_id = k.id AND v.number = k.number";

pub async fn create(
    tx: &Tx,
    organisation: OrganisationId,
    by: PersonId,
    at: Moment,
    words: &Words,
) -> Result<GoalId, DbError> {
    let id = GoalId::new();
    tx.run(
        "INSERT INTO goal (organisation_id, id, challenge_id, kpi_id, title, baseline, target, due, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        values![
            organisation,
            id,
            words.challenge,
            words.kpi,
            words.title.clone(),
            words.baseline,
            words.target,
            words.due,
            at
        ],
    )
    .await?;
    let said = json!({ "title": words.title, "baseline": words.baseline, "target": words.target, "due": words.due.to_string() });
    event::append(tx, Event::new(organisation, at, "goal.created").by(by).about(id.0).saying(said)).await?;
    Ok(id)
}

pub async fn find(db: &impl Sql, organisation: OrganisationId, id: GoalId) -> Result<Option<Goal>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE g.organisation_id = $1 AND g.id = $2");
    db.maybe(&sql, values![organisation, id]).await
}

pub async fn of_challenge(
    db: &impl Sql,
    organisation: OrganisationId,
    challenge: ChallengeId,
) -> Result<Vec<Goal>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE g.organisation_id = $1 AND g.challenge_id = $2 ORDER BY g.id LIMIT 200");
    db.all(&sql, values![organisation, challenge]).await
}

/// The goal that was set on this KPI last.
pub async fn newest_on(db: &impl Sql, organisation: OrganisationId, kpi: KpiId) -> Result<Option<Goal>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE g.organisation_id = $1 AND g.kpi_id = $2 ORDER BY g.id DESC LIMIT 1");
    db.maybe(&sql, values![organisation, kpi]).await
}

/// The newest 200, with the oldest of them first.
pub async fn of_organisation(db: &impl Sql, organisation: OrganisationId) -> Result<Vec<Goal>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE g.organisation_id = $1 ORDER BY g.id DESC LIMIT 200");
    let mut goals: Vec<Goal> = db.all(&sql, values![organisation]).await?;
    goals.reverse();
    Ok(goals)
}

/// The goals that a partnership works for: what its partner may see of the strategy.
pub async fn shared_with(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Goal>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS}
         JOIN goal_share s ON s.organisation_id = g.organisation_id AND s.goal_id = g.id
         WHERE g.organisation_id = $1 AND s.partnership_id = $2 ORDER BY g.id LIMIT 200"
    );
    db.all(&sql, values![tenant, partnership]).await
}

/// Shares a goal with a partnership; says whether it was not shared before.
pub async fn share(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    goal: &Goal,
    by: PersonId,
    at: Moment,
) -> Result<bool, DbError> {
    let new = tx
        .run(
            "INSERT INTO goal_share (organisation_id, partnership_id, goal_id, shared_at, shared_by)
             VALUES ($1,$2,$3,$4,$5) ON CONFLICT DO NOTHING",
            values![tenant, partnership, goal.id, at, by],
        )
        .await?;
    if new > 0 {
        note(tx, "goal.shared", tenant, partnership, goal, by, at).await?;
    }
    Ok(new > 0)
}

/// Takes a goal back from a partnership; says whether it was shared.
pub async fn unshare(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    goal: &Goal,
    by: PersonId,
    at: Moment,
) -> Result<bool, DbError> {
    let gone = tx
        .run(
            "DELETE FROM goal_share WHERE organisation_id = $1 AND partnership_id = $2 AND goal_id = $3",
            values![tenant, partnership, goal.id],
        )
        .await?;
    if gone > 0 {
        note(tx, "goal.withdrawn", tenant, partnership, goal, by, at).await?;
    }
    Ok(gone > 0)
}

async fn note(
    tx: &Tx,
    kind: &'static str,
    tenant: OrganisationId,
    partnership: PartnershipId,
    goal: &Goal,
    by: PersonId,
    at: Moment,
) -> Result<(), DbError> {
    let event = Event::new(tenant, at, kind).by(by).within(partnership).about(goal.id.0);
    event::append(tx, event.saying(json!({ "title": goal.title }))).await?;
    Ok(())
}
