//! The mean of what is told on a scale with ends: its interval ends within them, however near the mean is to one.

use crate::{Estimate, ImpactError, Interval, Level, mean, student};

/// The mean of values on a scale from `low` to `high`, with an interval that lies within the scale.
///
/// The interval is Student's on the scale of log odds, taken back: with `p` the mean as a share of the way from `low` to
/// `high` and `s` its standard error as such a share, `logit(p) ± t × s / (p (1 - p))` on n - 1 degrees of freedom (the delta
/// method). It is wider on the side that has more room. Needs at least two values that are not all the same.
///
/// Source: Lumley, *Complex Surveys* (2010), ch. 2, and `svyciprop(method = "xlogit")` of his R package `survey`, for a
/// share between 0 and 1; Agresti, *Categorical Data Analysis* (3rd ed., 2013), 3.1.6 for the delta method on a logit.
///
/// ```
/// use lustrum_impact::{Level, bounded_mean};
/// // Nine say 5 and one says 4: plainly 4.9 ± 0.23, which would end at 5.13.
/// let told = bounded_mean(&[5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 4.0], (1.0, 5.0), Level::default())?;
/// assert!((told.interval.low - 4.173).abs() < 1e-3 && (told.interval.high - 4.990).abs() < 1e-3);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`mean`], and [`ImpactError::Argument`] where the scale has no length or a value lies beyond an end of it.
pub fn bounded_mean(values: &[f64], (low, high): (f64, f64), level: Level) -> Result<Estimate, ImpactError> {
    if values.iter().any(|value| *value < low || *value > high) {
        return Err(ImpactError::Argument("a value lies beyond an end of its scale"));
    }
    mean(values, level)?.within(low, high)
}

impl Estimate {
    /// The same estimate with an interval that lies within a scale; see [`bounded_mean`].
    ///
    /// # Errors
    /// [`ImpactError::Argument`] where the estimate does not lie between the ends of the scale.
    pub fn within(self, low: f64, high: f64) -> Result<Self, ImpactError> {
        let inside = low < self.effect && self.effect < high;
        if !inside || !(high - low).is_finite() {
            return Err(ImpactError::Argument("an estimate at an end of its scale has no interval within it"));
        }
        let length = high - low;
        let (share, rest) = ((self.effect - low) / length, (high - self.effect) / length);
        let centre = (share / rest).ln();
        let level = self.interval.level;
        let half = student::two_sided_quantile(level.value(), self.degrees_of_freedom) * self.standard_error
            / (length * share * rest);
        let back = |logit: f64| low + length / (1.0 + (-logit).exp());
        Ok(Self { interval: Interval { low: back(centre - half), high: back(centre + half), level }, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// R package `survey` 4.0, data `api`, design `apiclus1` (15 districts, so 14 degrees of freedom):
    /// `confint(svymean(~proportion, dclus1))` gives 0.9852196 to 0.9943432 on the normal distribution, and
    /// `svyciprop(~proportion, dclus1, method = "logit")` prints 0.990 (0.983 to 0.99).
    /// <https://gist.github.com/leeper/4e6e6ae258ffdffce65d543eb01fc8f7>
    #[test]
    fn the_interval_is_the_one_that_the_survey_package_prints() {
        let (low, high) = (0.985_219_6, 0.994_343_2);
        let error = (high - low) / 2.0 / 1.959_963_985;
        let plain = Estimate::student((low + high) / 2.0, error, 14.0, 183, Some(15), Level::default()).unwrap();
        let told = plain.within(0.0, 1.0).unwrap().interval;
        assert!((told.low - 0.983).abs() < 5e-4 && (told.high - 0.99).abs() < 5e-3, "{told:?}");
    }

    #[test]
    fn a_scale_from_one_to_five_is_the_share_of_its_way() {
        let answers = [5.0, 4.0, 5.0, 3.0, 4.0, 5.0, 5.0];
        let shares: Vec<f64> = answers.iter().map(|answer| (answer - 1.0) / 4.0).collect();
        let told = bounded_mean(&answers, (1.0, 5.0), Level::default()).unwrap();
        let share = bounded_mean(&shares, (0.0, 1.0), Level::default()).unwrap();
        assert!((told.interval.low - (1.0 + 4.0 * share.interval.low)).abs() < 1e-12);
        assert!((told.interval.high - (1.0 + 4.0 * share.interval.high)).abs() < 1e-12);
        // In the middle of a long scale it is the plain one.
        let far: Vec<f64> = answers.iter().map(|answer| answer - 4.0).collect();
        let (plain, wide) = (mean(&far, Level::default()).unwrap(), bounded_mean(&far, (-1e4, 1e4), Level::default()));
        assert!((plain.interval.high - wide.unwrap().interval.high).abs() < 1e-3);
    }

    #[test]
    fn what_lies_at_or_beyond_an_end_has_none() {
        let level = Level::default();
        assert!(bounded_mean(&[5.0, 6.0], (1.0, 5.0), level).is_err());
        assert!(bounded_mean(&[5.0, 5.0], (1.0, 5.0), level).is_err());
        assert!(bounded_mean(&[1.0, 2.0], (2.0, 1.0), level).is_err());
        assert!(bounded_mean(&[1.0], (0.0, 2.0), level).is_err());
        assert!(bounded_mean(&[1.0, f64::NAN], (0.0, 2.0), level).is_err());
    }

    proptest! {
        #[test]
        fn the_interval_lies_within_the_scale_and_around_the_mean(values in proptest::collection::vec(1_u8..=5, 2..40)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let Ok(told) = bounded_mean(&values, (1.0, 5.0), Level::default()) else { return Ok(()) };
            prop_assert!(1.0 <= told.interval.low && told.interval.high <= 5.0);
            prop_assert!(told.interval.low < told.effect && told.effect < told.interval.high);
        }
    }
}
