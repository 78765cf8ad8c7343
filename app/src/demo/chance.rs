//! Seeded chance: the same demo on every machine, in every version.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

/// A stream of chance for one purpose; streams of different names do not disturb each other.
pub struct Chance(ChaCha8Rng);

impl Chance {
    pub fn named(name: &str) -> Self {
        use sha2::{Digest, Sha256};
        let mut seed = [0_u8; 32];
        seed.copy_from_slice(&Sha256::digest(format!("lustrum demo {name}")));
        Self(ChaCha8Rng::from_seed(seed))
    }
    /// Evenly between 0 and 1, without 1.
    pub fn even(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
    /// From the standard normal distribution (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.even()).ln()).sqrt();
        radius * (2.0 * std::f64::consts::PI * self.even()).cos()
    }
    /// One of so many.
    pub fn index(&mut self, of: usize) -> usize {
        ((self.even() * of as f64) as usize).min(of.saturating_sub(1))
    }
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.index(of.len())]
    }
    /// A true answer in so large a share of cases.
    pub fn happens(&mut self, share: f64) -> bool {
        self.even() < share
    }
    /// Every order equally likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.index(end + 1));
        }
    }
    /// An answer on a scale of 1 to 5 around a mean.
    pub fn score(&mut self, mean: f64, spread: f64) -> i64 {
        (mean + spread * self.normal()).round().clamp(1.0, 5.0) as i64
    }
}
