//! Where a programme was given, and since when not any more.

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;

/// A cohort with the last of its sessions that has begun.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Given {
    pub partnership_id: PartnershipId,
    pub programme_id: ProgrammeId,
    pub region: String,
    pub starts: Day,
    pub waits: bool,
    pub people: i64,
    /// Nothing where no session has begun.
    pub last_at: Option<Moment>,
}

/// The cohorts of these partnerships as of a moment, at most 20,000.
pub async fn given(
    db: &impl Sql,
    tenant: OrganisationId,
    partnerships: &[PartnershipId],
    at: Moment,
) -> Result<Vec<Given>, DbError> {
    if partnerships.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = values![tenant, at];
    let place = |id: &PartnershipId| {
        values.push((*id).into());
        format!("${}", values.len())
    };
    let places = partnerships.iter().map(place).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT c.partnership_id, c.programme_id, c.region, c.starts, c.waits,
           (SELECT COUNT(*) FROM enrolment e
            WHERE e.organisation_id = c.organisation_id AND e.cohort_id = c.id) AS people,
           (SELECT MAX(s.starts_at) FROM session s
            WHERE s.organisation_id = c.organisation_id AND s.cohort_id = c.id AND s.starts_at <= $2) AS last_at
         FROM cohort c WHERE c.organisation_id = $1 AND c.partnership_id IN ({places}) ORDER BY c.id LIMIT 20000"
    );
    db.all(&sql, values).await
}
