//! How sure is a number: errors that allow for unequal variances and for clusters, tests that hold for few clusters, tests
//! by the assignment itself, and what is left when several measures are tested at once.

mod multiplicity;
mod over_time;
mod randomisation;
mod regression;
mod trials;
mod wild;

pub use multiplicity::{benjamini_hochberg, holm};
pub(crate) use over_time::means_before;
pub use over_time::{TrialKind, TrialOverTime, over_time};
pub use randomisation::{Randomisation, randomisation_test};
pub use regression::{RobustErrors, regression_coefficient};
pub use trials::{interacted_adjustment, stratified_difference};
pub use wild::{WildBootstrap, WildWeights, wild_cluster_bootstrap};
