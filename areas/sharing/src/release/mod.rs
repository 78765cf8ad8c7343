//! What leaves: the readings of a KPI at the agreed grain, with every figure withheld that is about too few people or
//! would give such a figure away.

mod figures;

pub use figures::{Observed, Release, Shown, release};
