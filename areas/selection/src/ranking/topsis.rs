//! Closeness to the best that there is and distance from the worst: the technique for order preference by similarity to
//! the ideal solution (C. L. Hwang and K. Yoon, 1981).

use super::{Ranking, RankingError, Table, Weights};

/// What is better on a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
}

/// Ranks by relative closeness, from 0 (the worst on everything) to 1 (the best on everything). Columns are scaled by
/// their Euclidean length and then weighted; where all candidates are alike on everything, all are equally close (0.5).
///
/// ```
/// use lustrum_selection::ranking::{Table, Weights, topsis::{Better, rank}};
/// let raw = Table::new(vec![vec![5.0, 900.0], vec![4.0, 1_000.0]])?;
/// let ranking = rank(&raw, &Weights::new(vec![0.9, 0.1])?, &[Better::Higher, Better::Lower])?;
/// assert_eq!(ranking.values, [1.0, 0.0]);
/// # Ok::<(), lustrum_selection::ranking::RankingError>(())
/// ```
///
/// # Errors
/// [`RankingError::LengthsDiffer`] where there is not one weight and one direction for each criterion.
pub fn rank(raw: &Table, weights: &Weights, better: &[Better]) -> Result<Ranking, RankingError> {
    raw.fits(weights)?;
    if better.len() != raw.columns() {
        return Err(RankingError::LengthsDiffer { row: 0, found: better.len(), expected: raw.columns() });
    }
    let lengths = lengths(raw);
    let scaled: Vec<Vec<f64>> = raw
        .rows()
        .map(|row| {
            let cells = row.iter().zip(&lengths).zip(weights.as_slice());
            cells.map(|((value, length), weight)| if *length > 0.0 { value / length * weight } else { 0.0 }).collect()
        })
        .collect();
    let (best, worst): (Vec<f64>, Vec<f64>) = better
        .iter()
        .enumerate()
        .map(|(column, better)| {
            let most = scaled.iter().map(|row| row[column]).fold(f64::MIN, f64::max);
            let least = scaled.iter().map(|row| row[column]).fold(f64::MAX, f64::min);
            if *better == Better::Higher { (most, least) } else { (least, most) }
        })
        .unzip();
    let closeness = scaled.iter().map(|row| {
        let (to_best, to_worst) = (distance(row, &best), distance(row, &worst));
        if to_best + to_worst > 0.0 { to_worst / (to_best + to_worst) } else { 0.5 }
    });
    Ok(Ranking::of(closeness.collect()))
}

fn lengths(raw: &Table) -> Vec<f64> {
    let squares = raw.rows().fold(vec![0.0; raw.columns()], |mut sums, row| {
        sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value * value);
        sums
    });
    squares.into_iter().map(f64::sqrt).collect()
}

fn distance(row: &[f64], to: &[f64]) -> f64 {
    row.iter().zip(to).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}
