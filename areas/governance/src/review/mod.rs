//! The quarterly review: made by one click from what the evidence says, frozen, and the same bytes for both sides.

pub(crate) mod api;
mod content;
pub mod contest;
mod document;
mod files;
mod gather;
mod make;
pub mod note;
pub(crate) mod pages;
mod store;
#[cfg(test)]
mod tests;
pub mod verdict;
mod words;

use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, id};

use crate::quarter::Quarter;

pub use content::{
    Action, Change, Content, Decision, Expectation, FORMAT, Label, LeansOn, Line, Measure, Need, Noted, Party,
    Promises, Relation, Study, Target, Translated, hash_of,
};
pub use document::{DocumentError, Format, document, document_with};
pub(crate) use gather::lines_of;
pub use gather::{gather, is_generated};
pub use make::{MakeRefused, latest_or_made, make};
pub use store::{all_of, freeze, latest, list};
pub use words::{Opens, Spoken, spoken};

id!(
    /// A review.
    ReviewId
);

/// A frozen review.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    pub id: ReviewId,
    pub period: Quarter,
    /// The first of a period is 1; made again after something changed, it is the next.
    pub number: i64,
    pub content: Content,
    /// SHA-256 of the frozen text.
    pub hash: String,
    pub made_at: Moment,
    pub made_by: Option<PersonId>,
}
