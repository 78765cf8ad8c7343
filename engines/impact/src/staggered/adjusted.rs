//! Group-time effects with covariates, unit by unit (Sant'Anna and Zhao, *Journal of Econometrics* 219 (2020), 101-122;
//! the normalised weighting and the traditional doubly robust estimator, as in the package DRDID).

use super::{
    Adjustment,
    cells::{Estimated, Stratum, clusters_of, count_used},
    design::Design,
    plan::{Cell, Plan},
    score::Square,
};
use crate::{ImpactError, Panel, cholesky::Cholesky};
use rayon::prelude::*;

/// Beyond this chance of being treated a comparison unit has no counterpart.
const TRIM: f64 = 0.995;
/// A cell in which someone is this sure to be treated tells nothing.
const NO_OVERLAP: f64 = 0.999;

pub(super) fn adjusted(panel: &Panel, plan: &Plan, adjustment: Adjustment) -> Result<Estimated, ImpactError> {
    let design = Design::new(panel, plan)?;
    if !design.is_whole() {
        return Err(ImpactError::CovariatesNeedWholePanel);
    }
    let units: Vec<(u32, usize)> =
        (0..).zip(&plan.group_of).filter_map(|(unit, group)| group.map(|group| (unit, group as usize))).collect();
    let weights: Vec<f64> = units.iter().map(|(unit, _)| design.weight(*unit)).collect();
    let found: Vec<Option<(f64, Vec<f64>)>> = plan
        .cells
        .par_iter()
        .map(|cell| Compared::of(panel, &design, &units, &weights, cell).and_then(|it| it.effect(adjustment, &units)))
        .collect();
    let (mut cells, mut missing, mut effects, mut influences) = (vec![], vec![], vec![], vec![]);
    for (cell, found) in plan.cells.iter().zip(found) {
        match found {
            Some((effect, influence)) => {
                cells.push(cell.clone());
                effects.push(effect);
                influences.push(influence);
            }
            None => missing.push(cell.clone()),
        }
    }
    if cells.iter().all(|cell| cell.since < 0.0) {
        return Err(ImpactError::Collinear { column: panel.covariates[0].name.clone() });
    }
    let total = units.len() as f64;
    let shares: Vec<f64> = (0..plan.starts.len())
        .map(|group| {
            let share: f64 = units.iter().zip(&weights).filter(|((_, of), _)| *of == group).map(|(_, w)| w).sum();
            share / total
        })
        .collect();
    for (group, share) in shares.iter().enumerate() {
        let own = |((_, of), weight): (&(u32, usize), &f64)| if *of == group { weight - share } else { -share };
        influences.push(units.iter().zip(&weights).map(own).collect());
    }
    let clusters = clusters_of(panel, plan)?;
    let mut groups: Vec<Option<usize>> = units.iter().map(|(_, group)| Some(*group)).collect();
    if let Some(codes) = &clusters {
        groups = gather(codes, &units, &mut influences);
    }
    let (covariance, strata) = products(&influences, &groups, total);
    Ok(Estimated {
        cells,
        effects,
        starts: plan.starts.clone(),
        shares,
        covariance,
        strata,
        units: units.len(),
        clusters: clusters.as_deref().map_or(units.len(), count_used),
        left_out: plan.left_out,
        missing,
    })
}

/// Adds up what the units of each cluster add; gives the one start of each cluster, where it has one.
fn gather(codes: &[Option<u32>], units: &[(u32, usize)], influences: &mut [Vec<f64>]) -> Vec<Option<usize>> {
    let of_unit = |unit: u32| codes[unit as usize].map(|cluster| cluster as usize);
    let mut place = vec![usize::MAX; codes.iter().flatten().max().map_or(0, |last| *last as usize + 1)];
    let mut groups: Vec<Option<usize>> = Vec::new();
    for (unit, group) in units {
        let Some(cluster) = of_unit(*unit) else { continue };
        if place[cluster] == usize::MAX {
            place[cluster] = groups.len();
            groups.push(Some(*group));
        } else if groups[place[cluster]] != Some(*group) {
            groups[place[cluster]] = None;
        }
    }
    for influence in influences {
        let mut sums = vec![0.0; groups.len()];
        for ((unit, _), value) in units.iter().zip(influence.iter()) {
            if let Some(cluster) = of_unit(*unit) {
                sums[place[cluster]] += value;
            }
        }
        *influence = sums;
    }
    groups
}

