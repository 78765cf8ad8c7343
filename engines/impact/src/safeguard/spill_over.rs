//! Training that reached people who were not trained.

use crate::{Bearing, Check, CheckKind, Estimate, ImpactError, Level, difference_in_means};

/// Untrained units that are close to trained ones (same site, same manager) beside untrained ones that are not: where they
/// changed differently, the comparison group was touched too, and the effect is larger or smaller than it looks. Both slices
/// hold changes since the start. The check fails when the interval of the difference excludes zero.
///
/// ```
/// use lustrum_impact::{Level, safeguard::spill_over};
/// let (found, check) = spill_over(&[2.0, 2.5, 3.0, 2.2], &[0.1, -0.2, 0.3, 0.0], Level::default())?;
/// assert!(check.failed() && found.effect > 2.0);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// As [`difference_in_means`].
pub fn spill_over(close: &[f64], far: &[f64], level: Level) -> Result<(Estimate, Check), ImpactError> {
    let found = difference_in_means(close, far, level)?;
    let check = Check::decided(CheckKind::SpillOver, Bearing::Identification, !found.interval.excludes_zero())
        .with("difference", found.effect)
        .with("p_value", found.p_value());
    Ok((found, check))
}
