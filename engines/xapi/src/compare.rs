//! Whether two statements are the same.
//!
//! Source: xAPI 1.0.3, Part Two, 2.3.1 "Statement Immutability" with "Statement Comparison Requirements", and 4.6 for
//! periods; IEEE 9274.1.1, 4.2.4.
//!
//! These make no difference: `id`, `authority`, `stored`, `version` and `attachments`; definitions of activities and the display
//! of verbs; the order of keys and of a group's members; how a number or a point in time is written; capitals in UUIDs, in
//! hashes, in language tags and in the domain of an address; an activity of the context that stands alone or in an array of
//! one; an `objectType` that only says what would hold without it; and what a period tells beyond hundredths of a second.
//!
//! A timestamp that only one of the two has makes no difference either, as a store may have set it.

use crate::agent::AgentKey;
use crate::context::RELATIONS;
use crate::json::{Node, Value};
use crate::object::ObjectType;
use crate::statement::Statement;
use crate::time::{self, Duration, Instant};
use crate::version::Version;
use sha2::{Digest, Sha256};

/// What a store keeps of a statement, to know it again without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// SHA-256 over all that makes a difference, the timestamp excepted.
    pub digest: [u8; 32],
    /// When it happened, where it says so.
    pub timestamp: Option<Instant>,
}

impl Fingerprint {
    /// True if both are fingerprints of one statement.
    ///
    /// For a statement that is kept, the timestamp is the kept one, also where the store set it.
    pub fn same_as(&self, other: &Self) -> bool {
        let timestamps = match (self.timestamp, other.timestamp) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        };
        timestamps && self.digest == other.digest
    }
}

impl Statement<'_> {
    /// What this statement is known by.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut out = Vec::with_capacity(self.node().raw().len());
        write_statement(self.node(), &mut out);
        Fingerprint { digest: Sha256::digest(&out).into(), timestamp: self.timestamp() }
    }

    /// True if both are the same statement by the rules of comparison.
    ///
    /// ```
    /// use lustrum_xapi::{Limits, Version, read_one};
    /// let read = |text: &'static str| read_one(text.as_bytes(), Version::V1_0_3, Limits::default());
    /// let one = read(r#"{"actor": {"mbox": "mailto:an@example.org"}, "verb": {"id": "http://example.org/read"},
    ///     "object": {"id": "http://example.org/book"}, "result": {"score": {"raw": 7}}}"#)?;
    /// let two = read(r#"{"object": {"objectType": "Activity", "id": "http://example.org/book"}, "result": {"score": {"raw": 7.0}},
    ///     "verb": {"id": "http://example.org/read", "display": {"en": "read"}}, "actor": {"mbox": "mailto:an@EXAMPLE.org"}}"#)?;
    /// assert!(one.same_as(&two));
    /// # Ok::<(), lustrum_xapi::Refusal>(())
    /// ```
    pub fn same_as(&self, other: &Statement<'_>) -> bool {
        self.fingerprint().same_as(&other.fingerprint())
    }
}

/// Every part is written as a tag and what belongs to it, texts with their length before them, so that no two different
/// statements give the same bytes.
fn write_statement(statement: &Node<'_>, out: &mut Vec<u8>) {
    if let Some(actor) = statement.get("actor") {
        tag(b'a', out);
        write_actor(actor, out);
    }
    tag(b'v', out);
    text(statement.at(&["verb", "id"]).and_then(Node::as_str).unwrap_or_default(), out);
    if let Some(object) = statement.get("object") {
        write_object(object, out);
    }
    if let Some(result) = statement.get("result") {
        tag(b'r', out);
        write_result(result, out);
    }
    if let Some(context) = statement.get("context") {
        tag(b'c', out);
        write_context(context, out);
    }
    tag(b'.', out);
}

fn tag(tag: u8, out: &mut Vec<u8>) {
    out.push(tag);
}

fn text(text: &str, out: &mut Vec<u8>) {
    bytes(text.as_bytes(), out);
}

fn bytes(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    out.extend_from_slice(bytes);
}

/// Text that is written without regard to capitals.
fn lower(value: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(&(value.len() as u64).to_le_bytes());
    out.extend(value.bytes().map(|byte| byte.to_ascii_lowercase()));
}

fn write_actor(actor: &Node<'_>, out: &mut Vec<u8>) {
    let is_group = actor.get("objectType").and_then(Node::as_str) == Some("Group");
    tag(if is_group { b'G' } else { b'A' }, out);
    if let Some(key) = AgentKey::of(actor) {
        tag(b'i', out);
        text(key.as_str(), out);
    }
    if let Some(name) = actor.get("name").and_then(Node::as_str) {
        tag(b'n', out);
        text(name, out);
    }
    if let Some(members) = actor.get("member").and_then(Node::as_array) {
        tag(b'm', out);
        let mut written: Vec<Vec<u8>> = members
            .iter()
            .map(|member| {
                let mut out = Vec::with_capacity(64);
                write_actor(member, &mut out);
                out
            })
            .collect();
        written.sort_unstable();
        written.iter().for_each(|member| bytes(member, out));
    }
    tag(b'.', out);
}

