//! Exchanges with other record stores: statements are forwarded to one, or imported from one, in the order in which they
//! were stored, from where the last step stopped. A statement that arrives twice is the same statement on either side,
//! so that a step which is repeated after a stop changes nothing.

pub(crate) mod api;
#[cfg(test)]
mod attached;
mod forward;
mod import;
mod job;
pub(crate) mod pages;
mod remote;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::outside::Unreached;
use lustrum_kernel::{Moment, id};
use lustrum_xapi::Version;

use crate::credential::CredentialId;

pub use job::Exchanges;

id!(
    /// An exchange with another record store.
    ExchangeId
);

/// Statements of one step.
pub const TOGETHER: usize = 100;
/// After nothing was left to do, it looks again in so many seconds.
pub const REST_SECONDS: i64 = 60;
/// The longest that a failing exchange waits before it tries again.
const LONGEST_WAIT: i64 = 3_600;

/// Its name is `exchange-direction-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Import,
}

impl Direction {
    pub const ALL: [Direction; 2] = [Self::Forward, Self::Import];
    pub fn word(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Import => "import",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.word() == word)
    }
}

/// Its name is `exchange-state-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Active,
    Paused,
    /// For good; what was imported stays.
    Ended,
}

impl State {
    pub const ALL: [State; 3] = [Self::Active, Self::Paused, Self::Ended];
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
    /// Whether an exchange may go from one state to another.
    pub fn may_become(self, next: State) -> bool {
        self != Self::Ended && self != next
    }
}

/// What is said of an exchange when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    pub direction: Direction,
    /// The name under which the operator allows the other side.
    pub source: String,
    /// Below the address of the source; empty for the address itself.
    pub path: String,
    pub version: Version,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    pub organisation: OrganisationId,
    pub id: ExchangeId,
    pub words: Words,
    /// Of an import: the number of the credential that stands behind what came, and its id.
    pub number: i64,
    pub credential: Option<CredentialId>,
    pub state: State,
    /// Which of its jobs counts; one that was planned before a pause does nothing.
    pub turn: i64,
    /// Of a forwarding: the position through which everything was sent.
    pub position: i64,
    /// Of an import: the address of the next page, and the moment of storing from which it goes on without one.
    pub more: String,
    pub since: String,
    pub moved: i64,
    pub failures: i64,
    /// The message's key and detail of the last failure; empty where the last step went well.
    pub reason: String,
    pub detail: String,
    pub moved_at: Option<Moment>,
    pub set_aside: i64,
}

/// How long a failing exchange waits: twice as long each time, and at least what the other side asked for.
///
/// ```
/// use lustrum_records::exchange::wait;
/// assert_eq!([1, 2, 3, 20].map(|failures| wait(failures, 0)), [10, 20, 40, 3_600]);
/// assert_eq!(wait(1, 120), 120);
/// ```
pub fn wait(failures: i64, asked: i64) -> i64 {
    let doubled = 10_i64 << (failures - 1).clamp(0, 10);
    doubled.min(LONGEST_WAIT).max(asked.clamp(0, LONGEST_WAIT))
}

/// What one step did.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// There may be more.
    Moved,
    /// Nothing is left to do.
    Rested,
}

/// Why a step was not done; it is tried again.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    Outside(#[from] Unreached),
    /// The other side asks to wait for so many seconds.
    #[error("asked to wait for {0} s")]
    Later(i64),
    /// What came is no page of statements.
    #[error("{0}")]
    Unreadable(String),
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
}

impl From<lustrum_kernel::db::DbError> for Failed {
    fn from(error: lustrum_kernel::db::DbError) -> Self {
        Self::Store(error.into())
    }
}

impl Failed {
    /// The message's key and what it needs.
    fn said(&self) -> (&'static str, String) {
        match self {
            Self::Outside(unreached) => (unreached.key(), unreached.detail()),
            Self::Later(_) => ("outside-answered", "429".to_owned()),
            Self::Unreadable(words) => ("exchange-unreadable", words.clone()),
            Self::Store(error) => ("outside-broken", error.to_string()),
        }
    }
    fn asked(&self) -> i64 {
        if let Self::Later(seconds) = self { *seconds } else { 0 }
    }
}
