//! Weighted scores: the simple multi-attribute rating technique (W. Edwards, 1977).

use super::{Ranking, RankingError, Table, Weights};

/// Ranks by the weighted sum of values, each on the same scale (0 worst, 1 best, say).
///
/// ```
/// use lustrum_selection::ranking::{Table, Weights, smart};
/// let values = Table::new(vec![vec![1.0, 0.0], vec![0.5, 0.5]])?;
/// let ranking = smart::rank(&values, &Weights::new(vec![0.6, 0.4])?)?;
/// assert_eq!((ranking.values, ranking.ranks), (vec![0.6, 0.5], vec![1, 2]));
/// # Ok::<(), lustrum_selection::ranking::RankingError>(())
/// ```
///
/// # Errors
/// [`RankingError::LengthsDiffer`] where there is not one weight for each criterion.
pub fn rank(values: &Table, weights: &Weights) -> Result<Ranking, RankingError> {
    values.fits(weights)?;
    Ok(Ranking::of(values.weighted(weights.as_slice())))
}
