//! Reminders that come too late. An installation that stood still for a while has several of one row due at once; people get
//! the last of them and not all.

use lustrum_kernel::Moment;
use serde_json::Value;

/// What a reminder came to whose place another has taken.
pub(crate) const OVERTAKEN: &str = "overtaken by the next";

/// Whether the next of the row is due too: `until` of the payload, in microseconds.
pub(crate) fn overtaken(payload: &Value, now: Moment) -> bool {
    payload["until"].as_i64().is_some_and(|until| now.micros() >= until)
}
