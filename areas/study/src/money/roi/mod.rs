//! The return of a study: net benefit, return with its interval, when it is earned back and what drives it, by the rule
//! that was agreed before the data were opened. Where no design isolated an effect there is no return, and the answer
//! says what the effect would have to be.

pub(crate) mod pages;
mod principle;
mod unit;

use lustrum_impact::money::{Conversion, Cost as Line, Isolated, Return, Uncertain, return_on_investment};
use lustrum_impact::{Estimate, Interval, Level};
use lustrum_kernel::Moment;

use super::cost::{Cost, Kind, Total, total};
use super::rule::{Agreed, MOST_MONTHS, Measure, Rule, agreed_for};
use crate::study::{Basis, Better, Estimated, Finding, Plan, Study, Verdict};

pub use principle::{Applied, Standing, applied};
pub use unit::{PerUnit, Untold};

use unit::per_unit;

/// Draws of an interval.
pub const DRAWS: usize = 10_000;

/// Why there is no return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    NotEstimated,
    NotYetConclusive,
    NotIdentifiable,
    NoRule,
    /// The rule was agreed when the result could be known.
    RuleAfter,
    NoCosts,
    OtherCurrency,
}

impl Why {
    /// The last part of its messages: `roi-why-` says why, `roi-need-` what is missing.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEstimated => "not-estimated",
            Self::NotYetConclusive => "not-yet-conclusive",
            Self::NotIdentifiable => "not-identifiable",
            Self::NoRule => "no-rule",
            Self::RuleAfter => "rule-after",
            Self::NoCosts => "no-costs",
            Self::OtherCurrency => "other-currency",
        }
    }
}

/// What a study's return is made of.
pub struct Asked<'a> {
    pub study: &'a Study,
    pub newest: Option<&'a Estimated>,
    /// When its data were opened: the moment of its first estimate.
    pub opened: Option<Moment>,
    pub rules: &'a [Rule],
    /// The ledger of the partnership.
    pub costs: &'a [Cost],
    /// Who are enrolled in the programme that the costs are of, where there is one such programme.
    pub enrolled: Option<i64>,
}

/// What came of it. Money is in whole units of the rule's currency.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Empty exactly where there is a return.
    pub whys: Vec<Why>,
    /// Agreed before the data were opened.
    pub rule: Option<Rule>,
    /// For so many months the benefit counts.
    pub months: i64,
    pub total: Option<Total>,
    pub found: Option<Return>,
    /// The effect for the better at which benefit and cost are equal, in units of the measure.
    pub break_even: Option<f64>,
    /// What one unit of the outcome cost. Who is counted says the rule, or without one who are enrolled.
    pub per_unit: Result<PerUnit, Untold>,
    /// Who are enrolled, where no rule says who is counted.
    pub enrolled: Option<i64>,
}

/// Weighs what a study found against what it cost.
pub fn weigh(asked: &Asked<'_>) -> Weighed {
    let mut weighed = set_out(asked);
    if weighed.whys.is_empty()
        && let (Some(made), Some(rule)) = (asked.newest, &weighed.rule)
    {
        let conversion = conversion(&asked.study.plan, rule, weighed.months);
        weighed.found = found(&made.finding, &conversion, &lines(&counted(asked, Some(rule))), seed(asked.study));
    }
    // What the engine refuses beyond all this is a finding without figures.
    if weighed.whys.is_empty() && weighed.found.is_none() {
        weighed.whys.push(Why::NotIdentifiable);
    }
    weighed
}

/// The lines that are set against what a study found.
fn counted<'a>(asked: &Asked<'a>, rule: Option<&Rule>) -> Vec<&'a Cost> {
    let programme = rule.and_then(|rule| rule.words.programme);
    let of = |cost: &&Cost| cost.counts() && (programme.is_none() || programme == cost.words.programme);
    asked.costs.iter().filter(of).collect()
}

/// Everything but the return itself, which takes many draws: rule, costs, and what a unit of the outcome cost.
pub fn set_out(asked: &Asked<'_>) -> Weighed {
    let plan = &asked.study.plan;
    let mut whys: Vec<Why> = match asked.newest.map(|made| made.finding.verdict) {
        None => vec![Why::NotEstimated],
        Some(Verdict::NotYetConclusive) => vec![Why::NotYetConclusive],
        Some(Verdict::NotIdentifiable) => vec![Why::NotIdentifiable],
        Some(Verdict::Effect | Verdict::NoEffectDetected) => Vec::new(),
    };
    let rule = match agreed_for(asked.rules, Measure::of(plan, asked.study.id), asked.opened) {
        Agreed::Before(rule) => Some(rule.clone()),
        Agreed::After(_) => {
            whys.push(Why::RuleAfter);
            None
        }
        Agreed::Never => {
            whys.push(Why::NoRule);
            None
        }
    };
    let total = total(counted(asked, rule.as_ref())).filter(|total| total.minor > 0);
    match (&total, &rule) {
        (None, _) => whys.push(Why::NoCosts),
        (Some(total), Some(rule)) if total.currency != rule.words.currency => whys.push(Why::OtherCurrency),
        _ => {}
    }
    let months = rule.as_ref().map_or(MOST_MONTHS, |rule| months(plan, rule.words.months));
    let mut weighed = Weighed {
        whys,
        rule,
        months,
        total,
        found: None,
        break_even: None,
        per_unit: Err(Untold::NotEstimated),
        enrolled: asked.enrolled,
    };
    weighed.put_break_even();
    let finding = asked.newest.map(|made| &made.finding);
    let people = || weighed.enrolled.map(|people| people as f64);
    weighed.per_unit = per_unit(finding, plan.better, weighed.cost(), weighed.scale().or_else(people));
    weighed
}

