//! What is asked of a store, and in which form it answers.

mod support;

use lustrum_xapi::format::{Known, merge_definition};
use lustrum_xapi::language::Languages;
use lustrum_xapi::query::{ActivityProfileQuery, Parameters, StateQuery, StatementsQuery, agent, alternate};
use lustrum_xapi::{Refusal, Version};
use support::{merge, node, read};

fn key<T>(result: Result<T, Refusal>) -> &'static str {
    result.err().map_or("taken", |refusal| {
        // The place of a refusal is for people; its key is what is held here.
        refusal.code().key()
    })
}

fn statements(text: &str) -> Result<StatementsQuery, Refusal> {
    StatementsQuery::of(&Parameters::read(text)?)
}

const ID: &str = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0";

#[test]
fn a_parameter_is_known_stands_once_and_has_its_form() {
    for (text, refusal) in [
        ("foo=1", "unknown-parameter"),
        ("StatementId=x", "unknown-parameter"),
        ("limit=1&limit=1", "repeated-parameter"),
        ("limit=-1", "not-length"),
        ("limit=", "not-length"),
        ("limit=99999999999999999999999", "not-length"),
        ("ascending=True", "not-boolean"),
        ("verb=read", "not-iri"),
        ("since=yesterday", "not-timestamp"),
        ("registration=1", "not-uuid"),
        ("format=full", "not-one-of"),
        ("agent=an", "syntax"),
        ("agent=%7B%7D", "no-identifier"),
        (
            "agent=%7B%22objectType%22%3A%22Group%22%2C%22member%22%3A%5B%7B%22mbox%22%3A%22mailto%3Aa%40e.org%22%7D%5D%7D",
            "no-identifier",
        ),
        ("verb=%zz", "not-encoded"),
        ("verb=%ff", "not-encoded"),
        ("verb=%2", "not-encoded"),
    ] {
        assert_eq!(key(statements(text)), refusal, "{text}");
    }
    assert_eq!(
        key(statements("since=2026-01-01T00%3A00%3A00Z&limit=0&attachments=false&related_agents=true")),
        "taken"
    );
}

#[test]
fn one_statement_is_asked_for_by_itself() {
    for other in [
        "agent=x",
        "verb=http://e.org/v",
        "limit=1",
        "ascending=true",
        "since=2026-01-01",
        "voidedStatementId=fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
    ] {
        let refusal = key(statements(&format!("statementId={ID}&{other}")));
        assert_eq!(refusal, "parameters-exclude", "{other}");
    }
    assert_eq!(key(statements(&format!("voidedStatementId={ID}&format=ids&attachments=true"))), "taken");
    assert_eq!(key(statements(&format!("statementId={ID}&foo=1"))), "unknown-parameter");
}

#[test]
fn documents_belong_to_someone_or_something() {
    let parameters = |text: &str| Parameters::read(text).unwrap();
    let an = "agent=%7B%22mbox%22%3A%22mailto%3Aan%40example.org%22%7D";
    let state = |text: &str| key(StateQuery::of(&parameters(text)));
    assert_eq!(state(&format!("activityId=http://e.org/o&{an}&stateId=s")), "taken");
    assert_eq!(state(&format!("activityId=http://e.org/o&{an}&stateId=s&since=2026-01-01")), "parameters-exclude");
    assert_eq!(state(&format!("activityId=http://e.org/o&{an}&stateId=")), "empty");
    assert_eq!(state(an), "missing-parameter");
    assert_eq!(state("activityId=http://e.org/o"), "missing-parameter");
    assert_eq!(state(&format!("activityId=o&{an}")), "not-iri");
    assert_eq!(key(ActivityProfileQuery::of(&parameters("activityId=http://e.org/o&since=2026-01-01"))), "taken");
    assert_eq!(
        key(agent(&parameters(
            "agent=%7B%22objectType%22%3A%22Group%22%2C%22mbox%22%3A%22mailto%3Aan%40example.org%22%7D"
        ))),
        "not-one-of"
    );
}

#[test]
fn a_request_in_a_form_is_the_request_that_it_means() {
    let query = |text: &str| Parameters::read(text).unwrap();
    assert_eq!(alternate(&query("limit=1"), b""), Ok(None));
    assert_eq!(key(alternate(&query("method=PATCH"), b"")), "not-one-of");
    assert_eq!(key(alternate(&query("method=GET&limit=1"), b"")), "parameters-exclude");
    assert_eq!(key(alternate(&query("method=PUT"), b"statementId=1")), "missing-parameter");
    assert_eq!(key(alternate(&query("method=GET"), b"\xff")), "not-utf8");
    let meant = alternate(&query("method=GET"), b"x-experience-api-version=1.0.3&limit=1").unwrap().unwrap();
    assert_eq!(meant.headers, [("X-Experience-API-Version", "1.0.3".to_owned())]);
    assert_eq!(key(meant.check(Version::V1_0_3)), "taken");
    assert_eq!(key(meant.check(Version::V2_0)), "unknown-parameter");
}

