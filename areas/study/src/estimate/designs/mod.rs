//! Each design: from a table to its answer.

pub(super) mod event_study;
mod its;
mod synth;
mod trial;
mod weighting;

use super::{Answer, DataError, Design, Options, columns::Sheet};
pub(super) use its::its;
use lustrum_impact::{Estimate, Horizon};
use serde_json::{Value, json};
pub(super) use synth::synth;
pub(super) use trial::trial;
pub(super) use weighting::{aipw, ipw};

/// Refuses weights in a design that has no use for them: they are never left aside unsaid.
pub(super) fn without_weights(design: Design, options: &Options) -> Result<(), DataError> {
    match &options.weights {
        Some(column) => Err(DataError::WeightsUnused { design, column: column.clone() }),
        None => Ok(()),
    }
}

/// Refuses what is asked of staggered starts in a design that has none, where it is not what holds by default.
pub(super) fn without_staggered(design: Design, options: &Options) -> Result<(), DataError> {
    let (asked, usual) = (&options.staggered, lustrum_impact::staggered::Settings::default());
    let unused = [
        ("comparison", asked.comparison != usual.comparison),
        ("base", asked.base != usual.base),
        ("adjustment", asked.adjustment != usual.adjustment),
        ("anticipation", asked.anticipation > usual.anticipation),
    ];
    match unused.into_iter().find(|(_, set)| *set && design != Design::EventStudy) {
        Some((setting, _)) => Err(DataError::SettingUnused { design, setting }),
        None => Ok(()),
    }
}

pub(super) fn event_study(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    let found = super::panels::Panelled::of(&sheet, options)?;
    let answer = event_study::event_study(&found, &sheet, options)?;
    Ok(super::pictured(answer, &found, &sheet, options))
}

/// An estimate as it stands inside an answer.
fn told(estimate: &Estimate) -> Value {
    json!({
        "estimate": estimate.effect,
        "se": estimate.standard_error,
        "ci": [estimate.interval.low, estimate.interval.high],
        "p_value": estimate.p_value(),
    })
}

/// Effects so many periods from the start on, each with the period as the table writes it; `after` begins with the start.
fn horizons(told_of: &[Horizon], after: &[Value]) -> Vec<Value> {
    let line = |one: &Horizon| {
        let time = after.get(one.periods - 1);
        json!({"periods": one.periods, "time": time, "change": told(&one.change), "mean": told(&one.mean)})
    };
    told_of.iter().map(line).collect()
}
