//! Trials that are followed over time: a wait-list, where the lot decided who starts, and a stepped wedge, where it
//! decided who starts when.

use super::{RobustErrors, regression_coefficient};
use crate::{Column, Estimate, ImpactError, Level, Moments, Panel, Starts};
use serde::Serialize;

/// With more clusters the two ways to a clustered error give the same, and one of them takes its time.
const MANY_CLUSTERS: usize = 1_000;

/// How a trial over time was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TrialKind {
    /// Some start together by lot, others wait: after the start, adjusted for the mean of each unit before it.
    WaitList,
    /// Units start one after the other by lot: effects of units and periods taken out.
    SteppedWedge,
}

/// The effect that a trial over time tells.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TrialOverTime {
    pub kind: TrialKind,
    pub estimate: Estimate,
}

/// The effect in a trial in which chance decided who starts (when), on units that are seen over time.
///
/// Of a wait-list the readings after the start are compared, adjusted for what each unit's mean was before it: the analysis
/// of covariance of a long baseline, never less precise than the change since then. Of a stepped wedge each start is
/// compared with those that have not started yet, the effect being the same from its start on. Errors are clustered by the
/// panel's clusters and hold for few of them (CR2 with the degrees of freedom of Bell and McCaffrey). Not every unit has to
/// be seen in every period.
///
/// Sources: McKenzie, *Journal of Development Economics* 99 (2012), 210-221 (more than one reading before); Hussey and
/// Hughes, *Contemporary Clinical Trials* 28 (2007), 182-191 (stepped wedge); Pustejovsky and Tipton, *Journal of Business
/// and Economic Statistics* 36 (2018), 672-683 (CR2 with effects of units taken out).
///
/// ```
/// use lustrum_impact::{Level, Panel, PanelRows, inference::{TrialKind, over_time}};
/// // Six sites start in three steps by lot; training adds 4.
/// let (mut site, mut month, mut trained, mut outcome) = (vec![], vec![], vec![], vec![]);
/// for one in 0..6_u32 {
///     for time in 0..5_u32 {
///         let is = time > one / 2;
///         (site.push(one), month.push(time), trained.push(is));
///         outcome.push(f64::from(one * 3 + time) + f64::from((one * 5 + time * time) % 7) / 10.0 + if is { 4.0 } else { 0.0 });
///     }
/// }
/// let panel = Panel::new(PanelRows {
///     unit: &site, period: &month, cluster: &site, outcome, treated: trained, covariates: vec![],
/// })?;
/// let found = over_time(&panel, Level::default())?;
/// assert_eq!(found.kind, TrialKind::SteppedWedge);
/// assert!((found.estimate.effect - 4.0).abs() < 0.5);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] where nobody starts, where all start at once or where a treatment stops; those of
/// [`regression_coefficient`].
pub fn over_time(panel: &Panel, level: Level) -> Result<TrialOverTime, ImpactError> {
    match panel.starts() {
        Starts::Common { period } => {
            let estimate = wait_list(panel, period, level)?;
            Ok(TrialOverTime { kind: TrialKind::WaitList, estimate })
        }
        Starts::Staggered { .. } => {
            let estimate = stepped_wedge(panel, level)?;
            Ok(TrialOverTime { kind: TrialKind::SteppedWedge, estimate })
        }
        Starts::Everybody { .. } => Err(ImpactError::Argument("all start at once, so the lot decided nothing")),
        Starts::Never { .. } => Err(ImpactError::Argument("no unit goes from untreated to treated")),
        Starts::Stops { .. } => Err(ImpactError::Argument("in a trial over time a treatment does not stop again")),
    }
}

/// The mean of each unit before the start, the levels of the periods taken out: of units that were not seen in the same
/// periods it compares like with like.
/// `None` for a unit that was not seen before.
pub(crate) fn means_before(panel: &Panel, start: usize) -> Vec<Option<f64>> {
    let mut periods = vec![(0.0, 0.0); panel.periods()];
    for row in 0..panel.rows() {
        let sum = &mut periods[panel.period[row] as usize];
        *sum = (sum.0 + panel.outcome[row], sum.1 + 1.0);
    }
    let mut units = vec![(0.0, 0.0); panel.units()];
    for row in (0..panel.rows()).filter(|row| (panel.period[*row] as usize) < start) {
        let (sum, count) = periods[panel.period[row] as usize];
        let unit = &mut units[panel.unit[row] as usize];
        *unit = (unit.0 + panel.outcome[row] - sum / count, unit.1 + 1.0);
    }
    units.into_iter().map(|(sum, count)| (count > 0.0).then(|| sum / count)).collect()
}

