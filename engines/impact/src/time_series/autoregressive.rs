//! Regressions whose errors carry over from one period to the next.

use super::segmented::{Fitted, Freedom};
use crate::{Column, ImpactError, linear::Linear};
use nalgebra::{DMatrix, DVector, Matrix2, Vector2};

/// The coefficient stays inside this: beyond it level and error can't be told apart.
const STRONGEST: f64 = 0.98;

/// Correlation of each value with the one before it.
pub(super) fn autocorrelation(residuals: &[f64]) -> f64 {
    let products: f64 = residuals.windows(2).map(|pair| pair[0] * pair[1]).sum();
    let squares: f64 = residuals[..residuals.len() - 1].iter().map(|residual| residual * residual).sum();
    products / squares
}

/// Prais and Winsten's transformation: rows less what carries over from the row before.
fn transformed(design: &DMatrix<f64>, outcome: &DVector<f64>, carry: f64) -> (DMatrix<f64>, DVector<f64>) {
    let first = (1.0 - carry * carry).sqrt();
    let matrix = DMatrix::from_fn(design.nrows(), design.ncols(), |row, at| {
        if row == 0 { first * design[(0, at)] } else { design[(row, at)] - carry * design[(row - 1, at)] }
    });
    let vector = DVector::from_fn(outcome.len(), |row, _| {
        if row == 0 { first * outcome[0] } else { outcome[row] - carry * outcome[row - 1] }
    });
    (matrix, vector)
}

/// (X'X)⁻¹ of columns whose errors carry over so much.
pub(super) fn bread(columns: &[Column], carry: f64) -> Option<DMatrix<f64>> {
    let rows = columns.first()?.values.len();
    let design = DMatrix::from_fn(rows, columns.len(), |row, at| columns[at].values[row]);
    let (design, _) = transformed(&design, &DVector::zeros(rows), carry.clamp(-STRONGEST, STRONGEST));
    (design.transpose() * design).try_inverse()
}

fn fit_with(plain: &Linear, outcome: &DVector<f64>, carry: f64) -> Result<Linear, ImpactError> {
    let (design, values) = transformed(&plain.design, outcome, carry);
    Linear::of(design, &values, &[])
}

/// Prais and Winsten, *Cowles Commission Discussion Paper* 383 (1954), repeated until the coefficient settles.
pub(super) fn prais_winsten(plain: &Linear, outcome: &[f64]) -> Result<Fitted, ImpactError> {
    let outcome = DVector::from_column_slice(outcome);
    let mut carry = autocorrelation(plain.residuals.as_slice());
    for _ in 0..500 {
        let fit = fit_with(plain, &outcome, carry.clamp(-STRONGEST, STRONGEST))?;
        let residuals = &outcome - &plain.design * &fit.coefficients;
        let next = autocorrelation(residuals.as_slice()).clamp(-STRONGEST, STRONGEST);
        if (next - carry).abs() < 1e-12 {
            let covariance = &fit.bread * fit.scale();
            let freedom = Freedom::Fixed(fit.free());
            return Ok(Fitted { coefficients: fit.coefficients, covariance, autocorrelation: next, freedom });
        }
        carry = next;
    }
    Err(ImpactError::NotConverged)
}

/// Twice the restricted log-likelihood, its scale taken at its best, without constants.
fn criterion(plain: &Linear, outcome: &DVector<f64>, carry: f64) -> f64 {
    match fit_with(plain, outcome, carry) {
        Ok(fit) => -fit.free() * fit.scale().ln() + (1.0 - carry * carry).ln() + log_determinant(&fit.bread),
        Err(_) => f64::NEG_INFINITY,
    }
}

fn log_determinant(positive: &DMatrix<f64>) -> f64 {
    positive
        .clone()
        .cholesky()
        .map_or(f64::NEG_INFINITY, |factor| factor.l_dirty().diagonal().iter().map(|value| 2.0 * value.ln()).sum())
}

