//! The columns that a unit is reduced to, so that all effects are linear in them.

use super::{pass::Source, plan::Plan};
use crate::{ImpactError, Panel, cohort_moments::Block};

/// The columns of each unit: its outcomes less a reference, weighted, and the weights with which they were seen.
pub(super) struct Design<'a> {
    panel: &'a Panel,
    pub periods: usize,
    /// Row of each unit and period, or `UNSEEN`.
    rows: Vec<u32>,
    /// Outcome that is taken off in each period, near its mean, so that sums stay small.
    reference: Vec<f64>,
    whole: bool,
    weighted: bool,
}

const UNSEEN: u32 = u32::MAX;

impl<'a> Design<'a> {
    pub(super) fn new(panel: &'a Panel, plan: &Plan) -> Result<Self, ImpactError> {
        let periods = plan.periods;
        let mut rows = vec![UNSEEN; panel.units() * periods];
        for (row, (unit, period)) in (0..).zip(panel.unit.iter().zip(&panel.period)) {
            if (*period as usize) < periods && plan.group_of[*unit as usize].is_some() {
                rows[*unit as usize * periods + *period as usize] = row;
            }
        }
        let mut whole = true;
        let mut sums = vec![(0.0, 0.0); periods];
        for (of_unit, group) in rows.chunks(periods).zip(&plan.group_of) {
            if group.is_none() {
                continue;
            }
            for (sum, row) in sums.iter_mut().zip(of_unit) {
                if *row == UNSEEN {
                    whole = false;
                } else {
                    *sum = (sum.0 + panel.outcome[*row as usize], sum.1 + 1.0);
                }
            }
        }
        let reference = sums.iter().map(|(sum, seen)| if *seen > 0.0 { sum / seen } else { 0.0 }).collect();
        let design = Self { panel, periods, rows, reference, whole, weighted: panel.weights.is_some() };
        design.weights_stay()?;
        Ok(design)
    }

    /// True where each reading counts once: a level that all units share in a period is then nothing to the effects.
    pub(super) fn is_plain(&self) -> bool {
        self.whole && !self.weighted
    }

    /// Fills columns with outcomes as they are.
    pub(super) fn take_nothing_off(&mut self) {
        self.reference.fill(0.0);
    }

    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    fn weights_stay(&self) -> Result<(), ImpactError> {
        let Some(weights) = &self.panel.weights else { return Ok(()) };
        for of_unit in self.rows.chunks(self.periods) {
            let mut seen = of_unit.iter().filter(|row| **row != UNSEEN).map(|row| *row as usize);
            let first = seen.next().map(|row| weights[row]);
            if let Some(row) = seen.find(|row| Some(weights[*row]) != first) {
                return Err(ImpactError::WeightsVary { row });
            }
        }
        Ok(())
    }

    /// The row of a unit in a period, where it was seen.
    pub(super) fn row(&self, unit: u32, period: usize) -> Option<usize> {
        let row = self.rows[unit as usize * self.periods + period];
        (row != UNSEEN).then_some(row as usize)
    }

    pub(super) fn weight(&self, unit: u32) -> f64 {
        let Some(weights) = &self.panel.weights else { return 1.0 };
        (0..self.periods).find_map(|period| self.row(unit, period)).map_or(0.0, |row| weights[row])
    }

    pub(super) fn columns(&self) -> usize {
        match (self.whole, self.weighted) {
            (true, false) => self.periods,
            (true, true) => self.periods + 1,
            (false, false) => 2 * self.periods,
            (false, true) => 2 * self.periods + 1,
        }
    }

    /// The column with the weight at which a period counts, where it is not one for all.
    pub(super) fn weight_column(&self, period: usize) -> Option<usize> {
        match (self.whole, self.weighted) {
            (true, false) => None,
            (true, true) => Some(self.periods),
            (false, _) => Some(self.periods + period),
        }
    }

    /// The column with the unit's own weight, where it is not one for all.
    pub(super) fn share_column(&self) -> Option<usize> {
        self.weighted.then(|| self.columns() - 1)
    }
}

impl Source for Design<'_> {
    fn columns(&self) -> usize {
        Design::columns(self)
    }

    fn fill(&self, units: &[u32], block: &mut Block) {
        for (at, unit) in units.iter().enumerate() {
            let weight = if self.weighted { self.weight(*unit) } else { 1.0 };
            for period in 0..self.periods {
                let row = self.rows[*unit as usize * self.periods + period];
                let seen = row != UNSEEN;
                let outcome = || weight * (self.panel.outcome[row as usize] - self.reference[period]);
                block.set(period, at, if seen { outcome() } else { 0.0 });
                if !self.whole {
                    block.set(self.periods + period, at, if seen { weight } else { 0.0 });
                }
            }
            if let Some(column) = self.share_column() {
                block.set(column, at, weight);
            }
        }
    }
}
