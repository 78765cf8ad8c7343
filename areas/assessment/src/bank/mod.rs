//! A bank of items that both sides write for a partnership, or for one of its programmes.

pub(crate) mod api;
pub(crate) mod pages;
pub mod store;

use lustrum_kernel::{Moment, id};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;

pub use store::{create, find, of_partnership};

id!(
    /// A bank of items.
    BankId
);

/// The languages that items are written in, the two of the product first.
pub const LANGUAGES: [&str; 5] = ["nl", "en", "de", "fr", "pl"];

/// What is written of a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    /// The language that every item of it has.
    pub language: String,
    pub programme: Option<ProgrammeId>,
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Bank {
    pub id: BankId,
    pub programme_id: Option<ProgrammeId>,
    pub title: String,
    pub language: String,
    pub made_at: Moment,
    /// How many of its items can be asked.
    pub items: i64,
}

impl Bank {
    /// Its language first.
    pub fn languages(&self) -> Vec<&'static str> {
        let mut all = LANGUAGES.to_vec();
        all.sort_by_key(|code| *code != self.language);
        all
    }
}
