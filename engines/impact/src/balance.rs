//! Were the groups alike before the start, and do they overlap.

use crate::{Comparison, Level, difference_of_moments};
use serde::Serialize;

/// How far the groups lie apart on one covariate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Balance {
    pub column: String,
    /// Difference in means over the root mean square of both standard deviations (Imbens and
    /// Rubin, *Causal Inference* (2015), eq. 14.1). Infinite when neither group varies and the means differ.
    pub standardised_difference: f64,
    /// Of Welch's test that the means are equal, in 0..=1.
    pub p_value: f64,
    /// Share of the treated outside the range of the untreated, in 0..=1.
    pub outside_overlap: f64,
}

/// Balance of each covariate, in their order. Empty when there are none, or when a group has
/// fewer than two rows.
///
/// ```
/// use lustrum_impact::{Column, Comparison, balance};
/// let groups = Comparison::new(vec![1.0; 6], vec![true, true, true, false, false, false])?
///     .with_covariate(Column::new("age", vec![40.0, 50.0, 60.0, 20.0, 30.0, 45.0]))?;
/// let age = &balance(&groups)[0];
/// assert!(age.standardised_difference > 1.0);
/// assert_eq!(age.outside_overlap, 2.0 / 3.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
pub fn balance(groups: &Comparison) -> Vec<Balance> {
    groups
        .covariates
        .iter()
        .filter_map(|covariate| {
            let (treated, untreated) = groups.split(&covariate.values);
            let apart = treated.mean() - untreated.mean();
            let spread = ((treated.variance()? + untreated.variance()?) / 2.0).sqrt();
            let (standardised_difference, p_value) = if spread > 0.0 {
                let test = difference_of_moments(&treated, &untreated, Level::default());
                (apart / spread, test.map_or(1.0, |test| test.p_value()))
            } else if apart == 0.0 {
                (0.0, 1.0)
            } else {
                (apart.signum() * f64::INFINITY, 0.0)
            };
            Some(Balance {
                column: covariate.name.clone(),
                standardised_difference,
                p_value,
                outside_overlap: outside(groups, &covariate.values, treated.count()),
            })
        })
        .collect()
}

fn outside(groups: &Comparison, values: &[f64], treated: usize) -> f64 {
    let rows = || values.iter().zip(&groups.treated);
    let untreated = rows().filter(|(_, is_treated)| !**is_treated);
    let (low, high) =
        untreated.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (v, _)| (low.min(*v), high.max(*v)));
    let beyond = rows().filter(|(value, is_treated)| **is_treated && (**value < low || **value > high)).count();
    beyond as f64 / treated as f64
}
