//! Numbers as people write them: `1.234,5` and `1,234.5` are both read, `1.234` alone is not guessed.

use super::Reason;

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DecimalMark {
    Point,
    Comma,
    /// Not known: only what can mean one thing is read.
    #[default]
    Unknown,
}

impl DecimalMark {
    fn is(self) -> Option<char> {
        match self {
            Self::Point => Some('.'),
            Self::Comma => Some(','),
            Self::Unknown => None,
        }
    }
}

pub fn parse(text: &str, mark: DecimalMark) -> Result<f64, Reason> {
    let text = text.trim();
    if text.ends_with('%') {
        return Err(Reason::PercentSign);
    }
    let (negative, digits) = split_sign(text);
    let number = match reading(&digits, mark).ok_or(Reason::NotANumber)? {
        Reading::One(plain, _) => plain.parse::<f64>().map_err(|_| Reason::NotANumber)?,
        Reading::Two { decimal, grouped } => {
            let sign = if negative { "-" } else { "" };
            return Err(Reason::AmbiguousNumber(Box::new([format!("{sign}{decimal}"), format!("{sign}{grouped}")])));
        }
    };
    if !number.is_finite() {
        return Err(Reason::NotANumber);
    }
    Ok(if negative { -number } else { number })
}

/// The mark that the texts of a column agree on.
pub fn mark_of<'a>(texts: impl Iterator<Item = &'a str>) -> DecimalMark {
    let (mut point, mut comma) = (false, false);
    for text in texts {
        if let Some(Reading::One(_, mark)) = reading(&split_sign(text.trim()).1, DecimalMark::Unknown) {
            point |= mark == DecimalMark::Point;
            comma |= mark == DecimalMark::Comma;
        }
    }
    match (point, comma) {
        (true, false) => DecimalMark::Point,
        (false, true) => DecimalMark::Comma,
        _ => DecimalMark::Unknown,
    }
}

pub(crate) enum Reading {
    /// The number as the machine reads it, and the decimal mark that it proves.
    One(String, DecimalMark),
    Two {
        decimal: String,
        grouped: String,
    },
}

pub(crate) fn split_sign(text: &str) -> (bool, String) {
    let (negative, rest) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    (negative, rest.trim_start().to_owned())
}

pub(crate) fn reading(digits: &str, mark: DecimalMark) -> Option<Reading> {
    if let Some((base, power)) = digits.split_once(['e', 'E']) {
        return scientific(base, power);
    }
    let digits = without_blanks(digits)?;
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    match (points, commas) {
        (0, 0) => Some(Reading::One(digits, DecimalMark::Unknown)),
        (1, 0) => single(&digits, '.', mark),
        (0, 1) => single(&digits, ',', mark),
        (_, 0) => all_grouped(&digits, '.', DecimalMark::Comma, mark),
        (0, _) => all_grouped(&digits, ',', DecimalMark::Point, mark),
        // Both: the one that comes last, once, stands before the decimals.
        _ => {
            let last = digits.rfind(['.', ','])?;
            let (whole, decimals) = (&digits[..last], &digits[last + 1..]);
            let (decimal, group) = if digits[last..].starts_with('.') { ('.', ',') } else { (',', '.') };
            if whole.contains(decimal) || !grouped(whole, group) || mark.is().is_some_and(|known| known != decimal) {
                return None;
            }
            let proves = if decimal == '.' { DecimalMark::Point } else { DecimalMark::Comma };
            Some(Reading::One(joined(whole, decimals), proves))
        }
    }
}

/// One mark only: decimals, thousands, or either.
fn single(digits: &str, found: char, mark: DecimalMark) -> Option<Reading> {
    let (whole, rest) = digits.split_once(found)?;
    let proves = if found == '.' { DecimalMark::Point } else { DecimalMark::Comma };
    let decimal = joined(whole, rest);
    let may_be_thousands = rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    match mark.is() {
        Some(known) if known == found => {
            (!rest.is_empty() || !whole.is_empty()).then_some(Reading::One(decimal, proves))
        }
        Some(_) => may_be_thousands.then(|| Reading::One(format!("{whole}{rest}"), mark)),
        None if may_be_thousands => Some(Reading::Two { decimal, grouped: format!("{whole}{rest}") }),
        None if whole.is_empty() && rest.is_empty() => None,
        None => Some(Reading::One(decimal, proves)),
    }
}

/// The same mark several times can only part thousands.
fn all_grouped(digits: &str, group: char, proves: DecimalMark, mark: DecimalMark) -> Option<Reading> {
    if !grouped(digits, group) || mark.is() == Some(group) {
        return None;
    }
    Some(Reading::One(digits.replace(group, ""), proves))
}

fn grouped(whole: &str, group: char) -> bool {
    let mut parts = whole.split(group);
    parts.next().is_some_and(|first| (1..=3).contains(&first.len())) && parts.all(|part| part.len() == 3)
}

fn joined(whole: &str, decimals: &str) -> String {
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    format!("{}.{}", if whole.is_empty() { "0" } else { &whole }, if decimals.is_empty() { "0" } else { decimals })
}

/// Blanks and apostrophes may part thousands: `1 234 567`, `1'234`.
fn without_blanks(digits: &str) -> Option<String> {
    let is_blank = |c: char| c.is_whitespace() || c == '\'' || c == '\u{2019}';
    if !digits.contains(is_blank) {
        return Some(digits.to_owned());
    }
    let end = digits.find(['.', ',']).unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(end);
    let plain: String = whole.chars().map(|c| if is_blank(c) { ' ' } else { c }).collect();
    (grouped(&plain, ' ') && !rest.contains(is_blank)).then(|| plain.replace(' ', "") + rest)
}

fn scientific(base: &str, power: &str) -> Option<Reading> {
    let base = base.replacen(',', ".", 1);
    let sound = |part: &str| part.chars().all(|c| c.is_ascii_digit() || c == '.');
    let power_digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    if base.is_empty() || power_digits.is_empty() || !sound(&base) || !power_digits.chars().all(|c| c.is_ascii_digit())
    {
        return None;
    }
    Some(Reading::One(format!("{base}e{power}"), DecimalMark::Unknown))
}
