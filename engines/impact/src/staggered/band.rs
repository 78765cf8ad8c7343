//! A band that holds many figures at once: their largest distance, in standard errors, is drawn from their covariance.

use super::{Settings, score::Square};
use crate::student;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};
use rayon::prelude::*;

/// Draws that one stream of randomness makes.
const STREAM: usize = 128;

/// Standard errors, and how many of them the band takes to either side.
///
/// `free` are the degrees of freedom by which the covariance is known.
pub(super) fn band(covariance: &Square, free: f64, settings: &Settings) -> (Vec<Option<f64>>, f64) {
    let largest = (0..covariance.size).map(|at| covariance.at(at, at)).fold(0.0, f64::max);
    let errors: Vec<Option<f64>> = (0..covariance.size)
        .map(|at| covariance.at(at, at))
        .map(|variance| (variance > 1e-24 * largest && variance > 0.0).then(|| variance.sqrt()))
        .collect();
    let varying: Vec<usize> = (0..errors.len()).filter(|at| errors[*at].is_some()).collect();
    let pointwise = student::two_sided_quantile(settings.level.value(), free);
    if varying.len() < 2 || settings.draws == 0 {
        return (errors, pointwise);
    }
    let mut correlation = covariance.part(&varying);
    for row in 0..varying.len() {
        for column in 0..varying.len() {
            let scale = errors[varying[row]].zip(errors[varying[column]]).map_or(1.0, |(one, other)| one * other);
            correlation.values[row * varying.len() + column] /= scale;
        }
    }
    let root = Root::of(correlation);
    let streams = settings.draws.div_ceil(STREAM);
    let mut distances: Vec<f64> = (0..streams)
        .into_par_iter()
        .flat_map_iter(|stream| {
            let mut chance = Normals::new(settings.seed, stream as u64);
            let count = STREAM.min(settings.draws - stream * STREAM);
            let root = &root;
            let mut normals = vec![0.0; root.rank];
            (0..count).map(move |_| {
                normals.iter_mut().for_each(|normal| *normal = chance.next());
                root.farthest(&normals) / chance.shrunk(free)
            })
        })
        .collect();
    distances.sort_unstable_by(f64::total_cmp);
    let place = (settings.level.value() * distances.len() as f64).ceil() as usize;
    let critical = distances[place.clamp(1, distances.len()) - 1];
    (errors, critical.max(pointwise))
}

/// What may be left of a figure's variance, as a share, before the figures ahead of it determine it. Well above what
/// rounding leaves, so that two ways to the same covariance give the same band.
const DETERMINED: f64 = 1e-8;

/// A factor of a correlation matrix that may be singular: Cholesky's, leaving out what is determined.
struct Root {
    rank: usize,
    /// Of each figure its factors, as far as they reach.
    rows: Vec<Vec<f64>>,
}

impl Root {
    fn of(matrix: Square) -> Self {
        let size = matrix.size;
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(size);
        // The figures that are not determined, each of which has a column.
        let mut free: Vec<usize> = Vec::new();
        for row in 0..size {
            let mut along = Vec::with_capacity(free.len() + 1);
            for (column, figure) in free.iter().enumerate() {
                let other: &Vec<f64> = &rows[*figure];
                let known: f64 = along.iter().zip(other).map(|(a, b): (&f64, &f64)| a * b).sum();
                along.push((matrix.at(row, *figure) - known) / other[column]);
            }
            let rest = matrix.at(row, row) - along.iter().map(|value| value * value).sum::<f64>();
            if rest > DETERMINED {
                along.push(rest.sqrt());
                free.push(row);
            }
            rows.push(along);
        }
        Self { rank: free.len(), rows }
    }

    fn farthest(&self, normals: &[f64]) -> f64 {
        self.rows
            .iter()
            .map(|row| row.iter().zip(normals).map(|(factor, normal)| factor * normal).sum::<f64>().abs())
            .fold(0.0, f64::max)
    }
}

/// Standard normal numbers by the polar method of Marsaglia, two at a time.
pub(crate) struct Normals {
    source: ChaCha8Rng,
    spare: Option<f64>,
}

impl Normals {
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(stream);
        Self { source, spare: None }
    }

    pub(crate) fn next(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (one, other) = (self.side(), self.side());
            let square = one * one + other * other;
            if square > 0.0 && square < 1.0 {
                let scale = (-2.0 * square.ln() / square).sqrt();
                self.spare = Some(other * scale);
                return one * scale;
            }
        }
    }

    /// The root of a chi-squared number over its degrees of freedom, by Wilson and Hilferty's approximation.
    fn shrunk(&mut self, free: f64) -> f64 {
        let part = 2.0 / (9.0 * free);
        (1.0 - part + self.next() * part.sqrt()).max(0.05).powf(1.5)
    }

    /// Between -1 and 1.
    fn side(&mut self) -> f64 {
        (self.source.next_u64() >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}
