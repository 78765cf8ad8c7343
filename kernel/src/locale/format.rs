//! Numbers as a reader of each language writes them: `1,234.5` and `1.234,5`.

use super::Locale;

pub(super) fn number(locale: Locale, value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let (group, mark) = match locale {
        Locale::En => (',', '.'),
        Locale::Nl => ('.', ','),
    };
    let plain = format!("{:.*}", digits, value.abs());
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    // What rounds to nothing carries no sign.
    let negative = value < 0.0 && plain.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    let mut text = String::with_capacity(plain.len() + 4);
    if negative {
        text.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push(mark);
        text.push_str(part);
    }
    text
}

pub(super) fn signed(locale: Locale, value: f64, digits: usize) -> String {
    let text = number(locale, value, digits);
    let nothing = !text.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    if value > 0.0 && !nothing { format!("+{text}") } else { text }
}

pub(super) fn whole(locale: Locale, value: i64) -> String {
    number(locale, value as f64, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_its_own_marks() {
        assert_eq!(number(Locale::En, 1234.5, 2), "1,234.50");
        assert_eq!(number(Locale::Nl, -1_234_567.891, 1), "\u{2212}1.234.567,9");
        assert_eq!(number(Locale::Nl, -0.001, 2), "0,00");
        assert_eq!(signed(Locale::En, 0.62, 2), "+0.62");
        assert_eq!(signed(Locale::En, 0.001, 2), "0.00");
        assert_eq!(number(Locale::En, f64::NAN, 2), "–");
    }
}
