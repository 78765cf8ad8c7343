//! Whether a partnership drifts back to buying and selling: one figure of 0 to 100 for each quarter, from six parts that are
//! counted from what happened. The formula is in the open. A part of which there are no data has no value: it is left out, and
//! the page says so.

pub(crate) mod api;
mod gather;
mod store;
#[cfg(test)]
mod tests;
pub mod watch;

use lustrum_kernel::Day;

pub use gather::{QUARTERS, history};
pub use store::{Raised, alarms};

use super::setting::Settings;
use crate::quarter::Quarter;

/// Fewer parts with data than this make no figure.
pub const FEWEST_PARTS: usize = 3;
/// Fewer contributions than this say nothing about their balance.
pub const FEWEST_CONTRIBUTIONS: u64 = 5;
/// From this share of figures on levels 3 and 4 on, the part has its full value.
pub const FULL_EVIDENCE: f64 = 0.5;
/// From this share of own cases on, the part has its full value.
pub const FULL_CASES: f64 = 0.6;
/// Until this age, in days, a charter is fresh.
pub const FRESH_DAYS: i32 = 183;
/// At this age it has no value left.
pub const STALE_DAYS: i32 = 731;

/// What the figure is made of; its name is `health-part-...`, its rule the same with `-rule`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Rhythm,
    Actions,
    Evidence,
    Cases,
    Balance,
    Charter,
}

impl Part {
    pub const ALL: [Part; 6] = [Self::Rhythm, Self::Actions, Self::Evidence, Self::Cases, Self::Balance, Self::Charter];
    pub fn word(self) -> &'static str {
        match self {
            Self::Rhythm => "rhythm",
            Self::Actions => "actions",
            Self::Evidence => "evidence",
            Self::Cases => "cases",
            Self::Balance => "balance",
            Self::Charter => "charter",
        }
    }
    pub fn key(self) -> String {
        format!("health-part-{}", self.word())
    }
    /// What it weighs as long as nobody changed that.
    pub fn usual_weight(self) -> f64 {
        match self {
            Self::Rhythm | Self::Actions | Self::Evidence => 20.0,
            Self::Cases | Self::Balance => 15.0,
            Self::Charter => 10.0,
        }
    }
}

/// A part as it was counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    pub part: Part,
    /// What was counted: meetings held, actions done in time, figures, minutes, contributions of the side that gave less,
    /// days.
    pub some: u64,
    /// Of how many; of the charter, 1 where one was in force.
    pub n: u64,
    /// 0 to 100; nothing where there are no data.
    pub value: Option<f64>,
}

/// A share as a value, which is full from `full` on.
fn share(part: Part, some: u64, n: u64, full: f64) -> Counted {
    let value = (n > 0).then(|| (some as f64 / n as f64 / full * 100.0).min(100.0));
    Counted { part, some, n, value }
}

/// Meetings that have minutes, of those that the rhythm planned.
///
/// ```
/// use lustrum_governance::health::drift::rhythm;
/// assert_eq!(rhythm(6, 8).value, Some(75.0));
/// assert_eq!(rhythm(0, 0).value, None, "nothing planned is no score");
/// ```
pub fn rhythm(held: u64, planned: u64) -> Counted {
    share(Part::Rhythm, held.min(planned), planned, 1.0)
}

/// Actions that were done by their day, of those that were due.
pub fn actions(in_time: u64, due: u64) -> Counted {
    share(Part::Actions, in_time, due, 1.0)
}

/// Figures on levels 3 and 4, of all that have a value.
///
/// ```
/// use lustrum_governance::health::drift::evidence;
/// assert_eq!(evidence(2, 8).value, Some(50.0), "a quarter of the figures is half of what is enough");
/// assert_eq!(evidence(6, 8).value, Some(100.0));
/// ```
pub fn evidence(high: u64, all: u64) -> Counted {
    share(Part::Evidence, high, all, FULL_EVIDENCE)
}

