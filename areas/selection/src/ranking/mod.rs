//! The mathematics of a choice, on plain values: weights from pairwise comparisons, two rankings, and how firm the first
//! place is. Candidates are rows, criteria are columns.
//!
//! ```
//! use lustrum_selection::ranking::{Table, Weights, flip::smallest_flip, robust, smart};
//! let values = Table::new(vec![vec![0.9, 0.2], vec![0.5, 0.8]])?;
//! let weights = Weights::new(vec![0.7, 0.3])?;
//! assert_eq!(smart::rank(&values, &weights)?.ranks, [1, 2]);
//! let flip = smallest_flip(&values, &weights)?.expect("the second is better at something");
//! assert!((flip.distance - 0.1).abs() < 1e-9, "ten points from the first criterion to the second");
//! assert!(robust::holds_within(&values, &weights, 0.2)?);
//! # Ok::<(), lustrum_selection::ranking::RankingError>(())
//! ```

pub mod agreement;
pub mod ahp;
pub mod flip;
pub mod price;
pub mod robust;
pub mod smart;
#[cfg(test)]
mod tests;
pub mod topsis;

/// Differences below this are none.
pub const NOTHING: f64 = 1e-9;

/// What can't be ranked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RankingError {
    #[error("a ranking needs at least one candidate and one criterion")]
    Empty,
    #[error("row {row} has {found} values where {expected} criteria are")]
    LengthsDiffer { row: usize, found: usize, expected: usize },
    #[error("row {row}, column {column} holds no finite number")]
    NotFinite { row: usize, column: usize },
    #[error("weight {0} is not above zero")]
    NotPositive(usize),
    #[error("the weights sum to {0}, not to 1")]
    NotOne(f64),
    #[error("{0} things can't be compared in pairs; 15 is the most for which a random index is known")]
    TooMany(usize),
    #[error("{0} and {1} are not compared")]
    Missing(usize, usize),
    #[error("{0} and {1} are compared by {2}, which is not between 1/9 and 9")]
    Impossible(usize, usize, f64),
}

/// Numbers of candidates (rows) on criteria (columns), none missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    cells: Vec<f64>,
    columns: usize,
}

impl Table {
    /// # Errors
    /// [`RankingError::Empty`], [`RankingError::LengthsDiffer`], [`RankingError::NotFinite`].
    pub fn new(rows: Vec<Vec<f64>>) -> Result<Self, RankingError> {
        let columns = rows.first().map_or(0, Vec::len);
        if columns == 0 {
            return Err(RankingError::Empty);
        }
        let mut cells = Vec::with_capacity(rows.len() * columns);
        for (row, values) in rows.into_iter().enumerate() {
            if values.len() != columns {
                return Err(RankingError::LengthsDiffer { row, found: values.len(), expected: columns });
            }
            if let Some(column) = values.iter().position(|value| !value.is_finite()) {
                return Err(RankingError::NotFinite { row, column });
            }
            cells.extend(values);
        }
        Ok(Self { cells, columns })
    }
    pub fn columns(&self) -> usize {
        self.columns
    }
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.cells.chunks_exact(self.columns)
    }
    pub fn row(&self, at: usize) -> &[f64] {
        &self.cells[at * self.columns..(at + 1) * self.columns]
    }
    /// The weighted sum of each row.
    fn weighted(&self, weights: &[f64]) -> Vec<f64> {
        self.rows().map(|row| dot(row, weights)).collect()
    }
    fn fits(&self, weights: &Weights) -> Result<(), RankingError> {
        let (found, expected) = (weights.0.len(), self.columns);
        if found == expected { Ok(()) } else { Err(RankingError::LengthsDiffer { row: 0, found, expected }) }
    }
}

fn dot(row: &[f64], weights: &[f64]) -> f64 {
    row.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// Weights of criteria: each above zero, together 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Weights that sum to 1 as they are.
    ///
    /// ```
    /// use lustrum_selection::ranking::{RankingError, Weights};
    /// assert!(Weights::new(vec![0.25, 0.75]).is_ok());
    /// assert_eq!(Weights::new(vec![0.0, 1.0]), Err(RankingError::NotPositive(0)));
    /// assert!(matches!(Weights::new(vec![0.25, 0.7]), Err(RankingError::NotOne(_))));
    /// ```
    ///
    /// # Errors
    /// [`RankingError::Empty`], [`RankingError::NotPositive`], [`RankingError::NotOne`] (beyond a millionth).
    pub fn new(weights: Vec<f64>) -> Result<Self, RankingError> {
        if weights.is_empty() {
            return Err(RankingError::Empty);
        }
        if let Some(at) = weights.iter().position(|weight| !(weight.is_finite() && *weight > 0.0)) {
            return Err(RankingError::NotPositive(at));
        }
        let sum: f64 = weights.iter().sum();
        if (sum - 1.0).abs() > 1e-6 {
            return Err(RankingError::NotOne(sum));
        }
        Ok(Self(weights))
    }
    pub fn as_slice(&self) -> &[f64] {
        &self.0
    }
}

/// A ranking: what each candidate reached, and its place; equals share the better place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    pub values: Vec<f64>,
    pub ranks: Vec<usize>,
}

impl Ranking {
    fn of(values: Vec<f64>) -> Self {
        let ranks =
            values.iter().map(|value| 1 + values.iter().filter(|other| **other > value + NOTHING).count()).collect();
        Self { values, ranks }
    }
    /// Who stands first; on equal terms whoever was entered first.
    pub fn first(&self) -> usize {
        self.ranks.iter().position(|rank| *rank == 1).unwrap_or(0)
    }
    /// The candidates from the first place to the last.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.ranks.len()).collect();
        order.sort_by_key(|at| self.ranks[*at]);
        order
    }
}
