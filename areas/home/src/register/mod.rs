//! The register of metrics: what each figure of the product and each KPI of the organisation is for, with an example
//! that is worked out by the code that makes the figure.

mod metrics;
pub mod pages;

pub use metrics::{METRICS, Metric};
