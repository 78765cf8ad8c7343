//! Two groups: formed by chance, or by nobody knows what.

use crate::{
    Assessment, Bearing, Check, CheckKind, Column, Comparison, Description, Estimate, ImpactError, Method, Need,
    Reason, Rules, Status, balance, clustered_difference,
    clusters::{Grouped, cluster_checks, for_few_clusters},
    comparison::count_codes,
    difference_in_means,
    inference::stratified_difference,
    regression_adjustment, student,
    verdict::judge,
};

/// With fewer people in a group a Student interval leans on a shape that nobody can see.
pub(crate) const LEAST_PER_GROUP: usize = 5;
/// Groups formed by chance differ more than this, and this improbably, hardly ever.
const GROSS_DIFFERENCE: f64 = 0.25;
const GROSS_P: f64 = 0.001;

/// The effect of a training that chance assigned, on the word of whoever calls this.
///
/// Difference in means with unequal variances; regression adjustment with HC1 where covariates
/// are given; both with CR1 where clusters are given. Where lots were drawn within strata, the differences within them. The checks look whether chance can have
/// formed the groups: a covariate that differs by more than a quarter of a standard deviation
/// with p below 0.001 (Bonferroni over the covariates), or group sizes off the plan with p below
/// 0.001, make the verdict "not yet conclusive", though the estimate is given.
///
/// # Errors
/// Those of [`difference_in_means`] and [`regression_adjustment`].
pub fn assess_randomised(groups: &Comparison, rules: &Rules) -> Result<Assessment, ImpactError> {
    let (mut estimate, method) = estimated(groups, rules)?;
    let description = Description::of(&groups.outcome, &groups.treated);
    let mut reasons = Vec::new();
    let mut needs = Vec::new();
    let mut checks = vec![
        sample_size(&description, &mut reasons, &mut needs),
        sample_ratio(&description, rules, &mut reasons, &mut needs)?,
        balance_check(groups, Bearing::Identification, &mut reasons, &mut needs),
    ];
    if let Some(cluster) = &groups.cluster {
        let clusters = clusters_of(groups, cluster);
        estimate = for_few_clusters(estimate, &clusters);
        checks.extend(cluster_checks(&clusters, rules, &mut reasons, &mut needs));
    }
    let margin = rules.margin.in_units(description.deviation.unwrap_or(0.0));
    let verdict = judge(&estimate, margin, &checks, &mut reasons, &mut needs);
    Ok(Assessment {
        estimate: Some(estimate),
        method: Some(method),
        verdict,
        checks,
        reasons,
        needs,
        description,
        margin: Some(margin),
    })
}

fn estimated(groups: &Comparison, rules: &Rules) -> Result<(Estimate, Method), ImpactError> {
    if let Some(strata) = groups.strata.as_ref().filter(|strata| count_codes(strata) > 1) {
        return within_strata(groups, strata, rules);
    }
    Ok(match (&groups.cluster, groups.covariates.is_empty()) {
        (_, false) => (regression_adjustment(groups, rules.level)?, Method::RegressionAdjustment),
        (Some(_), true) => (clustered_difference(groups, rules.level)?, Method::DifferenceInMeans),
        (None, true) => {
            let part = |wanted: bool| -> Vec<f64> {
                let rows = groups.outcome.iter().zip(&groups.treated);
                rows.filter(|(_, t)| **t == wanted).map(|(v, _)| *v).collect()
            };
            (difference_in_means(&part(true), &part(false), rules.level)?, Method::DifferenceInMeans)
        }
    })
}

/// The strata's differences; with covariates or clusters, or where a stratum is too small for a variance of its own, the
/// regression with a level for each stratum.
fn within_strata(groups: &Comparison, strata: &[u32], rules: &Rules) -> Result<(Estimate, Method), ImpactError> {
    if groups.cluster.is_none() && groups.covariates.is_empty() {
        match stratified_difference(groups, strata, rules.level) {
            Err(ImpactError::TooFewRows { .. }) => {}
            found => return Ok((found?, Method::StratifiedDifference)),
        }
    }
    let levels = (1..count_codes(strata)).map(|stratum| {
        let is = strata.iter().map(|of| f64::from(u8::from(*of as usize == stratum))).collect();
        Column::new(format!("stratum {stratum}"), is)
    });
    let mut with_levels = groups.clone();
    with_levels.covariates.extend(levels);
    Ok((regression_adjustment(&with_levels, rules.level)?, Method::RegressionAdjustment))
}

