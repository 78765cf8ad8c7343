//! Group-time effects without covariates, from what the groups' moments say, and their joint covariance.

use super::{
    design::Design,
    pass::{self, Source},
    plan::{Cell, Plan},
    rows::{Ordered, Readings},
    score::{Part, Score, Square},
};
use crate::{
    ImpactError, Panel,
    cohort_moments::{Block, Summary, UnitMoments},
    comparison::count_codes,
};
use std::collections::BTreeMap;

/// Effects, shares of the groups, and the covariance of both.
pub(crate) struct Estimated {
    pub(super) cells: Vec<Cell>,
    pub(super) effects: Vec<f64>,
    pub(super) starts: Vec<f64>,
    /// Share of each group among all units, by weight; the last group never starts.
    pub(super) shares: Vec<f64>,
    /// Of the effects, then of the shares.
    pub(super) covariance: Square,
    pub(super) strata: Vec<Stratum>,
    pub(super) units: usize,
    pub(super) clusters: usize,
    pub(super) left_out: usize,
    pub(super) missing: Vec<Cell>,
}

/// Clusters that start alike: what they add to the covariance by differing from each other. A group of few clusters
/// shows too little of that, by one part in its number.
pub(crate) struct Stratum {
    pub(super) clusters: f64,
    pub(super) within: Square,
}

impl Estimated {
    /// Degrees of freedom by which all of the covariance is known.
    pub(super) fn free(&self) -> f64 {
        let strata = self.strata.iter().filter(|stratum| stratum.clusters > 1.0).count();
        (self.clusters as f64 - strata as f64).max(1.0)
    }

    /// Places in the covariance: the shares, then the effects, those of one period together.
    pub(super) fn in_order_of_time(&self) -> Vec<usize> {
        let effects = self.effects.len();
        let mut by_time: Vec<usize> = (0..effects).collect();
        by_time.sort_by_key(|at| (self.cells[*at].period, self.cells[*at].group));
        (effects..effects + self.shares.len()).chain(by_time).collect()
    }
}

pub(super) fn plain(panel: &Panel, plan: &Plan) -> Result<Estimated, ImpactError> {
    let clusters = clusters_of(panel, plan)?;
    if clusters.is_none() && panel.weights.is_none() {
        let readings = Readings { unit: &panel.unit, period: &panel.period, outcome: &panel.outcome };
        let ordered = Ordered::of(&readings, panel.units(), panel.periods());
        if let Some(found) = ordered.and_then(|ordered| whole(&ordered, plan)) {
            return Ok(found);
        }
    }
    let mut design = Design::new(panel, plan)?;
    let members = plan.members();
    // The way of whole tables, so that the order of the rows changes no byte.
    let plain = clusters.is_none() && design.is_plain();
    if plain {
        design.take_nothing_off();
    }
    let moments = pass::moments(&design, panel.units(), &members).expect("a design holds any rows");
    let summaries = if plain { around_the_first(&moments) } else { as_they_are(&moments) };
    let layout = Layout {
        weight: (0..design.periods).map(|period| design.weight_column(period)).collect(),
        share: design.share_column(),
    };
    let linear = Linear::of(plan, &layout, &summaries);
    let (covariance, strata) = match &clusters {
        None => linear.covariance(&summaries),
        Some(codes) => linear.clustered(&design, &members, codes),
    };
    let clusters = clusters.as_deref().map_or(plan.units(), count_used);
    Ok(linear.estimated(plan, covariance, strata, clusters))
}

/// Every unit in every period, each a cluster of its own; `None` where the rows turn out not to stand so.
pub(super) fn whole(ordered: &Ordered<'_>, plan: &Plan) -> Option<Estimated> {
    let ordered = ordered.using(plan.periods);
    Some(of_moments(&pass::moments(&ordered, ordered.units, &plan.members())?, plan))
}

/// From the moments of the groups, where each unit is a cluster of its own and each reading counts once.
pub(super) fn of_moments(moments: &[UnitMoments], plan: &Plan) -> Estimated {
    let summaries = around_the_first(moments);
    let layout = Layout { weight: vec![None; plan.periods], share: None };
    let linear = Linear::of(plan, &layout, &summaries);
    let (covariance, strata) = linear.covariance(&summaries);
    let units = summaries.iter().map(|summary| summary.units as usize).sum();
    linear.estimated(plan, covariance, strata, units)
}

/// Summaries less the reference of the first group: what all have in common would only take digits.
fn around_the_first(moments: &[UnitMoments]) -> Vec<Summary> {
    let common = moments.iter().find(|moments| moments.count() > 0).map_or(&[][..], UnitMoments::reference);
    moments.iter().map(|moments| moments.summary(common)).collect()
}

