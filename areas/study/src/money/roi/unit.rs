//! What one unit of the outcome cost: everything in the ledger that counts, over the effect on everyone for whom it counts. Only
//! of an effect for the better; elsewhere the answer says why it can't be told.

use crate::study::{Better, Finding, Verdict};

/// What it cost to move the outcome by one unit for one of those who are counted, in whole units of the currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerUnit {
    pub each: f64,
    /// By the ends of the effect's interval.
    pub range: Option<(f64, f64)>,
}

/// Why it can't be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    NotEstimated,
    NotYetConclusive,
    NotIdentifiable,
    NoEffect,
    /// The effect is one for the worse.
    Worse,
    NoCosts,
    /// Nobody is enrolled, or the costs are of several programmes and no rule says which counts here.
    NobodyCounted,
}

impl Untold {
    /// The last part of its message, `unit-cost-why-`, and its word in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEstimated => "not-estimated",
            Self::NotYetConclusive => "not-yet-conclusive",
            Self::NotIdentifiable => "not-identifiable",
            Self::NoEffect => "no-effect",
            Self::Worse => "worse",
            Self::NoCosts => "no-costs",
            Self::NobodyCounted => "nobody-counted",
        }
    }
}

/// Costs over the effect on `counted`: people, or the part of a year for each of them that a rule agreed on.
pub(super) fn per_unit(
    finding: Option<&Finding>,
    better: Better,
    cost: Option<f64>,
    counted: Option<f64>,
) -> Result<PerUnit, Untold> {
    let finding = finding.ok_or(Untold::NotEstimated)?;
    match finding.verdict {
        Verdict::Effect => {}
        Verdict::NoEffectDetected => return Err(Untold::NoEffect),
        Verdict::NotYetConclusive => return Err(Untold::NotYetConclusive),
        Verdict::NotIdentifiable => return Err(Untold::NotIdentifiable),
    }
    let (effect, [low, high]) = finding.effect().ok_or(Untold::NotIdentifiable)?;
    let for_the_better = match better {
        Better::Higher => effect > 0.0,
        Better::Lower => effect < 0.0,
    };
    if !for_the_better {
        return Err(Untold::Worse);
    }
    let cost = cost.ok_or(Untold::NoCosts)?;
    let counted = counted.filter(|counted| *counted > 0.0).ok_or(Untold::NobodyCounted)?;
    let each = |effect: f64| cost / (effect.abs() * counted);
    let (one, other) = (each(low), each(high));
    Ok(PerUnit { each: each(effect), range: (low * high > 0.0).then(|| (one.min(other), one.max(other))) })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(verdict: &str, estimate: f64, ci: [f64; 2]) -> Finding {
        let text = json!({
            "estimate": estimate, "se": 0.5, "ci": ci, "level": 0.95, "p_value": 0.01, "degrees_of_freedom": 29.0,
            "n": 360, "clusters": 30, "design": "did", "method": null, "verdict": verdict, "margin": null,
            "checks": [], "reasons": [], "needed": [], "description": { "treated_n": 1, "untreated_n": 29,
            "treated_mean": null, "untreated_mean": null, "raw_difference": null, "deviation": null },
        });
        serde_json::from_value(text).unwrap()
    }

    #[test]
    fn a_unit_of_the_outcome_costs_what_was_spent_over_the_effect_on_everyone_who_is_counted() {
        let fell = found("effect", -2.0, [-4.0, -1.0]);
        let told = per_unit(Some(&fell), Better::Lower, Some(80_000.0), Some(40.0)).unwrap();
        assert_eq!(told, PerUnit { each: 1_000.0, range: Some((500.0, 2_000.0)) });
    }

    #[test]
    fn where_it_cannot_be_told_the_answer_says_why() {
        let fell = found("effect", -2.0, [-4.0, -1.0]);
        let open = found("not yet conclusive", -2.0, [-4.0, 1.0]);
        let none = found("no effect detected", -0.1, [-0.2, 0.1]);
        let (cost, counted) = (Some(80_000.0), Some(40.0));
        for (finding, better, cost, counted, why) in [
            (None, Better::Lower, cost, counted, Untold::NotEstimated),
            (Some(&open), Better::Lower, cost, counted, Untold::NotYetConclusive),
            (Some(&none), Better::Lower, cost, counted, Untold::NoEffect),
            (Some(&fell), Better::Higher, cost, counted, Untold::Worse),
            (Some(&fell), Better::Lower, None, counted, Untold::NoCosts),
            (Some(&fell), Better::Lower, cost, None, Untold::NobodyCounted),
            (Some(&fell), Better::Lower, cost, Some(0.0), Untold::NobodyCounted),
        ] {
            assert_eq!(per_unit(finding, better, cost, counted), Err(why));
        }
    }
}
