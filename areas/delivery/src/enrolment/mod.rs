//! An enrolment: a person in a cohort, with the unit where they work. The name is personal data and shown to few.

pub mod file;
pub(crate) mod import_pages;
pub(crate) mod pages;

use std::collections::HashSet;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{id, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::act::Act;
use crate::cohort::{Cohort, CohortId};

id!(
    /// An enrolment.
    EnrolmentId
);

/// Whom to enrol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    /// In small letters.
    pub email: String,
    pub unit: String,
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Enrolment {
    pub id: EnrolmentId,
    pub name: String,
    pub email: String,
    pub unit: String,
}

/// People per unit.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct UnitCount {
    pub unit: String,
    pub people: i64,
}

/// Enrols people; whoever is in the cohort already stays as they are. Says how many came.
pub async fn import(tx: &Tx, act: Act, cohort: &Cohort, people: &[Person]) -> Result<usize, DbError> {
    let known: HashSet<String> =
        of_cohort(tx, act.tenant, cohort.id).await?.into_iter().map(|enrolment| enrolment.email).collect();
    let mut coming = HashSet::new();
    let rows: Vec<_> = people
        .iter()
        .filter(|person| !known.contains(&person.email) && coming.insert(person.email.as_str()))
        .map(|person| {
            values![
                act.tenant,
                cohort.id,
                person.email.clone(),
                EnrolmentId::new(),
                person.name.clone(),
                person.unit.clone(),
                act.at
            ]
        })
        .collect();
    let count = rows.len();
    if count > 0 {
        tx.insert_all("enrolment (organisation_id, cohort_id, email, id, name, unit, made_at)", rows).await?;
        let said = json!({ "cohort": cohort.title, "count": count });
        event::append(tx, act.event("enrolment.imported").about(cohort.id.0).saying(said)).await?;
    }
    Ok(count)
}

/// By unit and name; a cohort has at most some thousands.
pub async fn of_cohort(db: &impl Sql, tenant: OrganisationId, cohort: CohortId) -> Result<Vec<Enrolment>, DbError> {
    db.all(
        "SELECT id, name, email, unit FROM enrolment WHERE organisation_id = $1 AND cohort_id = $2
         ORDER BY unit, name, email LIMIT 10000",
        values![tenant, cohort],
    )
    .await
}

#[derive(FromQueryResult)]
struct Named {
    name: String,
}

/// The names of everyone who is enrolled in a cohort of a partnership: to know a name where none is to be written, not to
/// be shown.
pub async fn names(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<String>, DbError> {
    let rows: Vec<Named> = db
        .all(
            "SELECT DISTINCT e.name FROM enrolment e
             JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
             WHERE e.organisation_id = $1 AND c.partnership_id = $2 ORDER BY e.name LIMIT 50000",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

pub async fn by_unit(db: &impl Sql, tenant: OrganisationId, cohort: CohortId) -> Result<Vec<UnitCount>, DbError> {
    db.all(
        "SELECT unit, COUNT(*) AS people FROM enrolment WHERE organisation_id = $1 AND cohort_id = $2
         GROUP BY unit ORDER BY unit LIMIT 2000",
        values![tenant, cohort],
    )
    .await
}

/// Takes a person out of the cohort; says whether they were in.
pub async fn remove(tx: &Tx, act: Act, cohort: &Cohort, id: EnrolmentId) -> Result<bool, DbError> {
    let gone = tx
        .run(
            "DELETE FROM enrolment WHERE organisation_id = $1 AND cohort_id = $2 AND id = $3",
            values![act.tenant, cohort.id, id],
        )
        .await?;
    if gone > 0 {
        let said = json!({ "cohort": cohort.title });
        event::append(tx, act.event("enrolment.removed").about(cohort.id.0).saying(said)).await?;
    }
    Ok(gone > 0)
}
