//! Which items of a test work: how hard each is, and whether it tells strong from weak.

use super::{Scores, consistency::alpha, scores::correlation};
use crate::{ImpactError, Interval, Level, Moments, student, wilson};
use serde::Serialize;

/// Kelley's share of people in the upper and in the lower group.
const EXTREME_SHARE: f64 = 0.27;

/// The figures of one item.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Item {
    /// Mean score as a share of the item's maximum, in 0..=1: the p value. High is easy.
    pub difficulty: f64,
    /// Of the difficulty: Wilson's where the item is right or wrong, else normal and cut at 0 and 1.
    pub difficulty_interval: Interval,
    /// Correlation of the item with the total: the point-biserial where the item is right or wrong.
    pub item_total: f64,
    /// Correlation of the item with the total of the other items: the discrimination to judge by.
    pub corrected_item_total: f64,
    /// Difficulty in the best 27 % minus difficulty in the weakest 27 %, in -1..=1.
    pub upper_lower: f64,
    /// Cronbach's alpha of the test without this item; `None` with two items, or when nothing varies then.
    pub alpha_without: Option<f64>,
}

/// Difficulty and discrimination of each item, in their order. `maximum` holds the largest score that each item gives
/// (1 for right or wrong).
///
/// People with the same total at the edge of the upper or lower group count in part, so that their order does not
/// matter. Sources: Kelley, *Journal of Educational Psychology* 30 (1939), 17-24; Crocker and Algina, *Introduction to
/// Classical and Modern Test Theory* (1986), ch. 14; Henrysson, *Psychometrika* 28 (1963), 211-218.
///
/// ```
/// use lustrum_impact::{Level, measurement::{Scores, item_analysis}};
/// let scores = Scores::new(vec![
///     vec![1.0, 1.0, 1.0], vec![1.0, 1.0, 0.0], vec![1.0, 0.0, 0.0], vec![0.0, 0.0, 0.0],
/// ])?;
/// let items = item_analysis(&scores, &[1.0; 3], Level::default())?;
/// assert_eq!((items[0].difficulty, items[2].difficulty), (0.75, 0.25));
/// assert_eq!(items[1].upper_lower, 1.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::LengthsDiffer`] when there is not one maximum per item, [`ImpactError::Argument`] when a maximum is
/// not positive or a score lies outside 0..=maximum.
pub fn item_analysis(scores: &Scores, maximum: &[f64], level: Level) -> Result<Vec<Item>, ImpactError> {
    if maximum.len() != scores.items() {
        let column = "maximum".to_owned();
        return Err(ImpactError::LengthsDiffer { column, found: maximum.len(), expected: scores.items() });
    }
    for (column, most) in scores.columns().iter().zip(maximum) {
        // Written so that a maximum that is no number is refused too.
        if most.is_nan() || *most <= 0.0 || column.iter().any(|score| *score < 0.0 || score > most) {
            return Err(ImpactError::Argument("a score lies between 0 and the item's maximum, which is above 0"));
        }
    }
    let totals = scores.totals();
    let (upper, lower) = extremes(&totals);
    let analysed = scores.columns().iter().zip(maximum).enumerate().map(|(at, (column, most))| {
        let shares: Vec<f64> = column.iter().map(|score| score / most).collect();
        let moments: Moments = shares.iter().collect();
        let rest: Vec<f64> = totals.iter().zip(column).map(|(total, score)| total - score).collect();
        let others = scores.columns().iter().enumerate().filter(|(other, _)| *other != at);
        Ok(Item {
            difficulty: moments.mean(),
            difficulty_interval: difficulty_interval(&shares, &moments, level)?,
            item_total: correlation(column, &totals),
            corrected_item_total: correlation(column, &rest),
            upper_lower: weighted_mean(&shares, &upper) - weighted_mean(&shares, &lower),
            alpha_without: (scores.items() > 2)
                .then(|| alpha(others.map(|(_, column)| column.as_slice())).ok())
                .flatten(),
        })
    });
    analysed.collect()
}

fn difficulty_interval(shares: &[f64], moments: &Moments, level: Level) -> Result<Interval, ImpactError> {
    let right = shares.iter().filter(|share| **share == 1.0).count();
    let wrong = shares.iter().filter(|share| **share == 0.0).count();
    if right + wrong == shares.len() {
        return Ok(wilson(right, shares.len(), level)?.interval);
    }
    let error = (moments.variance().unwrap_or(0.0) / moments.count() as f64).sqrt();
    let half = student::two_sided_quantile(level.value(), (moments.count() - 1) as f64) * error;
    Ok(Interval { low: (moments.mean() - half).max(0.0), high: (moments.mean() + half).min(1.0), level })
}

/// How much each person counts in the upper and in the lower group.
fn extremes(totals: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let size = (EXTREME_SHARE * totals.len() as f64).round().max(1.0);
    let part = |beyond: &dyn Fn(f64, f64) -> bool| -> Vec<f64> {
        totals
            .iter()
            .map(|total| {
                let better = totals.iter().filter(|other| beyond(**other, *total)).count() as f64;
                let equal = totals.iter().filter(|other| *other == total).count() as f64;
                ((size - better) / equal).clamp(0.0, 1.0)
            })
            .collect()
    };
    (part(&|other, own| other > own), part(&|other, own| other < own))
}

fn weighted_mean(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>() / weights.iter().sum::<f64>()
}
