//! A registered study: its plan is fixed and hashed before the data are opened; every estimate is a row of its own
//! with the hash of its data and the version of the code, so that it can be made again.

pub(crate) mod api;
mod asked;
pub(crate) mod data;
mod draw;
pub(crate) mod draw_pages;
mod finding;
mod horizons;
mod lottery;
mod once;
pub(crate) mod pages;
mod pictures;
mod plan;
mod proof;
mod readings;
pub(crate) mod register_pages;
mod schematic;
pub(crate) mod seal_pages;
mod seal_store;
mod shown;
pub mod store;
mod surer;
pub(crate) mod words;

use lustrum_kernel::access::Resource;
use lustrum_kernel::id::{BlobId, OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Moment, id};

pub use asked::Results;
pub use draw::{Draw, Lot};
pub use finding::{Check, Coded, Description, Finding, Verdict};
pub use lottery::{Entrant, Lottery, Seal, hashed};
pub use plan::{Assigned, Basis, Better, Design, Plan, UnitPlan};
pub use proof::{Proof, Step};
pub use readings::table_of_readings;
pub use seal_store::{Given, SealRefused, open, seal};
pub use shown::{Effect, Group, GroupTime, Shown};
pub use store::{
    Concluded, estimate_and_store, estimates, find, latest_of, latest_of_study, opened, register, release, store,
    withdraw,
};

/// How much went into a finding, and of what, in words: `n = 760 readings, one for each unit and period`.
pub fn counted(t: &Speaker, plan: &Plan, finding: &Finding) -> String {
    words::Words { t, plan }.counted(finding)
}

/// The version that computes.
pub const CODE_VERSION: &str = concat!("lustrum-study ", env!("CARGO_PKG_VERSION"));

id!(
    /// A registered study.
    StudyId
);

#[derive(Clone, Debug)]
pub struct Study {
    pub id: StudyId,
    pub organisation: OrganisationId,
    pub partnership: PartnershipId,
    /// As it was registered, and where both sides gave the seed of its draw since, with what was drawn.
    pub plan: Plan,
    /// The plan exactly as it was registered and hashed.
    pub text: String,
    /// SHA-256 of that text.
    pub plan_hash: String,
    /// The words of both sides, of a draw that waits for them or was made from them.
    pub seals: Vec<Seal>,
    pub registered_at: Moment,
    pub registered_by: PersonId,
    /// Since when the partner may see it, where the organisation released the study itself.
    pub released_at: Option<Moment>,
}

/// One estimate of a study.
#[derive(Clone, Debug)]
pub struct Estimated {
    pub study: StudyId,
    pub number: i64,
    pub made_at: Moment,
    pub made_by: PersonId,
    /// The table that it was made from.
    pub blob: BlobId,
    pub data_hash: String,
    /// SHA-256 of the answer as it is kept.
    pub answer_hash: String,
    pub code_version: String,
    pub finding: Finding,
}

impl Study {
    /// What the policies are asked about. `visible` says whether an agreement on the KPI is in force.
    pub fn resource(&self, visible: bool) -> Resource {
        Resource::new("Study", self.id).flag("shared", visible || self.released_at.is_some())
    }
}
