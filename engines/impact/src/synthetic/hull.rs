//! The mixture of donors that lies nearest to a target: Wolfe's algorithm for the nearest point of a convex hull
//! (*Mathematical Programming* 11 (1976), 128-149), on a working set of donors that grows where a donor outside it would
//! help. Finite and exact, and nothing is ever formed that is larger than the donors themselves.

use rayon::prelude::*;
use std::cmp::Ordering;

/// How many donors join the working set at a time.
pub(super) const JOINING: usize = 32;
/// Donors that one thread looks at in one go; fixed, so that the number of threads changes nothing.
const CHUNK: usize = 2048;
/// Share of the scale below which a gain is none.
const NO_GAIN: f64 = 1e-13;

/// Donors as rows of `stride` numbers, of which the first `width` are matched.
#[derive(Clone, Copy)]
pub(super) struct Donors<'a> {
    pub(super) values: &'a [f64],
    pub(super) stride: usize,
    pub(super) width: usize,
}

/// Weights above zero by donor, in the order of the donors; they add up to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mixture {
    pub(super) weights: Vec<(usize, f64)>,
}

impl Donors<'_> {
    pub(super) fn count(&self) -> usize {
        self.values.len() / self.stride
    }

    pub(super) fn row(&self, donor: usize) -> &[f64] {
        &self.values[donor * self.stride..donor * self.stride + self.width]
    }

    /// Nearest mixture to `target` of all donors but `without`, starting from the donors `warm`.
    pub(super) fn nearest(&self, target: &[f64], without: Option<usize>, warm: &[usize]) -> Mixture {
        let mut working: Vec<usize> = warm.iter().copied().filter(|donor| Some(*donor) != without).collect();
        if working.is_empty() {
            working = self.best(without, |row| distance(row, target));
        }
        let mut hull = Hull::new(target);
        working.iter().for_each(|donor| hull.add(self.row(*donor)));
        loop {
            hull.solve();
            let (at, threshold) = hull.threshold(target);
            let joining: Vec<usize> = self
                .best(without, |row| dot(&at, row))
                .into_iter()
                .filter(|donor| dot(&at, self.row(*donor)) < threshold && !working.contains(donor))
                .collect();
            if joining.is_empty() {
                return hull.mixture(&working);
            }
            joining.iter().for_each(|donor| hull.add(self.row(*donor)));
            working.extend(joining);
        }
    }

    /// The donors with the smallest cost; among equals the earlier.
    fn best(&self, without: Option<usize>, cost: impl Fn(&[f64]) -> f64 + Sync) -> Vec<usize> {
        let span = |from: usize| -> Vec<(f64, usize)> {
            let until = (from + CHUNK).min(self.count());
            let mut kept: Vec<(f64, usize)> = Vec::with_capacity(JOINING + 1);
            for donor in (from..until).filter(|donor| Some(*donor) != without) {
                let candidate = (cost(self.row(donor)), donor);
                if kept.len() == JOINING && by_cost(&kept[JOINING - 1], &candidate) != Ordering::Greater {
                    continue;
                }
                let place = kept.partition_point(|known| by_cost(known, &candidate) == Ordering::Less);
                kept.insert(place, candidate);
                kept.truncate(JOINING);
            }
            kept
        };
        let chunks = self.count().div_ceil(CHUNK);
        let mut kept: Vec<(f64, usize)> = if chunks > 1 {
            (0..chunks).into_par_iter().flat_map_iter(|chunk| span(chunk * CHUNK)).collect()
        } else {
            span(0)
        };
        kept.sort_by(by_cost);
        kept.truncate(JOINING);
        kept.into_iter().map(|(_, donor)| donor).collect()
    }
}

fn by_cost(one: &(f64, usize), other: &(f64, usize)) -> Ordering {
    one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
}

/// The working set, relative to the target, and the corral: its corners that carry weight.
pub(super) struct Hull<'a> {
    target: &'a [f64],
    /// One vector per donor of the working set.
    points: Vec<Vec<f64>>,
    corral: Vec<usize>,
    weights: Vec<f64>,
    /// Products of the corral's points.
    gram: Vec<Vec<f64>>,
    /// Largest squared length of a point.
    scale: f64,
}

impl<'a> Hull<'a> {
    pub(super) fn new(target: &'a [f64]) -> Self {
        Self { target, points: Vec::new(), corral: Vec::new(), weights: Vec::new(), gram: Vec::new(), scale: 0.0 }
    }

    pub(super) fn add(&mut self, row: &[f64]) {
        let point: Vec<f64> = row.iter().zip(self.target).map(|(value, target)| value - target).collect();
        self.scale = self.scale.max(dot(&point, &point));
        self.points.push(point);
    }

    /// The point of the mixture, relative to the target.
    fn point(&self) -> Vec<f64> {
        let mut at = vec![0.0; self.target.len()];
        for (corner, weight) in self.corral.iter().zip(&self.weights) {
            at.iter_mut().zip(&self.points[*corner]).for_each(|(sum, value)| *sum += weight * value);
        }
        at
    }

    /// The point, and the product with it below which a donor would bring the mixture nearer: it lies on this side of the
    /// plane through the point.
    pub(super) fn threshold(&self, target: &[f64]) -> (Vec<f64>, f64) {
        let at = self.point();
        let threshold = dot(&at, &at) - NO_GAIN * self.scale + dot(&at, target);
        (at, threshold)
    }

