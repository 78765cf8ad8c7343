//! Who rates higher than the others who saw the same.

use super::Ratings;
use crate::{Estimate, Level, mean};
use serde::Serialize;

/// One rater beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Leniency {
    /// Rater, counted from zero.
    pub rater: usize,
    /// Mean over the targets of own rating minus the mean of the other raters of that target: positive is lenient.
    /// `None` below two shared targets, or where the difference is the same for every target.
    pub deviation: Option<Estimate>,
    /// Mean deviation also where no interval can be given; `None` without a shared target.
    pub mean: Option<f64>,
    /// Targets that at least one other rater rated too.
    pub shared: usize,
}

/// How lenient each rater is, with Student's interval over the shared targets, in units of the rating.
///
/// ```
/// use lustrum_impact::{Level, measurement::{Ratings, leniency}};
/// let ratings = Ratings::new(vec![
///     vec![Some(5.0), Some(3.0)], vec![Some(4.0), Some(3.0)], vec![Some(5.0), Some(2.0)], vec![None, Some(4.0)],
/// ])?;
/// let found = leniency(&ratings, Level::default());
/// assert_eq!((found[0].mean, found[0].shared), (Some(2.0), 3));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
pub fn leniency(ratings: &Ratings, level: Level) -> Vec<Leniency> {
    let own = |rater: usize| -> Vec<f64> {
        let beside = |row: &Vec<Option<f64>>| {
            let others: Vec<f64> =
                row.iter().enumerate().filter(|(at, _)| *at != rater).filter_map(|(_, rating)| *rating).collect();
            let rest = others.iter().sum::<f64>() / others.len() as f64;
            row[rater].filter(|_| !others.is_empty()).map(|rating| rating - rest)
        };
        ratings.rows().iter().filter_map(beside).collect()
    };
    (0..ratings.raters())
        .map(|rater| {
            let deviations = own(rater);
            let shared = deviations.len();
            Leniency {
                rater,
                deviation: mean(&deviations, level).ok(),
                mean: (shared > 0).then(|| deviations.iter().sum::<f64>() / shared as f64),
                shared,
            }
        })
        .collect()
}
