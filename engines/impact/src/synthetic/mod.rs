//! One unit was trained, many were not: a mixture of the others that moved as it did before the start shows how it
//! would have gone on (Abadie, Diamond and Hainmueller, *JASA* 105 (2010), 493-505).

mod assess;
mod block;
mod hull;
mod of_panel;
mod placebo;
mod predictors;

pub use assess::{SyntheticStudy, assess_synthetic};
pub use of_panel::donor_pool;
pub use placebo::{LeftOut, Placebo, PlaceboTest, Placebos, leave_one_out, placebo_test};
pub use predictors::{Importance, Predictors};

use crate::ImpactError;
use hull::Donors;
use serde::Serialize;

/// One treated unit and its donors, measured in the same periods.
#[derive(Debug, Clone, PartialEq)]
pub struct DonorPool {
    treated: Vec<f64>,
    donors: Vec<f64>,
    before: usize,
    predictors: Option<Predictors>,
}

impl DonorPool {
    /// `treated` has one outcome per period, `donors` the same for each donor, one donor after the other; `before`
    /// periods lie before the start.
    ///
    /// # Errors
    /// [`ImpactError::Argument`] when fewer than two periods lie before the start, none after it, or there are fewer
    /// than two donors; [`ImpactError::LengthsDiffer`]; [`ImpactError::NotFinite`], counting rows through the donors.
    pub fn new(treated: Vec<f64>, donors: Vec<f64>, before: usize) -> Result<Self, ImpactError> {
        let periods = treated.len();
        if before < 2 || before >= periods {
            return Err(ImpactError::Argument(
                "a synthetic control needs two periods before the start and one after it",
            ));
        }
        crate::comparison::check("the treated unit", &treated, periods)?;
        crate::comparison::check("the donors", &donors, donors.len() / periods * periods)?;
        if donors.len() < 2 * periods {
            return Err(ImpactError::Argument("a synthetic control needs at least two donors"));
        }
        Ok(Self { treated, donors, before, predictors: None })
    }

    /// Matches on these predictors, weighted by their importance, in place of every outcome before the start.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`] when there is not one value per predictor and donor.
    pub fn with_predictors(mut self, predictors: Predictors) -> Result<Self, ImpactError> {
        predictors.checked(self.count())?;
        self.predictors = Some(predictors);
        Ok(self)
    }

    /// The outcome of the treated unit, one value per period.
    pub fn treated(&self) -> &[f64] {
        &self.treated
    }

    /// Number of donors.
    pub fn count(&self) -> usize {
        self.donors.len() / self.treated.len()
    }

    /// Number of periods.
    pub fn periods(&self) -> usize {
        self.treated.len()
    }

    /// Periods before the start.
    pub fn before(&self) -> usize {
        self.before
    }

    fn donor(&self, at: usize) -> &[f64] {
        let periods = self.periods();
        &self.donors[at * periods..(at + 1) * periods]
    }

    fn matched(&self) -> Donors<'_> {
        Donors { values: &self.donors, stride: self.periods(), width: self.before }
    }
}

/// A weight of a donor, above zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Weight {
    /// Donor, counted from zero.
    pub donor: usize,
    pub weight: f64,
}

/// The synthetic unit beside the real one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Synthetic {
    /// Donors that carry weight, in their order; the weights add up to 1.
    pub weights: Vec<Weight>,
    /// Importance of each predictor, adding up to 1; empty where all outcomes before the start were matched.
    pub importance: Vec<f64>,
    /// Treated minus synthetic, one value per period.
    pub gaps: Vec<f64>,
    /// Mean gap after the start: the effect.
    pub effect: f64,
    /// Root mean square of the gaps before and after the start.
    pub error_before: f64,
    pub error_after: f64,
}

impl Synthetic {
    /// How many times as far apart after the start as before; infinite when the fit before is perfect.
    pub fn ratio(&self) -> f64 {
        if self.error_after == 0.0 { 0.0 } else { self.error_after / self.error_before }
    }

    fn of(pool: &DonorPool, outcome: &[f64], weights: Vec<(usize, f64)>, importance: Vec<f64>) -> Self {
        let mut gaps = outcome.to_vec();
        for (donor, weight) in &weights {
            gaps.iter_mut().zip(pool.donor(*donor)).for_each(|(gap, value)| *gap -= weight * value);
        }
        let (early, late) = gaps.split_at(pool.before);
        let root = |part: &[f64]| (part.iter().map(|gap| gap * gap).sum::<f64>() / part.len() as f64).sqrt();
        Self {
            effect: late.iter().sum::<f64>() / late.len() as f64,
            error_before: root(early),
            error_after: root(late),
            weights: weights.into_iter().map(|(donor, weight)| Weight { donor, weight }).collect(),
            importance,
            gaps,
        }
    }
}

/// Weights of the donors, not negative and adding up to 1, that come nearest to the treated unit before the start.
///
/// Memory: the donors, once; a matrix of donors by donors is never formed.
///
/// ```
/// use lustrum_impact::synthetic::{DonorPool, synthetic_control};
/// // The treated unit moves as the mean of the first two donors, and 3 above it after the start.
/// let donors = vec![1.0, 2.0, 3.0, 4.0,  3.0, 2.0, 5.0, 6.0,  9.0, 9.0, 1.0, 9.0];
/// let pool = DonorPool::new(vec![2.0, 2.0, 4.0, 8.0], donors, 3)?;
/// let found = synthetic_control(&pool)?;
/// assert!((found.effect - 3.0).abs() < 1e-9);
/// assert_eq!(found.weights.len(), 2);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::OutcomeDoesNotVary`] when a predictor is the same for every unit.
pub fn synthetic_control(pool: &DonorPool) -> Result<Synthetic, ImpactError> {
    fit(pool, &pool.treated, None, &[])
}

/// The synthetic unit of `outcome`, where `placebo` names the donor that stands in for the treated unit.
fn fit(pool: &DonorPool, outcome: &[f64], placebo: Option<usize>, warm: &[usize]) -> Result<Synthetic, ImpactError> {
    match &pool.predictors {
        None => {
            let mixture = pool.matched().nearest(&outcome[..pool.before], placebo, warm);
            Ok(Synthetic::of(pool, outcome, mixture.weights, Vec::new()))
        }
        Some(predictors) => {
            let (mixture, importance) = predictors.fit(pool, outcome, placebo)?;
            Ok(Synthetic::of(pool, outcome, mixture.weights, importance))
        }
    }
}
