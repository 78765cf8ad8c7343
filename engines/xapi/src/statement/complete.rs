//! What the store adds to a statement before it keeps it.

use super::Statement;
use crate::json::{Node, Object, Value, write_string};
use crate::time::Instant;
use uuid::Uuid;

/// The properties that a store sets (xAPI 1.0.3, Part Two, 2.4 and 2.3.1).
#[derive(Debug, Clone, Copy)]
pub struct Additions<'a> {
    /// Taken where the statement came without one.
    pub id: Uuid,
    /// Always taken. It is the timestamp too, where the statement came without one.
    pub stored: Instant,
    /// The agent or group behind the credential, as JSON. Always taken: what a sender says of itself does not count.
    pub authority: &'a str,
}

impl Statement<'_> {
    /// The text to keep: the statement as it came, less blanks, with what the store adds. Activities in the context stand in
    /// arrays, also where one stood alone (Part Two, 2.4.6.2). Every number and text keeps its writing.
    ///
    /// ```
    /// use lustrum_xapi::{Additions, Limits, Version, read_one, time::Instant};
    /// let text = br#"{"actor": {"mbox": "mailto:an@example.org"}, "verb": {"id": "http://example.org/read"},
    ///     "object": {"id": "http://example.org/book"}, "result": {"score": {"raw": 7.0}}}"#;
    /// let statement = read_one(text, Version::V1_0_3, Limits::default())?;
    /// let id = uuid::Uuid::from_u128(1);
    /// let kept = statement.complete(&Additions { id, stored: Instant::from_micros(0), authority: r#"{"mbox":"mailto:s@example.org"}"# });
    /// assert_eq!(kept, concat!(
    ///     r#"{"id":"00000000-0000-0000-0000-000000000001","actor":{"mbox":"mailto:an@example.org"},"#,
    ///     r#""verb":{"id":"http://example.org/read"},"object":{"id":"http://example.org/book"},"#,
    ///     r#""result":{"score":{"raw":7.0}},"timestamp":"1970-01-01T00:00:00.000Z","#,
    ///     r#""stored":"1970-01-01T00:00:00.000Z","authority":{"mbox":"mailto:s@example.org"},"version":"1.0.0"}"#,
    /// ));
    /// # Ok::<(), lustrum_xapi::Refusal>(())
    /// ```
    pub fn complete(&self, additions: &Additions<'_>) -> String {
        let mut out = String::with_capacity(self.node.raw().len() + additions.authority.len() + 192);
        out.push('{');
        let mut own = Own::default();
        if self.node.get("id").is_none() {
            out.push_str("\"id\":");
            write_string(&additions.id.to_string(), &mut out);
        }
        let members = self.node.as_object().map(Object::members).unwrap_or_default();
        for member in members {
            let value = member.value();
            match member.key() {
                "stored" | "authority" => continue,
                "timestamp" => own.timestamp = true,
                "version" => own.version = true,
                _ => {}
            }
            separate(&mut out);
            out.push_str(member.raw_key());
            out.push(':');
            match member.key() {
                "context" => write_context(value, &mut out),
                "object" if value.get("context").is_some() => write_sub_statement(value, &mut out),
                _ => value.write(&mut out),
            }
        }
        let stored = additions.stored.to_string();
        if !own.timestamp {
            property(&mut out, "timestamp", &stored);
        }
        property(&mut out, "stored", &stored);
        separate(&mut out);
        out.push_str("\"authority\":");
        out.push_str(additions.authority);
        if !own.version {
            property(&mut out, "version", self.version.of_statement());
        }
        out.push('}');
        out
    }
}

/// What the statement brought itself.
#[derive(Default)]
struct Own {
    timestamp: bool,
    version: bool,
}

fn separate(out: &mut String) {
    if !out.ends_with('{') {
        out.push(',');
    }
}

fn property(out: &mut String, key: &str, value: &str) {
    separate(out);
    write_string(key, out);
    out.push(':');
    write_string(value, out);
}

fn write_sub_statement(node: &Node<'_>, out: &mut String) {
    write_object(node, out, |key, value, out| match key {
        "context" => write_context(value, out),
        _ => value.write(out),
    });
}

fn write_context(node: &Node<'_>, out: &mut String) {
    write_object(node, out, |key, value, out| match key {
        "contextActivities" => write_object(value, out, |_, activities, out| match activities.value() {
            Value::Object(_) => {
                out.push('[');
                activities.write(out);
                out.push(']');
            }
            _ => activities.write(out),
        }),
        _ => value.write(out),
    });
}

fn write_object(node: &Node<'_>, out: &mut String, mut write_value: impl FnMut(&str, &Node<'_>, &mut String)) {
    let Some(object) = node.as_object() else { return node.write(out) };
    out.push('{');
    for (index, member) in object.members().iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(member.raw_key());
        out.push(':');
        write_value(member.key(), member.value(), out);
    }
    out.push('}');
}