/// Restricted maximum likelihood over the coefficient: a grid, then golden section.
pub(super) fn restricted(plain: &Linear, outcome: &[f64]) -> Result<Fitted, ImpactError> {
    let outcome = DVector::from_column_slice(outcome);
    let value = |carry: f64| criterion(plain, &outcome, carry);
    let grid = |at: i32| f64::from(at) * STRONGEST / 8.0;
    let best = (-8..=8).max_by(|one, other| value(grid(*one)).total_cmp(&value(grid(*other)))).unwrap_or(0);
    let (mut low, mut high) = (grid((best - 1).max(-8)), grid((best + 1).min(8)));
    let ratio = (5.0_f64.sqrt() - 1.0) / 2.0;
    while high - low > 1e-9 {
        let (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
        if value(left) >= value(right) {
            high = right;
        } else {
            low = left;
        }
    }
    let carry = (low + high) / 2.0;
    let fit = fit_with(plain, &outcome, carry)?;
    let covariance = &fit.bread * fit.scale();
    let freedom = match Satterthwaite::of(plain, &outcome, carry, fit.scale()) {
        Some(known) => Freedom::Satterthwaite(known),
        None => Freedom::Fixed(fit.free()),
    };
    Ok(Fitted { coefficients: fit.coefficients, covariance, autocorrelation: carry, freedom })
}

/// Degrees of freedom of a combination, from how surely scale and coefficient are known (Satterthwaite, *Biometrics
/// Bulletin* 2 (1946), 110-114; Fai and Cornelius 1996).
pub(super) struct Satterthwaite {
    /// Covariance of the coefficients where the scale's logarithm and the coefficient are moved a little up and down.
    at: DMatrix<f64>,
    up: DMatrix<f64>,
    down: DMatrix<f64>,
    step: f64,
    /// Covariance of the scale's logarithm and the coefficient.
    known: Matrix2<f64>,
    most: f64,
}

impl Satterthwaite {
    fn of(plain: &Linear, outcome: &DVector<f64>, carry: f64, scale: f64) -> Option<Self> {
        let step = 1e-3;
        let here = carry.clamp(-STRONGEST + step, STRONGEST - step);
        let free = plain.free();
        // Restricted log-likelihood of the scale's logarithm and the coefficient.
        let likelihood = |logarithm: f64, carry: f64| -> Option<f64> {
            let fit = fit_with(plain, outcome, carry).ok()?;
            let squares = fit.scale() * free;
            Some(
                (-free * logarithm - squares / logarithm.exp()
                    + (1.0 - carry * carry).ln()
                    + log_determinant(&fit.bread))
                    / 2.0,
            )
        };
        let base = scale.ln();
        let f = |a: f64, b: f64| likelihood(base + a * step, here + b * step);
        let middle = f(0.0, 0.0)?;
        let square = step * step;
        let first = (f(1.0, 0.0)? - 2.0 * middle + f(-1.0, 0.0)?) / square;
        let second = (f(0.0, 1.0)? - 2.0 * middle + f(0.0, -1.0)?) / square;
        let cross = (f(1.0, 1.0)? - f(1.0, -1.0)? - f(-1.0, 1.0)? + f(-1.0, -1.0)?) / (4.0 * square);
        let known = Matrix2::new(-first, -cross, -cross, -second).try_inverse()?;
        if known[(0, 0)] <= 0.0 || known[(1, 1)] <= 0.0 {
            return None;
        }
        let covariance = |carry: f64| fit_with(plain, outcome, carry).ok().map(|fit| fit.bread * scale);
        Some(Self {
            at: covariance(here)?,
            up: covariance(here + step)?,
            down: covariance(here - step)?,
            step,
            known,
            most: free,
        })
    }

    pub(super) fn free(&self, weights: &DVector<f64>) -> f64 {
        let along = |matrix: &DMatrix<f64>| (weights.transpose() * matrix * weights)[(0, 0)];
        let variance = along(&self.at);
        // The variance is proportional to the scale, so its derivative to the logarithm is itself.
        let slope = Vector2::new(variance, (along(&self.up) - along(&self.down)) / (2.0 * self.step));
        let uncertain = (slope.transpose() * self.known * slope)[0];
        (2.0 * variance * variance / uncertain).clamp(1.0, self.most)
    }
}
