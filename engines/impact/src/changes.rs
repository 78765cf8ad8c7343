//! How much each cluster changed over a common start.

use crate::{
    ClusterChange, ImpactError, Moments, Panel, Starts,
    clusters::Grouped,
    two_way::{self, Remaining},
};

/// The changes of the clusters of a panel.
pub(crate) struct Changes {
    pub clusters: Grouped,
    /// True when every unit is seen equally before and after, so that the difference of the changes is the estimate
    /// itself.
    pub comparable: bool,
    /// Every unit belongs to one cluster.
    pub nested: bool,
}

/// For each unit its mean after the start minus its mean before, gathered by cluster.
pub(crate) fn changes(panel: &Panel, starts: &Starts) -> Changes {
    let start = match starts {
        Starts::Common { period } => *period,
        Starts::Staggered { at, .. } => at[0],
        _ => 0,
    };
    let mut before = vec![Moments::default(); panel.units()];
    let mut after = vec![Moments::default(); panel.units()];
    let mut cluster_of = vec![None; panel.units()];
    let mut nested = true;
    for row in 0..panel.rows() {
        let unit = panel.unit[row] as usize;
        let side = if (panel.period[row] as usize) < start { &mut before } else { &mut after };
        side[unit].push(panel.outcome[row]);
        nested &= *cluster_of[unit].get_or_insert(panel.cluster[row]) == panel.cluster[row];
    }
    let comparable = nested
        && panel.is_balanced()
        && panel.covariates.is_empty()
        && panel.weights.is_none()
        && matches!(starts, Starts::Common { .. });
    let units = panel.unit_starts();
    let rows = (0..panel.rows()).map(|row| {
        let unit = panel.unit[row] as usize;
        let change = after[unit].mean() - before[unit].mean();
        (panel.cluster[row], change, units[unit].start.is_some())
    });
    let mut clusters = Grouped::gather(rows, panel.clusters());
    // Each unit came once per row; on a balanced panel that is the same number of times for all.
    let per_unit = panel.rows() as f64 / panel.units() as f64;
    for cluster in &mut clusters.clusters {
        cluster.sum /= per_unit;
        cluster.units /= per_unit;
    }
    Changes { clusters, comparable, nested }
}

/// The changes whose difference is `effect`: as they are where every unit is seen equally, else of what the regression
/// leaves (Conley and Taber 2011), each unit by its readings on either side of the start.
pub(crate) fn compared_changes(
    panel: &Panel,
    start: usize,
    known: &Changes,
    effect: f64,
) -> Result<Vec<ClusterChange>, ImpactError> {
    if known.comparable {
        let one = |cluster: &crate::Cluster| ClusterChange {
            change: cluster.sum / cluster.units,
            units: cluster.units,
            noise: 1.0 / cluster.units,
            treated: cluster.treated,
        };
        return Ok(known.clusters.clusters.iter().map(one).collect());
    }
    let Remaining { panel, values } = two_way::remaining(panel)?;
    let mut found = by_unit(&panel, start, &values);
    let mean = |side: bool| {
        let members = || found.iter().filter(|cluster| cluster.treated == side);
        let units: f64 = members().map(|cluster| cluster.units).sum();
        members().map(|cluster| cluster.change * cluster.units).sum::<f64>() / units
    };
    let shift = effect - (mean(true) - mean(false));
    found.iter_mut().filter(|cluster| cluster.treated).for_each(|cluster| cluster.change += shift);
    Ok(found)
}

/// Sums of one unit on one side of the start.
#[derive(Clone, Copy, Default)]
struct Side {
    weight: f64,
    squares: f64,
    sum: f64,
}

impl Side {
    fn noise(self) -> f64 {
        self.squares / (self.weight * self.weight)
    }
}

/// Clusters of the units that are seen on both sides of the start.
fn by_unit(panel: &Panel, start: usize, values: &[f64]) -> Vec<ClusterChange> {
    let mut sides = vec![[Side::default(); 2]; panel.units()];
    let mut of_unit = vec![(0_usize, false); panel.units()];
    for (row, value) in values.iter().enumerate() {
        let unit = panel.unit[row] as usize;
        let weight = panel.weights.as_ref().map_or(1.0, |weights| weights[row]);
        let side = &mut sides[unit][usize::from(panel.period[row] as usize >= start)];
        side.weight += weight;
        side.squares += weight * weight;
        side.sum += weight * value;
        of_unit[unit] = (panel.cluster[row] as usize, of_unit[unit].1 || panel.treated[row]);
    }
    let empty = ClusterChange { change: 0.0, units: 0.0, noise: 0.0, treated: false };
    let mut clusters = vec![empty; panel.clusters()];
    let weighted = panel.weights.is_some();
    for ([before, after], (cluster, treated)) in sides.into_iter().zip(of_unit) {
        if before.weight == 0.0 || after.weight == 0.0 {
            continue;
        }
        let part = if weighted { before.weight + after.weight } else { 1.0 };
        let cluster = &mut clusters[cluster];
        cluster.units += part;
        cluster.change += part * (after.sum / after.weight - before.sum / before.weight);
        cluster.noise += part * part * (before.noise() + after.noise());
        cluster.treated |= treated;
    }
    clusters.retain(|cluster| cluster.units > 0.0);
    for cluster in &mut clusters {
        cluster.change /= cluster.units;
        cluster.noise /= cluster.units * cluster.units;
    }
    clusters
}
