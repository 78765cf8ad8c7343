//! Units before and after, trained and untrained: is the difference in differences an effect.

use crate::{
    Assessment, Bearing, Check, CheckKind, Column, Description, ImpactError, Method, Moments, Need, Panel, Reason,
    Rules, Starts, Status,
    changes::changes,
    clusters::{Grouped, LEAST_CLUSTERS, LEAST_CLUSTERS_PER_GROUP, cluster_checks, for_few_clusters},
    difference_in_differences,
    few_clusters::from_placebos,
    permutation,
    two_way::{two_way, two_way_coefficient},
    verdict::judge,
};

/// A drift before the start that is this improbable under parallel trends counts as one.
const TREND_P: f64 = 0.05;

/// Difference in differences with its checks: one common start, enough clusters (else an exact
/// permutation test of the clusters), and parallel trends before the start.
///
/// With fewer than five clusters trained, or untrained, the interval is that of [`crate::placebo_interval`], and without
/// bounds where one cluster has too few to compare with.
///
/// The margin of the verdict is taken in standard deviations of the untreated outcome around its
/// period means, unless it is given in units. Where the data hold no start, nobody untreated, or a
/// treatment that stops, the verdict is [`crate::Verdict::NotIdentifiable`] without an estimate.
///
/// ```
/// use lustrum_impact::{Panel, PanelRows, Rules, Verdict, assess_panel};
/// // Everybody is trained in the second year: nobody to compare with.
/// let panel = Panel::new(PanelRows {
///     unit: &["a", "a", "b", "b"],
///     period: &[2025, 2026, 2025, 2026],
///     cluster: &["a", "a", "b", "b"],
///     outcome: vec![1.0, 4.0, 2.0, 2.5],
///     treated: vec![false, true, false, true],
///     covariates: Vec::new(),
/// })?;
/// let answer = assess_panel(&panel, &Rules::default())?;
/// assert_eq!((answer.verdict, answer.estimate), (Verdict::NotIdentifiable, None));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// Those of [`difference_in_differences`].
pub fn assess_panel(panel: &Panel, rules: &Rules) -> Result<Assessment, ImpactError> {
    let description = Description::of(&panel.outcome, &panel.treated);
    let starts = panel.starts();
    if let Some((reason, needs)) = starts_refusal(&starts) {
        return Ok(Assessment::not_identifiable(description, Vec::new(), vec![reason], needs));
    }
    let fit = difference_in_differences(panel, rules.level)?;
    let mut reasons = Vec::new();
    let mut needs = Vec::new();
    let mut checks = vec![common_start(&starts, &mut reasons, &mut needs)];
    let grouped = changes(panel, &starts);
    checks.extend(cluster_checks(&grouped.clusters, rules, &mut reasons, &mut needs));
    if !grouped.comparable {
        // The permutation compares changes of whole units: without them it says nothing.
        withdraw_placebo(&mut checks, &mut reasons);
    }
    checks.push(pre_trend(panel, &starts, &mut reasons, &mut needs)?);
    checks.push(singletons(fit.left_out));
    let margin = rules.margin.in_units(untreated_deviation(panel));
    let estimate = for_few_clusters(fit.estimate, &grouped.clusters);
    let estimate = from_placebos(estimate, panel, &starts, &grouped, &mut checks, &mut reasons);
    let verdict = judge(&estimate, margin, &checks, &mut reasons, &mut needs);
    Ok(Assessment {
        estimate: Some(estimate),
        method: Some(Method::DifferenceInDifferences),
        verdict,
        checks,
        reasons,
        needs,
        description,
        margin: Some(margin),
    })
}

/// Why these starts identify nothing, where they do not.
pub fn starts_refusal(starts: &Starts) -> Option<(Reason, Vec<Need>)> {
    match starts {
        Starts::Common { .. } | Starts::Staggered { .. } => None,
        Starts::Never { treated_units } => {
            Some((Reason::NoPeriodBefore { treated_units: *treated_units }, vec![Need::BeforeAndAfter]))
        }
        Starts::Everybody { .. } => Some((Reason::NoComparisonGroup, vec![Need::UntrainedUnits])),
        Starts::Stops { units } => Some((Reason::TreatmentStops { units: *units }, vec![Need::RandomAssignment])),
    }
}

fn common_start(starts: &Starts, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let count = match starts {
        Starts::Staggered { at, .. } => at.len(),
        _ => 1,
    };
    if count > 1 {
        reasons.push(Reason::StartsDiffer { starts: count });
        needs.push(Need::StaggeredDesign);
    }
    Check::decided(CheckKind::CommonStart, Bearing::Identification, count == 1).with("starts", count as f64)
}

