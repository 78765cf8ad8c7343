//! The weekly digest: one mail to each person over all their partnerships, of what is asked of them, what is due, what was
//! decided, what comes and what gives an alarm, as far as they may see it. It leaves at the hour that the person chose, in
//! the person's zone, once each week, and not at all where there is nothing to say.

pub(crate) mod api;
mod gather;
mod letter;
pub(crate) mod pages;
mod send;
pub(crate) mod sign;
mod store;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lustrum_kernel::{Day, Moment};

pub use send::{keep, send_due};
pub use store::{set, wish};

/// Whether and when a person gets the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    pub wanted: bool,
    /// From 1, Monday, to 7.
    pub weekday: i64,
    /// The hour on the wall clock of the person's zone.
    pub hour: i64,
}

impl Default for Wish {
    /// Monday morning, before the work of the week begins.
    fn default() -> Self {
        Self { wanted: true, weekday: 1, hour: 7 }
    }
}

/// Days looked at for a next weekday: more than a week, as a zone may skip a day when it crosses the date line.
const LOOKED_AT: i32 = 15;

impl Wish {
    /// The first time after a moment that the digest leaves. An hour that the clock skips is taken after the gap, one that it
    /// shows twice the first time.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use lustrum_governance::digest::Wish;
    /// let wish = Wish { wanted: true, weekday: 7, hour: 2 };
    /// let zone = TimeZone::get("Europe/Amsterdam")?;
    /// let after = |text: &str| wish.next_after(lustrum_kernel::Moment(text.parse().unwrap()), &zone).to_string();
    /// assert_eq!(after("2026-03-27T00:00:00Z"), "2026-03-29T01:00:00Z");
    /// assert_eq!(after("2026-10-24T00:00:00Z"), "2026-10-25T00:00:00Z");
    /// assert_eq!(after("2026-10-25T00:00:00Z"), "2026-11-01T01:00:00Z");
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn next_after(&self, after: Moment, zone: &TimeZone) -> Moment {
        let today = after.day_in(zone);
        let next = self.times(today, 0..=LOOKED_AT, zone).find(|at| *at > after);
        next.unwrap_or(Moment(Timestamp::MAX))
    }

    /// The last time until a moment, that moment included, at which it was to leave.
    pub fn last_until(&self, until: Moment, zone: &TimeZone) -> Moment {
        let today = until.day_in(zone);
        let last = self.times(today, -LOOKED_AT..=0, zone).filter(|at| *at <= until).last();
        last.unwrap_or(Moment(Timestamp::MIN))
    }

    fn times(
        &self,
        today: Day,
        days: std::ops::RangeInclusive<i32>,
        zone: &TimeZone,
    ) -> impl Iterator<Item = Moment> + use<> {
        let (weekday, hour, zone) = (self.weekday, i8::try_from(self.hour).unwrap_or(7).clamp(0, 23), zone.clone());
        days.map(move |ahead| today.plus_days(ahead))
            .filter(move |day| i64::from(day.0.weekday().to_monday_one_offset()) == weekday)
            .map(move |day| {
                let instant = zone.to_ambiguous_timestamp(day.0.at(hour, 0, 0, 0)).compatible();
                Moment(instant.unwrap_or(Timestamp::MAX))
            })
    }
}
