//! The works council: the dossier that it decides on, made from what is agreed at that moment, and what it decided. From its
//! consent on no agreement releases a group that is smaller than the council consented to.

pub mod api;
pub mod dossier;
pub mod pages;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::{PartnershipScope, Resource};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Day, Moment, id};

pub use dossier::{Dossier, gather};
pub use store::{decide, latest, of_partnership};

id!(
    /// A decision of a works council.
    CouncilDecisionId
);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Consented,
    Refused,
}

impl Outcome {
    pub const ALL: [Outcome; 2] = [Outcome::Consented, Outcome::Refused];
    /// The word in the API and the database; its message is `council-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Consented => "consented",
            Self::Refused => "refused",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// What is written of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub council: String,
    pub decided: Day,
    pub outcome: Outcome,
    /// With a consent: of fewer people than this nothing is shown.
    pub smallest_group: Option<i64>,
    pub conditions: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub id: CouncilDecisionId,
    pub number: i64,
    pub words: Words,
    /// Of the dossier that was decided on.
    pub hash: String,
    pub made_at: Moment,
    pub made_by: PersonId,
}

/// The smallest group that may be released, where a council consented.
pub fn least_group(latest: Option<&Decision>) -> Option<i64> {
    latest.filter(|one| one.words.outcome == Outcome::Consented).and_then(|one| one.words.smallest_group)
}

pub fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("WorksCouncil", scope.id())
}
