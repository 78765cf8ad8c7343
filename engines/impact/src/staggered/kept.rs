//! What carries over from one month of a study to the next.

use super::{draws::Draws, wald::PreTrend};

/// What bands and tests of the month before leave to those of the next ([`super::LivingStudy::effects_after`]): whatever
/// did not change is not computed again. It changes no figure, holds a few thousand numbers for each effect, and need
/// not be stored: without it a month takes longer.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    pub(super) draws: Draws,
    pub(super) pre_trend: PreTrend,
}
