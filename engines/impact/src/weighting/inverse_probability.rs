//! Inverse-probability weighting.

use super::{Propensity, Target, propensity, robust};
use crate::{Comparison, Estimate, ImpactError, Level};
use nalgebra::DVector;

/// Difference of the weighted means of both groups, the weights of each group adding up to 1 (Hájek), with an error that
/// knows that the propensities were estimated (the sandwich of both estimating equations); clustered where clusters
/// are given.
///
/// Sources: Hirano, Imbens and Ridder, *Econometrica* 71 (2003), 1161-1189; Lunceford and Davidian, *Statistics in
/// Medicine* 23 (2004), 2937-2960, eq. 19.
///
/// ```
/// use lustrum_impact::{Column, Comparison, Level, weighting::{Target, inverse_probability}};
/// let age: Vec<f64> = (0..40).map(|at| f64::from(at * 7 % 40)).collect();
/// let treated: Vec<bool> = (0..40).map(|at| (at * 11 % 40) + at * 7 % 40 > 39).collect();
/// let outcome = age.iter().zip(&treated).map(|(age, is)| age * 0.5 + if *is { 2.0 } else { 0.0 }).collect();
/// let groups = Comparison::new(outcome, treated)?.with_covariate(Column::new("age", age))?;
/// let found = inverse_probability(&groups, Target::Everyone, Level::default())?;
/// assert!(found.interval.low < 2.0 && found.interval.high > 2.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`propensity`], and [`ImpactError::OneCluster`].
pub fn inverse_probability(groups: &Comparison, target: Target, level: Level) -> Result<Estimate, ImpactError> {
    let found = propensity(groups)?;
    let (treated, slope) = arm(groups, &found, target, true);
    let one = Weighted::of(groups, &found, &treated, &slope);
    let (untreated, slope) = arm(groups, &found, target, false);
    let other = Weighted::of(groups, &found, &untreated, &slope);
    let influence: Vec<f64> = one.influence.iter().zip(&other.influence).map(|(a, b)| a - b).collect();
    robust::estimate(groups, one.mean - other.mean, &influence, found.coefficients.len() + 1, level)
}

/// Weight of each row in one group, and its derivative to the log odds of treatment.
pub(super) fn arm(groups: &Comparison, found: &Propensity, target: Target, wanted: bool) -> (Vec<f64>, Vec<f64>) {
    let one = |(p, is): (&f64, &bool)| match (*is == wanted, wanted, target) {
        (false, _, _) => (0.0, 0.0),
        (true, true, Target::Everyone) => (1.0 / p, -(1.0 - p) / p),
        (true, false, Target::Everyone) => (1.0 / (1.0 - p), p / (1.0 - p)),
        (true, true, Target::Treated) => (1.0, 0.0),
        (true, false, Target::Treated) => (p / (1.0 - p), p / (1.0 - p)),
    };
    found.probabilities.iter().zip(&groups.treated).map(one).unzip()
}

struct Weighted {
    mean: f64,
    influence: Vec<f64>,
}

impl Weighted {
    fn of(groups: &Comparison, found: &Propensity, weights: &[f64], slope: &[f64]) -> Self {
        let n = weights.len() as f64;
        let sum: f64 = weights.iter().sum();
        let mean = weights.iter().zip(&groups.outcome).map(|(weight, value)| weight * value).sum::<f64>() / sum;
        let away: Vec<f64> = groups.outcome.iter().map(|value| value - mean).collect();
        let pull = DVector::from_iterator(weights.len(), slope.iter().zip(&away).map(|(slope, away)| slope * away));
        let carried = found.carried(groups, &(found.design.transpose() * pull));
        let influence =
            weights.iter().zip(&away).zip(carried).map(|((weight, away), carried)| (weight * away + carried) * n / sum);
        Self { mean, influence: influence.collect() }
    }
}

impl Propensity {
    /// What each row adds through the estimated propensities, where the estimate has this slope in their coefficients.
    pub(super) fn carried(&self, groups: &Comparison, slope: &DVector<f64>) -> Vec<f64> {
        let along = &self.design * (&self.inverse * slope);
        let treated = groups.treatment();
        let residual = treated.iter().zip(&self.probabilities).map(|(is, p)| is - p);
        along.iter().zip(residual).map(|(along, residual)| along * residual).collect()
    }
}
