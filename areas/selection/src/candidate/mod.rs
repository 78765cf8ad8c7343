//! A candidate of a round, and the link through which it writes of itself and later reads its letter, without an account.

pub(crate) mod api;
pub(crate) mod edit;
pub(crate) mod pages;
pub mod store;
pub mod withdrawal;

use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::money::Money;
use lustrum_kernel::{Moment, id};

pub use withdrawal::Withdrawn;

id!(
    /// A candidate.
    CandidateId
);
id!(
    /// A candidate's link.
    LinkId
);

/// A link is good for so many days; the one that comes with the letter for longer.
pub const OPEN_DAYS: i64 = 60;
pub const LETTER_DAYS: i64 = 180;

/// The largest price, in minor units.
pub const LARGEST: i64 = 100_000_000_000;

/// What is written of a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub name: String,
    pub email: String,
    pub language: Locale,
    /// In minor units of the round's currency.
    pub price: Option<i64>,
    /// What the price is for.
    pub price_note: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: CandidateId,
    pub name: String,
    pub email: String,
    pub language: Locale,
    pub price: Option<i64>,
    pub price_note: String,
    /// Nothing as long as it stands.
    pub withdrawn: Option<Withdrawn>,
}

impl Candidate {
    pub fn stands(&self) -> bool {
        self.withdrawn.is_none()
    }
    pub fn price_words(&self, t: &Speaker, currency: &str) -> String {
        self.price.map(|minor| t.money(&Money::new(minor, currency))).unwrap_or_default()
    }
}

/// How a name is told from another: without its case and its spaces.
///
/// ```
/// use lustrum_selection::candidate::key_of;
/// assert_eq!(key_of(" Baken  Leiderschap"), key_of("baken leiderschap "));
/// ```
pub fn key_of(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The newest link of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: LinkId,
    pub made_at: Moment,
    pub expires_at: Moment,
    pub revoked_at: Option<Moment>,
}

impl Link {
    pub fn is_open(&self, at: Moment) -> bool {
        self.revoked_at.is_none() && at < self.expires_at
    }
}
