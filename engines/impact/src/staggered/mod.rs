//! Difference in differences when units start at different moments: the effect on each group of starters in each
//! period, and what these effects come to together (Callaway and Sant'Anna, *Journal of Econometrics* 225 (2021),
//! 200-230).

mod adjusted;
mod aggregate;
mod assess;
mod band;
mod cells;
mod design;
mod draws;
mod kept;
mod living;
mod pass;
mod plan;
mod rows;
mod score;
mod wald;

pub use aggregate::{Aggregation, EffectAt};
pub use assess::assess_staggered;
pub use kept::Kept;
pub use living::LivingStudy;
pub use rows::{Readings, group_time_effects_of};
pub use wald::Wald;

use crate::{Estimate, ImpactError, Interval, Level, Panel, student};
use cells::Estimated;
use draws::{Along, Band, Draws, varies};
use plan::Plan;
use serde::Serialize;

/// When each unit starts, on the clock of the periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Timing {
    /// The moment of each period, in the order of the panel's periods.
    pub times: Vec<f64>,
    /// The moment from which each unit is treated, in the order of the panel's units; `None` for never.
    pub starts: Vec<Option<f64>>,
}

impl Panel {
    /// When each unit starts by its treatment column; periods are counted 0, 1, 2 ...
    pub fn timing(&self) -> Timing {
        Timing {
            times: (0..self.periods()).map(|period| period as f64).collect(),
            starts: self.unit_starts().iter().map(|unit| unit.start.map(|start| start as f64)).collect(),
        }
    }
}

/// With whom those who have started are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ComparisonUnits {
    /// Those that have not started yet, and those that never do.
    #[default]
    NotYetTreated,
    /// Those that never start.
    NeverTreated,
}

/// Against which period before a period is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BasePeriod {
    /// The last period before the start; before the start each period against the one before it.
    #[default]
    Varying,
    /// The last period before the start, for all periods.
    Universal,
}

/// How the comparison is made alike on the covariates, where there are any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Adjustment {
    /// Right when either of the two others is (Sant'Anna and Zhao 2020).
    #[default]
    DoublyRobust,
    /// The change that the covariates predict from the comparison units.
    OutcomeRegression,
    /// Comparison units weighted to look like the treated.
    Weighting,
}

/// What is asked of the group-time effects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    pub comparison: ComparisonUnits,
    pub base: BasePeriod,
    pub adjustment: Adjustment,
    /// For how long before its start a unit may already have changed, on the clock of the periods.
    pub anticipation: f64,
    pub level: Level,
    /// Draws that the simultaneous band is taken from.
    pub draws: usize,
    /// Of the draws: the same seed gives the same band.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            comparison: ComparisonUnits::default(),
            base: BasePeriod::default(),
            adjustment: Adjustment::default(),
            anticipation: 0.0,
            level: Level::default(),
            draws: 4_999,
            seed: 2026,
        }
    }
}

/// The effect on those who start at `start`, in the period `time`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupTime {
    pub start: f64,
    pub time: f64,
    /// Periods since the start, negative before it.
    pub since: f64,
    /// Before the start: an effect here speaks against parallel trends.
    pub before: bool,
    pub effect: f64,
    /// `None` where nothing varies.
    pub standard_error: Option<f64>,
    /// The band that holds all effects together with the probability of its level.
    pub band: Option<Interval>,
}

/// Everything that staggered starts tell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Staggered {
    pub group_times: Vec<GroupTime>,
    /// Standard errors to either side that the band of all group-time effects takes.
    pub critical: f64,
    /// Over all treated unit-periods.
    pub simple: Estimate,
    /// By periods since the start; the overall is the mean over the periods from the start on.
    pub dynamic: Aggregation,
    /// By start; the overall is the mean over the treated units.
    pub group: Aggregation,
    /// By period; the overall is the mean over the periods.
    pub calendar: Aggregation,
    /// All effects before the start together, where there are any and their covariance can be trusted.
    pub pre_trend: Option<Wald>,
    pub units: usize,
    /// What the standard errors are clustered by.
    pub clusters: usize,
    /// Units that are treated from the first period on and tell nothing.
    pub left_out: usize,
    /// Group-time effects that nobody was seen to compare with: start and time.
    pub missing: Vec<(f64, f64)>,
}