/// Minutes that modules spend on the organisation's own cases, of all.
pub fn cases(own: u64, minutes: u64) -> Counted {
    share(Part::Cases, own, minutes, FULL_CASES)
}

/// What the side that gave less gave, of what both gave: full where both gave as much.
///
/// ```
/// use lustrum_governance::health::drift::balance;
/// assert_eq!(balance(6, 6).value, Some(100.0));
/// assert_eq!(balance(9, 3).value, Some(50.0));
/// assert_eq!(balance(4, 0).value, None, "four contributions say nothing");
/// ```
pub fn balance(ours: u64, theirs: u64) -> Counted {
    let (less, all) = (ours.min(theirs), ours + theirs);
    let counted = share(Part::Balance, less, all, 0.5);
    Counted { value: counted.value.filter(|_| all >= FEWEST_CONTRIBUTIONS), ..counted }
}

/// How long ago the charter in force was signed.
///
/// ```
/// use lustrum_governance::health::drift::charter;
/// assert_eq!(charter(Some(100)).value, Some(100.0));
/// assert_eq!(charter(Some(457)).value, Some(50.0));
/// assert_eq!(charter(Some(900)).value, Some(0.0));
/// assert_eq!(charter(None).value, None);
/// ```
pub fn charter(days: Option<i32>) -> Counted {
    let part = Part::Charter;
    let Some(days) = days else { return Counted { part, some: 0, n: 0, value: None } };
    let left = f64::from(STALE_DAYS - days) / f64::from(STALE_DAYS - FRESH_DAYS);
    let some = u64::try_from(days).unwrap_or_default();
    Counted { part, some, n: 1, value: Some(left.clamp(0.0, 1.0) * 100.0) }
}

/// The mean of the parts that have a value, each by its weight; nothing where too few have one.
///
/// ```
/// use lustrum_governance::health::drift::{actions, charter, evidence, figure, rhythm};
/// let parts = [rhythm(8, 8), actions(1, 2), evidence(0, 4), charter(None)];
/// assert_eq!(figure(&parts, &[20.0, 20.0, 20.0, 15.0, 15.0, 10.0]), Some(50.0));
/// assert_eq!(figure(&parts[..2], &[20.0; 6]), None, "two parts are no picture");
/// ```
pub fn figure(parts: &[Counted], weights: &[f64; 6]) -> Option<f64> {
    let known = parts.iter().filter_map(|one| Some((one.value?, weights[one.part as usize])));
    let known: Vec<(f64, f64)> = known.filter(|(_, weight)| *weight > 0.0).collect();
    if known.len() < FEWEST_PARTS {
        return None;
    }
    let sum: f64 = known.iter().map(|(value, weight)| value * weight).sum();
    Some(sum / known.iter().map(|(_, weight)| weight).sum::<f64>())
}

/// A quarter as it was counted at its end, or so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Counting {
    pub quarter: Quarter,
    /// The last day that was counted.
    pub until: Day,
    pub parts: Vec<Counted>,
}

impl Counting {
    pub fn is_whole(&self) -> bool {
        self.until >= self.quarter.last()
    }
    pub fn figure(&self, settings: &Settings) -> Option<f64> {
        figure(&self.parts, &settings.weights)
    }
    /// How many parts have a value.
    pub fn known(&self) -> usize {
        self.parts.iter().filter(|one| one.value.is_some()).count()
    }
}

/// Why an alarm is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Under what both sides agreed on.
    Low,
    /// Too much less than in the quarter before.
    Fell,
}

impl Alarm {
    /// Its words are `health-alarm-...`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Fell => "fell",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Low, Self::Fell].into_iter().find(|alarm| alarm.word() == word)
    }
}

/// Whether a figure, after that of the quarter before, raises an alarm. What can't be told raises none.
pub fn alarm(now: Option<f64>, before: Option<f64>, settings: &Settings) -> Option<Alarm> {
    let now = now?;
    if now < settings.floor {
        return Some(Alarm::Low);
    }
    before.filter(|before| before - now > settings.fall).map(|_| Alarm::Fell)
}
