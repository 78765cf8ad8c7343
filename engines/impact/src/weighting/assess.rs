//! May a weighted difference be called an effect.

use super::{Estimator, Overlap, Target, doubly_robust, inverse_probability, nearest_neighbours, overlap, propensity};
use crate::{
    Assessment, Bearing, Check, CheckKind, Comparison, Description, ImpactError, Method, Need, Reason, Rules, Status,
    clusters::enough_clusters, randomised::clusters_of, verdict::judge,
};
use serde::Serialize;

/// More than this share without a counterpart, or an effective sample below this share of the real one, is no overlap.
const MOST_OUTSIDE: f64 = 0.1;
const LEAST_EFFECTIVE: f64 = 0.1;
/// Standardised differences above this are not balanced (Austin 2009).
const BALANCED: f64 = 0.1;

/// What is known of how the groups came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Selection {
    /// Nobody says. The estimate is shown, and never called an effect.
    #[default]
    Unknown,
    /// Someone who knows says that nothing but the covariates decided who was trained.
    OnMeasured,
}

/// A weighted comparison with its diagnostics.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weighted {
    pub target: Target,
    pub overlap: Overlap,
}

/// Weighting, matching or both models, with overlap and balance checked. The assumption that everything which decided who
/// was trained was measured can't be tested: it is named among the reasons, and without the word of someone who knows
/// ([`Selection::OnMeasured`]) the verdict is "not yet conclusive" at best.
///
/// ```
/// use lustrum_impact::{Column, Comparison, Rules, Verdict};
/// use lustrum_impact::weighting::{Estimator, Selection, Target, assess_weighted};
/// let age: Vec<f64> = (0..80).map(|at| f64::from(at * 7 % 80)).collect();
/// let treated: Vec<bool> = (0..80).map(|at| (at * 11 % 80) + at * 7 % 80 > 79).collect();
/// let outcome = (0..80).map(|at| age[at] * 0.1 + (at % 3) as f64 + if treated[at] { 9.0 } else { 0.0 }).collect();
/// let groups = Comparison::new(outcome, treated)?.with_covariate(Column::new("age", age))?;
/// let (answer, _) = assess_weighted(
///     &groups, Estimator::DoublyRobust, Target::Treated, Selection::Unknown, &Rules::default(),
/// )?;
/// assert_eq!(answer.verdict, Verdict::NotYetConclusive);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] without covariates; those of the estimators.
pub fn assess_weighted(
    groups: &Comparison,
    estimator: Estimator,
    target: Target,
    selection: Selection,
    rules: &Rules,
) -> Result<(Assessment, Weighted), ImpactError> {
    if groups.covariates.is_empty() {
        return Err(ImpactError::Argument("weighting needs covariates that were measured before the start"));
    }
    let (estimate, method) = match estimator {
        Estimator::InverseProbability => {
            (inverse_probability(groups, target, rules.level)?, Method::InverseProbabilityWeighting)
        }
        Estimator::DoublyRobust => (doubly_robust(groups, target, rules.level)?, Method::DoublyRobust),
        Estimator::Matching { neighbours } => {
            (nearest_neighbours(groups, neighbours, target, rules.level)?, Method::Matching)
        }
    };
    let found = overlap(groups, &propensity(groups)?, target);
    let description = Description::of(&groups.outcome, &groups.treated);
    let columns: Vec<String> = groups.covariates.iter().map(|column| column.name.clone()).collect();
    let mut reasons = vec![Reason::RestsOnWhatWasMeasured { columns }];
    let mut needs = Vec::new();
    let mut checks = vec![
        overlap_check(&found, &description, target, &mut reasons, &mut needs),
        balance_check(&found, &mut reasons, &mut needs),
        word_check(selection, &mut reasons, &mut needs),
    ];
    if let Some(cluster) = &groups.cluster {
        checks.push(enough_clusters(&clusters_of(groups, cluster), &mut reasons, &mut needs));
    }
    let margin = rules.margin.in_units(description.deviation.unwrap_or(0.0));
    let verdict = judge(&estimate, margin, &checks, &mut reasons, &mut needs);
    let assessment = Assessment {
        estimate: Some(estimate),
        method: Some(method),
        verdict,
        checks,
        reasons,
        needs,
        description,
        margin: Some(margin),
    };
    Ok((assessment, Weighted { target, overlap: found }))
}

fn overlap_check(
    found: &Overlap,
    description: &Description,
    target: Target,
    reasons: &mut Vec<Reason>,
    needs: &mut Vec<Need>,
) -> Check {
    let shares = [
        found.effective_untreated / description.untreated_n as f64,
        if target == Target::Everyone { found.effective_treated / description.treated_n as f64 } else { 1.0 },
    ];
    let effective = found.effective_treated.min(found.effective_untreated);
    // Of the untreated many may be unlike the treated; what matters is that enough are left.
    let enough = effective >= 20.0 || shares.iter().all(|share| *share >= LEAST_EFFECTIVE);
    let overlapping = found.outside <= MOST_OUTSIDE && enough;
    if !overlapping {
        reasons.push(Reason::LittleOverlap { outside: found.outside, effective });
        needs.push(Need::RandomAssignment);
    }
    Check::decided(CheckKind::Overlap, Bearing::Identification, overlapping)
        .with("outside", found.outside)
        .with("effective_treated", found.effective_treated)
        .with("effective_untreated", found.effective_untreated)
        .with("largest_weight", found.largest_weight)
}

fn balance_check(found: &Overlap, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let apart = |one: &&super::WeightedBalance| one.after.is_nan() || one.after.abs() > BALANCED;
    let unlike: Vec<String> = found.balance.iter().filter(apart).map(|one| one.column.clone()).collect();
    let mut check =
        Check::decided(CheckKind::BalanceAfter, Bearing::Identification, unlike.is_empty()).with("threshold", BALANCED);
    for one in &found.balance {
        check =
            check.with(format!("before:{}", one.column), one.before).with(format!("after:{}", one.column), one.after);
    }
    if !unlike.is_empty() {
        reasons.push(Reason::GroupsDifferAfterWeighting { columns: unlike });
        needs.push(Need::RandomAssignment);
    }
    check
}

/// Nothing in the data can decide this one: it stands on someone's word.
fn word_check(selection: Selection, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let status = match selection {
        Selection::OnMeasured => Status::NotApplicable,
        Selection::Unknown => {
            reasons.push(Reason::AssignmentUnknown);
            needs.push(Need::WordOnSelection);
            Status::Failed
        }
    };
    Check::new(CheckKind::Unconfoundedness, Bearing::Identification, status)
}
