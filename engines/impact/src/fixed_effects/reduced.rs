//! Any effects: those of the effect with the most levels are taken out row by row, and what the others owe to each other
//! through it is a sparse system with a line per remaining level. It is far smaller than the data, so that the many steps
//! of a badly connected panel cost little.

use super::{
    Route,
    conjugate::{Sparse, solve},
    order::{Ordered, levels},
    products::Swept,
};
use crate::comparison::count_codes;
use rayon::prelude::*;
use std::marker::PhantomData;

/// So many products per row may be needed to put the system together, and so many entries it may have.
const MOST_PRODUCTS_PER_ROW: usize = 200;
const MOST_ENTRIES_PER_ROW: usize = 8;
/// What may be left of the sum of a level, as a share of its rows times the largest value.
const TOLERANCE: f64 = 1e-12;
/// A second round only corrects what rounding left of the first.
const ROUNDS: usize = 4;

/// `None` where the levels hang together so densely that another way is better, or where the steps do not settle.
pub(super) fn sweep<'a>(rows: &Ordered<'a>) -> Option<(Swept<'a>, Route, usize)> {
    let linked = Linked::of(rows)?;
    let system = linked.system(rows)?;
    let swept: Vec<Option<(Vec<f64>, usize)>> =
        rows.columns.par_iter().map(|column| one(rows, &linked, &system, column)).collect();
    let mut columns = Vec::with_capacity(swept.len());
    let mut passes = 0;
    for column in swept {
        let (column, rounds) = column?;
        passes = passes.max(rounds + 2);
        columns.push(column);
    }
    Some((Swept::Columns(columns, PhantomData), Route::Iterative, passes))
}

/// One column without its effects; on one thread, in the order of the rows.
fn one(rows: &Ordered<'_>, linked: &Linked, system: &Sparse, column: &[f64]) -> Option<(Vec<f64>, usize)> {
    let shift = column[0];
    let largest = column.iter().fold(0.0_f64, |most, value| most.max((value - shift).abs()));
    if !largest.is_finite() {
        return None;
    }
    let mut effects = vec![0.0; linked.levels()];
    for round in 0..ROUNDS {
        let mut sums = vec![0.0; effects.len()];
        linked.remaining(rows, column, shift, &effects, |unit, left| {
            for (row, value) in unit.zip(left) {
                let value = value * rows.weight(row);
                for (effect, offset) in rows.effects[1..].iter().zip(&linked.offsets) {
                    sums[offset + effect[row] as usize] += value;
                }
            }
        });
        let settled = sums.iter().zip(&linked.of_level).all(|(sum, of)| sum.abs() <= TOLERANCE * largest * of);
        if settled {
            let mut swept = Vec::with_capacity(column.len());
            linked.remaining(rows, column, shift, &effects, |_, left| swept.extend_from_slice(left));
            return Some((swept, round + 1));
        }
        let more = solve(system, &sums)?;
        effects.iter_mut().zip(more).for_each(|(effect, more)| *effect += more);
    }
    None
}

/// Which levels of the other effects each level of the first is seen with, and with what weight.
struct Linked {
    /// Where the levels of each of the other effects begin.
    offsets: Vec<usize>,
    /// Weight of each of the other levels.
    of_level: Vec<f64>,
    /// Where the rows and the links of each level of the first effect begin, and the end.
    rows: Vec<usize>,
    from: Vec<usize>,
    level: Vec<u32>,
    weight: Vec<f64>,
    /// Weight of each level of the first effect.
    total: Vec<f64>,
}

