//! What draws of several figures together are made of: a factor of their correlation, and normal numbers.

use crate::cohort_moments::dot;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

/// What may be left of a figure's variance, as a share, before the figures ahead of it determine it. Well above what
/// rounding leaves, so that two ways to the same covariance give the same band.
const DETERMINED: f64 = 1e-8;

/// A factor of a correlation matrix that may be singular: Cholesky's, leaving out what is determined.
#[derive(Debug, Clone, Default)]
pub(super) struct Root {
    /// The lower triangle that was factored.
    correlation: Vec<Vec<f64>>,
    /// Of each figure its factors, as far as they reach.
    rows: Vec<Vec<f64>>,
    /// The figures that are not determined, each of which has a column.
    free: Vec<usize>,
}

impl Root {
    /// Factors a lower triangle, row by row. Rows stand as they are up to the first that differs from what was factored
    /// before; how many those are is the answer.
    pub(super) fn follow(&mut self, correlation: impl Iterator<Item = Vec<f64>>) -> usize {
        let mut kept = None;
        let mut size = 0;
        for (at, row) in correlation.enumerate() {
            size = at + 1;
            if kept.is_none() && self.correlation.get(at) == Some(&row) {
                continue;
            }
            if kept.is_none() {
                kept = Some(at);
                self.truncate(at);
            }
            self.push(row);
        }
        self.truncate(size);
        kept.unwrap_or(size)
    }

    fn truncate(&mut self, size: usize) {
        self.free.truncate(self.free.partition_point(|figure| *figure < size));
        self.rows.truncate(size);
        self.correlation.truncate(size);
    }

    fn push(&mut self, correlation: Vec<f64>) {
        let place = self.rows.len();
        let mut along: Vec<f64> = Vec::with_capacity(self.free.len() + 1);
        for (column, figure) in self.free.iter().enumerate() {
            let other = &self.rows[*figure];
            let known = dot(&along, &other[..column]);
            along.push((correlation[*figure] - known) / other[column]);
        }
        let rest = correlation[place] - dot(&along, &along);
        if rest > DETERMINED {
            along.push(rest.sqrt());
            self.free.push(place);
        }
        self.rows.push(along);
        self.correlation.push(correlation);
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many figures the others are made of.
    pub(super) fn columns(&self) -> usize {
        self.free.len()
    }

    pub(super) fn row(&self, figure: usize) -> &[f64] {
        &self.rows[figure]
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
    pub(super) fn shrunk(&mut self, free: f64) -> f64 {
        let part = 2.0 / (9.0 * free);
        (1.0 - part + self.next() * part.sqrt()).max(0.05).powf(1.5)
    }

    /// Between -1 and 1.
    fn side(&mut self) -> f64 {
        (self.source.next_u64() >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}
