//! A decision: what both sides agreed on in a review, who sees to it, by when, and under which clause of the charter.

mod store;

use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Day, Moment, id};

use crate::owner::Owner;
use crate::quarter::Quarter;

pub use store::{add, list, of_period};

id!(
    /// A decision.
    DecisionId
);

/// A decision about to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// The period that it looks back on.
    pub period: Quarter,
    pub text: String,
    /// The place in the charter that it stands on, empty where there is none.
    pub clause: String,
    pub owner: Owner,
    pub due: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub id: DecisionId,
    pub period: Quarter,
    pub text: String,
    pub clause: String,
    pub owner: Owner,
    pub owner_name: Option<String>,
    pub due: Option<Day>,
    pub made_at: Moment,
    pub made_by: Option<PersonId>,
}
