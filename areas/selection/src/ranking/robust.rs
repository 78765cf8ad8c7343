//! How firm the first place is when nobody is sure of the weights.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

use super::{NOTHING, RankingError, Table, Weights, smart};

/// So many sets of weights are drawn.
pub const DRAWS: usize = 10_000;
/// The first place is called stable if it holds when each weight is up to so much smaller or larger.
pub const SWING: f64 = 0.20;
/// A drawn weight lies between the chosen one divided by this and multiplied by it.
pub const SPREAD: f64 = 2.0;

/// How often each candidate stands first among weights that are drawn around the chosen ones: each weight is multiplied by
/// a factor from 1/2 to 2, evenly on the logarithmic scale (to halve is as likely as to double), and all are scaled back
/// to 1. A shared first place counts for each in part. The same seed gives the same shares on every machine.
///
/// ```
/// use lustrum_selection::ranking::{Table, Weights, robust::shares_of_first};
/// let values = Table::new(vec![vec![1.0, 0.0], vec![0.0, 1.0]])?;
/// let shares = shares_of_first(&values, &Weights::new(vec![0.5, 0.5])?, 7, 10_000)?;
/// assert!((shares[0] - 0.5).abs() < 0.02 && (shares[0] + shares[1] - 1.0).abs() < 1e-9);
/// # Ok::<(), lustrum_selection::ranking::RankingError>(())
/// ```
///
/// # Errors
/// [`RankingError::LengthsDiffer`] where there is not one weight for each criterion.
pub fn shares_of_first(values: &Table, weights: &Weights, seed: u64, draws: usize) -> Result<Vec<f64>, RankingError> {
    values.fits(weights)?;
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut even = || (chance.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
    let mut drawn = vec![0.0; values.columns()];
    let mut reached = vec![0.0; values.rows().len()];
    let mut firsts = vec![0.0; reached.len()];
    for _ in 0..draws {
        let mut sum = 0.0;
        for (cell, weight) in drawn.iter_mut().zip(weights.as_slice()) {
            *cell = weight * SPREAD.powf(2.0 * even() - 1.0);
            sum += *cell;
        }
        let mut best = f64::MIN;
        for (value, row) in reached.iter_mut().zip(values.rows()) {
            *value = super::dot(row, &drawn) / sum;
            best = best.max(*value);
        }
        let level = reached.iter().filter(|value| **value >= best - NOTHING).count() as f64;
        for (first, value) in firsts.iter_mut().zip(&reached) {
            if *value >= best - NOTHING {
                *first += 1.0 / level;
            }
        }
    }
    let draws = draws.max(1) as f64;
    Ok(firsts.into_iter().map(|first| first / draws).collect())
}

/// Whether the winner stays ahead of everyone with every set of weights that lie within `swing` of the chosen ones (each
/// between `1 - swing` and `1 + swing` times as large, all scaled back to 1). Exact: against each rival the worst case is
/// the smallest weight where the winner is ahead and the largest where it is behind; scaling back changes no sign.
///
/// # Errors
/// [`RankingError::LengthsDiffer`] where there is not one weight for each criterion.
pub fn holds_within(values: &Table, weights: &Weights, swing: f64) -> Result<bool, RankingError> {
    let winner = smart::rank(values, weights)?.first();
    let worst = |rival: &[f64]| -> f64 {
        let ahead = values.row(winner).iter().zip(rival).map(|(a, b)| a - b);
        ahead.zip(weights.as_slice()).map(|(ahead, weight)| ahead * weight * (1.0 - swing * ahead.signum())).sum()
    };
    Ok(values.rows().enumerate().all(|(at, row)| at == winner || worst(row) > NOTHING))
}