impl Linked {
    fn of(rows: &Ordered<'_>) -> Option<Self> {
        let mut offsets = Vec::new();
        let mut levels_in_all = 0;
        for effect in &rows.effects[1..] {
            offsets.push(levels_in_all);
            levels_in_all += count_codes(effect);
        }
        u32::try_from(levels_in_all).ok()?;
        let (mut rows_from, mut from, mut total) = (vec![0], vec![0], Vec::new());
        let (mut level, mut weight): (Vec<u32>, Vec<f64>) = (Vec::new(), Vec::new());
        let mut of_level = vec![0.0; levels_in_all];
        // Where the link to a level was written last: within the links of this unit, or before them.
        let mut written = vec![usize::MAX; levels_in_all];
        let mut products = 0_usize;
        for unit in levels(&rows.effects[0], 0, rows.rows()) {
            let start = level.len();
            let mut whole = 0.0;
            for row in unit.clone() {
                let own = rows.weight(row);
                whole += own;
                for (effect, offset) in rows.effects[1..].iter().zip(&offsets) {
                    let at = offset + effect[row] as usize;
                    of_level[at] += own;
                    let place = written[at];
                    if place != usize::MAX && place >= start {
                        weight[place] += own;
                    } else {
                        written[at] = level.len();
                        level.push(at as u32);
                        weight.push(own);
                    }
                }
            }
            let links = level.len() - start;
            products += links * links.max(unit.len());
            rows_from.push(unit.end);
            from.push(level.len());
            total.push(whole);
        }
        let known = Self { offsets, of_level, rows: rows_from, from, level, weight, total };
        (products <= MOST_PRODUCTS_PER_ROW * rows.rows()).then_some(known)
    }

    fn levels(&self) -> usize {
        self.of_level.len()
    }

    /// Weights that the levels share in the rows, less what the means of the first effect take off.
    fn system(&self, rows: &Ordered<'_>) -> Option<Sparse> {
        let size = self.levels();
        let (starts, seen_in) = self.turned();
        let line = |scratch: &mut Scratch, level: usize| -> Vec<(u32, f64)> {
            let effect = self.offsets.partition_point(|offset| *offset <= level) - 1;
            let code = (level - self.offsets[effect]) as u32;
            let own_effect = &rows.effects[effect + 1];
            for (unit, own) in &seen_in[starts[level]..starts[level + 1]] {
                let unit = *unit as usize;
                let total = self.total[unit];
                for row in (self.rows[unit]..self.rows[unit + 1]).filter(|row| own_effect[*row] == code) {
                    for (other, offset) in rows.effects[1..].iter().zip(&self.offsets) {
                        scratch.add((offset + other[row] as usize) as u32, -rows.weight(row));
                    }
                }
                for link in self.from[unit]..self.from[unit + 1] {
                    // The same product for both halves of the system.
                    scratch.add(self.level[link], own * self.weight[link] / total);
                }
            }
            scratch.take(|other, shared| {
                let other_weight = self.of_level[other as usize];
                let value = -shared;
                (value.abs() > 1e-13 * self.of_level[level].min(other_weight)).then_some(value)
            })
        };
        let lines: Vec<Vec<(u32, f64)>> =
            (0..size).into_par_iter().map_init(|| Scratch::new(size), |scratch, level| line(scratch, level)).collect();
        let entries: usize = lines.iter().map(Vec::len).sum();
        (entries <= MOST_ENTRIES_PER_ROW * rows.rows().max(1_000)).then(|| Sparse::of(&lines))
    }

