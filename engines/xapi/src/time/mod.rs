//! Points in time and periods, as statements write them.

mod duration;
mod instant;
mod parse;

pub use duration::{Duration, is_duration};
pub use instant::Instant;

use crate::check;
use crate::json::Node;
use crate::refusal::{Code, Refusal};
use crate::version::Version;

/// Reads a timestamp by the rules of a version.
///
/// 1.0.3 (Part Two, 4.5) takes ISO 8601: extended or basic calendar dates, times down to hours, minutes or seconds, a
/// fraction of the second, a zone or none (then UTC). 2.0 (4.2.7) takes RFC 3339. Both refuse the offsets `-00`, `-0000`
/// and `-00:00`, which say that the zone is not known.
///
/// # Errors
/// [`Code::NotTimestamp`].
///
/// ```
/// use lustrum_xapi::{Version, time};
/// let noon = time::timestamp("2026-03-29T14:00:00.250+02:00", Version::V2_0)?;
/// assert_eq!(noon.to_string(), "2026-03-29T12:00:00.250Z");
/// assert_eq!(noon, time::timestamp("20260329T120000,25Z", Version::V1_0_3)?);
/// assert!(time::timestamp("20260329T120000Z", Version::V2_0).is_err());
/// assert!(time::timestamp("2026-03-29T12:00:00-00:00", Version::V1_0_3).is_err());
/// # Ok::<(), lustrum_xapi::Refusal>(())
/// ```
pub fn timestamp(text: &str, version: Version) -> Result<Instant, Refusal> {
    let read = match version {
        Version::V1_0_3 => parse::iso_8601(text),
        Version::V2_0 => parse::rfc_3339(text),
    };
    read.ok_or_else(|| Refusal::new(Code::NotTimestamp))
}

pub(crate) fn check_timestamp(node: &Node<'_>, version: Version) -> Result<(), Refusal> {
    timestamp(check::string(node)?, version).map(drop)
}

pub(crate) fn check_duration(node: &Node<'_>) -> Result<(), Refusal> {
    if is_duration(check::string(node)?) { Ok(()) } else { Err(Refusal::new(Code::NotDuration)) }
}
