//! Groups that nobody drew by lot, made alike on what was measured before the start: by weighting, by matching, and by
//! both weighting and a model of the outcome. All of it rests on the word of someone who knows that nothing else decided
//! who was trained; no data can test that.

mod assess;
mod doubly_robust;
mod inverse_probability;
mod logistic;
mod matching;
mod overlap;
mod robust;

pub use assess::{Selection, Weighted, assess_weighted};
pub use doubly_robust::doubly_robust;
pub use inverse_probability::inverse_probability;
pub use logistic::{Propensity, propensity};
pub use matching::nearest_neighbours;
pub use overlap::{Overlap, WeightedBalance, overlap};

use serde::Serialize;

/// Whose effect is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Of everyone: what if all were trained.
    #[default]
    Everyone,
    /// Of those who were trained: what did it do for them.
    Treated,
}

/// How the groups are made alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Estimator {
    InverseProbability,
    DoublyRobust,
    /// So many nearest neighbours, with replacement.
    Matching {
        neighbours: usize,
    },
}
