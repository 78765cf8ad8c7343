//! Is what staggered starts give an effect.

use super::{Settings, Staggered, Timing, group_time_effects, plan::Plan};
use crate::{
    Assessment, Bearing, Check, CheckKind, Description, ImpactError, Method, Need, Panel, Reason, Rules, Status,
    clusters::{LEAST_CLUSTERS, LEAST_CLUSTERS_PER_GROUP, one_each},
    panel_assessment::untreated_deviation,
    verdict::judge,
};

/// Effects before the start that are this improbable under parallel trends count as such.
const TREND_P: f64 = 0.05;

/// Group-time effects with their checks: enough clusters, no effects before the start, someone to compare with. The
/// estimate is the mean of the effects over the periods since the start.
///
/// Where no group has both a period before its start and anyone to compare with, the verdict is
/// [`crate::Verdict::NotIdentifiable`] without an estimate.
///
/// ```
/// use lustrum_impact::{Panel, PanelRows, Rules, Verdict, staggered::{Settings, assess_staggered}};
/// let panel = Panel::new(PanelRows {
///     unit: &["a", "a", "b", "b"],
///     period: &[2025, 2026, 2025, 2026],
///     cluster: &["a", "a", "b", "b"],
///     outcome: vec![1.0, 4.0, 2.0, 2.5],
///     treated: vec![false, true, false, true],
///     covariates: Vec::new(),
/// })?;
/// let (answer, found) = assess_staggered(&panel, &panel.timing(), &Settings::default(), &Rules::default())?;
/// assert_eq!((answer.verdict, found), (Verdict::NotIdentifiable, None)); // all start at once
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// Those of [`group_time_effects`] except [`ImpactError::NoGroupTime`].
pub fn assess_staggered(
    panel: &Panel,
    timing: &Timing,
    settings: &Settings,
    rules: &Rules,
) -> Result<(Assessment, Option<Staggered>), ImpactError> {
    let description = Description::of(&panel.outcome, &panel.treated);
    let found = match group_time_effects(panel, timing, settings) {
        Ok(found) => found,
        Err(ImpactError::NoGroupTime) => {
            let treated_units = timing.starts.iter().flatten().count();
            let from_start = timing.starts.iter().flatten().all(|start| Some(start) <= timing.times.first());
            let (reason, need) = if from_start {
                (Reason::NoPeriodBefore { treated_units }, Need::BeforeAndAfter)
            } else {
                (Reason::NoComparisonGroup, Need::UntrainedUnits)
            };
            return Ok((Assessment::not_identifiable(description, vec![], vec![reason], vec![need]), None));
        }
        // Of groups that are a cluster each there is no error, and none is made up.
        Err(ImpactError::OutcomeDoesNotVary) if one_each(groups_of(panel, timing)) => {
            return Err(ImpactError::ClustersLeaveNothing);
        }
        Err(other) => return Err(other),
    };
    let rounding = 1e-12 * description.deviation.unwrap_or(0.0);
    if found.dynamic.overall.standard_error <= rounding && one_each(groups_of(panel, timing)) {
        return Err(ImpactError::ClustersLeaveNothing);
    }
    let (mut reasons, mut needs) = (Vec::new(), Vec::new());
    let plan = Plan::new(timing, settings)?;
    let checks = vec![
        clusters(panel, &plan, &mut reasons, &mut needs),
        pre_trend(&found, &mut reasons, &mut needs),
        comparisons(&found, &mut reasons),
        treated_from_start(&found, &mut reasons),
    ];
    let estimate = found.dynamic.overall;
    let margin = rules.margin.in_units(untreated_deviation(panel));
    let verdict = judge(&estimate, margin, &checks, &mut reasons, &mut needs);
    let assessment = Assessment {
        estimate: Some(estimate),
        method: Some(Method::GroupTimeEffects),
        verdict,
        checks,
        reasons,
        needs,
        description,
        margin: Some(margin),
    };
    Ok((assessment, Some(found)))
}