fn as_they_are(moments: &[UnitMoments]) -> Vec<Summary> {
    moments.iter().map(|moments| moments.summary(&vec![0.0; moments.columns()])).collect()
}

/// Which column holds what.
struct Layout {
    /// The weight at which each period counts; `None` where it is one.
    weight: Vec<Option<usize>>,
    share: Option<usize>,
}

/// Effects and shares as what each unit adds to them.
struct Linear {
    cells: Vec<Cell>,
    missing: Vec<Cell>,
    effects: Vec<f64>,
    shares: Vec<f64>,
    scores: Vec<Score>,
    units: f64,
}

impl Linear {
    pub(super) fn of(plan: &Plan, layout: &Layout, summaries: &[Summary]) -> Self {
        let units: f64 = summaries.iter().map(|summary| summary.units).sum();
        let sum = |group: usize, column: Option<usize>| {
            let summary = &summaries[group];
            column.map_or(summary.units, |column| summary.units * summary.means[column])
        };
        // Total weight and mean of a period over some groups.
        let mean = |groups: &[usize], period: usize| {
            let weight: f64 = groups.iter().map(|group| sum(*group, layout.weight[period])).sum();
            let outcome: f64 = groups.iter().map(|group| sum(*group, Some(period))).sum();
            (weight, outcome / weight)
        };
        let (mut cells, mut missing, mut effects, mut scores) = (vec![], vec![], vec![], vec![]);
        for cell in &plan.cells {
            let mut score = Score { groups: vec![None; summaries.len()] };
            let mut effect = 0.0;
            let mut seen = true;
            for (groups, sign) in [(std::slice::from_ref(&cell.group), 1.0), (cell.controls.as_slice(), -1.0)] {
                for (period, side) in [(cell.period, sign), (cell.base, -sign)] {
                    let (weight, level) = mean(groups, period);
                    seen &= weight > 0.0;
                    effect += side * level;
                    for group in groups {
                        let part = score.groups[*group].get_or_insert_with(Part::default);
                        let factor = side * units / weight;
                        part.factors.push((period, factor));
                        match layout.weight[period] {
                            Some(column) => part.factors.push((column, -factor * level)),
                            None => part.constant -= factor * level,
                        }
                    }
                }
            }
            if seen {
                cells.push(cell.clone());
                effects.push(effect);
                scores.push(score);
            } else {
                missing.push(cell.clone());
            }
        }
        let total: f64 = units;
        let shares: Vec<f64> = (0..summaries.len()).map(|group| sum(group, layout.share) / total).collect();
        for (group, share) in shares.iter().enumerate() {
            let parts = (0..summaries.len()).map(|other| {
                let mut part = Part { factors: Vec::new(), constant: -share };
                match layout.share {
                    _ if other != group => {}
                    Some(column) => part.factors.push((column, 1.0)),
                    None => part.constant += 1.0,
                }
                Some(part)
            });
            scores.push(Score { groups: parts.collect() });
        }
        Self { cells, missing, effects, shares, scores, units }
    }

    /// Every unit is a cluster of its own: the moments are all that is needed.
    pub(super) fn covariance(&self, summaries: &[Summary]) -> (Square, Vec<Stratum>) {
        let mut covariance = Square::zero(self.scores.len());
        let mut strata = Vec::with_capacity(summaries.len());
        let scale = 1.0 / (self.units * self.units);
        for (group, summary) in summaries.iter().enumerate() {
            let mut within = Square::zero(self.scores.len());
            let concerned: Vec<(usize, &Part, f64)> = self
                .scores
                .iter()
                .enumerate()
                .filter_map(|(at, score)| score.groups[group].as_ref().map(|part| (at, part, part.at(&summary.means))))
                .collect();
            for (at, (row, one, one_mean)) in concerned.iter().enumerate() {
                for (column, other, other_mean) in &concerned[..=at] {
                    let around: f64 = one
                        .factors
                        .iter()
                        .map(|(a, factor)| {
                            let along: f64 = other.factors.iter().map(|(b, with)| with * summary.centred(*a, *b)).sum();
                            factor * along
                        })
                        .sum();
                    covariance.add(*row, *column, around + summary.units * one_mean * other_mean);
                    within.add(*row, *column, around);
                }
            }
            strata.push(Stratum { clusters: summary.units, within: within.scaled(scale) });
        }
        (covariance.scaled(scale), strata)
    }

