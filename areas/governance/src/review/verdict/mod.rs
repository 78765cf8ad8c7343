//! What both sides do with a proposal of a review: one side puts it, the other agrees. Taken, it is a decision, and where it
//! is about a module it opens a proposal for change in the programme, which leads back to the review.

pub(crate) mod api;
mod follow;
mod form;
pub(crate) mod pages;
mod store;
#[cfg(test)]
pub(crate) mod tests;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Day, Moment};
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;
use lustrum_programme::proposal::ProposalId;

use super::note::NoteId;
use crate::decision::DecisionId;
use crate::owner::Owner;
use crate::put::{NotAgreed, Standing};
use crate::quarter::Quarter;

pub(crate) use follow::{Followed, followed};
pub use store::{agree, find, of_notes, put, waiting};

/// What is done with a proposal; its message is `verdict-` and its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Taken,
    Declined,
}

impl Outcome {
    pub const ALL: [Outcome; 2] = [Self::Taken, Self::Declined];

    pub fn word(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Declined => "declined",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
    pub(crate) fn key(self) -> String {
        format!("verdict-{}", self.word())
    }
}

/// What one side would do with a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    pub outcome: Outcome,
    /// Why; needed where it is declined.
    pub reason: String,
    /// The module that it changes, of its programme. Without one, taking it is a decision and nothing else.
    pub module: Option<(ProgrammeId, ModuleId)>,
    /// Who sees to it, and by when.
    pub owner: Owner,
    pub due: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub note: NoteId,
    /// What a change of it, and the agreement to it, have to name.
    pub revision: i64,
    pub put: Put,
    /// The side that put it, and who of it.
    pub side: Side,
    pub put_by: PersonId,
    pub put_at: Moment,
    pub agreed_at: Option<Moment>,
    /// What came of it.
    pub decision: Option<DecisionId>,
    pub proposal: Option<ProposalId>,
}

/// A proposal for which something was put that the other side has not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Of the review that holds it.
    pub period: Quarter,
    pub note: NoteId,
    pub text: String,
    /// The side that is to answer.
    pub answers: Side,
}

/// Why both sides do not get further with a proposal.
#[derive(Debug, thiserror::Error)]
pub enum VerdictRefused {
    #[error("it is a note and no proposal")]
    NoProposal,
    #[error("no review holds it yet")]
    NotInReview,
    #[error(transparent)]
    NotAgreed(#[from] NotAgreed),
    #[error("the module is not there any more, or its programme has ended")]
    ModuleGone,
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<VerdictRefused> for Problem {
    fn from(refused: VerdictRefused) -> Self {
        Self::refused(match refused {
            VerdictRefused::NoProposal => "refusal-verdict-no-proposal",
            VerdictRefused::NotInReview => "refusal-verdict-not-in-review",
            VerdictRefused::ModuleGone => "refusal-verdict-module-gone",
            VerdictRefused::NotAgreed(refused) => return refused.into(),
            VerdictRefused::Database(error) => return error.into(),
        })
    }
}

impl Verdict {
    fn standing(&self) -> Standing {
        Standing { by: (self.side, self.put_by), revision: self.revision, agreed: self.agreed_at.is_some() }
    }
}
