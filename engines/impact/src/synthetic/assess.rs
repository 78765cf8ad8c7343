//! Is the gap of a synthetic control an effect.

use super::{DonorPool, LeftOut, PlaceboTest, Placebos, Synthetic, leave_one_out, placebo_test, synthetic_control};
use crate::{
    Assessment, Bearing, Check, CheckKind, Description, Estimate, Horizon, ImpactError, Level, Method, Moments, Need,
    Reason, Rules, verdict::judge,
};
use serde::Serialize;

/// With fewer donors no placebo test can be rare enough at 95 %.
const LEAST_DONORS: usize = 19;
/// A fit before the start that is worse than this share of how much donors differ is none.
const POOR_FIT: f64 = 0.5;

/// A synthetic control with everything around it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SyntheticStudy {
    pub synthetic: Synthetic,
    pub placebo: PlaceboTest,
    pub left_out: Vec<LeftOut>,
    /// The gap after one period, three, six, a year and so on, and in the last, each with the interval that the placebos
    /// give for it.
    pub horizons: Vec<Horizon>,
}

/// Synthetic control with its checks: fit before the start, placebo test over the donors, and whether one donor makes
/// the effect.
///
/// The standard error is the root mean square of the effects of the placebos, which no training made (Arkhangelsky et
/// al., *American Economic Review* 111 (2021), 4088-4118, algorithm 4), with Student's interval on their number less
/// one. The verdict follows the placebo test: an effect that is not rare among the donors is "not yet conclusive".
///
/// ```
/// use lustrum_impact::{Rules, Verdict, synthetic::{DonorPool, Placebos, assess_synthetic}};
/// let wave = |phase: f64| (0..12).map(move |t| (f64::from(t) * 0.7 + phase).sin() + 0.1 * phase);
/// let treated = wave(1.05).enumerate().map(|(t, v)| if t < 8 { v } else { v + 4.0 }).collect();
/// let donors = (0..24).flat_map(|donor| wave(f64::from(donor) * 0.11)).collect();
/// let (answer, _) = assess_synthetic(&DonorPool::new(treated, donors, 8)?, &Rules::default(), Placebos::All)?;
/// assert_eq!(answer.verdict, Verdict::Effect);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`synthetic_control`], and [`ImpactError::OutcomeDoesNotVary`] when every placebo follows its synthetic unit to
/// the last digit.
pub fn assess_synthetic(
    pool: &DonorPool,
    rules: &Rules,
    placebos: Placebos,
) -> Result<(Assessment, SyntheticStudy), ImpactError> {
    let synthetic = synthetic_control(pool)?;
    let placebo = placebo_test(pool, &synthetic, placebos)?;
    let left_out = leave_one_out(pool, &synthetic)?;
    let squares: f64 = placebo.placebos.iter().map(|one| one.effect * one.effect).sum();
    let error = (squares / placebo.placebos.len() as f64).sqrt();
    let free = (placebo.placebos.len() - 1) as f64;
    let n = pool.periods() * (pool.count() + 1);
    let estimate = Estimate::student(synthetic.effect, error, free, n, None, rules.level)?;
    let horizons = horizons(pool, &synthetic, &placebo, rules.level);
    let study = SyntheticStudy { synthetic, placebo, left_out, horizons };
    let (mut reasons, mut needs) = (Vec::new(), Vec::new());
    let deviation = spread_before(pool);
    let checks = vec![
        fit_check(&study, deviation, &mut reasons, &mut needs),
        placebo_check(pool, &study, &estimate, rules, &mut reasons, &mut needs),
        donor_check(&study, &mut reasons),
    ];
    let margin = rules.margin.in_units(deviation);
    let verdict = judge(&estimate, margin, &checks, &mut reasons, &mut needs);
    let assessment = Assessment {
        estimate: Some(estimate),
        method: Some(Method::SyntheticControl),
        verdict,
        checks,
        reasons,
        needs,
        description: description(pool),
        margin: Some(margin),
    };
    Ok((assessment, study))
}

