//! The period of a review: a quarter of the calendar, written `2026-Q3`. Its days are days in UTC, so that both sides
//! mean the same ones wherever they sit.

use std::fmt::{Display, Formatter};
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use lustrum_kernel::figure::Period;
use lustrum_kernel::{Day, Moment};
use sea_orm::{ColIdx, DbErr, QueryResult, TryGetError, TryGetable, Value};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: i16,
    /// 1 to 4.
    place: i8,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a quarter is written as 2026-Q3, not as {0:?}")]
pub struct NotAQuarter(String);

impl Quarter {
    /// The quarter that a day lies in.
    pub fn of(day: Day) -> Self {
        Self { year: day.0.year(), place: (day.0.month() - 1) / 3 + 1 }
    }
    pub fn at(moment: Moment) -> Self {
        Self::of(moment.day_in(&TimeZone::UTC))
    }
    /// The quarter that is due for review: this one from its last month on, until then the one before.
    pub fn due_at(moment: Moment) -> Self {
        let today = moment.day_in(&TimeZone::UTC);
        let this = Self::of(today);
        if today.0.month() % 3 == 0 { this } else { this.before() }
    }
    pub fn before(self) -> Self {
        Self::of(self.first().plus_days(-1))
    }
    pub fn after(self) -> Self {
        Self::of(self.last().plus_days(1))
    }
    pub fn year(self) -> i16 {
        self.year
    }
    /// 1 to 4.
    pub fn place(self) -> i8 {
        self.place
    }
    pub fn first(self) -> Day {
        Day(Date::constant(self.year, (self.place - 1) * 3 + 1, 1))
    }
    /// The last day that belongs to it.
    pub fn last(self) -> Day {
        self.first().plus_months(3).plus_days(-1)
    }
    pub fn period(self) -> Period {
        Period { from: self.first().0, to: self.last().0 }
    }
    /// From its first instant to the first that is no longer in it.
    pub fn bounds(self) -> (Moment, Moment) {
        let start = |day: Day| day.start_in(&TimeZone::UTC).expect("UTC has every midnight of these years");
        (start(self.first()), start(self.last().plus_days(1)))
    }
}

impl Display for Quarter {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.place)
    }
}

impl FromStr for Quarter {
    type Err = NotAQuarter;
    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let wrong = || NotAQuarter(text.to_owned());
        let (year, place) = text.split_once("-Q").ok_or_else(wrong)?;
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || place.len() != 1 || !plain(year) || !plain(place) {
            return Err(wrong());
        }
        let (year, place) = (year.parse().map_err(|_| wrong())?, place.parse().map_err(|_| wrong())?);
        if !(1900..=2200).contains(&year) || !(1..=4).contains(&place) {
            return Err(wrong());
        }
        Ok(Self { year, place })
    }
}

impl TryFrom<String> for Quarter {
    type Error = NotAQuarter;
    fn try_from(text: String) -> Result<Self, NotAQuarter> {
        text.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

impl From<Quarter> for Value {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string().into()
    }
}

impl TryGetable for Quarter {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, index)?;
        text.parse().map_err(|error: NotAQuarter| DbErr::Type(error.to_string()).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_quarter_is_written_and_read_alike_and_knows_its_days() {
        let third: Quarter = "2026-Q3".parse().unwrap();
        assert_eq!(third, Quarter::of(day("2026-07-01")));
        assert_eq!(third, Quarter::of(day("2026-09-30")));
        assert_eq!((third.first(), third.last()), (day("2026-07-01"), day("2026-09-30")));
        assert_eq!((third.before().to_string(), third.after().to_string()), ("2026-Q2".into(), "2026-Q4".into()));
        assert_eq!("2026-Q1".parse::<Quarter>().unwrap().before().to_string(), "2025-Q4");
        assert_eq!("2028-Q1".parse::<Quarter>().unwrap().last(), day("2028-03-31"));
        let (from, until) = third.bounds();
        assert_eq!(
            (from.to_string(), until.to_string()),
            ("2026-07-01T00:00:00Z".into(), "2026-10-01T00:00:00Z".into())
        );
    }

    #[test]
    fn what_is_no_quarter_is_refused() {
        for text in [
            "", "2026", "2026-Q0", "2026-Q5", "2026-3", "26-Q3", "2026-Q3 ", "2026-Q33", "+026-Q3", "0000-Q1",
            "2026-Q²",
        ] {
            assert!(text.parse::<Quarter>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_quarter_that_is_due_is_the_one_that_is_ending_or_ended_last() {
        let due = |text: &str| Quarter::due_at(day(text).start_in(&TimeZone::UTC).unwrap()).to_string();
        assert_eq!(due("2026-09-17"), "2026-Q3");
        assert_eq!(due("2026-10-08"), "2026-Q3");
        assert_eq!(due("2026-11-30"), "2026-Q3");
        assert_eq!(due("2026-12-01"), "2026-Q4");
        assert_eq!(due("2027-01-04"), "2026-Q4");
    }
}
