//! What else could have made the number: people who left, training that reached the untrained. Each check gives its figures,
//! and a failed one changes the verdict.

mod attrition;
mod spill_over;

pub use attrition::{Attrition, Followed, attrition, lee_bounds, no_improvement};
pub use spill_over::spill_over;

use crate::{Assessment, Bearing, Check, Need, Reason, Verdict};

/// Adds a check to an assessment; where it failed and matters, the verdict becomes "not yet conclusive" and its reason and
/// what would help are added.
///
/// ```
/// use lustrum_impact::{Bearing, Check, CheckKind, Comparison, Need, Reason, Rules, Verdict, assess_randomised, safeguard::apply};
/// let outcome = vec![9.0, 11.0, 10.0, 12.0, 10.5, 8.0, 6.5, 7.0, 7.5, 6.0];
/// let treated = (0..10).map(|at| at < 5).collect();
/// let mut answer = assess_randomised(&Comparison::new(outcome, treated)?, &Rules::default())?;
/// let left = Check::decided(CheckKind::Attrition, Bearing::Identification, false);
/// apply(&mut answer, left, Reason::AttritionDiffers { treated: 0.4, untreated: 0.1, p_value: 0.001 }, Need::FollowUp);
/// assert_eq!(answer.verdict, Verdict::NotYetConclusive);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
pub fn apply(assessment: &mut Assessment, check: Check, reason: Reason, need: Need) {
    if check.failed() {
        assessment.reasons.push(reason);
        if !assessment.needs.contains(&need) {
            assessment.needs.push(need);
        }
        if check.bearing != Bearing::Advice && assessment.verdict != Verdict::NotIdentifiable {
            assessment.verdict = Verdict::NotYetConclusive;
        }
    }
    assessment.checks.push(check);
}
