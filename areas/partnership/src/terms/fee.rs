//! From a measured effect to an amount. Whole numbers throughout: amounts in minor units, shares in hundredths of a
//! percent, effects in millionths of their unit. The fixed part and the parts at risk are cut from the total by largest
//! remainder, so that they sum to it exactly; a part that is due in proportion is rounded to the nearest minor unit.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Fallback, Kind, Outcome, Rule, Terms, WHOLE};

/// A measured effect with its interval, in millionths of the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Measured {
    pub estimate: i64,
    pub low: i64,
    pub high: i64,
}

/// What came of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// Due whatever is measured.
    Fixed,
    InFull,
    InPart,
    Nothing,
    /// Not yet conclusive: it is looked at again on the second date.
    Deferred,
    /// Not conclusive on the second date either.
    Fallback,
    /// Its date has yet to come.
    Open,
}

impl Settled {
    pub fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::InFull => "in-full",
            Self::InPart => "in-part",
            Self::Nothing => "nothing",
            Self::Deferred => "deferred",
            Self::Fallback => "fallback",
            Self::Open => "open",
        }
    }
    /// Whether nothing more comes of it.
    pub fn closed(self) -> bool {
        !matches!(self, Self::Deferred | Self::Open)
    }
}

/// A part with what it is at most and what of it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Line {
    pub full: i64,
    pub settled: Settled,
    pub due: i64,
}

/// The lines and what they come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sum {
    /// The fixed part first, then the others in their order.
    pub lines: Vec<Line>,
    /// What the floor adds or the cap takes off.
    pub adjustment: i64,
    pub total: i64,
}

/// What each part is at most: the fixed part first, then the others in their order.
///
/// Fixed part and parts at risk sum to the total; a share of the gain comes on top.
pub fn full(terms: &Terms) -> Vec<i64> {
    let shares: Vec<(i64, bool)> = std::iter::once((terms.base.share, true))
        .chain(terms.outcomes.iter().map(|part| (part.share, part.kind == Kind::AtRisk)))
        .collect();
    let exact = |share: i64| i128::from(terms.total) * i128::from(share);
    let whole = i128::from(WHOLE);
    let mut amounts: Vec<i64> = shares.iter().map(|(share, _)| narrow(exact(*share) / whole)).collect();
    let within: Vec<usize> = (0..shares.len()).filter(|place| shares[*place].1).collect();
    let given: i64 = within.iter().map(|place| amounts[*place]).sum();
    let left = usize::try_from(terms.total - given).unwrap_or_default();
    let mut by_remainder = within;
    // Stable: of equal remainders the part that stands first gets the unit.
    by_remainder.sort_by_key(|place| std::cmp::Reverse(exact(shares[*place].0) % whole));
    for place in by_remainder.into_iter().take(left) {
        amounts[place] += 1;
    }
    amounts
}

/// An amount that is known to lie between 0 and what fits.
fn narrow(amount: i128) -> i64 {
    i64::try_from(amount).unwrap_or(i64::MAX)
}

/// Seen from the side on which better is more: threshold, target and the measured effect.
fn turned(part: &Outcome, measured: &Measured) -> (i64, i64, Measured) {
    if part.target > 0 {
        return (part.threshold, part.target, *measured);
    }
    let turned = Measured { estimate: -measured.estimate, low: -measured.high, high: -measured.low };
    (-part.threshold, -part.target, turned)
}

/// What a result comes to; nothing where it is not yet conclusive.
pub fn conclude(part: &Outcome, full: i64, measured: Option<&Measured>) -> Option<(Settled, i64)> {
    let (threshold, target, seen) = turned(part, measured?);
    match part.rule {
        Rule::Proven if seen.low >= target => Some((Settled::InFull, full)),
        Rule::Proven if seen.high < target => Some((Settled::Nothing, 0)),
        Rule::Proven => None,
        // The interval includes no effect: it either leaves the target open as well, or rules it out.
        Rule::Estimate if seen.low <= 0 && seen.high >= target => None,
        Rule::Estimate if seen.low <= 0 => Some((Settled::Nothing, 0)),
        Rule::Estimate => Some(in_proportion(full, threshold, target, seen.estimate)),
    }
}

fn in_proportion(full: i64, threshold: i64, target: i64, estimate: i64) -> (Settled, i64) {
    if estimate >= target {
        return (Settled::InFull, full);
    }
    if estimate <= threshold {
        return (Settled::Nothing, 0);
    }
    let (above, span) = (i128::from(estimate) - i128::from(threshold), i128::from(target) - i128::from(threshold));
    // To the nearest unit, a half upwards.
    (Settled::InPart, narrow((2 * i128::from(full) * above + span) / (2 * span)))
}

/// What is due of a part when it was not conclusive on the second date either. Where there is no estimate at all there is
/// nothing to pay by, whatever was agreed.
pub fn fall_back(part: &Outcome, full: i64, measured: Option<&Measured>) -> i64 {
    match (part.fallback, measured) {
        (Fallback::Nothing, _) | (_, None) => 0,
        (Fallback::Estimate, Some(measured)) => {
            let (threshold, target, seen) = turned(part, measured);
            match part.rule {
                Rule::Proven => {
                    if seen.estimate >= target {
                        full
                    } else {
                        0
                    }
                }
                Rule::Estimate => in_proportion(full, threshold, target, seen.estimate).1,
            }
        }
    }
}

/// One part on its first date, or on the second.
pub fn settle(part: &Outcome, full: i64, measured: Option<&Measured>, second: bool) -> Line {
    match conclude(part, full, measured) {
        Some((settled, due)) => Line { full, settled, due },
        None => leave_open(part, full, measured, second),
    }
}

/// What is not yet conclusive: deferred on the first date; on the second what was agreed for that.
pub fn leave_open(part: &Outcome, full: i64, measured: Option<&Measured>, second: bool) -> Line {
    match second {
        false => Line { full, settled: Settled::Deferred, due: 0 },
        true => Line { full, settled: Settled::Fallback, due: fall_back(part, full, measured) },
    }
}

/// Sums the lines within cap and floor. The floor counts when nothing is open any more.
pub fn sum(terms: &Terms, lines: Vec<Line>) -> Sum {
    let parts: i64 = lines.iter().map(|line| line.due).sum();
    let closed = lines.iter().all(|line| line.settled.closed());
    let floor = if closed { terms.floor } else { 0 };
    let total = parts.min(terms.cap).max(floor);
    Sum { lines, adjustment: total - parts, total }
}
