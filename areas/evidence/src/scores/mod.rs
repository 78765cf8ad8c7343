//! Scores before and after, on one assessment of one cohort. A file that is taken again replaces what it was before;
//! the earlier one stays, superseded.

pub mod api;
pub mod charts;
pub mod figures;
pub mod import_pages;
pub mod pages;
pub mod read;
pub mod store;

use lustrum_delivery::cohort::CohortId;
use lustrum_kernel::{Day, id};
use sea_orm::FromQueryResult;

pub use store::{import, of_partnership, pairs};

id!(
    /// An assessment of a cohort, before and after.
    AssessmentId
);

/// What is said of an assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub title: String,
    /// The highest score that can be reached; 0 is the lowest.
    pub most: f64,
    pub before: Day,
    pub after: Day,
}

/// The two scores of one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub before: f64,
    pub after: f64,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Assessment {
    pub id: AssessmentId,
    pub cohort_id: CohortId,
    /// As it was called then.
    pub cohort_title: String,
    pub title: String,
    pub most: f64,
    pub before_day: Day,
    pub after_day: Day,
    pub people: i64,
}
