//! Do all effects before the start come to nothing, taken together?

use super::{cells::Estimated, score::Square};
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
    let statistic = squared_length(&all, &before, found)?;
    let whole = squared_length(&found.whole_covariance(), &before, found)?;
    let count = effects as f64;
    let p_value = ChiSquared::new(count).ok()?.sf(statistic);
    let free = free(found, &before)?;
    let beside = free + 1.0 - count;
    if beside <= 0.0 {
        return None;
    }
    let p_value_few_clusters = FisherSnedecor::new(count, beside).ok()?.sf(whole * beside / (count * free));
    Some(Wald { statistic, effects, p_value, p_value_few_clusters })
}

/// Degrees of freedom of a covariance that several strata add to (Krishnamoorthy and Yu, *Statistics & Probability
/// Letters* 66 (2004), 161-169).
fn free(found: &Estimated, of: &[usize]) -> Option<f64> {
    let whole = found.whole_covariance().part(of);
    let size = whole.size;
    let scale: Vec<f64> = (0..size).map(|at| whole.at(at, at).sqrt()).collect();
    let scaled = |matrix: &Square, factor: f64| -> Vec<f64> {
        (0..size * size).map(|at| factor * matrix.values[at] / (scale[at / size] * scale[at % size])).collect()
    };
    let root = Cholesky::of(&scaled(&whole, 1.0), size)?;
    let mut spread = 0.0;
    for stratum in found.strata.iter().filter(|stratum| stratum.clusters > 1.0) {
        let free = stratum.clusters - 1.0;
        let own = scaled(&stratum.within.part(of), stratum.clusters / free);
        // The stratum's share of the whole, row by row: both are symmetric.
        let share: Vec<Vec<f64>> = own.chunks(size).map(|row| root.solve(row)).collect();
        let trace: f64 = (0..size).map(|at| share[at][at]).sum();
        let squares: f64 = (0..size)
            .flat_map(|row| (0..size).map(move |column| (row, column)))
            .map(|(row, column)| share[row][column] * share[column][row])
            .sum();
        spread += (squares + trace * trace) / free;
    }
    let count = size as f64;
    Some(((count + count * count) / spread).min(found.clusters as f64 - 1.0))
}

/// `effectsᵀ × covariance⁻¹ × effects` over some of the effects.
fn squared_length(covariance: &Square, of: &[usize], found: &Estimated) -> Option<f64> {
    let mut matrix = covariance.part(of);
    let size = matrix.size;
    let scale: Vec<f64> = (0..size).map(|at| matrix.at(at, at).sqrt()).collect();
    for row in 0..size {
        for column in 0..size {
            matrix.values[row * size + column] /= scale[row] * scale[column];
        }
    }
    let standardised: Vec<f64> = of.iter().zip(&scale).map(|(at, scale)| found.effects[*at] / scale).collect();
    let along = Cholesky::of(&matrix.values, size)?.forward(&standardised);
    Some(along.iter().map(|value| value * value).sum())
}