    /// What the units of a cluster add is taken together first.
    fn clustered(&self, design: &Design<'_>, members: &[Vec<u32>], cluster: &[Option<u32>]) -> (Square, Vec<Stratum>) {
        let columns = design.columns();
        let mut sums: BTreeMap<(u32, usize), (Vec<f64>, f64)> = BTreeMap::new();
        let mut block = Block::new(columns);
        block.hold(1);
        for (group, units) in members.iter().enumerate() {
            for unit in units {
                let Some(cluster) = cluster[*unit as usize] else { continue };
                design.fill(std::slice::from_ref(unit), &mut block);
                let sum = sums.entry((cluster, group)).or_insert_with(|| (vec![0.0; columns], 0.0));
                sum.0.iter_mut().enumerate().for_each(|(column, sum)| *sum += block.column(column)[0]);
                sum.1 += 1.0;
            }
        }
        let mut gathered = Gathered::new(self.scores.len(), self.units);
        let mut current: Option<(u32, Option<usize>, Vec<f64>)> = None;
        for ((cluster, group), (sums, units)) in &sums {
            match &mut current {
                Some((of, stratum, _)) if *of == *cluster => *stratum = None,
                _ => {
                    if let Some((_, stratum, entries)) = current.take() {
                        gathered.add(stratum, &entries);
                    }
                    current = Some((*cluster, Some(*group), vec![0.0; self.scores.len()]));
                }
            }
            if let Some((_, _, entries)) = &mut current {
                for (entry, score) in entries.iter_mut().zip(&self.scores) {
                    if let Some(part) = &score.groups[*group] {
                        *entry += part.over(sums, *units);
                    }
                }
            }
        }
        if let Some((_, stratum, entries)) = current {
            gathered.add(stratum, &entries);
        }
        gathered.done()
    }

    pub(super) fn estimated(self, plan: &Plan, covariance: Square, strata: Vec<Stratum>, clusters: usize) -> Estimated {
        Estimated {
            cells: self.cells,
            effects: self.effects,
            starts: plan.starts.clone(),
            shares: self.shares,
            covariance,
            strata,
            units: self.units as usize,
            clusters,
            left_out: plan.left_out,
            missing: self.missing,
        }
    }
}

/// Scores of clusters, gathered in all and by stratum; clusters with several starts make one stratum.
pub(super) struct Gathered {
    size: usize,
    units: f64,
    all: Square,
    strata: BTreeMap<Option<usize>, (f64, Vec<f64>, Square)>,
}

impl Gathered {
    pub(super) fn new(size: usize, units: f64) -> Self {
        Self { size, units, all: Square::zero(size), strata: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, stratum: Option<usize>, entries: &[f64]) {
        let nonzero: Vec<(usize, f64)> =
            entries.iter().copied().enumerate().filter(|(_, value)| *value != 0.0).collect();
        self.all.add_products(&nonzero);
        let size = self.size;
        let (clusters, sums, products) =
            self.strata.entry(stratum).or_insert_with(|| (0.0, vec![0.0; size], Square::zero(size)));
        *clusters += 1.0;
        sums.iter_mut().zip(entries).for_each(|(sum, value)| *sum += value);
        products.add_products(&nonzero);
    }

    pub(super) fn done(self) -> (Square, Vec<Stratum>) {
        let scale = 1.0 / (self.units * self.units);
        let strata = self.strata.into_values().map(|(clusters, sums, mut products)| {
            for row in 0..products.size {
                for column in 0..products.size {
                    products.values[row * products.size + column] -= sums[row] * sums[column] / clusters;
                }
            }
            Stratum { clusters, within: products.scaled(scale) }
        });
        let strata = strata.collect();
        (self.all.scaled(scale), strata)
    }
}

/// The cluster of each unit that is used, or `None` where each unit is a cluster of its own.
pub(super) fn clusters_of(panel: &Panel, plan: &Plan) -> Result<Option<Vec<Option<u32>>>, ImpactError> {
    if panel.cluster == panel.unit {
        return Ok(None);
    }
    let mut cluster_of: Vec<Option<u32>> = vec![None; panel.units()];
    for row in 0..panel.rows() {
        let unit = panel.unit[row] as usize;
        if plan.group_of[unit].is_some() && *cluster_of[unit].get_or_insert(panel.cluster[row]) != panel.cluster[row] {
            return Err(ImpactError::UnitInTwoClusters { row });
        }
    }
    let mut units_in = vec![0_u32; count_codes(&panel.cluster)];
    cluster_of.iter().flatten().for_each(|cluster| units_in[*cluster as usize] += 1);
    Ok(units_in.iter().any(|units| *units > 1).then_some(cluster_of))
}

pub(super) fn count_used(clusters: &[Option<u32>]) -> usize {
    let mut used: Vec<u32> = clusters.iter().flatten().copied().collect();
    used.sort_unstable();
    used.dedup();
    used.len()
}
