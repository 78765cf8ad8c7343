//! Do all effects before the start come to nothing, taken together?

use super::{cells::Estimated, score::Square};
use crate::cholesky::Cholesky;
use rayon::prelude::*;
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

/// The test of the effects before the start, and what it was made from.
#[derive(Debug, Clone, Default)]
pub(super) struct PreTrend {
    from: Option<Before>,
    test: Option<Wald>,
}

/// All that the test is made from.
#[derive(Debug, Clone, PartialEq)]
struct Before {
    effects: Vec<f64>,
    covariance: Square,
    /// Clusters of each stratum and what it adds to the covariance.
    strata: Vec<(f64, Square)>,
    clusters: usize,
}

impl PreTrend {
    /// The test, which stands where nothing did that it is made from.
    pub(super) fn of(&mut self, found: &Estimated) -> Option<Wald> {
        let from = Before::of(found);
        if self.from != from {
            self.test = from.as_ref().and_then(Before::test);
            self.from = from;
        }
        self.test
    }
}

impl Before {
    fn of(found: &Estimated) -> Option<Self> {
        let varies = |at: usize| found.covariance.at(at, at) > 0.0;
        let before: Vec<usize> = (0..found.cells.len()).filter(|at| found.cells[*at].before && varies(*at)).collect();
        // A covariance that was taken from no more clusters than it has rows can't be told apart from a singular one.
        if before.is_empty() || found.clusters <= before.len() + 1 {
            return None;
        }
        let strata = found.strata.iter().filter(|stratum| stratum.clusters > 1.0);
        Some(Self {
            effects: before.iter().map(|at| found.effects[*at]).collect(),
            covariance: found.covariance.part(&before),
            strata: strata.map(|stratum| (stratum.clusters, stratum.within.part(&before))).collect(),
            clusters: found.clusters,
        })
    }

    fn test(&self) -> Option<Wald> {
        let whole = self.whole_covariance();
        let statistic = self.squared_length(&self.covariance)?;
        let widened = self.squared_length(&whole)?;
        let effects = self.effects.len();
        let count = effects as f64;
        let p_value = ChiSquared::new(count).ok()?.sf(statistic);
        let free = self.free(&whole)?;
        let beside = free + 1.0 - count;
        if beside <= 0.0 {
            return None;
        }
        let p_value_few_clusters = FisherSnedecor::new(count, beside).ok()?.sf(widened * beside / (count * free));
        Some(Wald { statistic, effects, p_value, p_value_few_clusters })
    }

    /// The covariance with each stratum's part made whole again.
    fn whole_covariance(&self) -> Square {
        let mut whole = self.covariance.clone();
        for (clusters, within) in &self.strata {
            let more = 1.0 / (clusters - 1.0);
            whole.values.iter_mut().zip(&within.values).for_each(|(sum, value)| *sum += more * value);
        }
        whole
    }

    /// Degrees of freedom of a covariance that several strata add to (Krishnamoorthy and Yu, *Statistics & Probability
    /// Letters* 66 (2004), 161-169).
    fn free(&self, whole: &Square) -> Option<f64> {
        let size = whole.size;
        let scale: Vec<f64> = (0..size).map(|at| whole.at(at, at).sqrt()).collect();
        let scaled = |matrix: &Square, factor: f64| -> Vec<f64> {
            (0..size * size).map(|at| factor * matrix.values[at] / (scale[at / size] * scale[at % size])).collect()
        };
        let root = Cholesky::of(&scaled(whole, 1.0), size)?;
        let spreads: Vec<f64> = self
            .strata
            .par_iter()
            .map(|(clusters, within)| {
                let free = clusters - 1.0;
                // The stratum's share of the whole, between the factors of the whole: symmetric, with the same traces.
                let mut share = scaled(within, clusters / free);
                root.forward_rows(&mut share);
                let mut share: Vec<f64> = (0..size * size).map(|at| share[at % size * size + at / size]).collect();
                root.forward_rows(&mut share);
                let trace: f64 = (0..size).map(|at| share[at * size + at]).sum();
                let squares: f64 = share.iter().map(|value| value * value).sum();
                (squares + trace * trace) / free
            })
            .collect();
        let count = size as f64;
        Some(((count + count * count) / spreads.iter().sum::<f64>()).min(self.clusters as f64 - 1.0))
    }

    /// `effectsᵀ × covariance⁻¹ × effects`.
    fn squared_length(&self, covariance: &Square) -> Option<f64> {
        let size = covariance.size;
        let scale: Vec<f64> = (0..size).map(|at| covariance.at(at, at).sqrt()).collect();
        let scaled: Vec<f64> =
            (0..size * size).map(|at| covariance.values[at] / (scale[at / size] * scale[at % size])).collect();
        let standardised: Vec<f64> = self.effects.iter().zip(&scale).map(|(effect, scale)| effect / scale).collect();
        let along = Cholesky::of(&scaled, size)?.forward(&standardised);
        Some(along.iter().map(|value| value * value).sum())
    }
}
