//! How a meeting recurs, as an RFC 5545 recurrence rule: the parts that a rhythm of talks needs (FREQ of WEEKLY, MONTHLY or
//! YEARLY, INTERVAL, BYDAY with and without a number, BYMONTHDAY, BYMONTH, COUNT, UNTIL). Any other part is refused by its
//! name, never read as something else.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use lustrum_kernel::Moment;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freq {
    Weekly,
    Monthly,
    Yearly,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Never,
    Count(u32),
    /// The last day, on the wall clock of the series.
    Day(Date),
    Instant(Timestamp),
}

/// A rule that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    freq: Freq,
    interval: i32,
    /// With its number within the month where there is one: `2TU`, `-1FR`.
    by_day: Vec<(Option<i8>, Weekday)>,
    by_month_day: Vec<i8>,
    by_month: Vec<i8>,
    end: End,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleRefused {
    #[error("a rule has a FREQ of WEEKLY, MONTHLY or YEARLY")]
    Freq,
    #[error("{0} is no part of a rule here")]
    Part(String),
    #[error("{0} can't have this value")]
    Value(String),
    #[error("it never happens")]
    Never,
}

/// So far ahead a first occurrence is looked for: a 29 February every 8 years is still found.
const YEARS_AHEAD: i16 = 40;
/// No series is longer: a talk every week for 60 years.
const MOST: usize = 3_200;

