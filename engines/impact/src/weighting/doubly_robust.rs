//! Augmented inverse-probability weighting: right when either the propensities or the outcome model is.

use super::{Target, inverse_probability::arm, propensity, robust};
use crate::{Comparison, Estimate, ImpactError, Level, linear::Linear};
use nalgebra::{DMatrix, DVector};

/// Doubly robust estimate (AIPW) with a linear model of the outcome in each group; its error is the sandwich of all
/// estimating equations, so it holds too when one of the models is wrong.
///
/// Sources: Robins, Rotnitzky and Zhao, *JASA* 89 (1994), 846-866; Glynn and Quinn, *Political Analysis* 18 (2010), 36-56.
///
/// ```
/// use lustrum_impact::{Column, Comparison, Level, weighting::{Target, doubly_robust}};
/// let age: Vec<f64> = (0..40).map(|at| f64::from(at * 7 % 40)).collect();
/// let treated: Vec<bool> = (0..40).map(|at| (at * 11 % 40) + at * 7 % 40 > 39).collect();
/// let outcome = (0..40).map(|at| age[at] * 0.5 + (at % 3) as f64 + if treated[at] { 2.0 } else { 0.0 }).collect();
/// let groups = Comparison::new(outcome, treated)?.with_covariate(Column::new("age", age))?;
/// let found = doubly_robust(&groups, Target::Everyone, Level::default())?;
/// assert!((found.effect - 2.0).abs() < 0.8);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`propensity`], [`ImpactError::TooManyParameters`] when a group is too small for its model,
/// [`ImpactError::OutcomeDoesNotVary`].
pub fn doubly_robust(groups: &Comparison, target: Target, level: Level) -> Result<Estimate, ImpactError> {
    let found = propensity(groups)?;
    let n = groups.rows();
    let design = &found.design;
    let names: Vec<&str> =
        std::iter::once("intercept").chain(groups.covariates.iter().map(|column| column.name.as_str())).collect();
    let untreated = Model::fit(groups, design, false, &names)?;
    let treated = match target {
        Target::Everyone => Some(Model::fit(groups, design, true, &names)?),
        Target::Treated => None,
    };
    // Each row's part of the sum, and the slopes of the sum in the three sets of coefficients.
    let mut parts = vec![0.0; n];
    let mut odds_pull = DVector::zeros(n);
    let mut treated_pull = DVector::zeros(n);
    let mut untreated_pull = DVector::zeros(n);
    let (with, with_slope) = arm(groups, &found, target, true);
    let (without, without_slope) = arm(groups, &found, target, false);
    for row in 0..n {
        let value = groups.outcome[row];
        let base = untreated.fitted[row];
        match &treated {
            Some(model) => {
                let raised = model.fitted[row];
                parts[row] = raised - base + with[row] * (value - raised) - without[row] * (value - base);
                odds_pull[row] = with_slope[row] * (value - raised) - without_slope[row] * (value - base);
                treated_pull[row] = 1.0 - with[row];
                untreated_pull[row] = without[row] - 1.0;
            }
            None => {
                parts[row] = (with[row] - without[row]) * (value - base);
                odds_pull[row] = -without_slope[row] * (value - base);
                untreated_pull[row] = without[row] - with[row];
            }
        }
    }
    let sum: f64 = match target {
        Target::Everyone => n as f64,
        Target::Treated => with.iter().sum(),
    };
    let effect = parts.iter().sum::<f64>() / sum;
    let mut influence = found.carried(groups, &(design.transpose() * odds_pull));
    let mut add = |carried: Vec<f64>| influence.iter_mut().zip(carried).for_each(|(total, one)| *total += one);
    add(untreated.carried(design, &(design.transpose() * untreated_pull)));
    if let Some(model) = &treated {
        add(model.carried(design, &(design.transpose() * treated_pull)));
    }
    let share = |row: usize| if target == Target::Everyone { 1.0 } else { with[row] };
    for (row, total) in influence.iter_mut().enumerate() {
        *total = (*total + parts[row] - effect * share(row)) * n as f64 / sum;
    }
    robust::estimate(groups, effect, &influence, 2 * names.len(), level)
}

/// Linear model of the outcome in one group, and what it says for everyone.
struct Model {
    fitted: Vec<f64>,
    /// Residual of the rows of the group, 0 elsewhere.
    residuals: Vec<f64>,
    bread: DMatrix<f64>,
}

impl Model {
    fn fit(groups: &Comparison, design: &DMatrix<f64>, wanted: bool, names: &[&str]) -> Result<Self, ImpactError> {
        let rows: Vec<usize> = (0..groups.rows()).filter(|row| groups.treated[*row] == wanted).collect();
        if rows.len() <= design.ncols() {
            return Err(ImpactError::TooManyParameters { rows: rows.len(), parameters: design.ncols() });
        }
        let own = design.select_rows(&rows);
        let outcome = DVector::from_iterator(rows.len(), rows.iter().map(|row| groups.outcome[*row]));
        let fit = Linear::of(own, &outcome, names)?;
        let fitted: Vec<f64> = (design * &fit.coefficients).iter().copied().collect();
        let residual = |row: usize| if groups.treated[row] == wanted { groups.outcome[row] - fitted[row] } else { 0.0 };
        let residuals = (0..groups.rows()).map(residual).collect();
        Ok(Self { fitted, residuals, bread: fit.bread })
    }

    fn carried(&self, design: &DMatrix<f64>, slope: &DVector<f64>) -> Vec<f64> {
        let along = design * (&self.bread * slope);
        along.iter().zip(&self.residuals).map(|(along, residual)| along * residual).collect()
    }
}
