//! A factor model with one factor, by maximum likelihood: Fisher scoring on loadings and uniquenesses.

use super::Scores;
use crate::ImpactError;
use nalgebra::{DMatrix, DVector};

/// No uniqueness falls below this share of its item's variance (a Heywood case stays at the border).
const LEAST_UNIQUE: f64 = 1e-6;

pub(super) struct OneFactor {
    pub(super) loadings: Vec<f64>,
    pub(super) uniquenesses: Vec<f64>,
    /// Of loadings, then uniquenesses.
    covariance: DMatrix<f64>,
}

impl OneFactor {
    pub(super) fn fit(scores: &Scores) -> Result<Self, ImpactError> {
        let items = scores.items();
        if items < 3 {
            return Err(ImpactError::Argument("at least three items are needed for one factor"));
        }
        let free = (scores.people() - 1) as f64;
        let sample = scores.covariance();
        if (0..items).any(|item| sample[(item, item)] <= 0.0) {
            return Err(ImpactError::OutcomeDoesNotVary);
        }
        // In standard deviations of the items; scaled back at the end.
        let deviation: Vec<f64> = (0..items).map(|item| sample[(item, item)].sqrt()).collect();
        let observed = DMatrix::from_fn(items, items, |a, b| sample[(a, b)] / (deviation[a] * deviation[b]));
        let mut at = start(&observed);
        let mut misfit = discrepancy(&observed, &at).ok_or(ImpactError::NotConverged)?;
        for _ in 0..200 {
            let (gradient, information) = score(&observed, &at).ok_or(ImpactError::NotConverged)?;
            let step = information.lu().solve(&gradient).ok_or(ImpactError::NotConverged)?;
            let (next, left) = shortened(&observed, &at, &step, misfit);
            let moved = (&next - &at).amax();
            at = next;
            misfit = left;
            if moved < 1e-12 {
                return Ok(Self::scaled(&observed, at, &deviation, free));
            }
        }
        Err(ImpactError::NotConverged)
    }

    fn scaled(observed: &DMatrix<f64>, at: DVector<f64>, deviation: &[f64], free: f64) -> Self {
        let items = deviation.len();
        let scale = |at: usize| if at < items { deviation[at] } else { deviation[at - items] * deviation[at - items] };
        let information = score(observed, &at).map(|(_, information)| information * free);
        let covariance = information
            .and_then(|information| information.try_inverse())
            .unwrap_or_else(|| DMatrix::from_element(2 * items, 2 * items, f64::NAN));
        let covariance = DMatrix::from_fn(2 * items, 2 * items, |a, b| covariance[(a, b)] * scale(a) * scale(b));
        let values: Vec<f64> = at.iter().enumerate().map(|(place, value)| value * scale(place)).collect();
        Self { loadings: values[..items].to_vec(), uniquenesses: values[items..].to_vec(), covariance }
    }

    /// Variance of a function of the parameters with this slope.
    pub(super) fn variance_along(&self, slope: &[f64]) -> f64 {
        let slope = DVector::from_column_slice(slope);
        (slope.transpose() * &self.covariance * &slope)[(0, 0)]
    }
}

/// The first principal component, with what it leaves as uniqueness.
fn start(observed: &DMatrix<f64>) -> DVector<f64> {
    let items = observed.nrows();
    let eigen = observed.clone().symmetric_eigen();
    let first = eigen.eigenvalues.imax();
    let size = (eigen.eigenvalues[first] * 0.8).max(0.1).sqrt();
    let sign = if eigen.eigenvectors.column(first).sum() < 0.0 { -1.0 } else { 1.0 };
    DVector::from_fn(2 * items, |at, _| {
        let loading = |item: usize| (sign * size * eigen.eigenvectors[(item, first)]).clamp(-0.95, 0.95);
        if at < items { loading(at) } else { (1.0 - loading(at - items).powi(2)).max(0.05) }
    })
}

fn implied(at: &DVector<f64>) -> DMatrix<f64> {
    let items = at.len() / 2;
    DMatrix::from_fn(items, items, |a, b| at[a] * at[b] + if a == b { at[items + a] } else { 0.0 })
}

/// ln|Σ| + tr(SΣ⁻¹): what maximum likelihood makes small.
fn discrepancy(observed: &DMatrix<f64>, at: &DVector<f64>) -> Option<f64> {
    let factor = implied(at).cholesky()?;
    let logarithm: f64 = factor.l_dirty().diagonal().iter().map(|value| 2.0 * value.ln()).sum();
    Some(logarithm + (factor.inverse() * observed).trace())
}

/// Gradient of half the log-likelihood per observation, and Fisher's information of one observation.
fn score(observed: &DMatrix<f64>, at: &DVector<f64>) -> Option<(DVector<f64>, DMatrix<f64>)> {
    let items = at.len() / 2;
    let model = implied(at);
    let inverse = model.clone().cholesky()?.inverse();
    let loadings = at.rows(0, items).into_owned();
    let along = &inverse * &loadings;
    let quadratic = loadings.dot(&along);
    let weighted = &inverse * (observed - &model) * &inverse;
    let pull = &weighted * &loadings;
    let gradient =
        DVector::from_fn(2 * items, |k, _| if k < items { pull[k] } else { weighted[(k - items, k - items)] / 2.0 });
    // ½ tr(Σ⁻¹ Σᵢ Σ⁻¹ Σⱼ) for Σ = λλ' + ψ.
    let information = DMatrix::from_fn(2 * items, 2 * items, |i, j| match (i < items, j < items) {
        (true, true) => inverse[(i, j)] * quadratic + along[i] * along[j],
        (true, false) => inverse[(i, j - items)] * along[j - items],
        (false, true) => inverse[(j, i - items)] * along[i - items],
        (false, false) => inverse[(i - items, j - items)].powi(2) / 2.0,
    });
    Some((gradient, information))
}

/// The step, halved until it fits better and every uniqueness stays positive.
fn shortened(observed: &DMatrix<f64>, at: &DVector<f64>, step: &DVector<f64>, misfit: f64) -> (DVector<f64>, f64) {
    let items = at.len() / 2;
    let mut length = 1.0;
    for _ in 0..40 {
        let mut next = at + step * length;
        next.iter_mut().skip(items).for_each(|value| *value = value.max(LEAST_UNIQUE));
        match discrepancy(observed, &next) {
            Some(left) if left <= misfit + 1e-14 * misfit.abs() => return (next, left),
            _ => length /= 2.0,
        }
    }
    (at.clone(), misfit)
}
