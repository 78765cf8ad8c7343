//! Weights from pairwise comparisons: the analytic hierarchy process.

use super::RankingError;

/// So many can be compared with each other.
pub const MOST: usize = 15;

/// From this ratio on the comparisons contradict each other too much to be taken as they are.
pub const CONSISTENT: f64 = 0.10;

/// The mean consistency index of matrices that are filled at random, for 1 to 15 things (T. L. Saaty, *The Analytic
/// Hierarchy Process*, 1980).
pub const RANDOM_INDEX: [f64; MOST] =
    [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/// How many times as important one thing is as another, for every pair; the other half are the reciprocals.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparisons {
    size: usize,
    cells: Vec<f64>,
}

/// What follows from comparisons.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The principal eigenvector, scaled to sum 1.
    pub weights: Vec<f64>,
    /// The largest eigenvalue; equal to the number of things where nothing contradicts.
    pub eigenvalue: f64,
    /// (largest eigenvalue - n) / (n - 1), over the random index of n; 0 for one or two things.
    pub ratio: f64,
    /// The pair that contradicts the others most, where the ratio is above [`CONSISTENT`].
    pub reconsider: Option<Pair>,
}

/// A comparison, and what would fit the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub one: usize,
    pub other: usize,
    pub given: f64,
    /// The ratio of both weights.
    pub fits: f64,
}

impl Comparisons {
    /// Every pair of `size` things once, in either direction: `(one, other, how many times as important)`.
    ///
    /// # Errors
    /// [`RankingError::Empty`], [`RankingError::TooMany`], [`RankingError::Impossible`] for a value outside 1/9 to 9, a
    /// pair of a thing with itself, twice the same pair or one that is not there, [`RankingError::Missing`].
    pub fn new(size: usize, pairs: &[(usize, usize, f64)]) -> Result<Self, RankingError> {
        if size == 0 {
            return Err(RankingError::Empty);
        }
        if size > MOST {
            return Err(RankingError::TooMany(size));
        }
        let mut cells = vec![0.0; size * size];
        for at in 0..size {
            cells[at * size + at] = 1.0;
        }
        for (one, other, value) in pairs.iter().copied() {
            let possible = value.is_finite() && (1.0 / 9.0 - 1e-6..=9.0 + 1e-6).contains(&value);
            if one >= size || other >= size || one == other || cells[one * size + other] != 0.0 || !possible {
                return Err(RankingError::Impossible(one, other, value));
            }
            cells[one * size + other] = value;
            cells[other * size + one] = 1.0 / value;
        }
        match cells.iter().position(|cell| *cell == 0.0) {
            Some(at) => Err(RankingError::Missing(at / size, at % size)),
            None => Ok(Self { size, cells }),
        }
    }

    /// The weights, and how far the comparisons contradict each other.
    ///
    /// ```
    /// use lustrum_selection::ranking::ahp::Comparisons;
    /// // A is twice as important as B and six times as C; B then has to be three times as important as C.
    /// let judged = Comparisons::new(3, &[(0, 1, 2.0), (0, 2, 6.0), (1, 2, 3.0)])?.judge();
    /// assert!((judged.weights[0] - 0.6).abs() < 1e-9 && judged.ratio < 1e-9);
    /// // A over B, B over C and C over A: somebody has to think again.
    /// let judged = Comparisons::new(3, &[(0, 1, 3.0), (1, 2, 3.0), (2, 0, 3.0)])?.judge();
    /// assert!(judged.ratio > 0.1 && judged.reconsider.is_some());
    /// # Ok::<(), lustrum_selection::ranking::RankingError>(())
    /// ```
    pub fn judge(&self) -> Judged {
        let size = self.size;
        let mut weights = vec![1.0 / size as f64; size];
        let mut eigenvalue = size as f64;
        // A matrix of positive numbers has one largest eigenvalue, to which this converges (Perron).
        for _ in 0..1_000 {
            let product: Vec<f64> = self.cells.chunks_exact(size).map(|row| super::dot(row, &weights)).collect();
            eigenvalue = product.iter().sum();
            let next: Vec<f64> = product.iter().map(|value| value / eigenvalue).collect();
            let moved = next.iter().zip(&weights).map(|(new, old)| (new - old).abs()).fold(0.0, f64::max);
            weights = next;
            if moved < 1e-14 {
                break;
            }
        }
        let ratio = if size < 3 {
            0.0
        } else {
            ((eigenvalue - size as f64) / (size - 1) as f64 / RANDOM_INDEX[size - 1]).max(0.0)
        };
        let reconsider = if ratio > CONSISTENT { self.worst(&weights) } else { None };
        Judged { weights, eigenvalue, ratio, reconsider }
    }

    /// The pair whose comparison lies furthest, as a ratio, from that of the weights.
    fn worst(&self, weights: &[f64]) -> Option<Pair> {
        let pairs = (0..self.size).flat_map(|one| (one + 1..self.size).map(move |other| (one, other)));
        pairs
            .map(|(one, other)| Pair {
                one,
                other,
                given: self.cells[one * self.size + other],
                fits: weights[one] / weights[other],
            })
            .max_by(|a, b| (a.given / a.fits).ln().abs().total_cmp(&(b.given / b.fits).ln().abs()))
    }
}
