//! Ordinary least squares by orthogonalisation, with robust and clustered variances.

use crate::{Column, ImpactError};

/// A column whose part outside the earlier columns is smaller than this share of itself is a
/// combination of them.
const DEPENDENT: f64 = 1e-10;

/// A fitted linear regression of an outcome on named columns (an intercept is a column like any
/// other).
///
/// The columns are made orthogonal by modified Gram-Schmidt, twice, which is as accurate as
/// Householder reflections and never forms the squared matrix (Giraud, Langou and Rozložník,
/// *Computers & Mathematics with Applications* 50 (2005), 1069-1075).
///
/// ```
/// use lustrum_impact::{Column, LeastSquares};
/// let one = Column::new("intercept", vec![1.0; 4]);
/// let hours = Column::new("hours", vec![0.0, 1.0, 2.0, 3.0]);
/// let fit = LeastSquares::fit(&[one.clone(), hours.clone()], &[1.0, 3.1, 4.9, 7.0])?;
/// assert!((fit.coefficients()[1] - 1.98).abs() < 1e-12);
/// let twice = Column::new("minutes", vec![0.0, 60.0, 120.0, 180.0]);
/// let refused = LeastSquares::fit(&[one, hours, twice], &[1.0, 3.1, 4.9, 7.0]);
/// assert!(refused.unwrap_err().to_string().starts_with("minutes"));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
#[derive(Debug, Clone)]
pub struct LeastSquares {
    orthogonal: Vec<Vec<f64>>,
    /// Inverse of the triangular factor, upper, row by row.
    inverse: Vec<Vec<f64>>,
    coefficients: Vec<f64>,
    residuals: Vec<f64>,
}

impl LeastSquares {
    /// Fits `outcome` on `columns`; all have one value per row, and there are more rows than columns.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`],
    /// [`ImpactError::TooManyParameters`], [`ImpactError::Collinear`] naming the first column that
    /// the earlier ones determine.
    pub fn fit(columns: &[Column], outcome: &[f64]) -> Result<Self, ImpactError> {
        let rows = outcome.len();
        crate::comparison::check("outcome", outcome, rows)?;
        for column in columns {
            column.checked(rows)?;
        }
        if rows <= columns.len() {
            return Err(ImpactError::TooManyParameters { rows, parameters: columns.len() });
        }
        let mut orthogonal: Vec<Vec<f64>> = Vec::with_capacity(columns.len());
        let mut triangle: Vec<Vec<f64>> = Vec::with_capacity(columns.len());
        for column in columns {
            let mut rest = column.values.clone();
            let before = norm(&rest);
            let mut along = project_out(&orthogonal, &mut rest);
            let length = norm(&rest);
            if !length.is_finite() {
                return Err(ImpactError::OutOfRange);
            }
            if length <= DEPENDENT * before {
                return Err(ImpactError::Collinear { column: column.name.clone() });
            }
            rest.iter_mut().for_each(|value| *value /= length);
            along.push(length);
            orthogonal.push(rest);
            triangle.push(along);
        }
        let mut residuals = outcome.to_vec();
        let along = project_out(&orthogonal, &mut residuals);
        let inverse = invert(&triangle);
        let coefficients = inverse.iter().map(|row| dot(row, &along)).collect();
        Ok(Self { orthogonal, inverse, coefficients, residuals })
    }

    /// One coefficient per column, in the units of the outcome per unit of the column.
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    /// Outcome minus fitted value, one per row.
    pub fn residuals(&self) -> &[f64] {
        &self.residuals
    }

    /// Variance of a coefficient that is robust to unequal variances: HC1, that is White's with
    /// the factor n / (n - k) (MacKinnon and White, *Journal of Econometrics* 29 (1985), 305-325).
    ///
    /// `at` counts the columns from zero.
    pub fn hc1_variance(&self, at: usize) -> f64 {
        let (n, k) = (self.residuals.len(), self.coefficients.len());
        let squares: f64 =
            self.influence(at).zip(&self.residuals).map(|(weight, residual)| (weight * residual).powi(2)).sum();
        squares * n as f64 / (n - k) as f64
    }

