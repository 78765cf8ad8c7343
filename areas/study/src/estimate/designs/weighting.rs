//! Groups that are weighted to be alike on the covariates.

use super::{told, without_weights};
use crate::estimate::{
    Answer, Assignment, DataError, Design, Options, Role, as_comparison, columns::Sheet, one_cluster, translated,
    within_one_group,
};
use lustrum_impact::{
    Comparison, Estimate, ImpactError,
    weighting::{Estimator, Overlap, Selection, Target, assess_weighted, doubly_robust, inverse_probability},
};
use serde_json::{Map, Value, json};

pub(in crate::estimate) fn ipw(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    weighted(Design::Ipw, Estimator::InverseProbability, sheet, options)
}

pub(in crate::estimate) fn aipw(sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    weighted(Design::Aipw, Estimator::DoublyRobust, sheet, options)
}

fn weighted(design: Design, by: Estimator, mut sheet: Sheet, options: &Options) -> Result<Answer, DataError> {
    without_weights(design, options)?;
    if options.covariates.is_empty() {
        return Err(DataError::RoleMissingFor { design, role: Role::Covariate });
    }
    let mut cluster = sheet.cluster.take();
    if let Some(unit) = sheet.unit.take() {
        within_one_group(&unit, &sheet, options)?;
        // People measured more than once are not so many people.
        if unit.names.len() < sheet.lines.len() && cluster.is_none() {
            cluster = Some(unit);
        }
    }
    one_cluster(cluster.as_ref(), options)?;
    let rows = sheet.lines.len();
    let groups = as_comparison(sheet, cluster, options)?;
    // Chance is a selection on nothing at all.
    let selection = match options.assignment {
        Assignment::Measured | Assignment::Random => Selection::OnMeasured,
        Assignment::Unknown => Selection::Unknown,
    };
    let refused = |error| translated(error, options);
    let (assessed, found) =
        assess_weighted(&groups, by, Target::Everyone, selection, &options.rules).map_err(refused)?;
    let of_treated = estimated(by, &groups, options);
    let unused = options.time.as_ref().map(|_| Role::Time);
    let answer = Answer::new(assessed, Some(design), rows, unused)
        .with("target", "everyone")
        .with("overlap", overlap(&found.overlap));
    Ok(match of_treated {
        Ok(estimate) => answer.with("effect_on_treated", told(&estimate)),
        Err(_) => answer,
    })
}

fn estimated(by: Estimator, groups: &Comparison, options: &Options) -> Result<Estimate, ImpactError> {
    match by {
        Estimator::DoublyRobust => doubly_robust(groups, Target::Treated, options.rules.level),
        _ => inverse_probability(groups, Target::Treated, options.rules.level),
    }
}

fn overlap(found: &Overlap) -> Value {
    let balance: Map<String, Value> = found
        .balance
        .iter()
        .map(|one| (one.column.clone(), json!({"before": one.before, "after": one.after})))
        .collect();
    json!({
        "propensity_treated": found.treated,
        "propensity_untreated": found.untreated,
        "outside": found.outside,
        "effective_treated": found.effective_treated,
        "effective_untreated": found.effective_untreated,
        "largest_weight": found.largest_weight,
        "standardised_differences": balance,
    })
}