impl Weighed {
    /// Units of the outcome that count: how many, for which part of a year.
    fn scale(&self) -> Option<f64> {
        self.rule.as_ref().map(|rule| rule.words.count as f64 * self.months as f64 / MOST_MONTHS as f64)
    }
    fn cost(&self) -> Option<f64> {
        self.total.as_ref().map(|total| total.minor as f64 / 100.0)
    }
    fn put_break_even(&mut self) {
        let same = !self.whys.contains(&Why::OtherCurrency);
        self.break_even = self.rule.as_ref().zip(self.cost()).zip(self.scale()).and_then(|((rule, cost), scale)| {
            let each = rule.words.worth().0 * scale;
            (same && each > 0.0).then(|| cost / each)
        });
    }
}

/// The months that were measured after the first start, as far as the rule counts them, and one year at most.
pub fn months(plan: &Plan, agreed: i64) -> i64 {
    let measured = match &plan.basis {
        Basis::Table { .. } => MOST_MONTHS,
        Basis::Kpi { until, units, .. } => {
            let start = units.iter().filter_map(|unit| unit.trained_from).min();
            let number = |day: lustrum_kernel::Day| i64::from(day.0.year()) * 12 + i64::from(day.0.month());
            start.map_or(MOST_MONTHS, |start| (number(*until) - number(start) + 1).max(1))
        }
    };
    measured.min(agreed).min(MOST_MONTHS)
}

fn conversion(plan: &Plan, rule: &Rule, months: i64) -> Conversion {
    let (value, error) = rule.words.worth();
    let sign = match plan.better {
        Better::Higher => 1.0,
        Better::Lower => -1.0,
    };
    Conversion {
        per_unit: Uncertain { value: sign * value, error },
        units: rule.words.count as f64,
        years: months as f64 / MOST_MONTHS as f64,
    }
}

/// The costs by their kind, each with what it may be more or less.
fn lines(costs: &[&Cost]) -> Vec<Line> {
    let of = |kind: Kind| {
        let own: Vec<&&Cost> = costs.iter().filter(|cost| cost.words.kind == kind).collect();
        let value: f64 = own.iter().map(|cost| cost.words.amount as f64 / 100.0).sum();
        let square = |cost: &&&Cost| {
            // The margin is read as 95 of 100, so that it holds about two standard errors.
            let error = cost.words.amount as f64 / 100.0 * cost.words.margin as f64 / 100.0 / 1.96;
            error * error
        };
        let error = own.iter().map(square).sum::<f64>().sqrt();
        (value > 0.0).then(|| Line { name: kind.word().to_owned(), amount: Uncertain { value, error } })
    };
    Kind::ALL.into_iter().filter_map(of).collect()
}

/// The same study gives the same draws.
fn seed(study: &Study) -> u64 {
    study.plan_hash.get(..15).and_then(|start| u64::from_str_radix(start, 16).ok()).unwrap_or(1)
}

/// How far the effect may be off, as the money takes it over: standard error and degrees of freedom. Where the interval comes
/// from placebos the standard error says too little, and the interval's own width stands for it.
fn spread(finding: &Finding) -> Option<(f64, f64)> {
    let error = finding.se?;
    if finding.reasons.iter().any(|reason| reason.code == "interval_from_placebos") {
        let [low, high] = finding.ci?;
        return Some((error.max((high - low) / 2.0 / 1.96), f64::INFINITY));
    }
    Some((error, finding.degrees_of_freedom.unwrap_or(f64::INFINITY)))
}

fn found(finding: &Finding, rule: &Conversion, costs: &[Line], seed: u64) -> Option<Return> {
    let (effect, [low, high]) = finding.effect()?;
    let (standard_error, degrees_of_freedom) = spread(finding)?;
    let estimate = Estimate {
        effect,
        standard_error,
        degrees_of_freedom,
        interval: Interval { low, high, level: Level::default() },
        kind: lustrum_impact::IntervalKind::Student,
        n: usize::try_from(finding.n).ok()?,
        clusters: finding.clusters.and_then(|clusters| usize::try_from(clusters).ok()),
    };
    let verdict = match finding.verdict {
        Verdict::Effect => lustrum_impact::Verdict::Effect,
        Verdict::NoEffectDetected => lustrum_impact::Verdict::NoEffectDetected,
        Verdict::NotYetConclusive => lustrum_impact::Verdict::NotYetConclusive,
        Verdict::NotIdentifiable => lustrum_impact::Verdict::NotIdentifiable,
    };
    let isolated = Isolated::new(estimate, verdict)?;
    return_on_investment(&isolated, rule, costs, DRAWS, seed, Level::default()).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(reasons: &[&str]) -> Finding {
        let reasons: Vec<_> = reasons.iter().map(|code| json!({ "code": code })).collect();
        let text = json!({
            "estimate": -4.0, "se": 0.5, "ci": [-8.0, 0.0], "level": 0.95, "p_value": 0.05, "degrees_of_freedom": 29.0,
            "n": 360, "clusters": 30, "design": "did", "method": null, "verdict": "not yet conclusive", "margin": null,
            "checks": [], "reasons": reasons, "needed": [], "description": { "treated_n": 1, "untreated_n": 29,
            "treated_mean": null, "untreated_mean": null, "raw_difference": null, "deviation": null },
        });
        serde_json::from_value(text).unwrap()
    }

    #[test]
    fn money_is_as_unsure_as_the_interval_that_placebos_give() {
        let (error, freedom) = spread(&found(&["interval_from_placebos"])).unwrap();
        assert!((error - 4.0 / 1.96).abs() < 1e-12 && freedom.is_infinite());
        assert_eq!(spread(&found(&[])), Some((0.5, 29.0)));
    }
}