    /// Nearest point of the hull of the working set.
    pub(super) fn solve(&mut self) {
        if self.corral.is_empty() {
            let lengths = self.points.iter().map(|point| dot(point, point)).enumerate();
            let first = lengths.min_by(|one, other| one.1.total_cmp(&other.1)).map_or(0, |(at, _)| at);
            self.enter(first);
            self.weights = vec![1.0];
        }
        let mut reach = f64::INFINITY;
        loop {
            let at = self.point();
            let now = dot(&at, &at);
            if now >= reach || now <= NO_GAIN * NO_GAIN * self.scale {
                return;
            }
            reach = now;
            let costs = self.points.iter().map(|point| dot(&at, point)).enumerate();
            let Some((entering, cost)) = costs.min_by(|one, other| one.1.total_cmp(&other.1)) else { return };
            if now - cost <= NO_GAIN * self.scale || self.corral.contains(&entering) {
                return;
            }
            self.enter(entering);
            self.weights.push(0.0);
            self.shrink();
        }
    }

    fn enter(&mut self, corner: usize) {
        let products: Vec<f64> =
            self.corral.iter().chain([&corner]).map(|other| dot(&self.points[corner], &self.points[*other])).collect();
        for (row, product) in self.gram.iter_mut().zip(&products) {
            row.push(*product);
        }
        self.gram.push(products);
        self.corral.push(corner);
    }

    fn leave(&mut self, place: usize) {
        self.corral.remove(place);
        self.weights.remove(place);
        self.gram.remove(place);
        self.gram.iter_mut().for_each(|row| {
            row.remove(place);
        });
    }

    /// Moves to the nearest point of the plane through the corral, as far as all weights stay positive; corners whose
    /// weight is used up leave.
    fn shrink(&mut self) {
        loop {
            let Some(wanted) = nearest_in_plane(&self.gram, self.scale) else {
                // The corner that entered last lies in the plane of the others.
                self.leave(self.corral.len() - 1);
                self.normalise();
                return;
            };
            if wanted.iter().all(|weight| *weight > 1e-14) {
                self.weights = wanted;
                return;
            }
            let mut step: f64 = 1.0;
            for (weight, wanted) in self.weights.iter().zip(&wanted) {
                if *wanted <= 1e-14 {
                    step = step.min(weight / (weight - wanted).max(f64::MIN_POSITIVE));
                }
            }
            for (weight, wanted) in self.weights.iter_mut().zip(&wanted) {
                *weight += step * (wanted - *weight);
            }
            let Some(place) = (0..self.weights.len())
                .filter(|place| wanted[*place] <= 1e-14)
                .min_by(|one, other| self.weights[*one].total_cmp(&self.weights[*other]))
            else {
                return;
            };
            self.leave(place);
            self.normalise();
            if self.corral.len() == 1 {
                self.weights = vec![1.0];
                return;
            }
        }
    }

    fn normalise(&mut self) {
        let sum: f64 = self.weights.iter().sum();
        if sum > 0.0 {
            self.weights.iter_mut().for_each(|weight| *weight /= sum);
        }
    }

    /// The weights by donor, made exact once more: the squared matrix of the search has half the digits.
    pub(super) fn mixture(&mut self, working: &[usize]) -> Mixture {
        if let Some(polished) = self.polished() {
            self.weights = polished;
        }
        let mut weights: Vec<(usize, f64)> =
            self.corral.iter().zip(&self.weights).map(|(corner, weight)| (working[*corner], *weight)).collect();
        weights.sort_by_key(|(donor, _)| *donor);
        Mixture { weights }
    }

    fn polished(&self) -> Option<Vec<f64>> {
        let size = self.corral.len();
        let first = &self.points[*self.corral.first()?];
        if size < 2 || size > first.len() + 1 {
            return None;
        }
        let corner = |place: usize| &self.points[self.corral[place]];
        let edges = nalgebra::DMatrix::from_fn(first.len(), size - 1, |row, at| corner(at + 1)[row] - first[row]);
        let aim = nalgebra::DVector::from_fn(first.len(), |row, _| -first[row]);
        let qr = edges.qr();
        let rest = qr.r().solve_upper_triangular(&(qr.q().transpose() * aim))?;
        let weights: Vec<f64> = std::iter::once(1.0 - rest.sum()).chain(rest.iter().copied()).collect();
        weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0).then_some(weights)
    }
}

/// Weights that add up to 1 and make the squared length w'Gw smallest, by Cholesky on G + scale·ee'; `None` where the
/// corners are affinely dependent.
fn nearest_in_plane(gram: &[Vec<f64>], scale: f64) -> Option<Vec<f64>> {
    let size = gram.len();
    let mut factor = vec![0.0; size * size];
    for row in 0..size {
        for column in 0..=row {
            let known: f64 = (0..column).map(|k| factor[row * size + k] * factor[column * size + k]).sum();
            let left = gram[row][column] + scale - known;
            if row == column {
                if left <= 1e-14 * (gram[row][row] + scale) {
                    return None;
                }
                factor[row * size + row] = left.sqrt();
            } else {
                factor[row * size + column] = left / factor[column * size + column];
            }
        }
    }
    let mut solved = vec![1.0; size];
    for row in 0..size {
        let known: f64 = (0..row).map(|k| factor[row * size + k] * solved[k]).sum();
        solved[row] = (solved[row] - known) / factor[row * size + row];
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|k| factor[k * size + row] * solved[k]).sum();
        solved[row] = (solved[row] - known) / factor[row * size + row];
    }
    let sum: f64 = solved.iter().sum();
    (sum > 0.0).then(|| solved.iter().map(|value| value / sum).collect())
}

/// Four sums side by side: the processor adds them at once.
pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    let (left, right) = (one.chunks_exact(4), other.chunks_exact(4));
    let rest: f64 = left.remainder().iter().zip(right.remainder()).map(|(a, b)| a * b).sum();
    let mut sums = [0.0; 4];
    for (a, b) in left.zip(right) {
        for lane in 0..4 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

fn distance(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum()
}
