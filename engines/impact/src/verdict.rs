//! The verdict, and the rule that gives it.

use crate::{Check, Estimate, Level, Need, Reason, check::Bearing};
use serde::Serialize;

/// What may be said.
///
/// | verdict | when |
/// |---|---|
/// | effect | the design identifies it, the interval excludes zero, and no check that matters failed |
/// | no effect detected | the design identifies it, the interval holds zero and nothing beyond the margin, and no check that matters failed |
/// | not yet conclusive | the design identifies it, but the interval holds zero and more, or a check failed |
/// | not identifiable | no design tells the effect from what else differs: there is no estimate |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Verdict {
    #[serde(rename = "effect")]
    Effect,
    #[serde(rename = "no effect detected")]
    NoEffectDetected,
    #[serde(rename = "not yet conclusive")]
    NotYetConclusive,
    #[serde(rename = "not identifiable")]
    NotIdentifiable,
}

/// The largest effect, in absolute value, that would make no difference in practice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Margin {
    /// In standard deviations of the outcome: 0.2, the usual bound of a small effect (Cohen 1988),
    /// is the default.
    Deviations(f64),
    /// In units of the outcome.
    Units(f64),
}

impl Margin {
    /// In units of the outcome.
    ///
    /// ```
    /// use lustrum_impact::Margin;
    /// assert_eq!(Margin::Deviations(0.5).in_units(10.0), 5.0);
    /// assert_eq!(Margin::Units(3.0).in_units(10.0), 3.0);
    /// ```
    pub fn in_units(self, deviation: f64) -> f64 {
        match self {
            Self::Deviations(share) => share * deviation,
            Self::Units(units) => units,
        }
    }
}

/// What an assessment is held to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    pub level: Level,
    pub margin: Margin,
    /// Share of the rows that the assignment should have treated, in (0, 1), where it was planned.
    pub treated_share: Option<f64>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { level: Level::default(), margin: Margin::Deviations(0.2), treated_share: None }
    }
}

/// The rule for an effect that the design identifies. `margin` is in units of the outcome.
pub(crate) fn judge(
    estimate: &Estimate,
    margin: f64,
    checks: &[Check],
    reasons: &mut Vec<Reason>,
    needs: &mut Vec<Need>,
) -> Verdict {
    let interval = estimate.interval;
    let (low, high) = (interval.low, interval.high);
    let found = if interval.excludes_zero() {
        reasons.push(Reason::IntervalExcludesZero { low, high });
        Verdict::Effect
    } else if interval.lies_within(margin) {
        reasons.push(Reason::IntervalWithinMargin { low, high, margin });
        Verdict::NoEffectDetected
    } else if !interval.is_bounded() {
        // Why no interval can be told is among the reasons already.
        Verdict::NotYetConclusive
    } else {
        reasons.push(Reason::IntervalBeyondMargin { low, high, margin });
        // The half width shrinks with the root of n; within the margin it has to fit around zero.
        let times = ((high - low) / 2.0 / margin).powi(2);
        if times.is_finite() && times > 1.0 {
            needs.push(Need::MoreUnits { times });
        }
        Verdict::NotYetConclusive
    };
    let failed = |check: &Check| check.failed() && check.bearing != Bearing::Advice;
    if checks.iter().any(failed) { Verdict::NotYetConclusive } else { found }
}
