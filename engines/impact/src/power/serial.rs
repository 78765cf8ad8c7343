//! Units that are read again and again, month after month, whose neighbouring readings resemble each other.

use super::{Planned, analytic::positive};
use crate::ImpactError;
use serde::Serialize;

/// How readings of units vary: between units, within a unit over time, and how much of a deviation is left one period
/// later.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Variation {
    /// Variance of the units' own levels.
    pub between: f64,
    /// Variance of a reading around the level of its unit.
    pub within: f64,
    /// Correlation of two neighbouring deviations of one unit, in 0..1.
    pub decay: f64,
}

impl Variation {
    /// From a balanced table of readings, one row a unit, its periods in order. What moves all units at once is taken
    /// out first. The decay comes from the variogram at one and two periods, which the levels of the units do not bias.
    ///
    /// ```
    /// use lustrum_impact::power::Variation;
    /// let rows = vec![vec![1.0, 2.0, 1.0, 2.0], vec![5.0, 4.0, 5.0, 4.0], vec![9.0, 9.0, 9.0, 9.0]];
    /// let found = Variation::of(&rows)?;
    /// assert!(found.between > found.within && found.decay == 0.0);
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    ///
    /// # Errors
    /// [`ImpactError::TooFewRows`] below two units or three periods, [`ImpactError::Argument`] for rows of different
    /// lengths, numbers that are not finite, and readings that do not vary.
    pub fn of(rows: &[Vec<f64>]) -> Result<Self, ImpactError> {
        let (units, periods) = (rows.len(), rows.first().map_or(0, Vec::len));
        if units < 2 {
            return Err(ImpactError::TooFewRows { group: "units", found: units, least: 2 });
        }
        if periods < 3 {
            return Err(ImpactError::TooFewRows { group: "periods", found: periods, least: 3 });
        }
        if rows.iter().any(|row| row.len() != periods || row.iter().any(|value| !value.is_finite())) {
            return Err(ImpactError::Argument("every unit has a number in every period"));
        }
        let count = units as f64;
        let means: Vec<f64> = (0..periods).map(|at| rows.iter().map(|row| row[at]).sum::<f64>() / count).collect();
        let apart = |row: &Vec<f64>, at: usize| row[at] - means[at];
        // Taking the mean of the period out costs one unit in every period.
        let own = count / (count - 1.0);
        let variogram = |lag: usize| {
            let pairs = (periods - lag) as f64 * count;
            let sum: f64 = rows
                .iter()
                .flat_map(|row| (lag..periods).map(move |at| (apart(row, at) - apart(row, at - lag)).powi(2)))
                .sum();
            own * sum / (2.0 * pairs)
        };
        let squares: f64 = rows.iter().flat_map(|row| (0..periods).map(move |at| apart(row, at).powi(2))).sum();
        let total = own * squares / (count * periods as f64);
        positive(total.sqrt())?;
        let (one, two) = (variogram(1), variogram(2));
        let decay = if one > 0.0 { (two / one - 1.0).clamp(0.0, 0.98) } else { 0.0 };
        let within = (one / (1.0 - decay)).min(total);
        Ok(Self { between: (total - within).max(0.0), within, decay })
    }

    /// Share of the variance that is between units: the intraclass correlation.
    pub fn between_share(&self) -> f64 {
        self.between / (self.between + self.within)
    }

    /// Variance of the mean of `periods` neighbouring readings of one unit.
    fn of_mean(&self, periods: usize) -> f64 {
        let count = periods as f64;
        let together: f64 = (1..periods).map(|lag| (count - lag as f64) * self.decay.powi(lag as i32)).sum();
        self.between + self.within * (count + 2.0 * together) / (count * count)
    }

    /// Covariance of the mean of `before` readings with that of the `after` readings that follow.
    fn of_both(&self, before: usize, after: usize) -> f64 {
        let sum = |many: usize| (0..many).map(|step| self.decay.powi(step as i32)).sum::<f64>();
        self.between + self.within * self.decay * sum(before) * sum(after) / (before * after) as f64
    }
}

/// Some units start and others wait; the mean after the start is compared, with the mean before as a covariate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Waiting {
    started: f64,
    waiting: f64,
    before: usize,
    after: usize,
    variation: Variation,
}

