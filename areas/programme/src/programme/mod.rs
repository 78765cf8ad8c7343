//! A programme: what a partnership runs for one goal. It is approved once it is clear what it is for and how anyone
//! will see that it worked.

pub(crate) mod api;
pub(crate) mod measure;
pub(crate) mod pages;
pub mod store;
pub(crate) mod write;

use lustrum_kernel::access::Resource;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::{Moment, id};
use lustrum_strategy::goal::GoalId;
use lustrum_strategy::kpi::KpiId;
use sea_orm::FromQueryResult;

pub use store::{add_measure, approve, change, create, end, find, measures, of_partnership, remove_measure, traced};

id!(
    /// A programme.
    ProgrammeId
);
id!(
    /// A measure of a programme.
    MeasureId
);

/// What is written of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    pub purpose: String,
    pub goal: Option<GoalId>,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Programme {
    pub id: ProgrammeId,
    pub partnership_id: PartnershipId,
    pub goal_id: Option<GoalId>,
    pub title: String,
    pub purpose: String,
    pub made_at: Moment,
    pub approved_at: Option<Moment>,
    pub approved_by: Option<PersonId>,
    pub ended_at: Option<Moment>,
}

/// A programme as a link between a goal and what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Traced {
    pub id: ProgrammeId,
    pub goal_id: Option<GoalId>,
    pub title: String,
    pub approved_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    pub behaviours: i64,
    pub modules: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Draft,
    Approved,
    Ended,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Ended => "ended",
        }
    }
}

/// By what anyone will see, on one of the four levels, that the programme worked.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Measure {
    pub id: MeasureId,
    pub level: i64,
    pub text: String,
    pub kpi_id: Option<KpiId>,
}

/// What is missing before a programme can be approved; the word of its message `programme-missing-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Goal,
    /// A measure on level 3 or 4: attendance and satisfaction do not show that anything changed.
    Measure,
    Module,
}

impl Missing {
    pub fn word(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Measure => "measure",
            Self::Module => "module",
        }
    }
    pub fn key(self) -> String {
        format!("programme-missing-{}", self.word())
    }
}

impl Measure {
    /// The key of its level's name.
    pub fn level_key(&self) -> String {
        format!("programme-level-{}", self.level)
    }
}

impl Programme {
    /// The key of its state's name.
    pub fn state_key(&self) -> String {
        format!("programme-state-{}", self.state().word())
    }
    pub fn state(&self) -> State {
        match (self.approved_at, self.ended_at) {
            (_, Some(_)) => State::Ended,
            (Some(_), None) => State::Approved,
            (None, None) => State::Draft,
        }
    }
    pub fn resource(&self) -> Resource {
        Resource::new("Programme", self.id).with("state", self.state().word())
    }
    /// Everything that stands between a draft and its approval.
    pub fn missing(&self, measures: &[Measure], modules: usize) -> Vec<Missing> {
        let mut missing = Vec::new();
        if self.goal_id.is_none() {
            missing.push(Missing::Goal);
        }
        if !measures.iter().any(|measure| measure.level >= 3) {
            missing.push(Missing::Measure);
        }
        if modules == 0 {
            missing.push(Missing::Module);
        }
        missing
    }
}
