//! The interval of a difference in differences where few clusters were trained, or few were not.

use crate::{
    Bearing, Check, CheckKind, Estimate, Interval, IntervalKind, Level, Panel, PlaceboInterval, Reason, Starts, Status,
    changes::{Changes, compared_changes},
    clusters::LEAST_CLUSTERS_PER_GROUP,
    placebo_interval,
};

/// With fewer than five clusters in the smaller group the interval is that of the placebos. Where there are too few choices
/// of clusters for it, two clusters or more still tell their own spread, and Student's interval with its few degrees of
/// freedom stays; of one cluster none can be told. The estimate and its standard error stay as they are.
pub(crate) fn from_placebos(
    estimate: Estimate,
    panel: &Panel,
    starts: &Starts,
    changes: &Changes,
    checks: &mut [Check],
    reasons: &mut Vec<Reason>,
) -> Estimate {
    let (treated, untreated) = (changes.clusters.treated, changes.clusters.untreated);
    let smaller = treated.min(untreated);
    let few = (1..LEAST_CLUSTERS_PER_GROUP).contains(&smaller);
    let Starts::Common { period } = starts else { return estimate };
    // Within a cluster that holds both, clusters do not tell the groups apart.
    if !few || changes.clusters.mixed > 0 || !changes.nested {
        return estimate;
    }
    let level = estimate.interval.level;
    let found = compared_changes(panel, *period, changes, estimate.effect)
        .and_then(|changes| placebo_interval(&changes, estimate.effect, level));
    let Ok(found) = found else { return estimate };
    let interval = Interval { low: found.low, high: found.high, level };
    if smaller > 1 && !interval.is_bounded() {
        return estimate;
    }
    let kind = IntervalKind::Placebo { choices: found.choices, p_value: found.p_value };
    if interval.is_bounded() {
        reasons.push(Reason::IntervalFromPlacebos { treated, untreated, choices: found.choices });
    } else {
        let least = least_beside_one(level.value());
        reasons.push(Reason::IntervalCantBeTold { treated, untreated, least });
    }
    carry_over(&found, level, checks, reasons);
    Estimate { interval, kind, ..estimate }
}

/// What the placebos say takes the place of a test of clusters that could not be made.
fn carry_over(found: &PlaceboInterval, level: Level, checks: &mut [Check], reasons: &mut Vec<Reason>) {
    let made = |check: &&mut Check| check.kind == CheckKind::Placebo && check.status == Status::NotApplicable;
    let Some(placebo) = checks.iter_mut().find(made) else { return };
    let rare = found.p_value <= 1.0 - level.value() + 1e-12;
    *placebo = Check::decided(CheckKind::Placebo, Bearing::Uncertainty, rare)
        .with("p_value", found.p_value)
        .with("choices", found.choices as f64);
    if !rare {
        reasons.push(Reason::PlaceboNotRare { p_value: found.p_value, choices: found.choices });
    }
    for check in checks.iter_mut().filter(|check| check.kind == CheckKind::Clusters) {
        check.bearing = Bearing::Advice;
    }
}

/// Clusters to compare with from which on one cluster can stand out.
fn least_beside_one(level: f64) -> usize {
    (1.0 / (1.0 - level) - 1.0 - 1e-9).ceil() as usize
}
