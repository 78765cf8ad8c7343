//! The ledger of costs: both sides write the same lines and see the same lines. A line is withdrawn, never deleted. What
//! a programme costs is fully loaded when every kind of cost has a line, if only one that says it was nothing.

pub(crate) mod change_pages;
mod figures;
mod store;

use lustrum_delivery::cohort::CohortId;
use lustrum_kernel::access::Side;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Day, Moment, id};
use lustrum_programme::programme::ProgrammeId;

pub use figures::{
    APPLIES_FROM, Applied, OfCohort, Per, Total, applied, by_cohort, enrolled, per, per_applying, total,
};
pub use store::{Spent, enter, find, list, live, spent, withdraw};

id!(
    /// A line of the ledger of costs.
    CostId
);

/// What it was spent on (Phillips and Phillips, 2016: fully loaded costs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Design,
    Delivery,
    Materials,
    Travel,
    LearnersTime,
    ManagersTime,
    Venue,
    Platform,
    Evaluation,
    Overhead,
}

impl Kind {
    pub const ALL: [Kind; 10] = [
        Self::Design,
        Self::Delivery,
        Self::Materials,
        Self::Travel,
        Self::LearnersTime,
        Self::ManagersTime,
        Self::Venue,
        Self::Platform,
        Self::Evaluation,
        Self::Overhead,
    ];
    /// Its message is `cost-kind-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Delivery => "delivery",
            Self::Materials => "materials",
            Self::Travel => "travel",
            Self::LearnersTime => "learners-time",
            Self::ManagersTime => "managers-time",
            Self::Venue => "venue",
            Self::Platform => "platform",
            Self::Evaluation => "evaluation",
            Self::Overhead => "overhead",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
    pub(crate) fn key(self) -> String {
        format!("cost-kind-{}", self.word())
    }
}

/// What is entered. Amounts are minor units.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Nothing for what the partnership as a whole costs.
    pub programme: Option<ProgrammeId>,
    pub cohort: Option<CohortId>,
    pub kind: Kind,
    pub words: String,
    pub amount: i64,
    /// Hours and the rate of an hour that the amount was made from.
    pub time: Option<(f64, i64)>,
    /// By how many percent it may be more or less; 0 for what was paid.
    pub margin: i64,
    pub currency: String,
    pub from: Day,
    pub until: Day,
    pub source: String,
}

/// Hours at a rate, in minor units.
///
/// ```
/// assert_eq!(lustrum_study::money::cost::worked(12.5, 3_800), 47_500);
/// ```
pub fn worked(hours: f64, rate: i64) -> i64 {
    (hours * rate as f64).round() as i64
}

#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    pub id: CostId,
    pub words: Words,
    pub side: Side,
    pub entered_at: Moment,
    pub entered_by: PersonId,
    pub withdrawn_at: Option<Moment>,
}

impl Cost {
    pub fn counts(&self) -> bool {
        self.withdrawn_at.is_none()
    }
}

/// Why a line can't be changed so.
#[derive(Debug, thiserror::Error)]
pub enum CostRefused {
    #[error("the ledger is kept in {0}")]
    OtherCurrency(String),
    #[error("it is withdrawn already")]
    Withdrawn,
    #[error("only the side that entered it withdraws it")]
    OtherSide,
    #[error(transparent)]
    Database(#[from] lustrum_kernel::db::DbError),
}
