//! A draw by lot that anyone can redo: who of the units starts first, from a seed that both sides saw beforehand.
//!
//! The number of a unit is the SHA-256, in hexadecimal, of the seed, its group and its name, with a line feed between
//! them and none at the end. Within each group the units with the lowest numbers start first, as many as the share of
//! the group comes to, a half rounded up. `printf 'seed\ngroup\nname' | sha256sum` gives the number of one.

use std::collections::{BTreeMap, BTreeSet};

use lustrum_kernel::Day;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::UnitPlan;

/// A draw with what came of it; part of the plan and of its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// Any text that nobody could choose for what comes of it.
    pub seed: String,
    /// How many of a hundred start first, 1 to 99.
    pub percent: u8,
    /// From when those who are drawn are trained.
    pub starts: Day,
    pub lots: Vec<Lot>,
}

/// A unit of the draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    pub unit: String,
    /// Units of one group are drawn among themselves; empty where there are no groups.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    pub first: bool,
}

impl Draw {
    /// Draws among units, each with its group.
    ///
    /// ```
    /// use lustrum_study::study::Draw;
    /// let units = ["Gent", "Lier", "Genk", "Venlo"].map(|unit| (unit.to_owned(), String::new()));
    /// let draw = Draw::of("17 04 33", 50, "2026-03-01".parse().unwrap(), &units);
    /// assert_eq!(draw.lots.iter().filter(|lot| lot.first).count(), 2);
    /// assert!(draw.holds());
    /// // The order in which units are named has no part in it.
    /// let mut turned = units.clone();
    /// turned.reverse();
    /// let again = Draw::of("17 04 33", 50, "2026-03-01".parse().unwrap(), &turned);
    /// assert_eq!(draw.first(), again.first());
    /// ```
    pub fn of(seed: &str, percent: u8, starts: Day, units: &[(String, String)]) -> Self {
        let mut groups: BTreeMap<&str, Vec<(String, &str)>> = BTreeMap::new();
        for (unit, group) in units {
            groups.entry(group).or_default().push((number(seed, group, unit), unit));
        }
        let mut first = BTreeSet::new();
        for (group, mut members) in groups {
            members.sort_unstable();
            let start = (members.len() * usize::from(percent) + 50) / 100;
            first.extend(members.into_iter().take(start).map(|(_, unit)| (group, unit)));
        }
        let lots = units.iter().map(|(unit, group)| Lot {
            unit: unit.clone(),
            group: group.clone(),
            first: first.contains(&(group.as_str(), unit.as_str())),
        });
        Self { seed: seed.to_owned(), percent, starts, lots: lots.collect() }
    }
    /// Whether the seed gives what the draw says.
    pub fn holds(&self) -> bool {
        let units: Vec<(String, String)> = self.lots.iter().map(|lot| (lot.unit.clone(), lot.group.clone())).collect();
        Self::of(&self.seed, self.percent, self.starts, &units) == *self
    }
    /// The units that start first, by name.
    pub fn first(&self) -> BTreeSet<&str> {
        self.lots.iter().filter(|lot| lot.first).map(|lot| lot.unit.as_str()).collect()
    }
    /// The number that decided over a unit.
    pub fn number(&self, lot: &Lot) -> String {
        number(&self.seed, &lot.group, &lot.unit)
    }
    /// The lots in the order of the draw: by group, the lowest number first.
    pub fn in_order(&self) -> Vec<(&Lot, String)> {
        let mut lots: Vec<(&Lot, String)> = self.lots.iter().map(|lot| (lot, self.number(lot))).collect();
        lots.sort_by(|(one, a), (other, b)| one.group.cmp(&other.group).then(a.cmp(b)));
        lots
    }
    /// The same as units of a plan.
    pub fn units(&self) -> Vec<UnitPlan> {
        let planned = |lot: &Lot| UnitPlan { unit: lot.unit.clone(), trained_from: lot.first.then_some(self.starts) };
        self.lots.iter().map(planned).collect()
    }
    /// What a table of these units is held against.
    pub(super) fn decided(&self) -> BTreeMap<String, bool> {
        self.lots.iter().map(|lot| (lot.unit.clone(), lot.first)).collect()
    }
    /// The group of each unit.
    pub(super) fn groups(&self) -> BTreeMap<String, String> {
        self.lots.iter().map(|lot| (lot.unit.clone(), lot.group.clone())).collect()
    }
}

fn number(seed: &str, group: &str, unit: &str) -> String {
    hex::encode(Sha256::digest(format!("{seed}\n{group}\n{unit}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(count: usize, group: &str) -> Vec<(String, String)> {
        (0..count).map(|at| (format!("{group}{at}"), group.to_owned())).collect()
    }

    fn day() -> Day {
        "2026-03-01".parse().unwrap()
    }

    #[test]
    fn each_group_gives_its_share_and_a_half_is_rounded_up() {
        let all = [units(8, "BE"), units(5, "NL")].concat();
        let draw = Draw::of("a seed", 50, day(), &all);
        let first = |group: &str| draw.lots.iter().filter(|lot| lot.group == group && lot.first).count();
        assert_eq!((first("BE"), first("NL")), (4, 3));
        assert_eq!(draw.units().iter().filter(|unit| unit.trained_from == Some(day())).count(), 7);
    }

    #[test]
    fn a_unit_that_was_moved_afterwards_is_found() {
        let mut draw = Draw::of("a seed", 50, day(), &units(10, "NL"));
        assert!(draw.holds());
        let place = draw.lots.iter().position(|lot| !lot.first).unwrap();
        draw.lots[place].first = true;
        assert!(!draw.holds());
    }

    #[test]
    fn the_number_is_what_sha256sum_prints() {
        // printf 'seed\n\nGent' | sha256sum
        assert_eq!(number("seed", "", "Gent"), SHA_OF_GENT);
    }

    const SHA_OF_GENT: &str = "f2f360990b0a493bfac8fb6ff141b10e235ab0253e6e74e8307e4bc596ee6c95";

    #[test]
    fn over_many_seeds_every_unit_starts_first_about_equally_often() {
        let all = units(10, "NL");
        let mut often = [0_u32; 10];
        for seed in 0..1_000 {
            for (place, lot) in Draw::of(&seed.to_string(), 50, day(), &all).lots.iter().enumerate() {
                often[place] += u32::from(lot.first);
            }
        }
        // 500 expected, with a standard deviation of 16.
        assert!(often.iter().all(|times| (430..=570).contains(times)), "{often:?}");
    }
}
