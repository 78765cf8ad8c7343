//! What a page draws of a panel beside the figures: each group over time, how the readings vary, and effects by the
//! time since a common start.

use super::{Options, columns::Sheet, designs::event_study, panels::Panelled};
use lustrum_impact::{Panel, power::Variation, staggered::group_time_effects};
use serde_json::{Value, json};

/// More groups or periods than this make no picture.
const MOST_GROUPS: usize = 40;
const MOST_PERIODS: usize = 600;

/// The mean of each group of starters by period, those who never start last; nothing where there are too many.
pub(super) fn course(found: &Panelled, sheet: &Sheet) -> Option<Value> {
    let (unit, time) = (sheet.unit.as_ref()?, sheet.time.as_ref()?);
    let starts = &found.timing.starts;
    let mut keys: Vec<f64> = starts.iter().flatten().copied().collect();
    keys.sort_unstable_by(f64::total_cmp);
    keys.dedup();
    let (groups, periods) = (keys.len() + 1, found.clock.labels.len());
    if groups > MOST_GROUPS || periods > MOST_PERIODS {
        return None;
    }
    let group_of: Vec<usize> =
        starts.iter().map(|start| start.map_or(keys.len(), |start| keys.partition_point(|key| *key < start))).collect();
    let mut sums = vec![(0.0, 0_u32); groups * periods];
    for (row, period) in found.clock.periods(time).into_iter().enumerate() {
        let cell = &mut sums[group_of[unit.codes[row] as usize] * periods + period as usize];
        cell.0 += sheet.outcome[row];
        cell.1 += 1;
    }
    let told = (0..groups).filter_map(|group| {
        let units = group_of.iter().filter(|of| **of == group).count();
        let mean = |(sum, count): &(f64, u32)| (*count > 0).then(|| sum / f64::from(*count));
        let values: Vec<Option<f64>> = sums[group * periods..(group + 1) * periods].iter().map(mean).collect();
        let start = keys.get(group).map(|start| found.clock.label(*start));
        (units > 0).then(|| json!({ "start": start, "units": units, "values": values }))
    });
    Some(json!({ "periods": found.clock.labels, "groups": told.collect::<Vec<_>>() }))
}

/// How readings varied before anyone started: what longer or larger studies of the same units would bring follows from
/// it. Nothing where units were not all seen, or for too short a time.
pub(super) fn variation(found: &Panelled, sheet: &Sheet) -> Option<Value> {
    let (unit, time) = (sheet.unit.as_ref()?, sheet.time.as_ref()?);
    let first = found.timing.starts.iter().flatten().copied().reduce(f64::min)?;
    let before = found.clock.times.iter().filter(|at| **at < first).count();
    let mut rows = vec![vec![f64::NAN; before]; unit.names.len()];
    for (row, period) in found.clock.periods(time).into_iter().enumerate() {
        if (period as usize) < before {
            rows[unit.codes[row] as usize][period as usize] = sheet.outcome[row];
        }
    }
    let variation = Variation::of(&rows).ok()?;
    let started = found.timing.starts.iter().flatten().count();
    Some(json!({
        "between": variation.between,
        "within": variation.within,
        "decay": variation.decay,
        "started": started,
        "waiting": unit.names.len() - started,
        "before": before,
        "after": found.clock.times.len() - before,
    }))
}

/// Effects by the time since a common start, before it as well: whether the groups moved alike can be seen in them.
pub(super) fn event(panel: &Panel, found: &Panelled, options: &Options) -> Option<Value> {
    let told = group_time_effects(panel, &found.timing, &options.staggered).ok()?;
    Some(event_study::aggregation(&told.dynamic, options, event_study::whole))
}
