//! Every cluster is trained in the end, a few more at each step.

use super::{Planned, analytic::positive};
use crate::ImpactError;
use serde::Serialize;

/// A stepped wedge: in each step as many clusters start, each period the same number of people is measured per cluster.
///
/// Source: Hussey and Hughes, *Contemporary Clinical Trials* 28 (2007), 182-191, eq. 8.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SteppedWedge {
    steps: f64,
    per_step: f64,
    size: f64,
    correlation: f64,
    deviation: f64,
}

impl SteppedWedge {
    /// Number of steps, clusters that start at each, people per cluster and period, the correlation of two people of one
    /// cluster in 0..1, and the standard deviation of one measurement. There is one period more than there are steps.
    ///
    /// ```
    /// use lustrum_impact::{Level, power::{Planned, SteppedWedge}};
    /// let plan = SteppedWedge::new(4, 6, 50.0, 0.05, 1.0)?;
    /// assert!(plan.power(0.2, Level::default()) > 0.8);
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    ///
    /// # Errors
    /// [`ImpactError::Argument`] below two steps, without clusters or people, for a correlation outside 0..1 or a deviation
    /// that is not positive.
    pub fn new(
        steps: usize,
        per_step: usize,
        size: f64,
        correlation: f64,
        deviation: f64,
    ) -> Result<Self, ImpactError> {
        positive(deviation)?;
        let sound = steps >= 2 && per_step >= 1 && size >= 1.0 && (0.0..1.0).contains(&correlation);
        if !sound {
            return Err(ImpactError::Argument(
                "a stepped wedge has two steps or more, clusters in each, and people in them",
            ));
        }
        Ok(Self { steps: steps as f64, per_step: per_step as f64, size, correlation, deviation })
    }
}

impl Planned for SteppedWedge {
    fn standard_error(&self) -> f64 {
        let (clusters, periods) = (self.steps * self.per_step, self.steps + 1.0);
        let error = self.deviation * self.deviation * (1.0 - self.correlation) / self.size;
        let between = self.deviation * self.deviation * self.correlation;
        // Sums over the pattern: step k is trained in steps + 1 - k periods.
        let steps = self.steps as usize;
        let trained = |step: usize| (steps + 1 - step) as f64;
        let u: f64 = self.per_step * (1..=steps).map(trained).sum::<f64>();
        let v: f64 = self.per_step * (1..=steps).map(|step| trained(step).powi(2)).sum::<f64>();
        let w: f64 = (1..=steps).map(|period| (self.per_step * period as f64).powi(2)).sum();
        let numerator = clusters * error * (error + periods * between);
        let denominator =
            (clusters * u - w) * error + (u * u + clusters * periods * u - periods * w - clusters * v) * between;
        (numerator / denominator).sqrt()
    }

    /// Clusters less two: cautious with few clusters.
    fn degrees_of_freedom(&self) -> f64 {
        (self.steps * self.per_step - 2.0).max(1.0)
    }
}
