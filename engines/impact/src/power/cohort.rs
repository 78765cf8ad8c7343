//! Whole teams or sites assigned at once.

use super::{Baselines, Planned, analytic::positive};
use crate::ImpactError;
use serde::Serialize;

/// How much larger a variance is because people of one cluster resemble each other: 1 + (m - 1)ρ, and with sizes that
/// differ by a coefficient of variation `spread` 1 + ((1 + spread²) m - 1)ρ.
///
/// Sources: Donner and Klar, *Design and Analysis of Cluster Randomization Trials* (2000), ch. 5; Eldridge, Ashby and
/// Kerry, *International Journal of Epidemiology* 35 (2006), 1292-1300.
///
/// ```
/// use lustrum_impact::power::design_effect;
/// assert!((design_effect(20.0, 0.0, 0.05) - 1.95).abs() < 1e-12);
/// ```
pub fn design_effect(size: f64, spread: f64, correlation: f64) -> f64 {
    1.0 + ((1.0 + spread * spread) * size - 1.0) * correlation
}

/// Clusters assigned to two groups; its people are measured before and after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Clusters {
    treated: f64,
    untreated: f64,
    size: f64,
    spread: f64,
    deviation: f64,
    within: f64,
    baselines: Baselines,
}

impl Clusters {
    /// Numbers of clusters, their mean size, the correlation of two people of one cluster in 0..1, the standard deviation
    /// of one person's measurement, and how often clusters are measured; `baselines.correlation` is that of two means of
    /// one cluster.
    ///
    /// ```
    /// use lustrum_impact::{Level, power::{Baselines, Clusters, Planned}};
    /// let once = Baselines { before: 0, after: 1, correlation: 0.0 };
    /// let plan = Clusters::new(10, 10, 20.0, 0.05, 1.0, once)?;
    /// assert!((plan.standard_error() - (2.0_f64 * 1.95 / 200.0).sqrt()).abs() < 1e-12);
    /// assert_eq!(plan.degrees_of_freedom(), 18.0);
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    ///
    /// # Errors
    /// [`ImpactError::TooFewRows`] below two clusters in a group, [`ImpactError::Argument`] for a size below 1, a
    /// correlation outside 0..1 or a deviation that is not positive.
    pub fn new(
        treated: usize,
        untreated: usize,
        size: f64,
        correlation: f64,
        deviation: f64,
        baselines: Baselines,
    ) -> Result<Self, ImpactError> {
        for (group, found) in [("treated", treated), ("untreated", untreated)] {
            if found < 2 {
                return Err(ImpactError::TooFewRows { group, found, least: 2 });
            }
        }
        positive(deviation)?;
        if size.is_nan() || size < 1.0 || !(0.0..1.0).contains(&correlation) || baselines.after == 0 {
            return Err(ImpactError::Argument("clusters hold one person or more, who correlate by 0 to 1"));
        }
        let (treated, untreated) = (treated as f64, untreated as f64);
        Ok(Self { treated, untreated, size, spread: 0.0, deviation, within: correlation, baselines })
    }

    /// The sizes differ by this coefficient of variation.
    #[must_use]
    pub fn with_spread(mut self, spread: f64) -> Self {
        self.spread = spread.abs();
        self
    }
}

impl Planned for Clusters {
    fn standard_error(&self) -> f64 {
        let effect = design_effect(self.size, self.spread, self.within) * self.baselines.variance_share();
        self.deviation * (effect / self.size * (1.0 / self.treated + 1.0 / self.untreated)).sqrt()
    }

    fn degrees_of_freedom(&self) -> f64 {
        let used = 2.0 + f64::from(u8::from(self.baselines.before > 0));
        (self.treated + self.untreated - used).max(1.0)
    }
}
