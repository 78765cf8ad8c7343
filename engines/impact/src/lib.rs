//! Did it work: effects of training programmes, with their uncertainty and their limits.
//!
//! Everything here is pure: values in, values out. Nothing reads a file, a clock or a random
//! source, so the same numbers give the same answer on every machine.
//!
//! Two layers. The **estimators** answer one question about numbers that they are given:
//! [`difference_in_means`], [`regression_adjustment`], [`difference_in_differences`],
//! [`paired_gain`], [`independent_gain`], [`mean`], [`wilson`]. The **assessments** decide whether such a
//! number may be called an effect: [`assess_randomised`], [`assess_panel`] and
//! [`assess_unassigned`] run the checks that belong to the design and give a [`Verdict`] with its
//! reasons and with what would be needed to say more.
//!
//! ```
//! use lustrum_impact::{Comparison, Rules, Verdict, assess_randomised, assess_unassigned};
//! let outcome = vec![9.0, 11.0, 10.0, 12.0, 10.5, 8.0, 6.5, 7.0, 7.5, 6.0];
//! let treated = vec![true, true, true, true, true, false, false, false, false, false];
//! let groups = Comparison::new(outcome, treated)?;
//! // Chance formed the groups: the difference is an effect.
//! assert_eq!(assess_randomised(&groups, &Rules::default())?.verdict, Verdict::Effect);
//! // Nobody knows who formed them: the same numbers identify nothing.
//! let unknown = assess_unassigned(&groups, &Rules::default())?;
//! assert_eq!(unknown.verdict, Verdict::NotIdentifiable);
//! assert!(unknown.estimate.is_none());
//! # Ok::<(), lustrum_impact::ImpactError>(())
//! ```

mod adjustment;
mod assessment;
mod balance;
mod bounded;
mod chance;
mod changes;
mod check;
mod choice;
mod cholesky;
mod clusters;
mod cohort_moments;
mod comparison;
mod difference;
mod error;
mod estimate;
mod few_clusters;
mod fisher;
pub mod fixed_effects;
mod gain;
pub mod inference;
mod least_squares;
mod linear;
pub mod measurement;
mod moments;
pub mod money;
mod nelder_mead;
mod panel;
mod panel_assessment;
mod permutation;
mod placebo_interval;
pub mod power;
mod proportion;
mod randomised;
mod reason;
pub mod safeguard;
pub mod staggered;
mod starts;
mod student;
mod sweep;
pub mod synthetic;
pub mod time_series;
mod trial;
mod two_way;
mod twofold;
mod verdict;
pub mod weighting;

pub use adjustment::{clustered_difference, regression_adjustment};
pub use assessment::{Assessment, Description, Method};
pub use balance::{Balance, balance};
pub use bounded::bounded_mean;
pub use check::{Bearing, Check, CheckKind, Status};
pub use choice::{Choice, DesignName, Ground, Known, OverTime, Rejected, choose};
pub use comparison::{Column, Comparison};
pub use difference::{difference_in_means, difference_of_moments, mean};
pub use error::ImpactError;
pub use estimate::{Estimate, Horizon, Interval, IntervalKind, Level};
pub use gain::{Gain, independent_gain, paired_gain, standardised_gain};
pub use least_squares::LeastSquares;
pub use moments::Moments;
pub use panel::{Panel, PanelRows};
pub use panel_assessment::{assess_panel, starts_refusal};
pub use permutation::{Cluster, Permutation, permutation};
pub use placebo_interval::{ClusterChange, PlaceboInterval, placebo_interval};
pub use proportion::{Proportion, wilson};
pub use randomised::{assess_randomised, assess_unassigned};
pub use reason::{Need, Reason};
pub use staggered::Timing;
pub use starts::Starts;
pub use trial::assess_trial;
pub use two_way::{TwoWay, difference_in_differences, two_way};
pub use verdict::{Margin, Rules, Verdict};
