//! Which groups those who are asked fall into, as far as a group is large enough to be named: the unit where they work,
//! and whether they sat in the room or joined from elsewhere.

use std::collections::BTreeMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use sea_orm::FromQueryResult;

use super::{Invitee, RoundId};
use crate::SMALLEST_GROUP;

/// The groups of a round with their sizes.
pub struct Groups {
    units: BTreeMap<String, u64>,
    places: BTreeMap<String, u64>,
}

fn counted<'a>(names: impl Iterator<Item = &'a String>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for name in names.filter(|name| !name.is_empty()) {
        *counts.entry(name.clone()).or_default() += 1;
    }
    counts
}

impl Groups {
    /// Units that are large enough; the places only where there are two and both are, as one says the other.
    pub fn of(invitees: &[Invitee]) -> Self {
        let mut units = counted(invitees.iter().map(|invitee| &invitee.unit));
        units.retain(|_, people| *people >= SMALLEST_GROUP);
        let mut places = counted(invitees.iter().map(|invitee| &invitee.place));
        if places.len() < 2 || places.values().any(|people| *people < SMALLEST_GROUP) {
            places.clear();
        }
        Self { units, places }
    }
    /// The unit as it may be kept with an invitation; empty where too few work there.
    pub fn unit<'a>(&self, invitee: &'a Invitee) -> &'a str {
        if self.units.contains_key(&invitee.unit) { &invitee.unit } else { "" }
    }
    pub fn place<'a>(&self, invitee: &'a Invitee) -> &'a str {
        if self.places.contains_key(&invitee.place) { &invitee.place } else { "" }
    }
    pub(super) async fn keep(&self, tx: &Tx, tenant: OrganisationId, round: RoundId) -> Result<(), DbError> {
        let rows = |kind: &'static str, groups: &BTreeMap<String, u64>| {
            let row = |(name, people): (&String, &u64)| values![tenant, round, kind, name.clone(), *people as i64];
            groups.iter().map(row).collect::<Vec<_>>()
        };
        let rows = [rows("unit", &self.units), rows("place", &self.places)].concat();
        tx.insert_all("feedback_group (organisation_id, round_id, kind, name, invited)", rows).await
    }
}

/// How many of a group were asked, and how many of their links were not used.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct GroupResponse {
    pub name: String,
    pub invited: i64,
    pub waiting: i64,
}

/// The response of the groups of a kind (`unit`, `place`) in a round.
pub async fn response_of(
    db: &impl Sql,
    tenant: OrganisationId,
    round: RoundId,
    kind: &str,
) -> Result<Vec<GroupResponse>, DbError> {
    let column = if kind == "place" { "place" } else { "unit" };
    let sql = format!(
        "SELECT g.name, g.invited, (SELECT COUNT(*) FROM feedback_invitation i
           WHERE i.organisation_id = g.organisation_id AND i.round_id = g.round_id AND i.{column} = g.name) AS waiting
         FROM feedback_group g WHERE g.organisation_id = $1 AND g.round_id = $2 AND g.kind = $3
         ORDER BY g.name LIMIT 1000"
    );
    db.all(&sql, values![tenant, round, kind]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitee(unit: &str, place: &str) -> Invitee {
        Invitee { unit: unit.to_owned(), place: place.to_owned(), slip: false }
    }

    #[test]
    fn a_group_of_few_is_not_written_down_and_neither_is_its_complement() {
        let mut people = vec![invitee("Gent", "room"); 6];
        people.extend(vec![invitee("Aalst", "remote"); 4]);
        let groups = Groups::of(&people);
        assert_eq!((groups.unit(&people[0]), groups.unit(&people[9])), ("Gent", ""));
        assert_eq!((groups.place(&people[0]), groups.place(&people[9])), ("", ""), "four remote, so nobody is either");
        people.push(invitee("", "remote"));
        let groups = Groups::of(&people);
        assert_eq!((groups.place(&people[0]), groups.place(&people[9])), ("room", "remote"));
    }
}
