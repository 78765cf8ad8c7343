//! Readings of a KPI, by unit and period, as they were known from a moment on. A correction is a new version: what was
//! known when a review was made can be asked for ever after.

pub(crate) mod api;
pub(crate) mod batch;
pub(crate) mod corrections;
pub mod file;
pub(crate) mod import;
pub(crate) mod pages;
pub mod store;

use lustrum_kernel::{Day, Moment, id};
use sea_orm::FromQueryResult;

use crate::kpi::KpiId;

pub use store::{Compared, Recorded, as_known, compare, find, means_by_period, periods, record, versions};

id!(
    /// One version of a reading.
    ReadingId
);

/// A value to be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Of what it is: a depot, a team, by its name.
    pub unit: String,
    /// The first day of the period.
    pub period: Day,
    pub value: f64,
    /// How many people stand behind it, where that is known; small groups are not released.
    pub people: Option<i64>,
}

/// A reading as it was known.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Reading {
    pub id: ReadingId,
    pub kpi_id: KpiId,
    pub unit: String,
    pub period: Day,
    pub number: i64,
    pub value: f64,
    pub people: Option<i64>,
    pub known_at: Moment,
}

/// The plain mean over the units of one period.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct PeriodMean {
    pub period: Day,
    pub mean: f64,
    /// Units with a reading.
    pub units: i64,
    /// People behind them, as far as it is known.
    pub people: Option<i64>,
}
