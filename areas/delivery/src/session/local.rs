//! From the wall clock of a place to an instant. Twice a year a wall clock skips an hour or shows it twice.

use jiff::civil::{DateTime, Time, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};
use lustrum_kernel::{Day, Moment};

/// When people are asked something: after the first talk of the day, before the work swallows it.
const MORNING: Time = Time::constant(9, 30, 0, 0);

/// Which of two instants is meant where the wall clock shows the hour twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Earlier,
    Later,
}

/// What a time on the wall of a place means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Local {
    Instant(Moment),
    /// The clock is put forward over this time: it does not exist on that day.
    Skipped,
    /// The clock is put back: it is shown twice.
    Twice {
        earlier: Moment,
        later: Moment,
    },
}

/// Reads the wall clock of a zone.
///
/// ```
/// use jiff::{civil::date, tz::TimeZone};
/// use lustrum_delivery::session::{Local, instant};
/// let zone = TimeZone::get("Europe/Amsterdam")?;
/// assert!(matches!(instant(date(2026, 9, 17).at(9, 0, 0, 0), &zone), Local::Instant(_)));
/// assert_eq!(instant(date(2026, 3, 29).at(2, 30, 0, 0), &zone), Local::Skipped);
/// assert!(matches!(instant(date(2026, 10, 25).at(2, 30, 0, 0), &zone), Local::Twice { .. }));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn instant(wall: DateTime, zone: &TimeZone) -> Local {
    let at = |offset: jiff::tz::Offset| offset.to_timestamp(wall).map(Moment);
    match zone.to_ambiguous_timestamp(wall).offset() {
        AmbiguousOffset::Unambiguous { offset } => at(offset).map_or(Local::Skipped, Local::Instant),
        AmbiguousOffset::Gap { .. } => Local::Skipped,
        AmbiguousOffset::Fold { before, after } => match (at(before), at(after)) {
            (Ok(earlier), Ok(later)) => Local::Twice { earlier, later },
            _ => Local::Skipped,
        },
    }
}

/// Half past nine on the wall clock of a place, on a day or on the Monday after it where it is in a weekend, on whichever
/// side of a change of clocks that lies.
///
/// ```
/// use jiff::tz::TimeZone;
/// use lustrum_delivery::session::working_morning;
/// let zone = TimeZone::get("Europe/Amsterdam")?;
/// assert_eq!(working_morning("2026-03-28".parse().unwrap(), &zone).to_string(), "2026-03-30T07:30:00Z");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn working_morning(day: Day, zone: &TimeZone) -> Moment {
    let day = match day.0.weekday() {
        Weekday::Saturday => day.plus_days(2),
        Weekday::Sunday => day.plus_days(1),
        _ => day,
    };
    // No zone skips half past nine; if one ever did, its next instant is meant.
    let instant = zone.to_ambiguous_timestamp(day.0.to_datetime(MORNING)).compatible();
    Moment(instant.unwrap_or(jiff::Timestamp::MAX))
}
