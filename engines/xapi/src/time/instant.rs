//! A point in time, in microseconds.

use std::fmt;

/// A point in time to the microsecond, in UTC. What is written finer is cut off; xAPI asks for milliseconds.
///
/// Shown as RFC 3339 with three digits behind the second, or with six where three would lose something.
///
/// ```
/// use lustrum_xapi::time::Instant;
/// assert_eq!(Instant::from_micros(0).to_string(), "1970-01-01T00:00:00.000Z");
/// assert_eq!(Instant::from_micros(1_000_001).to_string(), "1970-01-01T00:00:01.000001Z");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

const DAY: i64 = 86_400_000_000;

impl Instant {
    /// Microseconds since 1970-01-01T00:00:00Z, without leap seconds.
    pub fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z, without leap seconds.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// From the calendar; the parts were checked by the caller.
    pub(super) fn of_parts(year: i64, month: i64, day: i64, micros_of_day: i64) -> Self {
        Self(days_from_civil(year, month, day) * DAY + micros_of_day)
    }

    pub(super) fn minus_minutes(self, minutes: i64) -> Self {
        Self(self.0 - minutes * 60_000_000)
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar. The year starts in March, so that the leap day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.0.div_euclid(DAY));
        let of_day = self.0.rem_euclid(DAY);
        let seconds = of_day / 1_000_000;
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        match of_day % 1_000_000 {
            micros if micros % 1000 == 0 => write!(f, ".{:03}Z", micros / 1000),
            micros => write!(f, ".{micros:06}Z"),
        }
    }
}
