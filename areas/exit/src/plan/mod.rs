//! The plan of the exit: how long before the end notice is given, and who hands over what by when. Either side writes it,
//! the other agrees; what was agreed holds until another version is.

pub(crate) mod api;
pub(crate) mod pages;
mod store;
mod waits;

use lustrum_kernel::Moment;
use lustrum_kernel::access::Side;
use serde::{Deserialize, Serialize};

pub use store::{agree, agreed_and_newest, write};
pub use waits::Waits;

/// Something that one side hands over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Who hands it over.
    pub side: Side,
    pub what: String,
    /// Days after the last day of the partnership.
    pub days: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub version: i64,
    /// How long before the end the one side tells the other.
    pub notice_days: i64,
    pub items: Vec<HandOver>,
    /// Who wrote it.
    pub side: Side,
    pub written_at: Moment,
    pub agreed_at: Option<Moment>,
}

#[derive(Debug, thiserror::Error)]
pub enum PlanRefused {
    #[error("another version was written meanwhile")]
    Changed,
    #[error("whoever wrote it does not agree to it")]
    OwnPlan,
    #[error("it was agreed already")]
    Agreed,
    #[error(transparent)]
    Database(#[from] lustrum_kernel::db::DbError),
}

impl From<PlanRefused> for lustrum_kernel::Problem {
    fn from(refused: PlanRefused) -> Self {
        match refused {
            PlanRefused::Changed => Self::refused("refusal-exit-plan-changed"),
            PlanRefused::OwnPlan => Self::refused("refusal-exit-plan-own"),
            PlanRefused::Agreed => Self::refused("refusal-exit-plan-agreed"),
            PlanRefused::Database(error) => error.into(),
        }
    }
}