/// Covariance of all, and of the clusters of each start around their mean.
fn products(vectors: &[Vec<f64>], groups: &[Option<usize>], units: f64) -> (Square, Vec<Stratum>) {
    let size = vectors.len();
    let scale = 1.0 / (units * units);
    let square = |vectors: &[Vec<f64>]| {
        let rows: Vec<Vec<f64>> =
            vectors.par_iter().map(|one| vectors.iter().map(|other| dot(one, other)).collect()).collect();
        Square { size, values: rows.into_iter().flatten().collect() }.scaled(scale)
    };
    let mut distinct: Vec<Option<usize>> = groups.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let strata = distinct
        .into_iter()
        .map(|group| {
            let members: Vec<usize> = (0..groups.len()).filter(|at| groups[*at] == group).collect();
            let clusters = members.len() as f64;
            let around: Vec<Vec<f64>> = vectors
                .iter()
                .map(|vector| {
                    let mean = members.iter().map(|at| vector[*at]).sum::<f64>() / clusters;
                    members.iter().map(|at| vector[*at] - mean).collect()
                })
                .collect();
            Stratum { clusters, within: square(&around) }
        })
        .collect();
    (square(vectors), strata)
}

/// Two groups with the change of each unit and what is known of it.
struct Compared {
    /// Place of each among the units that are used.
    place: Vec<usize>,
    treated: Vec<bool>,
    change: Vec<f64>,
    /// With mean one.
    weight: Vec<f64>,
    /// One, then the covariates, each brought to mean zero and deviation one, unit by unit.
    known: Vec<f64>,
    columns: usize,
}

