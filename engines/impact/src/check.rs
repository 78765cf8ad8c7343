//! What was checked before a number may be called an effect, with the figures of each check.

use serde::Serialize;
use std::collections::BTreeMap;

/// What a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CheckKind {
    /// Both groups are large enough for a Student interval.
    SampleSize,
    /// The groups have the sizes that the assignment should give.
    SampleRatio,
    /// The synthetic unit moved as the treated one before the start.
    PreFit,
    /// The effect does not rest on one donor.
    LeaveOneOut,
    /// A start that never was shows no effect.
    PlaceboStart,
    /// Neighbouring periods resemble each other, and the standard error allows for it.
    Autocorrelation,
    /// The series is long enough before and after the start.
    SeriesLength,
    /// No period is missing in between.
    EqualSteps,
    /// The groups are alike after weighting or matching.
    BalanceAfter,
    /// That everything which decided who was trained was measured; nothing can test it.
    Unconfoundedness,
    /// Who left did not depend on the group.
    Attrition,
    /// Untrained units near the trained ones did not change with them.
    SpillOver,
    /// The groups were alike before the start.
    Balance,
    /// The treated have untreated counterparts.
    Overlap,
    /// There are enough clusters, in both groups, for a clustered standard error.
    Clusters,
    /// Other choices of treated clusters rarely give as large a difference.
    Placebo,
    /// Both groups moved in parallel before the start.
    PreTrend,
    /// Everyone who is treated starts together.
    CommonStart,
    /// Rows that carry no information were left out.
    Singletons,
    /// Units that are treated from the first period on were left out.
    TreatedFromStart,
    /// Every group has someone to compare with in every period.
    Comparisons,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Passed,
    Failed,
    /// The data hold nothing to check it with.
    NotApplicable,
}

/// What a failure means for the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bearing {
    /// The number may be something else than the effect.
    Identification,
    /// The interval may be too narrow.
    Uncertainty,
    /// Worth knowing; the verdict stands.
    Advice,
}

/// One check with its outcome and the figures that it was decided on, by name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Check {
    pub kind: CheckKind,
    pub status: Status,
    pub bearing: Bearing,
    pub figures: BTreeMap<String, f64>,
}

impl Check {
    /// A check without figures.
    pub fn new(kind: CheckKind, bearing: Bearing, status: Status) -> Self {
        Self { kind, status, bearing, figures: BTreeMap::new() }
    }

    /// Passed or failed, by a condition.
    pub fn decided(kind: CheckKind, bearing: Bearing, passed: bool) -> Self {
        let status = if passed { Status::Passed } else { Status::Failed };
        Self::new(kind, bearing, status)
    }

    /// Adds a figure; one that is not finite is left out, as no document format can carry it.
    ///
    /// ```
    /// use lustrum_impact::{Bearing, Check, CheckKind};
    /// let check = Check::decided(CheckKind::SampleSize, Bearing::Uncertainty, true)
    ///     .with("treated", 12.0);
    /// assert_eq!(check.figures["treated"], 12.0);
    /// ```
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: f64) -> Self {
        if value.is_finite() {
            self.figures.insert(name.into(), value);
        }
        self
    }

    /// True when the check found what it looks for.
    pub fn failed(&self) -> bool {
        self.status == Status::Failed
    }
}
