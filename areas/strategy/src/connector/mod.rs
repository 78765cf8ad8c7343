//! A connector: readings of a KPI that come by themselves, from a file in a folder or on a server that the operator
//! allows. Its columns are mapped and looked at before it first runs; every run is kept with what it took and refused.

pub(crate) mod api;
pub mod check;
mod form;
pub(crate) mod pages;
pub mod run;
pub mod schedule;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::Moment;
use lustrum_kernel::access::Resource;
use lustrum_kernel::id;
use lustrum_kernel::id::{OrganisationId, PersonId};

use crate::kpi::KpiId;
use crate::reading::file::Headings;
pub use check::{Flag, Judged, Limits, Refusal, judge};
pub use schedule::{Every, Schedule};

id!(
    /// A connector.
    ConnectorId
);
id!(
    /// One run of a connector, or one look at what it would do.
    RunId
);

/// What a person decides about a connector.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub title: String,
    /// A source of the configuration, by its name, and where in it the file is.
    pub source: String,
    pub path: String,
    /// Of a workbook; empty takes the first.
    pub sheet: String,
    pub headings: Headings,
    /// Whether the file holds shares of one (0.31) where the KPI is in percent.
    pub share: bool,
    pub limits: Limits,
    pub schedule: Schedule,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Was not looked at, or not activated since its last change.
    Draft,
    Active,
    Paused,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Paused => "paused",
        }
    }
    pub fn parse(word: &str) -> Self {
        [Self::Active, Self::Paused].into_iter().find(|state| state.word() == word).unwrap_or(Self::Draft)
    }
}

#[derive(Clone, Debug)]
pub struct Connector {
    pub organisation: OrganisationId,
    pub id: ConnectorId,
    pub kpi: KpiId,
    /// 1, and more by 1 with every change.
    pub number: i64,
    pub words: Words,
    pub state: State,
    /// The number whose preview gave readings.
    pub previewed: i64,
    /// When it runs next.
    pub next_at: Option<Moment>,
    /// By which the other side recognises the file that was taken last, and its hash.
    pub mark: String,
    pub sha256: String,
    /// In whose name it records: whoever changed or activated it last.
    pub kept_by: PersonId,
}

impl Connector {
    pub fn resource(&self) -> Resource {
        Resource::new("Connector", self.id)
    }
    /// Whether it was looked at as it is now.
    pub fn may_activate(&self) -> bool {
        self.state != State::Active && self.previewed == self.number
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Taken,
    /// The file is the one that was taken last.
    Unchanged,
    /// Nothing of the file was taken.
    Refused,
    /// There was no file.
    Unreached,
}

impl Outcome {
    pub const ALL: [Self; 4] = [Self::Taken, Self::Unchanged, Self::Refused, Self::Unreached];
    pub fn word(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
            Self::Unreached => "unreached",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}
