//! Randomness that is passed in: a seed and a stream give the same numbers on every machine and in every order of
//! threads.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

/// One stream of chance. Runs of a simulation take a stream each, so that it does not matter which thread has which.
pub(crate) struct Chance {
    source: ChaCha8Rng,
    spare: Option<f64>,
}

impl Chance {
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(stream);
        Self { source, spare: None }
    }

    /// In [0, 1).
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.source.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// In 0..`end`, each equally likely (Lemire 2019, without the bias).
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let range = end as u64;
        loop {
            let product = u128::from(self.source.next_u64()) * u128::from(range);
            if product as u64 >= range.wrapping_neg() % range {
                return (product >> 64) as usize;
            }
        }
    }

    /// A standard normal deviate (Marsaglia's polar method, in pairs).
    pub(crate) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let scale = (-2.0 * square.ln() / square).sqrt();
                self.spare = Some(y * scale);
                return x * scale;
            }
        }
    }

    /// Puts the values in a random order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for at in (1..values.len()).rev() {
            values.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_stream_give_the_same_numbers_and_another_stream_gives_others() {
        let draw = |stream| -> Vec<f64> {
            let mut chance = Chance::new(7, stream);
            (0..5).map(|_| chance.normal()).collect()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn normal_deviates_have_mean_zero_and_variance_one() {
        let mut chance = Chance::new(1, 0);
        let moments: crate::Moments = (0..20_000).map(|_| chance.normal()).collect();
        assert!(moments.mean().abs() < 0.03);
        assert!((moments.variance().unwrap() - 1.0).abs() < 0.05);
    }

    #[test]
    fn a_shuffle_keeps_what_it_moves() {
        let mut values: Vec<u8> = (0..50).collect();
        Chance::new(3, 0).shuffle(&mut values);
        assert!(!values.is_sorted());
        values.sort_unstable();
        assert_eq!(values, (0..50).collect::<Vec<u8>>());
    }
}
