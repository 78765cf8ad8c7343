//! Return on investment, its interval, when it is earned back, and what drives it.

use super::{Conversion, Cost, Isolated, Uncertain};
use crate::{Interval, Level, Verdict, chance::Chance, student};
use rayon::prelude::*;
use serde::Serialize;

/// Fewest draws of an interval.
const LEAST_DRAWS: usize = 1_000;

/// Why no return is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnRefused {
    /// No design isolated an effect, or the study found it not conclusive: a return would be a claim without ground.
    #[error("no effect of the programme was isolated, so its return can't be told")]
    NotIsolated,
    #[error("the costs do not add up to an amount above zero")]
    NoCosts,
    #[error("the rule of conversion needs units, years and numbers that are finite")]
    Rule,
    #[error("an interval needs at least 1,000 draws")]
    TooFewDraws,
}

/// A return with its uncertainty. Money is in the currency of what went in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Return {
    pub benefit: f64,
    pub benefit_interval: Interval,
    pub cost: f64,
    /// (benefit - cost) / cost: 0.5 is 50 %.
    pub roi: f64,
    /// By seeded draws.
    pub roi_interval: Interval,
    /// By the delta method: close to the drawn one unless an uncertain cost is near zero.
    pub roi_interval_delta: Interval,
    /// Benefit over cost.
    pub benefit_cost_ratio: f64,
    /// Share of the draws in which the benefit exceeds the cost, in 0..=1.
    pub probability_positive: f64,
    /// Years until the cost is earned back at this pace; `None` when the benefit is not positive.
    pub payback_years: Option<f64>,
    /// Years at both ends of the benefit; the later is `None` when the interval of the benefit holds zero.
    pub payback_early: Option<f64>,
    pub payback_late: Option<f64>,
    /// Effect, in units of the outcome, at which benefit and cost are equal.
    pub break_even_effect: f64,
    /// What moves the return most, first.
    pub tornado: Vec<Tornado>,
}

/// One input moved to both ends of its interval, all others as they are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tornado {
    pub name: String,
    pub low: f64,
    pub high: f64,
}

/// The return of a programme whose effect a design isolated.
///
/// benefit = effect × money per unit × units × years; roi = (benefit - cost) / cost. Effect, conversion and costs are taken
/// as independent and normal. The same seed gives the same interval.
///
/// ```
/// use lustrum_impact::{Estimate, Level, Verdict};
/// use lustrum_impact::money::{Conversion, Cost, Isolated, Uncertain, return_on_investment};
/// // Four leavers fewer per hundred, each costing 20,000, over 300 people in one year.
/// let effect = Estimate::student(-0.04, 0.01, 38.0, 40, None, Level::default())?;
/// let rule = Conversion { per_unit: Uncertain::new(-20_000.0, 2_000.0)?, units: 300.0, years: 1.0 };
/// let cost = Cost { name: "all".to_owned(), amount: Uncertain::exact(120_000.0) };
/// let found = return_on_investment(
///     &Isolated::new(effect, Verdict::Effect).unwrap(), &rule, &[cost], 5_000, 1, Level::default(),
/// ).unwrap();
/// assert_eq!((found.benefit, found.roi), (240_000.0, 1.0));
/// assert!(found.roi_interval.low < 1.0 && found.roi_interval.high > 1.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ReturnRefused`]; an effect that is "not yet conclusive" is refused too.
pub fn return_on_investment(
    isolated: &Isolated,
    rule: &Conversion,
    costs: &[Cost],
    draws: usize,
    seed: u64,
    level: Level,
) -> Result<Return, ReturnRefused> {
    if !matches!(isolated.verdict(), Verdict::Effect | Verdict::NoEffectDetected) {
        return Err(ReturnRefused::NotIsolated);
    }
    let inputs = Inputs { effect: isolated.effect(), per_unit: rule.per_unit, scale: rule.units * rule.years, costs };
    let finite = [rule.per_unit.value, rule.per_unit.error, inputs.scale, inputs.effect.value];
    if finite.iter().any(|value| !value.is_finite()) || rule.units <= 0.0 || rule.years <= 0.0 {
        return Err(ReturnRefused::Rule);
    }
    let cost = inputs.cost();
    if !cost.is_finite() || cost <= 0.0 {
        return Err(ReturnRefused::NoCosts);
    }
    if draws < LEAST_DRAWS {
        return Err(ReturnRefused::TooFewDraws);
    }
    let benefit = inputs.benefit();
    let mut drawn: Vec<(f64, f64)> =
        (0..draws).into_par_iter().map(|draw| inputs.draw(&mut Chance::new(seed, draw as u64))).collect();
    let positive = drawn.iter().filter(|(_, roi)| *roi > 0.0).count();
    drawn.sort_by(|one, other| one.1.total_cmp(&other.1));
    let roi_interval = percentiles(&drawn.iter().map(|(_, roi)| *roi).collect::<Vec<f64>>(), level);
    drawn.sort_by(|one, other| one.0.total_cmp(&other.0));
    let benefit_interval = percentiles(&drawn.iter().map(|(benefit, _)| *benefit).collect::<Vec<f64>>(), level);
    let roi = benefit / cost - 1.0;
    let half = student::normal_quantile(level.value()) * inputs.delta_error();
    let payback = |benefit: f64| (benefit > 0.0).then(|| cost / (benefit / rule.years));
    Ok(Return {
        benefit,
        benefit_interval,
        cost,
        roi,
        roi_interval,
        roi_interval_delta: Interval { low: roi - half, high: roi + half, level },
        benefit_cost_ratio: benefit / cost,
        probability_positive: positive as f64 / draws as f64,
        payback_years: payback(benefit),
        payback_early: payback(benefit_interval.high),
        payback_late: payback(benefit_interval.low),
        break_even_effect: cost / (rule.per_unit.value * inputs.scale),
        tornado: inputs.tornado(student::normal_quantile(level.value())),
    })
}

