//! Seeded chance: each programme has a stream of its own, so that neither threads nor the number of programmes change it.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

const SEED: u64 = 20_261_126;

pub struct Chance(ChaCha8Rng);

impl Chance {
    pub fn of(world: u64, programme: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(SEED + world);
        source.set_stream(programme);
        Self(source)
    }

    pub fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Box and Muller.
    pub fn normal(&mut self) -> f64 {
        let (radius, angle) = ((-2.0 * (1.0 - self.uniform()).ln()).sqrt(), std::f64::consts::TAU * self.uniform());
        radius * angle.cos()
    }

    /// So many of `all` by lot.
    pub fn draw(&mut self, of: usize, all: usize) -> Vec<bool> {
        let mut drawn: Vec<bool> = (0..all).map(|at| at < of).collect();
        for end in (1..all).rev() {
            drawn.swap(end, (self.uniform() * (end + 1) as f64) as usize);
        }
        drawn
    }

    /// Deviations that carry over from one period to the next, of variance one.
    pub fn carried(&mut self, carry: f64, periods: usize) -> Vec<f64> {
        let mut last = self.normal();
        let fresh = (1.0 - carry * carry).sqrt();
        (0..periods)
            .map(|_| {
                let now = last;
                last = carry * last + fresh * self.normal();
                now
            })
            .collect()
    }
}
