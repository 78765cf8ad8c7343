//! Who a statement is about: the people who are enrolled, by the ways in which other systems name them.

use std::collections::{HashMap, HashSet};

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use lustrum_programme::programme::ProgrammeId;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use sea_orm::FromQueryResult;

use super::read::Told;

/// The people of the programmes that rules lead to.
#[derive(Default)]
pub(crate) struct People {
    by_programme: HashMap<ProgrammeId, HashSet<String>>,
    by_hash: HashMap<String, String>,
}

#[derive(FromQueryResult)]
struct Row {
    programme_id: ProgrammeId,
    email: String,
}

impl People {
    /// Of the programmes of the current rules, in one query.
    pub(crate) async fn of(db: &impl Sql, tenant: OrganisationId) -> Result<Self, DbError> {
        let rows: Vec<Row> = db
            .all(
                "SELECT DISTINCT c.programme_id, e.email FROM enrolment e
                 JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
                 WHERE e.organisation_id = $1 AND c.programme_id IN
                   (SELECT r.programme_id FROM mapping_rule r WHERE r.organisation_id = $1 AND r.superseded_at IS NULL)",
                values![tenant],
            )
            .await?;
        Ok(Self::new(rows.into_iter().map(|row| (row.programme_id, row.email))))
    }
    /// Of one programme.
    pub(crate) async fn of_programme(
        db: &impl Sql,
        tenant: OrganisationId,
        programme: ProgrammeId,
    ) -> Result<Self, DbError> {
        let sql = "SELECT DISTINCT c.programme_id, e.email FROM enrolment e
             JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
             WHERE e.organisation_id = $1 AND c.programme_id = $2";
        let rows: Vec<Row> = db.all(sql, values![tenant, programme]).await?;
        Ok(Self::new(rows.into_iter().map(|row| (row.programme_id, row.email))))
    }
    pub(crate) fn new(all: impl IntoIterator<Item = (ProgrammeId, String)>) -> Self {
        let mut people = Self::default();
        for (programme, email) in all {
            people.by_hash.entry(hash(&email)).or_insert_with(|| email.clone());
            people.by_programme.entry(programme).or_default().insert(email);
        }
        people
    }
    /// The person whom a statement is about, or nobody and the reason: `unmatched`, `group`, or `looked-at`.
    pub(crate) fn whom(&self, programme: ProgrammeId, domain: &str, told: &Told) -> (String, &'static str) {
        let Some(agent) = &told.agent else { return (String::new(), "group") };
        if told.looked_at {
            return (String::new(), "looked-at");
        }
        self.find(programme, agent, domain).map_or((String::new(), "unmatched"), |email| (email, ""))
    }
    /// The address of whoever this agent is in a programme.
    pub(crate) fn find(&self, programme: ProgrammeId, agent: &str, domain: &str) -> Option<String> {
        let email = match agent.split_once(':')? {
            ("mbox", address) => address.to_lowercase(),
            ("sha1", digits) => self.by_hash.get(digits)?.clone(),
            ("account", account) => {
                let name = account.split_once(' ')?.1.trim().to_lowercase();
                if name.contains('@') || domain.is_empty() { name } else { format!("{name}@{domain}") }
            }
            _ => return None,
        };
        self.by_programme.get(&programme)?.contains(&email).then_some(email)
    }
}

/// What `mbox_sha1sum` holds for an address.
pub(crate) fn hash(email: &str) -> String {
    hex::encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, format!("mailto:{email}").as_bytes()))
}
