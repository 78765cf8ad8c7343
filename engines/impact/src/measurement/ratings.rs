//! What several raters said of several targets; not everyone rated everything.

use crate::ImpactError;

/// Ratings of targets (people, behaviours, essays) by raters, with gaps.
///
/// ```
/// use lustrum_impact::measurement::Ratings;
/// let ratings = Ratings::new(vec![vec![Some(4.0), Some(5.0)], vec![Some(2.0), None]])?;
/// assert_eq!((ratings.targets(), ratings.raters()), (2, 2));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Ratings {
    /// One row per target, one cell per rater.
    rows: Vec<Vec<Option<f64>>>,
}

impl Ratings {
    /// A table with one row per target and one cell per rater; `None` where a rater did not rate.
    ///
    /// # Errors
    /// [`ImpactError::TooFewRows`] below two targets, [`ImpactError::Argument`] below two raters,
    /// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`].
    pub fn new(targets: Vec<Vec<Option<f64>>>) -> Result<Self, ImpactError> {
        if targets.len() < 2 {
            return Err(ImpactError::TooFewRows { group: "rated", found: targets.len(), least: 2 });
        }
        let raters = targets[0].len();
        if raters < 2 {
            return Err(ImpactError::Argument("at least two raters are needed"));
        }
        for (row, target) in targets.iter().enumerate() {
            if target.len() != raters {
                let column = format!("target {row}");
                return Err(ImpactError::LengthsDiffer { column, found: target.len(), expected: raters });
            }
            if let Some(rater) = target.iter().position(|rating| rating.is_some_and(|value| !value.is_finite())) {
                return Err(ImpactError::NotFinite { column: format!("rater {rater}"), row });
            }
        }
        Ok(Self { rows: targets })
    }

    /// Number of targets.
    pub fn targets(&self) -> usize {
        self.rows.len()
    }

    /// Number of raters.
    pub fn raters(&self) -> usize {
        self.rows[0].len()
    }

    pub(super) fn rows(&self) -> &[Vec<Option<f64>>] {
        &self.rows
    }

    /// Every rating, where none is missing.
    pub(super) fn complete(&self) -> Result<Vec<Vec<f64>>, ImpactError> {
        let whole = |row: &Vec<Option<f64>>| row.iter().copied().collect::<Option<Vec<f64>>>();
        self.rows
            .iter()
            .map(|row| whole(row).ok_or(ImpactError::Argument("every rater must have rated every target")))
            .collect()
    }
}
