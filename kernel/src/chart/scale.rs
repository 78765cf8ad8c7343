//! From values to places: a linear scale with round ticks.

/// Values from `low` to `high` onto places from `start` to `end`.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    pub start: f64,
    pub end: f64,
}

impl Scale {
    /// A scale that holds all values with a little air around them. Equal values get air of their own size.
    pub fn around(values: impl IntoIterator<Item = f64>, start: f64, end: f64) -> Option<Self> {
        let (low, high) = extent(values)?;
        let spread = high - low;
        let air = if spread > 0.0 { spread * 0.08 } else { (low.abs() * 0.1).max(0.5) };
        Some(Self { low: low - air, high: high + air, start, end })
    }
    pub fn at(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        self.start + share.clamp(0.0, 1.0) * (self.end - self.start)
    }
    /// About `wanted` round values within the scale, the same distance apart.
    pub fn ticks(&self, wanted: usize) -> Vec<f64> {
        let rough = (self.high - self.low) / wanted.max(1) as f64;
        if !(rough.is_finite() && rough > 0.0) {
            return Vec::new();
        }
        let power = 10f64.powi(rough.log10().floor() as i32);
        let step = [1.0, 2.0, 2.5, 5.0, 10.0]
            .map(|m| m * power)
            .into_iter()
            .find(|step| *step >= rough * 0.999)
            .unwrap_or(power * 10.0);
        let (first, last) = ((self.low / step).ceil() as i64, (self.high / step).floor() as i64);
        // A multiple of the step, freed of the dust of binary fractions.
        let decimals = (-(step.log10().floor()) as i32 + 1).clamp(0, 12);
        let grain = 10f64.powi(decimals);
        (first..=last).map(|k| (k as f64 * step * grain).round() / grain).map(|tick| tick + 0.0).collect()
    }
}

/// The least and the greatest of the finite values.
pub fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| value.is_finite()).fold(None, |seen, value| match seen {
        None => Some((value, value)),
        Some((low, high)) => Some((low.min(value), high.max(value))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_free_of_binary_dust() {
        let scale = Scale { low: 0.0, high: 1.0, start: 0.0, end: 100.0 };
        assert_eq!(scale.ticks(5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        let turnover = Scale { low: 17.2, high: 33.9, start: 0.0, end: 1.0 };
        assert_eq!(turnover.ticks(4), [20.0, 25.0, 30.0]);
        let signed = Scale { low: -7.9, high: 1.7, start: 0.0, end: 1.0 };
        assert_eq!(signed.ticks(4), [-7.5, -5.0, -2.5, 0.0]);
    }

    #[test]
    fn a_scale_around_one_value_still_has_room() {
        let scale = Scale::around([4.0], 0.0, 10.0).unwrap();
        assert!(scale.low < 4.0 && scale.high > 4.0);
        assert_eq!(scale.at(4.0), 5.0);
        assert!(Scale::around([f64::NAN], 0.0, 1.0).is_none());
    }

    #[test]
    fn vast_and_tiny_ranges_keep_their_ticks_few() {
        for (low, high) in [(0.0, 1e12), (-3e-9, 4e-9), (1e6, 1e6 + 0.001)] {
            let ticks = Scale { low, high, start: 0.0, end: 1.0 }.ticks(5);
            assert!(ticks.len() <= 11 && ticks.windows(2).all(|pair| pair[0] < pair[1]), "{low} {high} {ticks:?}");
        }
    }
}