/// Group-time effects with analytic standard errors from influence functions, their aggregations, and bands that hold
/// simultaneously.
///
/// Standard errors are clustered by the panel's clusters; each unit belongs to one. The band draws from the covariance
/// of the effects, which is the distribution of a multiplier bootstrap with normal multipliers (widened as Student's
/// for few clusters) and costs the same for any number of units. Without covariates an incomplete panel is used as it is: each mean is taken over the units
/// that were seen. Standard errors are those of the influence functions; the intervals of single figures allow for groups
/// of few clusters by their degrees of freedom, so that they hold what they say from about five clusters a group on.
///
/// ```
/// use lustrum_impact::{Panel, PanelRows, staggered::{Settings, group_time_effects}};
/// // Four sites start in the second or the third period, two never do.
/// let (mut unit, mut period, mut treated, mut outcome) = (vec![], vec![], vec![], vec![]);
/// for site in 0..6_u32 {
///     for time in 0..4_u32 {
///         let start = [1, 1, 2, 2, 9, 9][site as usize];
///         unit.push(site);
///         period.push(time);
///         treated.push(time >= start);
///         let wobble = f64::from((site * 5 + time * time * 3) % 7) / 10.0;
///         outcome.push(f64::from(site + time) + wobble + if time >= start { 4.0 } else { 0.0 });
///     }
/// }
/// let panel = Panel::new(PanelRows { unit: &unit, period: &period, cluster: &unit, outcome, treated, covariates: vec![] })?;
/// let found = group_time_effects(&panel, &panel.timing(), &Settings::default())?;
/// assert_eq!(found.group_times.len(), 6); // two groups of starters in three periods
/// assert!((found.dynamic.overall.effect - 4.0).abs() < 0.5);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::NoGroupTime`] where no group has both a period before its start and anyone to compare with,
/// [`ImpactError::NobodyNeverTreated`], [`ImpactError::UnitInTwoClusters`], [`ImpactError::WeightsVary`],
/// [`ImpactError::OneCluster`], [`ImpactError::CovariatesNeedWholePanel`], [`ImpactError::Collinear`],
/// [`ImpactError::OutcomeDoesNotVary`].
pub fn group_time_effects(panel: &Panel, timing: &Timing, settings: &Settings) -> Result<Staggered, ImpactError> {
    for (column, found, expected) in
        [("starts", timing.starts.len(), panel.units()), ("times", timing.times.len(), panel.periods())]
    {
        if found != expected {
            return Err(ImpactError::LengthsDiffer { column: column.to_owned(), found, expected });
        }
    }
    let plan = Plan::new(timing, settings)?;
    let estimated = if panel.covariates.is_empty() {
        cells::plain(panel, &plan)?
    } else {
        adjusted::adjusted(panel, &plan, settings.adjustment)?
    };
    summed_up(&estimated, settings, &mut Kept::default())
}

/// From effects and their joint covariance to everything that is told.
pub(crate) fn summed_up(found: &Estimated, settings: &Settings, kept: &mut Kept) -> Result<Staggered, ImpactError> {
    if found.clusters < 2 {
        return Err(ImpactError::OneCluster);
    }
    let Kept { draws, pre_trend } = kept;
    let order = found.in_order_of_time();
    draws.follow(&found.covariance, &order, settings);
    let aggregations = aggregate::Aggregations::of(found, draws, settings)?;
    let variance = |at: usize| found.covariance.at(at, at);
    let largest = (0..found.effects.len()).map(variance).fold(0.0, f64::max);
    let errors: Vec<Option<f64>> =
        (0..found.effects.len()).map(|at| varies(variance(at), largest).then(|| variance(at).sqrt())).collect();
    // In the order of time, so that those of a new month come last.
    let error_at = |at: usize| errors.get(at).copied().flatten();
    let varying: Vec<Along> = order
        .into_iter()
        .filter_map(|at| error_at(at).map(|error| Along { factors: vec![(at, 1.0)], error }))
        .collect();
    let critical = critical(draws, Band::GroupTimes, &varying, found.free(), settings);
    let group_times = found
        .cells
        .iter()
        .zip(&found.effects)
        .zip(errors)
        .map(|((cell, effect), error)| GroupTime {
            start: found.starts[cell.group],
            time: cell.time,
            since: cell.since,
            before: cell.before,
            effect: *effect,
            standard_error: error,
            band: error.map(|error| Interval {
                low: effect - critical * error,
                high: effect + critical * error,
                level: settings.level,
            }),
        })
        .collect();
    Ok(Staggered {
        group_times,
        critical,
        simple: aggregations.simple,
        dynamic: aggregations.dynamic,
        group: aggregations.group,
        calendar: aggregations.calendar,
        pre_trend: pre_trend.of(found),
        units: found.units,
        clusters: found.clusters,
        left_out: found.left_out,
        missing: found.missing.iter().map(|cell| (found.starts[cell.group], cell.time)).collect(),
    })
}

/// Standard errors to either side that a band of these figures takes: never fewer than the interval of one.
fn critical(draws: &mut Draws, band: Band, figures: &[Along], free: f64, settings: &Settings) -> f64 {
    let level = settings.level.value();
    let pointwise = student::two_sided_quantile(level, free);
    draws.critical(band, figures, free, level).map_or(pointwise, |together| together.max(pointwise))
}
