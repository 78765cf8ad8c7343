//! What tests say of groups: what was gained from before to after, what is still there later, and how good the items are.
//! Nothing is said of fewer people than five.

mod change;
pub mod demonstrated;
pub mod group;
pub mod items;
pub mod measured;
pub mod reached;
#[cfg(test)]
mod tests;

use lustrum_kernel::db::DbError;
use lustrum_kernel::figure::Figure;

pub use change::{Change, Mean, Person, change};
pub use measured::{Measured, Row, measured};
pub use reached::{Reached, reached};

/// A figure under the key of its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub key: &'static str,
    pub figure: Figure,
    /// A change or a difference, which shows its sign.
    pub difference: bool,
    /// The tier of the learning-transfer evaluation model, 4 to 6, and the days since the learning.
    pub tier: i64,
    pub days: Option<i64>,
}

pub(crate) fn broken(error: &dyn std::fmt::Display) -> DbError {
    DbError::Broken(sea_orm::DbErr::Custom(error.to_string()))
}
