//! Sessions as a calendar tells of them: those that are planned, and those that were and are cancelled.

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use super::SessionId;
use crate::cohort::CohortId;

#[derive(Clone, Debug, FromQueryResult)]
pub struct Planned {
    pub id: SessionId,
    pub cohort_id: CohortId,
    pub cohort_title: String,
    pub module_title: String,
    pub starts_at: Moment,
    pub zone: String,
    pub minutes: i64,
    pub place: String,
    pub cancelled: bool,
}

/// The sessions of a partnership that begin between two moments, in the order of time; with an address, of the cohorts that
/// its person is enrolled in.
pub async fn planned(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    from: Moment,
    until: Moment,
    email: Option<&str>,
) -> Result<Vec<Planned>, DbError> {
    let mut values = values![tenant, partnership, from, until];
    let enrolled = match email {
        Some(email) => {
            values.push(email.into());
            "AND EXISTS (SELECT 1 FROM enrolment e
               WHERE e.organisation_id = c.organisation_id AND e.cohort_id = c.id AND e.email = $5)"
        }
        None => "",
    };
    let of = |table: &str, cancelled: &str| {
        format!(
            "SELECT s.id AS id, c.id AS cohort_id, c.title AS cohort_title, m.title AS module_title,
               s.starts_at AS starts_at, s.zone,
               s.minutes, s.place, {cancelled} AS cancelled
             FROM cohort c
             JOIN {table} s ON s.organisation_id = c.organisation_id AND s.cohort_id = c.id
             JOIN module m ON m.organisation_id = s.organisation_id AND m.id = s.module_id
             WHERE c.organisation_id = $1 AND c.partnership_id = $2 AND s.starts_at >= $3 AND s.starts_at < $4 {enrolled}"
        )
    };
    let sql = format!(
        "{} UNION ALL {} ORDER BY starts_at, id LIMIT 2000",
        of("session", "FALSE"),
        of("session_cancelled", "TRUE")
    );
    db.all(&sql, values).await
}

/// Someone who is to come to the sessions of a cohort.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Expected {
    pub cohort_id: CohortId,
    pub email: String,
}

/// Who is enrolled in the cohorts of a partnership that have a session between two moments.
pub async fn expected(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    from: Moment,
    until: Moment,
) -> Result<Vec<Expected>, DbError> {
    db.all(
        "SELECT e.cohort_id, e.email FROM cohort c
         JOIN enrolment e ON e.organisation_id = c.organisation_id AND e.cohort_id = c.id
         WHERE c.organisation_id = $1 AND c.partnership_id = $2 AND EXISTS (
           SELECT 1 FROM session s WHERE s.organisation_id = c.organisation_id AND s.cohort_id = c.id
             AND s.starts_at >= $3 AND s.starts_at < $4)",
        values![tenant, partnership, from, until],
    )
    .await
}
