//! Power of a Student test, and of people who are assigned one by one.

use super::Planned;
use crate::{ImpactError, Level, student};
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::{beta::beta_reg, gamma::ln_gamma};

/// A Student variable around another centre than zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Noncentral {
    pub centre: f64,
    pub degrees_of_freedom: f64,
}

impl Noncentral {
    /// Probability that it lies at or below `at`.
    ///
    /// Source: Lenth, *Applied Statistics* 38 (1989), 185-189, algorithm AS 243. From 100,000 degrees of freedom on the
    /// normal distribution takes its place.
    ///
    /// ```
    /// use lustrum_impact::power::Noncentral;
    /// // scipy.stats.nct.cdf(2.0, 10, 1.0)
    /// let found = Noncentral { centre: 1.0, degrees_of_freedom: 10.0 }.below(2.0);
    /// assert!((found - 0.8076115625303751).abs() < 1e-9);
    /// ```
    pub fn below(&self, at: f64) -> f64 {
        let normal = Normal::standard();
        if self.degrees_of_freedom >= 1e5 {
            return normal.cdf(at - self.centre);
        }
        if at < 0.0 {
            return 1.0 - Self { centre: -self.centre, ..*self }.below(-at);
        }
        let (free, half) = (self.degrees_of_freedom, self.centre * self.centre / 2.0);
        let share = at * at / (at * at + free);
        let mut sum = normal.cdf(-self.centre);
        if share <= 0.0 {
            return sum;
        }
        // Poisson weights around their middle, so that a far centre does not underflow.
        let start = half.floor();
        let weight = |count: f64| (-half + count * half.max(1e-300).ln() - ln_gamma(count + 1.0)).exp();
        let other = |count: f64| {
            (-half + count * half.max(1e-300).ln() - ln_gamma(count + 1.5)).exp() * self.centre
                / std::f64::consts::SQRT_2
        };
        let term = |count: f64| {
            weight(count) * beta_reg(count + 0.5, free / 2.0, share)
                + other(count) * beta_reg(count + 1.0, free / 2.0, share)
        };
        let mut series = 0.0;
        let mut up = start;
        loop {
            let one = term(up);
            series += one;
            if (one.abs() < 1e-15 && up > start + 2.0) || up > start + 2_000.0 {
                break;
            }
            up += 1.0;
        }
        let mut down = start - 1.0;
        while down >= 0.0 {
            let one = term(down);
            series += one;
            if one.abs() < 1e-15 {
                break;
            }
            down -= 1.0;
        }
        sum += series / 2.0;
        sum.clamp(0.0, 1.0)
    }
}

/// Power of a two-sided Student test whose effect is this many standard errors, in 0..=1.
///
/// ```
/// use lustrum_impact::{Level, power::power_of};
/// // Cohen (1988), table 2.3.5: d = 0.5, 64 a group: 80 %.
/// let power = power_of(0.5 / (2.0_f64 / 64.0).sqrt(), 126.0, Level::default());
/// assert!((power - 0.8015).abs() < 1e-4);
/// ```
pub fn power_of(standardised: f64, degrees_of_freedom: f64, level: Level) -> f64 {
    if !standardised.is_finite() || degrees_of_freedom.is_nan() || degrees_of_freedom <= 0.0 {
        return f64::NAN;
    }
    let critical = student::two_sided_quantile(level.value(), degrees_of_freedom);
    let around = Noncentral { centre: standardised.abs(), degrees_of_freedom };
    (1.0 - around.below(critical) + around.below(-critical)).clamp(0.0, 1.0)
}

