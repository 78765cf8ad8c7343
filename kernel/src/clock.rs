//! Time is passed in. [`Moment`] is an instant (stored as microseconds since 1970, UTC), [`Day`] a date of the
//! calendar (stored as `2026-10-08`); [`Clock`] is the one source of "now", so that tests can stand still.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use sea_orm::{ColIdx, DbErr, QueryResult, TryGetError, TryGetable, Value};
use serde::{Deserialize, Serialize};

/// An instant, to the microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub Timestamp);

impl Moment {
    /// From microseconds since 1970, UTC.
    pub fn from_micros(micros: i64) -> Option<Self> {
        Timestamp::from_microsecond(micros).ok().map(Self)
    }
    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }
    /// The same instant on the wall clock of a zone.
    pub fn in_zone(self, zone: &TimeZone) -> ZonedDateTime {
        self.0.to_zoned_datetime(zone.clone())
    }
    /// The date that this instant falls on in a zone.
    pub fn day_in(self, zone: &TimeZone) -> Day {
        Day(self.in_zone(zone).date())
    }
    /// Later by so many seconds (earlier when negative); stays at the end of time rather than overflow.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(jiff::SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX))
    }
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days * 86_400)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Moment> for Value {
    fn from(moment: Moment) -> Self {
        moment.micros().into()
    }
}

impl TryGetable for Moment {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let micros = i64::try_get_by(row, index)?;
        Self::from_micros(micros).ok_or_else(|| DbErr::Type(format!("{micros} is no instant")).into())
    }
}

impl sea_orm::sea_query::Nullable for Moment {
    fn null() -> Value {
        Value::BigInt(None)
    }
}

/// A date of the calendar, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub Date);

impl Day {
    pub fn of(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }
    pub fn first_of_month(self) -> Self {
        Self(self.0.first_of_month())
    }
    pub fn plus_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().months(months)))
    }
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }
    /// Whole days from `earlier` to this day.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.since(earlier.0).map(|span| span.get_days()).unwrap_or_default()
    }
    /// Midnight, or the first instant of this day where a zone skips midnight.
    pub fn start_in(self, zone: &TimeZone) -> Option<Moment> {
        self.0.to_zoned_datetime(zone.clone()).ok().map(|zoned| Moment(zoned.timestamp()))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Day {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        day.to_string().into()
    }
}

impl TryGetable for Day {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, index)?;
        text.parse().map_err(|_| DbErr::Type(format!("{text:?} is no date")).into())
    }
}

impl sea_orm::sea_query::Nullable for Day {
    fn null() -> Value {
        Value::String(None)
    }
}

/// Where "now" comes from: the machine, or a hand that a test or the demo moves.
#[derive(Clone, Debug)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    pub fn system() -> Self {
        Self(None)
    }
    /// A clock that stands at `moment` until it is set again.
    pub fn standing_at(moment: Moment) -> Self {
        Self(Some(Arc::new(AtomicI64::new(moment.micros()))))
    }
    /// Moves a standing clock; the machine's clock can't be moved and stays what it is.
    pub fn set(&self, moment: Moment) {
        if let Some(hand) = &self.0 {
            hand.store(moment.micros(), Ordering::Relaxed);
        }
    }
    pub fn now(&self) -> Moment {
        match &self.0 {
            Some(hand) => Moment::from_micros(hand.load(Ordering::Relaxed)).unwrap_or(Moment(Timestamp::MIN)),
            // Whole microseconds, so that what is stored equals what was said.
            None => Moment::from_micros(Timestamp::now().as_microsecond()).unwrap_or(Moment(Timestamp::MIN)),
        }
    }
}
