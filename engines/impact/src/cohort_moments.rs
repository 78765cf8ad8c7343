//! What a panel says, in a size that does not depend on how many units it has: for each group of units the count, the
//! sums and the products of their columns, taken in one pass.

use crate::twofold::Twofold;
use serde::{Deserialize, Serialize};

/// Units that are added in together: few enough for the cache, and always the same ones, whatever pieces they come in.
pub(crate) const BLOCK: usize = 256;

/// From one column to the next in a block: a power of two would send all columns to the same lines of the cache.
const STRIDE: usize = BLOCK + 8;

/// Units whose middle reading is what sums are taken around: enough that no single odd one decides.
const FIRST: usize = 15;

/// The columns of up to [`BLOCK`] units, one after the other.
pub(crate) struct Block {
    units: usize,
    values: Vec<f64>,
}

impl Block {
    pub(crate) fn new(columns: usize) -> Self {
        Self { units: 0, values: vec![0.0; columns * STRIDE] }
    }

    /// Makes room for so many units; what stood there before is still to be written over.
    pub(crate) fn hold(&mut self, units: usize) {
        debug_assert!(units <= BLOCK);
        self.units = units;
    }

    pub(crate) fn set(&mut self, column: usize, at: usize, value: f64) {
        self.values[column * STRIDE + at] = value;
    }

    pub(crate) fn column(&self, column: usize) -> &[f64] {
        &self.values[column * STRIDE..column * STRIDE + self.units]
    }

    /// What is taken off each column so that its sums stay small: the middle one of its first units.
    pub(crate) fn reference(&self) -> Vec<f64> {
        (0..self.values.len() / STRIDE).map(|column| middle(self.column(column))).collect()
    }
}

/// The middle one of the first values; zero where there are none.
pub(crate) fn middle(values: &[f64]) -> f64 {
    let mut first = values[..values.len().min(FIRST)].to_vec();
    first.sort_unstable_by(f64::total_cmp);
    first.get(first.len() / 2).copied().unwrap_or(0.0)
}

/// Counts, sums and products of the columns of some units, around a reference. Adding the same blocks in their order
/// gives the same bytes, whoever computed them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct UnitMoments {
    count: u64,
    /// What is taken off each column.
    reference: Vec<f64>,
    sums: Vec<Twofold>,
    /// Of each pair of columns, the lower triangle row by row.
    products: Vec<Twofold>,
}

impl UnitMoments {
    /// Of no units yet; `reference` is taken off the columns of those that come.
    pub(crate) fn around(reference: Vec<f64>) -> Self {
        let columns = reference.len();
        Self {
            count: 0,
            reference,
            sums: vec![Twofold::default(); columns],
            products: vec![Twofold::default(); columns * (columns + 1) / 2],
        }
    }

    /// Of so many units, whose columns are added one by one.
    pub(crate) fn of_units(units: usize) -> Self {
        Self { count: units as u64, ..Self::around(Vec::new()) }
    }

    pub(crate) fn columns(&self) -> usize {
        self.sums.len()
    }

    pub(crate) fn count(&self) -> usize {
        self.count as usize
    }

    pub(crate) fn reference(&self) -> &[f64] {
        &self.reference
    }

    pub(crate) fn add(&mut self, part: &Part) {
        self.count += part.units as u64;
        for (sum, more) in self.sums.iter_mut().zip(&part.sums) {
            *sum = sum.plus(*more);
        }
        for (product, more) in self.products.iter_mut().zip(&part.products) {
            *product = product.plus(*more);
        }
    }

