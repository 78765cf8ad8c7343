//! What people gained between two measurements: in points and in standard deviations.

use crate::{
    Estimate, ImpactError, Interval, Level, Moments, comparison::check, difference_in_means, mean,
    moments::pooled_deviation, student,
};
use serde::Serialize;

/// A gain in the units of the score, and standardised.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Gain {
    /// After minus before, in the units of the score.
    pub points: Estimate,
    /// Hedges' g: the gain in standard deviations, corrected for small samples.
    pub hedges_g: f64,
    /// Interval of Hedges' g (normal approximation).
    pub g_interval: Interval,
}

/// The same people before and after: mean of their differences with Student's interval, and
/// Hedges' g in units of the root mean square of both standard deviations.
///
/// `before[i]` and `after[i]` belong to one person; at least two people.
/// Source: Borenstein et al., *Introduction to Meta-Analysis* (2009), ch. 4; the standardiser is
/// d_av of Lakens, *Frontiers in Psychology* 4 (2013), 863.
///
/// ```
/// use lustrum_impact::{Level, paired_gain};
/// let gain = paired_gain(&[52.0, 61.0, 47.0, 70.0], &[60.0, 66.0, 58.0, 74.0], Level::default())?;
/// assert_eq!(gain.points.effect, 7.0);
/// assert!(gain.hedges_g > 0.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`], [`ImpactError::TooFewRows`],
/// [`ImpactError::OutcomeDoesNotVary`] when everybody gained the same.
pub fn paired_gain(before: &[f64], after: &[f64], level: Level) -> Result<Gain, ImpactError> {
    check("before", before, before.len())?;
    check("after", after, before.len())?;
    let differences: Vec<f64> = after.iter().zip(before).map(|(a, b)| a - b).collect();
    let points = mean(&differences, level)?;
    let first: Moments = before.iter().collect();
    let second: Moments = after.iter().collect();
    let cross: f64 = before.iter().zip(after).map(|(b, a)| (b - first.mean()) * (a - second.mean())).sum();
    let spread = (first.squares() * second.squares()).sqrt();
    let correlation = if spread > 0.0 { cross / spread } else { 0.0 };
    let standardiser = ((first.squares() + second.squares()) / (2 * (before.len() - 1)) as f64).sqrt();
    let (hedges_g, g_interval) = standardised_gain(points.effect, standardiser, correlation, points.n, level)?;
    Ok(Gain { points, hedges_g, g_interval })
}

/// Hedges' g of a paired gain and its interval, from summary figures: the mean gain, the standard
/// deviation of a single measurement, the correlation of both measurements in -1..=1, and the
/// number of people (at least two).
///
/// ```
/// use lustrum_impact::{Level, standardised_gain};
/// // Borenstein et al. (2009), p. 29: d = 0.4225, g = 0.4160.
/// let (g, _) = standardised_gain(3.0, 7.1005, 0.7, 50, Level::default())?;
/// assert!((g - 0.4160).abs() < 1e-4);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::TooFewRows`], [`ImpactError::OutcomeDoesNotVary`] when the deviation is zero.
pub fn standardised_gain(
    mean_gain: f64,
    standard_deviation: f64,
    correlation: f64,
    people: usize,
    level: Level,
) -> Result<(f64, Interval), ImpactError> {
    if people < 2 {
        return Err(ImpactError::TooFewRows { group: "paired", found: people, least: 2 });
    }
    if standard_deviation == 0.0 {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    let n = people as f64;
    let d = mean_gain / standard_deviation;
    let variance = (1.0 / n + d * d / (2.0 * n)) * 2.0 * (1.0 - correlation.clamp(-1.0, 1.0));
    Ok(corrected(d, variance, n - 1.0, level))
}

/// Different people before and after (or trained and not): difference in means with unequal
/// variances, and Hedges' g in units of the pooled standard deviation.
///
/// Source: Borenstein et al. (2009), ch. 4.
///
/// ```
/// use lustrum_impact::{Level, independent_gain};
/// let gain = independent_gain(&[50.0, 55.0, 60.0], &[58.0, 66.0, 65.0], Level::default())?;
/// assert_eq!(gain.points.effect, 8.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`difference_in_means`].
pub fn independent_gain(before: &[f64], after: &[f64], level: Level) -> Result<Gain, ImpactError> {
    let points = difference_in_means(after, before, level)?;
    let first: Moments = before.iter().collect();
    let second: Moments = after.iter().collect();
    let pooled = pooled_deviation(&first, &second).ok_or(ImpactError::OutcomeDoesNotVary)?;
    let d = points.effect / pooled;
    let (one, other) = (before.len() as f64, after.len() as f64);
    let variance = (one + other) / (one * other) + d * d / (2.0 * (one + other));
    let (hedges_g, g_interval) = corrected(d, variance, one + other - 2.0, level);
    Ok(Gain { points, hedges_g, g_interval })
}

/// Hedges' small-sample correction J = 1 - 3 / (4 df - 1) and a normal interval.
fn corrected(d: f64, variance: f64, free: f64, level: Level) -> (f64, Interval) {
    let shrink = 1.0 - 3.0 / (4.0 * free - 1.0);
    let g = shrink * d;
    let half = student::normal_quantile(level.value()) * shrink * variance.sqrt();
    let interval = Interval { low: g - half, high: g + half, level };
    (g, interval)
}
