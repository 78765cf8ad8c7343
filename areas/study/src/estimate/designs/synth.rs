//! A mixture of untreated units that moved like the treated one.

use super::{horizons, without_weights};
use crate::estimate::{
    Answer, DataError, Design, Options, Role,
    columns::Sheet,
    identifies_nothing,
    panels::{Panelled, at_row, every_unit_in_every_period},
};
use lustrum_impact::{
    Starts, starts_refusal,
    synthetic::{Placebos, SyntheticStudy, assess_synthetic, donor_pool},
};
use serde_json::{Map, Value, json};

pub(in crate::estimate) fn synth(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    without_weights(Design::Synth, options)?;
    let found = Panelled::of(&sheet, options)?;
    let panel = &found.panel;
    let starts = panel.starts();
    let refused = match &starts {
        Starts::Common { .. } => None,
        Starts::Staggered { at, .. } => Some((
            lustrum_impact::Reason::StartsDiffer { starts: at.len() },
            vec![lustrum_impact::Need::StaggeredDesign],
        )),
        other => starts_refusal(other),
    };
    if refused.is_some() {
        return Ok(identifies_nothing(panel, refused, sheet.lines.len()));
    }
    every_unit_in_every_period(&sheet, &found.clock, options)?;
    let refused = |error| at_row(error, &sheet, options);
    let (pool, donors) = donor_pool(panel).map_err(refused)?;
    let (assessed, study) = assess_synthetic(&pool, &options.rules, placebos(options)).map_err(refused)?;
    let names: Vec<&str> = match &sheet.unit {
        Some(unit) => donors.iter().map(|donor| unit.names[*donor].as_ref()).collect(),
        None => Vec::new(),
    };
    // Each unit stands for itself among the placebos, whatever its cluster.
    let unused = options.cluster.as_ref().map(|_| Role::Cluster);
    let answer = Answer::new(assessed, Some(Design::Synth), sheet.lines.len(), unused);
    let told = horizons(&study.horizons, &found.clock.labels[pool.before()..]);
    let answer = with_study(answer, &study, &names, &found)
        .with("series", series(pool.treated(), &study, &found))
        .with("horizons", told);
    let start = found.clock.labels.get(pool.before()).cloned();
    Ok(super::super::pictured(answer.with_some("start", start), &found, &sheet, options))
}

/// With predictors every placebo looks for its own importances, which takes its time.
fn placebos(options: &Options) -> Placebos {
    match options.covariates.is_empty() {
        true => Placebos::default(),
        false => Placebos::AtMost { most: 99, seed: options.staggered.seed },
    }
}

/// The treated unit beside its mixture.
fn series(treated: &[f64], study: &SyntheticStudy, found: &Panelled) -> Vec<Value> {
    let periods = treated.iter().zip(&study.synthetic.gaps).zip(&found.clock.labels);
    periods
        .map(|((observed, gap), time)| json!({"time": time, "observed": observed, "expected": observed - gap}))
        .collect()
}

fn with_study(answer: Answer, study: &SyntheticStudy, names: &[&str], found: &Panelled) -> Answer {
    let synthetic = &study.synthetic;
    let weights: Map<String, Value> =
        synthetic.weights.iter().map(|one| (names[one.donor].to_owned(), json!(one.weight))).collect();
    let left_out: Map<String, Value> =
        study.left_out.iter().map(|one| (names[one.donor].to_owned(), json!(one.effect))).collect();
    let gaps: Vec<Value> =
        synthetic.gaps.iter().zip(&found.clock.labels).map(|(gap, time)| json!({"time": time, "gap": gap})).collect();
    answer
        .with("weights", weights)
        .with("importance", json!(synthetic.importance))
        .with("placebo_p", study.placebo.p_value)
        .with("placebos", study.placebo.placebos.len())
        .with("pre_fit", json!({"rmspe": synthetic.error_before, "rmspe_after": synthetic.error_after}))
        .with("rmspe_ratio", json!(synthetic.ratio()))
        .with("leave_one_out", left_out)
        .with("gaps", gaps)
}