    /// Variance of a coefficient that is robust to dependence within clusters: CR1, with the
    /// factors G / (G - 1) and (n - 1) / (n - parameters) (Cameron and Miller, *Journal of Human
    /// Resources* 50 (2015), 317-372).
    ///
    /// `clusters` gives the cluster of each row, coded 0, 1, 2 ...; `parameters` counts everything
    /// that was estimated, also the effects that were swept out before the fit.
    ///
    /// # Errors
    /// [`ImpactError::OneCluster`], [`ImpactError::TooManyParameters`],
    /// [`ImpactError::LengthsDiffer`], [`ImpactError::ClustersLeaveNothing`] when each cluster has
    /// its own effect in the fit, as with one treated and one untreated cluster.
    pub fn clustered_variance(&self, at: usize, clusters: &[u32], parameters: usize) -> Result<f64, ImpactError> {
        let rows = self.residuals.len();
        if clusters.len() != rows {
            return Err(ImpactError::LengthsDiffer {
                column: "cluster".to_owned(),
                found: clusters.len(),
                expected: rows,
            });
        }
        let groups = crate::comparison::count_codes(clusters);
        if groups < 2 {
            return Err(ImpactError::OneCluster);
        }
        if rows <= parameters {
            return Err(ImpactError::TooManyParameters { rows, parameters });
        }
        let mut scores = vec![0.0; groups];
        let mut apart = 0.0;
        for ((weight, residual), cluster) in self.influence(at).zip(&self.residuals).zip(clusters) {
            scores[*cluster as usize] += weight * residual;
            apart += (weight * residual).powi(2);
        }
        let together: f64 = scores.iter().map(|score| score * score).sum();
        if apart > 0.0 && together <= 1e-20 * apart {
            return Err(ImpactError::ClustersLeaveNothing);
        }
        let small_sample = groups as f64 / (groups - 1) as f64 * (rows - 1) as f64 / (rows - parameters) as f64;
        Ok(small_sample * together)
    }

    /// What one unit of outcome in each row adds to the coefficient.
    fn influence(&self, at: usize) -> impl Iterator<Item = f64> {
        let weights = &self.inverse[at];
        (0..self.residuals.len()).map(move |row| {
            weights.iter().zip(&self.orthogonal).skip(at).map(|(weight, column)| weight * column[row]).sum()
        })
    }
}

/// Takes the orthonormal columns out of `rest`, twice, and gives the lengths along each.
fn project_out(orthogonal: &[Vec<f64>], rest: &mut [f64]) -> Vec<f64> {
    let mut along = vec![0.0; orthogonal.len()];
    for _ in 0..2 {
        for (length, direction) in along.iter_mut().zip(orthogonal) {
            let step = dot(direction, rest);
            *length += step;
            for (value, part) in rest.iter_mut().zip(direction) {
                *value -= step * part;
            }
        }
    }
    along
}

/// Inverse of an upper triangle that is given column by column, row by row; the diagonal holds
/// no zero.
fn invert(triangle: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let size = triangle.len();
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(size);
    // From the last row up: each row needs those below it.
    for at in (0..size).rev() {
        let row = (0..size)
            .map(|column| {
                let unit = if at == column { 1.0 } else { 0.0 };
                let below: f64 =
                    (at + 1..=column).map(|middle| triangle[middle][at] * rows[size - 1 - middle][column]).sum();
                (unit - below) / triangle[at][at]
            })
            .collect();
        rows.push(row);
    }
    rows.reverse();
    rows
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Euclidean length, without overflow on the way.
fn norm(values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    if largest == 0.0 {
        return 0.0;
    }
    largest * values.iter().map(|v| (v / largest).powi(2)).sum::<f64>().sqrt()
}