fn percentiles(sorted: &[f64], level: Level) -> Interval {
    let tail = (1.0 - level.value()) / 2.0;
    let at = crate::measurement::percentile;
    Interval { low: at(sorted, tail), high: at(sorted, 1.0 - tail), level }
}

struct Inputs<'a> {
    effect: Uncertain,
    per_unit: Uncertain,
    scale: f64,
    costs: &'a [Cost],
}

impl Inputs<'_> {
    fn cost(&self) -> f64 {
        self.costs.iter().map(|cost| cost.amount.value).sum()
    }

    fn benefit(&self) -> f64 {
        self.effect.value * self.per_unit.value * self.scale
    }

    fn draw(&self, chance: &mut Chance) -> (f64, f64) {
        let benefit = self.effect.draw(chance) * self.per_unit.draw(chance) * self.scale;
        let cost: f64 = self.costs.iter().map(|cost| cost.amount.draw(chance)).sum();
        (benefit, benefit / cost - 1.0)
    }

    fn delta_error(&self) -> f64 {
        let cost = self.cost();
        let by_effect = self.per_unit.value * self.scale / cost * self.effect.error;
        let by_unit = self.effect.value * self.scale / cost * self.per_unit.error;
        let costs: f64 = self.costs.iter().map(|one| one.amount.error * one.amount.error).sum();
        let by_cost = self.benefit() / (cost * cost) * costs.sqrt();
        (by_effect * by_effect + by_unit * by_unit + by_cost * by_cost).sqrt()
    }

    fn tornado(&self, quantile: f64) -> Vec<Tornado> {
        let (cost, benefit) = (self.cost(), self.benefit());
        let ends = |of: Uncertain| [of.value - quantile * of.error, of.value + quantile * of.error];
        let bar = |name: &str, [one, other]: [f64; 2]| Tornado {
            name: name.to_owned(),
            low: one.min(other),
            high: one.max(other),
        };
        let mut bars = vec![
            bar("effect", ends(self.effect).map(|at| at * self.per_unit.value * self.scale / cost - 1.0)),
            bar("value per unit", ends(self.per_unit).map(|at| at * self.effect.value * self.scale / cost - 1.0)),
        ];
        for one in self.costs {
            bars.push(bar(&one.name, ends(one.amount).map(|at| benefit / (cost - one.amount.value + at) - 1.0)));
        }
        bars.sort_by(|one, other| (other.high - other.low).total_cmp(&(one.high - one.low)));
        bars
    }
}
