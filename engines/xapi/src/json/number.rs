//! Numbers by their value and not by how they are written: `1`, `1.0` and `10e-1` are one number.

use std::cmp::Ordering;

/// A decimal number of any length, compared exactly.
///
/// It is the sign, the significant digits without zeros at either end, and the power of ten of the first of them.
///
/// ```
/// use lustrum_xapi::json;
/// let numbers = json::read(b"[1.0, 10e-1, 0.99999999999999999999, -0, 0.0]")?;
/// let at = |i: usize| numbers.as_array().unwrap()[i].as_decimal().unwrap();
/// assert_eq!(at(0), at(1));
/// assert!(at(2) < at(0));
/// assert_eq!(at(3), at(4));
/// # Ok::<(), lustrum_xapi::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Decimal<'a> {
    negative: bool,
    /// Digits and perhaps a point between them; neither the first nor the last digit is zero. Empty for zero.
    digits: &'a str,
    /// The value is `0.d1d2d3… × 10^power`.
    power: i64,
}

impl<'a> Decimal<'a> {
    /// Of a number by the grammar of JSON.
    pub(crate) fn of(raw: &'a str) -> Self {
        let (negative, unsigned) = match raw.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, raw),
        };
        let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
            // More digits than fit mean a number that reading has refused, or zero.
            Some(at) => (&unsigned[..at], unsigned[at + 1..].parse::<i64>().unwrap_or(0)),
            None => (unsigned, 0),
        };
        let point = mantissa.find('.').unwrap_or(mantissa.len());
        let Some(first) = mantissa.find(|c: char| ('1'..='9').contains(&c)) else {
            return Self { negative: false, digits: "", power: 0 };
        };
        let digits = mantissa[first..].trim_end_matches(['0', '.']);
        let whole = i64::try_from(point).unwrap_or(i64::MAX);
        let lead = i64::try_from(first).unwrap_or(i64::MAX);
        let power = if first < point { whole - lead } else { whole - lead + 1 };
        Self { negative, digits, power: power.saturating_add(exponent) }
    }

    /// Of a whole number, to compare with.
    pub fn whole(text: &'a str) -> Self {
        Self::of(text)
    }

    /// True for a number without a part behind the point, however it is written (`27`, `27.0`, `2.7e1`).
    pub fn is_whole(&self) -> bool {
        let count = self.significant().count();
        i64::try_from(count).is_ok_and(|count| count <= self.power) || self.digits.is_empty()
    }

    /// True below zero.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    fn significant(&self) -> impl Iterator<Item = u8> + use<'a> {
        self.digits.bytes().filter(|byte| *byte != b'.')
    }

    /// One text for all ways of writing this number, for hashing: sign, digits, power.
    pub(crate) fn write_normal(&self, out: &mut Vec<u8>) {
        if self.negative {
            out.push(b'-');
        }
        out.extend(self.significant());
        out.push(b'e');
        out.extend_from_slice(self.power.to_string().as_bytes());
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.power.cmp(&other.power).then_with(|| self.significant().cmp(other.significant())),
        }
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal<'_> {}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}