impl Rule {
    /// Reads a rule, with or without `RRULE:` before it.
    ///
    /// ```
    /// use lustrum_governance::meeting::{Rule, RuleRefused};
    /// assert!(Rule::read("FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU").is_ok());
    /// assert_eq!(Rule::read("FREQ=WEEKLY;BYSETPOS=1"), Err(RuleRefused::Part("BYSETPOS".to_owned())));
    /// ```
    pub fn read(text: &str) -> Result<Self, RuleRefused> {
        let text = text.trim();
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        let mut freq = None;
        let mut rule = Self {
            freq: Freq::Weekly,
            interval: 1,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            end: End::Never,
        };
        let mut met: Vec<String> = Vec::new();
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| RuleRefused::Part(part.to_owned()))?;
            let name = name.to_ascii_uppercase();
            let wrong = || RuleRefused::Value(name.clone());
            if met.contains(&name) {
                return Err(wrong());
            }
            match name.as_str() {
                "FREQ" => {
                    freq = Some(match value.to_ascii_uppercase().as_str() {
                        "WEEKLY" => Freq::Weekly,
                        "MONTHLY" => Freq::Monthly,
                        "YEARLY" => Freq::Yearly,
                        _ => return Err(RuleRefused::Freq),
                    });
                }
                "INTERVAL" => rule.interval = within(value, 1, 100).ok_or_else(wrong)?,
                "BYDAY" => rule.by_day = each(value, by_day).ok_or_else(wrong)?,
                "BYMONTHDAY" => rule.by_month_day = each(value, month_day).ok_or_else(wrong)?,
                "BYMONTH" => {
                    rule.by_month = each(value, |text| within(text, 1, 12)?.try_into().ok()).ok_or_else(wrong)?;
                }
                "COUNT" if rule.end == End::Never => {
                    rule.end = End::Count(within(value, 1, 1_000).and_then(|n| n.try_into().ok()).ok_or_else(wrong)?);
                }
                "UNTIL" if rule.end == End::Never => rule.end = until(value).ok_or_else(wrong)?,
                // Weeks begin on Monday, which is what the standard takes where nothing is said.
                "WKST" if value.eq_ignore_ascii_case("MO") => {}
                "COUNT" | "UNTIL" | "WKST" => return Err(wrong()),
                _ => return Err(RuleRefused::Part(name)),
            }
            met.push(name);
        }
        rule.freq = freq.ok_or(RuleRefused::Freq)?;
        let numbered = rule.by_day.iter().any(|(number, _)| number.is_some());
        if numbered && (rule.freq == Freq::Weekly || (rule.freq == Freq::Yearly && rule.by_month.is_empty())) {
            return Err(RuleRefused::Value("BYDAY".to_owned()));
        }
        if rule.freq == Freq::Weekly && !rule.by_month_day.is_empty() {
            return Err(RuleRefused::Value("BYMONTHDAY".to_owned()));
        }
        Ok(rule)
    }

    /// The same, and that it happens at all from a day on.
    pub fn read_from(text: &str, start: DateTime, zone: &TimeZone) -> Result<Self, RuleRefused> {
        let rule = Self::read(text)?;
        if rule.occurrences(start, zone).next().is_none() { Err(RuleRefused::Never) } else { Ok(rule) }
    }

    pub fn freq(&self) -> Freq {
        self.freq
    }
    pub fn interval(&self) -> i32 {
        self.interval
    }

    /// Every occurrence from the start on, in order: its day and its instant. An hour that the wall clock skips is taken at
    /// the offset before the gap, an hour that it shows twice is the first (RFC 5545, 3.3.5).
    pub fn occurrences(&self, start: DateTime, zone: &TimeZone) -> impl Iterator<Item = (Date, Moment)> {
        let most = match self.end {
            End::Count(count) => count as usize,
            _ => MOST,
        };
        let (end, zone) = (self.end, zone.clone());
        self.days(start.date())
            .map_while(move |day| {
                let instant = zone.to_ambiguous_timestamp(day.to_datetime(start.time())).compatible().ok()?;
                Some((day, Moment(instant)))
            })
            .take_while(move |(day, at)| match end {
                End::Day(last) => *day <= last,
                End::Instant(last) => at.0 <= last,
                End::Never | End::Count(_) => true,
            })
            .take(most)
    }

    fn days(&self, start: Date) -> impl Iterator<Item = Date> {
        let rule = self.clone();
        let last = start.year().saturating_add(YEARS_AHEAD + 30);
        let mut found_until = start.year();
        (0_i32..)
            .map_while(move |step| {
                let period = rule.period(start, step)?;
                let days = rule.expand(period, start);
                if !days.is_empty() {
                    found_until = period.year();
                }
                // A rule that finds nothing for so long finds nothing any more.
                (period.year() <= last && period.year() - found_until <= YEARS_AHEAD).then_some(days)
            })
            .flatten()
            .filter(move |day| *day >= start)
    }

    /// The first day of the week, month or year that is so many steps after the one of the start.
    fn period(&self, start: Date, step: i32) -> Option<Date> {
        let steps = step.checked_mul(self.interval)?;
        let (first, span) = match self.freq {
            Freq::Weekly => {
                let back = i64::from(start.weekday().to_monday_zero_offset());
                (start.checked_sub(Span::new().days(back)).ok()?, Span::new().try_weeks(steps).ok()?)
            }
            Freq::Monthly => (start.first_of_month(), Span::new().try_months(steps).ok()?),
            Freq::Yearly => (start.first_of_year(), Span::new().try_years(steps).ok()?),
        };
        first.checked_add(span).ok()
    }

    /// The days of a period that the rule names, in order.
    fn expand(&self, period: Date, start: Date) -> Vec<Date> {
        let mut days: Vec<Date> = match self.freq {
            Freq::Weekly => {
                let own = [(None, start.weekday())];
                let named = if self.by_day.is_empty() { &own[..] } else { &self.by_day[..] };
                let on = |(_, day): &(Option<i8>, Weekday)| {
                    period.checked_add(Span::new().days(i64::from(day.to_monday_zero_offset()))).ok()
                };
                named.iter().filter_map(on).filter(|day| self.in_month(*day)).collect()
            }
            Freq::Monthly => {
                if self.in_month(period) {
                    self.of_month(period, start)
                } else {
                    Vec::new()
                }
            }
            Freq::Yearly => {
                let own = [start.month()];
                // Every weekday of a year, where a weekday and no month is named.
                let all: Vec<i8> = (1..=12).collect();
                let months: &[i8] = match (self.by_month.is_empty(), self.by_day.is_empty()) {
                    (false, _) => &self.by_month,
                    (true, false) => &all,
                    (true, true) => &own,
                };
                let first = |month: &i8| Date::new(period.year(), *month, 1).ok();
                months.iter().filter_map(first).flat_map(|first| self.of_month(first, start)).collect()
            }
        };
        days.sort_unstable();
        days.dedup();
        days
    }

    fn in_month(&self, day: Date) -> bool {
        self.by_month.is_empty() || self.by_month.contains(&day.month())
    }

    fn of_month(&self, first: Date, start: Date) -> Vec<Date> {
        let last = first.last_of_month();
        let named = |day: &Date| match (self.by_day.is_empty(), self.by_month_day.is_empty()) {
            (true, true) => day.day() == start.day(),
            (no_day, no_month_day) => {
                (no_day || self.by_day.iter().any(|(number, weekday)| is_the(*number, *weekday, *day, last)))
                    && (no_month_day || self.by_month_day.iter().any(|number| falls_on(*number, *day, last)))
            }
        };
        (1..=last.day()).filter_map(|day| Date::new(first.year(), first.month(), day).ok()).filter(named).collect()
    }
}