/// The group of each row, by its start, and its cluster.
fn groups_of<'a>(panel: &'a Panel, timing: &'a Timing) -> impl Iterator<Item = (Option<u64>, u32)> + 'a {
    let start = |unit: u32| timing.starts[unit as usize].map(f64::to_bits);
    panel.unit.iter().zip(&panel.cluster).map(move |(unit, cluster)| (start(*unit), *cluster))
}

/// Clusters with units whose effect is estimated, and clusters with units that they are compared with.
fn clusters(panel: &Panel, plan: &Plan, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let mut estimated = vec![false; plan.starts.len()];
    let mut compared = vec![false; plan.starts.len()];
    for cell in &plan.cells {
        estimated[cell.group] = true;
        cell.controls.iter().for_each(|group| compared[*group] = true);
    }
    let holding = |groups: &[bool]| {
        let mut holds = vec![false; panel.clusters()];
        for (unit, cluster) in panel.unit.iter().zip(&panel.cluster) {
            if plan.group_of[*unit as usize].is_some_and(|group| groups[group as usize]) {
                holds[*cluster as usize] = true;
            }
        }
        holds.iter().filter(|holds| **holds).count()
    };
    let all: Vec<bool> = estimated.iter().zip(&compared).map(|(one, other)| *one || *other).collect();
    let (treated, untreated, clusters) = (holding(&estimated), holding(&compared), holding(&all));
    let enough = treated.min(untreated) >= LEAST_CLUSTERS_PER_GROUP && clusters >= LEAST_CLUSTERS;
    if !enough {
        reasons.push(Reason::TooFewClusters { treated, untreated, clusters });
        needs.push(Need::MoreClusters);
    }
    Check::decided(CheckKind::Clusters, Bearing::Uncertainty, enough)
        .with("treated", treated as f64)
        .with("untreated", untreated as f64)
        .with("clusters", clusters as f64)
        .with("least_per_group", LEAST_CLUSTERS_PER_GROUP as f64)
        .with("least", LEAST_CLUSTERS as f64)
}

fn pre_trend(found: &Staggered, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let (kind, bearing) = (CheckKind::PreTrend, Bearing::Identification);
    let Some(test) = found.pre_trend else {
        let before = found.group_times.iter().filter(|cell| cell.before).count();
        reasons.push(Reason::TrendsUnchecked { periods_before: if before == 0 { 1 } else { before } });
        needs.push(if before == 0 { Need::MorePeriodsBefore } else { Need::MoreClusters });
        return Check::new(kind, bearing, Status::NotApplicable).with("effects", before as f64);
    };
    let parallel = test.p_value_few_clusters >= TREND_P;
    if !parallel {
        reasons.push(Reason::EffectsBeforeStart { effects: test.effects, p_value: test.p_value_few_clusters });
        needs.push(Need::RandomAssignment);
    }
    Check::decided(kind, bearing, parallel)
        .with("statistic", test.statistic)
        .with("effects", test.effects as f64)
        .with("p_value", test.p_value_few_clusters)
        .with("p_value_many_clusters", test.p_value)
}

fn comparisons(found: &Staggered, reasons: &mut Vec<Reason>) -> Check {
    let missing = found.missing.len();
    if missing > 0 {
        reasons.push(Reason::ComparisonsMissing { comparisons: missing });
    }
    Check::decided(CheckKind::Comparisons, Bearing::Advice, missing == 0)
        .with("made", found.group_times.len() as f64)
        .with("missing", missing as f64)
}

fn treated_from_start(found: &Staggered, reasons: &mut Vec<Reason>) -> Check {
    if found.left_out > 0 {
        reasons.push(Reason::TreatedFromStart { units: found.left_out });
    }
    Check::decided(CheckKind::TreatedFromStart, Bearing::Advice, found.left_out == 0)
        .with("units", found.left_out as f64)
}
