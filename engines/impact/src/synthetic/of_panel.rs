//! A panel with one start as a treated unit and its donors.

use super::{DonorPool, Importance, Predictors};
use crate::{ImpactError, Panel, Starts};

/// The treated units, as their mean, and the units that are never treated as donors; with it the number of each donor among
/// the units. With covariates, the means of these before the start, of the outcome before it, and the last outcome before it
/// are matched in place of every outcome, each with its best importance.
///
/// ```
/// use lustrum_impact::{Panel, PanelRows, synthetic::donor_pool};
/// let (unit, period): (Vec<&str>, Vec<u32>) =
///     ["a", "b", "c"].into_iter().flat_map(|unit| (1..=4).map(move |period| (unit, period))).unzip();
/// let treated = unit.iter().zip(&period).map(|(unit, period)| *unit == "b" && *period > 2).collect();
/// let panel = Panel::new(PanelRows {
///     unit: &unit, period: &period, cluster: &unit, outcome: (0..12).map(f64::from).collect(), treated,
///     covariates: Vec::new(),
/// })?;
/// let (pool, donors) = donor_pool(&panel)?;
/// assert_eq!((pool.count(), pool.before(), donors), (2, 2, vec![0, 2]));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] unless the treated start together, others never start, and every unit is seen in every period;
/// those of [`DonorPool::new`].
pub fn donor_pool(panel: &Panel) -> Result<(DonorPool, Vec<usize>), ImpactError> {
    let Starts::Common { period: start } = panel.starts() else {
        return Err(ImpactError::Argument(
            "a synthetic control needs treated units that start together, and untreated ones",
        ));
    };
    if !panel.is_balanced() {
        return Err(ImpactError::Argument(
            "a synthetic control needs every unit in every period; some are not seen in all",
        ));
    }
    let (units, periods) = (panel.units(), panel.periods());
    let mut treated = vec![false; units];
    for row in 0..panel.rows() {
        treated[panel.unit[row] as usize] |= panel.treated[row];
    }
    let donors: Vec<usize> = (0..units).filter(|unit| !treated[*unit]).collect();
    let place: Vec<usize> = (0..units).map(|unit| donors.partition_point(|donor| *donor < unit)).collect();
    let several = (units - donors.len()) as f64;
    let spread = |values: &dyn Fn(usize) -> f64| {
        let (mut own, mut others) = (vec![0.0; periods], vec![0.0; donors.len() * periods]);
        for row in 0..panel.rows() {
            let (unit, period) = (panel.unit[row] as usize, panel.period[row] as usize);
            if treated[unit] {
                own[period] += values(row) / several;
            } else {
                others[place[unit] * periods + period] = values(row);
            }
        }
        (own, others)
    };
    let (own, others) = spread(&|row| panel.outcome[row]);
    if panel.covariates.is_empty() {
        return Ok((DonorPool::new(own, others, start)?, donors));
    }
    let pool = DonorPool::new(own.clone(), others.clone(), start)?;
    let mut measures = vec![(own, others)];
    measures.extend(panel.covariates.iter().map(|column| spread(&|row| column.values[row])));
    let before = |series: &[f64]| series[..start].iter().sum::<f64>() / start as f64;
    // Means before the start, and where the outcome stood last.
    let of = |series: &[&[f64]]| -> Vec<f64> {
        series.iter().map(|one| before(one)).chain([series[0][start - 1]]).collect()
    };
    let own: Vec<&[f64]> = measures.iter().map(|(own, _)| own.as_slice()).collect();
    let rows = (0..donors.len()).flat_map(|donor| {
        let span = donor * periods..(donor + 1) * periods;
        of(&measures.iter().map(|(_, others)| &others[span.clone()]).collect::<Vec<&[f64]>>())
    });
    let predictors = Predictors::new(of(&own), rows.collect(), Importance::Best)?;
    Ok((pool.with_predictors(predictors)?, donors))
}
