//! Timestamps from text.

use super::Instant;

/// What is left to read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn digits(&mut self, count: usize) -> Option<i64> {
        let digits = self.0.get(..count)?;
        let mut value = 0;
        for digit in digits {
            value = value * 10 + i64::from(digit.is_ascii_digit().then(|| digit - b'0')?);
        }
        self.0 = &self.0[count..];
        Some(value)
    }

    fn take(&mut self, wanted: &[u8]) -> Option<u8> {
        let byte = *self.0.first()?;
        wanted.contains(&byte).then(|| {
            self.0 = &self.0[1..];
            byte
        })
    }

    /// Behind the second: one digit or more, of which six count.
    fn fraction(&mut self) -> Option<i64> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 || count > 30 {
            return None;
        }
        let mut micros = 0;
        for at in 0..6 {
            micros = micros * 10 + if at < count { i64::from(self.0[at] - b'0') } else { 0 };
        }
        self.0 = &self.0[count..];
        Some(micros)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// RFC 3339, 5.6, less the offset `-00:00`.
pub(super) fn rfc_3339(text: &str) -> Option<Instant> {
    let mut rest = Rest(text.as_bytes());
    let year = rest.digits(4)?;
    rest.take(b"-")?;
    let month = rest.digits(2)?;
    rest.take(b"-")?;
    let day = rest.digits(2)?;
    rest.take(b"Tt ")?;
    let hour = rest.digits(2)?;
    rest.take(b":")?;
    let minute = rest.digits(2)?;
    rest.take(b":")?;
    let second = rest.digits(2)?;
    let micros = if rest.take(b".").is_some() { rest.fraction()? } else { 0 };
    let offset = match rest.take(b"Zz+-")? {
        b'Z' | b'z' => 0,
        sign => {
            let hours = rest.digits(2)?;
            rest.take(b":")?;
            offset(sign, hours, rest.digits(2)?)?
        }
    };
    rest.is_empty().then_some(())?;
    instant([year, month, day], [hour, minute, second, micros], offset)
}

/// Calendar dates of ISO 8601, extended and basic; what is left out at the end is its first moment.
pub(super) fn iso_8601(text: &str) -> Option<Instant> {
    let mut rest = Rest(text.as_bytes());
    let year = rest.digits(4)?;
    let date = if rest.take(b"-").is_some() {
        let month = rest.digits(2)?;
        let day = if rest.take(b"-").is_some() { Some(rest.digits(2)?) } else { None };
        (month, day)
    } else if rest.is_empty() {
        (1, None)
    } else {
        (rest.digits(2)?, Some(rest.digits(2)?))
    };
    let (month, day) = (date.0, date.1.unwrap_or(1));
    if rest.is_empty() {
        return instant([year, month, day], [0; 4], 0);
    }
    // A time of day needs the day.
    date.1?;
    rest.take(b"Tt ")?;
    let time = time_of_day(&mut rest)?;
    let offset = match rest.take(b"Zz+-") {
        None | Some(b'Z' | b'z') => 0,
        Some(sign) => {
            let hours = rest.digits(2)?;
            let minutes = if rest.is_empty() {
                0
            } else {
                rest.take(b":");
                rest.digits(2)?
            };
            offset(sign, hours, minutes)?
        }
    };
    rest.is_empty().then_some(())?;
    instant([year, month, day], time, offset)
}

/// `hh`, `hh:mm`, `hh:mm:ss`, `hh:mm:ss.f`, or the same without colons.
fn time_of_day(rest: &mut Rest<'_>) -> Option<[i64; 4]> {
    let hour = rest.digits(2)?;
    let extended = rest.take(b":").is_some();
    if !extended && !rest.0.first().is_some_and(u8::is_ascii_digit) {
        return Some([hour, 0, 0, 0]);
    }
    let minute = rest.digits(2)?;
    let more = if extended { rest.take(b":").is_some() } else { rest.0.first().is_some_and(u8::is_ascii_digit) };
    if !more {
        return Some([hour, minute, 0, 0]);
    }
    let second = rest.digits(2)?;
    let micros = if rest.take(b".,").is_some() { rest.fraction()? } else { 0 };
    Some([hour, minute, second, micros])
}

/// Minutes east of UTC; nothing for the offset that says "not known".
fn offset(sign: u8, hours: i64, minutes: i64) -> Option<i64> {
    if hours > 23 || minutes > 59 {
        return None;
    }
    match (sign, hours * 60 + minutes) {
        (b'-', 0) => None,
        (b'-', minutes) => Some(-minutes),
        (_, minutes) => Some(minutes),
    }
}

fn instant([year, month, day]: [i64; 3], [hour, minute, second, micros]: [i64; 4], offset: i64) -> Option<Instant> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    // A leap second is the first moment of the minute after it, as clocks without leap seconds have it.
    if !(1..=days).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let of_day = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micros;
    Some(Instant::of_parts(year, month, day, of_day).minus_minutes(offset))
}
