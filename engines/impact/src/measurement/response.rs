//! Who did not answer, and what that may hide.

use crate::{Estimate, ImpactError, Level, Proportion, difference_in_means, wilson};
use serde::Serialize;

/// Below this share of answers a figure carries a note on who did not answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoteBelow(pub f64);

impl Default for NoteBelow {
    /// 60 %.
    fn default() -> Self {
        Self(0.6)
    }
}

/// A response rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Response {
    pub rate: Proportion,
    /// True when so few answered that those who did may be a choice of their own.
    pub note: bool,
    /// How far a share among those who answered may lie from the share among all who were asked, whatever the others
    /// would have said: the part that did not answer, in 0..=1.
    pub largest_bias: f64,
}

/// Response rate with Wilson's interval.
///
/// ```
/// use lustrum_impact::{Level, measurement::{NoteBelow, response}};
/// let found = response(12, 30, NoteBelow::default(), Level::default())?;
/// assert_eq!((found.rate.share, found.note, found.largest_bias), (0.4, true, 0.6));
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] when nobody was asked or more answered than were asked.
pub fn response(answered: usize, asked: usize, note: NoteBelow, level: Level) -> Result<Response, ImpactError> {
    let rate = wilson(answered, asked, level)?;
    Ok(Response { rate, note: rate.share < note.0, largest_bias: (asked - answered) as f64 / asked as f64 })
}

/// Those who answered late, beside those who answered early.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LateResponders {
    /// Mean of the late minus mean of the early answers.
    pub difference: Estimate,
    /// True when the interval excludes zero: those who never answered probably differ too.
    pub hint: bool,
}

/// Non-response hint: whoever answered only after a reminder resembles those who never answered.
///
/// Source: Armstrong and Overton, *Journal of Marketing Research* 14 (1977), 396-402.
///
/// ```
/// use lustrum_impact::{Level, measurement::late_responders};
/// let found = late_responders(&[4.0, 5.0, 4.0, 5.0], &[2.0, 3.0, 2.0, 3.0], Level::default())?;
/// assert!(found.hint && found.difference.effect == -2.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`difference_in_means`].
pub fn late_responders(early: &[f64], late: &[f64], level: Level) -> Result<LateResponders, ImpactError> {
    let difference = difference_in_means(late, early, level)?;
    Ok(LateResponders { difference, hint: difference.interval.excludes_zero() })
}
