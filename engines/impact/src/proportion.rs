//! A share of a count, with Wilson's interval.

use crate::{ImpactError, Interval, Level, student};
use serde::Serialize;

/// A share with the count beneath it: a percentage never travels without its n.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Proportion {
    /// In 0..=1.
    pub share: f64,
    pub interval: Interval,
    pub n: usize,
}

/// Wilson's score interval of `successes` out of `n`; stays within 0..=1, also at 0 and at n.
///
/// Source: Wilson, *JASA* 22 (1927), 209-212.
///
/// ```
/// use lustrum_impact::{Level, wilson};
/// let none = wilson(0, 10, Level::default())?;
/// assert_eq!(none.interval.low, 0.0);
/// assert!((none.interval.high - 0.277_533).abs() < 1e-6);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] when n is 0 or smaller than the successes.
pub fn wilson(successes: usize, n: usize, level: Level) -> Result<Proportion, ImpactError> {
    if n == 0 {
        return Err(ImpactError::Argument("a share of nobody has no value"));
    }
    if successes > n {
        return Err(ImpactError::Argument("more successes than attempts"));
    }
    let count = n as f64;
    let share = successes as f64 / count;
    let z = student::normal_quantile(level.value());
    let shrink = 1.0 + z * z / count;
    let centre = (share + z * z / (2.0 * count)) / shrink;
    let half = z / shrink * (share * (1.0 - share) / count + z * z / (4.0 * count * count)).sqrt();
    // At both ends the bound is exact; rounding would leave it a hair off.
    let low = if successes == 0 { 0.0 } else { centre - half };
    let high = if successes == n { 1.0 } else { centre + half };
    Ok(Proportion { share, interval: Interval { low, high, level }, n })
}
