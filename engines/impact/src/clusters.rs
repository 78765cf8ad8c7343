//! Are there enough clusters for a clustered standard error, and what holds where there are not.

use crate::{Bearing, Check, CheckKind, Cluster, Need, Reason, Rules, Status, permutation};

/// With fewer clusters in a group, or in all, clustered standard errors are too small
/// (Cameron and Miller 2015; MacKinnon and Webb 2017).
pub(crate) const LEAST_CLUSTERS_PER_GROUP: usize = 5;
pub(crate) const LEAST_CLUSTERS: usize = 10;

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
}

/// Enough clusters for a clustered standard error; where there are not, the permutation test
/// decides in its place.
pub(crate) fn cluster_checks(
    grouped: &Grouped,
    rules: &Rules,
    reasons: &mut Vec<Reason>,
    needs: &mut Vec<Need>,
) -> Vec<Check> {
    let (treated, untreated) = (grouped.treated, grouped.untreated);
    let clusters = grouped.clusters.len();
    let enough = treated.min(untreated) >= LEAST_CLUSTERS_PER_GROUP && clusters >= LEAST_CLUSTERS;
    // Few clusters alone are advice where a test that holds for few clusters can be made.
    let test = (!enough && grouped.mixed == 0).then(|| permutation(&grouped.clusters)).flatten();
    let bearing = if test.is_some() { Bearing::Advice } else { Bearing::Uncertainty };
    let size = Check::decided(CheckKind::Clusters, bearing, enough)
        .with("treated", treated as f64)
        .with("untreated", untreated as f64)
        .with("clusters", clusters as f64)
        .with("least_per_group", LEAST_CLUSTERS_PER_GROUP as f64)
        .with("least", LEAST_CLUSTERS as f64);
    if !enough {
        reasons.push(Reason::TooFewClusters { treated, untreated, clusters });
        needs.push(Need::MoreClusters);
    }
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
