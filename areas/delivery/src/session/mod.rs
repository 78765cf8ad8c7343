//! A session: a module that a cohort does at an instant, in the zone of its place.

mod local;
pub(crate) mod pages;
mod planned;

use jiff::tz::TimeZone;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, id, values};
use lustrum_programme::module::ModuleId;
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::act::Act;
use crate::cohort::{Cohort, CohortId};
pub use local::{Local, Which, instant, working_morning};
pub use planned::{Expected, Planned, expected, planned};

id!(
    /// A session.
    SessionId
);

/// What is written of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub module: ModuleId,
    pub starts_at: Moment,
    pub zone: String,
    pub minutes: i64,
    /// An address, a room, or a link to a call.
    pub place: String,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Session {
    pub id: SessionId,
    pub cohort_id: CohortId,
    pub module_id: ModuleId,
    pub module_title: String,
    pub starts_at: Moment,
    pub zone: String,
    pub minutes: i64,
    pub place: String,
}

impl Session {
    /// The zone of its place; UTC where nobody knows the name any more.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
}

/// The next session that someone looks forward to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Coming {
    pub cohort_id: CohortId,
    pub cohort_title: String,
    pub module_title: String,
    pub starts_at: Moment,
}

const COLUMNS: &str = "s.id, s.cohort_id, s.module_id, m.title AS module_title, s.starts_at, s.zone, s.minutes, s.place
    FROM session s JOIN module m ON m.organisation_id = s.organisation_id AND m.id = s.module_id";

pub async fn create(tx: &Tx, act: Act, cohort: &Cohort, words: &Words) -> Result<SessionId, DbError> {
    let id = SessionId::new();
    tx.run(
        "INSERT INTO session (organisation_id, id, cohort_id, module_id, starts_at, zone, minutes, place)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        values![
            act.tenant,
            id,
            cohort.id,
            words.module,
            words.starts_at,
            words.zone.clone(),
            words.minutes,
            words.place.clone()
        ],
    )
    .await?;
    let said = json!({ "cohort": cohort.title, "starts": words.starts_at.to_string(), "zone": words.zone });
    event::append(tx, act.event("session.planned").about(id.0).saying(said)).await?;
    Ok(id)
}

/// In the order of time.
pub async fn of_cohort(db: &impl Sql, tenant: OrganisationId, cohort: CohortId) -> Result<Vec<Session>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.cohort_id = $2 ORDER BY s.starts_at LIMIT 500");
    db.all(&sql, values![tenant, cohort]).await
}

/// The next session of a partnership from `at` on; with an address, of the cohorts that its person is enrolled in.
pub async fn next(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    at: Moment,
    email: Option<&str>,
) -> Result<Option<Coming>, DbError> {
    let mut values = values![tenant, partnership, at];
    let enrolled = match email {
        Some(email) => {
            values.push(email.into());
            "AND EXISTS (SELECT 1 FROM enrolment e
               WHERE e.organisation_id = c.organisation_id AND e.cohort_id = c.id AND e.email = $4)"
        }
        None => "",
    };
    let sql = format!(
        "SELECT c.id AS cohort_id, c.title AS cohort_title, m.title AS module_title, s.starts_at
         FROM cohort c
         JOIN session s ON s.organisation_id = c.organisation_id AND s.cohort_id = c.id
         JOIN module m ON m.organisation_id = s.organisation_id AND m.id = s.module_id
         WHERE c.organisation_id = $1 AND c.partnership_id = $2 AND s.starts_at >= $3 {enrolled}
         ORDER BY s.starts_at, s.id LIMIT 1"
    );
    db.maybe(&sql, values).await
}

/// The sessions of a partnership that begin between two moments, in the order of time.
pub async fn coming(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    from: Moment,
    until: Moment,
) -> Result<Vec<Coming>, DbError> {
    db.all(
        "SELECT c.id AS cohort_id, c.title AS cohort_title, m.title AS module_title, s.starts_at
         FROM cohort c
         JOIN session s ON s.organisation_id = c.organisation_id AND s.cohort_id = c.id
         JOIN module m ON m.organisation_id = s.organisation_id AND m.id = s.module_id
         WHERE c.organisation_id = $1 AND c.partnership_id = $2 AND s.starts_at >= $3 AND s.starts_at < $4
         ORDER BY s.starts_at, s.id LIMIT 50",
        values![tenant, partnership, from, until],
    )
    .await
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    cohort: CohortId,
    id: SessionId,
) -> Result<Option<Session>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.cohort_id = $2 AND s.id = $3");
    db.maybe(&sql, values![tenant, cohort, id]).await
}

/// Cancels a session; says whether it was there. Calendars that have it are told so.
pub async fn cancel(tx: &Tx, act: Act, cohort: &Cohort, id: SessionId) -> Result<bool, DbError> {
    tx.run(
        "INSERT INTO session_cancelled (organisation_id, id, cohort_id, module_id, starts_at, zone, minutes, place,
           cancelled_at)
         SELECT organisation_id, id, cohort_id, module_id, starts_at, zone, minutes, place, CAST($4 AS BIGINT)
         FROM session
         WHERE organisation_id = $1 AND cohort_id = $2 AND id = $3",
        values![act.tenant, cohort.id, id, act.at],
    )
    .await?;
    let gone = tx
        .run(
            "DELETE FROM session WHERE organisation_id = $1 AND cohort_id = $2 AND id = $3",
            values![act.tenant, cohort.id, id],
        )
        .await?;
    if gone > 0 {
        let said = json!({ "cohort": cohort.title });
        event::append(tx, act.event("session.cancelled").about(id.0).saying(said)).await?;
    }
    Ok(gone > 0)
}
