//! What a store keeps and indexes.

mod support;

use lustrum_xapi::document::{Content, merge as merge_documents};
use lustrum_xapi::time::Instant;
use lustrum_xapi::{Additions, Statement, Uuid};
use support::{merge, read, statement};

fn complete(text: &str) -> String {
    let additions = Additions {
        id: Uuid::from_u128(7),
        stored: Instant::from_micros(1_767_225_600_000_000),
        authority: r#"{"mbox":"mailto:source@example.org"}"#,
    };
    read(text).complete(&additions)
}

#[test]
fn what_the_sender_said_of_the_store_is_replaced_and_all_else_stays() {
    let text = merge(
        r#"{"id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0", "stored": "1999-01-01T00:00:00Z", "authority": {"mbox": "mailto:me@example.org"},
        "timestamp": "2026-01-01T01:00:00+01:00", "version": "1.0.1", "result": {"extensions": {"http://e.org/x": [1.0, 123456789012345678901234567890]}}}"#,
    );
    let kept = complete(&text);
    assert!(kept.contains(r#""id":"fd41c918-b88b-4b20-a0a5-a4c32391aaa0""#), "{kept}");
    assert!(kept.contains(r#"[1.0,123456789012345678901234567890]"#), "{kept}");
    assert!(kept.contains(r#""timestamp":"2026-01-01T01:00:00+01:00""#), "{kept}");
    assert!(kept.contains(r#""stored":"2026-01-01T00:00:00.000Z""#) && !kept.contains("1999"), "{kept}");
    assert!(kept.contains(r#""authority":{"mbox":"mailto:source@example.org"}"#) && !kept.contains("me@"), "{kept}");
    assert!(kept.contains(r#""version":"1.0.1""#), "{kept}");
    assert!(Statement::stored(&kept).unwrap().same_as(&read(&text)));
}

#[test]
fn activities_of_the_context_stand_in_arrays_also_within() {
    let context = r#""context": {"contextActivities": {"parent": {"id": "http://e.org/p"}, "other": [{"id": "http://e.org/q"}]}}"#;
    let kept = complete(&merge(&format!("{{{context}}}")));
    assert!(kept.contains(r#""parent":[{"id":"http://e.org/p"}],"other":[{"id":"http://e.org/q"}]"#), "{kept}");
    let within = format!(
        r#"{{"object": {{"objectType": "SubStatement", "actor": {{"mbox": "mailto:a@e.org"}}, "verb": {{"id": "http://e.org/v"}}, "object": {{"id": "http://e.org/o"}}, {context}}}}}"#
    );
    let kept = complete(&merge(&within));
    assert!(kept.contains(r#""parent":[{"id":"http://e.org/p"}]"#), "{kept}");
}

#[test]
fn what_is_taken_at_the_limit_of_depth_can_be_read_back() {
    // Five levels lead to the value of the extension.
    let deep = format!("{}{}", "[".repeat(58), "]".repeat(58));
    let text = merge(&format!(
        r#"{{"context": {{"contextActivities": {{"parent": {{"id": "http://e.org/p", "definition": {{"extensions": {{"http://e.org/x": {deep}}}}}}}}}}}}}"#
    ));
    assert!(Statement::stored(&complete(&text)).is_ok());
}

#[test]
fn everyone_and_everything_is_mentioned_once_the_direct_first() {
    let text = merge(
        r#"{"actor": {"objectType": "Group", "mbox": "mailto:team@e.org", "member": [{"mbox": "mailto:a@e.org"}]},
        "object": {"objectType": "SubStatement", "actor": {"mbox": "mailto:a@e.org"}, "verb": {"id": "http://e.org/v"},
            "object": {"id": "http://e.org/o"}, "context": {"instructor": {"openid": "http://i.e.org"}}},
        "context": {"registration": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0", "team": {"objectType": "Group", "member": [{"mbox": "mailto:b@e.org"}]},
            "contextActivities": {"grouping": {"id": "http://e.org/o"}},
            "contextAgents": [{"objectType": "contextAgent", "agent": {"account": {"homePage": "http://e.org", "name": "c"}}}]},
        "authority": {"mbox": "mailto:source@e.org"}}"#,
    );
    let mentions = read(&text).mentions();
    let agents: Vec<(&str, bool)> = mentions.agents.iter().map(|one| (one.key.as_str(), one.direct)).collect();
    assert_eq!(
        agents,
        [
            ("mbox:team@e.org", true),
            ("mbox:a@e.org", true),
            ("openid:http://i.e.org", false),
            ("mbox:b@e.org", false),
            ("account:http://e.org c", false),
            ("mbox:source@e.org", false),
        ]
    );
    assert_eq!(mentions.activities.len(), 1);
    assert!(!mentions.activities[0].direct, "an activity within is related only");
    assert!(mentions.registration.is_some() && mentions.target.is_none());
}

#[test]
fn the_object_of_a_statement_is_mentioned_directly_though_the_context_names_it_too() {
    let text = merge(
        r#"{"context": {"contextActivities": {"parent": [{"id": "http://example.org/books/1"}, {"id": "http://e.org/shelf"}]}}}"#,
    );
    let activities = read(&text).mentions().activities;
    let found: Vec<(&str, bool)> = activities.iter().map(|one| (one.key.as_str(), one.direct)).collect();
    assert_eq!(found, [("http://example.org/books/1", true), ("http://e.org/shelf", false)]);
    assert_eq!(read(statement()).mentions().verb, "http://example.org/verbs/read");
}

#[test]
fn only_objects_of_json_are_merged() {
    let json = |bytes| Content { media_type: "application/json; charset=utf-8", bytes };
    let text = |bytes| Content { media_type: "text/plain", bytes };
    let key = |stored, sent| merge_documents(stored, sent).unwrap_err().code().key();
    assert_eq!(merge_documents(None, text(b"\xff")).unwrap(), b"\xff");
    assert_eq!(merge_documents(Some(json(b"{}")), json(b"{\"a\":1}")).unwrap(), b"{\"a\":1}");
    assert_eq!(key(None, json(b"[]")), "document-not-object");
    assert_eq!(key(None, json(b"{")), "syntax");
    assert_eq!(key(Some(json(b"{}")), text(b"x")), "document-not-json");
    assert_eq!(key(Some(json(b"{}")), json(b"1")), "document-not-object");
    assert_eq!(key(Some(text(b"{}")), json(b"{}")), "document-stored-not-object");
    assert_eq!(key(Some(json(b"[]")), json(b"{}")), "document-stored-not-object");
}
