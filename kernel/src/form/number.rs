//! A number as it was typed, in either language: the comma and the point are both read as the decimal mark, and what
//! may mean two things is not guessed at.

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    NotANumber,
    /// `80,000` is eighty in one language and eighty thousand in the other.
    TwoMeanings,
}

/// Reads a number. Groups of three may be set apart by spaces, which mean nothing else in either language.
pub fn read(text: &str) -> Result<f64, Unread> {
    let text = text.trim().replace('\u{2212}', "-");
    let plain = without_groups(&text).unwrap_or(text);
    if has_two_meanings(&plain) {
        return Err(Unread::TwoMeanings);
    }
    let number: f64 = plain.replacen(',', ".", 1).parse().map_err(|_| Unread::NotANumber)?;
    if number.is_finite() { Ok(number) } else { Err(Unread::NotANumber) }
}

/// `1 450 000,50` without its spaces; nothing where the spaces do not set groups of three apart.
fn without_groups(text: &str) -> Option<String> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let whole = text.find([',', '.']).map_or(text, |mark| &text[..mark]);
    let mut groups = whole.trim_start_matches('-').split(is_space);
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && digits(group));
    let mut rest = groups.peekable();
    let sound = first && rest.peek().is_some() && rest.all(|group| group.len() == 3 && digits(group));
    sound.then(|| text.replace(is_space, ""))
}

/// One mark with three digits behind it, of which the last is a 0: nobody writes a decimal like that, and whoever set
/// thousands apart would get a thousandth of what was meant.
fn has_two_meanings(text: &str) -> bool {
    let text = text.trim_start_matches('-');
    text.split_once([',', '.']).is_some_and(|(whole, rest)| {
        (1..=3).contains(&whole.len())
            && digits(whole)
            && !whole.starts_with('0')
            && rest.len() == 3
            && digits(rest)
            && rest.ends_with('0')
    })
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_marks_are_decimal_and_spaces_set_thousands_apart() {
        for (text, number) in [
            ("12.5", 12.5),
            ("12,5", 12.5),
            (" -0,25 ", -0.25),
            ("\u{2212}3", -3.0),
            ("0.500", 0.5),
            ("4.125", 4.125),
            ("80000", 80_000.0),
            ("80 000", 80_000.0),
            ("1\u{a0}450\u{202f}000,50", 1_450_000.5),
            ("1e3", 1_000.0),
        ] {
            assert_eq!(read(text), Ok(number), "{text}");
        }
    }

    #[test]
    fn what_may_mean_two_things_is_refused_and_so_is_what_means_nothing() {
        for text in ["80,000", "80.000", "1,500", "-250.000", "1.230"] {
            assert_eq!(read(text), Err(Unread::TwoMeanings), "{text}");
        }
        for text in ["", "1.450,50", "1,450.50", "12 5", "1 45", "x", "NaN", "inf", "1,2,3"] {
            assert_eq!(read(text), Err(Unread::NotANumber), "{text}");
        }
    }
}
