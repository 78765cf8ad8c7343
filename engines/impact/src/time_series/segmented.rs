//! Segmented regression: a line before the start and another after it.

use super::{Series, autoregressive};
use crate::{Column, Estimate, Horizon, ImpactError, Level, estimate::horizons, linear::Linear};
use nalgebra::{DMatrix, DVector};
use serde::Serialize;

/// How the standard errors allow for neighbouring periods that resemble each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Errors {
    /// Autoregressive of order one, its coefficient by restricted maximum likelihood, degrees of freedom after
    /// Satterthwaite: the most reliable in short series (Turner et al., *BMC Medical Research Methodology* 21 (2021), 181).
    Restricted,
    /// Autoregressive of order one by Prais and Winsten, repeated until it settles.
    PraisWinsten,
    /// Newey and West with this many lags (*Econometrica* 55 (1987), 703-708), times n / (n - k).
    NeweyWest { lags: usize },
}

/// How the series changed at the start.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Segmented {
    /// Jump in the first period after the start.
    pub level: Estimate,
    /// Change of the slope, per period.
    pub slope: Estimate,
    /// Mean of the changes over all periods after the start.
    pub mean: Estimate,
    /// Change in the last period.
    pub end: Estimate,
    /// Sum of the changes over all periods after the start.
    pub cumulative: Estimate,
    /// The change after one period, three, six, a year and so on, and in the last.
    pub horizons: Vec<Horizon>,
    /// Correlation of neighbouring residuals, in -1..=1.
    pub autocorrelation: f64,
    /// Durbin and Watson's statistic of the unadjusted residuals; 2 where neighbours don't resemble each other.
    pub durbin_watson: f64,
    /// What would have been without the start: one value per period, from the first period on.
    pub expected: Vec<f64>,
}

