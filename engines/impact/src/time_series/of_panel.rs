//! A panel with one start as one series.

use super::Series;
use crate::{Column, ImpactError, Panel, Starts};

/// The mean of the treated units in each period, less the mean of the untreated ones where there are any: what moved both
/// alike is taken out. Covariates become controls in the same way.
///
/// ```
/// use lustrum_impact::{Panel, PanelRows, time_series::mean_series};
/// let period: Vec<u32> = (1..=6).collect();
/// let panel = Panel::new(PanelRows {
///     unit: &["a"; 6], period: &period, cluster: &["a"; 6], outcome: vec![1.0, 2.0, 1.5, 5.0, 4.5, 5.5],
///     treated: vec![false, false, false, true, true, true], covariates: Vec::new(),
/// })?;
/// assert_eq!(mean_series(&panel)?.before(), 3);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] unless the treated start together and every unit is seen in every period; those of
/// [`Series::new`].
pub fn mean_series(panel: &Panel) -> Result<Series, ImpactError> {
    let start = match panel.starts() {
        Starts::Common { period } | Starts::Everybody { period } => period,
        _ => return Err(ImpactError::Argument("an interrupted series needs treated units that start together")),
    };
    if !panel.is_balanced() {
        return Err(ImpactError::Argument(
            "an interrupted series needs every unit in every period; some are not seen in all",
        ));
    }
    let mut treated = vec![false; panel.units()];
    for row in 0..panel.rows() {
        treated[panel.unit[row] as usize] |= panel.treated[row];
    }
    let with = treated.iter().filter(|is| **is).count() as f64;
    let without = panel.units() as f64 - with;
    let mean = |values: &[f64]| {
        let mut series = vec![0.0; panel.periods()];
        for row in 0..panel.rows() {
            let share = if treated[panel.unit[row] as usize] { 1.0 / with } else { -1.0 / without };
            series[panel.period[row] as usize] += share * values[row];
        }
        series
    };
    let series = Series::new(mean(&panel.outcome), start)?;
    panel
        .covariates
        .iter()
        .try_fold(series, |series, column| series.with_control(Column::new(column.name.clone(), mean(&column.values))))
}