impl Waiting {
    /// Numbers of units that start and that wait, and of periods before and after the start.
    ///
    /// ```
    /// use lustrum_impact::power::{Baselines, Individuals, Planned, Variation, Waiting};
    /// // Without decay it is the analysis of covariance of Frison and Pocock (1992).
    /// let variation = Variation { between: 0.4, within: 0.6, decay: 0.0 };
    /// let months = Waiting::new(20, 20, 12, 6, variation)?;
    /// let known = Individuals::new(20, 20, 1.0, Baselines { before: 12, after: 6, correlation: 0.4 })?;
    /// assert!((months.standard_error() - known.standard_error()).abs() < 1e-12);
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    ///
    /// # Errors
    /// [`ImpactError::TooFewRows`] below two units in a group, [`ImpactError::Argument`] without a period before or after.
    pub fn new(
        started: usize,
        waiting: usize,
        before: usize,
        after: usize,
        variation: Variation,
    ) -> Result<Self, ImpactError> {
        for (group, found) in [("treated", started), ("untreated", waiting)] {
            if found < 2 {
                return Err(ImpactError::TooFewRows { group, found, least: 2 });
            }
        }
        if before == 0 || after == 0 {
            return Err(ImpactError::Argument("one period before the start and one after it are needed"));
        }
        Ok(Self { started: started as f64, waiting: waiting as f64, before, after, variation })
    }
}

impl Planned for Waiting {
    fn standard_error(&self) -> f64 {
        let both = self.variation.of_both(self.before, self.after);
        let left = self.variation.of_mean(self.after) - both * both / self.variation.of_mean(self.before);
        (left.max(0.0) * (1.0 / self.started + 1.0 / self.waiting)).sqrt()
    }

    fn degrees_of_freedom(&self) -> f64 {
        (self.started + self.waiting - 3.0).max(1.0)
    }
}

/// All start at once: the mean after the start against the line through the months before, drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DrawnOn {
    before: f64,
    after: f64,
    deviation: f64,
    decay: f64,
}

impl DrawnOn {
    /// From the means of all units by period before the start, and the number of periods after it.
    ///
    /// ```
    /// use lustrum_impact::power::{DrawnOn, Planned};
    /// let before: Vec<f64> = (0..24).map(|at| f64::from(at % 2)).collect();
    /// let near = DrawnOn::new(&before, 3)?;
    /// // A line that is drawn on further is less sure.
    /// assert!(DrawnOn::new(&before, 36)?.standard_error() > near.standard_error());
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    ///
    /// # Errors
    /// [`ImpactError::TooFewRows`] below four periods before, [`ImpactError::Argument`] without one after and for means
    /// that lie on a line.
    pub fn new(means: &[f64], after: usize) -> Result<Self, ImpactError> {
        if means.len() < 4 {
            return Err(ImpactError::TooFewRows { group: "periods", found: means.len(), least: 4 });
        }
        if after == 0 {
            return Err(ImpactError::Argument("one period after the start is needed"));
        }
        let count = means.len() as f64;
        let (middle, mean) = ((count - 1.0) / 2.0, means.iter().sum::<f64>() / count);
        let spread = (count * count * count - count) / 12.0;
        let slope = means.iter().enumerate().map(|(at, value)| (at as f64 - middle) * value).sum::<f64>() / spread;
        let left: Vec<f64> =
            means.iter().enumerate().map(|(at, value)| value - mean - slope * (at as f64 - middle)).collect();
        let squares: f64 = left.iter().map(|value| value * value).sum();
        let deviation = (squares / (count - 2.0)).sqrt();
        positive(deviation)?;
        let next: f64 = left.windows(2).map(|pair| pair[0] * pair[1]).sum();
        Ok(Self { before: count, after: after as f64, deviation, decay: (next / squares).clamp(0.0, 0.95) })
    }
}

impl Planned for DrawnOn {
    fn standard_error(&self) -> f64 {
        let far = (self.before + self.after) / 2.0;
        let spread = (self.before.powi(3) - self.before) / 12.0;
        let longer = (1.0 + self.decay) / (1.0 - self.decay);
        self.deviation * (longer * (1.0 / self.after + 1.0 / self.before + far * far / spread)).sqrt()
    }

    fn degrees_of_freedom(&self) -> f64 {
        self.before - 2.0
    }
}
