//! Randomised trials: adjusted for what was known before, and drawn within strata.

use super::{RobustErrors, regression_coefficient};
use crate::{Column, Comparison, Estimate, ImpactError, Level, Moments, difference_of_moments};
use std::collections::BTreeMap;

/// Regression adjustment with every covariate interacted with treatment: never less precise than the plain difference, for
/// trials of any size of groups. With errors of HC2, or CR2 where clusters are given. With the mean of many measurements
/// before the start as a covariate this is the analysis of covariance of a trial with a long baseline.
///
/// Source: Lin, *Annals of Applied Statistics* 7 (2013), 295-318.
///
/// ```
/// use lustrum_impact::{Column, Comparison, Level, inference::interacted_adjustment};
/// let groups = Comparison::new(
///     vec![5.0, 9.1, 7.0, 8.0, 2.0, 5.9, 4.1, 5.2], vec![true, true, true, true, false, false, false, false],
/// )?.with_covariate(Column::new("before", vec![1.0, 5.0, 3.0, 4.0, 1.0, 5.0, 3.0, 4.0]))?;
/// let found = interacted_adjustment(&groups, Level::default())?;
/// assert!((found.effect - 2.975).abs() < 1e-9);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`regression_coefficient`].
pub fn interacted_adjustment(groups: &Comparison, level: Level) -> Result<Estimate, ImpactError> {
    let treatment = groups.treatment();
    let mut columns =
        vec![Column::new("intercept", vec![1.0; groups.rows()]), Column::new("treatment", treatment.clone())];
    for covariate in &groups.covariates {
        let mean = covariate.values.iter().collect::<Moments>().mean();
        let centred: Vec<f64> = covariate.values.iter().map(|value| value - mean).collect();
        let interacted = centred.iter().zip(&treatment).map(|(value, is)| value * is).collect();
        columns.push(Column::new(covariate.name.clone(), centred));
        columns.push(Column::new(format!("{} of the treated", covariate.name), interacted));
    }
    let errors = groups.cluster.as_deref().map_or(RobustErrors::Hc2, RobustErrors::Cr2);
    regression_coefficient(&columns, &groups.outcome, 1, errors, level)
}

/// Difference in means where the lots were drawn within strata: the strata's differences, weighted by their sizes.
/// `strata` gives the stratum of each row by any label.
///
/// Source: Imbens and Rubin, *Causal Inference* (2015), ch. 9.
///
/// ```
/// use lustrum_impact::{Comparison, Level, inference::stratified_difference};
/// let groups = Comparison::new(
///     vec![5.0, 6.0, 2.0, 3.0, 15.0, 16.0, 11.0, 12.0], vec![true, true, false, false, true, true, false, false],
/// )?;
/// let found = stratified_difference(&groups, &["a", "a", "a", "a", "b", "b", "b", "b"], Level::default())?;
/// assert_eq!(found.effect, 3.5);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::LengthsDiffer`], [`ImpactError::TooFewRows`] when a stratum has fewer than two rows of a group,
/// [`ImpactError::OutcomeDoesNotVary`].
pub fn stratified_difference<T: Ord>(groups: &Comparison, strata: &[T], level: Level) -> Result<Estimate, ImpactError> {
    if strata.len() != groups.rows() {
        let column = "stratum".to_owned();
        return Err(ImpactError::LengthsDiffer { column, found: strata.len(), expected: groups.rows() });
    }
    let mut parts: BTreeMap<&T, [Moments; 2]> = BTreeMap::new();
    for ((stratum, value), treated) in strata.iter().zip(&groups.outcome).zip(&groups.treated) {
        parts.entry(stratum).or_default()[usize::from(*treated)].push(*value);
    }
    let n = groups.rows() as f64;
    let (mut effect, mut variance, mut freedom) = (0.0, 0.0, 0.0);
    for [untreated, treated] in parts.values() {
        let share = (untreated.count() + treated.count()) as f64 / n;
        match difference_of_moments(treated, untreated, level) {
            Ok(found) => {
                effect += share * found.effect;
                let part = (share * found.standard_error).powi(2);
                variance += part;
                freedom += part * part / found.degrees_of_freedom;
            }
            // A stratum in which nothing varies adds its difference and no uncertainty.
            Err(ImpactError::OutcomeDoesNotVary) => effect += share * (treated.mean() - untreated.mean()),
            Err(other) => return Err(other),
        }
    }
    let free = if freedom > 0.0 { variance * variance / freedom } else { 1.0 };
    Estimate::student(effect, variance.sqrt(), free, groups.rows(), None, level)
}
