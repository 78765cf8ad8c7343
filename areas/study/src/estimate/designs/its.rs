//! The course before the start, carried on.

use super::{horizons, told, without_weights};
use crate::estimate::{
    Answer, DataError, Design, Options, Role,
    clock::Clock,
    columns::Sheet,
    identifies_nothing,
    panels::{Panelled, at_row, every_unit_in_every_period},
};
use lustrum_impact::{
    Bearing, Check, CheckKind, Level, Need, Panel, Reason, Starts,
    time_series::{
        Errors, Segmented, Series, Trend, assess_series, error_with, mean_series, structural_counterfactual,
    },
};
use serde_json::{Value, json};

pub(in crate::estimate) fn its(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    without_weights(Design::Its, options)?;
    let (panel, clock) = over_time(&sheet, options)?;
    let less = matches!(panel.starts(), Starts::Common { .. });
    let rows = sheet.lines.len();
    let nothing = |reason: Reason, need: Need| Ok(identifies_nothing(&panel, Some((reason, vec![need])), rows));
    match panel.starts() {
        Starts::Staggered { at, .. } => {
            return nothing(Reason::StartsDiffer { starts: at.len() }, Need::StaggeredDesign);
        }
        Starts::Stops { units } => return nothing(Reason::TreatmentStops { units }, Need::RandomAssignment),
        Starts::Never { treated_units } => {
            return nothing(Reason::NoPeriodBefore { treated_units }, Need::BeforeAndAfter);
        }
        Starts::Common { .. } | Starts::Everybody { .. } => {}
    }
    every_unit_in_every_period(&sheet, &clock, options)?;
    let refused = |error| at_row(error, &sheet, options);
    let series = mean_series(&panel).map_err(refused)?;
    let (mut assessed, found) = assess_series(&series, Errors::Restricted, &options.rules).map_err(refused)?;
    let missing = clock.missing();
    let steps =
        Check::decided(CheckKind::EqualSteps, Bearing::Advice, missing == 0).with("missing_periods", missing as f64);
    assessed.checks.push(steps);
    let start = clock.labels[series.before()].clone();
    // Of the units only the mean counts, so that their clusters play no part.
    let unused = options.cluster.as_ref().map(|_| Role::Cluster);
    let answer = Answer::new(assessed, Some(Design::Its), rows, unused)
        .with("level_change", told(&found.level))
        .with("slope_change", told(&found.slope))
        .with("mean_change", told(&found.mean))
        .with("end_change", told(&found.end))
        .with("cumulative", told(&found.cumulative))
        .with("horizons", horizons(&found.horizons, &clock.labels[series.before()..]))
        .with("autocorrelation", found.autocorrelation)
        .with("durbin_watson", found.durbin_watson)
        .with("less_untreated", less)
        .with("start", start)
        .with("series", course(&series, &found, &clock));
    let answer = answer.with_some("longer", options.pictured.then(|| json!(longer(&series, &found))));
    Ok(match forecast(&series, options.rules.level) {
        Some(forecast) => answer.with("counterfactual", forecast),
        None => answer,
    })
}

/// One series needs no column that names its unit.
fn over_time(sheet: &Sheet, options: &Options) -> Result<(Panel, Clock), DataError> {
    if sheet.unit.is_some() {
        let found = Panelled::of(sheet, options)?;
        return Ok((found.panel, found.clock));
    }
    let missing = DataError::RoleMissingFor { design: Design::Its, role: Role::Time };
    let time = sheet.time.as_ref().ok_or(missing)?;
    let clock = Clock::of(time, options.time.as_deref().unwrap_or_default())?;
    let one = vec![0; sheet.lines.len()];
    let codes = [one.clone(), clock.periods(time), one];
    let panel = Panel::coded(codes, sheet.outcome.clone(), sheet.treated.clone(), sheet.covariates.clone())
        .map_err(|error| at_row(error, sheet, options))?;
    Ok((panel, clock))
}

/// More periods than this nobody plans.
const FARTHEST: usize = 60;

/// How the error would be with more periods from the start on, as a share of what it is: one more, two more, and so on.
fn longer(series: &Series, found: &Segmented) -> Vec<f64> {
    let after = series.after();
    (after + 1..=after + FARTHEST).map_while(|periods| error_with(series, found, periods)).collect()
}

fn course(series: &Series, found: &Segmented, clock: &Clock) -> Vec<Value> {
    let periods = series.outcome().iter().zip(&found.expected).zip(&clock.labels);
    periods
        .map(|((observed, expected), time)| json!({"time": time, "observed": observed, "expected": expected}))
        .collect()
}

/// What a model of the time before would have expected: a second opinion with its own assumptions.
fn forecast(series: &Series, level: Level) -> Option<Value> {
    let found = structural_counterfactual(series, Trend::LocalLevel, level).ok()?;
    let expected: Vec<Value> = found
        .expected
        .iter()
        .zip(&found.expected_interval)
        .map(|(value, interval)| json!({"expected": value, "ci": [interval.low, interval.high]}))
        .collect();
    Some(json!({
        "mean": told(&found.mean),
        "end": told(&found.end),
        "cumulative": told(&found.cumulative),
        "expected": expected,
    }))
}
