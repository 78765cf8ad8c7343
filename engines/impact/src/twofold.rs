//! Sums that carry the rounding error of each addition along, so that they come out the same to the last digits of a
//! `f64` in whatever pieces they were taken (Dekker, *Numerische Mathematik* 18 (1971), 224-242).

use serde::{Deserialize, Serialize};

/// An unevaluated sum of two numbers, the second below half a unit in the last place of the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Twofold {
    high: f64,
    low: f64,
}

impl Twofold {
    pub(crate) fn value(self) -> f64 {
        self.high + self.low
    }

    /// The exact product of two numbers.
    pub(crate) fn product(one: f64, other: f64) -> Self {
        let high = one * other;
        let (one_high, one_low) = split(one);
        let (other_high, other_low) = split(other);
        let low = ((one_high * other_high - high) + one_high * other_low + one_low * other_high) + one_low * other_low;
        Self { high, low }
    }

    pub(crate) fn plus(self, other: f64) -> Self {
        let (high, rest) = two_sum(self.high, other);
        renormalised(high, rest + self.low)
    }

    pub(crate) fn plus_twofold(self, other: Self) -> Self {
        let (high, rest) = two_sum(self.high, other.high);
        let (low, last) = two_sum(self.low, other.low);
        let sum = renormalised(high, rest + low);
        renormalised(sum.high, sum.low + last)
    }

    pub(crate) fn times(self, factor: f64) -> Self {
        let product = Self::product(self.high, factor);
        renormalised(product.high, product.low + self.low * factor)
    }

    pub(crate) fn times_twofold(self, other: Self) -> Self {
        let product = Self::product(self.high, other.high);
        renormalised(product.high, product.low + self.high * other.low + self.low * other.high)
    }

    pub(crate) fn minus_twofold(self, other: Self) -> Self {
        self.plus_twofold(Self { high: -other.high, low: -other.low })
    }

    pub(crate) fn over(self, divisor: f64) -> Self {
        let first = self.high / divisor;
        let rest = self.minus_twofold(Self::product(first, divisor));
        renormalised(first, rest.value() / divisor)
    }
}

impl From<f64> for Twofold {
    fn from(value: f64) -> Self {
        Self { high: value, low: 0.0 }
    }
}

fn two_sum(one: f64, other: f64) -> (f64, f64) {
    let sum = one + other;
    let part = sum - one;
    (sum, (one - (sum - part)) + (other - part))
}

fn renormalised(high: f64, low: f64) -> Twofold {
    let sum = high + low;
    Twofold { high: sum, low: low - (sum - high) }
}

/// The upper and lower 26 bits of a number.
fn split(value: f64) -> (f64, f64) {
    let shifted = 134_217_729.0 * value;
    let high = shifted - (shifted - value);
    (high, value - high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_addition_loses_is_kept() {
        let sum = [1e16, 1.0, -1e16].into_iter().fold(Twofold::default(), Twofold::plus);
        assert_eq!(sum.value(), 1.0);
        let third = Twofold::from(1.0).over(3.0);
        assert!(third.times(3.0).minus_twofold(1.0.into()).value().abs() < 1e-31);
    }

    #[test]
    fn a_product_of_large_numbers_is_exact() {
        let value = 134_217_729.0;
        assert_eq!(Twofold::product(value, value).minus_twofold(18_014_398_777_917_440.0.into()).value(), 1.0);
    }
}
