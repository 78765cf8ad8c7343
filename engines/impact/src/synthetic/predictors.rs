//! Matching on chosen predictors, each with its importance.

use super::{DonorPool, Donors, hull::Mixture};
use crate::{ImpactError, Moments, nelder_mead::minimise};

/// How much each predictor counts.
#[derive(Debug, Clone, PartialEq)]
pub enum Importance {
    /// Given: one number per predictor, not negative, not all zero.
    Given(Vec<f64>),
    /// So that the outcomes before the start are matched best (Abadie, Diamond and Hainmueller 2010, p. 496).
    Best,
}

/// What the units were like before the start.
#[derive(Debug, Clone, PartialEq)]
pub struct Predictors {
    treated: Vec<f64>,
    /// One donor after the other.
    donors: Vec<f64>,
    importance: Importance,
}

impl Predictors {
    /// One value per predictor of the treated unit, and of each donor, one donor after the other. Each predictor is
    /// put on the scale of its standard deviation over all units.
    ///
    /// # Errors
    /// [`ImpactError::Argument`] without a predictor or with an importance that is not positive in sum,
    /// [`ImpactError::NotFinite`].
    pub fn new(treated: Vec<f64>, donors: Vec<f64>, importance: Importance) -> Result<Self, ImpactError> {
        if treated.is_empty() {
            return Err(ImpactError::Argument("at least one predictor is needed"));
        }
        crate::comparison::check("predictors of the treated unit", &treated, treated.len())?;
        crate::comparison::check("predictors of the donors", &donors, donors.len())?;
        if let Importance::Given(given) = &importance {
            crate::comparison::check("importance", given, treated.len())?;
            if given.iter().any(|one| *one < 0.0) || given.iter().sum::<f64>() <= 0.0 {
                return Err(ImpactError::Argument("importances are not negative and not all zero"));
            }
        }
        Ok(Self { treated, donors, importance })
    }

    pub(super) fn checked(&self, donors: usize) -> Result<(), ImpactError> {
        let expected = donors * self.treated.len();
        if self.donors.len() == expected {
            return Ok(());
        }
        let column = "predictors of the donors".to_owned();
        Err(ImpactError::LengthsDiffer { column, found: self.donors.len(), expected })
    }

    pub(super) fn without(&self, donor: usize) -> Self {
        let width = self.treated.len();
        let rows = self.donors.chunks(width).enumerate().filter(|(at, _)| *at != donor);
        Self { donors: rows.flat_map(|(_, row)| row.iter().copied()).collect(), ..self.clone() }
    }

    pub(super) fn fit(
        &self,
        pool: &DonorPool,
        outcome: &[f64],
        placebo: Option<usize>,
    ) -> Result<(Mixture, Vec<f64>), ImpactError> {
        let width = self.treated.len();
        let target: &[f64] = match placebo {
            Some(donor) => &self.donors[donor * width..(donor + 1) * width],
            None => &self.treated,
        };
        let deviations = self.deviations()?;
        let matched = |importance: &[f64]| {
            let scale: Vec<f64> =
                importance.iter().zip(&deviations).map(|(one, deviation)| one.sqrt() / deviation).collect();
            let scaled = |values: &[f64]| -> Vec<f64> {
                values
                    .chunks(width)
                    .flat_map(|row| row.iter().zip(&scale).map(|(value, scale)| value * scale))
                    .collect()
            };
            let values = scaled(&self.donors);
            Donors { values: &values, stride: width, width }.nearest(&scaled(target), placebo, &[])
        };
        let importance = match &self.importance {
            Importance::Given(given) => shares(given),
            Importance::Best => {
                let (found, _) = minimise(&vec![0.0; width], 1.0, |at| {
                    let mixture = matched(&softmax(at));
                    misfit(pool, outcome, &mixture)
                });
                softmax(&found)
            }
        };
        Ok((matched(&importance), importance))
    }

    fn deviations(&self) -> Result<Vec<f64>, ImpactError> {
        let width = self.treated.len();
        (0..width)
            .map(|at| {
                let values = self.donors.iter().skip(at).step_by(width).chain([&self.treated[at]]);
                let deviation = values.collect::<Moments>().standard_deviation().unwrap_or(0.0);
                if deviation > 0.0 { Ok(deviation) } else { Err(ImpactError::OutcomeDoesNotVary) }
            })
            .collect()
    }
}

fn shares(values: &[f64]) -> Vec<f64> {
    let sum: f64 = values.iter().sum();
    values.iter().map(|value| value / sum).collect()
}

fn softmax(at: &[f64]) -> Vec<f64> {
    let most = at.iter().fold(f64::NEG_INFINITY, |most, value| most.max(*value));
    shares(&at.iter().map(|value| (value - most).exp()).collect::<Vec<f64>>())
}

/// Mean square of the gaps before the start.
fn misfit(pool: &DonorPool, outcome: &[f64], mixture: &Mixture) -> f64 {
    let squares = (0..pool.before).map(|period| {
        let synthetic: f64 = mixture.weights.iter().map(|(donor, weight)| weight * pool.donor(*donor)[period]).sum();
        (outcome[period] - synthetic).powi(2)
    });
    squares.sum::<f64>() / pool.before as f64
}
