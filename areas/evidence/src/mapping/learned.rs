//! When whom a statement is about had learned: the sessions of the cohorts in which they are enrolled.

use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::uuid::Uuid;
use lustrum_kernel::{Day, Moment, values};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;

use crate::tier::days_between;

/// The days of learning of the people of a partnership, in the programmes that rules lead to.
#[derive(Default)]
pub struct Learned {
    /// In their order.
    days: HashMap<Uuid, Vec<Day>>,
    cohorts: HashMap<(ProgrammeId, String), Vec<Uuid>>,
}

#[derive(FromQueryResult)]
struct Held {
    cohort_id: Uuid,
    starts_at: Moment,
}

#[derive(FromQueryResult)]
struct Enrolled {
    cohort_id: Uuid,
    programme_id: ProgrammeId,
    email: String,
}

impl Learned {
    pub async fn of(
        db: &impl Sql,
        tenant: OrganisationId,
        partnership: PartnershipId,
        until: Moment,
    ) -> Result<Self, DbError> {
        let led_to = "c.programme_id IN (SELECT r.programme_id FROM mapping_rule r WHERE r.organisation_id = $1
             AND r.partnership_id = $2 AND r.superseded_at IS NULL)";
        let sql = format!(
            "SELECT s.cohort_id, s.starts_at FROM session s
             JOIN cohort c ON c.organisation_id = s.organisation_id AND c.id = s.cohort_id
             WHERE s.organisation_id = $1 AND c.partnership_id = $2 AND s.starts_at <= $3 AND {led_to}
             ORDER BY s.starts_at"
        );
        let held: Vec<Held> = db.all(&sql, values![tenant, partnership, until]).await?;
        let sql = format!(
            "SELECT e.cohort_id, c.programme_id, e.email FROM enrolment e
             JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
             WHERE e.organisation_id = $1 AND c.partnership_id = $2 AND {led_to}"
        );
        let enrolled: Vec<Enrolled> = db.all(&sql, values![tenant, partnership]).await?;
        let mut learned = Self::default();
        for one in held {
            learned.days.entry(one.cohort_id).or_default().push(one.starts_at.day_in(&jiff::tz::TimeZone::UTC));
        }
        for one in enrolled {
            learned.cohorts.entry((one.programme_id, one.email)).or_default().push(one.cohort_id);
        }
        Ok(learned)
    }

    /// Days from the last session of a person to a day on which something was seen of them; nothing where nobody knows
    /// when they learned.
    pub fn days_before(&self, programme: ProgrammeId, email: &str, seen: Day) -> Option<i64> {
        let cohorts = self.cohorts.get(&(programme, email.to_owned()))?;
        let last = |cohort: &Uuid| {
            let days = self.days.get(cohort)?;
            let before = days.partition_point(|day| *day <= seen);
            before.checked_sub(1).and_then(|last| days.get(last)).copied()
        };
        cohorts.iter().filter_map(last).max().map(|learned| days_between(learned, seen))
    }
}
