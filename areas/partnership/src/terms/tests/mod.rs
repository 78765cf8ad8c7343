//! Terms: the arithmetic on plain values, the agreement and the statements on both engines, the pages.

mod agreed;
mod amounts;
mod changed;
mod pages;
mod stated;

use lustrum_kernel::Day;

use super::{Base, Fallback, Kind, Outcome, Rule, Terms};
use crate::charter::CharterMeasureId;

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn outcome(measure: CharterMeasureId, share: i64, target: i64) -> Outcome {
    Outcome {
        kind: Kind::AtRisk,
        share,
        measure,
        level: 4,
        text: "Fewer managers leave.".to_owned(),
        unit: "%".to_owned(),
        rule: Rule::Estimate,
        threshold: 0,
        target,
        on: day("2026-09-01"),
        again: day("2027-03-01"),
        fallback: Fallback::Estimate,
    }
}

/// 80 % fixed, 15 % and 5 % at risk of EUR 240,000.01, at least 190,000 and at most 250,000.
pub(super) fn terms(measure: CharterMeasureId) -> Terms {
    let late = Outcome { on: day("2028-01-01"), again: day("2028-07-01"), ..outcome(measure, 500, -10_000_000) };
    Terms {
        currency: "EUR".to_owned(),
        total: 24_000_001,
        base: Base { share: 8_000, on: day("2026-02-01") },
        outcomes: vec![outcome(measure, 1_500, 500_000), late],
        floor: 19_000_000,
        cap: 25_000_000,
    }
}
