//! A cohort: people who go through a programme together, or wait for it and are compared with those who do.

pub(crate) mod api;
mod given;
pub(crate) mod pages;

use lustrum_kernel::access::Resource;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, id, values};
use lustrum_programme::programme::ProgrammeId;
use lustrum_strategy::goal::GoalId;
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::act::Act;
pub use given::{Given, given};

id!(
    /// A cohort.
    CohortId
);

/// What is written of a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    pub programme: ProgrammeId,
    pub region: String,
    /// In which language it is given: `nl`, `en`, `pl`, ...
    pub language: String,
    /// The zone of its place.
    pub zone: String,
    /// For a wait-list, the day on which the others start.
    pub starts: Day,
    /// A wait-list: compared with those who start.
    pub waits: bool,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Cohort {
    pub id: CohortId,
    pub partnership_id: PartnershipId,
    pub programme_id: ProgrammeId,
    pub programme_title: String,
    /// What its programme is for.
    pub goal_id: Option<GoalId>,
    pub title: String,
    pub region: String,
    pub language: String,
    pub zone: String,
    pub starts: Day,
    pub waits: bool,
    /// How many are enrolled.
    pub people: i64,
}

impl Cohort {
    pub fn resource(&self) -> Resource {
        Resource::new("Cohort", self.id)
    }
    /// `trained`, or `waits` for a wait-list.
    pub fn kind(&self) -> &'static str {
        if self.waits { "waits" } else { "trained" }
    }
    pub fn kind_key(&self) -> String {
        format!("cohort-kind-{}", self.kind())
    }
    pub fn language_key(&self) -> String {
        format!("cohort-language-{}", self.language)
    }
}

/// A unit of the organisation (a depot, a team) and whether its people were trained or wait.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Unit {
    pub unit: String,
    /// Of several cohorts the first start.
    pub starts: Day,
    pub waits: bool,
    pub people: i64,
}

/// What is planned of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Planned {
    pub programme_id: ProgrammeId,
    pub cohorts: i64,
    pub sessions: i64,
}

const COLUMNS: &str =
    "c.id, c.partnership_id, c.programme_id, p.title AS programme_title, p.goal_id, c.title, c.region, c.language,
    c.zone, c.starts, c.waits,
    (SELECT COUNT(*) FROM enrolment e WHERE e.organisation_id = c.organisation_id AND e.cohort_id = c.id) AS people
    FROM cohort c JOIN programme p ON p.organisation_id = c.organisation_id AND p.id = c.programme_id";

pub async fn create(tx: &Tx, act: Act, words: &Words) -> Result<CohortId, DbError> {
    let id = CohortId::new();
    tx.run(
        "INSERT INTO cohort (organisation_id, id, partnership_id, programme_id, title, region, language, zone, starts,
           waits, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        values![
            act.tenant,
            id,
            act.partnership,
            words.programme,
            words.title.clone(),
            words.region.clone(),
            words.language.clone(),
            words.zone.clone(),
            words.starts,
            words.waits,
            act.at
        ],
    )
    .await?;
    let said = json!({ "title": words.title, "starts": words.starts.to_string() });
    event::append(tx, act.event("cohort.created").about(id.0).saying(said)).await?;
    Ok(id)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: CohortId,
) -> Result<Option<Cohort>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE c.organisation_id = $1 AND c.partnership_id = $2 AND c.id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// The cohorts of a partnership by their start, at most 500.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Cohort>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE c.organisation_id = $1 AND c.partnership_id = $2 ORDER BY c.starts, c.id LIMIT 500"
    );
    db.all(&sql, values![tenant, partnership]).await
}

/// The units of a programme's people. Where a unit has people in a cohort that started and in one that waits, it
/// counts as trained.
pub async fn units(db: &impl Sql, tenant: OrganisationId, programme: ProgrammeId) -> Result<Vec<Unit>, DbError> {
    let rows: Vec<Unit> = db
        .all(
            "SELECT e.unit, MIN(c.starts) AS starts, c.waits, COUNT(DISTINCT e.email) AS people
             FROM cohort c JOIN enrolment e ON e.organisation_id = c.organisation_id AND e.cohort_id = c.id
             WHERE c.organisation_id = $1 AND c.programme_id = $2 AND e.unit <> ''
             GROUP BY e.unit, c.waits ORDER BY e.unit, c.waits",
            values![tenant, programme],
        )
        .await?;
    let mut units: Vec<Unit> = Vec::with_capacity(rows.len());
    for row in rows {
        match units.last_mut() {
            Some(known) if known.unit == row.unit => known.people += row.people,
            _ => units.push(row),
        }
    }
    Ok(units)
}

/// How many cohorts and sessions each programme of a partnership has; none of a programme without a cohort.
pub async fn planned(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Planned>, DbError> {
    db.all(
        "SELECT c.programme_id, COUNT(DISTINCT c.id) AS cohorts, COUNT(s.id) AS sessions
         FROM cohort c LEFT JOIN session s ON s.organisation_id = c.organisation_id AND s.cohort_id = c.id
         WHERE c.organisation_id = $1 AND c.partnership_id = $2 GROUP BY c.programme_id LIMIT 2000",
        values![tenant, partnership],
    )
    .await
}

/// The programme that a person goes through: of several cohorts the one that started last.
pub async fn programme_of(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    email: &str,
) -> Result<Option<ProgrammeId>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        programme_id: ProgrammeId,
    }
    let row: Option<Row> = db
        .maybe(
            "SELECT c.programme_id FROM cohort c
             JOIN enrolment e ON e.organisation_id = c.organisation_id AND e.cohort_id = c.id AND e.email = $3
             WHERE c.organisation_id = $1 AND c.partnership_id = $2 ORDER BY c.starts DESC, c.id DESC LIMIT 1",
            values![tenant, partnership, email],
        )
        .await?;
    Ok(row.map(|row| row.programme_id))
}
