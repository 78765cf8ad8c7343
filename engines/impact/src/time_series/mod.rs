//! One series that was interrupted by a start: how its level and its slope changed, or how far it left the course on
//! which a model of the time before would have taken it.

mod assess;
mod autoregressive;
mod of_panel;
mod segmented;
mod series;
mod structural;

pub use assess::assess_series;
pub use of_panel::mean_series;
pub use segmented::{Errors, Segmented, error_with, segmented_regression};
pub use series::{Season, Series};
pub use structural::{Counterfactual, Trend, structural_counterfactual};
