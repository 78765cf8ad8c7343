//! A session held in a room and at a distance at once: what was answered here and there. Both groups are shown or
//! neither is, as one is the whole without the other.

use lustrum_impact::{Level, wilson};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use sea_orm::FromQueryResult;

use super::RoundId;
use super::groups::GroupResponse;
use crate::SMALLEST_GROUP;
use crate::form::Topic;

/// The answers to one topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub topic: Topic,
    pub room: Vec<f64>,
    pub remote: Vec<f64>,
}

#[derive(FromQueryResult)]
struct Given {
    place: String,
    relevance: i64,
    intent: i64,
    obstacles: i64,
    facilitator: i64,
}

/// Every topic that enough people answered in the room and elsewhere.
pub async fn of_round(db: &impl Sql, tenant: OrganisationId, round: RoundId) -> Result<Vec<Compared>, DbError> {
    let given: Vec<Given> = db
        .all(
            "SELECT place, relevance, intent, obstacles, facilitator FROM feedback_answer
             WHERE organisation_id = $1 AND round_id = $2 AND place <> '' LIMIT 20000",
            values![tenant, round],
        )
        .await?;
    let value = |given: &Given, topic| match topic {
        Topic::Relevance => given.relevance,
        Topic::Intent => given.intent,
        Topic::Obstacles => given.obstacles,
        Topic::Facilitator => given.facilitator,
        Topic::Own => 0,
    };
    let compared = |topic| {
        let of = |place: &str| {
            let here = given.iter().filter(|given| given.place == place);
            here.map(|given| value(given, topic))
                .filter(|value| *value > 0)
                .map(|value| value as f64)
                .collect::<Vec<_>>()
        };
        Compared { topic, room: of("room"), remote: of("remote") }
    };
    let enough = |values: &[f64]| values.len() as u64 >= SMALLEST_GROUP;
    let all = Topic::ALL.into_iter().map(compared);
    Ok(all.filter(|one| enough(&one.room) && enough(&one.remote)).collect())
}

/// The place from which clearly fewer answered, and the other: the intervals of both shares do not meet.
pub fn unequal_response(groups: &[GroupResponse]) -> Option<(String, String)> {
    let [one, other] = groups else { return None };
    let share = |group: &GroupResponse| {
        let (answered, invited) = (group.invited - group.waiting, group.invited);
        wilson(usize::try_from(answered).ok()?, usize::try_from(invited).ok()?, Level::default()).ok()
    };
    let (first, second) = (share(one)?, share(other)?);
    if first.interval.high < second.interval.low {
        Some((one.name.clone(), other.name.clone()))
    } else if second.interval.high < first.interval.low {
        Some((other.name.clone(), one.name.clone()))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cap_63_a_place_from_which_clearly_fewer_answered_is_named() {
        let group = |name: &str, invited, waiting| GroupResponse { name: name.to_owned(), invited, waiting };
        let uneven = [group("remote", 20, 15), group("room", 20, 2)];
        assert_eq!(unequal_response(&uneven), Some(("remote".to_owned(), "room".to_owned())));
        assert_eq!(unequal_response(&[group("remote", 8, 3), group("room", 8, 2)]), None, "chance could do that");
    }
}
