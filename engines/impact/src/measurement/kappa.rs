//! Do two assessors use a rubric alike: Cohen's kappa, also weighted.

use super::Coefficient;
use crate::{ImpactError, Interval, Level, student};
use serde::Serialize;

/// How much a disagreement of several steps of the rubric counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KappaWeights {
    /// Every disagreement alike.
    Unweighted,
    /// By the number of steps.
    Linear,
    /// By the square of the number of steps: for large tables nearly the intraclass correlation (Fleiss and Cohen 1973).
    Quadratic,
}

/// Agreement of two assessors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Kappa {
    /// With a normal interval, cut at 1.
    pub agreement: Coefficient,
    pub standard_error: f64,
    /// Share on which both gave the same step, in 0..=1.
    pub observed: f64,
}

/// Cohen's kappa of a square table: `counts[i][j]` pieces of work got step i from one assessor and step j from the
/// other; the steps are in their order.
///
/// Sources: Cohen, *Psychological Bulletin* 70 (1968), 213-220; standard error: Fleiss, Cohen and Everitt,
/// *Psychological Bulletin* 72 (1969), 323-327, eq. 13.
///
/// ```
/// use lustrum_impact::{Level, measurement::{KappaWeights, weighted_kappa}};
/// let kappa = weighted_kappa(&[vec![20, 5], vec![10, 15]], KappaWeights::Unweighted, Level::default())?;
/// assert!((kappa.agreement.value - 0.4).abs() < 1e-12);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] when the table is not square, smaller than 2 × 2 or empty,
/// [`ImpactError::OutcomeDoesNotVary`] when both gave one and the same step throughout.
pub fn weighted_kappa(counts: &[Vec<u64>], weights: KappaWeights, level: Level) -> Result<Kappa, ImpactError> {
    let steps = counts.len();
    if steps < 2 || counts.iter().any(|row| row.len() != steps) {
        return Err(ImpactError::Argument("agreement needs a square table with at least two steps"));
    }
    let total: u64 = counts.iter().flatten().sum();
    if total == 0 {
        return Err(ImpactError::Argument("the table of agreement is empty"));
    }
    let n = total as f64;
    let share = |i: usize, j: usize| counts[i][j] as f64 / n;
    let agreement = |i: usize, j: usize| {
        let apart = i.abs_diff(j) as f64 / (steps - 1) as f64;
        match weights {
            KappaWeights::Unweighted => f64::from(u8::from(i == j)),
            KappaWeights::Linear => 1.0 - apart,
            KappaWeights::Quadratic => 1.0 - apart * apart,
        }
    };
    let every = || (0..steps).flat_map(|i| (0..steps).map(move |j| (i, j)));
    let rows: Vec<f64> = (0..steps).map(|i| (0..steps).map(|j| share(i, j)).sum()).collect();
    let columns: Vec<f64> = (0..steps).map(|j| (0..steps).map(|i| share(i, j)).sum()).collect();
    let observed: f64 = every().map(|(i, j)| agreement(i, j) * share(i, j)).sum();
    let expected: f64 = every().map(|(i, j)| agreement(i, j) * rows[i] * columns[j]).sum();
    if expected >= 1.0 - 1e-12 {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    let value = (observed - expected) / (1.0 - expected);
    let row_mean: Vec<f64> = (0..steps).map(|i| (0..steps).map(|j| columns[j] * agreement(i, j)).sum()).collect();
    let column_mean: Vec<f64> = (0..steps).map(|j| (0..steps).map(|i| rows[i] * agreement(i, j)).sum()).collect();
    let spread: f64 = every()
        .map(|(i, j)| {
            let pull = agreement(i, j) * (1.0 - expected) - (row_mean[i] + column_mean[j]) * (1.0 - observed);
            share(i, j) * pull * pull
        })
        .sum();
    let centre = observed * expected - 2.0 * expected + observed;
    let standard_error = ((spread - centre * centre).max(0.0) / n).sqrt() / (1.0 - expected).powi(2);
    let half = student::normal_quantile(level.value()) * standard_error;
    let interval = Interval { low: value - half, high: (value + half).min(1.0), level };
    let same = (0..steps).map(|i| share(i, i)).sum();
    Ok(Kappa { agreement: Coefficient { value, interval, n: total as usize }, standard_error, observed: same })
}
