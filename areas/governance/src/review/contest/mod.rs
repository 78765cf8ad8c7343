//! A figure of a review that one side does not take: its view with evidence, the other side's answer, and what came of it. A
//! frozen review stays as it is; both views stand beside the figure for good.

pub(crate) mod api;
mod form;
pub(crate) mod pages;
mod store;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::HashSet;

use jiff::civil::Weekday;
use lustrum_kernel::access::Side;
use lustrum_kernel::id::{BlobId, PersonId};
use lustrum_kernel::{Day, Moment, id};

use super::content::Content;
use crate::measure;
use crate::quarter::Quarter;

pub(crate) use form::open_until;
pub use store::{answer, contest, find, list, of_period, of_review, settle};

id!(
    /// A contest of a figure.
    ContestId
);

/// What came of a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The figure stands; the contesting side takes it.
    Upheld,
    /// The figure was wrong; a newer review or a note has the right one.
    Corrected,
    /// Neither side took the other's view.
    Both,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Self::Upheld, Self::Corrected, Self::Both];
    /// Its message is `contest-outcome-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Corrected => "corrected",
            Self::Both => "both",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// A contest about to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContest {
    /// Which figure, as [`figures`] names it.
    pub figure: String,
    pub view: String,
    /// What the evidence is.
    pub source: String,
    pub link: String,
    pub file: Option<BlobId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    pub id: ContestId,
    pub period: Quarter,
    /// Of the review that holds the figure.
    pub number: i64,
    pub figure: String,
    /// Which side contests it.
    pub side: Side,
    pub view: String,
    pub source: String,
    pub link: String,
    pub file: Option<BlobId>,
    pub made_at: Moment,
    pub made_by: PersonId,
    /// What the other side says, and since when.
    pub answer: Option<(String, Moment)>,
    /// What came of it, in which words, and since when.
    pub outcome: Option<(Outcome, String, Moment)>,
}

/// Why a contest is not taken further.
#[derive(Debug, thiserror::Error)]
pub enum ContestRefused {
    #[error("it could be contested until {0}")]
    Late(Day),
    #[error("this side contests this figure already")]
    Twice,
    #[error("the other side answers")]
    OwnView,
    #[error("it is answered already")]
    Answered,
    #[error("the other side has not answered yet")]
    NotAnswered,
    #[error("the side that contests it says whether it takes the figure")]
    NotYours,
    #[error("it is settled")]
    Settled,
    #[error(transparent)]
    Database(#[from] lustrum_kernel::db::DbError),
}

/// The last day on which a figure of a review can be contested: so many working days after the one on which it was made.
/// Saturdays, Sundays and the days off of the side that contests do not count.
///
/// ```
/// use lustrum_governance::review::contest::last_day;
/// let friday = "2026-07-10".parse().unwrap();
/// assert_eq!(last_day(friday, 1, &[]).to_string(), "2026-07-13");
/// assert_eq!(last_day(friday, 10, &[]).to_string(), "2026-07-24");
/// assert_eq!(last_day(friday, 10, &["2026-07-14".parse().unwrap()]).to_string(), "2026-07-27");
/// ```
pub fn last_day(made: Day, working_days: i64, off: &[Day]) -> Day {
    let off: HashSet<Day> = off.iter().copied().collect();
    let works = |day: Day| !matches!(day.0.weekday(), Weekday::Saturday | Weekday::Sunday) && !off.contains(&day);
    let (mut day, mut left) = (made, working_days);
    // Nobody is off for years; the bound only makes sure that this ends.
    for _ in 0..1_000 {
        if left <= 0 {
            break;
        }
        day = day.plus_days(1);
        left -= i64::from(works(day));
    }
    day
}

/// Whether a side may say that this came of it. The side that contests says whether it takes the figure or the correction;
/// the other side can say no more than that both views stand.
pub fn may_settle(contest: &Contest, side: Side, outcome: Outcome) -> Result<(), ContestRefused> {
    if contest.outcome.is_some() {
        return Err(ContestRefused::Settled);
    }
    if contest.answer.is_none() {
        return Err(ContestRefused::NotAnswered);
    }
    if side != contest.side && outcome != Outcome::Both {
        return Err(ContestRefused::NotYours);
    }
    Ok(())
}

/// In front of the id of a study.
const STUDY: &str = "study ";

/// What can be contested in a review, in its order: every figure that has a value, and every study with an estimate.
pub fn figures(t: &lustrum_kernel::locale::Speaker, content: &Content) -> Vec<(String, String)> {
    let lines = content.figures.iter().filter(|line| line.figure.value().is_some());
    let studies = content.studies.iter().filter(|study| study.estimate.is_some());
    lines
        .map(|line| (measure::word(line), measure::name(t, line)))
        .chain(studies.map(|study| (format!("{STUDY}{}", study.id), study.question.clone())))
        .collect()
}
