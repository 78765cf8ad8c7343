//! Do raters give the same targets the same ratings: intraclass correlations.

use super::{Coefficient, Ratings};
use crate::{ImpactError, Interval, Level, fisher};
use serde::Serialize;

/// The six intraclass correlations of Shrout and Fleiss. `single` is the reliability of one rater, `average` that of
/// the mean of all raters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Intraclass {
    /// ICC(1,1): each target was rated by other raters.
    pub one_way_single: Coefficient,
    /// ICC(1,k).
    pub one_way_average: Coefficient,
    /// ICC(2,1): the raters are a sample of raters, and their differences in level count (absolute agreement).
    pub random_single: Coefficient,
    /// ICC(2,k).
    pub random_average: Coefficient,
    /// ICC(3,1): these raters only, and their differences in level don't count (consistency).
    pub fixed_single: Coefficient,
    /// ICC(3,k), which equals Cronbach's alpha of the raters.
    pub fixed_average: Coefficient,
}

/// Mean squares of a table without gaps.
struct MeanSquares {
    targets: f64,
    raters: f64,
    /// Between targets, within targets, between raters, residual.
    between: f64,
    within: f64,
    judges: f64,
    residual: f64,
}

/// Intraclass correlations with F intervals. Every rater must have rated every target.
///
/// Source: Shrout and Fleiss, *Psychological Bulletin* 86 (1979), 420-428; the interval of ICC(2,1) is theirs, after
/// Satterthwaite.
///
/// ```
/// use lustrum_impact::{Level, measurement::{Ratings, intraclass}};
/// // Table 2 of Shrout and Fleiss: six targets, four judges.
/// let table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
/// let ratings = Ratings::new(table.iter().map(|row| row.map(|value| Some(f64::from(value))).to_vec()).collect())?;
/// let found = intraclass(&ratings, Level::default())?;
/// assert_eq!(format!("{:.2}", found.random_single.value), "0.29");
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] when a rating is missing, [`ImpactError::OutcomeDoesNotVary`] when the raters agree in
/// everything or the targets don't differ at all.
pub fn intraclass(ratings: &Ratings, level: Level) -> Result<Intraclass, ImpactError> {
    let squares = MeanSquares::of(&ratings.complete()?);
    if squares.between <= 0.0 || squares.residual <= 0.0 || squares.within <= 0.0 {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    let n = ratings.targets();
    let k = squares.raters;
    let coefficient =
        |value: f64, (low, high): (f64, f64)| Coefficient { value, interval: Interval { low, high, level }, n };
    // Of a single rater, from the reliability of the mean of k, and back.
    let single = |of_mean: f64| of_mean / (k - (k - 1.0) * of_mean);
    let average = |of_one: f64| k * of_one / (1.0 + (k - 1.0) * of_one);
    let both = |(low, high): (f64, f64), map: &dyn Fn(f64) -> f64| (map(low), map(high));

    let one_way = 1.0 - squares.within / squares.between;
    let one_way_bounds =
        bounds(squares.between / squares.within, squares.targets - 1.0, squares.targets * (k - 1.0), level);
    let fixed = 1.0 - squares.residual / squares.between;
    let free = (squares.targets - 1.0) * (k - 1.0);
    let fixed_bounds = bounds(squares.between / squares.residual, squares.targets - 1.0, free, level);
    let random = squares.random_single();
    let random_bounds = squares.random_bounds(random, level);
    Ok(Intraclass {
        one_way_single: coefficient(single(one_way), both(one_way_bounds, &single)),
        one_way_average: coefficient(one_way, one_way_bounds),
        random_single: coefficient(random, random_bounds),
        random_average: coefficient(average(random), both(random_bounds, &average)),
        fixed_single: coefficient(single(fixed), both(fixed_bounds, &single)),
        fixed_average: coefficient(fixed, fixed_bounds),
    })
}

/// Bounds of 1 - 1/F, the reliability of the mean.
fn bounds(f: f64, numerator: f64, denominator: f64, level: Level) -> (f64, f64) {
    let above = 1.0 - (1.0 - level.value()) / 2.0;
    let low = f / fisher::quantile(above, numerator, denominator);
    let high = f * fisher::quantile(above, denominator, numerator);
    (1.0 - 1.0 / low, 1.0 - 1.0 / high)
}

impl MeanSquares {
    fn of(rows: &[Vec<f64>]) -> Self {
        let (n, k) = (rows.len() as f64, rows[0].len() as f64);
        let mean = |values: &mut dyn Iterator<Item = f64>, count: f64| values.sum::<f64>() / count;
        let grand = mean(&mut rows.iter().flatten().copied(), n * k);
        let row_means: Vec<f64> = rows.iter().map(|row| mean(&mut row.iter().copied(), k)).collect();
        let column_means: Vec<f64> =
            (0..rows[0].len()).map(|rater| mean(&mut rows.iter().map(|row| row[rater]), n)).collect();
        let (mut within, mut residual) = (0.0, 0.0);
        for (row, target) in rows.iter().zip(&row_means) {
            for (value, rater) in row.iter().zip(&column_means) {
                within += (value - target).powi(2);
                residual += (value - target - rater + grand).powi(2);
            }
        }
        let spread = |means: &[f64]| means.iter().map(|mean| (mean - grand).powi(2)).sum::<f64>();
        Self {
            targets: n,
            raters: k,
            between: k * spread(&row_means) / (n - 1.0),
            within: within / (n * (k - 1.0)),
            judges: n * spread(&column_means) / (k - 1.0),
            residual: residual / ((n - 1.0) * (k - 1.0)),
        }
    }

    fn random_single(&self) -> f64 {
        let (n, k) = (self.targets, self.raters);
        (self.between - self.residual)
            / (self.between + (k - 1.0) * self.residual + k * (self.judges - self.residual) / n)
    }

    /// Shrout and Fleiss (1979), p. 424: F with approximate degrees of freedom.
    fn random_bounds(&self, value: f64, level: Level) -> (f64, f64) {
        let (n, k) = (self.targets, self.raters);
        let ratio = self.judges / self.residual;
        let own = n * (1.0 + (k - 1.0) * value) - k * value;
        let numerator = (k - 1.0) * (n - 1.0) * (k * value * ratio + own).powi(2);
        let denominator = (n - 1.0) * (k * value * ratio).powi(2) + own.powi(2);
        let free = numerator / denominator;
        let above = 1.0 - (1.0 - level.value()) / 2.0;
        let spread = k * self.judges + (k * n - k - n) * self.residual;
        let lower = fisher::quantile(above, n - 1.0, free);
        let upper = fisher::quantile(above, free, n - 1.0);
        (
            n * (self.between - lower * self.residual) / (lower * spread + n * self.between),
            n * (upper * self.between - self.residual) / (spread + n * upper * self.between),
        )
    }
}