impl Compared {
    /// `None` where a covariate does not vary.
    fn of(panel: &Panel, design: &Design<'_>, units: &[(u32, usize)], weights: &[f64], cell: &Cell) -> Option<Self> {
        let columns = panel.covariates.len() + 1;
        let mut it = Self {
            place: Vec::new(),
            treated: Vec::new(),
            change: Vec::new(),
            weight: Vec::new(),
            known: Vec::new(),
            columns,
        };
        for (place, (unit, group)) in units.iter().enumerate() {
            let treated = *group == cell.group;
            if !treated && !cell.controls.contains(group) {
                continue;
            }
            let (after, base) = (design.row(*unit, cell.period)?, design.row(*unit, cell.base)?);
            let early = design.row(*unit, cell.period.min(cell.base))?;
            it.place.push(place);
            it.treated.push(treated);
            it.change.push(panel.outcome[after] - panel.outcome[base]);
            it.weight.push(weights[place]);
            it.known.push(1.0);
            it.known.extend(panel.covariates.iter().map(|column| column.values[early]));
        }
        let count = it.place.len() as f64;
        let mean = it.weight.iter().sum::<f64>() / count;
        it.weight.iter_mut().for_each(|weight| *weight /= mean);
        for column in 1..columns {
            let values = || it.known.iter().skip(column).step_by(columns);
            let mean = values().sum::<f64>() / count;
            let deviation = (values().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
            if deviation <= 1e-12 * mean.abs() || deviation == 0.0 {
                return None;
            }
            it.known.iter_mut().skip(column).step_by(columns).for_each(|value| *value = (*value - mean) / deviation);
        }
        Some(it)
    }

    fn row(&self, at: usize) -> &[f64] {
        &self.known[at * self.columns..(at + 1) * self.columns]
    }

    fn count(&self) -> usize {
        self.place.len()
    }

    /// The effect, and what each of the units that are used adds to it.
    fn effect(&self, adjustment: Adjustment, units: &[(u32, usize)]) -> Option<(f64, Vec<f64>)> {
        let (effect, influence) = match adjustment {
            Adjustment::OutcomeRegression => self.by_regression()?,
            Adjustment::Weighting => self.by_weighting(None)?,
            Adjustment::DoublyRobust => self.by_weighting(Some(&self.regression()?))?,
        };
        let scale = units.len() as f64 / self.count() as f64;
        let mut whole = vec![0.0; units.len()];
        for (place, value) in self.place.iter().zip(influence) {
            whole[*place] = scale * value;
        }
        effect.is_finite().then_some((effect, whole))
    }

    /// The untreated change that the covariates predict, from the comparison units.
    fn regression(&self) -> Option<Regression> {
        let weight = |at: usize| if self.treated[at] { 0.0 } else { self.weight[at] };
        let root = self.squares(weight)?;
        let right = self.moments(|at| weight(at) * self.change[at]);
        let mut factors = root.solve(&right);
        // One step of refinement: the squared matrix loses digits that the residuals still hold.
        let rest = self.moments(|at| weight(at) * (self.change[at] - dot(self.row(at), &factors)));
        factors.iter_mut().zip(root.solve(&rest)).for_each(|(factor, step)| *factor += step);
        let predicted = (0..self.count()).map(|at| dot(self.row(at), &factors)).collect();
        Some(Regression { root, predicted })
    }

    fn by_regression(&self) -> Option<(f64, Vec<f64>)> {
        let regression = self.regression()?;
        let treated = |at: usize| if self.treated[at] { self.weight[at] } else { 0.0 };
        let total = self.sum(treated);
        let effect = self.sum(|at| treated(at) * (self.change[at] - regression.predicted[at])) / total;
        let along = regression.root.solve(&self.moments(treated));
        let share = total / self.count() as f64;
        let influence = (0..self.count())
            .map(|at| {
                let rest = self.change[at] - regression.predicted[at];
                let own = treated(at) * (rest - effect);
                let fitted = (self.weight[at] - treated(at)) * rest * dot(self.row(at), &along);
                (own - fitted) / share
            })
            .collect();
        Some((effect, influence))
    }

    /// By weights alone, or on what a regression leaves of the changes.
    fn by_weighting(&self, regression: Option<&Regression>) -> Option<(f64, Vec<f64>)> {
        let (chance, information) = self.chance_of_treatment()?;
        let count = self.count() as f64;
        let rest = |at: usize| self.change[at] - regression.map_or(0.0, |found| found.predicted[at]);
        let treated = |at: usize| if self.treated[at] { self.weight[at] } else { 0.0 };
        let compared = |at: usize| {
            let kept = !self.treated[at] && chance[at] < TRIM;
            if kept { self.weight[at] * chance[at] / (1.0 - chance[at]) } else { 0.0 }
        };
        let (with, without) = (self.sum(treated), self.sum(compared));
        if with <= 0.0 || without <= 0.0 {
            return None;
        }
        let own = self.sum(|at| treated(at) * rest(at)) / with;
        let other = self.sum(|at| compared(at) * rest(at)) / without;
        // How the effect moves with the chance that was estimated, and with the regression.
        let along_chance = information.solve(&self.moments(|at| compared(at) * (rest(at) - other)));
        let along_regression = regression.map(|found| {
            let moved = |sum: f64, weights: Vec<f64>| weights.into_iter().map(move |weight| weight / sum);
            let treated_moments = moved(with, self.moments(treated));
            let compared_moments = moved(without, self.moments(compared));
            let difference: Vec<f64> = treated_moments.zip(compared_moments).map(|(a, b)| a - b).collect();
            found.root.solve(&difference)
        });
        let influence = (0..self.count())
            .map(|at| {
                let row = self.row(at);
                let is = f64::from(u8::from(self.treated[at]));
                let mut value = count / with * treated(at) * (rest(at) - own);
                value -= count / without * compared(at) * (rest(at) - other);
                value -= count / without * self.weight[at] * (is - chance[at]) * dot(row, &along_chance);
                if let Some(along) = &along_regression {
                    value -= count * (self.weight[at] - treated(at)) * rest(at) * dot(row, along);
                }
                value
            })
            .collect();
        Some((own - other, influence))
    }

    /// The chance of each unit to be treated by a logistic regression, and its information.
    fn chance_of_treatment(&self) -> Option<(Vec<f64>, Cholesky)> {
        let is = |at: usize| f64::from(u8::from(self.treated[at]));
        let mut factors = vec![0.0; self.columns];
        let chance_at = |factors: &[f64]| -> Vec<f64> {
            (0..self.count()).map(|at| 1.0 / (1.0 + (-dot(self.row(at), factors)).exp())).collect()
        };
        for _ in 0..60 {
            let chance = chance_at(&factors);
            let root = self.squares(|at| self.weight[at] * chance[at] * (1.0 - chance[at]))?;
            let step = root.solve(&self.moments(|at| self.weight[at] * (is(at) - chance[at])));
            factors.iter_mut().zip(&step).for_each(|(factor, step)| *factor += step);
            let moved = step.iter().fold(0.0_f64, |most, step| most.max(step.abs()));
            if !moved.is_finite() {
                return None;
            }
            if moved < 1e-12 {
                break;
            }
        }
        let mut chance = chance_at(&factors);
        if chance.iter().any(|chance| *chance >= NO_OVERLAP || chance.is_nan()) {
            return None;
        }
        chance.iter_mut().for_each(|chance| *chance = chance.min(1.0 - 1e-6));
        let root = self.squares(|at| self.weight[at] * chance[at] * (1.0 - chance[at]))?;
        Some((chance, root))
    }

    fn sum(&self, weight: impl Fn(usize) -> f64) -> f64 {
        (0..self.count()).map(weight).sum()
    }

    fn moments(&self, weight: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.columns];
        for at in 0..self.count() {
            let factor = weight(at);
            if factor != 0.0 {
                sums.iter_mut().zip(self.row(at)).for_each(|(sum, value)| *sum += factor * value);
            }
        }
        sums
    }

    fn squares(&self, weight: impl Fn(usize) -> f64) -> Option<Cholesky> {
        let size = self.columns;
        let mut sums = vec![0.0; size * size];
        for at in 0..self.count() {
            let (factor, row) = (weight(at), self.row(at));
            if factor != 0.0 {
                for one in 0..size {
                    for other in 0..=one {
                        sums[one * size + other] += factor * row[one] * row[other];
                    }
                }
            }
        }
        for one in 0..size {
            for other in 0..one {
                sums[other * size + one] = sums[one * size + other];
            }
        }
        Cholesky::of(&sums, size)
    }
}

struct Regression {
    root: Cholesky,
    predicted: Vec<f64>,
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}
