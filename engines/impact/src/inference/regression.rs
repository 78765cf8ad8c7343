//! One coefficient of a regression, with the errors that the data call for.

use crate::{Column, Estimate, ImpactError, Level, comparison::count_codes, linear::Linear};
use nalgebra::{DMatrix, DVector};

/// What the standard error allows for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RobustErrors<'a> {
    /// Unequal variances, times n / (n - k).
    Hc1,
    /// Each squared residual over 1 - leverage: unbiased where variances are equal.
    Hc2,
    /// Over (1 - leverage)²: close to the jackknife, cautious in small samples.
    Hc3,
    /// Clusters, coded 0, 1, 2 ..., with the factors G / (G - 1) and (n - 1) / (n - k); G - 1 degrees of freedom.
    Cr1(&'a [u32]),
    /// Clusters, residuals adjusted for leverage, degrees of freedom of Bell and McCaffrey: for few or uneven clusters.
    Cr2(&'a [u32]),
}

/// The coefficient of the column `at` (from zero) in a regression of `outcome` on `columns`.
///
/// Sources: MacKinnon and White, *Journal of Econometrics* 29 (1985), 305-325 (HC); Cameron and Miller, *Journal of Human
/// Resources* 50 (2015), 317-372 (CR1); Bell and McCaffrey, *Survey Methodology* 28 (2002), 169-181, and Imbens and
/// Kolesár, *Review of Economics and Statistics* 98 (2016), 701-712 (CR2 with its degrees of freedom).
///
/// ```
/// use lustrum_impact::{Column, Level, inference::{RobustErrors, regression_coefficient}};
/// let columns = [Column::new("intercept", vec![1.0; 6]), Column::new("trained", vec![0.0, 0.0, 0.0, 1.0, 1.0, 1.0])];
/// let outcome = [1.0, 2.0, 3.0, 5.0, 4.0, 6.0];
/// let found = regression_coefficient(&columns, &outcome, 1, RobustErrors::Hc2, Level::default())?;
/// assert!((found.effect - 3.0).abs() < 1e-12 && (found.standard_error - (2.0_f64 / 3.0).sqrt()).abs() < 1e-12);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`], [`ImpactError::TooManyParameters`],
/// [`ImpactError::Collinear`], [`ImpactError::OneCluster`], [`ImpactError::ClustersLeaveNothing`],
/// [`ImpactError::OutcomeDoesNotVary`], [`ImpactError::Argument`] when there is no such column.
pub fn regression_coefficient(
    columns: &[Column],
    outcome: &[f64],
    at: usize,
    errors: RobustErrors<'_>,
    level: Level,
) -> Result<Estimate, ImpactError> {
    if at >= columns.len() {
        return Err(ImpactError::Argument("there is no such column"));
    }
    let fit = Linear::fit(columns, outcome)?;
    let mut combination = DVector::zeros(columns.len());
    combination[at] = 1.0;
    let effect = fit.coefficients[at];
    let n = fit.rows();
    let influence = fit.influence(&combination);
    let summed = |power: i32| -> f64 {
        let leverages = fit.leverages();
        let one = |row: usize| (influence[row] * fit.residuals[row]).powi(2) / (1.0 - leverages[row]).powi(power);
        (0..n).map(one).sum()
    };
    match errors {
        RobustErrors::Hc1 => {
            Estimate::student(effect, (summed(0) * n as f64 / fit.free()).sqrt(), fit.free(), n, None, level)
        }
        RobustErrors::Hc2 => Estimate::student(effect, summed(1).sqrt(), fit.free(), n, None, level),
        RobustErrors::Hc3 => Estimate::student(effect, summed(2).sqrt(), fit.free(), n, None, level),
        RobustErrors::Cr1(clusters) => {
            let count = checked(clusters, n)?;
            let mut scores = vec![0.0; count];
            for row in 0..n {
                scores[clusters[row] as usize] += influence[row] * fit.residuals[row];
            }
            let small = count as f64 / (count - 1) as f64 * (n - 1) as f64 / fit.free();
            let variance = small * scores.iter().map(|score| score * score).sum::<f64>();
            let whole: f64 = (0..n).map(|row| (influence[row] * fit.residuals[row]).powi(2)).sum();
            if variance <= 1e-20 * whole {
                return Err(ImpactError::ClustersLeaveNothing);
            }
            Estimate::student(effect, variance.sqrt(), (count - 1) as f64, n, Some(count), level)
        }
        RobustErrors::Cr2(clusters) => {
            let count = checked(clusters, n)?;
            let (variance, free) = bell_mccaffrey(&fit, &combination, clusters, count);
            if variance.is_nan() || variance <= 0.0 || !free.is_finite() {
                return Err(ImpactError::ClustersLeaveNothing);
            }
            Estimate::student(effect, variance.sqrt(), free, n, Some(count), level)
        }
    }
}

pub(super) fn checked(clusters: &[u32], rows: usize) -> Result<usize, ImpactError> {
    if clusters.len() != rows {
        let column = "cluster".to_owned();
        return Err(ImpactError::LengthsDiffer { column, found: clusters.len(), expected: rows });
    }
    let count = count_codes(clusters);
    if count < 2 { Err(ImpactError::OneCluster) } else { Ok(count) }
}

/// Variance and degrees of freedom of a combination of the coefficients.
fn bell_mccaffrey(fit: &Linear, combination: &DVector<f64>, clusters: &[u32], count: usize) -> (f64, f64) {
    let width = fit.parameters();
    let mut members = vec![Vec::new(); count];
    for (row, cluster) in clusters.iter().enumerate() {
        members[*cluster as usize].push(row);
    }
    let half = fit.bread.clone().cholesky().map_or_else(|| DMatrix::zeros(width, width), |factor| factor.l());
    let influence = fit.influence(combination);
    let mut variance = 0.0;
    let mut lengths = Vec::with_capacity(count);
    let mut pulls = Vec::with_capacity(count);
    for rows in &members {
        let own = fit.design.select_rows(rows);
        let mut adjusted = DVector::from_iterator(rows.len(), rows.iter().map(|row| influence[*row]));
        adjust(&(&own * &half), &mut adjusted);
        variance += rows.iter().zip(adjusted.iter()).map(|(row, one)| fit.residuals[*row] * one).sum::<f64>().powi(2);
        lengths.push(adjusted.norm_squared());
        pulls.push(own.transpose() * adjusted);
    }
    // tr(G'G) and the squares of G'G, where G holds a column per cluster.
    let (mut trace, mut squares) = (0.0, 0.0);
    for (one, pull) in pulls.iter().enumerate() {
        let carried = &fit.bread * pull;
        for (other, its_pull) in pulls.iter().enumerate() {
            let shared = if one == other { lengths[one] } else { 0.0 } - carried.dot(its_pull);
            squares += shared * shared;
            if one == other {
                trace += shared;
            }
        }
    }
    (variance, trace * trace / squares)
}

/// (I - UU')^(-1/2) times a vector, by the few directions of U; a direction that leaves nothing is left out.
fn adjust(u: &DMatrix<f64>, vector: &mut DVector<f64>) {
    let eigen = (u.transpose() * u).symmetric_eigen();
    let mut along = eigen.eigenvectors.transpose() * (u.transpose() * &*vector);
    for (value, share) in along.iter_mut().zip(eigen.eigenvalues.iter()) {
        *value *= if *share < 1e-12 {
            0.5
        } else if *share > 1.0 - 1e-10 {
            -1.0 / share
        } else {
            ((1.0 - share).powf(-0.5) - 1.0) / share
        };
    }
    *vector += u * (eigen.eigenvectors * along);
}
