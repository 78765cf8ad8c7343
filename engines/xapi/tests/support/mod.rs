//! A plain statement, and ways to change it.

// Each file of tests uses its own part of this one.
#![allow(dead_code)]

use lustrum_xapi::json::{self, Node};
use lustrum_xapi::{Limits, Statement, Version, read_one};

/// The plainest statement that says where and how well.
pub fn statement() -> &'static str {
    r#"{"actor": {"mbox": "mailto:an@example.org"}, "verb": {"id": "http://example.org/verbs/read"}, "object": {"id": "http://example.org/books/1"}}"#
}

/// The plain statement with these properties in place of its own.
pub fn merge(change: &str) -> String {
    let (plain, change) = (node(statement()), node(change));
    let changed = change.as_object().expect("the change is an object");
    let kept = plain
        .as_object()
        .expect("the statement is an object")
        .members()
        .iter()
        .filter(|member| changed.get(member.key()).is_none());
    let mut out = String::new();
    json::write_members(&mut out, kept.chain(changed.members()));
    out
}

pub fn read(text: &str) -> Statement<'_> {
    read_one(text.as_bytes(), Version::V2_0, Limits::default()).expect("the statement is right")
}

pub fn taken(text: &str, version: Version) {
    if let Err(refusal) = read_one(text.as_bytes(), version, Limits::default()) {
        panic!("{text}\n{refusal}");
    }
}

/// Place and key of the refusal.
pub fn refused(text: &str, version: Version) -> (String, &'static str) {
    match read_one(text.as_bytes(), version, Limits::default()) {
        Ok(_) => panic!("taken: {text}"),
        Err(refusal) => (refusal.place().to_string(), refusal.code().key()),
    }
}

pub fn node(text: &str) -> Node<'_> {
    json::read(text.as_bytes()).expect("it is JSON")
}
