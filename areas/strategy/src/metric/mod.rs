//! A metric: what a figure is for. The register has the shape of ISO/TS 30437:2023: three types, five users, four
//! reasons to measure; and a worked example with each, so that nobody reads a figure in another unit than it has.

pub(crate) mod pages;
pub mod store;

use crate::kpi::Definition;
pub use store::{Registered, of_kpis, register};

/// What kind of question a metric answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// How much was done, for what, how fast.
    Efficiency,
    /// How well: reaction, learning, behaviour.
    Effectiveness,
    /// What it changed for the business.
    Outcome,
}

/// Who uses a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum User {
    SeniorLeader,
    TeamLeader,
    HeadOfLearning,
    ProgrammeManager,
    Learner,
}

/// Why it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    Inform,
    Monitor,
    Evaluate,
    Manage,
}

macro_rules! worded {
    ($name:ident, $prefix:literal, $($variant:ident = $word:literal),*) => {
        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The word in the database.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }
            /// The key of its name.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => concat!($prefix, $word)),* }
            }
        }
    };
}

worded!(Kind, "metric-kind-", Efficiency = "efficiency", Effectiveness = "effectiveness", Outcome = "outcome");
worded!(
    User,
    "metric-user-",
    SeniorLeader = "senior-leader",
    TeamLeader = "team-leader",
    HeadOfLearning = "head-of-learning",
    ProgrammeManager = "programme-manager",
    Learner = "learner"
);
worded!(Reason, "metric-reason-", Inform = "inform", Monitor = "monitor", Evaluate = "evaluate", Manage = "manage");

/// How a figure is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub kind: Kind,
    pub users: Vec<User>,
    pub reasons: Vec<Reason>,
}

impl Place {
    /// Where a KPI stands as long as nobody said otherwise: a result of the business, for those who answer for it.
    pub fn of_a_kpi() -> Self {
        Self {
            kind: Kind::Outcome,
            users: vec![User::SeniorLeader, User::HeadOfLearning],
            reasons: vec![Reason::Monitor, Reason::Evaluate],
        }
    }
}

/// A definition worked out once: so much, of so much, is this value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    pub part: f64,
    pub whole: f64,
    pub value: f64,
}

/// By how much a share is multiplied to stand in a unit.
///
/// ```
/// assert_eq!(lustrum_strategy::metric::factor(" % "), 100.0);
/// assert_eq!(lustrum_strategy::metric::factor("days per month"), 1.0);
/// ```
pub fn factor(unit: &str) -> f64 {
    match unit.trim() {
        "%" => 100.0,
        "‰" => 1_000.0,
        _ => 1.0,
    }
}

impl Example {
    /// What the value should be in the unit of the definition; nothing of an empty whole.
    pub fn expected(&self, definition: &Definition) -> Option<f64> {
        (self.whole != 0.0).then(|| self.part / self.whole * factor(&definition.unit))
    }
    /// Whether the value is what the definition gives, to the digits that are shown.
    pub fn holds(&self, definition: &Definition) -> bool {
        let rounding = 0.5 * 10f64.powi(-i32::try_from(definition.decimals).unwrap_or_default());
        // Half of the last digit, and a hair for what a half is in binary.
        self.expected(definition).is_some_and(|expected| (self.value - expected).abs() <= rounding * (1.0 + 1e-9))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kpi::{Cadence, DataClass, Direction};

    fn definition(unit: &str, decimals: i64) -> Definition {
        Definition {
            population: "Managers".into(),
            formula: "leavers / managers".into(),
            unit: unit.into(),
            decimals,
            direction: Direction::Lower,
            cadence: Cadence::Monthly,
            grain: "depot".into(),
            source: "HR".into(),
            data_class: DataClass::Internal,
        }
    }

    #[test]
    fn cap_48_a_unit_error_in_a_worked_example_is_caught() {
        let example = |value| Example { part: 12.0, whole: 480.0, value };
        assert!(example(2.5).holds(&definition("%", 1)));
        assert!(!example(0.025).holds(&definition("%", 1)), "a share where percent is meant");
        assert!(!example(2.5).holds(&definition("days", 1)), "percent where a plain number is meant");
        assert!(example(25.0).holds(&definition("‰", 0)));
        let third = Example { part: 1.0, whole: 3.0, value: 33.3 };
        assert!(third.holds(&definition("%", 1)) && !third.holds(&definition("%", 2)), "to the digits that are shown");
        assert!(!Example { part: 1.0, whole: 0.0, value: 0.0 }.holds(&definition("%", 1)));
    }

    #[test]
    fn cap_48_there_are_three_types_five_users_and_four_reasons() {
        assert_eq!((Kind::ALL.len(), User::ALL.len(), Reason::ALL.len()), (3, 5, 4));
        assert!(User::ALL.iter().all(|user| User::parse(user.word()) == Some(*user)));
    }
}
