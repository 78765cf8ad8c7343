//! How probable it was for each to be trained, given what was measured before.

use crate::{Comparison, ImpactError, Moments};
use nalgebra::{DMatrix, DVector};

/// Beyond this the probability is as good as 0 or 1, and weights have no end.
const CERTAIN: f64 = 30.0;

/// A logistic regression of treatment on the covariates.
#[derive(Debug, Clone, PartialEq)]
pub struct Propensity {
    /// Probability of treatment of each row, inside (0, 1).
    pub probabilities: Vec<f64>,
    /// Intercept, then one per covariate, in log odds per unit of the covariate.
    pub coefficients: Vec<f64>,
    /// Intercept and covariates, on the scale on which it was fitted.
    pub(super) design: DMatrix<f64>,
    /// Inverse of the information.
    pub(super) inverse: DMatrix<f64>,
}

/// Propensity by maximum likelihood (iteratively reweighted least squares).
///
/// Source: Rosenbaum and Rubin, *Biometrika* 70 (1983), 41-55.
///
/// ```
/// use lustrum_impact::{Column, Comparison, weighting::propensity};
/// let groups = Comparison::new(vec![0.0; 6], vec![true, false, true, false, true, false])?
///     .with_covariate(Column::new("age", vec![50.0, 20.0, 40.0, 45.0, 30.0, 25.0]))?;
/// let found = propensity(&groups)?;
/// assert!(found.coefficients[1] > 0.0 && found.probabilities[0] > 0.5);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::TooFewRows`] when a group is empty, [`ImpactError::TooManyParameters`], [`ImpactError::Collinear`]
/// naming a constant covariate or the last of those that determine each other, [`ImpactError::Separated`] when the
/// covariates tell the groups apart wholly.
pub fn propensity(groups: &Comparison) -> Result<Propensity, ImpactError> {
    let treated = groups.treatment();
    for (group, wanted) in [("treated", 1.0), ("untreated", 0.0)] {
        if !treated.contains(&wanted) {
            return Err(ImpactError::TooFewRows { group, found: 0, least: 1 });
        }
    }
    let (rows, width) = (groups.rows(), groups.covariates.len() + 1);
    if rows <= width {
        return Err(ImpactError::TooManyParameters { rows, parameters: width });
    }
    let scales = scales(groups)?;
    let design = DMatrix::from_fn(rows, width, |row, at| {
        if at == 0 { 1.0 } else { (groups.covariates[at - 1].values[row] - scales[at - 1].0) / scales[at - 1].1 }
    });
    let outcome = DVector::from_vec(treated);
    let dependent = || {
        let name = groups.covariates.last().map_or("a covariate", |covariate| covariate.name.as_str());
        ImpactError::Collinear { column: name.to_owned() }
    };
    let mut at = DVector::zeros(width);
    let mut likelihood = log_likelihood(&design, &outcome, &at);
    for _ in 0..100 {
        let probabilities = (&design * &at).map(logistic);
        let weights = probabilities.map(|p| p * (1.0 - p));
        let information = design.transpose() * scaled_rows(&design, &weights);
        let factor = information.cholesky().ok_or_else(dependent)?;
        if factor.l_dirty().diagonal().iter().any(|value| value * value < 1e-9 * rows as f64 * 1e-3) {
            return Err(if at.amax() > 5.0 { ImpactError::Separated } else { dependent() });
        }
        let step = factor.solve(&(design.transpose() * (&outcome - &probabilities)));
        let (next, reached) = shortened(&design, &outcome, &at, &step, likelihood);
        let moved = (&next - &at).amax();
        at = next;
        likelihood = reached;
        if (&design * &at).amax() > CERTAIN || at.amax() > 1e3 {
            return Err(ImpactError::Separated);
        }
        if moved < 1e-11 {
            let probabilities = (&design * &at).map(logistic);
            let weights = probabilities.map(|p| p * (1.0 - p));
            let inverse = (design.transpose() * scaled_rows(&design, &weights)).try_inverse().ok_or_else(dependent)?;
            return Ok(Propensity {
                probabilities: probabilities.iter().copied().collect(),
                coefficients: unscaled(&at, &scales),
                design,
                inverse,
            });
        }
    }
    Err(ImpactError::Separated)
}

/// Mean and standard deviation of each covariate.
fn scales(groups: &Comparison) -> Result<Vec<(f64, f64)>, ImpactError> {
    groups
        .covariates
        .iter()
        .map(|covariate| {
            let moments: Moments = covariate.values.iter().collect();
            match moments.standard_deviation() {
                Some(deviation) if deviation > 1e-13 * moments.mean().abs() => Ok((moments.mean(), deviation)),
                _ => Err(ImpactError::Collinear { column: covariate.name.clone() }),
            }
        })
        .collect()
}

fn unscaled(at: &DVector<f64>, scales: &[(f64, f64)]) -> Vec<f64> {
    let slopes: Vec<f64> = scales.iter().enumerate().map(|(place, (_, deviation))| at[place + 1] / deviation).collect();
    let shift: f64 = slopes.iter().zip(scales).map(|(slope, (mean, _))| slope * mean).sum();
    std::iter::once(at[0] - shift).chain(slopes).collect()
}

fn shortened(
    design: &DMatrix<f64>,
    outcome: &DVector<f64>,
    at: &DVector<f64>,
    step: &DVector<f64>,
    likelihood: f64,
) -> (DVector<f64>, f64) {
    let mut length = 1.0;
    for _ in 0..40 {
        let next = at + step * length;
        let reached = log_likelihood(design, outcome, &next);
        if reached >= likelihood - 1e-13 * likelihood.abs() {
            return (next, reached);
        }
        length /= 2.0;
    }
    (at.clone(), likelihood)
}

fn log_likelihood(design: &DMatrix<f64>, outcome: &DVector<f64>, at: &DVector<f64>) -> f64 {
    let one = |(odds, treated): (&f64, &f64)| {
        let signed = if *treated == 1.0 { -odds } else { *odds };
        // ln(1 + e^x) without overflow.
        -(signed.max(0.0) + (-signed.abs()).exp().ln_1p())
    };
    (design * at).iter().zip(outcome.iter()).map(one).sum()
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

pub(super) fn scaled_rows(matrix: &DMatrix<f64>, weights: &DVector<f64>) -> DMatrix<f64> {
    let mut scaled = matrix.clone();
    for (mut row, weight) in scaled.row_iter_mut().zip(weights.iter()) {
        row *= *weight;
    }
    scaled
}