    /// For each level the units that it is seen in, with its weight there.
    fn turned(&self) -> (Vec<usize>, Vec<(u32, f64)>) {
        let mut starts = vec![0_usize; self.levels() + 1];
        self.level.iter().for_each(|level| starts[*level as usize + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut next = starts.clone();
        let mut seen_in = vec![(0, 0.0); self.level.len()];
        for unit in 0..self.total.len() {
            for link in self.from[unit]..self.from[unit + 1] {
                let place = &mut next[self.level[link] as usize];
                seen_in[*place] = (unit as u32, self.weight[link]);
                *place += 1;
            }
        }
        (starts, seen_in)
    }

    /// Calls `take` with the rows of each level of the first effect and what is left of them without these effects and
    /// without their mean.
    fn remaining(
        &self,
        rows: &Ordered<'_>,
        column: &[f64],
        shift: f64,
        effects: &[f64],
        mut take: impl FnMut(std::ops::Range<usize>, &[f64]),
    ) {
        let mut left = Vec::new();
        for (unit, total) in levels(&rows.effects[0], 0, rows.rows()).zip(&self.total) {
            left.clear();
            left.extend(column[unit.clone()].iter().map(|value| value - shift));
            for (effect, offset) in rows.effects[1..].iter().zip(&self.offsets) {
                let of = &effects[*offset..];
                left.iter_mut().zip(&effect[unit.clone()]).for_each(|(value, code)| *value -= of[*code as usize]);
            }
            let sum: f64 = match &rows.weights {
                None => left.iter().sum(),
                Some(weights) => left.iter().zip(&weights[unit.clone()]).map(|(value, weight)| value * weight).sum(),
            };
            let mean = sum / total;
            left.iter_mut().for_each(|value| *value -= mean);
            take(unit, &left);
        }
    }
}

/// Sums by level, of those levels only that were added to.
struct Scratch {
    sums: Vec<f64>,
    seen: Vec<bool>,
    touched: Vec<u32>,
}

impl Scratch {
    fn new(size: usize) -> Self {
        Self { sums: vec![0.0; size], seen: vec![false; size], touched: Vec::new() }
    }

    fn add(&mut self, level: u32, value: f64) {
        let at = level as usize;
        if !self.seen[at] {
            self.seen[at] = true;
            self.touched.push(level);
        }
        self.sums[at] += value;
    }

    /// What was added, in the order of the levels, and nothing is left.
    fn take(&mut self, keep: impl Fn(u32, f64) -> Option<f64>) -> Vec<(u32, f64)> {
        self.touched.sort_unstable();
        let mut kept = Vec::with_capacity(self.touched.len());
        for level in self.touched.drain(..) {
            let at = level as usize;
            kept.extend(keep(level, self.sums[at]).map(|value| (level, value)));
            self.sums[at] = 0.0;
            self.seen[at] = false;
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixed_effects::{Rows, iterative};
    use proptest::prelude::*;

    fn swept(rows: &Ordered<'_>, by_steps: bool) -> Vec<Vec<f64>> {
        let found = if by_steps { iterative::sweep(rows).ok() } else { sweep(rows) };
        match found {
            Some((Swept::Columns(columns, _), ..)) => columns,
            _ => panic!("the columns are there"),
        }
    }

    proptest! {
        #[test]
        fn no_effect_is_left_in_any_table_and_the_steps_over_the_rows_agree(
            cells in prop::collection::vec((0_u32..12, 0_u32..7, 0_u32..5, -1e3_f64..1e3, 0.1_f64..3.0), 30..120),
            weighted in any::<bool>(),
        ) {
            let code = |of: fn(&(u32, u32, u32, f64, f64)) -> u32| -> Vec<u32> {
                crate::comparison::codes(&cells.iter().map(of).collect::<Vec<_>>())
            };
            let effects = [code(|cell| cell.0), code(|cell| cell.1), code(|cell| cell.2)];
            let outcome: Vec<f64> = cells.iter().map(|cell| cell.3).collect();
            let weights: Vec<f64> = cells.iter().map(|cell| cell.4).collect();
            let effects: Vec<&[u32]> = effects.iter().map(Vec::as_slice).collect();
            let rows = Rows {
                outcome: &outcome,
                regressors: &[&outcome],
                effects: &effects,
                cluster: effects[0],
                weights: weighted.then_some(&weights[..]),
            };
            let Ok(ordered) = Ordered::of(&rows) else { return Ok(()) };
            let column = swept(&ordered, false).remove(0);
            for effect in &ordered.effects {
                let mut sums = vec![0.0; count_codes(effect)];
                for (row, code) in effect.iter().enumerate() {
                    sums[*code as usize] += ordered.weight(row) * column[row];
                }
                prop_assert!(sums.iter().all(|sum| sum.abs() < 1e-7), "{sums:?}");
            }
            for (one, other) in column.iter().zip(&swept(&ordered, true)[0]) {
                prop_assert!((one - other).abs() < 1e-5);
            }
        }
    }
}
