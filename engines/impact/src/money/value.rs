//! What goes into a return: the isolated effect, the rule that turns it into money, and the costs.

use super::Uncertain;
use crate::{Assessment, Estimate, Verdict};
use serde::Serialize;

/// An effect that a design isolated: without one there is no return to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Isolated {
    estimate: Estimate,
    verdict: Verdict,
}

impl Isolated {
    /// The effect of an assessment whose design identifies it; `None` where it is not identifiable.
    ///
    /// ```
    /// use lustrum_impact::{Comparison, Rules, assess_randomised, assess_unassigned, money::Isolated};
    /// let outcome = vec![9.0, 11.0, 10.0, 12.0, 10.5, 8.0, 6.5, 7.0, 7.5, 6.0];
    /// let groups = Comparison::new(outcome, (0..10).map(|at| at < 5).collect())?;
    /// assert!(Isolated::of(&assess_randomised(&groups, &Rules::default())?).is_some());
    /// assert!(Isolated::of(&assess_unassigned(&groups, &Rules::default())?).is_none());
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    pub fn of(assessment: &Assessment) -> Option<Self> {
        assessment.estimate.map(|estimate| Self { estimate, verdict: assessment.verdict })
    }

    /// An effect and the verdict that was given on it.
    pub fn new(estimate: Estimate, verdict: Verdict) -> Option<Self> {
        (verdict != Verdict::NotIdentifiable).then_some(Self { estimate, verdict })
    }

    pub(super) fn verdict(&self) -> Verdict {
        self.verdict
    }

    pub(super) fn effect(&self) -> Uncertain {
        Uncertain { value: self.estimate.effect, error: self.estimate.standard_error }
    }
}

/// The rule, agreed beforehand, that turns an effect into money per year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Conversion {
    /// Money that one unit of the outcome is worth, per unit of observation and year; negative where less is better.
    pub per_unit: Uncertain,
    /// How many people, teams or sites the effect holds for.
    pub units: f64,
    /// Years of benefits that count; principle 9 says one for a short programme.
    pub years: f64,
}

/// One line of the fully loaded costs, in money.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cost {
    pub name: String,
    pub amount: Uncertain,
}
