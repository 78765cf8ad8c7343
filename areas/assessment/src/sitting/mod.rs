//! A sitting: a test that is asked of a cohort before the learning, after it, or at least a week later. Only what is still
//! there after a week is called retained.

pub(crate) mod api;
pub(crate) mod pages;
pub mod store;
#[cfg(test)]
mod tests;

use jiff::tz::TimeZone;
use lustrum_delivery::cohort::CohortId;
use lustrum_kernel::{Day, Moment, id};
use sea_orm::FromQueryResult;

use crate::exam::TestId;
pub use store::{create, find, learning, of_test, open, release, seats};

id!(
    /// A sitting.
    SittingId
);

/// From so many days after the learning on, what is known counts as retained.
pub const RETAINED_AFTER_DAYS: i64 = 7;

/// When a test is asked; its name is `sitting-occasion-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    Pre,
    Post,
    Delayed,
}

impl Occasion {
    pub const ALL: [Occasion; 3] = [Self::Pre, Self::Post, Self::Delayed];
    pub fn word(self) -> &'static str {
        match self {
            Self::Pre => "pre",
            Self::Post => "post",
            Self::Delayed => "delayed",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.word() == word)
    }
}

/// When a cohort learns what a test is about: the days of its first and of its last session, as they are planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Learning {
    pub first: Day,
    pub last: Day,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenRefused {
    #[error("the learning began on {first}; what is asked now is not what was known before it")]
    AlreadyLearned { first: Day },
    #[error("nothing has been learned yet")]
    NotYetLearned { last: Option<Day> },
    #[error("what is asked before {from} is not retained")]
    TooSoon { from: Day },
    #[error("a sitting closes on or after the day on which it opens")]
    Reversed,
}

/// Whether a test may be asked on an occasion from this day on.
///
/// ```
/// use lustrum_assessment::sitting::{Learning, Occasion, OpenRefused, may_open};
/// let day = |text: &str| text.parse().unwrap();
/// let learning = Some(Learning { first: day("2026-03-03"), last: day("2026-03-03") });
/// assert_eq!(may_open(Occasion::Pre, day("2026-03-03"), learning), Ok(()));
/// assert_eq!(may_open(Occasion::Post, day("2026-03-03"), learning), Ok(()));
/// // A test of the same day is never called retained.
/// assert_eq!(may_open(Occasion::Delayed, day("2026-03-03"), learning), Err(OpenRefused::TooSoon { from: day("2026-03-10") }));
/// assert_eq!(may_open(Occasion::Delayed, day("2026-03-10"), learning), Ok(()));
/// ```
pub fn may_open(occasion: Occasion, opens: Day, learning: Option<Learning>) -> Result<(), OpenRefused> {
    match (occasion, learning) {
        (Occasion::Pre, Some(learning)) if opens > learning.first => {
            Err(OpenRefused::AlreadyLearned { first: learning.first })
        }
        (Occasion::Pre, _) => Ok(()),
        (Occasion::Post | Occasion::Delayed, None) => Err(OpenRefused::NotYetLearned { last: None }),
        (Occasion::Post, Some(learning)) if opens < learning.last => {
            Err(OpenRefused::NotYetLearned { last: Some(learning.last) })
        }
        (Occasion::Delayed, Some(learning)) => {
            let from = learning.last.plus_days(RETAINED_AFTER_DAYS as i32);
            if opens < from { Err(OpenRefused::TooSoon { from }) } else { Ok(()) }
        }
        (Occasion::Post, Some(_)) => Ok(()),
    }
}

/// What is said when a sitting is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub occasion: Occasion,
    pub opens: Day,
    pub closes: Day,
    /// The last day of the learning that it is about; nothing before it and for those who wait.
    pub learned: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Sitting {
    pub id: SittingId,
    pub test_id: TestId,
    pub cohort_id: CohortId,
    /// As it was called then.
    pub cohort_title: String,
    /// In which language the cohort learns.
    pub language: String,
    pub zone: String,
    pub occasion: String,
    pub opens: Day,
    pub closes: Day,
    pub learned: Option<Day>,
    pub released_at: Option<Moment>,
    /// So many were asked, and so many have handed in.
    pub asked: i64,
    pub answered: i64,
}

/// Where a sitting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    NotYet,
    Open,
    Over,
}

impl Sitting {
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
    /// Days are those of the cohort's place.
    pub fn standing(&self, at: Moment) -> Standing {
        let today = at.day_in(&self.time_zone());
        match today {
            today if today < self.opens => Standing::NotYet,
            today if today > self.closes => Standing::Over,
            _ => Standing::Open,
        }
    }
    /// The instant at which nothing more is taken.
    pub fn end(&self) -> Option<Moment> {
        self.closes.plus_days(1).start_in(&self.time_zone())
    }
    pub fn occasion_key(&self) -> String {
        format!("sitting-occasion-{}", self.occasion)
    }
    /// Days from the learning to an instant; nothing where nothing was learned before it.
    pub fn days_since_learning(&self, at: Moment) -> Option<i64> {
        self.learned.map(|learned| {
            i64::from(
                at.day_in(&self.time_zone()).0.since((jiff::Unit::Day, learned.0)).map_or(0, |span| span.get_days()),
            )
        })
    }
}
