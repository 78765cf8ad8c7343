//! Regression with any number of fixed effects and clustered standard errors, for tables of ten million rows.
//!
//! Two effects of which one has few levels (units and periods) are taken out exactly: the effects of the few levels
//! solve a small system, which is gathered in one pass over the data; a second pass gives the coefficients and a third
//! the standard errors. On a balanced panel the system is diagonal. Any other effects solve a sparse system of all levels
//! but those of the largest effect; where it would be no sparser than the data, or does not settle, the preconditioned
//! Krylov solver of the crate `within` takes out the effects, column by column.

mod conjugate;
mod direct;
mod iterative;
mod order;
mod products;
mod reduced;

use crate::{Estimate, ImpactError, Level, cholesky::Cholesky, comparison::count_codes};
use order::Ordered;
use serde::Serialize;

/// Columns of one value per row. Effects and clusters are coded 0, 1, 2 ... without gaps.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    pub outcome: &'a [f64],
    pub regressors: &'a [&'a [f64]],
    pub effects: &'a [&'a [u32]],
    pub cluster: &'a [u32],
    pub weights: Option<&'a [f64]>,
}

/// How the effects were taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Every unit in every period: no system has to be solved.
    Balanced,
    /// A small system for the effects with few levels.
    Direct,
    /// By steps that end when nothing changes.
    Iterative,
}

/// Coefficients with their clustered covariance (CR1).
#[derive(Debug, Clone, PartialEq)]
pub struct FixedEffects {
    pub coefficients: Vec<f64>,
    /// Row by row.
    pub covariance: Vec<f64>,
    pub rows: usize,
    /// Rows that are alone in a level of an effect and were left out.
    pub left_out: usize,
    pub clusters: usize,
    /// Parameters counted in the small-sample factor.
    pub parameters: usize,
    pub route: Route,
    /// How often the data were gone through.
    pub passes: usize,
}

impl FixedEffects {
    /// One coefficient with Student's interval on the clusters less one.
    ///
    /// # Errors
    /// Those of [`Estimate::student`].
    pub fn estimate(&self, at: usize, level: Level) -> Result<Estimate, ImpactError> {
        let size = self.coefficients.len();
        let error = self.covariance[at * size + at].sqrt();
        let free = (self.clusters - 1) as f64;
        Estimate::student(self.coefficients[at], error, free, self.rows, Some(self.clusters), level)
    }
}

