//! Who was observed, and who never was: by unit and behaviour. It compares those who are enrolled with the hashes of
//! those who were observed, so that names stay with those who know them.

pub mod api;
pub mod pages;

use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::{Day, values};
use lustrum_programme::behaviour::{Behaviour, BehaviourId};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;

use crate::ratings::subject;
use crate::team::Member;

/// After so many days without an observation one is due.
pub const DUE_DAYS: i32 = 90;

/// The last day on which a person was rated in a behaviour.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Last {
    pub subject: String,
    pub behaviour_id: BehaviourId,
    pub day: Day,
}

/// One person's coverage.
#[derive(Clone, Debug, PartialEq)]
pub struct Covered {
    pub member: Member,
    /// For each behaviour in its order.
    pub last: Vec<Option<Day>>,
}

impl Covered {
    pub fn newest(&self) -> Option<Day> {
        self.last.iter().flatten().max().copied()
    }
    pub fn due(&self, today: Day) -> bool {
        self.newest().is_none_or(|day| today.days_since(day) > DUE_DAYS)
    }
}

/// The coverage of a unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitCoverage {
    pub unit: String,
    pub people: usize,
    /// How many were observed in each behaviour.
    pub observed: Vec<usize>,
    pub never: usize,
    pub due: usize,
    /// Of everyone's newest observation the oldest.
    pub oldest: Option<Day>,
}

/// When everyone was last rated by an observer in each behaviour.
pub async fn last(db: &impl Sql, tenant: OrganisationId, programme: ProgrammeId) -> Result<Vec<Last>, DbError> {
    db.all(
        "SELECT subject, behaviour_id, MAX(day) AS day FROM rating WHERE organisation_id = $1 AND programme_id = $2
         GROUP BY subject, behaviour_id LIMIT 500000",
        values![tenant, programme],
    )
    .await
}

/// The newest day of each person, whatever the behaviour.
pub async fn last_days(
    db: &impl Sql,
    tenant: OrganisationId,
    programme: ProgrammeId,
) -> Result<HashMap<String, Day>, DbError> {
    let mut days = HashMap::new();
    for last in last(db, tenant, programme).await? {
        let day = days.entry(last.subject).or_insert(last.day);
        *day = last.day.max(*day);
    }
    Ok(days)
}

/// Puts people and what was seen of them together.
pub fn cover(
    tenant: OrganisationId,
    programme: ProgrammeId,
    members: Vec<Member>,
    behaviours: &[Behaviour],
    last: &[Last],
) -> Vec<Covered> {
    let mut seen: HashMap<&str, Vec<(BehaviourId, Day)>> = HashMap::new();
    for one in last {
        seen.entry(&one.subject).or_default().push((one.behaviour_id, one.day));
    }
    members
        .into_iter()
        .map(|member| {
            let days = seen.get(subject(tenant, programme, &member.email).as_str());
            let of = |id| days?.iter().find(|(behaviour, _)| *behaviour == id).map(|(_, day)| *day);
            Covered { last: behaviours.iter().map(|behaviour| of(behaviour.id)).collect(), member }
        })
        .collect()
}

/// The same by unit, in the order of their names.
pub fn by_unit(people: &[Covered], behaviours: usize, today: Day) -> Vec<UnitCoverage> {
    let mut units: std::collections::BTreeMap<&str, UnitCoverage> = std::collections::BTreeMap::new();
    for person in people {
        let unit = units.entry(&person.member.unit).or_insert_with(|| UnitCoverage {
            unit: person.member.unit.clone(),
            observed: vec![0; behaviours],
            ..UnitCoverage::default()
        });
        unit.people += 1;
        for (count, day) in unit.observed.iter_mut().zip(&person.last) {
            *count += usize::from(day.is_some());
        }
        unit.never += usize::from(person.newest().is_none());
        unit.due += usize::from(person.due(today));
        unit.oldest = match (unit.oldest, person.newest()) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    units.into_values().collect()
}

#[cfg(test)]
mod tests;
