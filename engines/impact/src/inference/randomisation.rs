//! How unusual is the statistic among all assignments that could have been drawn.

use crate::{ImpactError, chance::Chance};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// The result of a randomisation test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Randomisation {
    pub statistic: f64,
    /// Share of the assignments with a statistic at least as far from zero, the real one included; in (0, 1].
    pub p_value: f64,
    pub draws: usize,
}

/// Randomisation test by the scheme that drew the lots: `assigned` holds what each unit of assignment (a person, or a whole
/// team) was given (trained or not, which step of a stepped wedge, which place on a wait-list), `strata` within what the
/// lots were drawn, and `statistic` what is compared. Its p value holds whatever the outcome looks like and however few
/// units there are.
///
/// Sources: Fisher, *The Design of Experiments* (1935), ch. 2; Imbens and Rubin, *Causal Inference* (2015), ch. 5.
///
/// ```
/// use lustrum_impact::inference::randomisation_test;
/// // A stepped wedge of six sites: the step in which each starts, and how much it changed on average since then.
/// let (starts, change) = ([1, 1, 2, 2, 3, 3], [4.0, 5.0, 3.0, 2.5, 1.0, 0.5]);
/// let early = |starts: &[i32]| starts.iter().zip(change).map(|(s, c)| f64::from(2 - s) * c).sum::<f64>();
/// let test = randomisation_test(&starts, &[0; 6], early, 2_000, 1)?;
/// assert!(test.p_value < 0.1 && test.statistic == 7.5);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::LengthsDiffer`], [`ImpactError::Argument`] without a draw or when no other assignment was possible.
pub fn randomisation_test<T: Clone + PartialEq + Send + Sync>(
    assigned: &[T],
    strata: &[u32],
    statistic: impl Fn(&[T]) -> f64 + Sync,
    draws: usize,
    seed: u64,
) -> Result<Randomisation, ImpactError> {
    if strata.len() != assigned.len() {
        let column = "stratum".to_owned();
        return Err(ImpactError::LengthsDiffer { column, found: strata.len(), expected: assigned.len() });
    }
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (unit, stratum) in strata.iter().enumerate() {
        members.entry(*stratum).or_default().push(unit);
    }
    let varies = members.values().any(|units| units.iter().any(|unit| assigned[*unit] != assigned[units[0]]));
    if draws == 0 || !varies {
        return Err(ImpactError::Argument("a randomisation test needs draws and more than one possible assignment"));
    }
    let observed = statistic(assigned);
    let threshold = observed.abs() * (1.0 - 1e-12);
    let as_far = (0..draws)
        .into_par_iter()
        .filter(|draw| {
            let mut chance = Chance::new(seed, *draw as u64);
            let mut drawn = assigned.to_vec();
            for units in members.values() {
                let mut order = units.clone();
                chance.shuffle(&mut order);
                for (unit, from) in units.iter().zip(&order) {
                    drawn[*unit] = assigned[*from].clone();
                }
            }
            statistic(&drawn).abs() >= threshold
        })
        .count();
    Ok(Randomisation { statistic: observed, p_value: (as_far + 1) as f64 / (draws + 1) as f64, draws })
}
