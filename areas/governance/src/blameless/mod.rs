//! A blameless review: what did not work, looked at by both sides together. It names conditions and what each side added to
//! them, and never who did it; it ends when there are data, a contribution of each side, a condition and an action.

pub(crate) mod api;
pub(crate) mod change_pages;
mod names;
pub(crate) mod pages;
mod read;
mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::Side;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, id};

use crate::review::Line;

pub use names::named_in;
pub use store::{add, begin, close, entries, find, list, remove, reopen};

id!(
    /// A blameless review.
    BlamelessId
);
id!(
    /// A piece of evidence, a contribution or a condition of a blameless review.
    EntryId
);

/// The twelve levers of transfer effectiveness (I. Weinbauer-Heidel, *What Makes Training Really Work*, 2018): three of the
/// learner, four of the training, five of the organisation. A name is `blameless-lever-...`.
pub const LEVERS: [&str; 12] = [
    "motivation",
    "self-efficacy",
    "volition",
    "clear-expectations",
    "relevance",
    "practice",
    "planning",
    "opportunities",
    "capacity",
    "supervisors",
    "peers",
    "expected-by-organisation",
];

/// How a condition stands. On a page its word stands with its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    Red,
    Amber,
    Green,
}

impl Light {
    pub const ALL: [Light; 3] = [Self::Red, Self::Amber, Self::Green];
    /// Its message is `blameless-light-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|light| light.word() == word)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// What was seen, and where it can be seen again: a figure as it was then, or words with their source.
    Evidence { text: String, figure: Option<Box<Line>>, source: String, link: String },
    /// What the side that wrote it added to what happened.
    Contribution { text: String },
    /// A condition that held: one of [`LEVERS`] or one in own words.
    Condition { lever: Option<&'static str>, text: String, light: Light },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    /// Of whoever wrote it.
    pub side: Side,
    pub part: Part,
    pub added_at: Moment,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blameless {
    pub id: BlamelessId,
    pub title: String,
    pub happened: String,
    pub begun_at: Moment,
    pub begun_by: PersonId,
    pub closed_at: Option<Moment>,
}

impl Blameless {
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// What a review still lacks before it can be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Evidence,
    Contribution(Side),
    Condition,
    Action,
}

impl Lack {
    /// The place on the page and the member of a problem document.
    pub fn place(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Contribution(Side::Organisation) => "contribution-organisation",
            Self::Contribution(Side::Partner) => "contribution-partner",
            Self::Condition => "conditions",
            Self::Action => "actions",
        }
    }
    pub fn key(self) -> &'static str {
        match self {
            Self::Evidence => "fault-blameless-evidence",
            Self::Contribution(_) => "fault-blameless-contribution",
            Self::Condition => "fault-blameless-condition",
            Self::Action => "fault-blameless-action",
        }
    }
}

/// What is missing, in the order of the page. An action has an owner and a day, or it is none.
pub fn lacks(entries: &[Entry], actions: usize) -> Vec<Lack> {
    let has = |wanted: fn(&Part) -> bool| entries.iter().any(|entry| wanted(&entry.part));
    let contributed =
        |side: Side| entries.iter().any(|entry| entry.side == side && matches!(entry.part, Part::Contribution { .. }));
    let mut lacks = Vec::new();
    if !has(|part| matches!(part, Part::Evidence { .. })) {
        lacks.push(Lack::Evidence);
    }
    lacks.extend(Side::BOTH.into_iter().filter(|side| !contributed(*side)).map(Lack::Contribution));
    if !has(|part| matches!(part, Part::Condition { .. })) {
        lacks.push(Lack::Condition);
    }
    if actions == 0 {
        lacks.push(Lack::Action);
    }
    lacks
}

/// Why a review can't be changed so.
#[derive(Debug, thiserror::Error)]
pub enum BlamelessRefused {
    #[error("it lacks {0:?}")]
    Lacks(Vec<Lack>),
    #[error("it is closed")]
    Closed,
    #[error("only the side that wrote it takes it away")]
    OtherSide,
    #[error("there is no such entry")]
    NoEntry,
    #[error(transparent)]
    Database(#[from] lustrum_kernel::db::DbError),
}
