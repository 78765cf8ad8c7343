//! People who left before they were measured.

use crate::{Bearing, Check, CheckKind, Estimate, ImpactError, Interval, Level, difference_in_means, student};
use serde::Serialize;

/// Group sizes of an assignment, and how many of them were measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Followed {
    pub assigned: usize,
    pub measured: usize,
}

/// Did leaving depend on the group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attrition {
    /// Shares that left, in 0..=1.
    pub treated: f64,
    pub untreated: f64,
    /// Of the test that both are equal.
    pub p_value: f64,
    pub check: Check,
}

/// Compares the shares that left; fails when they differ with p below 0.05.
///
/// ```
/// use lustrum_impact::safeguard::{Followed, attrition};
/// let found = attrition(Followed { assigned: 100, measured: 60 }, Followed { assigned: 100, measured: 90 })?;
/// assert!(found.check.failed() && found.treated == 0.4);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] when nobody was assigned or more were measured than assigned.
pub fn attrition(treated: Followed, untreated: Followed) -> Result<Attrition, ImpactError> {
    for one in [treated, untreated] {
        if one.assigned == 0 || one.measured > one.assigned {
            return Err(ImpactError::Argument("no more people can be measured than were assigned, and somebody was"));
        }
    }
    let left = |one: Followed| (one.assigned - one.measured) as f64 / one.assigned as f64;
    let count = (treated.assigned + untreated.assigned) as f64;
    let pooled = (count - (treated.measured + untreated.measured) as f64) / count;
    let variance = pooled * (1.0 - pooled) * (1.0 / treated.assigned as f64 + 1.0 / untreated.assigned as f64);
    let apart = left(treated) - left(untreated);
    let p_value = if variance > 0.0 { student::two_sided_p(apart / variance.sqrt(), f64::INFINITY) } else { 1.0 };
    let check = Check::decided(CheckKind::Attrition, Bearing::Identification, p_value >= 0.05)
        .with("treated", left(treated))
        .with("untreated", left(untreated))
        .with("p_value", p_value);
    Ok(Attrition { treated: left(treated), untreated: left(untreated), p_value, check })
}

/// The effect when everyone who was not measured is taken not to have improved: their change is zero. `treated` and
/// `untreated` hold the measured changes since the start.
///
/// ```
/// use lustrum_impact::{Level, safeguard::no_improvement};
/// let found = no_improvement(&[4.0, 5.0, 6.0], 3, &[1.0, 0.0, 2.0, 1.0], 0, Level::default())?;
/// assert_eq!(found.effect, 1.5);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`difference_in_means`].
pub fn no_improvement(
    treated: &[f64],
    treated_missing: usize,
    untreated: &[f64],
    untreated_missing: usize,
    level: Level,
) -> Result<Estimate, ImpactError> {
    let filled = |measured: &[f64], missing: usize| -> Vec<f64> {
        measured.iter().copied().chain(std::iter::repeat_n(0.0, missing)).collect()
    };
    difference_in_means(&filled(treated, treated_missing), &filled(untreated, untreated_missing), level)
}

/// Bounds of the effect on those who are measured whatever group they are in: the group of which more were measured is
/// trimmed by the difference, once from above and once from below. Not an interval: the uncertainty of chance comes on top.
///
/// Source: Lee, *Review of Economic Studies* 76 (2009), 1071-1102.
///
/// ```
/// use lustrum_impact::{Level, safeguard::{Followed, lee_bounds}};
/// let treated = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];
/// let bounds = lee_bounds(&treated, 10, &[2.0, 3.0, 4.0, 5.0, 6.0], 10, Level::default())?;
/// assert_eq!((bounds.low, bounds.high), (-1.0, 4.0));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::TooFewRows`] when nobody of a group was measured, [`ImpactError::NotFinite`], [`ImpactError::Argument`]
/// when more were measured than assigned.
pub fn lee_bounds(
    treated: &[f64],
    treated_assigned: usize,
    untreated: &[f64],
    untreated_assigned: usize,
    level: Level,
) -> Result<Interval, ImpactError> {
    for (group, measured, assigned) in
        [("treated", treated, treated_assigned), ("untreated", untreated, untreated_assigned)]
    {
        crate::comparison::check(group, measured, measured.len())?;
        if measured.is_empty() {
            return Err(ImpactError::TooFewRows { group, found: 0, least: 1 });
        }
        if measured.len() > assigned {
            return Err(ImpactError::Argument("no more people can be measured than were assigned, and somebody was"));
        }
    }
    let share = |measured: &[f64], assigned: usize| measured.len() as f64 / assigned as f64;
    let (with, without) = (share(treated, treated_assigned), share(untreated, untreated_assigned));
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (low, high) = if with >= without {
        let (lowest, highest) = trimmed(treated, 1.0 - without / with);
        (lowest - mean(untreated), highest - mean(untreated))
    } else {
        let (lowest, highest) = trimmed(untreated, 1.0 - with / without);
        (mean(treated) - highest, mean(treated) - lowest)
    };
    Ok(Interval { low, high, level })
}

/// Means without this share of the highest and without this share of the lowest; a person at the edge counts in part.
fn trimmed(values: &[f64], share: f64) -> (f64, f64) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let kept = (1.0 - share) * sorted.len() as f64;
    let mean = |values: &mut dyn Iterator<Item = &f64>| {
        let mut left = kept;
        let mut sum = 0.0;
        for value in values {
            let part = left.min(1.0);
            sum += part * value;
            left -= part;
            if left <= 1e-12 {
                break;
            }
        }
        sum / kept
    };
    (mean(&mut sorted.iter()), mean(&mut sorted.iter().rev()))
}
