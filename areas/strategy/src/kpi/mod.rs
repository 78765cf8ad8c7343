//! A KPI with its executable definition. A definition is never changed: it is revised, and what was promised or read
//! under an earlier version keeps that version.

pub(crate) mod api;
pub(crate) mod one;
pub(crate) mod pages;
pub mod store;
mod words;

use lustrum_kernel::Moment;
use lustrum_kernel::access::Resource;
use lustrum_kernel::id;
use lustrum_kernel::id::PersonId;

pub use store::{create, find, list, of_versions, revise, version, versions};
pub use words::{Cadence, DataClass, Direction};

id!(
    /// A KPI.
    KpiId
);
id!(
    /// One version of a KPI's definition.
    KpiVersionId
);

/// How a KPI is computed, so that two people come to the same figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Who or what is counted.
    pub population: String,
    pub formula: String,
    /// In which the values are written, such as `%` or `points`.
    pub unit: String,
    /// Digits behind the mark when it is shown.
    pub decimals: i64,
    pub direction: Direction,
    pub cadence: Cadence,
    /// What one reading is of: a depot, a team.
    pub grain: String,
    /// The system or person that it comes from.
    pub source: String,
    pub data_class: DataClass,
}

/// A KPI with the definition that holds now.
#[derive(Clone, Debug)]
pub struct Kpi {
    pub id: KpiId,
    pub title: String,
    pub current: KpiVersion,
}

#[derive(Clone, Debug)]
pub struct KpiVersion {
    pub id: KpiVersionId,
    pub kpi: KpiId,
    pub number: i64,
    pub definition: Definition,
    pub made_by: PersonId,
    pub made_at: Moment,
}

impl Kpi {
    pub fn resource(&self) -> Resource {
        Resource::new("Kpi", self.id)
    }
}
