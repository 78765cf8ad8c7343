//! From what each row adds to an estimate, its standard error.

use crate::{Comparison, Estimate, ImpactError, Level};

/// An error that is no larger a share of the outcome is what rounding leaves of none.
const ROUNDING: f64 = 1e-14;

/// `influence` holds, for each row, what it adds to the estimate, times the number of rows. With clusters the sums of
/// each cluster take the place of the rows, with the factor G / (G - 1).
///
/// An outcome that is the same for everyone in a group leaves rounding in the influence and no uncertainty: it is refused, and so is a
/// sample with no more rows than parameters.
pub(super) fn estimate(
    groups: &Comparison,
    effect: f64,
    influence: &[f64],
    parameters: usize,
    level: Level,
) -> Result<Estimate, ImpactError> {
    let n = influence.len() as f64;
    if groups.cluster.is_none() && influence.len() <= parameters {
        return Err(ImpactError::TooManyParameters { rows: influence.len(), parameters });
    }
    let (squares, free, clusters) = match (&groups.cluster, groups.clusters()) {
        (Some(cluster), Some(count)) => {
            if count < 2 {
                return Err(ImpactError::OneCluster);
            }
            let mut sums = vec![0.0; count];
            for (value, at) in influence.iter().zip(cluster) {
                sums[*at as usize] += value;
            }
            let small = count as f64 / (count - 1) as f64;
            (small * sums.iter().map(|sum| sum * sum).sum::<f64>(), (count - 1) as f64, Some(count))
        }
        _ => (influence.iter().map(|value| value * value).sum(), n - parameters as f64, None),
    };
    let error = squares.sqrt() / n;
    let largest = groups.outcome.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    if error <= ROUNDING * largest {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    Estimate::student(effect, error, free, groups.rows(), clusters, level)
}
