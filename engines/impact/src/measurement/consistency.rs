//! Does a questionnaire hang together: Cronbach's alpha and McDonald's omega.

use super::{Coefficient, Scores, one_factor::OneFactor};
use crate::{ImpactError, Interval, Level, Moments, fisher, student};

/// Cronbach's alpha with Feldt's interval.
///
/// Alpha equals the reliability where all items measure one thing equally well, and lies below it otherwise; see
/// [`mcdonald_omega`]. Sources: Cronbach, *Psychometrika* 16 (1951), 297-334; Feldt, Woodruff and Salih, *Applied
/// Psychological Measurement* 11 (1987), 93-103, eq. 8.
///
/// ```
/// use lustrum_impact::{Level, measurement::{Scores, cronbach_alpha}};
/// let scores = Scores::new(vec![vec![2.0, 3.0], vec![4.0, 4.0], vec![5.0, 6.0], vec![1.0, 3.0]])?;
/// let alpha = cronbach_alpha(&scores, Level::default())?;
/// assert!((alpha.value - 0.933_333).abs() < 1e-6);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::OutcomeDoesNotVary`] when the sums of all people are equal.
pub fn cronbach_alpha(scores: &Scores, level: Level) -> Result<Coefficient, ImpactError> {
    let (people, items) = (scores.people() as f64, scores.items() as f64);
    let value = alpha(scores.columns().iter().map(Vec::as_slice))?;
    let (between, within) = (people - 1.0, (people - 1.0) * (items - 1.0));
    let tail = (1.0 - level.value()) / 2.0;
    let bound = |below: f64| 1.0 - (1.0 - value) * fisher::quantile(below, between, within);
    let interval = Interval { low: bound(1.0 - tail), high: bound(tail), level };
    Ok(Coefficient { value, interval, n: scores.people() })
}

/// Alpha of some items of the same people.
pub(super) fn alpha<'a>(items: impl Iterator<Item = &'a [f64]> + Clone) -> Result<f64, ImpactError> {
    let variance = |values: &[f64]| values.iter().collect::<Moments>().variance().unwrap_or(0.0);
    let count = items.clone().count() as f64;
    let people = items.clone().next().map_or(0, <[f64]>::len);
    let mut total = vec![0.0; people];
    let mut apart = 0.0;
    for item in items {
        apart += variance(item);
        total.iter_mut().zip(item).for_each(|(sum, score)| *sum += score);
    }
    let together = variance(&total);
    if together <= 0.0 {
        return Err(ImpactError::OutcomeDoesNotVary);
    }
    Ok(count / (count - 1.0) * (1.0 - apart / together))
}

/// McDonald's omega (total) of a one-factor model fitted by maximum likelihood, with an interval by the delta method
/// on the logit of omega, so that it stays within 0..=1.
///
/// Share of the variance of the sum that the common factor carries: (Σλ)² / ((Σλ)² + Σψ). Needs at least three items,
/// as two can't tell loadings apart. Sources: McDonald, *Test Theory* (1999), eq. 6.20b; Kelley and Pornprasertmanit,
/// *Psychological Methods* 21 (2016), 69-92.
///
/// ```
/// use lustrum_impact::{Level, measurement::{Scores, mcdonald_omega}};
/// let scores = Scores::new((0..40).map(|person| {
///     let person = f64::from(person);
///     vec![person + (person * 1.7).sin() * 9.0, person + (person * 2.3).cos() * 9.0, person + (person * 3.1).sin() * 9.0]
/// }).collect())?;
/// let omega = mcdonald_omega(&scores, Level::default())?;
/// assert!(omega.value > 0.9 && omega.interval.high < 1.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] below three items, [`ImpactError::OutcomeDoesNotVary`] when an item does not vary,
/// [`ImpactError::NotConverged`] when the items share no factor or determine each other.
pub fn mcdonald_omega(scores: &Scores, level: Level) -> Result<Coefficient, ImpactError> {
    let fit = OneFactor::fit(scores)?;
    let (common, own) = (fit.loadings.iter().sum::<f64>(), fit.uniquenesses.iter().sum::<f64>());
    let whole = common * common + own;
    let value = common * common / whole;
    // Derivatives of omega to each loading and each uniqueness.
    let items = scores.items();
    let slope: Vec<f64> = (0..2 * items)
        .map(|at| if at < items { 2.0 * common * own / (whole * whole) } else { -common * common / (whole * whole) })
        .collect();
    let variance = fit.variance_along(&slope);
    let half = student::normal_quantile(level.value()) * variance.sqrt() / (value * (1.0 - value));
    let logit = (value / (1.0 - value)).ln();
    let share = |at: f64| 1.0 / (1.0 + (-at).exp());
    if !half.is_finite() {
        return Err(ImpactError::NotConverged);
    }
    let interval = Interval { low: share(logit - half), high: share(logit + half), level };
    Ok(Coefficient { value, interval, n: scores.people() })
}
