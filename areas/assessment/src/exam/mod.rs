//! A test: items in an order, each in one version, with the rules by which it is taken. Once it was asked its items stay.

pub(crate) mod api;
pub(crate) mod pages;
pub mod store;

use lustrum_kernel::{Moment, id};
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;

use crate::bank::BankId;
use crate::item::{Content, ItemId};

pub use store::{choose, create, find, items_of, of_partnership, tested_modules};

id!(
    /// A test.
    TestId
);

pub const MOST_ITEMS: usize = 100;

/// What is written of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    pub programme: ProgrammeId,
    /// What it is about; nothing for a test of the whole programme.
    pub module: Option<ModuleId>,
    /// How long a person has; nothing where time does not count.
    pub minutes: Option<i64>,
    /// How often a person may take it.
    pub attempts: i64,
    /// Whether each person gets the items and their options in an order of their own.
    pub shuffled: bool,
    /// Whether people see their result when they hand in, or only when results are released.
    pub released_at_once: bool,
}

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Test {
    pub id: TestId,
    pub programme_id: ProgrammeId,
    pub programme_title: String,
    pub module_id: Option<ModuleId>,
    pub title: String,
    pub minutes: Option<i64>,
    pub attempts: i64,
    pub shuffled: bool,
    pub released_at_once: bool,
    pub made_at: Moment,
    pub items: i64,
    /// How often it is or was asked of a cohort.
    pub sittings: i64,
}

impl Test {
    /// Its items change until someone is asked.
    pub fn is_open(&self) -> bool {
        self.sittings == 0
    }
}

/// An item at its place in a test, as it is asked there.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Asked {
    pub place: i64,
    pub item_id: ItemId,
    pub bank_id: BankId,
    pub version: i64,
    /// The newest version of the item, which may be another.
    pub newest: i64,
    pub kind: String,
    pub prompt: String,
    pub content: String,
    pub tier: i64,
    pub skill: String,
}

impl Asked {
    pub fn content(&self) -> Option<Content> {
        serde_json::from_str(&self.content).ok()
    }
    pub fn kind_key(&self) -> String {
        format!("item-kind-{}", self.kind)
    }
}

/// The tier that a test gives evidence on: the one that at least half of its points show, else the lowest. A few
/// decisions among facts do not make a test of decisions.
///
/// ```
/// use lustrum_assessment::exam::tier_of;
/// assert_eq!(tier_of(&[(4, 1.0), (5, 1.0), (5, 2.0)]), 5);
/// assert_eq!(tier_of(&[(4, 3.0), (5, 1.0)]), 4);
/// assert_eq!(tier_of(&[]), 4);
/// ```
pub fn tier_of(points: &[(i64, f64)]) -> i64 {
    let all: f64 = points.iter().map(|(_, points)| points).sum();
    let from = |tier: i64| points.iter().filter(|(of, _)| *of >= tier).map(|(_, points)| points).sum::<f64>();
    [6, 5].into_iter().find(|tier| all > 0.0 && from(*tier) * 2.0 >= all).unwrap_or(4)
}