/// Regresses the outcome on the regressors and the effects.
///
/// Rows that are alone in a level are left out, as they carry no information (Correia 2015). Sums are taken in pieces
/// that depend on the data only and are added in their order, so the result is the same to the last bit for any number
/// of threads. The small-sample factor counts as fixest's does.
///
/// ```
/// use lustrum_impact::fixed_effects::{Route, Rows, fixed_effects};
/// let unit = [0, 0, 1, 1, 2, 2, 3, 3];
/// let period = [0, 1, 0, 1, 0, 1, 0, 1];
/// let treated = [0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
/// let outcome = [10.0, 15.0, 12.0, 16.0, 9.0, 10.5, 11.0, 11.5];
/// let fit = fixed_effects(&Rows {
///     outcome: &outcome, regressors: &[&treated], effects: &[&unit, &period], cluster: &unit, weights: None,
/// })?;
/// assert!((fit.coefficients[0] - 3.5).abs() < 1e-12);
/// assert_eq!((fit.route, fit.passes), (Route::Balanced, 3));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`], [`ImpactError::Collinear`] naming the regressor by its
/// place (`regressor 1`), [`ImpactError::OneCluster`], [`ImpactError::ClustersLeaveNothing`],
/// [`ImpactError::TooManyParameters`], [`ImpactError::OutcomeDoesNotVary`], [`ImpactError::NotConverged`].
pub fn fixed_effects(rows: &Rows<'_>) -> Result<FixedEffects, ImpactError> {
    checked(rows)?;
    let ordered = Ordered::of(rows)?;
    let direct = direct::few_levels(&ordered);
    let (swept, route, passes) = match direct {
        true => direct::sweep(&ordered)?,
        false => match reduced::sweep(&ordered) {
            Some(swept) => swept,
            None => iterative::sweep(&ordered)?,
        },
    };
    let size = ordered.columns.len() - 1;
    let gram = products::gram(&ordered, &swept);
    if !gram.products.iter().all(|value| value.is_finite()) {
        return Err(ImpactError::OutOfRange);
    }
    for at in 0..size {
        // What rounding leaves of a column that the effects explain.
        if gram.at(at, at) <= 1e-18 * gram.spread[at] {
            return Err(ImpactError::Collinear { column: format!("regressor {}", at + 1) });
        }
    }
    let scale: Vec<f64> = (0..size).map(|at| gram.at(at, at).sqrt()).collect();
    let scaled: Vec<f64> =
        (0..size * size).map(|at| gram.at(at / size, at % size) / (scale[at / size] * scale[at % size])).collect();
    let root = Cholesky::of(&scaled, size).ok_or_else(|| ImpactError::Collinear {
        column: format!("regressor {}", first_dependent(&scaled, size) + 1),
    })?;
    let right: Vec<f64> = (0..size).map(|at| gram.at(at, size) / scale[at]).collect();
    let coefficients: Vec<f64> = root.solve(&right).iter().zip(&scale).map(|(value, scale)| value / scale).collect();
    let parameters = size + counted_effects(&ordered);
    if ordered.rows() <= parameters {
        return Err(ImpactError::TooManyParameters { rows: ordered.rows(), parameters });
    }
    let clusters = count_codes(&ordered.cluster);
    if clusters < 2 {
        return Err(ImpactError::OneCluster);
    }
    let scores = products::scores(&ordered, &swept, &coefficients, clusters);
    if scores.residual <= 1e-22 * gram.spread[size] {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    if (0..size).all(|at| scores.together[at * size + at] <= 1e-20 * scores.apart[at]) {
        return Err(ImpactError::ClustersLeaveNothing);
    }
    let (n, g, k) = (ordered.rows() as f64, clusters as f64, parameters as f64);
    let factor = g / (g - 1.0) * (n - 1.0) / (n - k);
    Ok(FixedEffects {
        covariance: sandwich(&root, &scale, &scores.together, factor),
        coefficients,
        rows: ordered.rows(),
        left_out: rows.outcome.len() - ordered.rows(),
        clusters,
        parameters,
        route,
        passes: passes + 2,
    })
}

fn checked(rows: &Rows<'_>) -> Result<(), ImpactError> {
    let count = rows.outcome.len();
    crate::comparison::check("outcome", rows.outcome, count)?;
    for (at, column) in rows.regressors.iter().enumerate() {
        crate::comparison::check(&format!("regressor {}", at + 1), column, count)?;
    }
    if let Some(weights) = rows.weights {
        crate::comparison::check("weights", weights, count)?;
        if let Some(row) = weights.iter().position(|weight| *weight <= 0.0) {
            return Err(ImpactError::WeightNotPositive { row });
        }
    }
    let codes = rows.effects.iter().map(|effect| ("effect", effect.len())).chain([("cluster", rows.cluster.len())]);
    for (column, found) in codes {
        if found != count {
            return Err(ImpactError::LengthsDiffer { column: column.to_owned(), found, expected: count });
        }
    }
    if count == 0 || rows.effects.is_empty() || rows.regressors.is_empty() {
        return Err(ImpactError::Argument("rows, a regressor and an effect are needed"));
    }
    Ok(())
}

fn first_dependent(matrix: &[f64], size: usize) -> usize {
    (1..=size)
        .find(|part| {
            let part = *part;
            let corner: Vec<f64> = (0..part * part).map(|at| matrix[at / part * size + at % part]).collect();
            Cholesky::of(&corner, part).is_none()
        })
        .map_or(0, |part| part - 1)
}

fn sandwich(root: &Cholesky, scale: &[f64], together: &[f64], factor: f64) -> Vec<f64> {
    let size = scale.len();
    let column = |values: &[f64]| -> Vec<f64> {
        let scaled: Vec<f64> = values.iter().zip(scale).map(|(value, scale)| value / scale).collect();
        root.solve(&scaled).iter().zip(scale).map(|(value, scale)| value / scale).collect()
    };
    // Bread times meat, then the other way round: both are symmetric.
    let half: Vec<Vec<f64>> = (0..size).map(|at| column(&together[at * size..(at + 1) * size])).collect();
    let mut covariance = vec![0.0; size * size];
    for at in 0..size {
        let line: Vec<f64> = half.iter().map(|row| row[at]).collect();
        for (other, value) in column(&line).into_iter().enumerate() {
            covariance[at * size + other] = factor * value;
        }
    }
    covariance
}

/// Levels that count as parameters: an effect that is nested in the clusters does not, except for one level of it.
fn counted_effects(rows: &Ordered) -> usize {
    let levels: Vec<usize> = rows.effects.iter().map(|effect| count_codes(effect)).collect();
    let all = levels.iter().sum::<usize>() + 1 - levels.len();
    rows.effects.iter().zip(levels).fold(all, |counted, (effect, levels)| {
        let mut cluster_of = vec![u32::MAX; levels];
        let nested = effect.iter().zip(rows.cluster.iter()).all(|(code, cluster)| {
            let known = &mut cluster_of[*code as usize];
            if *known == u32::MAX {
                *known = *cluster;
            }
            *known == *cluster
        });
        if nested { counted + 1 - levels } else { counted }
    })
}
