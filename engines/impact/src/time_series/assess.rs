//! Is the change of an interrupted series an effect.

use super::{Errors, Segmented, Series, segmented_regression};
use crate::{
    Assessment, Bearing, Check, CheckKind, Description, ImpactError, Method, Moments, Need, Reason, Rules, Status,
    verdict::judge,
};

/// With fewer periods on a side, a line through them is a guess.
const LEAST_PERIODS: usize = 8;
/// A start that never was needs room on both of its sides.
const LEAST_FOR_PLACEBO: usize = 12;
const PLACEBO_P: f64 = 0.05;

/// Segmented regression with its checks: length of the series, autocorrelation (allowed for), and a start that never
/// was. The estimate is the mean change over the periods after the start; level and slope come with it.
///
/// One series alone can't tell the programme from what else happened at the same time: without a control series this
/// is said among the reasons.
///
/// ```
/// use lustrum_impact::{Rules, Verdict, time_series::{Errors, Series, assess_series}};
/// let wobble = |t: usize| ((7 * t * t * t + 11 * t * t + 31 * t) % 41) as f64 / 41.0;
/// let outcome = (0..40).map(|t| 10.0 + wobble(t) - if t >= 20 { 3.0 } else { 0.0 }).collect();
/// let (answer, found) = assess_series(&Series::new(outcome, 20)?, Errors::Restricted, &Rules::default())?;
/// assert_eq!(answer.verdict, Verdict::Effect);
/// assert!(found.mean.effect < -2.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`segmented_regression`].
pub fn assess_series(series: &Series, errors: Errors, rules: &Rules) -> Result<(Assessment, Segmented), ImpactError> {
    let found = segmented_regression(series, errors, rules.level)?;
    let (mut reasons, mut needs) = (Vec::new(), Vec::new());
    let checks = vec![
        length_check(series, &mut reasons, &mut needs),
        autocorrelation_check(&found),
        placebo_start(series, errors, rules, &mut reasons, &mut needs),
    ];
    let description = description(series);
    let margin = rules.margin.in_units(description.deviation.unwrap_or(0.0));
    let verdict = judge(&found.mean, margin, &checks, &mut reasons, &mut needs);
    if series.controls.is_empty() {
        reasons.push(Reason::NothingElseKnown);
        needs.push(Need::ComparisonSeries);
    }
    let assessment = Assessment {
        estimate: Some(found.mean),
        method: Some(Method::InterruptedTimeSeries),
        verdict,
        checks,
        reasons,
        needs,
        description,
        margin: Some(margin),
    };
    Ok((assessment, found))
}

fn length_check(series: &Series, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let (before, after) = (series.before(), series.after());
    let long = before.min(after) >= LEAST_PERIODS;
    if !long {
        reasons.push(Reason::SeriesTooShort { before, after, least: LEAST_PERIODS });
        needs.push(Need::MorePeriods);
    }
    Check::decided(CheckKind::SeriesLength, Bearing::Uncertainty, long)
        .with("before", before as f64)
        .with("after", after as f64)
        .with("least", LEAST_PERIODS as f64)
}

fn autocorrelation_check(found: &Segmented) -> Check {
    // Allowed for in the error; near one it can't be.
    let bounded = found.autocorrelation.abs() < 0.9;
    Check::decided(CheckKind::Autocorrelation, Bearing::Uncertainty, bounded)
        .with("autocorrelation", found.autocorrelation)
        .with("durbin_watson", found.durbin_watson)
}

/// The periods before the start, as if it had been in their middle.
fn placebo_start(
    series: &Series,
    errors: Errors,
    rules: &Rules,
    reasons: &mut Vec<Reason>,
    needs: &mut Vec<Need>,
) -> Check {
    let none = Check::new(CheckKind::PlaceboStart, Bearing::Identification, Status::NotApplicable);
    if series.start < LEAST_FOR_PLACEBO {
        return none;
    }
    let cut = |values: &[f64]| values[..series.start].to_vec();
    let mut early = Series { outcome: cut(&series.outcome), start: series.start / 2, ..series.clone() };
    for control in &mut early.controls {
        control.values = cut(&control.values);
    }
    let Ok(found) = segmented_regression(&early, errors, rules.level) else { return none };
    let p_value = found.mean.p_value();
    let quiet = p_value >= PLACEBO_P;
    if !quiet {
        reasons.push(Reason::PlaceboStartShowsEffect { p_value });
        needs.push(Need::ComparisonSeries);
    }
    Check::decided(CheckKind::PlaceboStart, Bearing::Identification, quiet)
        .with("effect", found.mean.effect)
        .with("p_value", p_value)
        .with("start", early.start as f64)
}

fn description(series: &Series) -> Description {
    let (before, after) = series.outcome.split_at(series.start);
    let (before, after): (Moments, Moments) = (before.iter().collect(), after.iter().collect());
    Description {
        treated_n: after.count(),
        untreated_n: before.count(),
        treated_mean: Some(after.mean()),
        untreated_mean: Some(before.mean()),
        raw_difference: Some(after.mean() - before.mean()),
        deviation: before.standard_deviation(),
    }
}
