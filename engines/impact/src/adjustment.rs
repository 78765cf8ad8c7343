//! Randomised comparisons by regression: adjusted for what was known before, or for clusters.

use crate::{Column, Comparison, Estimate, ImpactError, LeastSquares, Level, Moments};

/// The effect of treatment in a regression of the outcome on treatment and covariates, with the
/// HC1 standard error and Student's interval on n - k degrees of freedom; with clusters, the CR1
/// standard error and G - 1.
///
/// Adjusting narrows the interval of a randomised comparison; it does not turn a comparison that
/// nobody randomised into an experiment. Source: Freedman, *Advances in Applied Mathematics* 40
/// (2008), 180-193; Lin, *Annals of Applied Statistics* 7 (2013), 295-318.
///
/// ```
/// use lustrum_impact::{Column, Comparison, Level, regression_adjustment};
/// let groups = Comparison::new(vec![5.0, 9.1, 7.0, 2.0, 5.9, 4.1], vec![true, true, true, false, false, false])?
///     .with_covariate(Column::new("before", vec![1.0, 5.0, 3.0, 1.0, 5.0, 3.0]))?;
/// let estimate = regression_adjustment(&groups, Level::default())?;
/// assert!((estimate.effect - 3.033_333).abs() < 1e-6);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::TooFewRows`] when a group is empty, [`ImpactError::Collinear`] naming a constant or repeated
/// covariate, [`ImpactError::TooManyParameters`], [`ImpactError::OneCluster`],
/// [`ImpactError::OutcomeDoesNotVary`].
pub fn regression_adjustment(groups: &Comparison, level: Level) -> Result<Estimate, ImpactError> {
    let (treated, untreated) = groups.split(&groups.outcome);
    for (group, moments) in [("treated", treated), ("untreated", untreated)] {
        if moments.count() == 0 {
            return Err(ImpactError::TooFewRows { group, found: 0, least: 1 });
        }
    }
    let rows = groups.rows();
    let mut columns = vec![Column::new("intercept", vec![1.0; rows]), Column::new("treatment", groups.treatment())];
    for covariate in &groups.covariates {
        columns.push(centred(covariate)?);
    }
    let fit = LeastSquares::fit(&columns, &groups.outcome)?;
    let parameters = columns.len();
    // Only noise of the arithmetic is left when the columns explain the outcome wholly.
    let spread: Moments = groups.outcome.iter().collect();
    let left: f64 = fit.residuals().iter().map(|residual| residual * residual).sum();
    if left <= 1e-24 * spread.squares() || spread.squares() == 0.0 {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    let (variance, free, clusters) = match (&groups.cluster, groups.clusters()) {
        (Some(cluster), Some(count)) => (fit.clustered_variance(1, cluster, parameters)?, count - 1, Some(count)),
        _ => (fit.hc1_variance(1), rows - parameters, None),
    };
    Estimate::student(fit.coefficients()[1], variance.sqrt(), free as f64, rows, clusters, level)
}

/// [`regression_adjustment`] without covariates: the difference in means with a standard error
/// that respects that whole clusters were assigned.
///
/// # Errors
/// As [`regression_adjustment`].
pub fn clustered_difference(groups: &Comparison, level: Level) -> Result<Estimate, ImpactError> {
    let bare = Comparison { covariates: Vec::new(), ..groups.clone() };
    regression_adjustment(&bare, level)
}

/// A covariate around its mean: the effect stays the same, and a column that hardly varies around
/// a large value keeps its digits.
fn centred(covariate: &Column) -> Result<Column, ImpactError> {
    let moments: Moments = covariate.values.iter().collect();
    let deviation = moments.standard_deviation().unwrap_or(0.0);
    if deviation <= 1e-13 * moments.mean().abs() {
        return Err(ImpactError::Collinear { column: covariate.name.clone() });
    }
    let values = covariate.values.iter().map(|value| (value - moments.mean()) / deviation).collect();
    Ok(Column::new(covariate.name.clone(), values))
}
