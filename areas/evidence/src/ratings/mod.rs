//! Ratings of behaviour at work, from 1 to 5, before and after, of people who were trained and of people who wait.

pub mod api;
pub mod charts;
pub mod figures;
pub mod import_pages;
pub mod pages;
pub mod read;
pub mod sources;
pub mod store;

use lustrum_kernel::Day;
use lustrum_kernel::id::OrganisationId;
use lustrum_programme::behaviour::BehaviourId;
use lustrum_programme::programme::ProgrammeId;
use sha2::{Digest, Sha256};

pub use store::{Changed, changes, enrolled, import};

/// On which occasion someone was rated; for people who wait these are the same days as for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    Before,
    After,
}

impl Occasion {
    pub const ALL: [Occasion; 2] = [Self::Before, Self::After];
    pub fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.word() == word)
    }
}

/// One rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    pub behaviour: BehaviourId,
    /// Who was rated ([`subject`]).
    pub subject: String,
    /// Whether they were trained, or wait.
    pub trained: bool,
    pub occasion: Occasion,
    /// 1 to 5.
    pub value: i64,
    pub day: Day,
}

/// What pairs the ratings of one person within a programme, without naming them: a hash of an e-mail address or
/// pseudonym. Case and blanks around it make no difference.
pub fn subject(tenant: OrganisationId, programme: ProgrammeId, person: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(tenant.0.as_bytes());
    hash.update(programme.0.as_bytes());
    hash.update(person.trim().to_lowercase().as_bytes());
    hex::encode(hash.finalize())
}
