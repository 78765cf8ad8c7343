//! When a connector runs: every day, on a day of the week or on a day of the month, at an hour on the clock of a place.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use lustrum_kernel::Moment;

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    Day,
    Week,
    Month,
}

impl Every {
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.word() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub every: Every,
    /// Of a week 1 (Monday) to 7, of a month 1 to 31; a shorter month has its last day instead.
    pub on_day: i64,
    /// 0 to 23, on the clock of the zone.
    pub hour: i64,
    /// A name of the IANA database.
    pub zone: String,
}

impl Schedule {
    /// The first moment of this schedule after another. Where the clock skips that hour it is the hour that follows,
    /// where it strikes twice the first; a day never has two.
    pub fn next_after(&self, moment: Moment) -> Option<Moment> {
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        let hour = i8::try_from(self.hour.clamp(0, 23)).unwrap_or_default();
        let mut day = moment.day_in(&zone).0;
        // A month and a day ahead there is one in any case.
        for _ in 0..63 {
            if self.is_on(day) {
                let at = Time::constant(hour, 0, 0, 0);
                let at = Moment(zone.to_ambiguous_zoned_datetime(day.to_datetime(at)).compatible().ok()?.timestamp());
                if at > moment {
                    return Some(at);
                }
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    fn is_on(&self, day: Date) -> bool {
        match self.every {
            Every::Day => true,
            Every::Week => i64::from(day.weekday().to_monday_one_offset()) == self.on_day.clamp(1, 7),
            Every::Month => i64::from(day.day()) == self.on_day.clamp(1, i64::from(day.days_in_month())),
        }
    }
}

/// The days of a week, as a form offers them.
pub fn weekdays() -> impl Iterator<Item = i64> {
    [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ]
    .into_iter()
    .map(|day| i64::from(day.to_monday_one_offset()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(text.parse().unwrap())
    }
    fn schedule(every: Every, on_day: i64, hour: i64) -> Schedule {
        Schedule { every, on_day, hour, zone: "Europe/Amsterdam".to_owned() }
    }

    #[test]
    fn every_day_has_one_run_also_when_the_clock_changes() {
        let daily = schedule(Every::Day, 1, 2);
        // In the night of 25 October 2026 it strikes two twice, in that of 28 March 2027 not at all.
        for (from, until) in
            [("2026-10-23T12:00:00Z", "2026-10-28T12:00:00Z"), ("2027-03-26T12:00:00Z", "2027-03-31T12:00:00Z")]
        {
            let (mut now, mut days) = (at(from), Vec::new());
            while let Some(next) = daily.next_after(now).filter(|next| *next < at(until)) {
                days.push(next.day_in(&TimeZone::get("Europe/Amsterdam").unwrap()));
                now = next;
            }
            assert_eq!(days.len(), 5, "{days:?}");
            assert!(days.windows(2).all(|pair| pair[1].days_since(pair[0]) == 1), "{days:?}");
        }
        assert_eq!(daily.next_after(at("2026-10-24T12:00:00Z")), Some(at("2026-10-25T00:00:00Z")), "the first of both");
        assert_eq!(daily.next_after(at("2027-03-27T12:00:00Z")), Some(at("2027-03-28T01:00:00Z")), "three, for two");
    }

    #[test]
    fn a_month_without_that_day_has_its_last_one() {
        let monthly = schedule(Every::Month, 31, 6);
        assert_eq!(monthly.next_after(at("2027-02-01T00:00:00Z")), Some(at("2027-02-28T05:00:00Z")));
        assert_eq!(monthly.next_after(at("2027-02-28T05:00:00Z")), Some(at("2027-03-31T04:00:00Z")));
        let weekly = schedule(Every::Week, 1, 6);
        assert_eq!(weekly.next_after(at("2026-11-26T00:00:00Z")), Some(at("2026-11-30T05:00:00Z")));
    }
}
