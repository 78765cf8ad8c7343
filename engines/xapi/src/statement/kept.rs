//! The same in two steps, for a store that gives statements their moment of storing in the order in which it writes them:
//! first the text to keep, and whenever it is shown the rest.

use super::Statement;
use super::complete::{own_members, property, separate};
use crate::json::write_string;
use crate::time::Instant;
use uuid::Uuid;

impl Statement<'_> {
    /// The text to keep, without the moment of storing and without who vouches for it: [`finish`] adds these. `id` is taken
    /// where the statement came without one.
    ///
    /// ```
    /// use lustrum_xapi::{Additions, Limits, Version, finish, read_one, time::Instant};
    /// let text = br#"{"actor": {"mbox": "mailto:an@example.org"}, "verb": {"id": "http://example.org/read"},
    ///     "object": {"id": "http://example.org/book"}}"#;
    /// let statement = read_one(text, Version::V1_0_3, Limits::default())?;
    /// let (id, stored, authority) = (uuid::Uuid::from_u128(1), Instant::from_micros(0), r#"{"mbox":"mailto:s@example.org"}"#);
    /// let whole = finish(&statement.kept(id), stored, statement.timestamp().is_none(), authority);
    /// assert_eq!(whole.len(), statement.complete(&Additions { id, stored, authority }).len());
    /// assert!(whole.ends_with(r#""timestamp":"1970-01-01T00:00:00.000Z","stored":"1970-01-01T00:00:00.000Z","authority":{"mbox":"mailto:s@example.org"}}"#));
    /// # Ok::<(), lustrum_xapi::Refusal>(())
    /// ```
    pub fn kept(&self, id: Uuid) -> String {
        let mut out = String::with_capacity(self.node().raw().len() + 64);
        out.push('{');
        if self.node().get("id").is_none() {
            out.push_str("\"id\":");
            write_string(&id.to_string(), &mut out);
        }
        let own = own_members(self, &mut out);
        if !own.version {
            property(&mut out, "version", self.version().of_statement());
        }
        out.push('}');
        out
    }
}

/// The whole text of a kept statement. `timestamp` says that it came without one: when it was stored stands in for it.
pub fn finish(kept: &str, stored: Instant, timestamp: bool, authority: &str) -> String {
    let stored = stored.to_string();
    let mut out = String::with_capacity(kept.len() + authority.len() + 2 * stored.len() + 48);
    out.push_str(kept.strip_suffix('}').unwrap_or(kept));
    if timestamp {
        property(&mut out, "timestamp", &stored);
    }
    property(&mut out, "stored", &stored);
    separate(&mut out);
    out.push_str("\"authority\":");
    out.push_str(authority);
    out.push('}');
    out
}
