//! A goal: by when a KPI moves from where it stands to where it should. Shared with a partner one by one.

pub(crate) mod api;
pub(crate) mod pages;
pub(crate) mod shared;
pub mod store;

use lustrum_kernel::access::Resource;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Day, id};
use sea_orm::FromQueryResult;

use crate::challenge::ChallengeId;
use crate::kpi::KpiId;

pub use store::{create, find, newest_on, of_challenge, of_organisation, share, shared_with, unshare};

id!(
    /// A goal.
    GoalId
);

/// What is written of a goal. Baseline and target are in the unit of the KPI.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub title: String,
    pub challenge: ChallengeId,
    pub kpi: KpiId,
    pub baseline: f64,
    pub target: f64,
    pub due: Day,
}

/// A goal with what its KPI is measured in.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Goal {
    pub id: GoalId,
    pub challenge_id: ChallengeId,
    pub challenge_title: String,
    pub kpi_id: KpiId,
    pub kpi_title: String,
    pub kpi_unit: String,
    pub decimals: i64,
    pub title: String,
    pub baseline: f64,
    pub target: f64,
    pub due: Day,
}

impl Goal {
    pub fn resource(&self) -> Resource {
        Resource::new("Goal", self.id)
    }
    /// A value of its KPI with the unit.
    pub fn spoken(&self, t: &Speaker, value: &f64) -> String {
        let digits = usize::try_from(self.decimals).unwrap_or_default();
        format!("{}\u{a0}{}", t.number(*value, digits), self.kpi_unit)
    }
}
