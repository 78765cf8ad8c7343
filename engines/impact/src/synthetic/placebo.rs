//! Is the gap unusual: every donor takes the place of the treated unit, and every donor is left out once.

use super::{
    DonorPool, Synthetic,
    block::{BLOCK, Packed, nearest_of_block},
    fit, synthetic_control,
};
use crate::{ImpactError, chance::Chance};
use rayon::prelude::*;
use serde::Serialize;

/// Which donors take the place of the treated unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placebos {
    /// Every one.
    All,
    /// Every one up to `most`, else a sample of `most` by this seed. A sample of the permutations gives a p value that
    /// holds as well, only coarser (Hemerik and Goeman, *TEST* 27 (2018), 811-825).
    AtMost { most: usize, seed: u64 },
}

impl Default for Placebos {
    /// 999, for a p value in steps of a thousandth.
    fn default() -> Self {
        Self::AtMost { most: 999, seed: 0 }
    }
}

/// A donor in the place of the treated unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Placebo {
    pub donor: usize,
    /// Its mean gap after the start, which training did not make.
    pub effect: f64,
    pub error_before: f64,
    /// Root mean square of the gaps after the start over that before.
    pub ratio: f64,
    /// Its gaps from the start on.
    #[serde(skip)]
    pub gaps: Vec<f64>,
}

/// The treated unit among the placebos.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceboTest {
    /// Share of all units, the treated one included, whose ratio is at least that of the treated unit; in (0, 1].
    pub p_value: f64,
    pub placebos: Vec<Placebo>,
}

/// Permutation test on the ratios of the errors after and before the start.
///
/// Source: Abadie, Diamond and Hainmueller (2010), section 3.4, and *American Journal of Political Science* 59 (2015),
/// 495-510. The treated unit is no donor of the placebos. Runs on all threads; the result does not depend on them.
///
/// ```
/// use lustrum_impact::synthetic::{DonorPool, Placebos, placebo_test, synthetic_control};
/// let wave = |phase: f64| (0..12).map(move |t| (f64::from(t) * 0.7 + phase).sin() + 0.1 * phase);
/// let treated = wave(1.05).enumerate().map(|(t, v)| if t < 8 { v } else { v + 2.0 }).collect();
/// let donors = (0..20).flat_map(|donor| wave(f64::from(donor) * 0.11)).collect();
/// let pool = DonorPool::new(treated, donors, 8)?;
/// let test = placebo_test(&pool, &synthetic_control(&pool)?, Placebos::All)?;
/// assert_eq!((test.placebos.len(), test.p_value), (20, 1.0 / 21.0));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`synthetic_control`].
pub fn placebo_test(pool: &DonorPool, found: &Synthetic, which: Placebos) -> Result<PlaceboTest, ImpactError> {
    let count = pool.count();
    let mut donors: Vec<usize> = (0..count).collect();
    if let Placebos::AtMost { most, seed } = which
        && most < count
    {
        Chance::new(seed, 0).shuffle(&mut donors);
        donors.truncate(most);
        donors.sort_unstable();
    }
    let placebos = match &pool.predictors {
        None => in_blocks(pool, &donors),
        Some(_) => None,
    };
    let placebos = match placebos {
        Some(placebos) => placebos,
        None => donors
            .par_iter()
            .map(|donor| Ok(placebo(pool, *donor, &fit(pool, pool.donor(*donor), Some(*donor), &[])?)))
            .collect::<Result<Vec<Placebo>, ImpactError>>()?,
    };
    let as_far = placebos.iter().filter(|placebo| placebo.ratio >= found.ratio()).count();
    Ok(PlaceboTest { p_value: (as_far + 1) as f64 / (placebos.len() + 1) as f64, placebos })
}

/// `None` where the donors do not fit in fewer digits.
fn in_blocks(pool: &DonorPool, donors: &[usize]) -> Option<Vec<Placebo>> {
    let matched = pool.matched();
    let packed = Packed::of(&matched);
    let one = |(donor, mixture): (&usize, super::hull::Mixture)| {
        placebo(pool, *donor, &Synthetic::of(pool, pool.donor(*donor), mixture.weights, Vec::new()))
    };
    let block = |block: &[usize]| -> Vec<Placebo> {
        block.iter().zip(nearest_of_block(&matched, &packed, block)).map(one).collect()
    };
    packed.is_sound().then(|| donors.par_chunks(BLOCK).flat_map_iter(block).collect())
}

fn placebo(pool: &DonorPool, donor: usize, synthetic: &Synthetic) -> Placebo {
    Placebo {
        donor,
        effect: synthetic.effect,
        error_before: synthetic.error_before,
        ratio: synthetic.ratio(),
        gaps: synthetic.gaps[pool.before..].to_vec(),
    }
}

/// The effect without one of the donors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LeftOut {
    pub donor: usize,
    pub effect: f64,
    pub error_before: f64,
}

/// The effect without each donor that carries weight: does one donor make it? (Abadie, Diamond and Hainmueller 2015.)
///
/// ```
/// use lustrum_impact::synthetic::{DonorPool, leave_one_out, synthetic_control};
/// let donors = vec![1.0, 2.0, 3.0, 4.0,  3.0, 2.0, 5.0, 6.0,  9.0, 9.0, 1.0, 9.0];
/// let pool = DonorPool::new(vec![2.0, 2.0, 4.0, 8.0], donors, 3)?;
/// let found = synthetic_control(&pool)?;
/// assert_eq!(leave_one_out(&pool, &found)?.len(), 2);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`synthetic_control`].
pub fn leave_one_out(pool: &DonorPool, found: &Synthetic) -> Result<Vec<LeftOut>, ImpactError> {
    let carrying: Vec<usize> = found.weights.iter().map(|weight| weight.donor).collect();
    carrying
        .par_iter()
        .map(|donor| {
            let synthetic = match &pool.predictors {
                // The others are where the search starts.
                None => {
                    let warm: Vec<usize> = carrying.iter().copied().filter(|other| other != donor).collect();
                    let mixture = pool.matched().nearest(&pool.treated[..pool.before], Some(*donor), &warm);
                    Synthetic::of(pool, &pool.treated, mixture.weights, Vec::new())
                }
                Some(_) => synthetic_control(&without(pool, *donor)?)?,
            };
            Ok(LeftOut { donor: *donor, effect: synthetic.effect, error_before: synthetic.error_before })
        })
        .collect()
}

fn without(pool: &DonorPool, left_out: usize) -> Result<DonorPool, ImpactError> {
    let kept = (0..pool.count()).filter(|donor| *donor != left_out);
    let donors = kept.flat_map(|donor| pool.donor(donor).iter().copied()).collect();
    let rest = DonorPool::new(pool.treated.clone(), donors, pool.before)?;
    match &pool.predictors {
        Some(predictors) => rest.with_predictors(predictors.without(left_out)),
        None => Ok(rest),
    }
}
