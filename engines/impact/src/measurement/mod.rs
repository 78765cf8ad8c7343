//! How good a measurement on levels 1 to 3 is: whether a questionnaire hangs together, which items of a test work,
//! whether raters agree and who is lenient, who did not answer, and how fast it is forgotten.
//!
//! ```
//! use lustrum_impact::{Level, measurement::{Scores, cronbach_alpha}};
//! // Five people, three items.
//! let scores = Scores::new(vec![
//!     vec![3.0, 4.0, 3.0], vec![5.0, 5.0, 4.0], vec![1.0, 2.0, 2.0], vec![4.0, 4.0, 5.0], vec![2.0, 2.0, 1.0],
//! ])?;
//! let alpha = cronbach_alpha(&scores, Level::default())?;
//! assert!(alpha.value > 0.9 && alpha.interval.low < alpha.value);
//! # Ok::<(), lustrum_impact::ImpactError>(())
//! ```

mod consistency;
mod intraclass;
mod isotonic;
mod item;
mod kappa;
mod krippendorff;
mod leniency;
mod one_factor;
mod ratings;
mod response;
mod retention;
mod retention_fit;
mod scores;

pub use consistency::{cronbach_alpha, mcdonald_omega};
pub use intraclass::{Intraclass, intraclass};
pub use isotonic::non_increasing;
pub use item::{Item, item_analysis};
pub use kappa::{Kappa, KappaWeights, weighted_kappa};
pub use krippendorff::{Bootstrap, Scale, krippendorff_alpha};
pub use leniency::{Leniency, leniency};
pub use ratings::Ratings;
pub use response::{LateResponders, NoteBelow, Response, late_responders, response};
pub use retention::{Forgetting, Recall, Retention, RetentionPoint, retention};
pub use scores::Scores;

use crate::Interval;
use serde::Serialize;

/// A coefficient of reliability or agreement: 1 is perfect, 0 what chance gives; it may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Coefficient {
    pub value: f64,
    pub interval: Interval,
    /// People, targets or units that it was made from.
    pub n: usize,
}
