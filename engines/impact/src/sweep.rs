//! Takes unit and time effects out of a column: what is left is what neither explains.

use crate::ImpactError;

/// What may remain of a unit's or a period's mean, as a share of the column's spread.
const TOLERANCE: f64 = 1e-12;

/// Which unit and period each row belongs to, ready to sweep any number of columns.
pub(crate) struct Within<'a> {
    unit: &'a [u32],
    period: &'a [u32],
    per_unit: Vec<f64>,
    per_period: Vec<f64>,
    balanced: bool,
}

impl<'a> Within<'a> {
    pub(crate) fn new(unit: &'a [u32], period: &'a [u32], units: usize, periods: usize) -> Self {
        let count = |codes: &[u32], of: usize| {
            let mut counts = vec![0.0; of];
            codes.iter().for_each(|code| counts[*code as usize] += 1.0);
            counts
        };
        Self {
            unit,
            period,
            per_unit: count(unit, units),
            per_period: count(period, periods),
            balanced: unit.len() == units * periods,
        }
    }

    /// Sweeps one column in place.
    ///
    /// On a balanced panel two projections are the answer. Otherwise the alternating projections
    /// are driven by conjugate gradients on the time effects, which ends after at most as many
    /// steps as there are periods (up to rounding), where plain alternation can crawl
    /// (Guimarães and Portugal, *Stata Journal* 10 (2010), 628-649).
    pub(crate) fn sweep(&self, column: &mut [f64]) -> Result<(), ImpactError> {
        self.take_unit_means(column);
        if self.balanced {
            self.take_period_means(column);
            return Ok(());
        }
        let largest = column.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        if largest == 0.0 {
            return Ok(());
        }
        // A second and third round only correct what rounding left of the first.
        for _ in 0..4 {
            let sums = self.period_sums(column);
            if self.settled(&sums, largest) {
                return Ok(());
            }
            let effects = self.time_effects(&sums);
            self.subtract(column, &effects);
            self.take_unit_means(column);
        }
        if self.settled(&self.period_sums(column), largest) { Ok(()) } else { Err(ImpactError::NotConverged) }
    }

    fn settled(&self, sums: &[f64], largest: f64) -> bool {
        sums.iter().zip(&self.per_period).all(|(sum, count)| sum.abs() <= TOLERANCE * largest * count)
    }

    /// Time effects whose removal, followed by that of the unit means, leaves no period sums.
    fn time_effects(&self, sums: &[f64]) -> Vec<f64> {
        let periods = sums.len();
        let mut effects = vec![0.0; periods];
        let mut rest = sums.to_vec();
        let scaled = |rest: &[f64]| -> Vec<f64> { rest.iter().zip(&self.per_period).map(|(r, n)| r / n).collect() };
        let mut preconditioned = scaled(&rest);
        let mut direction = preconditioned.clone();
        let mut squared = dot(&rest, &preconditioned);
        let target = squared * TOLERANCE * TOLERANCE * 1e-4;
        for _ in 0..4 * periods + 40 {
            if squared <= target {
                break;
            }
            let image = self.project(&direction);
            let along = dot(&direction, &image);
            if along <= 0.0 {
                break;
            }
            let step = squared / along;
            for at in 0..periods {
                effects[at] += step * direction[at];
                rest[at] -= step * image[at];
            }
            preconditioned = scaled(&rest);
            let next = dot(&rest, &preconditioned);
            let keep = next / squared;
            for (forward, new) in direction.iter_mut().zip(&preconditioned) {
                *forward = new + keep * *forward;
            }
            squared = next;
        }
        effects
    }

    /// Period sums of what is left of a column of time effects once its unit means are taken out.
    fn project(&self, effects: &[f64]) -> Vec<f64> {
        let mut unit_means = vec![0.0; self.per_unit.len()];
        for (unit, period) in self.unit.iter().zip(self.period) {
            unit_means[*unit as usize] += effects[*period as usize];
        }
        unit_means.iter_mut().zip(&self.per_unit).for_each(|(sum, count)| *sum /= count);
        let mut sums: Vec<f64> = effects.iter().zip(&self.per_period).map(|(effect, count)| effect * count).collect();
        for (unit, period) in self.unit.iter().zip(self.period) {
            sums[*period as usize] -= unit_means[*unit as usize];
        }
        sums
    }

    fn period_sums(&self, column: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.per_period.len()];
        for (value, period) in column.iter().zip(self.period) {
            sums[*period as usize] += value;
        }
        sums
    }

    fn subtract(&self, column: &mut [f64], effects: &[f64]) {
        for (value, period) in column.iter_mut().zip(self.period) {
            *value -= effects[*period as usize];
        }
    }

    fn take_unit_means(&self, column: &mut [f64]) {
        take_means(column, self.unit, &self.per_unit);
    }

    fn take_period_means(&self, column: &mut [f64]) {
        take_means(column, self.period, &self.per_period);
    }
}

fn take_means(column: &mut [f64], codes: &[u32], counts: &[f64]) {
    let mut means = vec![0.0; counts.len()];
    for (value, code) in column.iter().zip(codes) {
        means[*code as usize] += value;
    }
    means.iter_mut().zip(counts).for_each(|(sum, count)| *sum /= count);
    for (value, code) in column.iter_mut().zip(codes) {
        *value -= means[*code as usize];
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn neither_effect_is_left_in_any_panel(
            cells in prop::collection::btree_map((0_u32..9, 0_u32..7), -1e3_f64..1e3, 3..60)
        ) {
            let unit: Vec<u32> = cells.keys().map(|(unit, _)| *unit).collect();
            let period: Vec<u32> = cells.keys().map(|(_, period)| *period).collect();
            let (unit, period) = (crate::comparison::codes(&unit), crate::comparison::codes(&period));
            let units = crate::comparison::count_codes(&unit);
            let periods = crate::comparison::count_codes(&period);
            let within = Within::new(&unit, &period, units, periods);
            let mut column: Vec<f64> = cells.values().copied().collect();
            within.sweep(&mut column).expect("small panels converge");
            let mut by_unit = vec![0.0; units];
            let mut by_period = vec![0.0; periods];
            for (row, value) in column.iter().enumerate() {
                by_unit[unit[row] as usize] += value;
                by_period[period[row] as usize] += value;
            }
            prop_assert!(by_unit.iter().chain(&by_period).all(|sum| sum.abs() < 1e-7));
        }
    }
}
