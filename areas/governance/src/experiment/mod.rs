//! An experiment: something that both sides try with money that is kept apart for it. Its plan says what is expected,
//! what is measured, how much it may cost and when it stops; it is fixed under its hash before it starts.

pub(crate) mod api;
pub(crate) mod change_pages;
pub mod fence;
pub(crate) mod fence_pages;
pub(crate) mod pages;
mod read;
mod store;
#[cfg(test)]
pub(crate) mod tests;
mod words;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::DbError;
use lustrum_kernel::form::Fault;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Day, Moment, id};
use lustrum_study::study::StudyId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::put::NotAgreed;
use fence::Fence;
pub use store::{agree, change, close, find, list, propose, spend, spendings, start, withdraw};

id!(
    /// An experiment.
    ExperimentId
);
id!(
    /// Money that an experiment cost.
    SpendingId
);

/// What is fixed before an experiment starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub title: String,
    /// What is expected to happen, and why.
    pub hypothesis: String,
    /// What shows whether it did: the words of a measure of the charter or of a behaviour.
    pub measure: String,
    /// How it is done, so that the answer can be told from chance where that is possible.
    pub design: String,
    /// The most that it may cost, in minor units.
    pub cap: i64,
    pub currency: String,
    /// It stops on this day at the latest.
    pub stops_on: Day,
    /// What makes it stop before that day.
    pub stops_when: String,
}

impl Plan {
    /// The exact text that is hashed.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("a plan holds texts, numbers and dates only")
    }
    /// SHA-256 of the text, in hexadecimal digits.
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.text()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// One side wrote it down; the other has yet to agree.
    Proposed,
    /// Both agreed; the plan stands.
    Agreed,
    Running,
    /// Its stop rule came true before its day.
    Stopped,
    Ended,
    /// Taken back before the other side agreed.
    Withdrawn,
}

impl State {
    pub const ALL: [State; 6] =
        [Self::Proposed, Self::Agreed, Self::Running, Self::Stopped, Self::Ended, Self::Withdrawn];

    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
    /// Whether its cap is still set aside for it.
    pub fn holds(self) -> bool {
        matches!(self, Self::Agreed | Self::Running)
    }
    pub fn over(self) -> bool {
        matches!(self, Self::Stopped | Self::Ended)
    }
}

/// What both sides do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It taught something, and asks for no change yet.
    Learned,
    /// It becomes part of the programme.
    Adopt,
    Drop,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Self::Learned, Self::Adopt, Self::Drop];

    pub fn word(self) -> &'static str {
        match self {
            Self::Learned => "learned",
            Self::Adopt => "adopt",
            Self::Drop => "drop",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// How an experiment came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Whether the stop rule came true before the day.
    pub stopped: bool,
    pub outcome: Outcome,
    pub learned: String,
    /// The registered study that estimated its effect.
    pub study: Option<StudyId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Experiment {
    pub id: ExperimentId,
    pub state: State,
    /// What a change of the plan has to name.
    pub revision: i64,
    pub plan: Plan,
    pub plan_hash: String,
    /// The side that proposed it.
    pub side: Side,
    pub made_by: PersonId,
    pub made_at: Moment,
    pub agreed_at: Option<Moment>,
    pub started_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub outcome: Option<Outcome>,
    pub learned: String,
    pub study: Option<StudyId>,
    /// What it cost so far, in minor units.
    pub spent: i64,
}

impl Experiment {
    /// Whether it runs on or after the day on which it stops.
    pub fn due_on(&self, today: Day) -> bool {
        self.state == State::Running && today >= self.plan.stops_on
    }
    /// What may still be spent.
    pub fn left(&self) -> i64 {
        self.plan.cap - self.spent
    }
}

/// Something that an experiment cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    pub id: SpendingId,
    pub amount: i64,
    pub what: String,
    pub on: Day,
    pub side: Side,
}

/// How much of the ring-fence is taken, in its minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    pub amount: i64,
    pub spent: i64,
    /// Set aside for what is agreed or runs, and not spent yet.
    pub reserved: i64,
}

impl Room {
    pub fn free(self) -> i64 {
        self.amount - self.spent - self.reserved
    }
}

/// What is free in the ring-fence: its amount and what stopped modules freed, less what was spent, less what agreed and
/// running experiments may still spend.
///
/// ```
/// use lustrum_governance::experiment::{Room, room};
/// assert_eq!(room(None, 0, &[]), Room::default());
/// assert_eq!(Room { amount: 1_000_000, spent: 200_000, reserved: 300_000 }.free(), 500_000);
/// ```
pub fn room(fence: Option<&Fence>, freed: i64, experiments: &[Experiment]) -> Room {
    let Some(fence) = fence else { return Room::default() };
    let own = || experiments.iter().filter(|one| one.plan.currency == fence.currency);
    Room {
        amount: fence.amount() + freed,
        spent: own().map(|one| one.spent).sum(),
        reserved: own().filter(|one| one.state.holds()).map(Experiment::left).sum(),
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ExperimentRefused {
    #[error("no part of the budget is kept for experiments")]
    NoFence,
    #[error("it may cost more than is free: {0}")]
    NoRoom(i64),
    #[error("it is not in a state that allows this")]
    OtherState(State),
    #[error("the plan is not the one that was shown")]
    PlanChanged,
    #[error("it was proposed by the other side")]
    OtherSide,
    #[error(transparent)]
    NotAgreed(#[from] NotAgreed),
    #[error("it would cost more than its cap; left: {0}")]
    BeyondCap(i64),
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<ExperimentRefused> for Problem {
    fn from(refused: ExperimentRefused) -> Self {
        Self::refused(match refused {
            ExperimentRefused::NoFence => "refusal-experiment-no-fence",
            ExperimentRefused::NoRoom(_) => "refusal-experiment-no-room",
            ExperimentRefused::OtherState(state) => {
                return Fault::new("refusal-experiment-state").with("state", state.word()).into();
            }
            ExperimentRefused::PlanChanged => "refusal-experiment-plan-changed",
            ExperimentRefused::OtherSide => "refusal-experiment-other-side",
            ExperimentRefused::NotAgreed(refused) => return refused.into(),
            ExperimentRefused::BeyondCap(_) => "refusal-experiment-beyond-cap",
            ExperimentRefused::Database(error) => return error.into(),
        })
    }
}
