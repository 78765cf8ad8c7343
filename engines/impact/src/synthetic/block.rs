//! Many placebos at once: each has to look at every donor, so a donor is taken from memory once for a block of them, and
//! looked at in half the digits. Only those that may help, within a bound on what the missing digits can hide, are looked
//! at in full: what is found is as exact as one by one.

use super::hull::{Donors, Hull, JOINING, Mixture, dot};

/// Placebos that look at a donor together; their directions stay in the nearest memory.
pub(super) const BLOCK: usize = 32;
const LANES: usize = 8;

/// The donors less their mean in 32 bits, each line filled up with zeros.
pub(super) struct Packed {
    line: usize,
    values: Vec<f32>,
    /// Half the squared length of each donor.
    half: Vec<f32>,
    centre: Vec<f64>,
    /// Length of the longest.
    longest: f64,
}

impl Packed {
    pub(super) fn of(donors: &Donors<'_>) -> Self {
        let (count, width) = (donors.count(), donors.width);
        let line = width.next_multiple_of(LANES);
        let mut centre = vec![0.0; width];
        for donor in 0..count {
            centre.iter_mut().zip(donors.row(donor)).for_each(|(sum, value)| *sum += value / count as f64);
        }
        let (mut values, mut half) = (vec![0.0; count * line], vec![0.0; count]);
        let mut longest = 0.0_f64;
        for donor in 0..count {
            let mut square = 0.0;
            for ((packed, value), centre) in values[donor * line..].iter_mut().zip(donors.row(donor)).zip(&centre) {
                *packed = (value - centre) as f32;
                square += (value - centre).powi(2);
            }
            half[donor] = (0.5 * square) as f32;
            longest = longest.max(square.sqrt());
        }
        Self { line, values, half, centre, longest }
    }

    /// False where 32 bits can not hold the donors.
    pub(super) fn is_sound(&self) -> bool {
        self.longest > 1e-15 && self.longest < 1e15
    }

    /// What is lost at most of a product with a direction of this length: rounding of both sides and of every addition.
    fn lost(&self, length: f64) -> f64 {
        (self.line + 4) as f64 * f64::from(f32::EPSILON) * length * self.longest
    }

    fn scan(&self, looks: &mut [Look]) {
        for (donor, (row, half)) in self.values.chunks_exact(self.line).zip(&self.half).enumerate() {
            for look in looks.iter_mut() {
                let cost = product(row, &look.direction) + if look.nearest { *half } else { 0.0 };
                if cost < look.cut {
                    look.keep(cost, donor);
                }
            }
        }
    }
}

/// What one placebo looks for in a pass over the donors.
struct Look {
    placebo: usize,
    direction: Vec<f32>,
    /// Looks for the donors nearest to it, at the start.
    nearest: bool,
    cut: f32,
    kept: Vec<(f32, usize)>,
    known: Vec<usize>,
}

impl Look {
    /// The best so many that are not known yet; among equals the earlier.
    fn keep(&mut self, cost: f32, donor: usize) {
        if donor == self.placebo || self.known.contains(&donor) {
            return;
        }
        let place = self.kept.partition_point(|known| known.0 <= cost);
        self.kept.insert(place, (cost, donor));
        if self.kept.len() > JOINING {
            self.kept.pop();
            self.cut = self.kept[JOINING - 1].0;
        }
    }
}

/// The nearest mixture to each of these donors of all the others.
pub(super) fn nearest_of_block(donors: &Donors<'_>, packed: &Packed, placebos: &[usize]) -> Vec<Mixture> {
    let mut looks: Vec<Look> = placebos
        .iter()
        .map(|placebo| {
            let row = &packed.values[placebo * packed.line..(placebo + 1) * packed.line];
            let direction = row.iter().map(|value| -value).collect();
            Look { placebo: *placebo, direction, nearest: true, cut: f32::INFINITY, kept: vec![], known: vec![] }
        })
        .collect();
    let mut hulls: Vec<Hull<'_>> = placebos.iter().map(|placebo| Hull::new(donors.row(*placebo))).collect();
    let mut found: Vec<Option<Mixture>> = vec![None; placebos.len()];
    // Which placebo of the block each look is of.
    let mut open: Vec<usize> = (0..placebos.len()).collect();
    while !looks.is_empty() {
        packed.scan(&mut looks);
        let mut still = Vec::with_capacity(open.len());
        for (of, mut look) in open.into_iter().zip(std::mem::take(&mut looks)) {
            let hull = &mut hulls[of];
            let target = donors.row(look.placebo);
            let (at, threshold) = if look.nearest { (Vec::new(), f64::INFINITY) } else { hull.threshold(target) };
            let helps = |donor: usize| look.nearest || dot(&at, donors.row(donor)) < threshold;
            let joining: Vec<usize> = look.kept.iter().map(|(_, donor)| *donor).filter(|donor| helps(*donor)).collect();
            if joining.is_empty() {
                found[of] = Some(hull.mixture(&look.known));
                continue;
            }
            joining.iter().for_each(|donor| hull.add(donors.row(*donor)));
            look.known.extend(joining);
            hull.solve();
            let (at, threshold) = hull.threshold(target);
            look.nearest = false;
            look.kept.clear();
            look.direction.iter_mut().zip(&at).for_each(|(packed, value)| *packed = *value as f32);
            let length = dot(&at, &at).sqrt();
            // Rounded to the nearest, so a little more than the bound.
            look.cut = (threshold - dot(&at, &packed.centre) + packed.lost(length)) as f32;
            look.cut += look.cut.abs() * f32::EPSILON;
            looks.push(look);
            still.push(of);
        }
        open = still;
    }
    found.into_iter().flatten().collect()
}

/// Eight sums side by side.
fn product(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    for (a, b) in one.chunks_exact(LANES).zip(other.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let [a, b, c, d, e, f, g, h] = sums;
    ((a + e) + (b + f)) + ((c + g) + (d + h))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;

    fn pool(count: usize, width: usize, offset: f64, scale: f64) -> Vec<f64> {
        let mut chance = Chance::new(5, 0);
        let shared: Vec<f64> = (0..width).map(|_| chance.normal()).collect();
        (0..count)
            .flat_map(|_| {
                let share = chance.uniform();
                shared.iter().map(|one| offset + scale * (share * one + 0.3 * chance.normal())).collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn a_block_finds_what_one_by_one_finds() {
        for (count, width, offset, scale) in [(150, 13, 30.0, 1.0), (400, 24, 1e6, 1.0), (90, 5, -2.0, 1e-6)] {
            let mut values = pool(count, width, offset, scale);
            // A donor twice: one has the other as its mixture.
            values.copy_within(0..width, 3 * width);
            let donors = Donors { values: &values, stride: width, width };
            let packed = Packed::of(&donors);
            assert!(packed.is_sound());
            let placebos: Vec<usize> = (0..count).collect();
            for block in placebos.chunks(BLOCK) {
                for (placebo, found) in block.iter().zip(nearest_of_block(&donors, &packed, block)) {
                    let target = donors.row(*placebo);
                    let apart = |mixture: &Mixture| -> f64 {
                        let mut gaps = target.to_vec();
                        for (donor, weight) in &mixture.weights {
                            assert_ne!(donor, placebo);
                            gaps.iter_mut().zip(donors.row(*donor)).for_each(|(gap, value)| *gap -= weight * value);
                        }
                        dot(&gaps, &gaps).sqrt()
                    };
                    let alone = donors.nearest(target, Some(*placebo), &[]);
                    assert!((apart(&found) - apart(&alone)).abs() < 1e-7 * scale, "{placebo} of {count}");
                }
            }
        }
    }
}
