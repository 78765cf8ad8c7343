//! Teams: which line manager leads which unit. It decides whose names a line manager sees, and who is asked about whom.

pub mod api;
pub mod pages;

use lustrum_delivery::Act;
use lustrum_delivery::enrolment::EnrolmentId;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, id, values};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;
use serde_json::json;

id!(
    /// A line manager's lead of a unit.
    TeamLeadId
);

/// Who leads a unit.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct TeamLead {
    pub id: TeamLeadId,
    pub unit: String,
    pub name: String,
    pub email: String,
}

/// Someone who is enrolled in a programme, as those may see them who know their names.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Member {
    pub id: EnrolmentId,
    pub name: String,
    pub email: String,
    pub unit: String,
    pub waits: bool,
    pub starts: Day,
}

/// Gives a unit a lead; says whether it is a new one.
pub async fn assign(tx: &Tx, act: Act, unit: &str, name: &str, email: &str) -> Result<bool, DbError> {
    let made = tx
        .run(
            "INSERT INTO team_lead (organisation_id, id, partnership_id, unit, email, name, made_at)
             VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (organisation_id, partnership_id, unit, email) DO NOTHING",
            values![act.tenant, TeamLeadId::new(), act.partnership, unit, email.trim().to_lowercase(), name, act.at],
        )
        .await?;
    if made > 0 {
        note(tx, act, "team.assigned", unit).await?;
    }
    Ok(made > 0)
}

/// Takes a lead from a unit; says whether there was one.
pub async fn remove(tx: &Tx, act: Act, id: TeamLeadId) -> Result<bool, DbError> {
    let gone: Option<TeamLead> = tx
        .maybe(
            "DELETE FROM team_lead WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3
             RETURNING id, unit, name, email",
            values![act.tenant, act.partnership, id],
        )
        .await?;
    if let Some(gone) = &gone {
        note(tx, act, "team.removed", &gone.unit).await?;
    }
    Ok(gone.is_some())
}

/// The history says which unit, and not who leads it: both sides read it.
async fn note(tx: &Tx, act: Act, kind: &'static str, unit: &str) -> Result<(), DbError> {
    let event = Event::new(act.tenant, act.at, kind).by(act.by).within(act.partnership);
    event::append(tx, event.saying(json!({ "unit": unit }))).await?;
    Ok(())
}

/// Every lead by unit, at most 5,000.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<TeamLead>, DbError> {
    db.all(
        "SELECT id, unit, name, email FROM team_lead WHERE organisation_id = $1 AND partnership_id = $2
         ORDER BY unit, name, email LIMIT 5000",
        values![tenant, partnership],
    )
    .await
}

/// The units that someone leads.
pub async fn units_of(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    email: &str,
) -> Result<Vec<String>, DbError> {
    let led: Vec<TeamLead> = db
        .all(
            "SELECT id, unit, name, email FROM team_lead WHERE organisation_id = $1 AND partnership_id = $2 AND email = $3
             ORDER BY unit LIMIT 1000",
            values![tenant, partnership, email],
        )
        .await?;
    Ok(led.into_iter().map(|lead| lead.unit).collect())
}

/// Every unit in which someone of the partnership's cohorts works.
pub async fn units(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<String>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        unit: String,
    }
    let rows: Vec<Row> = db
        .all(
            "SELECT DISTINCT e.unit FROM enrolment e
             JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
             WHERE c.organisation_id = $1 AND c.partnership_id = $2 AND e.unit <> '' ORDER BY e.unit LIMIT 5000",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.unit).collect())
}

/// Everyone of a programme, by unit and name; whoever is in several cohorts counts once, as trained where they are.
pub async fn members(db: &impl Sql, tenant: OrganisationId, programme: ProgrammeId) -> Result<Vec<Member>, DbError> {
    let mut rows: Vec<Member> = db
        .all(
            "SELECT e.id, e.name, e.email, e.unit, c.waits, c.starts FROM enrolment e
             JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
             WHERE c.organisation_id = $1 AND c.programme_id = $2
             ORDER BY e.unit, e.name, e.email, c.waits, c.starts LIMIT 100000",
            values![tenant, programme],
        )
        .await?;
    let mut known = std::collections::HashSet::with_capacity(rows.len());
    rows.retain(|member| known.insert(member.email.clone()));
    Ok(rows)
}

#[cfg(test)]
mod tests;
