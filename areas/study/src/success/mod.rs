//! Success cases (Brinkerhoff, *The Success Case Method*, 2003): of those who agreed to be asked, the people whose
//! behaviour changed most and least are interviewed. What they tell is shown by their consent only, as they want to be
//! named and to whom, once someone else has verified it; withdrawn consent takes the words away.

pub(crate) mod api;
pub(crate) mod change_pages;
mod draw;
pub(crate) mod own_pages;
pub(crate) mod pages;
mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::{PartnershipScope, Resource, Side};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, id};
use lustrum_programme::programme::ProgrammeId;

pub use draw::{Candidate, EACH, sample};
pub use store::{
    allow, candidates, consent, draw, find, of_partnership, own, refuse, told_of, verify, willing, withdraw, write,
};

id!(
    /// A success case, or a case without success.
    CaseId
);

/// From which end of the evidence someone was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Success,
    NoSuccess,
}

impl Kind {
    /// Its message is `case-kind-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::NoSuccess => "no-success",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Success, Self::NoSuccess].into_iter().find(|kind| kind.word() == word)
    }
}

/// To whom the words may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Organisation,
    Both,
}

impl Audience {
    pub const ALL: [Audience; 2] = [Self::Organisation, Self::Both];
    pub fn word(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Both => "both",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.word() == word)
    }
}

/// What was told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// What was used of what was learned.
    pub used: String,
    /// What came of it.
    pub result: String,
    /// What helped, or stood in the way.
    pub helped: String,
    /// Where it can be seen.
    pub proof: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// By name, or without one.
    pub named: bool,
    pub audience: Audience,
    /// How it was given.
    pub source: String,
    pub at: Moment,
}

/// By someone else than who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub by: PersonId,
    pub at: Moment,
    pub how: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub id: CaseId,
    pub programme: ProgrammeId,
    pub kind: Kind,
    pub person: String,
    pub email: String,
    pub unit: String,
    /// How much the behaviour of this person changed, on the scale of 1 to 5.
    pub change: f64,
    /// Which of so many who agreed to be asked and were rated twice; 1 changed most.
    pub place: i64,
    pub pool: i64,
    pub seed: String,
    pub drawn_at: Moment,
    pub story: Option<Story>,
    /// Counts how often the words were written, so that nobody replaces what they did not see.
    pub version: i64,
    pub written_by: Option<PersonId>,
    pub consent: Option<Consent>,
    pub verified: Option<Verified>,
    pub withdrawn_at: Option<Moment>,
}

impl Case {
    /// Whether the words may be shown to this side beyond those who keep the cases: they were written, consented to
    /// and verified.
    pub fn shown_to(&self, side: Side) -> bool {
        let allowed = self.consent.as_ref().is_some_and(|consent| match side {
            Side::Organisation => true,
            Side::Partner => consent.audience == Audience::Both,
        });
        allowed && self.story.is_some() && self.verified.is_some() && self.withdrawn_at.is_none()
    }
    /// Under which name it is shown there: nothing where the person wants none.
    pub fn name(&self) -> Option<&str> {
        self.consent.as_ref().filter(|consent| consent.named).map(|_| self.person.as_str())
    }
    /// The last part of the message of its state.
    pub fn state(&self) -> &'static str {
        if self.withdrawn_at.is_some() {
            "withdrawn"
        } else if self.story.is_none() {
            "drawn"
        } else if self.consent.is_none() {
            "written"
        } else if self.verified.is_none() {
            "consented"
        } else {
            "verified"
        }
    }
}

/// Why a case can't be changed so.
#[derive(Debug, thiserror::Error)]
pub enum CaseRefused {
    #[error("consent was withdrawn")]
    Withdrawn,
    #[error("there are no words yet")]
    NothingWritten,
    #[error("who wrote it does not verify it")]
    OwnWords,
    #[error("someone else wrote meanwhile")]
    Meanwhile,
    #[error("fewer than two people agreed to be asked and were rated twice")]
    TooFew,
    #[error(transparent)]
    Database(#[from] lustrum_kernel::db::DbError),
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("SuccessCases", scope.id())
}

pub(crate) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/success", scope.id())
}
