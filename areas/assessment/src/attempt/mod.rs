//! An attempt: what one person did in a sitting. The server's clock counts; what was saved before it ran out is handed
//! in, whether or not anyone pressed a button.

pub(crate) mod api;
mod close;
pub(crate) mod pages;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::{Moment, id};
use sea_orm::FromQueryResult;

use crate::exam::Asked;
use crate::item::{Answer, Content, Shuffle, share, shuffled};

pub use close::{CLOSES, CloseAttempts};
pub use store::{answers, hand_in, of_seat, save, start};

id!(
    /// An attempt.
    AttemptId
);

/// What is on its way when time runs out is still taken.
pub const GRACE_SECONDS: i64 = 30;

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Attempt {
    pub id: AttemptId,
    pub number: i64,
    /// Decides the order of items and options.
    pub seed: i64,
    pub started_at: Moment,
    pub due_at: Option<Moment>,
    pub submitted_at: Option<Moment>,
    pub points: Option<f64>,
    pub most: Option<f64>,
}

impl Attempt {
    /// Whether an answer that comes at this moment is taken.
    pub fn takes_at(&self, at: Moment) -> bool {
        self.submitted_at.is_none() && self.due_at.is_none_or(|due| at <= due.plus_seconds(GRACE_SECONDS))
    }
    pub fn shuffle(&self, shuffled: bool) -> Shuffle {
        Shuffle { seed: self.seed, options: shuffled }
    }
}

/// The places of the items in the order in which this person sees them.
pub fn order(attempt: &Attempt, items: usize, shuffle: bool) -> Vec<usize> {
    if shuffle { shuffled(attempt.seed as u64, items) } else { (0..items).collect() }
}

/// Why no attempt is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartRefused {
    #[error("the sitting is not open")]
    NotOpen,
    #[error("an attempt is running")]
    Running,
    #[error("no attempt is left")]
    NoneLeft,
}

/// Whether one more attempt may start.
pub fn may_start(open: bool, attempts: &[Attempt], most: i64) -> Result<(), StartRefused> {
    if !open {
        return Err(StartRefused::NotOpen);
    }
    if attempts.iter().any(|attempt| attempt.submitted_at.is_none()) {
        return Err(StartRefused::Running);
    }
    if attempts.len() as i64 >= most { Err(StartRefused::NoneLeft) } else { Ok(()) }
}

/// What an attempt is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The share of its points that each item earned, in the order of the test; nothing answered is nothing earned.
    pub shares: Vec<f64>,
    pub points: f64,
    pub most: f64,
}

pub fn score(items: &[(Content, Option<Answer>)]) -> Scored {
    let shares: Vec<f64> =
        items.iter().map(|(item, answer)| answer.as_ref().map_or(0.0, |answer| share(item, answer))).collect();
    Scored {
        points: items.iter().zip(&shares).map(|((item, _), share)| item.points * share).sum(),
        most: items.iter().map(|(item, _)| item.points).sum(),
        shares,
    }
}

/// The items of a test with what they ask; an item that can't be read is none.
pub fn contents(items: &[Asked]) -> Vec<Content> {
    items.iter().filter_map(Asked::content).collect()
}
