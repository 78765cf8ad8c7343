//! Do all effects before the start come to nothing, taken together?

use super::cells::Estimated;
use crate::cholesky::Cholesky;
use serde::Serialize;
use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor};

/// A joint test that several effects are zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Wald {
    pub statistic: f64,
    /// Effects that are tested.
    pub effects: usize,
    /// By the chi-squared distribution, which holds with many clusters.
    pub p_value: f64,
    /// By Hotelling's distribution, which allows for a covariance taken from few clusters; what the check goes by.
    pub p_value_few_clusters: f64,
}

pub(super) fn pre_trend(found: &Estimated) -> Option<Wald> {
    let all = found.covariance_of_effects();
    let varies = |at: usize| all.at(at, at) > 0.0;
    let before: Vec<usize> = (0..found.cells.len()).filter(|at| found.cells[*at].before && varies(*at)).collect();
    let effects = before.len();
    // A covariance that was taken from no more clusters than it has rows can't be told apart from a singular one.
    if effects == 0 || found.clusters <= effects + 1 {
        return None;
    }
    let mut matrix = all.part(&before);
    let scale: Vec<f64> = (0..effects).map(|at| matrix.at(at, at).sqrt()).collect();
    for row in 0..effects {
        for column in 0..effects {
            matrix.values[row * effects + column] /= scale[row] * scale[column];
        }
    }
    let standardised: Vec<f64> = before.iter().zip(&scale).map(|(at, scale)| found.effects[*at] / scale).collect();
    let root = Cholesky::of(&matrix.values, effects)?;
    let along = root.forward(&standardised);
    let statistic: f64 = along.iter().map(|value| value * value).sum();
    let (count, clusters) = (effects as f64, found.clusters as f64);
    let p_value = ChiSquared::new(count).ok()?.sf(statistic);
    let fisher = FisherSnedecor::new(count, clusters - count).ok()?;
    let p_value_few_clusters = fisher.sf(statistic * (clusters - count) / (count * (clusters - 1.0)));
    Some(Wald { statistic, effects, p_value, p_value_few_clusters })
}
