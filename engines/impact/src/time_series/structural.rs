//! A structural time-series model of the time before the start, forecast past it: what would have been.

use super::Series;
use crate::{Estimate, ImpactError, Interval, Level, linear::Linear, nelder_mead::minimise, student};
use nalgebra::{DMatrix, DVector};
use serde::Serialize;

/// So many steps from no share of the variance to all of it.
const GRID: usize = 24;

/// What moves slowly underneath.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// A level that wanders.
    LocalLevel,
    /// A level with a slope; both wander. Its forecasts widen fast.
    LocalLinear,
}

/// What would have been, and how far the series left it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counterfactual {
    /// Forecast for each period after the start, with its interval.
    pub expected: Vec<f64>,
    pub expected_interval: Vec<Interval>,
    /// Mean of observed minus expected after the start.
    pub mean: Estimate,
    /// In the last period.
    pub end: Estimate,
    /// Sum over the periods after the start.
    pub cumulative: Estimate,
    /// Variance of what is new in each period: irregular, level, slope (0 for a local level).
    pub variances: [f64; 3],
    /// Restricted log-likelihood of the periods before the start: that of an exact diffuse Kalman filter up to a constant.
    pub log_likelihood: f64,
}

/// Fits level (and slope), season and controls to the periods before the start by restricted maximum likelihood with a
/// Kalman filter, and forecasts from the start on. Starting values and regression coefficients are diffuse: their
/// uncertainty is in the interval. How much the level wanders is taken at its best for the forecast; the errors of the
/// effects also hold how little a series tells of it.
///
/// Sources: Harvey, *Forecasting, Structural Time Series Models and the Kalman Filter* (1989), ch. 4; de Jong, *Annals of
/// Statistics* 19 (1991), 1073-1083 (the augmented filter); Brodersen et al., *Annals of Applied Statistics* 9 (2015),
/// 247-274 (the use for effects).
///
/// ```
/// use lustrum_impact::{Level, time_series::{Series, Trend, structural_counterfactual}};
/// let wobble = |t: usize| ((t * 7 + t * t * 3) % 11) as f64 / 11.0;
/// let outcome = (0..30).map(|t| 10.0 + wobble(t) - if t >= 20 { 3.0 } else { 0.0 }).collect();
/// let found = structural_counterfactual(&Series::new(outcome, 20)?, Trend::LocalLevel, Level::default())?;
/// assert!(found.mean.interval.low < -3.0 && found.mean.interval.high > -3.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::TooManyParameters`], [`ImpactError::Collinear`], [`ImpactError::OutcomeDoesNotVary`].
pub fn structural_counterfactual(series: &Series, trend: Trend, level: Level) -> Result<Counterfactual, ImpactError> {
    let model = Model::of(series, trend)?;
    let shares = model.best();
    let fit = model.fit(&shares).ok_or(ImpactError::OutcomeDoesNotVary)?;
    let scale = fit.regression.scale();
    let forecast = model.forecast(&shares, &fit);
    let after = series.after();
    let free = fit.regression.free();
    let t = student::two_sided_quantile(level.value(), free);
    let others = model.others();
    let combined = |weights: &DVector<f64>| {
        let effect = weights.dot(&forecast.gaps);
        let mut variance = (weights.transpose() * &forecast.covariance * weights)[(0, 0)] * scale;
        // How much the level wanders is known no better than the series tells it.
        if !others.is_empty() {
            let each = others.iter().map(|other| {
                let own = (weights.transpose() * &other.forecast.covariance * weights)[(0, 0)] * other.scale;
                other.weight * (own + (weights.dot(&other.forecast.gaps) - effect).powi(2))
            });
            variance = variance.max(each.sum());
        }
        Estimate::student(effect, variance.sqrt(), free, series.start, None, level)
    };
    let expected: Vec<f64> = (0..after).map(|at| series.outcome[series.start + at] - forecast.gaps[at]).collect();
    let expected_interval = expected
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let half = t * (forecast.covariance[(at, at)] * scale).sqrt();
            Interval { low: value - half, high: value + half, level }
        })
        .collect();
    let mut last = DVector::zeros(after);
    last[after - 1] = 1.0;
    Ok(Counterfactual {
        expected,
        expected_interval,
        mean: combined(&DVector::from_element(after, 1.0 / after as f64))?,
        end: combined(&last)?,
        cumulative: combined(&DVector::from_element(after, 1.0))?,
        variances: shares.map(|share| share * scale),
        log_likelihood: fit.log_likelihood,
    })
}