/// Two groups of which nobody says that chance formed them, measured once: nothing identifies an
/// effect, however large the difference and however many people. Gives a description, how far the
/// groups lie apart on what is known of them, and what would be needed.
///
/// # Errors
/// None today; the signature is that of the other assessments.
pub fn assess_unassigned(groups: &Comparison, _rules: &Rules) -> Result<Assessment, ImpactError> {
    let description = Description::of(&groups.outcome, &groups.treated);
    let mut reasons = vec![Reason::AssignmentUnknown];
    let mut unused = Vec::new();
    let checks = vec![balance_check(groups, Bearing::Advice, &mut reasons, &mut unused), overlap(groups)];
    let needs = vec![Need::RandomAssignment, Need::BeforeAndAfter];
    Ok(Assessment::not_identifiable(description, checks, reasons, needs))
}

fn sample_size(description: &Description, reasons: &mut Vec<Reason>, needs: &mut Vec<Need>) -> Check {
    let (treated, untreated) = (description.treated_n, description.untreated_n);
    let enough = treated.min(untreated) >= LEAST_PER_GROUP;
    if !enough {
        reasons.push(Reason::TooFewUnits { treated, untreated, least: LEAST_PER_GROUP });
        needs.push(Need::MoreUnits { times: LEAST_PER_GROUP as f64 / treated.min(untreated).max(1) as f64 });
    }
    Check::decided(CheckKind::SampleSize, Bearing::Uncertainty, enough)
        .with("treated", treated as f64)
        .with("untreated", untreated as f64)
        .with("least", LEAST_PER_GROUP as f64)
}

pub(crate) fn sample_ratio(
    description: &Description,
    rules: &Rules,
    reasons: &mut Vec<Reason>,
    needs: &mut Vec<Need>,
) -> Result<Check, ImpactError> {
    let (kind, bearing) = (CheckKind::SampleRatio, Bearing::Identification);
    let Some(planned) = rules.treated_share else {
        return Ok(Check::new(kind, bearing, Status::NotApplicable));
    };
    if !(planned > 0.0 && planned < 1.0) {
        return Err(ImpactError::Argument("the planned share of treated lies between 0 and 1"));
    }
    let n = (description.treated_n + description.untreated_n) as f64;
    let z = (description.treated_n as f64 - n * planned) / (n * planned * (1.0 - planned)).sqrt();
    let p_value = student::two_sided_p(z, f64::INFINITY);
    let as_planned = p_value >= GROSS_P;
    if !as_planned {
        reasons.push(Reason::GroupSizesUnexpected { p_value });
        needs.push(Need::CheckOfAssignment);
    }
    Ok(Check::decided(kind, bearing, as_planned)
        .with("planned_share", planned)
        .with("share", description.treated_n as f64 / n)
        .with("p_value", p_value))
}

pub(crate) fn balance_check(
    groups: &Comparison,
    bearing: Bearing,
    reasons: &mut Vec<Reason>,
    needs: &mut Vec<Need>,
) -> Check {
    let found = balance(groups);
    if found.is_empty() {
        return Check::new(CheckKind::Balance, bearing, Status::NotApplicable);
    }
    let times = found.len() as f64;
    let gross: Vec<String> = found
        .iter()
        .filter(|one| one.standardised_difference.abs() > GROSS_DIFFERENCE && one.p_value * times < GROSS_P)
        .map(|one| one.column.clone())
        .collect();
    let mut check = Check::decided(CheckKind::Balance, bearing, gross.is_empty()).with("threshold", GROSS_DIFFERENCE);
    for one in &found {
        check = check
            .with(format!("standardised_difference:{}", one.column), one.standardised_difference)
            .with(format!("p_value:{}", one.column), one.p_value);
    }
    if !gross.is_empty() {
        reasons.push(Reason::GroupsDifferAtStart { columns: gross });
        needs.push(Need::CheckOfAssignment);
    }
    check
}

/// More than a tenth of the treated beyond every untreated value of some covariate.
fn overlap(groups: &Comparison) -> Check {
    let found = balance(groups);
    let kind = CheckKind::Overlap;
    if found.is_empty() {
        return Check::new(kind, Bearing::Advice, Status::NotApplicable);
    }
    let overlapping = found.iter().all(|one| one.outside_overlap <= 0.1);
    found.iter().fold(Check::decided(kind, Bearing::Advice, overlapping), |check, one| {
        check.with(format!("outside:{}", one.column), one.outside_overlap)
    })
}

pub(crate) fn clusters_of(groups: &Comparison, cluster: &[u32]) -> Grouped {
    let values = groups.outcome.iter().zip(&groups.treated);
    Grouped::gather(
        cluster.iter().zip(values).map(|(cluster, (value, treated))| (*cluster, *value, *treated)),
        count_codes(cluster),
    )
}