    /// Adds the units of another state, of other units with the same columns.
    pub(crate) fn merge(&mut self, other: &Self) {
        if self.count == 0 {
            self.clone_from(other);
            return;
        }
        let units = other.count as f64;
        // Sums around the other reference are moved to this one.
        let apart: Vec<Twofold> = other
            .reference
            .iter()
            .zip(&self.reference)
            .map(|(theirs, ours)| Twofold::from(*theirs).plus(-ours))
            .collect();
        let mut at = 0;
        for row in 0..self.columns() {
            for column in 0..=row {
                let moved = other.products[at]
                    .plus_twofold(other.sums[row].times_twofold(apart[column]))
                    .plus_twofold(other.sums[column].times_twofold(apart[row]))
                    .plus_twofold(apart[row].times_twofold(apart[column]).times(units));
                self.products[at] = self.products[at].plus_twofold(moved);
                at += 1;
            }
        }
        for ((sum, more), apart) in self.sums.iter_mut().zip(&other.sums).zip(&apart) {
            *sum = sum.plus_twofold(more.plus_twofold(apart.times(units)));
        }
        self.count += other.count;
    }

    /// Adds a column: its reference, its sum, and its products with the columns before it and with itself.
    pub(crate) fn grow(&mut self, reference: f64, sum: Twofold, products: Vec<Twofold>) {
        debug_assert_eq!(products.len(), self.columns() + 1);
        self.reference.push(reference);
        self.sums.push(sum);
        self.products.extend(products);
    }

    /// Means less `common`, and products around the means.
    pub(crate) fn summary(&self, common: &[f64]) -> Summary {
        let columns = self.columns();
        let units = self.count as f64;
        let means: Vec<Twofold> =
            self.sums.iter().map(|sum| if self.count == 0 { Twofold::default() } else { sum.over(units) }).collect();
        let mut centred = vec![0.0; columns * columns];
        let mut at = 0;
        for row in 0..columns {
            for column in 0..=row {
                let around = self.products[at].minus_twofold(self.sums[row].times_twofold(means[column]));
                let value = if row == column { around.value().max(0.0) } else { around.value() };
                centred[row * columns + column] = value;
                centred[column * columns + row] = value;
                at += 1;
            }
        }
        let means = means
            .into_iter()
            .zip(&self.reference)
            .zip(common)
            .map(|((mean, reference), common)| mean.plus_twofold(Twofold::from(*reference).plus(-common)).value())
            .collect();
        Summary { units, means, centred }
    }
}

/// Count, sums and products of one block around the reference of its group.
pub(crate) struct Part {
    units: usize,
    sums: Vec<f64>,
    products: Vec<f64>,
}

impl Part {
    /// Takes the reference off the block, which is left so.
    pub(crate) fn of(block: &mut Block, reference: &[f64]) -> Self {
        let columns = reference.len();
        let units = block.units;
        for (values, reference) in block.values.chunks_exact_mut(STRIDE).zip(reference) {
            values[..units].iter_mut().for_each(|value| *value -= reference);
        }
        let sums = (0..columns).map(|column| sum(block.column(column))).collect();
        let mut products = Vec::with_capacity(columns * (columns + 1) / 2);
        for row in 0..columns {
            let one = block.column(row);
            products.extend((0..=row).map(|column| dot(one, block.column(column))));
        }
        Self { units, sums, products }
    }
}

/// Eight sums side by side, in an order that never changes.
pub(crate) fn sum(values: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (whole, rest) = values.as_chunks::<8>();
    for chunk in whole {
        lanes.iter_mut().zip(chunk).for_each(|(lane, value)| *lane += value);
    }
    lanes.iter().sum::<f64>() + rest.iter().sum::<f64>()
}

