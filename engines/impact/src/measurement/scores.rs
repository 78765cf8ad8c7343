//! The scores of people on items: one row per person, one column per item.

use crate::{ImpactError, Moments};

/// A complete table of scores: at least two people and two items, every number finite.
///
/// ```
/// use lustrum_impact::measurement::Scores;
/// let scores = Scores::new(vec![vec![1.0, 0.0], vec![1.0, 1.0]])?;
/// assert_eq!((scores.people(), scores.items()), (2, 2));
/// assert!(Scores::new(vec![vec![1.0, 0.0], vec![1.0]]).is_err());
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// One vector per item.
    columns: Vec<Vec<f64>>,
}

impl Scores {
    /// A table from its rows, one per person.
    ///
    /// # Errors
    /// [`ImpactError::TooFewRows`] below two people, [`ImpactError::Argument`] below two items,
    /// [`ImpactError::LengthsDiffer`] naming the first person with another number of items,
    /// [`ImpactError::NotFinite`].
    pub fn new(people: Vec<Vec<f64>>) -> Result<Self, ImpactError> {
        if people.len() < 2 {
            return Err(ImpactError::TooFewRows { group: "answering", found: people.len(), least: 2 });
        }
        let items = people[0].len();
        if items < 2 {
            return Err(ImpactError::Argument("at least two items are needed"));
        }
        let mut columns = vec![Vec::with_capacity(people.len()); items];
        for (row, person) in people.iter().enumerate() {
            if person.len() != items {
                let column = format!("person {row}");
                return Err(ImpactError::LengthsDiffer { column, found: person.len(), expected: items });
            }
            for (item, score) in person.iter().enumerate() {
                if !score.is_finite() {
                    return Err(ImpactError::NotFinite { column: format!("item {item}"), row });
                }
                columns[item].push(*score);
            }
        }
        Ok(Self { columns })
    }

    /// Number of people.
    pub fn people(&self) -> usize {
        self.columns[0].len()
    }

    /// Number of items.
    pub fn items(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    /// Each person's sum over the items.
    pub(super) fn totals(&self) -> Vec<f64> {
        (0..self.people()).map(|person| self.columns.iter().map(|item| item[person]).sum()).collect()
    }

    /// Covariances of the items with n - 1.
    pub(super) fn covariance(&self) -> nalgebra::DMatrix<f64> {
        let centred: Vec<Vec<f64>> = self
            .columns
            .iter()
            .map(|item| {
                let mean = item.iter().collect::<Moments>().mean();
                item.iter().map(|score| score - mean).collect()
            })
            .collect();
        let free = (self.people() - 1) as f64;
        nalgebra::DMatrix::from_fn(self.items(), self.items(), |one, other| {
            centred[one].iter().zip(&centred[other]).map(|(a, b)| a * b).sum::<f64>() / free
        })
    }
}

/// Pearson's correlation; 0 where one side does not vary.
pub(super) fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let (first, second): (Moments, Moments) = (one.iter().collect(), other.iter().collect());
    let cross: f64 = one.iter().zip(other).map(|(a, b)| (a - first.mean()) * (b - second.mean())).sum();
    let spread = (first.squares() * second.squares()).sqrt();
    if spread > 0.0 { cross / spread } else { 0.0 }
}
