//! How the health of a partnership is looked at: what each part weighs, when an alarm is raised, how far apart two views may
//! be, and for how long a figure can be contested. Both sides may change it, and see who did.

pub(crate) mod api;
pub(crate) mod pages;
mod store;

use serde::{Deserialize, Serialize};

use super::drift::Part;

pub use store::{ChangeRefused, change, current};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Of each part, in the order of [`Part::ALL`]; they need not sum to anything.
    pub weights: [f64; 6],
    /// Under this figure an alarm is raised.
    pub floor: f64,
    /// So many points less than in the quarter before raise one as well.
    pub fall: f64,
    /// Two means that lie further apart than this, on a scale of 1 to 5, come before the committee.
    pub gap: f64,
    /// Working days in which a figure of a review can be contested.
    pub contest_days: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { weights: Part::ALL.map(Part::usual_weight), floor: 60.0, fall: 10.0, gap: 1.0, contest_days: 10 }
    }
}

/// What holds, and its number, which whoever changes it must have seen; 0 as long as nobody did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    pub number: i64,
    pub settings: Settings,
}
