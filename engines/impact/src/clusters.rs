//! Are there enough clusters for a clustered standard error, and what holds where there are not.

use crate::{Bearing, Check, CheckKind, Cluster, Estimate, Need, Reason, Rules, Status, permutation, student};
use std::collections::BTreeMap;

/// With fewer clusters in a group, or in all, clustered standard errors are too small
/// (Cameron and Miller 2015; MacKinnon and Webb 2017).
pub(crate) const LEAST_CLUSTERS_PER_GROUP: usize = 5;
pub(crate) const LEAST_CLUSTERS: usize = 10;
/// With fewer clusters in the smaller group the usual interval of a clustered standard error is too narrow.
const FEW_CLUSTERS: usize = 10;

/// Sums by cluster of what is compared, and whether each cluster is wholly in one group.
pub(crate) struct Grouped {
    pub clusters: Vec<Cluster>,
    pub mixed: usize,
    pub treated: usize,
    pub untreated: usize,
}

impl Grouped {
    pub(crate) fn gather(rows: impl Iterator<Item = (u32, f64, bool)>, count: usize) -> Self {
        let mut clusters = vec![Cluster { sum: 0.0, units: 0.0, treated: false }; count];
        let mut untreated_in = vec![false; count];
        for (cluster, value, treated) in rows {
            let at = cluster as usize;
            clusters[at].sum += value;
            clusters[at].units += 1.0;
            clusters[at].treated |= treated;
            untreated_in[at] |= !treated;
        }
        let both = |at: usize| clusters[at].treated && untreated_in[at];
        Self {
            mixed: (0..count).filter(|at| both(*at)).count(),
            treated: clusters.iter().filter(|cluster| cluster.treated).count(),
            untreated: untreated_in.iter().filter(|has| **has).count(),
            clusters,
        }
    }

    fn enough(&self) -> bool {
        self.treated.min(self.untreated) >= LEAST_CLUSTERS_PER_GROUP && self.clusters.len() >= LEAST_CLUSTERS
    }
}

/// The interval that holds what it says where a group has few clusters; the standard error stays as it is. Each group's
/// variance is made whole and known by its clusters less one (Satterthwaite 1946), where the usual degrees of freedom count
/// all clusters as if each told as much.
pub(crate) fn for_few_clusters(estimate: Estimate, grouped: &Grouped) -> Estimate {
    let smaller = grouped.treated.min(grouped.untreated);
    if grouped.mixed > 0 || !(2..FEW_CLUSTERS).contains(&smaller) {
        return estimate;
    }
    let (mut usual, mut whole, mut spread) = (0.0, 0.0, 0.0);
    for treated in [true, false] {
        let group = || grouped.clusters.iter().filter(|cluster| cluster.treated == treated);
        let units: f64 = group().map(|cluster| cluster.units).sum();
        let mean = group().map(|cluster| cluster.sum).sum::<f64>() / units;
        let variance = group().map(|cluster| ((cluster.sum - cluster.units * mean) / units).powi(2)).sum::<f64>();
        let count = group().count() as f64;
        let own = variance * count / (count - 1.0);
        usual += variance;
        whole += own;
        spread += own * own / (count - 1.0);
    }
    let count = grouped.clusters.len() as f64;
    usual *= count / (count - 1.0);
    if spread.is_nan() || spread <= 0.0 {
        return estimate;
    }
    let level = estimate.interval.level;
    let known = (whole * whole / spread).clamp(1.0, estimate.degrees_of_freedom.max(1.0));
    let wanted = student::two_sided_quantile(level.value(), known) * (whole / usual).sqrt();
    let free = student::degrees_of_quantile(level.value(), wanted, known);
    let narrowed =
        Estimate::student(estimate.effect, estimate.standard_error, free, estimate.n, estimate.clusters, level);
    narrowed.unwrap_or(estimate)
}

/// Enough clusters for the clustered standard error of a weighted difference. No permutation can stand in for it: weights
/// belong to who was trained, and other choices of clusters would have had others.
pub(crate) fn enough_clusters(grouped: &Grouped, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    size_check(grouped, Bearing::Uncertainty, reasons, needs)
}

/// True where every group lies wholly within one cluster: nothing then tells a group from its cluster.
pub(crate) fn one_each<G: Ord + Copy>(mut rows: impl Iterator<Item = (G, u32)>) -> bool {
    let mut known = BTreeMap::new();
    rows.all(|(group, cluster)| *known.entry(group).or_insert(cluster) == cluster)
}

fn size_check(grouped: &Grouped, bearing: Bearing, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let (treated, untreated, clusters) = (grouped.treated, grouped.untreated, grouped.clusters.len());
    let enough = grouped.enough();
    if !enough {
        reasons.push(Reason::TooFewClusters { treated, untreated, clusters });
        needs.push(Need::MoreClusters);
    }
    Check::decided(CheckKind::Clusters, bearing, enough)
        .with("treated", treated as f64)
        .with("untreated", untreated as f64)
        .with("clusters", clusters as f64)
        .with("least_per_group", LEAST_CLUSTERS_PER_GROUP as f64)
        .with("least", LEAST_CLUSTERS as f64)
}

/// Enough clusters for a clustered standard error; where there are not, the permutation test
/// decides in its place.
pub(crate) fn cluster_checks(
    grouped: &Grouped,
    rules: &Rules,
    reasons: &mut Vec<Reason>,
    needs: &mut Vec<Need>,
) -> Vec<Check> {
    // Few clusters alone are advice where a test that holds for few clusters can be made.
    let test = (!grouped.enough() && grouped.mixed == 0).then(|| permutation(&grouped.clusters)).flatten();
    let bearing = if test.is_some() { Bearing::Advice } else { Bearing::Uncertainty };
    let size = size_check(grouped, bearing, reasons, needs);
    let Some(test) = test else {
        let none = Check::new(CheckKind::Placebo, Bearing::Uncertainty, Status::NotApplicable);
        return vec![size, none];
    };
    let rare = test.p_value <= 1.0 - rules.level.value();
    if !rare {
        reasons.push(Reason::PlaceboNotRare { p_value: test.p_value, choices: test.choices });
    }
    let placebo = Check::decided(CheckKind::Placebo, Bearing::Uncertainty, rare)
        .with("p_value", test.p_value)
        .with("choices", test.choices as f64)
        .with("difference", test.difference);
    vec![size, placebo]
}
