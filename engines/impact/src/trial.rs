//! A trial that is followed over time: is what it tells an effect.

use crate::{
    Assessment, Bearing, Check, CheckKind, Column, Comparison, Description, ImpactError, Method, Need, Panel, Reason,
    Rules, Starts,
    clusters::{LEAST_CLUSTERS, LEAST_CLUSTERS_PER_GROUP},
    inference::{TrialKind, TrialOverTime, means_before, over_time},
    panel_assessment::untreated_deviation,
    randomised::{balance_check, sample_ratio},
    starts_refusal,
    verdict::judge,
};

/// The effect of a training whose start chance assigned, on the word of whoever calls this, with its checks: enough clusters
/// in each group, group sizes as planned, and groups that were alike before.
///
/// ```
/// use lustrum_impact::{Panel, PanelRows, Rules, Verdict, assess_trial};
/// let (mut unit, mut period, mut treated, mut outcome) = (vec![], vec![], vec![], vec![]);
/// for one in 0..20_u32 {
///     for time in 0..6_u32 {
///         let is = one % 2 == 0 && time >= 3;
///         (unit.push(one), period.push(time), treated.push(is));
///         let wobble = f64::from((one * 7 + time * time * 5) % 11) / 10.0;
///         outcome.push(f64::from(one % 6) + wobble + if is { 3.0 } else { 0.0 });
///     }
/// }
/// let panel = Panel::new(PanelRows { unit: &unit, period: &period, cluster: &unit, outcome, treated, covariates: vec![] })?;
/// let (answer, found) = assess_trial(&panel, &Rules::default())?;
/// assert_eq!(answer.verdict, Verdict::Effect);
/// assert!((found.unwrap().estimate.effect - 3.0).abs() < 0.5);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// Those of [`over_time`], except where nothing identifies an effect: then there is an assessment without an estimate.
pub fn assess_trial(panel: &Panel, rules: &Rules) -> Result<(Assessment, Option<TrialOverTime>), ImpactError> {
    let description = Description::of(&panel.outcome, &panel.treated);
    let starts = panel.starts();
    if let Some((reason, needs)) = starts_refusal(&starts) {
        return Ok((Assessment::not_identifiable(description, Vec::new(), vec![reason], needs), None));
    }
    let found = over_time(panel, rules.level)?;
    let (mut reasons, mut needs) = (Vec::new(), Vec::new());
    let mut checks = vec![enough_clusters(panel, found.kind, &mut reasons, &mut needs)];
    if let (TrialKind::WaitList, Starts::Common { period }) = (found.kind, &starts) {
        let groups = before(panel, *period)?;
        let units = Description::of(&groups.outcome, &groups.treated);
        checks.push(sample_ratio(&units, rules, &mut reasons, &mut needs)?);
        checks.push(balance_check(&groups, Bearing::Identification, &mut reasons, &mut needs));
    }
    let margin = rules.margin.in_units(untreated_deviation(panel));
    let verdict = judge(&found.estimate, margin, &checks, &mut reasons, &mut needs);
    let method = match found.kind {
        TrialKind::WaitList => Method::AnalysisOfCovariance,
        TrialKind::SteppedWedge => Method::SteppedWedge,
    };
    let assessment = Assessment {
        estimate: Some(found.estimate),
        method: Some(method),
        verdict,
        checks,
        reasons,
        needs,
        description,
        margin: Some(margin),
    };
    Ok((assessment, Some(found)))
}

/// The units as they were before the start.
fn before(panel: &Panel, start: usize) -> Result<Comparison, ImpactError> {
    let mut treated = vec![false; panel.units()];
    (0..panel.rows()).for_each(|row| treated[panel.unit[row] as usize] |= panel.treated[row]);
    let seen = means_before(panel, start).into_iter().zip(treated).filter_map(|(mean, is)| Some((mean?, is)));
    let (means, treated): (Vec<f64>, Vec<bool>) = seen.unzip();
    Comparison::new(means.clone(), treated)?.with_covariate(Column::new("mean before", means))
}

/// Of a wait-list both groups need some; of a stepped wedge every unit is once in each.
fn enough_clusters(panel: &Panel, kind: TrialKind, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let clusters = panel.clusters();
    let mut holds = vec![[false; 2]; clusters];
    let starts = panel.unit_starts();
    for (unit, cluster) in panel.unit.iter().zip(&panel.cluster) {
        let started = starts[*unit as usize].start.is_some();
        holds[*cluster as usize][usize::from(started)] = true;
    }
    let count = |group: usize| holds.iter().filter(|holds| holds[group]).count();
    let (treated, untreated) = match kind {
        TrialKind::WaitList => (count(1), count(0)),
        TrialKind::SteppedWedge => (clusters, clusters),
    };
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
