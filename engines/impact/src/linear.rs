//! A linear regression with everything that its variances are made from.

use crate::{Column, ImpactError};
use nalgebra::{DMatrix, DVector};

pub(crate) struct Linear {
    pub(crate) design: DMatrix<f64>,
    pub(crate) coefficients: DVector<f64>,
    pub(crate) residuals: DVector<f64>,
    /// (X'X)⁻¹.
    pub(crate) bread: DMatrix<f64>,
}

impl Linear {
    /// Ordinary least squares by QR; the columns may not determine each other.
    pub(crate) fn fit(columns: &[Column], outcome: &[f64]) -> Result<Self, ImpactError> {
        let rows = outcome.len();
        crate::comparison::check("outcome", outcome, rows)?;
        for column in columns {
            column.checked(rows)?;
        }
        if rows <= columns.len() {
            return Err(ImpactError::TooManyParameters { rows, parameters: columns.len() });
        }
        let design = DMatrix::from_fn(rows, columns.len(), |row, at| columns[at].values[row]);
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        Self::of(design, &DVector::from_column_slice(outcome), &names)
    }

    pub(crate) fn of(design: DMatrix<f64>, outcome: &DVector<f64>, names: &[&str]) -> Result<Self, ImpactError> {
        // Each column at length one, so that units don't decide what counts as dependent.
        let length: Vec<f64> = design.column_iter().map(|column| column.norm()).collect();
        let mut scaled = design.clone();
        for (mut column, length) in scaled.column_iter_mut().zip(&length) {
            if *length > 0.0 {
                column /= *length;
            }
        }
        let qr = scaled.qr();
        let triangle = qr.r();
        if let Some(at) = (0..triangle.ncols()).find(|at| triangle[(*at, *at)].abs() <= 1e-10) {
            return Err(ImpactError::Collinear { column: names.get(at).copied().unwrap_or("a column").to_owned() });
        }
        let upright = || ImpactError::Collinear { column: names.last().copied().unwrap_or("a column").to_owned() };
        let mut coefficients = triangle.solve_upper_triangular(&(qr.q().transpose() * outcome)).ok_or_else(upright)?;
        let identity = DMatrix::identity(triangle.ncols(), triangle.ncols());
        let mut inverse = triangle.solve_upper_triangular(&identity).ok_or_else(upright)?;
        for (at, length) in length.iter().enumerate() {
            coefficients[at] /= length;
            inverse.row_mut(at).scale_mut(1.0 / length);
        }
        let residuals = outcome - &design * &coefficients;
        let bread = &inverse * inverse.transpose();
        Ok(Self { design, coefficients, residuals, bread })
    }

    pub(crate) fn rows(&self) -> usize {
        self.design.nrows()
    }

    pub(crate) fn parameters(&self) -> usize {
        self.design.ncols()
    }

    /// Degrees of freedom of the residuals.
    pub(crate) fn free(&self) -> f64 {
        (self.rows() - self.parameters()) as f64
    }

    /// Variance of the residuals.
    pub(crate) fn scale(&self) -> f64 {
        self.residuals.norm_squared() / self.free()
    }

    /// What each row adds to a combination of the coefficients, per unit of its outcome.
    pub(crate) fn influence(&self, combination: &DVector<f64>) -> DVector<f64> {
        &self.design * (&self.bread * combination)
    }

    /// How much each row decides its own fitted value, in 0..=1.
    pub(crate) fn leverages(&self) -> Vec<f64> {
        let half = &self.design * &self.bread;
        (0..self.rows()).map(|row| half.row(row).dot(&self.design.row(row))).collect()
    }
}
