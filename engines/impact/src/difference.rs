//! Difference in means of two groups with unequal variances, and a mean with its interval.

use crate::{Estimate, ImpactError, Level, Moments, comparison::check};

/// Mean of the treated minus mean of the untreated, with Welch's standard error, the degrees of
/// freedom of Welch and Satterthwaite, and Student's interval.
///
/// Both slices are in the units of the outcome and need at least two values.
/// Source: Welch, *Biometrika* 34 (1947), 28-35.
///
/// ```
/// use lustrum_impact::{Level, difference_in_means};
/// let estimate = difference_in_means(&[4.0, 6.0, 8.0], &[1.0, 2.0, 3.0], Level::default())?;
/// assert_eq!(estimate.effect, 4.0);
/// assert!((estimate.standard_error - (5.0_f64 / 3.0).sqrt()).abs() < 1e-12);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::NotFinite`], [`ImpactError::TooFewRows`], [`ImpactError::OutcomeDoesNotVary`]
/// when neither group varies, [`ImpactError::OutOfRange`].
pub fn difference_in_means(treated: &[f64], untreated: &[f64], level: Level) -> Result<Estimate, ImpactError> {
    check("treated", treated, treated.len())?;
    check("untreated", untreated, untreated.len())?;
    difference_of_moments(&treated.iter().collect(), &untreated.iter().collect(), level)
}

/// [`difference_in_means`] of groups of which only the moments are kept.
///
/// # Errors
/// As [`difference_in_means`].
pub fn difference_of_moments(treated: &Moments, untreated: &Moments, level: Level) -> Result<Estimate, ImpactError> {
    let treated_part = variance_of_mean("treated", treated)?;
    let untreated_part = variance_of_mean("untreated", untreated)?;
    let variance = treated_part + untreated_part;
    if variance == 0.0 {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    // Shares rather than squares of the variances: neither overflows nor vanishes.
    let (share, rest) = (treated_part / variance, untreated_part / variance);
    let degrees_of_freedom =
        1.0 / (share * share / (treated.count() - 1) as f64 + rest * rest / (untreated.count() - 1) as f64);
    Estimate::student(
        treated.mean() - untreated.mean(),
        variance.sqrt(),
        degrees_of_freedom,
        treated.count() + untreated.count(),
        None,
        level,
    )
}

fn variance_of_mean(group: &'static str, moments: &Moments) -> Result<f64, ImpactError> {
    let variance = moments.variance().ok_or(ImpactError::TooFewRows { group, found: moments.count(), least: 2 })?;
    Ok(variance / moments.count() as f64)
}

/// A mean with Student's interval on n - 1 degrees of freedom. Needs at least two values.
///
/// ```
/// use lustrum_impact::{Level, mean};
/// let estimate = mean(&[1.0, 2.0, 3.0], Level::default())?;
/// assert_eq!((estimate.effect, estimate.n), (2.0, 3));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::NotFinite`], [`ImpactError::TooFewRows`], [`ImpactError::OutcomeDoesNotVary`].
pub fn mean(values: &[f64], level: Level) -> Result<Estimate, ImpactError> {
    check("values", values, values.len())?;
    let moments: Moments = values.iter().collect();
    let variance = variance_of_mean("observed", &moments)?;
    Estimate::student(moments.mean(), variance.sqrt(), (moments.count() - 1) as f64, moments.count(), None, level)
}
