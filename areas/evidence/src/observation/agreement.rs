//! Two observers of the same person: which of their ratings stand side by side. What follows from them, the engine says.

use std::collections::BTreeMap;

use lustrum_impact::Level;
use lustrum_impact::measurement::{Kappa, KappaWeights, weighted_kappa};
use lustrum_programme::behaviour::BehaviourId;

use super::store::Observed;
use crate::SMALLEST_GROUP;

/// Two observers saw the same when no more than so many days lie between them.
pub const WINDOW_DAYS: i32 = 14;

/// The ratings of two observers of one person in one behaviour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub behaviour: BehaviourId,
    pub one: i64,
    pub other: i64,
}

/// One pair for each person and behaviour that two people observed within the window, of their newest such ratings.
/// `observed` is in the order of behaviour, person and day.
pub fn pairs(observed: &[Observed]) -> Vec<Pair> {
    let mut of_person: BTreeMap<(BehaviourId, &str), Vec<&Observed>> = BTreeMap::new();
    for rating in observed {
        of_person.entry((rating.behaviour_id, &rating.subject)).or_default().push(rating);
    }
    of_person.into_values().filter_map(|ratings| newest_pair(&ratings)).collect()
}

fn newest_pair(ratings: &[&Observed]) -> Option<Pair> {
    for (place, later) in ratings.iter().enumerate().rev() {
        let near = |earlier: &&&Observed| {
            earlier.observer_id != later.observer_id && later.day.days_since(earlier.day) <= WINDOW_DAYS
        };
        if let Some(earlier) = ratings[..place].iter().rev().find(near) {
            // In an order that does not depend on who came first, as a coefficient may.
            let (one, other) =
                if earlier.observer_id < later.observer_id { (earlier, later) } else { (later, earlier) };
            return Some(Pair { behaviour: later.behaviour_id, one: one.value, other: other.value });
        }
    }
    None
}

/// How far two observers agree beyond chance, where a step apart counts less than four. Nothing of fewer than five
/// pairs, or where everyone got the same rating and chance alone agrees.
pub fn agreement<'a>(pairs: impl IntoIterator<Item = &'a Pair>) -> Option<Kappa> {
    let mut counts = vec![vec![0_u64; 5]; 5];
    for pair in pairs {
        let place = |value: i64| usize::try_from(value - 1).ok().filter(|place| *place < 5);
        if let (Some(one), Some(other)) = (place(pair.one), place(pair.other)) {
            counts[one][other] += 1;
        }
    }
    if counts.iter().flatten().sum::<u64>() < SMALLEST_GROUP {
        return None;
    }
    weighted_kappa(&counts, KappaWeights::Quadratic, Level::default()).ok()
}

#[cfg(test)]
mod tests {
    use lustrum_kernel::Day;
    use lustrum_kernel::id::PersonId;

    use super::*;

    #[test]
    fn two_observers_within_two_weeks_make_one_pair_of_their_newest_ratings() {
        let behaviour = BehaviourId::new();
        let (one, other) = (PersonId::new(), PersonId::new());
        let rating = |subject: &str, observer_id, day: i8, value| Observed {
            behaviour_id: behaviour,
            subject: subject.to_owned(),
            observer_id,
            day: Day::of(2026, 9, day).unwrap(),
            value,
        };
        let seen = [
            rating("a", one, 1, 2),
            rating("a", other, 3, 3),
            rating("a", one, 10, 4),
            rating("b", one, 1, 5),
            rating("b", other, 20, 1),
            rating("c", one, 1, 5),
            rating("c", one, 2, 4),
        ];
        assert_eq!(pairs(&seen), [Pair { behaviour, one: 4, other: 3 }], "b is too far apart, c has one observer");
    }

    #[test]
    fn cap_37_agreement_is_beyond_chance_and_of_five_pairs_or_more() {
        let behaviour = BehaviourId::new();
        let pair = |one, other| Pair { behaviour, one, other };
        let seen = [pair(1, 1), pair(2, 2), pair(3, 3), pair(4, 4), pair(5, 5), pair(2, 3)];
        let kappa = agreement(&seen).unwrap();
        assert!(kappa.agreement.value > 0.9 && kappa.agreement.n == 6, "{kappa:?}");
        assert!(agreement(&seen[..4]).is_none(), "four pairs are too few");
        assert!(agreement(&[pair(3, 3); 6]).is_none(), "chance alone agrees");
    }
}