/// Segmented regression of an interrupted series: intercept, trend, jump at the start, change of trend, season, controls.
///
/// The change of trend counts from zero in the first period after the start, so that the jump is the change there.
/// Source: Wagner et al., *Journal of Clinical Pharmacy and Therapeutics* 27 (2002), 299-309.
///
/// ```
/// use lustrum_impact::{Level, time_series::{Errors, Series, segmented_regression}};
/// let wobble = |t: usize| ((t * 7 + t * t * 3) % 11) as f64 / 11.0;
/// let outcome = (0..24).map(|t| 10.0 + 0.2 * t as f64 + wobble(t) - if t >= 12 { 3.0 } else { 0.0 }).collect();
/// let found = segmented_regression(&Series::new(outcome, 12)?, Errors::NeweyWest { lags: 2 }, Level::default())?;
/// assert!((found.mean.effect + 3.0).abs() < 0.5);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::TooManyParameters`], [`ImpactError::Collinear`] naming a control, [`ImpactError::OutcomeDoesNotVary`]
/// when both lines fit without remainder, [`ImpactError::Argument`] when there are as many lags as periods.
pub fn segmented_regression(series: &Series, errors: Errors, level: Level) -> Result<Segmented, ImpactError> {
    let n = series.outcome.len();
    let columns = columns(series);
    let plain = Linear::fit(&columns, &series.outcome)?;
    let spread: crate::Moments = series.outcome.iter().collect();
    if plain.residuals.norm_squared() <= 1e-24 * spread.squares() || spread.squares() == 0.0 {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    let fit = match errors {
        Errors::NeweyWest { lags } if lags >= n => {
            return Err(ImpactError::Argument("fewer lags than periods are needed"));
        }
        Errors::NeweyWest { lags } => Fitted::newey_west(&plain, lags),
        Errors::PraisWinsten => autoregressive::prais_winsten(&plain, &series.outcome)?,
        Errors::Restricted => autoregressive::restricted(&plain, &series.outcome)?,
    };
    let after = series.after() as f64;
    let combination = |jump: f64, turn: f64| {
        let mut weights = DVector::zeros(columns.len());
        weights[2] = jump;
        weights[3] = turn;
        let effect = fit.coefficients.dot(&weights);
        Estimate::student(effect, fit.error(&weights), fit.free(&weights), n, None, level)
    };
    let told = horizons(series.after()).into_iter().map(|periods| {
        let turn = periods as f64 - 1.0;
        Ok(Horizon { periods, change: combination(1.0, turn)?, mean: combination(1.0, turn / 2.0)? })
    });
    let told: Vec<Horizon> = told.collect::<Result<_, ImpactError>>()?;
    let mut without = fit.coefficients.clone();
    without[2] = 0.0;
    without[3] = 0.0;
    Ok(Segmented {
        level: combination(1.0, 0.0)?,
        slope: combination(0.0, 1.0)?,
        mean: combination(1.0, (after - 1.0) / 2.0)?,
        end: combination(1.0, after - 1.0)?,
        cumulative: combination(after, after * (after - 1.0) / 2.0)?,
        horizons: told,
        autocorrelation: fit.autocorrelation,
        durbin_watson: durbin_watson(plain.residuals.as_slice()),
        expected: (&plain.design * without).iter().copied().collect(),
    })
}

/// How the standard error of the mean change would be, as a share of what it is, had the series this many periods from the
/// start on and went on as it did. It may grow: the longer the course before has to be carried on, the less is known of it.
///
/// `None` with controls, whose later values nobody knows, and where the fit says nothing.
///
/// ```
/// use lustrum_impact::{Level, time_series::{Errors, Series, error_with, segmented_regression}};
/// let wobble = |t: usize| ((t * 7 + t * t * 3) % 11) as f64 / 11.0;
/// let series = Series::new((0..24).map(wobble).collect(), 20)?;
/// let found = segmented_regression(&series, Errors::Restricted, Level::default())?;
/// assert!((error_with(&series, &found, 4).unwrap() - 1.0).abs() < 1e-9);
/// assert!(error_with(&series, &found, 6).unwrap() > 0.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
pub fn error_with(series: &Series, found: &Segmented, after: usize) -> Option<f64> {
    if !series.controls.is_empty() || after < 2 {
        return None;
    }
    let variance = |after: usize| -> Option<f64> {
        let longer = Series { outcome: vec![0.0; series.start + after], ..series.clone() };
        let columns = columns(&longer);
        let bread = autoregressive::bread(&columns, found.autocorrelation)?;
        let turn = (after as f64 - 1.0) / 2.0;
        Some(bread[(2, 2)] + 2.0 * turn * bread[(2, 3)] + turn * turn * bread[(3, 3)])
    };
    let (now, then) = (variance(series.after())?, variance(after)?);
    (now > 0.0 && then > 0.0).then(|| (then / now).sqrt())
}

fn columns(series: &Series) -> Vec<Column> {
    let n = series.outcome.len();
    let over = |of: &dyn Fn(usize) -> f64| (0..n).map(of).collect::<Vec<f64>>();
    let since = |at: usize| at.saturating_sub(series.start) as f64;
    let mut columns = vec![
        Column::new("intercept", vec![1.0; n]),
        Column::new("trend", over(&|at| at as f64)),
        Column::new("jump", over(&|at| f64::from(u8::from(at >= series.start)))),
        Column::new("change of trend", over(&since)),
    ];
    columns.extend(series.movers());
    columns
}

/// Coefficients with their covariance and the degrees of freedom of a combination of them.
pub(super) struct Fitted {
    pub(super) coefficients: DVector<f64>,
    pub(super) covariance: DMatrix<f64>,
    pub(super) autocorrelation: f64,
    pub(super) freedom: Freedom,
}

pub(super) enum Freedom {
    Fixed(f64),
    Satterthwaite(autoregressive::Satterthwaite),
}

impl Fitted {
    fn newey_west(plain: &Linear, lags: usize) -> Self {
        let (n, k) = (plain.rows(), plain.parameters());
        let score = |row: usize| plain.design.row(row).transpose() * plain.residuals[row];
        let mut meat = DMatrix::zeros(k, k);
        for lag in 0..=lags {
            let weight = 1.0 - lag as f64 / (lags + 1) as f64;
            for row in lag..n {
                let product = score(row) * score(row - lag).transpose();
                meat += if lag == 0 { product } else { (&product + product.transpose()) * weight };
            }
        }
        let covariance = &plain.bread * meat * &plain.bread * (n as f64 / plain.free());
        Self {
            coefficients: plain.coefficients.clone(),
            covariance,
            autocorrelation: autoregressive::autocorrelation(plain.residuals.as_slice()),
            freedom: Freedom::Fixed(plain.free()),
        }
    }

    fn error(&self, weights: &DVector<f64>) -> f64 {
        (weights.transpose() * &self.covariance * weights)[(0, 0)].max(0.0).sqrt()
    }

    fn free(&self, weights: &DVector<f64>) -> f64 {
        match &self.freedom {
            Freedom::Fixed(free) => *free,
            Freedom::Satterthwaite(known) => known.free(weights),
        }
    }
}

fn durbin_watson(residuals: &[f64]) -> f64 {
    let steps: f64 = residuals.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum();
    steps / residuals.iter().map(|residual| residual * residual).sum::<f64>()
}
