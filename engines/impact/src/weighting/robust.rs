//! From what each row adds to an estimate, its standard error.

use crate::{Comparison, Estimate, ImpactError, Level};

/// `influence` holds, for each row, what it adds to the estimate, times the number of rows. With clusters the sums of
/// each cluster take the place of the rows, with the factor G / (G - 1).
pub(super) fn estimate(
    groups: &Comparison,
    effect: f64,
    influence: &[f64],
    parameters: usize,
    level: Level,
) -> Result<Estimate, ImpactError> {
    let n = influence.len() as f64;
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
    Estimate::student(effect, squares.sqrt() / n, free.max(1.0), groups.rows(), clusters, level)
}
