//! A demonstration: what someone did before two raters. The second rater scores without seeing the first; once both are
//! in, they see each other's scores, and where these differ they agree on one with a reason.

pub(crate) mod api;
pub(crate) mod pages;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_delivery::cohort::CohortId;
use lustrum_delivery::enrolment::EnrolmentId;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Day, Moment, id};

pub use store::{agree, create, find, of_rubric, score};

id!(
    /// A demonstration.
    DemonstrationId
);

/// What one rater gave: for each criterion the number of a level, 0 being the lowest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    pub rater_id: PersonId,
    pub rater: String,
    pub levels: Vec<usize>,
    pub words: String,
    pub submitted_at: Moment,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demonstration {
    pub id: DemonstrationId,
    pub cohort_id: CohortId,
    pub cohort_title: String,
    pub enrolment_id: EnrolmentId,
    /// Nothing where they are no longer enrolled.
    pub name: Option<String>,
    pub day: Day,
    /// Days since the learning.
    pub days: Option<i64>,
    /// In the order in which they came; at most two.
    pub scores: Vec<Score>,
    pub agreed: Option<Vec<usize>>,
    pub reason: String,
}

/// Where a demonstration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The second rater has not scored it.
    WaitsForSecond,
    /// Both have, and they differ somewhere.
    Differs,
    Settled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScoreRefused {
    #[error("one rater scores once")]
    Twice,
    #[error("two have scored it")]
    Complete,
}

impl Demonstration {
    pub fn standing(&self) -> Standing {
        match self.scores.as_slice() {
            [one, other] if one.levels == other.levels || self.agreed.is_some() => Standing::Settled,
            [_, _] => Standing::Differs,
            _ => Standing::WaitsForSecond,
        }
    }
    pub fn standing_key(&self) -> &'static str {
        match self.standing() {
            Standing::WaitsForSecond => "demonstration-waits",
            Standing::Differs => "demonstration-differs",
            Standing::Settled => "demonstration-settled",
        }
    }
    /// Whether this person may score it.
    pub fn may_score(&self, rater: PersonId) -> Result<(), ScoreRefused> {
        if self.scores.iter().any(|score| score.rater_id == rater) {
            return Err(ScoreRefused::Twice);
        }
        if self.scores.len() >= 2 { Err(ScoreRefused::Complete) } else { Ok(()) }
    }
    /// The scores that someone sees: nobody sees another's before both are in.
    pub fn seen_by(&self, viewer: PersonId) -> Vec<&Score> {
        let both = self.scores.len() >= 2;
        self.scores.iter().filter(|score| both || score.rater_id == viewer).collect()
    }
    /// The share of the levels that was reached, from 0 to 1: of what was agreed, else the mean of the two.
    pub fn share(&self, levels: usize) -> Option<f64> {
        let reached = |given: &[usize]| {
            let most = given.len() * levels.saturating_sub(1);
            (most > 0).then(|| given.iter().sum::<usize>() as f64 / most as f64)
        };
        match (&self.agreed, self.scores.as_slice()) {
            (Some(agreed), _) => reached(agreed),
            (None, [one, other]) => Some((reached(&one.levels)? + reached(&other.levels)?) / 2.0),
            _ => None,
        }
    }
}

#[cfg(test)]
impl Score {
    pub(crate) fn example() -> Self {
        let at = Moment("2026-05-05T08:00:00Z".parse().unwrap());
        Self { rater_id: PersonId::new(), rater: "R".into(), levels: vec![0], words: String::new(), submitted_at: at }
    }
}

#[cfg(test)]
impl Demonstration {
    pub(crate) fn example(id: DemonstrationId) -> Self {
        Self {
            id,
            cohort_id: CohortId::new(),
            cohort_title: String::new(),
            enrolment_id: EnrolmentId::new(),
            name: None,
            day: "2026-05-05".parse().unwrap(),
            days: None,
            scores: Vec::new(),
            agreed: None,
            reason: String::new(),
        }
    }
}
