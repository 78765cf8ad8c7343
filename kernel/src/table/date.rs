//! Dates and months as people write them, in Dutch and English.

use jiff::civil::Date;
use serde::Serialize;

use super::Reason;

/// Which comes first in `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
    /// Not known: only what can mean one day is read.
    #[default]
    Unknown,
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Month {
    pub year: i16,
    pub month: i8,
}

impl Month {
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month, 1).expect("a month that was read has a first day")
    }
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }
    fn checked(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok().filter(|first| plausible(*first)).map(Self::of)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

/// A year of a partnership, its past and its plans: others are typing errors.
pub fn plausible(date: Date) -> bool {
    (1900..=2200).contains(&date.year())
}

pub fn parse(text: &str, order: DayOrder) -> Result<Date, Reason> {
    let text = without_time(text.trim());
    let parts = parts(text);
    let [first, second, third] = parts.as_slice() else { return Err(Reason::NotADate) };
    let checked = |year: i16, month: i8, day: i8| {
        Date::new(year, month, day).ok().filter(|date| plausible(*date)).ok_or(Reason::NotADate)
    };
    if let Some(year) = year(first) {
        let month = named(second).or_else(|| short(second)).ok_or(Reason::NotADate)?;
        return checked(year, month, short(third).ok_or(Reason::NotADate)?);
    }
    let year = year(third).ok_or(Reason::NotADate)?;
    if let (Some(day), Some(month)) = (short(first), named(second)) {
        return checked(year, month, day);
    }
    if let (Some(month), Some(day)) = (named(first), short(second)) {
        return checked(year, month, day);
    }
    let (Some(one), Some(two)) = (short(first), short(second)) else { return Err(Reason::NotADate) };
    // Points part dates only where the day comes first.
    let order = if text.contains('.') { DayOrder::DayFirst } else { order };
    match order {
        DayOrder::DayFirst => checked(year, two, one),
        DayOrder::MonthFirst => checked(year, one, two),
        DayOrder::Unknown => match (checked(year, two, one), checked(year, one, two)) {
            (Ok(day_first), Ok(month_first)) if day_first != month_first => {
                Err(Reason::AmbiguousDate(Box::new([day_first.to_string(), month_first.to_string()])))
            }
            (Ok(date), _) | (_, Ok(date)) => Ok(date),
            _ => Err(Reason::NotADate),
        },
    }
}

pub fn parse_month(text: &str, order: DayOrder) -> Result<Month, Reason> {
    let text = text.trim();
    let parts = parts(text);
    let month = match parts.as_slice() {
        // 202603
        [one] if one.len() == 6 && one.bytes().all(|b| b.is_ascii_digit()) => {
            one[..4].parse().ok().zip(one[4..].parse().ok())
        }
        [one, two] => {
            let number =
                |part: &str| short(part.strip_prefix(['M', 'm']).filter(|rest| short(rest).is_some()).unwrap_or(part));
            match (year(one), year(two)) {
                (Some(year), None) => named(two).or_else(|| number(two)).map(|month| (year, month)),
                (None, Some(year)) => named(one).or_else(|| number(one)).map(|month| (year, month)),
                // mrt-26, as Excel shows a month.
                (None, None) => named(one).zip(short(two)).map(|(month, year)| (2000 + i16::from(year), month)),
                _ => None,
            }
        }
        _ => {
            return match parse(text, order) {
                Ok(date) => Ok(Month::of(date)),
                Err(ambiguous @ Reason::AmbiguousDate(_)) => Err(ambiguous),
                Err(_) => Err(Reason::NotAMonth),
            };
        }
    };
    month.and_then(|(year, month)| Month::checked(year, month)).ok_or(Reason::NotAMonth)
}

/// The order that the texts of a column agree on.
pub fn order_of<'a>(texts: impl Iterator<Item = &'a str>) -> DayOrder {
    let (mut day_first, mut month_first) = (false, false);
    for text in texts {
        let parts = parts(without_time(text.trim()));
        let [first, second, third] = parts.as_slice() else { continue };
        if let (Some(one), Some(two), Some(_)) = (short(first), short(second), year(third)) {
            day_first |= one > 12 && two <= 12;
            month_first |= two > 12 && one <= 12;
        }
    }
    match (day_first, month_first) {
        (true, false) => DayOrder::DayFirst,
        (false, true) => DayOrder::MonthFirst,
        _ => DayOrder::Unknown,
    }
}

/// `2026-03-01T00:00:00` and `1-3-2026 00:00` without their time.
fn without_time(text: &str) -> &str {
    let day = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    match day.rsplit_once(' ') {
        Some((day, time)) if time.contains(':') => day,
        _ => day,
    }
}

fn parts(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
        .filter(|part| !part.is_empty())
        .collect()
}

fn year(part: &str) -> Option<i16> {
    (part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
}

/// A day or a month in figures.
fn short(part: &str) -> Option<i8> {
    ((1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
}

fn named(part: &str) -> Option<i8> {
    const NAMES: [&[&str]; 12] = [
        &["jan", "januari", "january"],
        &["feb", "februari", "february"],
        &["mrt", "maart", "mar", "march"],
        &["apr", "april"],
        &["mei", "may"],
        &["jun", "juni", "june"],
        &["jul", "juli", "july"],
        &["aug", "augustus", "august"],
        &["sep", "sept", "september"],
        &["okt", "oktober", "oct", "october"],
        &["nov", "november"],
        &["dec", "december"],
    ];
    let part = part.to_lowercase();
    NAMES.iter().zip(1i8..).find(|(names, _)| names.contains(&part.as_str())).map(|(_, month)| month)
}
