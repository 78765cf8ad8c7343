//! Do raters agree beyond chance, however many they are and whatever they left out: Krippendorff's alpha.

use super::{Coefficient, Ratings};
use crate::{ImpactError, Interval, Level, chance::Chance};
use serde::Serialize;

/// What the numbers of a rating mean, and with that how far two of them lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Labels: equal or not.
    Nominal,
    /// Ranks: apart by how many ratings lie between.
    Ordinal,
    /// Numbers with equal steps: squared difference.
    Interval,
}

/// How the interval is made: units drawn with replacement, percentiles of alpha over these draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    pub seed: u64,
    /// At least 100; 1,000 or more for a published figure.
    pub draws: usize,
}

/// Krippendorff's alpha over units (targets), raters and gaps, with a bootstrap interval. Units with fewer than two
/// ratings carry no information on agreement and don't count; `n` says how many do.
///
/// Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). The interval resamples units, as the
/// ratings of one unit belong together.
///
/// ```
/// use lustrum_impact::{Level, measurement::{Bootstrap, Ratings, Scale, krippendorff_alpha}};
/// let ratings = Ratings::new(vec![
///     vec![Some(1.0), Some(1.0), None], vec![Some(2.0), Some(2.0), Some(2.0)], vec![Some(1.0), Some(2.0), Some(1.0)],
/// ])?;
/// let alpha = krippendorff_alpha(&ratings, Scale::Nominal, Bootstrap { seed: 1, draws: 200 }, Level::default())?;
/// assert!((alpha.value - 0.5625).abs() < 1e-12);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::TooFewRows`] below two units with two ratings, [`ImpactError::OutcomeDoesNotVary`] when every rating
/// is the same, [`ImpactError::Argument`] below 100 draws.
pub fn krippendorff_alpha(
    ratings: &Ratings,
    scale: Scale,
    bootstrap: Bootstrap,
    level: Level,
) -> Result<Coefficient, ImpactError> {
    if bootstrap.draws < 100 {
        return Err(ImpactError::Argument("a bootstrap interval needs at least 100 draws"));
    }
    let counted = Counted::of(ratings);
    let units = counted.units.len();
    if units < 2 {
        return Err(ImpactError::TooFewRows { group: "rated twice", found: units, least: 2 });
    }
    let all: Vec<usize> = (0..units).collect();
    let value = counted.alpha(&all, scale).ok_or(ImpactError::OutcomeDoesNotVary)?;
    let mut drawn: Vec<f64> = (0..bootstrap.draws)
        .map(|draw| {
            let mut chance = Chance::new(bootstrap.seed, draw as u64);
            let sample: Vec<usize> = (0..units).map(|_| chance.below(units)).collect();
            // A draw in which nothing varies holds no disagreement.
            counted.alpha(&sample, scale).unwrap_or(1.0)
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    let tail = (1.0 - level.value()) / 2.0;
    let interval = Interval { low: percentile(&drawn, tail), high: percentile(&drawn, 1.0 - tail), level };
    Ok(Coefficient { value, interval, n: units })
}

/// Of sorted values, with linear interpolation.
pub(crate) fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (below, rest) = (place.floor() as usize, place.fract());
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + rest * (sorted[above] - sorted[below])
}

/// Per unit how often each value was given.
struct Counted {
    values: Vec<f64>,
    units: Vec<Vec<f64>>,
}

impl Counted {
    fn of(ratings: &Ratings) -> Self {
        let paired = || ratings.rows().iter().filter(|row| row.iter().flatten().count() > 1);
        let mut values: Vec<f64> = paired().flatten().flatten().copied().collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let units = paired()
            .map(|row| {
                let mut counts = vec![0.0; values.len()];
                for value in row.iter().flatten() {
                    let at = values.partition_point(|known| known < value);
                    counts[at] += 1.0;
                }
                counts
            })
            .collect();
        Self { values, units }
    }

    /// 1 - (observed disagreement / expected disagreement); `None` when nothing varies.
    fn alpha(&self, sample: &[usize], scale: Scale) -> Option<f64> {
        let size = self.values.len();
        let mut totals = vec![0.0; size];
        for unit in sample {
            totals.iter_mut().zip(&self.units[*unit]).for_each(|(total, count)| *total += count);
        }
        let apart = self.distances(&totals, scale);
        let pairs_of = |counts: &[f64]| -> f64 {
            let mut sum = 0.0;
            for one in 0..size {
                for other in 0..one {
                    sum += counts[one] * counts[other] * apart[one * size + other];
                }
            }
            sum
        };
        let n: f64 = totals.iter().sum();
        let observed: f64 = sample
            .iter()
            .map(|unit| {
                let counts = &self.units[*unit];
                pairs_of(counts) / (counts.iter().sum::<f64>() - 1.0)
            })
            .sum();
        let expected = pairs_of(&totals) / (n - 1.0);
        (expected > 0.0).then(|| 1.0 - observed / expected)
    }

    fn distances(&self, totals: &[f64], scale: Scale) -> Vec<f64> {
        let size = self.values.len();
        let mut cumulative = vec![0.0; size + 1];
        for at in 0..size {
            cumulative[at + 1] = cumulative[at] + totals[at];
        }
        let mut apart = vec![0.0; size * size];
        for one in 0..size {
            for other in 0..one {
                let distance = match scale {
                    Scale::Nominal => 1.0,
                    Scale::Interval => self.values[one] - self.values[other],
                    Scale::Ordinal => cumulative[one + 1] - cumulative[other] - (totals[one] + totals[other]) / 2.0,
                };
                apart[one * size + other] = distance * distance;
            }
        }
        apart
    }
}