fn withdraw_placebo(checks: &mut [Check], reasons: &mut Vec<Reason>) {
    reasons.retain(|reason| !matches!(reason, Reason::PlaceboNotRare { .. }));
    for check in checks {
        match check.kind {
            CheckKind::Clusters => check.bearing = Bearing::Uncertainty,
            CheckKind::Placebo => {
                *check = Check::new(check.kind, check.bearing, Status::NotApplicable);
            }
            _ => {}
        }
    }
}

/// Slope of the gap between both groups over the periods before the start. Where too few clusters
/// are treated for its standard error, the permutation of whole clusters gives its p value.
fn pre_trend(
    panel: &Panel,
    starts: &Starts,
    reasons: &mut Vec<Reason>,
    needs: &mut Vec<Need>,
) -> Result<Check, ImpactError> {
    let (kind, bearing) = (CheckKind::PreTrend, Bearing::Identification);
    let not_applicable = Check::new(kind, bearing, Status::NotApplicable);
    let Starts::Common { period: start } = *starts else {
        return Ok(not_applicable);
    };
    if start < 2 {
        reasons.push(Reason::TrendsUnchecked { periods_before: start });
        needs.push(Need::MorePeriodsBefore);
        return Ok(not_applicable.with("periods_before", start as f64));
    }
    let treated_unit: Vec<bool> = panel.unit_starts().iter().map(|u| u.start.is_some()).collect();
    let mut marked = panel.clone();
    marked.covariates = Vec::new();
    marked.treated = panel.unit.iter().map(|unit| treated_unit[*unit as usize]).collect();
    let before = marked.filtered(|row| (panel.period[row] as usize) < start);
    let drift = before
        .treated
        .iter()
        .zip(&before.period)
        .map(|(treated, period)| if *treated { f64::from(*period) } else { 0.0 })
        .collect();
    let drift = Column::new("trend", drift);
    let Ok((slope, noise)) = two_way_coefficient(&before, &drift) else {
        // Too little was seen before the start: no reason to withhold the estimate.
        reasons.push(Reason::TrendsUnchecked { periods_before: start });
        needs.push(Need::MorePeriodsBefore);
        return Ok(not_applicable.with("periods_before", start as f64));
    };
    let fit = two_way(&before, &drift, crate::Level::default());
    let p_value = match (trusted_p(&before), &fit) {
        // Parallel to the last digit, also where no standard error can be had.
        _ if slope.abs() <= noise => 1.0,
        (Some(p_value), _) => p_value,
        (None, Ok(fit)) => fit.estimate.p_value(),
        (None, Err(_)) => 0.0,
    };
    let parallel = p_value >= TREND_P;
    if !parallel {
        reasons.push(Reason::TrendsDifferBefore { slope, p_value });
        needs.push(Need::RandomAssignment);
    }
    let standard_error = fit.map_or(f64::NAN, |fit| fit.estimate.standard_error);
    Ok(Check::decided(kind, bearing, parallel)
        .with("slope", slope)
        .with("standard_error", standard_error)
        .with("p_value", p_value)
        .with("periods_before", start as f64))
}

/// The permutation p value of the slopes, where clusters are too few and the panel allows it.
fn trusted_p(before: &Panel) -> Option<f64> {
    if !before.is_balanced() || before.weights.is_some() {
        return None;
    }
    let middle = (before.periods() - 1) as f64 / 2.0;
    let rows = (0..before.rows()).map(|row| {
        let weight = f64::from(before.period[row]) - middle;
        (before.cluster[row], weight * before.outcome[row], before.treated[row])
    });
    let mut grouped = Grouped::gather(rows, before.clusters());
    let few =
        grouped.treated.min(grouped.untreated) < LEAST_CLUSTERS_PER_GROUP || grouped.clusters.len() < LEAST_CLUSTERS;
    if !few || grouped.mixed > 0 {
        return None;
    }
    for cluster in &mut grouped.clusters {
        cluster.units /= before.periods() as f64;
    }
    permutation(&grouped.clusters).map(|test| test.p_value)
}

fn singletons(left_out: usize) -> Check {
    Check::decided(CheckKind::Singletons, Bearing::Advice, left_out == 0).with("left_out", left_out as f64)
}

/// Standard deviation of the untreated outcome around its period means.
pub(crate) fn untreated_deviation(panel: &Panel) -> f64 {
    let mut periods = vec![Moments::default(); panel.periods()];
    for row in (0..panel.rows()).filter(|row| !panel.treated[*row]) {
        periods[panel.period[row] as usize].push(panel.outcome[row]);
    }
    let squares: f64 = periods.iter().map(Moments::squares).sum();
    let free: usize = periods.iter().map(|m| m.count().saturating_sub(1)).sum();
    if free == 0 { 0.0 } else { (squares / free as f64).sqrt() }
}
