//! Puts periods in the order of time, or says that their order is not known.

use super::{DataError, columns::Labels, number};

/// A moment, and what kind of label it was read from: quarters and months in one column have no
/// order that we could vouch for.
type Moment = (Kind, f64);

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Number,
    Date,
    Instant,
    PartOfYear(u8),
}

const READINGS: [fn(&str) -> Option<Moment>; 4] = [plain_number, date, instant, part_of_year];

/// The moment of each distinct label, all read in one way.
pub(super) fn moments(time: &Labels, column: &str) -> Result<(Kind, Vec<f64>), DataError> {
    // The reading that goes farthest names the first label that breaks the order.
    let mut broken_at = 0;
    for reading in READINGS {
        let Some((kind, _)) = reading(&time.names[0]) else { continue };
        let moments: Vec<f64> = time.names.iter().map_while(|name| like(reading(name), kind)).collect();
        if moments.len() == time.names.len() {
            return Ok((kind, moments));
        }
        broken_at = broken_at.max(moments.len());
    }
    Err(DataError::OrderUnknown {
        row: time.first_lines[broken_at],
        column: column.to_owned(),
        value: time.names[broken_at].to_string(),
    })
}

/// The moment of a label that is read as the periods were.
pub(super) fn moment_like(kind: Kind, label: &str) -> Option<f64> {
    READINGS.iter().find_map(|reading| like(reading(label), kind))
}

fn like(moment: Option<Moment>, kind: Kind) -> Option<f64> {
    moment.filter(|(its_kind, _)| *its_kind == kind).map(|(_, moment)| moment)
}

/// Months since the year zero, where all dates are the same day of their month or the last one.
pub(super) fn in_months(moments: &[f64]) -> Option<Vec<f64>> {
    let dates: Vec<jiff::civil::Date> = moments
        .iter()
        .map(|moment| {
            let since = jiff::SignedDuration::from_millis(*moment as i64);
            jiff::civil::DateTime::ZERO.checked_add(since).ok().map(|moment| moment.date())
        })
        .collect::<Option<_>>()?;
    let same = dates.iter().all(|date| date.day() == dates[0].day());
    let last = dates.iter().all(|date| date.day() == date.days_in_month());
    let month = |date: &jiff::civil::Date| f64::from(date.year()) * 12.0 + f64::from(date.month());
    let months: Vec<f64> = dates.iter().map(month).collect();
    ((same || last) && months.windows(2).all(|pair| pair[0] < pair[1])).then_some(months)
}

fn plain_number(label: &str) -> Option<Moment> {
    // Adding zero makes -0 and 0 one moment.
    number::parse(label, false).filter(|moment| moment.is_finite()).map(|moment| (Kind::Number, moment + 0.0))
}

/// A date with a time of day and its offset: 2026-03-31T08:30:00Z.
fn instant(label: &str) -> Option<Moment> {
    let instant: jiff::Timestamp = label.parse().ok()?;
    Some((Kind::Instant, instant.as_millisecond() as f64))
}

/// 2026-03-31 and 2026-03, also with a time of day that names no zone: 2026-03-31T08:30:00.
fn date(label: &str) -> Option<Moment> {
    if label.parse::<jiff::Timestamp>().is_ok() {
        return None;
    }
    if label.len() > 10 {
        let moment: jiff::civil::DateTime = label.parse().ok()?;
        return Some((Kind::Date, since_year_zero(moment)));
    }
    let whole = match label.len() {
        7 => format!("{label}-01"),
        _ => label.to_owned(),
    };
    if !whole.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    }) {
        return None;
    }
    let day: jiff::civil::Date = whole.parse().ok()?;
    Some((Kind::Date, since_year_zero(day.at(0, 0, 0, 0))))
}

fn since_year_zero(moment: jiff::civil::DateTime) -> f64 {
    let start = jiff::civil::DateTime::ZERO;
    moment.duration_since(start).as_millis() as f64
}

/// Q42010, Q4 2010, 2010Q4, 2010-Q4; likewise with M (month), W (week) and H (half).
fn part_of_year(label: &str) -> Option<Moment> {
    let text: String =
        label.chars().filter(|c| !matches!(c, ' ' | '-' | '/' | '_')).map(|c| c.to_ascii_uppercase()).collect();
    let letter = text.find(['Q', 'M', 'W', 'H'])?;
    let kind = text.as_bytes()[letter];
    let most = match kind {
        b'Q' => 4,
        b'M' => 12,
        b'W' => 53,
        _ => 2,
    };
    let (before, after) = (&text[..letter], &text[letter + 1..]);
    let (year, part) = if before.is_empty() {
        after.split_at_checked(after.len().checked_sub(4)?).map(|(part, year)| (year, part))?
    } else {
        (before, after)
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !(1..=2).contains(&part.len()) || !digits(year) || !digits(part) {
        return None;
    }
    let (year, part): (f64, u32) = (year.parse().ok()?, part.parse().ok()?);
    (1..=most).contains(&part).then(|| (Kind::PartOfYear(kind), year * 100.0 + f64::from(part)))
}
