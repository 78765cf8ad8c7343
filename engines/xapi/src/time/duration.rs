//! Periods of ISO 8601.
//!
//! Source: ISO 8601:2004, 4.4.3.2 as xAPI 1.0.3, Part Two, 4.6 and IEEE 9274.1.1, 4.2.7 require it.

/// A period as written: parts from years to seconds, or weeks alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration<'a> {
    text: &'a str,
    /// Where the number of seconds stands in the text.
    seconds: Option<(usize, usize)>,
}

/// True for a period by the format with designators: `PT4H35M59.14S`, `P3Y1M29DT4H`, `P4W`. Weeks stand alone, and only
/// the last number may have a fraction.
///
/// ```
/// use lustrum_xapi::time::is_duration;
/// assert!(is_duration("PT16559.14S") && is_duration("P3Y") && is_duration("P4W"));
/// assert!(!is_duration("P4W1D") && !is_duration("P") && !is_duration("PT") && !is_duration("PT1.5H30M"));
/// ```
pub fn is_duration(text: &str) -> bool {
    Duration::of(text).is_some()
}

impl<'a> Duration<'a> {
    /// Reads a period; nothing where it is not one.
    pub fn of(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.first() != Some(&b'P') {
            return None;
        }
        let mut seconds = None;
        // Designators that may still come, in their order; behind T others.
        let mut left: &[u8] = b"YMWD";
        let (mut at, mut parts, mut fraction, mut in_time, mut weeks) = (1, 0, false, false, false);
        while at < bytes.len() {
            if bytes[at] == b'T' && !in_time {
                (in_time, left, at) = (true, b"HMS", at + 1);
                if at == bytes.len() || weeks {
                    return None;
                }
                continue;
            }
            let start = at;
            let (end, with_fraction) = number(bytes, at)?;
            // Only the last number may have a fraction.
            if fraction {
                return None;
            }
            fraction = with_fraction;
            let designator = *bytes.get(end)?;
            let position = left.iter().position(|known| *known == designator)?;
            left = &left[position + 1..];
            if weeks || (designator == b'W' && parts > 0) {
                return None;
            }
            weeks = designator == b'W';
            if designator == b'S' {
                seconds = Some((start, end));
            }
            parts += 1;
            at = end + 1;
        }
        (parts > 0).then_some(Self { text, seconds })
    }

    /// The text as comparison sees it: as written, with seconds cut to hundredths. A period is a text to xAPI (Part Two, 2.3.1): an
    /// hour is not sixty minutes.
    pub(crate) fn write_normal(&self, out: &mut Vec<u8>) {
        let Some((start, end)) = self.seconds else {
            out.extend_from_slice(self.text.as_bytes());
            return;
        };
        let number = &self.text[start..end];
        out.extend_from_slice(&self.text.as_bytes()[..start]);
        match number.find(['.', ',']) {
            None => out.extend_from_slice(number.as_bytes()),
            Some(point) => {
                out.extend_from_slice(&number.as_bytes()[..point]);
                let digits = &number[point + 1..];
                let hundredths = digits[..digits.len().min(2)].trim_end_matches('0');
                if !hundredths.is_empty() {
                    out.push(b'.');
                    out.extend_from_slice(hundredths.as_bytes());
                }
            }
        }
        out.extend_from_slice(&self.text.as_bytes()[end..]);
    }
}

/// Where a number that starts here ends, and whether it has a fraction.
fn number(bytes: &[u8], start: usize) -> Option<(usize, bool)> {
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(start);
    if whole == 0 {
        return None;
    }
    let end = start + whole;
    if !matches!(bytes.get(end), Some(b'.' | b',')) {
        return Some((end, false));
    }
    let fraction = digits(end + 1);
    (fraction > 0).then_some((end + 1 + fraction, true))
}