/// Whether a day is the so-manieth of its weekday in its month, from the front or from the end.
fn is_the(number: Option<i8>, weekday: Weekday, day: Date, last: Date) -> bool {
    let place = match number {
        None => return day.weekday() == weekday,
        Some(number) if number > 0 => (day.day() - 1) / 7 + 1,
        Some(_) => -((last.day() - day.day()) / 7 + 1),
    };
    day.weekday() == weekday && number == Some(place)
}

fn falls_on(number: i8, day: Date, last: Date) -> bool {
    if number > 0 { day.day() == number } else { day.day() == last.day() + 1 + number }
}

fn within(text: &str, least: i32, most: i32) -> Option<i32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| plain && (least..=most).contains(number))
}

fn each<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(',').map(|one| read(one.trim())).collect()
}

fn by_day(text: &str) -> Option<(Option<i8>, Weekday)> {
    let text = text.to_ascii_uppercase();
    let at = text.len().checked_sub(2)?;
    if !text.is_char_boundary(at) {
        return None;
    }
    let (number, day) = text.split_at(at);
    let day = match day {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    if number.is_empty() {
        return Some((None, day));
    }
    signed(number, 5).map(|number| (Some(number), day))
}

fn month_day(text: &str) -> Option<i8> {
    signed(text, 31)
}

/// A number that is not 0, of this size at most, with or without a sign.
fn signed(text: &str, most: i32) -> Option<i8> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    i8::try_from(sign * within(digits, 1, most)?).ok()
}

/// `20271231` or `20271231T235959Z`.
fn until(text: &str) -> Option<End> {
    let digits = |from: usize, to: usize| -> Option<i32> { within(text.get(from..to)?, 0, 9_999) };
    let day = Date::new(digits(0, 4)?.try_into().ok()?, digits(4, 6)?.try_into().ok()?, digits(6, 8)?.try_into().ok()?);
    let day = day.ok()?;
    match text.get(8..)? {
        "" => Some(End::Day(day)),
        rest => {
            let time = rest.strip_prefix('T')?.strip_suffix('Z')?;
            if time.len() != 6 {
                return None;
            }
            let part = |from: usize| -> Option<i8> { i8::try_from(within(time.get(from..from + 2)?, 0, 60)?).ok() };
            let time = jiff::civil::Time::new(part(0)?, part(2)?, part(4)?, 0).ok()?;
            Some(End::Instant(day.to_datetime(time).to_zoned_datetime(TimeZone::UTC).ok()?.timestamp()))
        }
    }
}

#[cfg(test)]
mod tests;
