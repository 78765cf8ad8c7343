//! What each side brings to a review before it is made: what changed around them, what worked, what did not, and what they
//! propose. A review freezes the notes that there are; from then on they stay as they are. They are words, and no score.

pub(crate) mod api;
mod form;
mod leaning;
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
use serde::{Deserialize, Serialize};

use crate::quarter::Quarter;

pub(crate) use leaning::{Choosable, module_named, modules};
pub use store::{add, change, find, freeze, frozen, of_period, take_back};

id!(
    /// A note for a review.
    NoteId
);

/// What a note is about; its heading is the message `note-kind-` and its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What changed around both sides.
    Surroundings,
    Worked,
    DidNot,
    Proposal,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Self::Surroundings, Self::Worked, Self::DidNot, Self::Proposal];

    pub fn word(self) -> &'static str {
        match self {
            Self::Surroundings => "surroundings",
            Self::Worked => "worked",
            Self::DidNot => "did-not",
            Self::Proposal => "proposal",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
    pub(crate) fn key(self) -> String {
        format!("note-kind-{}", self.word())
    }
    /// Whether a note of this kind can lean on that: what worked or did not on a measure or a module, a proposal on the module
    /// that it would change.
    pub fn leans_on(self, leaning: &Leaning) -> bool {
        match self {
            Self::Surroundings => false,
            Self::Worked | Self::DidNot => true,
            Self::Proposal => matches!(leaning, Leaning::Module { .. }),
        }
    }
}

/// What a note leans on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// A figure, as [`crate::measure`] names it.
    Measure(String),
    Module {
        programme: ProgrammeId,
        id: ModuleId,
        title: String,
    },
}

/// A note about to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNote {
    pub period: Quarter,
    pub kind: Kind,
    pub text: String,
    pub leaning: Option<Leaning>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    pub period: Quarter,
    pub kind: Kind,
    pub side: Side,
    pub text: String,
    pub leaning: Option<Leaning>,
    /// What a change of it has to name.
    pub version: i64,
    /// The first review of its period that holds it; nothing until one is made.
    pub number: Option<i64>,
    pub made_at: Moment,
    pub made_by: PersonId,
}

impl Note {
    /// Whether this side can still change it or take it back.
    pub fn open_to(&self, side: Side) -> bool {
        self.side == side && self.number.is_none()
    }
}

/// So many notes a side writes for one review; beyond, nobody reads them in a meeting.
pub const MOST: i64 = 60;

#[derive(Debug, thiserror::Error)]
pub enum NoteRefused {
    #[error("the other side wrote it")]
    OtherSide,
    #[error("a frozen review holds it")]
    Frozen,
    #[error("someone changed it meanwhile")]
    Changed,
    #[error("this side wrote {MOST} notes for this review already")]
    Many,
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<NoteRefused> for Problem {
    fn from(refused: NoteRefused) -> Self {
        Self::refused(match refused {
            NoteRefused::OtherSide => "refusal-note-other-side",
            NoteRefused::Frozen => "refusal-note-frozen",
            NoteRefused::Changed => "refusal-changed-meanwhile",
            NoteRefused::Many => "refusal-note-many",
            NoteRefused::Database(error) => return error.into(),
        })
    }
}