/// Where every placebo follows its synthetic unit to the last digit nothing is told.
fn horizons(pool: &DonorPool, synthetic: &Synthetic, placebo: &PlaceboTest, level: Level) -> Vec<Horizon> {
    let gaps = &synthetic.gaps[pool.before..];
    let free = (placebo.placebos.len() - 1) as f64;
    let n = pool.periods() * (pool.count() + 1);
    let root = |of: &dyn Fn(&[f64]) -> f64| {
        let squares: f64 = placebo.placebos.iter().map(|one| of(&one.gaps).powi(2)).sum();
        (squares / placebo.placebos.len() as f64).sqrt()
    };
    let told = crate::estimate::horizons(gaps.len()).into_iter().filter_map(|periods| {
        let last = |gaps: &[f64]| gaps[periods - 1];
        let mean = |gaps: &[f64]| gaps[..periods].iter().sum::<f64>() / periods as f64;
        let estimate = |of: &dyn Fn(&[f64]) -> f64| Estimate::student(of(gaps), root(of), free, n, None, level).ok();
        Some(Horizon { periods, change: estimate(&last)?, mean: estimate(&mean)? })
    });
    told.collect()
}

/// Standard deviation of the donors around their mean, over the periods before the start.
fn spread_before(pool: &DonorPool) -> f64 {
    let variances = (0..pool.before).map(|period| {
        let values: Moments = (0..pool.count()).map(|donor| pool.donor(donor)[period]).collect();
        values.variance().unwrap_or(0.0)
    });
    (variances.sum::<f64>() / pool.before as f64).sqrt()
}

fn fit_check(study: &SyntheticStudy, deviation: f64, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let error = study.synthetic.error_before;
    let fits = error <= POOR_FIT * deviation;
    if !fits {
        reasons.push(Reason::PoorFitBefore { error, deviation });
        needs.push(Need::MoreDonors);
    }
    Check::decided(CheckKind::PreFit, Bearing::Identification, fits)
        .with("error_before", error)
        .with("deviation", deviation)
        .with("threshold", POOR_FIT)
}

fn placebo_check(
    pool: &DonorPool,
    study: &SyntheticStudy,
    estimate: &Estimate,
    rules: &Rules,
    reasons: &mut Vec<Reason>,
    needs: &mut Vec<Need>,
) -> Check {
    let p_value = study.placebo.p_value;
    let units = study.placebo.placebos.len() + 1;
    // A p value of exactly one in twenty is the smallest that nineteen donors allow.
    let rare = p_value <= 1.0 - rules.level.value() + 1e-12;
    if pool.count() < LEAST_DONORS {
        reasons.push(Reason::TooFewDonors { donors: pool.count(), least: LEAST_DONORS });
        needs.push(Need::MoreDonors);
    } else if !rare {
        reasons.push(Reason::PlaceboUnitsAsFar { p_value, units });
    }
    // Where the interval holds zero, units that move as far are no objection.
    let objects = estimate.interval.excludes_zero() || pool.count() < LEAST_DONORS;
    let bearing = if objects { Bearing::Uncertainty } else { Bearing::Advice };
    Check::decided(CheckKind::Placebo, bearing, rare)
        .with("p_value", p_value)
        .with("units", units as f64)
        .with("ratio", study.synthetic.ratio())
}

/// The effect may not change its sign when one donor is left out.
fn donor_check(study: &SyntheticStudy, reasons: &mut Vec<Reason>) -> Check {
    let effect = study.synthetic.effect;
    let extreme = |pick: fn(f64, f64) -> f64, start: f64| {
        study.left_out.iter().fold(start, |so_far, one| pick(so_far, one.effect))
    };
    let turning = study.left_out.iter().find(|one| one.effect * effect < 0.0);
    if let Some(one) = turning {
        reasons.push(Reason::RestsOnOneDonor { donor: one.donor, effect: one.effect });
    }
    Check::decided(CheckKind::LeaveOneOut, Bearing::Uncertainty, turning.is_none())
        .with("lowest", extreme(f64::min, effect))
        .with("highest", extreme(f64::max, effect))
        .with("donors", study.left_out.len() as f64)
}

fn description(pool: &DonorPool) -> Description {
    let after: Moments = pool.treated[pool.before..].iter().collect();
    let untreated: Moments =
        (0..pool.count()).flat_map(|donor| pool.donor(donor)[pool.before..].iter().copied()).collect();
    Description {
        treated_n: after.count(),
        untreated_n: untreated.count(),
        treated_mean: Some(after.mean()),
        untreated_mean: Some(untreated.mean()),
        raw_difference: Some(after.mean() - untreated.mean()),
        deviation: untreated.standard_deviation(),
    }
}