/// Outcome and regressors over all periods; the level's and the slope's starting values are regressors too.
struct Model<'a> {
    series: &'a Series,
    trend: Trend,
    regressors: DMatrix<f64>,
}

struct Filtered {
    regression: Linear,
    log_likelihood: f64,
    /// State of the outcome and of each regressor after the last period before the start.
    states: Vec<[f64; 2]>,
    /// Its covariance, in units of the scale: level, level with slope, slope.
    spread: [f64; 3],
}

/// Another split of the variance, and how much the series speaks for it; the weights add up to 1.
struct Other {
    weight: f64,
    scale: f64,
    forecast: Forecast,
}

struct Forecast {
    /// Observed minus forecast.
    gaps: DVector<f64>,
    /// In units of the scale.
    covariance: DMatrix<f64>,
}

impl<'a> Model<'a> {
    fn of(series: &'a Series, trend: Trend) -> Result<Self, ImpactError> {
        let n = series.outcome.len();
        let mut columns = vec![vec![1.0; n]];
        if trend == Trend::LocalLinear {
            columns.push((0..n).map(|at| at as f64).collect());
        }
        columns.extend(series.movers().into_iter().map(|column| column.values));
        if series.start <= columns.len() + 1 {
            return Err(ImpactError::TooManyParameters { rows: series.start, parameters: columns.len() + 1 });
        }
        let regressors = DMatrix::from_fn(n, columns.len(), |row, at| columns[at][row]);
        let model = Self { series, trend, regressors };
        // A control that is constant before the start can't be told from the level.
        let design = model.regressors.rows(0, series.start).into_owned();
        let outcome = DVector::from_column_slice(&series.outcome[..series.start]);
        let plain = Linear::of(design, &outcome, &[])?;
        if plain.residuals.norm_squared() <= 1e-24 * outcome.norm_squared() {
            return Err(ImpactError::OutcomeDoesNotVary);
        }
        Ok(model)
    }

    /// The shares of irregular, level and slope with the highest likelihood.
    fn best(&self) -> [f64; 3] {
        let shares = |at: &[f64]| {
            let weights: Vec<f64> =
                std::iter::once(1.0).chain(at.iter().map(|one| one.clamp(-40.0, 40.0).exp())).collect();
            let sum: f64 = weights.iter().sum();
            [weights[0] / sum, weights[1] / sum, weights.get(2).map_or(0.0, |weight| weight / sum)]
        };
        let cost = |at: &[f64]| self.fit(&shares(at)).map_or(f64::INFINITY, |fit| -fit.log_likelihood);
        let starts: &[&[f64]] = match self.trend {
            Trend::LocalLevel => &[&[-8.0], &[-2.0], &[2.0]],
            Trend::LocalLinear => &[&[-2.0, -6.0], &[-10.0, -10.0], &[2.0, -2.0], &[-10.0, -3.0]],
        };
        let found = starts.iter().map(|start| minimise(start, 1.0, cost));
        let best = found.min_by(|one, other| one.1.total_cmp(&other.1));
        best.map_or([1.0, 0.0, 0.0], |(at, _)| shares(&at))
    }

    /// All splits on a grid, weighted by their likelihood; beforehand a root of a share above 0.7 has one chance in ten
    /// (a prior that prefers the simpler course: Simpson et al., *Statistical Science* 32 (2017), 1-28).
    fn others(&self) -> Vec<Other> {
        let roots = || (0..GRID).map(|at| (at as f64 + 0.5) / GRID as f64);
        let splits: Vec<[f64; 3]> = match self.trend {
            Trend::LocalLevel => roots().map(|level| [1.0 - level * level, level * level, 0.0]).collect(),
            Trend::LocalLinear => roots()
                .flat_map(|level| roots().map(move |slope| (level * level, slope * slope)))
                .filter(|(level, slope)| level + slope < 1.0)
                .map(|(level, slope)| [1.0 - level - slope, level, slope])
                .collect(),
        };
        let mut others: Vec<(f64, Other)> = splits
            .iter()
            .filter_map(|shares| {
                let fit = self.fit(shares)?;
                let other = Other { weight: 0.0, scale: fit.regression.scale(), forecast: self.forecast(shares, &fit) };
                let beforehand = 0.1_f64.ln() / 0.7 * (shares[1].sqrt() + shares[2].sqrt());
                Some((fit.log_likelihood + beforehand, other))
            })
            .collect();
        let best = others.iter().map(|(likelihood, _)| *likelihood).fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = others.iter().map(|(likelihood, _)| (likelihood - best).exp()).sum();
        others.iter_mut().for_each(|(likelihood, other)| other.weight = (*likelihood - best).exp() / sum);
        others.into_iter().map(|(_, other)| other).collect()
    }

