//! What can be proven, before anything is measured: power and the smallest effect that a design can detect.

mod analytic;
mod cohort;
mod serial;
mod simulated;
mod stepped_wedge;

pub use analytic::{Baselines, Individuals, Noncentral, power_of, smallest_effect, units_needed};
pub use cohort::{Clusters, design_effect};
pub use serial::{DrawnOn, Variation, Waiting};
pub use simulated::{Simulated, SimulatedTrial, simulated_power};
pub use stepped_wedge::SteppedWedge;

use crate::Level;

/// A design that knows the standard error of its effect before the data.
pub trait Planned {
    /// Standard error of the effect, in units of the outcome.
    fn standard_error(&self) -> f64;
    /// Degrees of freedom of the test.
    fn degrees_of_freedom(&self) -> f64;

    /// Probability that an effect of this size gives an interval that excludes zero, in 0..=1.
    fn power(&self, effect: f64, level: Level) -> f64 {
        power_of(effect / self.standard_error(), self.degrees_of_freedom(), level)
    }

    /// Smallest effect that is found with this probability, in units of the outcome.
    fn smallest_effect(&self, power: f64, level: Level) -> f64 {
        smallest_effect(power, self.degrees_of_freedom(), level) * self.standard_error()
    }
}