fn write_object(object: &Node<'_>, out: &mut Vec<u8>) {
    match ObjectType::of(object) {
        Some(ObjectType::Agent | ObjectType::Group) => write_actor(object, out),
        Some(ObjectType::SubStatement) => {
            tag(b's', out);
            if let Some(timestamp) = object.get("timestamp").and_then(Node::as_str) {
                tag(b't', out);
                write_timestamp(timestamp, out);
            }
            write_statement(object, out);
        }
        Some(ObjectType::StatementRef) => {
            tag(b'S', out);
            lower(object.get("id").and_then(Node::as_str).unwrap_or_default(), out);
        }
        _ => {
            tag(b'o', out);
            write_activity(object, out);
        }
    }
}

fn write_activity(activity: &Node<'_>, out: &mut Vec<u8>) {
    text(activity.get("id").and_then(Node::as_str).unwrap_or_default(), out);
}

fn write_timestamp(written: &str, out: &mut Vec<u8>) {
    match time::timestamp(written, Version::V1_0_3) {
        Ok(instant) => out.extend_from_slice(&instant.micros().to_le_bytes()),
        Err(_) => text(written, out),
    }
}

fn write_result(result: &Node<'_>, out: &mut Vec<u8>) {
    if let Some(score) = result.get("score") {
        tag(b's', out);
        write_members(score, out, &["scaled", "raw", "min", "max"]);
    }
    write_members(result, out, &["success", "completion", "response"]);
    if let Some(duration) = result.get("duration").and_then(Node::as_str) {
        tag(b'd', out);
        match Duration::of(duration) {
            Some(duration) => duration.write_normal(out),
            None => text(duration, out),
        }
    }
    write_members(result, out, &["extensions"]);
    tag(b'.', out);
}

fn write_context(context: &Node<'_>, out: &mut Vec<u8>) {
    for (mark, key) in [(b'r', "registration"), (b'l', "language")] {
        if let Some(value) = context.get(key).and_then(Node::as_str) {
            tag(mark, out);
            lower(value, out);
        }
    }
    for (mark, key) in [(b'i', "instructor"), (b't', "team")] {
        if let Some(actor) = context.get(key) {
            tag(mark, out);
            write_actor(actor, out);
        }
    }
    for relation in RELATIONS {
        let Some(node) = context.at(&["contextActivities", relation]) else { continue };
        tag(b'A', out);
        text(relation, out);
        match node.value() {
            Value::Array(activities) => activities.iter().for_each(|activity| write_activity(activity, out)),
            _ => write_activity(node, out),
        }
        tag(b'.', out);
    }
    for (mark, list, who) in [(b'g', "contextAgents", "agent"), (b'G', "contextGroups", "group")] {
        for one in context.get(list).and_then(Node::as_array).unwrap_or_default() {
            tag(mark, out);
            if let Some(actor) = one.get(who) {
                write_actor(actor, out);
            }
            write_members(one, out, &["relevantTypes"]);
        }
    }
    if let Some(statement) = context.at(&["statement", "id"]).and_then(Node::as_str) {
        tag(b's', out);
        lower(statement, out);
    }
    write_members(context, out, &["revision", "platform", "extensions"]);
    tag(b'.', out);
}

/// These properties, by value.
fn write_members(object: &Node<'_>, out: &mut Vec<u8>, keys: &[&str]) {
    for key in keys {
        if let Some(value) = object.get(key) {
            tag(b'k', out);
            text(key, out);
            write_value(value, out);
        }
    }
}

/// Any value: keys in the order of the alphabet, numbers by their size.
fn write_value(node: &Node<'_>, out: &mut Vec<u8>) {
    match node.value() {
        Value::Null => tag(b'0', out),
        Value::Bool(value) => tag(if *value { b'T' } else { b'F' }, out),
        Value::Number => {
            tag(b'#', out);
            if let Some(number) = node.as_decimal() {
                number.write_normal(out);
            }
            tag(b';', out);
        }
        Value::String(value) => {
            tag(b'"', out);
            text(value, out);
        }
        Value::Array(elements) => {
            tag(b'[', out);
            elements.iter().for_each(|element| write_value(element, out));
            tag(b']', out);
        }
        Value::Object(object) => {
            tag(b'{', out);
            let mut members: Vec<_> = object.members().iter().collect();
            members.sort_unstable_by(|one, two| one.key().cmp(two.key()));
            for member in members {
                tag(b':', out);
                text(member.key(), out);
                write_value(member.value(), out);
            }
            tag(b'}', out);
        }
    }
}
