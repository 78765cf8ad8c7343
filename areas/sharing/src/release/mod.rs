//! What leaves: the readings of a KPI at the agreed grain, with every figure withheld that is about too few people or
//! would give such a figure away.

mod figures;
pub mod pages;
mod reading;
pub(crate) mod table;

pub use figures::{Observed, Release, Shown, release};
pub use reading::{Figures, figures, figures_between};
