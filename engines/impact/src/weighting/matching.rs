//! Nearest neighbours: each is compared with those who were most like them.

use super::Target;
use crate::{Comparison, Estimate, ImpactError, Level, Moments};
use rayon::prelude::*;

/// Matching with replacement to this many nearest neighbours in standard deviations of the covariates, everyone who is
/// equally near included, with the error of Abadie and Imbens (a bootstrap does not hold here).
///
/// Source: Abadie and Imbens, *Econometrica* 74 (2006), 235-267, theorem 7; their own variances are estimated from as
/// many neighbours within the group.
///
/// ```
/// use lustrum_impact::{Column, Comparison, Level, weighting::{Target, nearest_neighbours}};
/// let groups = Comparison::new(vec![5.0, 7.2, 9.0, 3.1, 5.0, 7.4], vec![true, true, true, false, false, false])?
///     .with_covariate(Column::new("before", vec![1.0, 2.0, 3.0, 1.0, 2.0, 3.0]))?;
/// let found = nearest_neighbours(&groups, 1, Target::Treated, Level::default())?;
/// assert!((found.effect - 1.9).abs() < 1e-12);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] without a covariate or with 0 neighbours, [`ImpactError::TooFewRows`] when a group has no
/// more people than neighbours, [`ImpactError::Collinear`] naming a constant covariate.
pub fn nearest_neighbours(
    groups: &Comparison,
    neighbours: usize,
    target: Target,
    level: Level,
) -> Result<Estimate, ImpactError> {
    if neighbours == 0 || groups.covariates.is_empty() {
        return Err(ImpactError::Argument("matching needs a covariate and at least one neighbour"));
    }
    let side =
        |wanted: bool| -> Vec<usize> { (0..groups.rows()).filter(|row| groups.treated[*row] == wanted).collect() };
    let (treated, untreated) = (side(true), side(false));
    for (group, rows) in [("treated", &treated), ("untreated", &untreated)] {
        if rows.len() <= neighbours {
            return Err(ImpactError::TooFewRows { group, found: rows.len(), least: neighbours + 1 });
        }
    }
    let places = places(groups)?;
    let compared: Vec<usize> = match target {
        Target::Treated => treated.clone(),
        Target::Everyone => (0..groups.rows()).collect(),
    };
    let matched: Vec<Vec<usize>> = compared
        .par_iter()
        .map(|row| nearest(&places, *row, if groups.treated[*row] { &untreated } else { &treated }, neighbours))
        .collect();
    // How often, and with what weight, each serves as a neighbour.
    let (mut used, mut squared) = (vec![0.0; groups.rows()], vec![0.0; groups.rows()]);
    let mut differences = Vec::with_capacity(compared.len());
    for (row, near) in compared.iter().zip(&matched) {
        let share = 1.0 / near.len() as f64;
        let other: f64 = near.iter().map(|other| groups.outcome[*other]).sum::<f64>() * share;
        let sign = if groups.treated[*row] { 1.0 } else { -1.0 };
        differences.push(sign * (groups.outcome[*row] - other));
        for other in near {
            used[*other] += share;
            squared[*other] += share * share;
        }
    }
    let n = differences.len() as f64;
    let effect = differences.iter().sum::<f64>() / n;
    let apart: f64 = differences.iter().map(|one| (one - effect).powi(2)).sum();
    let own = own_variances(groups, &places, &treated, &untreated, neighbours, &used);
    let serving: f64 = (0..groups.rows())
        .map(|row| {
            let factor = match target {
                Target::Treated => used[row] * used[row] - squared[row],
                Target::Everyone => used[row] * used[row] + 2.0 * used[row] - squared[row],
            };
            factor * own[row]
        })
        .sum();
    let error = (apart + serving).max(0.0).sqrt() / n;
    Estimate::student(effect, error, (groups.rows() - 2) as f64, groups.rows(), None, level)
}

/// Each row's covariates in standard deviations.
fn places(groups: &Comparison) -> Result<Vec<Vec<f64>>, ImpactError> {
    let mut places = vec![Vec::with_capacity(groups.covariates.len()); groups.rows()];
    for covariate in &groups.covariates {
        let moments: Moments = covariate.values.iter().collect();
        let deviation = moments.standard_deviation().unwrap_or(0.0);
        if deviation <= 1e-13 * moments.mean().abs() {
            return Err(ImpactError::Collinear { column: covariate.name.clone() });
        }
        for (place, value) in places.iter_mut().zip(&covariate.values) {
            place.push((value - moments.mean()) / deviation);
        }
    }
    Ok(places)
}

/// The nearest among `others`, and everyone as near as the last of them.
fn nearest(places: &[Vec<f64>], row: usize, others: &[usize], count: usize) -> Vec<usize> {
    let distance =
        |other: usize| -> f64 { places[row].iter().zip(&places[other]).map(|(a, b)| (a - b) * (a - b)).sum() };
    let mut known: Vec<(f64, usize)> =
        others.iter().filter(|other| **other != row).map(|other| (distance(*other), *other)).collect();
    let (_, last, _) = known.select_nth_unstable_by(count - 1, |one, other| one.0.total_cmp(&other.0));
    let reach = last.0 + 1e-12;
    known.into_iter().filter(|(distance, _)| *distance <= reach).map(|(_, other)| other).collect()
}

/// Variance of the outcome of each row given its covariates, of those who serve as a neighbour.
fn own_variances(
    groups: &Comparison,
    places: &[Vec<f64>],
    treated: &[usize],
    untreated: &[usize],
    neighbours: usize,
    used: &[f64],
) -> Vec<f64> {
    (0..groups.rows())
        .into_par_iter()
        .map(|row| {
            if used[row] == 0.0 {
                return 0.0;
            }
            let near = nearest(places, row, if groups.treated[row] { treated } else { untreated }, neighbours);
            let count = near.len() as f64;
            let mean = near.iter().map(|other| groups.outcome[*other]).sum::<f64>() / count;
            count / (count + 1.0) * (groups.outcome[row] - mean).powi(2)
        })
        .collect()
}
