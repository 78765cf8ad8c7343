//! A rehearsal of the exit: the archive of a side is written, taken into an empty installation that exists for as long as
//! that takes, written again from there and held against the first. What is kept is what came of it, and none of the data.

pub(crate) mod api;
mod job;
pub(crate) mod pages;
mod run;
mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::Migration;
use lustrum_kernel::{Moment, id};
use serde::{Deserialize, Serialize};

use crate::archive::manifest::Withheld;

pub use job::Rehearse;
pub use run::rehearse;
pub use store::{begin, find, finish, last_days, list, note};

id!(
    /// A rehearsal of the exit.
    RehearsalId
);

/// The steps of the schema of the whole product, which no area knows and the application hands over.
pub struct Steps(pub Vec<Migration>);

/// Where a rehearsal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Running,
    /// Everything came back.
    Whole,
    /// Something did not.
    Lacking,
    /// It could not be carried out.
    Failed,
}

impl State {
    /// Its message is `exit-state-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Whole => "whole",
            Self::Lacking => "lacking",
            Self::Failed => "failed",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Running, Self::Whole, Self::Lacking, Self::Failed].into_iter().find(|state| state.word() == word)
    }
}

/// How much of a part of the product is in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    pub part: String,
    pub tables: u64,
    pub rows: u64,
}

/// What a rehearsal came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub parts: Vec<Counted>,
    pub rows: u64,
    pub documents: u64,
    pub events: u64,
    pub bytes: u64,
    /// Of the archive.
    pub sha256: String,
    pub write_millis: u64,
    pub import_millis: u64,
    pub withheld: Vec<Withheld>,
    /// How many tables stay, and why: the word of the reason.
    pub left_out: Vec<(String, u64)>,
    /// Files that did not come back as they were.
    pub differences: Vec<String>,
    /// Why it could not be carried out; empty otherwise.
    pub failure: String,
}

impl Report {
    pub fn state(&self) -> State {
        if !self.failure.is_empty() {
            State::Failed
        } else if self.differences.is_empty() {
            State::Whole
        } else {
            State::Lacking
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    pub id: RehearsalId,
    pub side: Side,
    pub begun_at: Moment,
    pub finished_at: Option<Moment>,
    pub state: State,
    pub report: Report,
}
