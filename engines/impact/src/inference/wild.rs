//! The wild cluster bootstrap: for clusters too few for a clustered standard error.

use super::regression::checked;
use crate::{Column, ImpactError, chance::Chance, linear::Linear};
use nalgebra::DVector;
use rayon::prelude::*;
use serde::Serialize;

/// By what the residuals of a cluster are multiplied in a draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WildWeights {
    /// 1 or -1; all choices are gone through where they are fewer than the draws.
    Rademacher,
    /// ±√(1/2), ±1, ±√(3/2): more choices for fewer than about ten clusters (Webb 2023).
    Webb,
}

/// The result of a wild cluster bootstrap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WildBootstrap {
    /// Student's t of the coefficient with the CR1 error.
    pub t: f64,
    /// Two-sided, symmetric; in 0..=1.
    pub p_value: f64,
    /// Draws, or choices when `exact`.
    pub draws: usize,
    /// True when every choice was gone through, so that no chance is left.
    pub exact: bool,
}

/// Wild cluster bootstrap test that the coefficient of the column `at` is zero, the hypothesis imposed.
///
/// Sources: Cameron, Gelbach and Miller, *Review of Economics and Statistics* 90 (2008), 414-427; Roodman et al., *Stata
/// Journal* 19 (2019), 4-60 (a draw costs no more than the clusters times the columns).
///
/// ```
/// use lustrum_impact::{Column, inference::{WildWeights, wild_cluster_bootstrap}};
/// let cluster: Vec<u32> = (0..24).map(|row| row / 4).collect();
/// let trained: Vec<f64> = cluster.iter().map(|one| f64::from(u8::from(one % 2 == 0))).collect();
/// let outcome: Vec<f64> = (0..24).map(|row| (row * 7 % 5) as f64 + 9.0 * trained[row]).collect();
/// let columns = [Column::new("intercept", vec![1.0; 24]), Column::new("trained", trained)];
/// let test = wild_cluster_bootstrap(&columns, &outcome, 1, &cluster, WildWeights::Rademacher, 999, 1)?;
/// assert!(test.exact && test.draws == 64);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`super::regression_coefficient`], and [`ImpactError::Argument`] without a draw or when there is no other column.
pub fn wild_cluster_bootstrap(
    columns: &[Column],
    outcome: &[f64],
    at: usize,
    clusters: &[u32],
    weights: WildWeights,
    draws: usize,
    seed: u64,
) -> Result<WildBootstrap, ImpactError> {
    if at >= columns.len() || columns.len() < 2 || draws == 0 {
        return Err(ImpactError::Argument("a wild bootstrap needs draws, the column to test, and another one"));
    }
    let fit = Linear::fit(columns, outcome)?;
    let count = checked(clusters, fit.rows())?;
    let rest: Vec<Column> =
        columns.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, column)| column.clone()).collect();
    let restricted = Linear::fit(&rest, outcome)?;
    let parts = Parts::of(&fit, &restricted.residuals, at, clusters, count);
    let t = parts.t(&vec![1.0; count]).ok_or(ImpactError::ClustersLeaveNothing)?;
    let exact = weights == WildWeights::Rademacher && count < 31 && (1_usize << count) <= draws;
    let number = if exact { 1_usize << count } else { draws };
    let threshold = t.abs() * (1.0 - 1e-12);
    let as_far = (0..number)
        .into_par_iter()
        .filter(|draw| {
            let multipliers: Vec<f64> = if exact {
                (0..count).map(|cluster| if draw >> cluster & 1 == 1 { -1.0 } else { 1.0 }).collect()
            } else {
                let mut chance = Chance::new(seed, *draw as u64);
                (0..count).map(|_| weights.draw(&mut chance)).collect()
            };
            parts.t(&multipliers).is_some_and(|drawn| drawn.abs() >= threshold)
        })
        .count();
    Ok(WildBootstrap { t, p_value: as_far as f64 / number as f64, draws: number, exact })
}

impl WildWeights {
    fn draw(self, chance: &mut Chance) -> f64 {
        match self {
            Self::Rademacher => [-1.0, 1.0][chance.below(2)],
            Self::Webb => {
                let place = chance.below(6);
                let size = [0.5_f64, 1.0, 1.5][place / 2].sqrt();
                if place.is_multiple_of(2) { size } else { -size }
            }
        }
    }
}

/// All that a draw needs of each cluster.
struct Parts {
    /// Influence on the coefficient times restricted residual, summed.
    scores: Vec<f64>,
    /// Columns times restricted residual, summed; then times (X'X)⁻¹.
    pulls: Vec<DVector<f64>>,
    /// Columns times influence, summed.
    reaches: Vec<DVector<f64>>,
}

impl Parts {
    fn of(fit: &Linear, residuals: &DVector<f64>, at: usize, clusters: &[u32], count: usize) -> Self {
        let width = fit.parameters();
        let mut combination = DVector::zeros(width);
        combination[at] = 1.0;
        let influence = fit.influence(&combination);
        let mut scores = vec![0.0; count];
        let mut pulls = vec![DVector::zeros(width); count];
        let mut reaches = vec![DVector::zeros(width); count];
        for (row, cluster) in clusters.iter().enumerate() {
            let cluster = *cluster as usize;
            scores[cluster] += influence[row] * residuals[row];
            pulls[cluster] += fit.design.row(row).transpose() * residuals[row];
            reaches[cluster] += fit.design.row(row).transpose() * influence[row];
        }
        let pulls = pulls.into_iter().map(|pull| &fit.bread * pull).collect();
        Self { scores, pulls, reaches }
    }

    /// Student's t where the restricted residuals of each cluster are multiplied; without the factors of CR1, which are the
    /// same for every draw.
    fn t(&self, multipliers: &[f64]) -> Option<f64> {
        let effect: f64 = self.scores.iter().zip(multipliers).map(|(score, by)| score * by).sum();
        let mut shift = DVector::zeros(self.pulls[0].len());
        for (pull, by) in self.pulls.iter().zip(multipliers) {
            shift.axpy(*by, pull, 1.0);
        }
        let clusters = self.scores.iter().zip(&self.reaches).zip(multipliers);
        let squares: f64 = clusters.map(|((score, reach), by)| (by * score - reach.dot(&shift)).powi(2)).sum();
        let whole: f64 = self.scores.iter().map(|score| score * score).sum();
        (squares > 1e-20 * whole).then(|| effect / squares.sqrt())
    }
}
