//! A proposal to change a module: what triggered it and on which evidence, what would be different, and on which day
//! anyone will look whether it helped. The contact who has the mandate decides, also in the middle of a programme.

pub(crate) mod api;
pub(crate) mod decide;
pub(crate) mod pages;
pub mod store;
pub(crate) mod write;

use std::collections::BTreeMap;

use lustrum_kernel::access::Resource;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Day, Moment, id};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

use crate::module::{Mode, ModuleId, Words};
use crate::programme::ProgrammeId;

pub use store::{
    Opening, accept, decline, find, named, of_programme, open, pending_of_module, pending_of_partnership, put,
};

id!(
    /// A proposal to change a module.
    ProposalId
);

/// What triggered it; its name is `proposal-trigger-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    Feedback,
    Results,
    Market,
    Idea,
}

impl Trigger {
    pub const ALL: [Trigger; 4] = [Self::Feedback, Self::Results, Self::Market, Self::Idea];
    pub fn word(self) -> &'static str {
        match self {
            Self::Feedback => "feedback",
            Self::Results => "results",
            Self::Market => "market",
            Self::Idea => "idea",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trigger| trigger.word() == word)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Triggered; nobody wrote yet what would be different.
    Open,
    /// Written, and waiting for whoever decides.
    Proposed,
    Accepted,
    Declined,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }
    pub fn pending(self) -> bool {
        matches!(self, Self::Open | Self::Proposed)
    }
}

/// What a later area has to show for it: words of its own, with numbers that each reader reads as they write them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The key of a message.
    pub key: String,
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    #[serde(default)]
    pub numbers: BTreeMap<String, f64>,
    pub link: String,
}

impl Evidence {
    pub fn spoken(&self, t: &Speaker) -> String {
        let whole = |value: f64| if value.fract() == 0.0 { 0 } else { 1 };
        let numbers = self.numbers.iter().map(|(name, value)| (name.as_str(), t.number(*value, whole(*value))));
        let words = self.words.iter().map(|(name, word)| (name.as_str(), word.clone()));
        t.say_with(&self.key, &words.chain(numbers).collect::<Vec<_>>())
    }
}

/// What would be different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub words: Words,
    /// In words: which case is replaced, what is left out.
    pub what: String,
    /// On this day anyone looks whether it helped.
    pub check_on: Day,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Proposal {
    pub id: ProposalId,
    pub programme_id: ProgrammeId,
    pub module_id: ModuleId,
    /// As it is called now.
    pub module_title: String,
    pub cause: String,
    pub reason: String,
    /// [`Evidence`] as JSON, or nothing.
    pub evidence: String,
    /// The version that it changes.
    pub from_version: i64,
    pub title: Option<String>,
    pub mode: Option<String>,
    pub minutes: Option<i64>,
    pub own_case_minutes: Option<i64>,
    pub what: String,
    pub check_on: Option<Day>,
    pub made_by: Option<PersonId>,
    pub made_at: Moment,
    pub put_by: Option<PersonId>,
    pub put_at: Option<Moment>,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<Moment>,
    pub decision: String,
    /// The version that came of it.
    pub to_version: Option<i64>,
}

impl Proposal {
    pub fn state(&self) -> State {
        match (self.decided_at, self.to_version, self.put_at) {
            (Some(_), Some(_), _) => State::Accepted,
            (Some(_), None, _) => State::Declined,
            (None, _, Some(_)) => State::Proposed,
            (None, _, None) => State::Open,
        }
    }
    pub fn state_key(&self) -> String {
        format!("proposal-state-{}", self.state().word())
    }
    pub fn cause_key(&self) -> String {
        format!("proposal-trigger-{}", self.cause)
    }
    pub fn evidence(&self) -> Option<Evidence> {
        serde_json::from_str(&self.evidence).ok()
    }
    pub fn resource(&self) -> Resource {
        Resource::new("Proposal", self.id)
    }
    /// What it would make of the module, once that is written.
    pub fn words(&self) -> Option<Words> {
        Some(Words {
            title: self.title.clone()?,
            mode: Mode::parse(self.mode.as_deref()?)?,
            minutes: self.minutes?,
            own_case_minutes: self.own_case_minutes?,
        })
    }
}

/// Why a decision was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecideRefused {
    #[error("it was decided before, or nobody wrote what would be different")]
    NotWaiting,
    #[error("the module changed after the proposal was written")]
    ModuleChanged,
}

impl DecideRefused {
    pub fn key(self) -> &'static str {
        match self {
            Self::NotWaiting => "refusal-proposal-not-waiting",
            Self::ModuleChanged => "refusal-proposal-module-changed",
        }
    }
}