pub(crate) fn dot(one: &[f64], other: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let ((one, one_rest), (other, other_rest)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    for (a, b) in one.iter().zip(other) {
        lanes.iter_mut().zip(a.iter().zip(b)).for_each(|(lane, (a, b))| *lane += a * b);
    }
    lanes.iter().sum::<f64>() + one_rest.iter().zip(other_rest).map(|(a, b)| a * b).sum::<f64>()
}

/// As [`dot`], to the last bit, of the second values less a reference.
pub(crate) fn dot_around(one: &[f64], other: &[f64], reference: f64) -> f64 {
    let mut lanes = [0.0; 8];
    let ((one, one_rest), (other, other_rest)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    for (a, b) in one.iter().zip(other) {
        lanes.iter_mut().zip(a.iter().zip(b)).for_each(|(lane, (a, b))| *lane += a * (b - reference));
    }
    lanes.iter().sum::<f64>() + one_rest.iter().zip(other_rest).map(|(a, b)| a * (b - reference)).sum::<f64>()
}

/// Nothing times a number is nothing, unless the number is none.
pub(crate) fn all_finite(values: &[f64]) -> bool {
    let mut lanes = [0.0; 8];
    let (whole, rest) = values.as_chunks::<8>();
    for chunk in whole {
        lanes.iter_mut().zip(chunk).for_each(|(lane, value)| *lane += value * 0.0);
    }
    lanes.iter().all(|lane| *lane == 0.0) && rest.iter().all(|value| value.is_finite())
}

/// What is left of the units of one group: enough for the mean and the covariance of anything linear in their columns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Summary {
    pub units: f64,
    pub means: Vec<f64>,
    /// Columns by columns.
    centred: Vec<f64>,
}

impl Summary {
    pub(crate) fn centred(&self, row: usize, column: usize) -> f64 {
        self.centred[row * self.means.len() + column]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(rows: &[[f64; 3]]) -> UnitMoments {
        let fill = |rows: &[[f64; 3]]| {
            let mut block = Block::new(3);
            block.hold(rows.len());
            for (at, row) in rows.iter().enumerate() {
                (0..3).for_each(|column| block.set(column, at, row[column]));
            }
            block
        };
        let mut moments = UnitMoments::around(fill(&rows[..rows.len().min(BLOCK)]).reference());
        for rows in rows.chunks(BLOCK) {
            let part = Part::of(&mut fill(rows), &moments.reference);
            moments.add(&part);
        }
        moments
    }

    fn rows(count: usize) -> Vec<[f64; 3]> {
        let wave = |at: usize, of: usize| ((at * 7919 + of * 104_729) % 10_007) as f64 / 97.0 + 1e4;
        (0..count).map(|at| [wave(at, 1), wave(at, 2), wave(at, 3)]).collect()
    }

    #[test]
    fn shards_add_up() {
        let rows = rows(1_000);
        let mut whole = of(&rows[..300]);
        whole.merge(&of(&rows[300..]));
        let (merged, expected) = (whole.summary(&[0.0; 3]), of(&rows).summary(&[0.0; 3]));
        let scale = expected.centred(0, 0);
        for (found, expected) in merged.centred.iter().zip(&expected.centred) {
            assert!((found - expected).abs() <= 1e-14 * scale, "{found} {expected}");
        }
        for (found, expected) in merged.means.iter().zip(&expected.means) {
            assert!((found - expected).abs() <= 1e-15 * expected, "{found} {expected}");
        }
    }

    #[test]
    fn one_odd_unit_at_the_beginning_is_no_reference() {
        let mut rows = rows(20);
        rows[0] = [1e300; 3];
        assert!(of(&rows).reference().iter().all(|reference| *reference < 2e4));
    }

    proptest! {
        #[test]
        fn products_around_the_mean_are_those_of_two_passes(rows in prop::collection::vec(prop::array::uniform3(-1e6_f64..1e6), 1..40)) {
            let summary = of(&rows).summary(&[0.0; 3]);
            let mean = |at: usize| rows.iter().map(|row| row[at]).sum::<f64>() / rows.len() as f64;
            for one in 0..3 {
                for other in 0..3 {
                    let direct: f64 = rows.iter().map(|row| (row[one] - mean(one)) * (row[other] - mean(other))).sum();
                    // Forty squares of a million each are known to about thirteen digits.
                    prop_assert!((summary.centred(one, other) - direct).abs() < 1.0);
                }
            }
        }
    }
}