fn wait_list(panel: &Panel, start: usize, level: Level) -> Result<Estimate, ImpactError> {
    let before = means_before(panel, start);
    let mut ever = vec![false; panel.units()];
    (0..panel.rows()).for_each(|row| ever[panel.unit[row] as usize] |= panel.treated[row]);
    let rows: Vec<usize> = (0..panel.rows()).filter(|row| panel.period[*row] as usize >= start).collect();
    let unit = |row: &usize| panel.unit[*row] as usize;
    let mut columns =
        vec![Column::new("treatment", rows.iter().map(|row| f64::from(u8::from(ever[unit(row)]))).collect())];
    // Units that were all alike before have nothing to adjust for.
    let seen: Moments = before.iter().flatten().copied().collect::<Vec<f64>>().iter().collect();
    if seen.standard_deviation().is_some_and(|deviation| deviation > 1e-12 * spread(panel)) {
        columns.push(Column::new("mean before", rows.iter().map(|row| before[unit(row)].unwrap_or(0.0)).collect()));
    }
    // Units that were not seen before have a level of their own, so that nobody is left out.
    let unseen: Vec<f64> = rows.iter().map(|row| f64::from(u8::from(before[unit(row)].is_none()))).collect();
    if unseen.contains(&1.0) {
        columns.push(Column::new("not seen before", unseen));
    }
    for period in start..panel.periods() {
        let is = |row: &usize| f64::from(u8::from(panel.period[*row] as usize == period));
        columns.push(Column::new(format!("period {period}"), rows.iter().map(is).collect()));
    }
    for covariate in &panel.covariates {
        columns.push(Column::new(covariate.name.clone(), rows.iter().map(|row| covariate.values[*row]).collect()));
    }
    let outcome: Vec<f64> = rows.iter().map(|row| panel.outcome[*row]).collect();
    let clusters = dense(rows.iter().map(|row| panel.cluster[*row]));
    let estimate = clustered(&columns, &outcome, 0, &clusters, level)?;
    Ok(Estimate { n: panel.rows(), ..estimate })
}

/// Standard deviation of the outcome over all rows.
fn spread(panel: &Panel) -> f64 {
    panel.outcome.iter().collect::<Moments>().standard_deviation().unwrap_or(0.0)
}

fn stepped_wedge(panel: &Panel, level: Level) -> Result<Estimate, ImpactError> {
    let within = |values: &dyn Fn(usize) -> f64| -> Vec<f64> {
        let mut units = vec![(0.0, 0.0); panel.units()];
        for row in 0..panel.rows() {
            let sum = &mut units[panel.unit[row] as usize];
            *sum = (sum.0 + values(row), sum.1 + 1.0);
        }
        (0..panel.rows())
            .map(|row| {
                let (sum, count) = units[panel.unit[row] as usize];
                values(row) - sum / count
            })
            .collect()
    };
    let mut columns = vec![Column::new("treatment", within(&|row| f64::from(u8::from(panel.treated[row]))))];
    for period in 1..panel.periods() {
        let is = |row: usize| f64::from(u8::from(panel.period[row] as usize == period));
        columns.push(Column::new(format!("period {period}"), within(&is)));
    }
    for covariate in &panel.covariates {
        columns.push(Column::new(covariate.name.clone(), within(&|row| covariate.values[row])));
    }
    clustered(&columns, &within(&|row| panel.outcome[row]), 0, &panel.cluster, level)
}

fn clustered(
    columns: &[Column],
    outcome: &[f64],
    at: usize,
    clusters: &[u32],
    level: Level,
) -> Result<Estimate, ImpactError> {
    let many = crate::comparison::count_codes(clusters) > MANY_CLUSTERS;
    let errors = if many { RobustErrors::Cr1(clusters) } else { RobustErrors::Cr2(clusters) };
    regression_coefficient(columns, outcome, at, errors, level)
}

/// Codes without those that no row has.
fn dense(codes: impl Iterator<Item = u32>) -> Vec<u32> {
    crate::comparison::codes(&codes.collect::<Vec<u32>>())
}
