//! A business challenge: what hurts for three to five years, and who owns it.

pub(crate) mod api;
pub(crate) mod pages;
pub mod store;

use lustrum_kernel::access::Resource;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Day, id};
use sea_orm::FromQueryResult;

pub use store::{change, create, find, list};

id!(
    /// A challenge.
    ChallengeId
);

/// What is written of a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    pub description: String,
    pub owner: PersonId,
    pub from: Day,
    pub until: Day,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Challenge {
    pub id: ChallengeId,
    pub title: String,
    pub description: String,
    pub owner_id: PersonId,
    pub from_day: Day,
    pub until_day: Day,
}

impl Challenge {
    pub fn resource(&self) -> Resource {
        Resource::new("Challenge", self.id)
    }
}