/// Smallest effect, in standard errors, that is found with this probability; NaN where that lies outside (0, 1).
///
/// ```
/// use lustrum_impact::{Level, power::{power_of, smallest_effect}};
/// let effect = smallest_effect(0.8, 20.0, Level::default());
/// assert!((power_of(effect, 20.0, Level::default()) - 0.8).abs() < 1e-9);
/// ```
pub fn smallest_effect(power: f64, degrees_of_freedom: f64, level: Level) -> f64 {
    if !(power > 0.0 && power < 1.0) || degrees_of_freedom.is_nan() || degrees_of_freedom <= 0.0 {
        return f64::NAN;
    }
    if power <= 1.0 - level.value() {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, 4.0);
    while power_of(high, degrees_of_freedom, level) < power && high < 1e6 {
        high *= 2.0;
    }
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if power_of(middle, degrees_of_freedom, level) < power {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// How often each is measured before and after the start, and how much two measurements of one resemble each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Baselines {
    pub before: usize,
    /// At least 1.
    pub after: usize,
    /// Correlation of two measurements of one person or site, in 0..1.
    pub correlation: f64,
}

impl Baselines {
    /// Variance of the effect as a share of what one measurement after the start would give, with the mean before as a
    /// covariate (ANCOVA).
    ///
    /// Source: Frison and Pocock, *Statistics in Medicine* 11 (1992), 1685-1704, eq. 7.
    ///
    /// ```
    /// use lustrum_impact::power::Baselines;
    /// let one = Baselines { before: 1, after: 1, correlation: 0.5 };
    /// assert!((one.variance_share() - 0.75).abs() < 1e-12);
    /// ```
    pub fn variance_share(&self) -> f64 {
        let (before, after, r) = (self.before as f64, self.after as f64, self.correlation);
        let follow_up = (1.0 + (after - 1.0) * r) / after;
        if self.before == 0 { follow_up } else { follow_up - before * r * r / (1.0 + (before - 1.0) * r) }
    }

    fn checked(&self) -> Result<(), ImpactError> {
        if self.after == 0 || !(0.0..1.0).contains(&self.correlation) {
            return Err(ImpactError::Argument("one measurement after the start and a correlation in 0..1 are needed"));
        }
        Ok(())
    }
}

/// People assigned one by one, two groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Individuals {
    treated: f64,
    untreated: f64,
    deviation: f64,
    baselines: Baselines,
}

impl Individuals {
    /// Numbers of people, the standard deviation of one measurement, and how often they are measured.
    ///
    /// ```
    /// use lustrum_impact::{Level, power::{Baselines, Individuals, Planned}};
    /// let once = Baselines { before: 0, after: 1, correlation: 0.0 };
    /// let plan = Individuals::new(64, 64, 1.0, once)?;
    /// assert!((plan.power(0.5, Level::default()) - 0.8015).abs() < 1e-4);
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    ///
    /// # Errors
    /// [`ImpactError::TooFewRows`] below two in a group, [`ImpactError::Argument`] for a deviation that is not positive
    /// or impossible baselines.
    pub fn new(treated: usize, untreated: usize, deviation: f64, baselines: Baselines) -> Result<Self, ImpactError> {
        for (group, found) in [("treated", treated), ("untreated", untreated)] {
            if found < 2 {
                return Err(ImpactError::TooFewRows { group, found, least: 2 });
            }
        }
        positive(deviation)?;
        baselines.checked()?;
        Ok(Self { treated: treated as f64, untreated: untreated as f64, deviation, baselines })
    }
}

impl Planned for Individuals {
    fn standard_error(&self) -> f64 {
        self.deviation * (self.baselines.variance_share() * (1.0 / self.treated + 1.0 / self.untreated)).sqrt()
    }

    fn degrees_of_freedom(&self) -> f64 {
        self.treated + self.untreated - 2.0 - f64::from(u8::from(self.baselines.before > 0))
    }
}

/// Smallest number for which `plan` reaches the power; `None` when even a million does not, or the plan refuses all.
///
/// ```
/// use lustrum_impact::{Level, power::{Baselines, Individuals, Planned, units_needed}};
/// let once = Baselines { before: 0, after: 1, correlation: 0.0 };
/// let needed = units_needed(0.8, 0.5, Level::default(), |n| Individuals::new(n, n, 1.0, once).ok());
/// assert_eq!(needed, Some(64));
/// ```
pub fn units_needed<P: Planned>(
    power: f64,
    effect: f64,
    level: Level,
    plan: impl Fn(usize) -> Option<P>,
) -> Option<usize> {
    let enough = |units: usize| plan(units).is_some_and(|plan| plan.power(effect, level) >= power);
    let mut high = 2;
    while !enough(high) {
        high *= 2;
        if high > 1_000_000 {
            return None;
        }
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

pub(super) fn positive(deviation: f64) -> Result<(), ImpactError> {
    if deviation > 0.0 && deviation.is_finite() {
        Ok(())
    } else {
        Err(ImpactError::Argument("a standard deviation is a number above zero"))
    }
}
