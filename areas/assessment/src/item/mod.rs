//! An item: one question or task with its answer. It is written in versions; one that was asked stays as it was, so that
//! an answer is always an answer to the words that were on the screen.

pub(crate) mod api;
pub(crate) mod ask;
mod content;
mod fold;
pub(crate) mod form;
pub(crate) mod pages;
mod score;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::{Moment, id};
use lustrum_programme::module::ModuleId;
use sea_orm::FromQueryResult;

use crate::bank::BankId;
pub use ask::{Shown, Shuffle, shuffled};
pub use content::{Content, Kind, MOST_LINES, Task, Text, Unsound};
pub use fold::fold;
pub use score::{Answer, share};
pub use store::{add, change, find, of_bank, retire};

id!(
    /// An item.
    ItemId
);

/// On which tier of the learning-transfer evaluation model an item gives evidence (Thalheimer 2018).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Tier 4: knowing it.
    Knowledge,
    /// Tier 5: deciding well in a realistic situation.
    Decision,
    /// Tier 6: doing it.
    Task,
}

impl Tier {
    pub const ALL: [Tier; 3] = [Self::Knowledge, Self::Decision, Self::Task];
    pub fn number(self) -> i64 {
        match self {
            Self::Knowledge => 4,
            Self::Decision => 5,
            Self::Task => 6,
        }
    }
    pub fn of(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.number() == number)
    }
}

/// An item as its newest version has it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Item {
    pub id: ItemId,
    pub bank_id: BankId,
    pub version: i64,
    pub retired_at: Option<Moment>,
    pub kind: String,
    /// The beginning of its question, in the language of the bank.
    pub prompt: String,
    pub content: String,
    pub tier: i64,
    pub skill: String,
    pub module_id: Option<ModuleId>,
    /// Who wrote this version, on which side.
    pub writer: String,
    pub side: String,
    /// The name that a file gave it, where it came from one.
    pub source: String,
    pub made_at: Moment,
}

impl Item {
    /// What it asks. A stored version was sound when it was written.
    pub fn content(&self) -> Option<Content> {
        serde_json::from_str(&self.content).ok()
    }
    pub fn kind_key(&self) -> String {
        format!("item-kind-{}", self.kind)
    }
    pub fn tier_key(&self) -> String {
        format!("item-tier-{}", self.tier)
    }
    pub fn side_key(&self) -> String {
        format!("item-side-{}", self.side)
    }
}

/// What is written of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub content: Content,
    pub tier: Tier,
    pub skill: String,
    pub module: Option<ModuleId>,
    pub source: String,
}

/// Who writes, as the version remembers them.
#[derive(Clone, Debug)]
pub struct Writer {
    pub name: String,
    pub side: lustrum_kernel::access::Side,
}
