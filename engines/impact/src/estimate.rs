//! A number with its uncertainty: the effect, its standard error, its interval, its n.

use crate::{ImpactError, student};
use serde::Serialize;

/// A confidence level, strictly between 0 and 1. The default is 0.95.
///
/// ```
/// use lustrum_impact::Level;
/// assert_eq!(Level::default().value(), 0.95);
/// assert!(Level::new(95.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Level(f64);

impl Level {
    /// # Errors
    /// [`ImpactError::Level`] outside (0, 1).
    pub fn new(level: f64) -> Result<Self, ImpactError> {
        if level > 0.0 && level < 1.0 { Ok(Self(level)) } else { Err(ImpactError::Level(level)) }
    }

    /// The level as a share, for example 0.95.
    pub fn value(self) -> f64 {
        self.0
    }
}

impl Default for Level {
    fn default() -> Self {
        Self(0.95)
    }
}

/// A confidence interval, in the units of what it is an interval for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
    pub level: Level,
}

impl Interval {
    /// True when the interval lies wholly on one side of zero.
    ///
    /// ```
    /// # use lustrum_impact::{Interval, Level};
    /// let interval = Interval { low: 0.2, high: 1.4, level: Level::default() };
    /// assert!(interval.excludes_zero());
    /// ```
    pub fn excludes_zero(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }

    /// False where so little is known that any effect is possible.
    pub fn is_bounded(&self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// True when no value of the interval is farther from zero than `margin`.
    pub fn lies_within(&self, margin: f64) -> bool {
        self.low >= -margin && self.high <= margin
    }
}

/// What an interval is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[non_exhaustive]
pub enum IntervalKind {
    /// Student's distribution and the standard error.
    #[default]
    Student,
    /// The placebos of so many choices of clusters, the real one included: see [`crate::placebo_interval`]. The standard
    /// error plays no part in it. `p_value` is the share of the choices that are as far from zero.
    Placebo { choices: u64, p_value: f64 },
}

impl IntervalKind {
    fn is_student(&self) -> bool {
        *self == Self::Student
    }
}

/// An estimate in the units of the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    pub effect: f64,
    pub standard_error: f64,
    /// Of the Student distribution that the interval is taken from; may be fractional.
    pub degrees_of_freedom: f64,
    /// Without bounds where no interval can be told.
    pub interval: Interval,
    #[serde(skip_serializing_if = "IntervalKind::is_student")]
    pub kind: IntervalKind,
    /// Rows that the estimate was made from.
    pub n: usize,
    /// Clusters that the standard error was made from, where it is clustered.
    pub clusters: Option<usize>,
}

impl Estimate {
    /// `effect ± t × standard_error` with Student's t.
    ///
    /// ```
    /// use lustrum_impact::{Estimate, Level};
    /// let estimate = Estimate::student(2.0, 1.0, 26.0, 28, None, Level::default())?;
    /// assert!((estimate.interval.low - (-0.055529)).abs() < 1e-6);
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    ///
    /// # Errors
    /// [`ImpactError::OutcomeDoesNotVary`] when the standard error is zero,
    /// [`ImpactError::OutOfRange`] when any part is not finite.
    pub fn student(
        effect: f64,
        standard_error: f64,
        degrees_of_freedom: f64,
        n: usize,
        clusters: Option<usize>,
        level: Level,
    ) -> Result<Self, ImpactError> {
        if standard_error == 0.0 {
            return Err(ImpactError::OutcomeDoesNotVary);
        }
        let half = student::two_sided_quantile(level.value(), degrees_of_freedom) * standard_error;
        if !effect.is_finite() || !half.is_finite() {
            return Err(ImpactError::OutOfRange);
        }
        Ok(Self {
            effect,
            standard_error,
            degrees_of_freedom,
            interval: Interval { low: effect - half, high: effect + half, level },
            kind: IntervalKind::Student,
            n,
            clusters,
        })
    }

    /// Two-sided p value of the hypothesis that the effect is zero, in 0..=1.
    pub fn p_value(&self) -> f64 {
        match self.kind {
            IntervalKind::Student => student::two_sided_p(self.effect / self.standard_error, self.degrees_of_freedom),
            IntervalKind::Placebo { p_value, .. } => p_value,
        }
    }
}

/// An effect so many periods from the start on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Horizon {
    /// Periods from the start on, counted from 1.
    pub periods: usize,
    /// In the last of these periods.
    pub change: Estimate,
    /// Mean over these periods.
    pub mean: Estimate,
}

/// The horizons that are told of so many periods after a start: 1, 3, 6, 12, each year after that, and the last.
pub(crate) fn horizons(after: usize) -> Vec<usize> {
    let mut told: Vec<usize> = [1, 3, 6].into_iter().chain((1..=5).map(|year| 12 * year)).collect();
    told.retain(|periods| *periods < after);
    told.push(after);
    told
}
