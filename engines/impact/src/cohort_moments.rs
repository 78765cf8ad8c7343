//! What a panel says, in a size that does not depend on how many units it has: for each group of units the count, the
//! means and the products of their columns, taken in one pass.

use crate::twofold::Twofold;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Units that are gathered before they are added in: few enough for the cache, and always the same ones together,
/// whatever pieces they come in.
pub(crate) const BLOCK: usize = 256;

/// Counts, sums and products of the columns of some units. Adding units in any pieces, with any number of threads,
/// gives the same bytes, as long as they come in the same order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct UnitMoments {
    count: u64,
    sums: Vec<Twofold>,
    /// Of each pair of columns, the lower triangle row by row.
    products: Vec<Twofold>,
    /// Units that do not fill a block yet, column by column.
    waiting: Vec<Vec<f64>>,
}

impl UnitMoments {
    pub(crate) fn new(columns: usize) -> Self {
        Self {
            count: 0,
            sums: vec![Twofold::default(); columns],
            products: vec![Twofold::default(); columns * (columns + 1) / 2],
            waiting: vec![Vec::new(); columns],
        }
    }

    pub(crate) fn columns(&self) -> usize {
        self.sums.len()
    }

    pub(crate) fn count(&self) -> usize {
        self.count as usize + self.waiting.first().map_or(0, Vec::len)
    }

    /// Adds units by their place, `fill` giving the columns of one block of them; the blocks are taken side by side
    /// and added in their order.
    pub(crate) fn extend(&mut self, units: &[u32], fill: impl Fn(&[u32], &mut [Vec<f64>]) + Sync) {
        let columns = self.columns();
        debug_assert!(self.waiting.iter().all(Vec::is_empty), "whole blocks come before single units");
        let full = units.len() / BLOCK * BLOCK;
        let parts: Vec<Part> = units[..full]
            .par_chunks(BLOCK)
            .with_min_len(16)
            .map_init(
                || vec![vec![0.0; BLOCK]; columns],
                |block, units| {
                    fill(units, block);
                    Part::of(block)
                },
            )
            .collect();
        parts.iter().for_each(|part| self.add(part));
        if full < units.len() {
            let mut rest = vec![vec![0.0; units.len() - full]; columns];
            fill(&units[full..], &mut rest);
            self.waiting = rest;
        }
    }

    fn add(&mut self, part: &Part) {
        let units = part.units as f64;
        self.count += part.units as u64;
        for (sum, mean) in self.sums.iter_mut().zip(&part.means) {
            *sum = sum.plus_twofold(Twofold::product(units, *mean));
        }
        let mut at = 0;
        for (row, mean) in part.means.iter().enumerate() {
            let scaled = Twofold::product(units, *mean);
            for other in &part.means[..=row] {
                let together = scaled.times(*other).plus(part.centred[at]);
                self.products[at] = self.products[at].plus_twofold(together);
                at += 1;
            }
        }
    }

    /// Adds the units of another state, of other units with the same columns.
    pub(crate) fn merge(&mut self, other: &Self) {
        let settled = other.settled();
        self.count += settled.count;
        for (sum, more) in self.sums.iter_mut().zip(&settled.sums) {
            *sum = sum.plus_twofold(*more);
        }
        for (product, more) in self.products.iter_mut().zip(&settled.products) {
            *product = product.plus_twofold(*more);
        }
    }

    /// Adds a column: its sum, and its products with the columns before it and with itself.
    pub(crate) fn grow(&mut self, sum: Twofold, products: Vec<Twofold>) {
        debug_assert_eq!(products.len(), self.columns() + 1);
        self.sums.push(sum);
        self.products.extend(products);
        self.waiting.push(Vec::new());
    }

    /// Says how many units the columns are of, where these are added column by column.
    pub(crate) fn of_units(units: usize) -> Self {
        Self { count: units as u64, ..Self::new(0) }
    }

    /// The same with no unit waiting.
    fn settled(&self) -> Self {
        let mut settled = self.clone();
        if settled.waiting.first().is_some_and(|column| !column.is_empty()) {
            let part = Part::of(&settled.waiting);
            settled.add(&part);
            settled.waiting.iter_mut().for_each(Vec::clear);
        }
        settled
    }

    /// Means, and products around the means.
    pub(crate) fn summary(&self) -> Summary {
        let settled = self.settled();
        let columns = settled.columns();
        let units = settled.count as f64;
        let means: Vec<Twofold> = settled
            .sums
            .iter()
            .map(|sum| if settled.count == 0 { Twofold::default() } else { sum.over(units) })
            .collect();
        let mut centred = vec![0.0; columns * columns];
        let mut at = 0;
        for row in 0..columns {
            for column in 0..=row {
                let around = settled.products[at].minus_twofold(settled.sums[row].times_twofold(means[column]));
                let value = if row == column { around.value().max(0.0) } else { around.value() };
                centred[row * columns + column] = value;
                centred[column * columns + row] = value;
                at += 1;
            }
        }
        Summary { units, means: means.into_iter().map(Twofold::value).collect(), centred }
    }
}

/// Count, means and products around the means of one block.
struct Part {
    units: usize,
    means: Vec<f64>,
    centred: Vec<f64>,
}

impl Part {
    fn of(columns: &[Vec<f64>]) -> Self {
        let units = columns.first().map_or(0, Vec::len);
        let mut centred_columns = Vec::with_capacity(columns.len());
        let mut means = Vec::with_capacity(columns.len());
        for column in columns {
            let mean = sum(column) / units as f64;
            means.push(mean);
            centred_columns.push(column.iter().map(|value| value - mean).collect::<Vec<f64>>());
        }
        let mut centred = Vec::with_capacity(columns.len() * (columns.len() + 1) / 2);
        for (row, one) in centred_columns.iter().enumerate() {
            centred.extend(centred_columns[..=row].iter().map(|other| dot(one, other)));
        }
        Self { units, means, centred }
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
        let mut moments = UnitMoments::new(3);
        moments.extend(&(0..rows.len() as u32).collect::<Vec<_>>(), |units, block| {
            for (column, values) in block.iter_mut().enumerate() {
                for (value, unit) in values.iter_mut().zip(units) {
                    *value = rows[*unit as usize][column];
                }
            }
        });
        moments
    }

    fn rows(count: usize) -> Vec<[f64; 3]> {
        let wave = |at: usize, of: usize| ((at * 7919 + of * 104_729) % 10_007) as f64 / 97.0 + 1e4;
        (0..count).map(|at| [wave(at, 1), wave(at, 2), wave(at, 3)]).collect()
    }

    #[test]
    fn any_number_of_threads_gives_the_same_bytes() {
        let rows = rows(20_000);
        let with = |threads: usize| {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| of(&rows))
        };
        assert_eq!(with(1), with(2));
    }

    #[test]
    fn shards_add_up() {
        let rows = rows(1_000);
        let mut whole = of(&rows[..300]);
        whole.merge(&of(&rows[300..]));
        let (merged, expected) = (whole.summary(), of(&rows).summary());
        let scale = expected.centred(0, 0);
        for (found, expected) in merged.centred.iter().zip(&expected.centred) {
            assert!((found - expected).abs() <= 1e-14 * scale, "{found} {expected}");
        }
        for (found, expected) in merged.means.iter().zip(&expected.means) {
            assert!((found - expected).abs() <= 1e-15 * expected, "{found} {expected}");
        }
    }

    proptest! {
        #[test]
        fn products_around_the_mean_are_those_of_two_passes(rows in prop::collection::vec(prop::array::uniform3(-1e6_f64..1e6), 1..40)) {
            let summary = of(&rows).summary();
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
