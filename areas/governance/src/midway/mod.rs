//! The re-evaluation in the middle of a programme: of each module what was seen on the four levels, and whether both sides
//! keep it, change it or stop it, with the reason. What changes is carried out through the proposals of the programme;
//! what stopping frees goes to experiments.

pub(crate) mod api;
mod cells;
mod evidence;
mod grid;
pub(crate) mod pages;
mod store;
#[cfg(test)]
pub(crate) mod tests;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Moment, id};
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;
use lustrum_programme::proposal::ProposalId;

use crate::put::{NotAgreed, Standing};

pub use evidence::{Behaved, Demonstrated, Evidence, Learned, Seen};
pub use grid::evidence_of;
pub use store::{agree, begin, decided, find, freed, list, put, waiting};

id!(
    /// A re-evaluation of a programme.
    MidwayId
);

/// What is done with a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Keep,
    Change,
    Stop,
}

impl Verdict {
    pub const ALL: [Verdict; 3] = [Self::Keep, Self::Change, Self::Stop];

    pub fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Change => "change",
            Self::Stop => "stop",
        }
    }
    /// The message by which the other side is told that it is proposed.
    pub fn waiting_key(self) -> &'static str {
        match self {
            Self::Keep => "waiting-midway-keep",
            Self::Change => "waiting-midway-change",
            Self::Stop => "waiting-midway-stop",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Midway {
    pub id: MidwayId,
    pub programme: ProgrammeId,
    pub side: Side,
    pub begun_at: Moment,
}

/// What one side would do with a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub verdict: Verdict,
    pub reason: String,
    /// What stopping frees, in minor units, where its cost is known.
    pub freed: Option<i64>,
    pub currency: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    pub module: ModuleId,
    /// What a change of it, and the agreement to it, have to name.
    pub revision: i64,
    pub what: Proposed,
    /// What was seen of the module when it was agreed.
    pub seen: Option<Evidence>,
    /// The side that put it.
    pub side: Side,
    pub put_by: PersonId,
    pub agreed_at: Option<Moment>,
    /// The proposal of the programme that carries it out.
    pub proposal: Option<ProposalId>,
}

impl Decided {
    fn standing(&self) -> Standing {
        Standing { by: (self.side, self.put_by), revision: self.revision, agreed: self.agreed_at.is_some() }
    }
}

/// What one side would do with a module, and the other has not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    pub midway: MidwayId,
    pub module: ModuleId,
    pub title: String,
    pub verdict: Verdict,
    /// The side that is to answer.
    pub answers: Side,
}

/// Whether half of a programme is behind it.
///
/// ```
/// use lustrum_governance::midway::half;
/// assert!(half(6, 12) && half(3, 5));
/// assert!(!half(5, 12) && !half(0, 0));
/// ```
pub fn half(held: usize, modules: usize) -> bool {
    modules > 0 && held * 2 >= modules
}

#[derive(Debug, thiserror::Error)]
pub enum MidwayRefused {
    #[error("half of the programme is not behind it")]
    TooEarly,
    #[error("this programme was re-evaluated already")]
    Known,
    #[error(transparent)]
    NotAgreed(#[from] NotAgreed),
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<MidwayRefused> for Problem {
    fn from(refused: MidwayRefused) -> Self {
        Self::refused(match refused {
            MidwayRefused::TooEarly => "refusal-midway-early",
            MidwayRefused::Known => "refusal-midway-known",
            MidwayRefused::NotAgreed(refused) => return refused.into(),
            MidwayRefused::Database(error) => return error.into(),
        })
    }
}
