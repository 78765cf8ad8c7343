//! Do the groups overlap, and are they alike after weighting.

use super::{Propensity, Target, inverse_probability::arm};
use crate::{Comparison, balance};
use serde::Serialize;

/// How far the groups lie apart on a covariate, before and after weighting, in standard deviations before it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightedBalance {
    pub column: String,
    pub before: f64,
    pub after: f64,
}

/// How well the groups can be compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// Lowest and highest propensity of the treated and of the untreated, in (0, 1).
    pub treated: [f64; 2],
    pub untreated: [f64; 2],
    /// Share of those whose effect is asked for that lies outside the range of the other group.
    pub outside: f64,
    /// How many people the weighted groups are worth: (Σw)² / Σw² (Kish 1965).
    pub effective_treated: f64,
    pub effective_untreated: f64,
    /// Largest share of its group's weight that one person carries, in 0..=1.
    pub largest_weight: f64,
    pub balance: Vec<WeightedBalance>,
}

/// Overlap of the groups under inverse-probability weights.
///
/// Source: Austin and Stuart, *Statistics in Medicine* 34 (2015), 3661-3679.
///
/// ```
/// use lustrum_impact::{Column, Comparison, weighting::{Target, overlap, propensity}};
/// let groups = Comparison::new(vec![0.0; 6], vec![true, false, true, false, true, false])?
///     .with_covariate(Column::new("age", vec![50.0, 20.0, 40.0, 45.0, 30.0, 25.0]))?;
/// let found = overlap(&groups, &propensity(&groups)?, Target::Treated);
/// assert!(found.balance[0].after.abs() < found.balance[0].before.abs());
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
pub fn overlap(groups: &Comparison, found: &Propensity, target: Target) -> Overlap {
    let range = |wanted: bool| {
        let of = found.probabilities.iter().zip(&groups.treated).filter(|(_, is)| **is == wanted);
        of.fold([1.0_f64, 0.0_f64], |[low, high], (p, _)| [low.min(*p), high.max(*p)])
    };
    let (treated, untreated) = (range(true), range(false));
    let beyond = |p: f64, [low, high]: [f64; 2]| p < low || p > high;
    let asked = found.probabilities.iter().zip(&groups.treated);
    let asked = asked.filter(|(_, is)| target == Target::Everyone || **is);
    let (outside, count) = asked.fold((0_usize, 0_usize), |(outside, count), (p, is)| {
        (outside + usize::from(beyond(*p, if *is { untreated } else { treated })), count + 1)
    });
    let (with, _) = arm(groups, found, target, true);
    let (without, _) = arm(groups, found, target, false);
    Overlap {
        treated,
        untreated,
        outside: outside as f64 / count.max(1) as f64,
        effective_treated: effective(&with),
        effective_untreated: effective(&without),
        largest_weight: largest(&with).max(largest(&without)),
        balance: weighted_balance(groups, &with, &without),
    }
}

fn effective(weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    sum * sum / weights.iter().map(|weight| weight * weight).sum::<f64>()
}

fn largest(weights: &[f64]) -> f64 {
    weights.iter().copied().fold(0.0, f64::max) / weights.iter().sum::<f64>()
}

fn weighted_balance(groups: &Comparison, with: &[f64], without: &[f64]) -> Vec<WeightedBalance> {
    let mean = |weights: &[f64], values: &[f64]| {
        weights.iter().zip(values).map(|(weight, value)| weight * value).sum::<f64>() / weights.iter().sum::<f64>()
    };
    let before = balance(groups);
    let one = |covariate: &crate::Column| {
        let (treated, untreated) = groups.split(&covariate.values);
        let spread = ((treated.variance()? + untreated.variance()?) / 2.0).sqrt();
        let apart = mean(with, &covariate.values) - mean(without, &covariate.values);
        let known = before.iter().find(|known| known.column == covariate.name)?;
        let after = if spread > 0.0 { apart / spread } else { 0.0 };
        Some(WeightedBalance { column: covariate.name.clone(), before: known.standardised_difference, after })
    };
    groups.covariates.iter().filter_map(one).collect()
}
