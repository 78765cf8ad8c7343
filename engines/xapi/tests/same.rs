//! Which differences make two statements different.

mod support;

use lustrum_xapi::Fingerprint;
use support::{merge, read};

fn same(one: &str, two: &str) -> bool {
    let (one, two) = (merge(one), merge(two));
    read(&one).same_as(&read(&two))
}

#[test]
fn what_a_store_sets_makes_no_difference() {
    let set = r#"{"id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0", "stored": "2026-01-01T00:00:00Z", "version": "1.0.0",
        "authority": {"mbox": "mailto:s@example.org"}, "timestamp": "2026-01-01T00:00:00Z"}"#;
    assert!(same("{}", set));
}

#[test]
fn two_timestamps_are_the_same_moment_or_different() {
    let at = |text: &str| format!(r#"{{"timestamp": "{text}"}}"#);
    assert!(same(&at("2026-01-01T12:00:00Z"), &at("2026-01-01T13:00:00.000+01:00")));
    assert!(!same(&at("2026-01-01T12:00:00Z"), &at("2026-01-01T12:00:01Z")));
}

#[test]
fn a_kept_statement_is_compared_by_its_kept_timestamp() {
    let (without, with) = (merge("{}"), merge(r#"{"timestamp": "2026-01-01T12:00:00Z"}"#));
    let kept = Fingerprint { timestamp: read(&with).timestamp(), ..read(&without).fingerprint() };
    assert!(kept.same_as(&read(&without).fingerprint()));
    assert!(kept.same_as(&read(&with).fingerprint()));
}

#[test]
fn writing_makes_no_difference() {
    for (one, two) in [
        (r#"{"result": {"score": {"raw": 5, "max": 10}}}"#, r#"{"result": {"score": {"max": 1e1, "raw": 5.0}}}"#),
        (
            r#"{"result": {"extensions": {"http://e.org/x": {"a": 1, "b": [2]}}}}"#,
            r#"{"result": {"extensions": {"http://e.org/x": {"b": [2.0], "\u0061": 1}}}}"#,
        ),
        (
            r#"{"context": {"registration": "FD41C918-b88b-4b20-a0a5-a4c32391aaa0", "language": "EN-us"}}"#,
            r#"{"context": {"language": "en-US", "registration": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"}}"#,
        ),
        (
            r#"{"context": {"contextActivities": {"parent": {"id": "http://e.org/p"}}}}"#,
            r#"{"context": {"contextActivities": {"parent": [{"id": "http://e.org/p"}]}}}"#,
        ),
        (r#"{"result": {"duration": "PT1.234S"}}"#, r#"{"result": {"duration": "PT1.239S"}}"#),
        (
            r#"{"actor": {"mbox": "mailto:an@EXAMPLE.org"}}"#,
            r#"{"actor": {"objectType": "Agent", "mbox": "mailto:an@example.org"}}"#,
        ),
    ] {
        assert!(same(one, two), "{one}\n{two}");
    }
}

#[test]
fn definitions_displays_attachments_and_the_order_of_members_make_no_difference() {
    assert!(same(
        r#"{"object": {"id": "http://e.org/o", "definition": {"name": {"en": "A"}}}, "verb": {"id": "http://e.org/v", "display": {"en": "v"}}}"#,
        r#"{"object": {"id": "http://e.org/o"}, "verb": {"id": "http://e.org/v"}}"#,
    ));
    assert!(same(
        r#"{"actor": {"objectType": "Group", "member": [{"mbox": "mailto:a@e.org"}, {"mbox": "mailto:b@e.org"}]}}"#,
        r#"{"actor": {"objectType": "Group", "member": [{"mbox": "mailto:b@e.org"}, {"mbox": "mailto:a@e.org"}]}}"#,
    ));
    let attachment = r#"{"attachments": [{"usageType": "http://e.org/u", "display": {}, "contentType": "text/plain", "length": 1,
        "sha2": "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a"}]}"#;
    assert!(same("{}", attachment));
}

#[test]
fn what_is_said_makes_a_difference() {
    let texts = [
        "{}",
        r#"{"actor": {"mbox": "mailto:AN@example.org"}}"#,
        r#"{"actor": {"mbox": "mailto:an@example.org", "name": "An"}}"#,
        r#"{"verb": {"id": "http://example.org/verbs/Read"}}"#,
        r#"{"object": {"id": "http://example.org/books/2"}}"#,
        r#"{"object": {"objectType": "Agent", "mbox": "mailto:an@example.org"}}"#,
        r#"{"object": {"objectType": "Group", "mbox": "mailto:an@example.org"}}"#,
        r#"{"result": {"success": true}}"#,
        r#"{"result": {"completion": true}}"#,
        r#"{"result": {"success": false}}"#,
        r#"{"result": {"response": "true"}}"#,
        r#"{"result": {"score": {"raw": 1}}}"#,
        r#"{"result": {"score": {"min": 1}}}"#,
        r#"{"result": {"score": {"raw": 1.0000000000000000001}}}"#,
        r#"{"result": {"duration": "PT60S"}}"#,
        r#"{"result": {"duration": "PT1M"}}"#,
        r#"{"result": {"extensions": {"http://e.org/x": 1}}}"#,
        r#"{"result": {"extensions": {"http://e.org/x": "1"}}}"#,
        r#"{"result": {"extensions": {"http://e.org/x": [1, 2]}}}"#,
        r#"{"result": {"extensions": {"http://e.org/x": [2, 1]}}}"#,
        r#"{"result": {"extensions": {"http://e.org/x": null}}}"#,
        r#"{"context": {"extensions": {"http://e.org/x": 1}}}"#,
        r#"{"context": {"platform": "x"}}"#,
        r#"{"context": {"revision": "x"}}"#,
        r#"{"context": {"contextActivities": {"parent": [{"id": "http://e.org/p"}]}}}"#,
        r#"{"context": {"contextActivities": {"grouping": [{"id": "http://e.org/p"}]}}}"#,
        r#"{"context": {"instructor": {"mbox": "mailto:a@e.org"}}}"#,
        r#"{"context": {"team": {"objectType": "Group", "mbox": "mailto:a@e.org"}}}"#,
        r#"{"context": {"contextAgents": [{"objectType": "contextAgent", "agent": {"mbox": "mailto:a@e.org"}}]}}"#,
        r#"{"object": {"objectType": "StatementRef", "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"}}"#,
    ];
    for (i, one) in texts.iter().enumerate() {
        for two in &texts[i + 1..] {
            assert!(!same(one, two), "{one}\n{two}");
        }
    }
}