    /// The filter from a state around zero, over the outcome and over every regressor, and the regression of the
    /// innovations that is left.
    fn fit(&self, [irregular, level, slope]: &[f64; 3]) -> Option<Filtered> {
        let (before, width) = (self.series.start, self.regressors.ncols());
        let value = |row: usize, at: usize| {
            if at == 0 { self.series.outcome[row] } else { self.regressors[(row, at - 1)] }
        };
        let mut states = vec![[0.0; 2]; width + 1];
        // The starting values are regressors too, so any variance of theirs gives the same answer; one keeps the digits.
        let mut spread = [1.0, 0.0, if self.trend == Trend::LocalLinear { 1.0 } else { 0.0 }];
        let mut innovations = DMatrix::zeros(before, width + 1);
        let mut logarithms = 0.0;
        for row in 0..before {
            let variance = spread[0] + irregular;
            logarithms += variance.ln();
            let gain = [spread[0] / variance, spread[1] / variance];
            for (at, state) in states.iter_mut().enumerate() {
                let innovation = value(row, at) - state[0];
                innovations[(row, at)] = innovation / variance.sqrt();
                *state = [state[0] + gain[0] * innovation, state[1] + gain[1] * innovation];
            }
            let updated =
                [spread[0] - gain[0] * spread[0], spread[1] - gain[0] * spread[1], spread[2] - gain[1] * spread[1]];
            spread = stepped(updated, *level, *slope);
            states.iter_mut().for_each(|state| state[0] += state[1]);
        }
        let design = innovations.columns(1, width).into_owned();
        let outcome = innovations.column(0).into_owned();
        let regression = Linear::of(design, &outcome, &[]).ok()?;
        let free = regression.free();
        let scale = regression.scale();
        let factor = regression.bread.clone().cholesky()?;
        let determinant: f64 = factor.l_dirty().diagonal().iter().map(|one| 2.0 * one.ln()).sum();
        let log_likelihood = -(free * (std::f64::consts::TAU.ln() + scale.ln() + 1.0) + logarithms - determinant) / 2.0;
        log_likelihood.is_finite().then_some(Filtered { regression, log_likelihood, states, spread })
    }

    fn forecast(&self, [irregular, level, slope]: &[f64; 3], fit: &Filtered) -> Forecast {
        let after = self.series.after();
        let width = self.regressors.ncols();
        let mut design = DMatrix::zeros(after, width);
        let mut gaps = DVector::zeros(after);
        let mut covariance = DMatrix::zeros(after, after);
        let mut states = fit.states.clone();
        let mut spread = fit.spread;
        for at in 0..after {
            let row = self.series.start + at;
            for column in 0..width {
                design[(at, column)] = self.regressors[(row, column)] - states[column + 1][0];
            }
            gaps[at] = self.series.outcome[row] - states[0][0];
            // What is unsure here is carried on: the level as it is, the slope once per period.
            for later in at..after {
                let shared = spread[0] + (later - at) as f64 * spread[1];
                covariance[(at, later)] = shared;
                covariance[(later, at)] = shared;
            }
            covariance[(at, at)] += irregular;
            spread = stepped(spread, *level, *slope);
            states.iter_mut().for_each(|state| state[0] += state[1]);
        }
        gaps -= &design * &fit.regression.coefficients;
        covariance += &design * &fit.regression.bread * design.transpose();
        Forecast { gaps, covariance }
    }
}

/// Covariance of level and slope one period on.
fn stepped([level, both, slope]: [f64; 3], new_level: f64, new_slope: f64) -> [f64; 3] {
    [level + 2.0 * both + slope + new_level, both + slope, slope + new_slope]
}
