//! Units that start at different moments: group-time effects and what they come to together.

use crate::estimate::{
    Answer, DataError, Design, Options,
    columns::Sheet,
    one_cluster,
    panels::{Panelled, at_row},
};
use lustrum_impact::{
    Estimate, Interval, Starts,
    staggered::{Aggregation, Staggered, assess_staggered},
};
use serde_json::{Value, json};

pub(in crate::estimate) fn event_study(
    found: &Panelled,
    sheet: &Sheet,
    options: &Options,
) -> Result<Answer, DataError> {
    one_cluster(sheet.cluster.as_ref().or(sheet.unit.as_ref()), options)?;
    let panel = &found.panel;
    if let Starts::Stops { units } = panel.starts() {
        let refused = lustrum_impact::starts_refusal(&Starts::Stops { units });
        return Ok(super::super::identifies_nothing(panel, refused, sheet.lines.len()));
    }
    let (assessed, told) = assess_staggered(panel, &found.timing, &options.staggered, &options.rules)
        .map_err(|error| at_row(error, sheet, options))?;
    let design = assessed.estimate.map(|_| Design::EventStudy);
    let answer = Answer::new(assessed, design, sheet.lines.len(), None);
    Ok(match told {
        Some(told) => with_effects(answer, &told, found, options),
        None => answer,
    })
}

fn with_effects(answer: Answer, told: &Staggered, found: &Panelled, options: &Options) -> Answer {
    let clock = &found.clock;
    let group_time: Vec<Value> = told
        .group_times
        .iter()
        .map(|cell| {
            json!({
                "start": clock.label(cell.start),
                "time": clock.label(cell.time),
                "since": whole(cell.since),
                "before": cell.before,
                "effect": cell.effect,
                "se": cell.standard_error,
                "band": band(cell.band),
            })
        })
        .collect();
    let missing: Vec<Value> = told
        .missing
        .iter()
        .map(|(start, time)| json!({"start": clock.label(*start), "time": clock.label(*time)}))
        .collect();
    answer
        .with("group_time", group_time)
        .with("group_time_critical", told.critical)
        .with("group_time_missing", missing)
        .with(
            "aggregations",
            json!({
                "simple": {"overall": overall(&told.simple)},
                "dynamic": aggregation(&told.dynamic, options, whole),
                "group": aggregation(&told.group, options, |at| clock.label(at)),
                "calendar": aggregation(&told.calendar, options, |at| clock.label(at)),
            }),
        )
        .with("pre_trend", json!(told.pre_trend))
        .with(
            "settings",
            json!({
                "comparison": options.staggered.comparison,
                "base": options.staggered.base,
                "adjustment": (!options.covariates.is_empty()).then_some(options.staggered.adjustment),
                "anticipation": whole(options.staggered.anticipation),
                "draws": options.staggered.draws,
                "seed": options.staggered.seed,
            }),
        )
        .with("units", told.units)
}

fn overall(estimate: &Estimate) -> Value {
    json!({
        "estimate": estimate.effect,
        "se": estimate.standard_error,
        "ci": [estimate.interval.low, estimate.interval.high],
        "p_value": estimate.p_value(),
    })
}

/// Each effect has Student's interval with the degrees of freedom of the overall figure, and the band of all of them.
pub(in crate::estimate) fn aggregation(of: &Aggregation, options: &Options, label: impl Fn(f64) -> Value) -> Value {
    let free = of.overall.degrees_of_freedom;
    let own = |effect: f64, error: f64| {
        let estimate = Estimate::student(effect, error, free, of.overall.n, None, options.staggered.level);
        estimate.ok().map(|estimate| estimate.interval)
    };
    let effects: Vec<Value> = of
        .effects
        .iter()
        .map(|one| {
            json!({
                "at": label(one.at),
                "effect": one.effect,
                "se": one.standard_error,
                "ci": band(one.standard_error.and_then(|error| own(one.effect, error))),
                "band": band(one.band),
            })
        })
        .collect();
    json!({"overall": overall(&of.overall), "effects": effects, "critical": of.critical})
}

fn band(of: Option<Interval>) -> Option<[f64; 2]> {
    of.map(|interval| [interval.low, interval.high])
}

pub(in crate::estimate) fn whole(value: f64) -> Value {
    if value.fract() == 0.0 { json!(value as i64) } else { json!(value) }
}
