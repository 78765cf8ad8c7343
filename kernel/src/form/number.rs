//! A number as it was typed, in either language, read as the cells of a file are ([`crate::table::number`]): the comma and
//! the point both stand before decimals or between thousands, and what may mean two things is not guessed at.

use crate::locale::Locale;
use crate::table::number::{DecimalMark, Reading, reading, split_sign};

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    NotANumber,
    /// `80,000` is eighty to a Dutch reader, who may well have meant eighty thousand.
    TwoMeanings,
}

/// Reads a number that a reader of this language typed.
pub fn read(text: &str, locale: Locale) -> Result<f64, Unread> {
    let number: f64 = plain(text, locale, One::DecimalUnlessRound)?.parse().map_err(|_| Unread::NotANumber)?;
    if number.is_finite() { Ok(number) } else { Err(Unread::NotANumber) }
}

/// Reads an amount in hundredths of its unit; nothing where it has more digits behind the mark than there are cents.
pub fn read_amount(text: &str, locale: Locale) -> Result<Option<i64>, Unread> {
    let plain = plain(text, locale, One::Ask)?;
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let part = part.trim_end_matches('0');
    if part.len() > 2 {
        return Ok(None);
    }
    // Read digit by digit: no amount goes through a number that can't hold its cents.
    let minor = format!("{whole}{part:0<2}");
    if !minor.trim_start_matches('-').bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Unread::NotANumber);
    }
    // More digits than that are an amount still, and beyond every bound.
    Ok(Some(minor.parse().unwrap_or(if minor.starts_with('-') { i64::MIN } else { i64::MAX })))
}

/// What one mark before three digits is where the language does not settle it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum One {
    /// The decimal mark, as in `4.125`; only `4.120` is asked again, as nobody writes a decimal like that.
    DecimalUnlessRound,
    /// Always asked again: an amount has no three decimals.
    Ask,
}

/// The number as a machine writes it, with a point before its decimals and nothing between its thousands.
fn plain(text: &str, locale: Locale, one: One) -> Result<String, Unread> {
    let text = text.trim();
    let (negative, digits) = split_sign(text);
    let plain = match reading(&digits, DecimalMark::Unknown).ok_or(Unread::NotANumber)? {
        Reading::One(plain, _) => plain,
        Reading::Two { decimal, .. } if one == One::DecimalUnlessRound && !decimal.ends_with('0') => decimal,
        Reading::Two { grouped, .. } if digits.contains(between_thousands(locale)) => grouped,
        Reading::Two { .. } => return Err(Unread::TwoMeanings),
    };
    Ok(if negative { format!("-{plain}") } else { plain })
}

fn between_thousands(locale: Locale) -> char {
    match locale {
        Locale::En => ',',
        Locale::Nl => '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NL: Locale = Locale::Nl;
    const EN: Locale = Locale::En;
    const TWO: Result<f64, Unread> = Err(Unread::TwoMeanings);
    const NONE: Result<f64, Unread> = Err(Unread::NotANumber);

    #[test]
    fn a_number_is_read_as_the_readers_of_each_language_write_it() {
        for (text, dutch, english) in [
            ("12.5", Ok(12.5), Ok(12.5)),
            ("12,5", Ok(12.5), Ok(12.5)),
            (" -0,25 ", Ok(-0.25), Ok(-0.25)),
            ("\u{2212}3", Ok(-3.0), Ok(-3.0)),
            ("+3", Ok(3.0), Ok(3.0)),
            (",5", Ok(0.5), Ok(0.5)),
            ("0.500", Ok(0.5), Ok(0.5)),
            ("4.125", Ok(4.125), Ok(4.125)),
            ("80000", Ok(80_000.0), Ok(80_000.0)),
            ("80 000", Ok(80_000.0), Ok(80_000.0)),
            ("1\u{a0}450\u{202f}000,50", Ok(1_450_000.5), Ok(1_450_000.5)),
            ("80'000.50", Ok(80_000.5), Ok(80_000.5)),
            ("1\u{2019}450\u{2019}000", Ok(1_450_000.0), Ok(1_450_000.0)),
            ("80.000,50", Ok(80_000.5), Ok(80_000.5)),
            ("80,000.50", Ok(80_000.5), Ok(80_000.5)),
            ("1.450.000", Ok(1_450_000.0), Ok(1_450_000.0)),
            ("-1,450,000.5", Ok(-1_450_000.5), Ok(-1_450_000.5)),
            ("80.000", Ok(80_000.0), TWO),
            ("80,000", TWO, Ok(80_000.0)),
            ("-250.000", Ok(-250_000.0), TWO),
            ("1e3", Ok(1_000.0), Ok(1_000.0)),
            ("1e999", NONE, NONE),
            ("", NONE, NONE),
            ("12 5", NONE, NONE),
            ("1 45", NONE, NONE),
            ("1.45,00.5", NONE, NONE),
            ("80.00,50.0", NONE, NONE),
            ("1,2,3", NONE, NONE),
            ("1.450,5.0", NONE, NONE),
            ("--3", NONE, NONE),
            ("12 %", NONE, NONE),
            ("x", NONE, NONE),
            ("NaN", NONE, NONE),
            ("inf", NONE, NONE),
        ] {
            assert_eq!((read(text, NL), read(text, EN)), (dutch, english), "{text}");
        }
    }

    #[test]
    fn an_amount_is_read_to_the_cent() {
        const TWO: Result<Option<i64>, Unread> = Err(Unread::TwoMeanings);
        const NONE: Result<Option<i64>, Unread> = Err(Unread::NotANumber);
        for (text, dutch, english) in [
            ("80000", Ok(Some(8_000_000)), Ok(Some(8_000_000))),
            ("80.000,50", Ok(Some(8_000_050)), Ok(Some(8_000_050))),
            ("80,000.50", Ok(Some(8_000_050)), Ok(Some(8_000_050))),
            ("80 000,5", Ok(Some(8_000_050)), Ok(Some(8_000_050))),
            ("80'000", Ok(Some(8_000_000)), Ok(Some(8_000_000))),
            ("80.000", Ok(Some(8_000_000)), TWO),
            ("80,000", TWO, Ok(Some(8_000_000))),
            ("1.125", Ok(Some(112_500)), TWO),
            ("1,125", TWO, Ok(Some(112_500))),
            ("0.01", Ok(Some(1)), Ok(Some(1))),
            ("0,1000", Ok(Some(10)), Ok(Some(10))),
            ("999999999,99", Ok(Some(99_999_999_999)), Ok(Some(99_999_999_999))),
            ("-5", Ok(Some(-500)), Ok(Some(-500))),
            ("-0,50", Ok(Some(-50)), Ok(Some(-50))),
            ("12.3456", Ok(None), Ok(None)),
            ("0.005", Ok(None), Ok(None)),
            ("1e3", NONE, NONE),
            ("99999999999999999999", Ok(Some(i64::MAX)), Ok(Some(i64::MAX))),
            ("EUR", NONE, NONE),
            ("", NONE, NONE),
        ] {
            assert_eq!((read_amount(text, NL), read_amount(text, EN)), (dutch, english), "{text}");
        }
    }
}
