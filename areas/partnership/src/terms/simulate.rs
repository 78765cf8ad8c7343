//! What would be due if: five outcomes that both sides look at before they agree, and one of their own.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fee::{self, Line, Measured, Settled, Sum};
use super::{Kind, Outcome, Terms};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scenario {
    NoEffect,
    Half,
    Target,
    Beyond,
    NotConclusive,
    /// Typed by whoever looks.
    Own,
}

impl Scenario {
    pub const FIVE: [Scenario; 5] = [Self::NoEffect, Self::Half, Self::Target, Self::Beyond, Self::NotConclusive];
    pub fn word(self) -> &'static str {
        match self {
            Self::NoEffect => "no-effect",
            Self::Half => "half",
            Self::Target => "target",
            Self::Beyond => "beyond",
            Self::NotConclusive => "not-conclusive",
            Self::Own => "own",
        }
    }
    /// Estimate and half width of the interval, in percent of the target.
    fn shape(self) -> (i64, i64) {
        match self {
            Self::NoEffect | Self::Own => (0, 20),
            Self::Half => (50, 20),
            Self::Target => (100, 20),
            Self::Beyond => (150, 20),
            Self::NotConclusive => (50, 100),
        }
    }
}

/// What a scenario comes to, part by part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Simulated {
    pub scenario: Scenario,
    /// What is assumed to be measured for each part that hangs on a measure; nothing where it is not known.
    pub measured: Vec<Option<Measured>>,
    /// After the first dates: what is not yet conclusive is deferred.
    pub first: Sum,
    /// After the second dates: nothing is open any more.
    pub last: Sum,
}

/// The target that a scenario is a part of: for a share of the gain that of the part at risk on the same measure, so
/// that one scenario says one thing of one measure.
fn reference(terms: &Terms, part: &Outcome) -> i64 {
    if part.kind == Kind::AtRisk {
        return part.target;
    }
    let at_risk = |other: &&Outcome| other.kind == Kind::AtRisk && other.measure == part.measure;
    terms.outcomes.iter().find(at_risk).map_or(part.target, |other| other.target)
}

fn assumed(terms: &Terms, scenario: Scenario) -> Vec<Option<Measured>> {
    let (estimate, width) = scenario.shape();
    let of = |part: &Outcome| {
        let target = i128::from(reference(terms, part));
        let at = |percent: i64| i64::try_from(target * i128::from(percent) / 100).unwrap_or_default();
        let (one, other) = (at(estimate - width), at(estimate + width));
        Some(Measured { estimate: at(estimate), low: one.min(other), high: one.max(other) })
    };
    terms.outcomes.iter().map(of).collect()
}

/// The five.
pub fn five(terms: &Terms) -> Vec<Simulated> {
    Scenario::FIVE.into_iter().map(|scenario| of(terms, scenario, assumed(terms, scenario))).collect()
}

/// Any other; `measured` stands in the order of the parts.
pub fn of(terms: &Terms, scenario: Scenario, measured: Vec<Option<Measured>>) -> Simulated {
    let round = |second: bool| {
        let full = fee::full(terms);
        let mut amounts = full.into_iter();
        let base = amounts.next().unwrap_or_default();
        let fixed = Line { full: base, settled: Settled::Fixed, due: base };
        let parts =
            terms.outcomes.iter().zip(amounts).enumerate().map(|(place, (part, full))| {
                fee::settle(part, full, measured.get(place).and_then(Option::as_ref), second)
            });
        fee::sum(terms, std::iter::once(fixed).chain(parts).collect())
    };
    let (first, last) = (round(false), round(true));
    Simulated { scenario, measured, first, last }
}