struct Library;

impl Known for Library {
    fn definition(&self, activity: &str) -> Option<&str> {
        (activity == "http://example.org/books/1").then_some(
            r#"{"name":{"en":"Book","nl":"Boek"},"interactionType":"choice","choices":[{"id":"a","description":{"nl":"Ja","en":"Yes"}}],"extensions":{"http://e.org/x":1.0}}"#,
        )
    }

    fn display(&self, verb: &str) -> Option<&str> {
        (verb == "http://example.org/verbs/read").then_some(r#"{"en":"read","nl":"las"}"#)
    }
}

#[test]
fn canonical_tells_what_is_known_in_one_language() {
    let text = merge(
        r#"{"actor": {"name": "An", "mbox": "mailto:an@example.org"}, "context": {"contextActivities": {"parent": [{"id": "http://e.org/shelf", "definition": {"name": {"fr": "Rayon", "nl-BE": "Plank"}}}]}}}"#,
    );
    let dutch = Languages::of_header(Some("nl"));
    let canonical = read(&text).canonical(&dutch, &Library);
    assert!(canonical.contains(r#""actor":{"name":"An","mbox":"mailto:an@example.org"}"#), "{canonical}");
    assert!(canonical.contains(r#""display":{"nl":"las"}"#), "{canonical}");
    assert!(canonical.contains(r#""definition":{"name":{"nl":"Boek"},"interactionType":"choice","choices":[{"id":"a","description":{"nl":"Ja"}}],"extensions":{"http://e.org/x":1.0}}"#), "{canonical}");
    assert!(canonical.contains(r#""definition":{"name":{"nl-BE":"Plank"}}"#), "{canonical}");
    assert!(canonical.contains(r#"{"id":"http://example.org/books/1","definition""#), "{canonical}");
}

#[test]
fn ids_tell_who_and_what_and_no_more() {
    let text = merge(
        r#"{"actor": {"objectType": "Group", "name": "Team", "member": [{"name": "An", "mbox": "mailto:an@example.org"}]},
        "object": {"objectType": "SubStatement", "actor": {"objectType": "Group", "mbox": "mailto:t@e.org", "member": [{"mbox": "mailto:b@e.org"}]},
            "verb": {"display": {"en": "v"}, "id": "http://e.org/v"}, "object": {"definition": {}, "id": "http://e.org/o"}},
        "context": {"instructor": {"name": "B", "openid": "http://b.e.org"}, "contextActivities": {"other": [{"id": "http://e.org/p", "definition": {}}]}}}"#,
    );
    let ids = read(&text).ids();
    assert!(ids.contains(r#""actor":{"objectType":"Group","member":[{"mbox":"mailto:an@example.org"}]}"#), "{ids}");
    assert!(ids.contains(r#""actor":{"objectType":"Group","mbox":"mailto:t@e.org"},"verb":{"id":"http://e.org/v"},"object":{"id":"http://e.org/o"}"#), "{ids}");
    assert!(
        ids.contains(r#""instructor":{"openid":"http://b.e.org"}"#)
            && ids.contains(r#""other":[{"id":"http://e.org/p"}]"#),
        "{ids}"
    );
    assert!(read(&text).same_as(&read(&text)));
}

#[test]
fn a_definition_grows_and_its_question_stays() {
    let merged = |known: &str, new: &str| merge_definition(Some(known), &node(new)).unwrap();
    assert_eq!(
        merged(
            r#"{"name":{"en":"A","nl":"B"},"extensions":{"http://e.org/x":1}}"#,
            r#"{"name":{"en":"C"},"description":{"en":"D"},"extensions":{"http://e.org/y":2}}"#
        ),
        r#"{"name":{"en":"C","nl":"B"},"extensions":{"http://e.org/x":1,"http://e.org/y":2},"description":{"en":"D"}}"#
    );
    assert_eq!(
        merged(
            r#"{"type":"http://e.org/t","interactionType":"choice","correctResponsesPattern":["a"]}"#,
            r#"{"type":"http://e.org/u","interactionType":"choice","correctResponsesPattern":["b"],"choices":[]}"#
        ),
        r#"{"type":"http://e.org/u","interactionType":"choice","correctResponsesPattern":["a"]}"#
    );
    assert_eq!(merged("{}", r#"{"interactionType":"numeric"}"#), r#"{"interactionType":"numeric"}"#);
}
