//! Group-time effects straight from columns that are in memory already: nothing is copied.

use super::{Kept, Settings, Staggered, Timing, cells, pass::Source, plan::Plan, summed_up};
use crate::{
    ImpactError, Panel,
    cohort_moments::{Block, all_finite},
};
use std::ops::Range;

/// Rows of a panel that stay where they are, each unit a cluster of its own: one value per row, units coded
/// 0, 1, 2 ... in the order of [`Timing::starts`], periods in that of [`Timing::times`].
#[derive(Debug, Clone, Copy)]
pub struct Readings<'a> {
    pub unit: &'a [u32],
    pub period: &'a [u32],
    pub outcome: &'a [f64],
}

/// As [`super::group_time_effects`], from borrowed columns without covariates and weights.
///
/// Where every unit is seen in every period and the rows stand unit by unit or period by period, they are gone through
/// once and nothing of them is kept but the moments of a block of units; that they do stand so is seen in the same pass.
/// Otherwise a [`Panel`] is made of them first. The figures are the same to the last bit either way.
///
/// ```
/// use lustrum_impact::{Timing, staggered::{Readings, Settings, group_time_effects_of}};
/// // Two units start in the second of three periods, two never do.
/// let unit = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3];
/// let period = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2];
/// let outcome = [5.0, 9.0, 9.5, 6.0, 9.8, 10.1, 4.0, 4.5, 5.2, 7.0, 7.4, 7.9];
/// let timing = Timing { times: vec![1.0, 2.0, 3.0], starts: vec![Some(2.0), Some(2.0), None, None] };
/// let found = group_time_effects_of(&Readings { unit: &unit, period: &period, outcome: &outcome }, &timing, &Settings::default())?;
/// assert!((found.group_times[0].effect - (3.9 - 0.45)).abs() < 1e-12);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// Those of [`Panel::coded`] and of [`super::group_time_effects`].
pub fn group_time_effects_of(
    readings: &Readings<'_>,
    timing: &Timing,
    settings: &Settings,
) -> Result<Staggered, ImpactError> {
    if let Some(ordered) = Ordered::of(readings, timing.starts.len(), timing.times.len()) {
        let plan = Plan::new(timing, settings)?;
        if let Some(found) = cells::whole(&ordered, &plan) {
            return summed_up(&found, settings, &mut Kept::default());
        }
    }
    let panel = Panel::coded(
        [readings.unit.to_vec(), readings.period.to_vec(), readings.unit.to_vec()],
        readings.outcome.to_vec(),
        vec![false; readings.outcome.len()],
        Vec::new(),
    )?;
    super::group_time_effects(&panel, timing, settings)
}

/// Rows that seem to hold every unit in every period, in the order of a table.
pub(super) struct Ordered<'a> {
    readings: Readings<'a>,
    pub(super) units: usize,
    /// All periods that the rows have.
    periods: usize,
    /// The first so many are used.
    used: usize,
    by_unit: bool,
}

impl<'a> Ordered<'a> {
    /// `None` where it is clear at once that they do not; otherwise [`Source::holds`] tells.
    pub(super) fn of(readings: &Readings<'a>, units: usize, periods: usize) -> Option<Self> {
        let rows = readings.outcome.len();
        let fits = units > 0 && periods > 0 && units.checked_mul(periods) == Some(rows);
        if !fits || readings.unit.len() != rows || readings.period.len() != rows {
            return None;
        }
        let by_unit = periods == 1 || readings.unit[1] == 0;
        Some(Self { readings: *readings, units, periods, used: periods, by_unit })
    }

    pub(super) fn using(&self, periods: usize) -> Self {
        Self { readings: self.readings, used: periods, ..*self }
    }

    fn place(&self, unit: usize, period: usize) -> usize {
        if self.by_unit { unit * self.periods + period } else { period * self.units + unit }
    }
}

impl Source for Ordered<'_> {
    fn columns(&self) -> usize {
        self.used
    }

    fn holds(&self, units: Range<usize>) -> bool {
        let Readings { unit, period, outcome } = self.readings;
        if self.by_unit {
            let rows = units.start * self.periods..units.end * self.periods;
            let of_units =
                unit[rows.clone()].chunks_exact(self.periods).zip(period[rows.clone()].chunks_exact(self.periods));
            let other = of_units.zip(units).fold(0, |other, ((unit, period), expected)| {
                let expected = expected as u32;
                unit.iter()
                    .zip(period)
                    .zip(0..)
                    .fold(other, |other, ((unit, period), at)| other | (unit ^ expected) | (period ^ at))
            });
            return other == 0 && all_finite(&outcome[rows]);
        }
        (0..self.periods).all(|at| {
            let rows = at * self.units + units.start..at * self.units + units.end;
            let expected = (units.start as u32..).zip(&unit[rows.clone()]).zip(&period[rows.clone()]);
            let other =
                expected.fold(0, |other, ((expected, unit), period)| other | (unit ^ expected) | (period ^ at as u32));
            other == 0 && all_finite(&outcome[rows])
        })
    }

    fn fill(&self, units: &[u32], block: &mut Block) {
        if self.by_unit {
            for (at, unit) in units.iter().enumerate() {
                let from = self.place(*unit as usize, 0);
                for (period, value) in self.readings.outcome[from..from + self.used].iter().enumerate() {
                    block.set(period, at, *value);
                }
            }
            return;
        }
        for period in 0..self.used {
            let of_period = &self.readings.outcome[self.place(0, period)..][..self.units];
            units.iter().enumerate().for_each(|(at, unit)| block.set(period, at, of_period[*unit as usize]));
        }
    }
}
