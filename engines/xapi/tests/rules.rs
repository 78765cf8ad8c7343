//! Every rule of a statement: what keeps it, what breaks it, and which place the refusal names.

mod support;

use lustrum_xapi::{Limits, Version, read_batch, read_one};
use support::{merge, refused, statement, taken};

const V1: Version = Version::V1_0_3;
const V2: Version = Version::V2_0;

/// Each change of the plain statement, with the place and the key of the refusal.
fn each_is_refused(version: Version, cases: &[(&str, &str, &str)]) {
    for (change, place, key) in cases {
        let (found_place, found_key) = refused(&merge(change), version);
        assert_eq!((found_place.as_str(), found_key), (*place, *key), "{change}");
    }
}

fn each_is_taken(version: Version, changes: &[&str]) {
    for change in changes {
        taken(&merge(change), version);
    }
}

#[test]
fn the_plain_statement_is_taken() {
    taken(statement(), V1);
    taken(statement(), V2);
}

#[test]
fn actor_verb_and_object_are_needed() {
    let texts = [
        (r#"{"verb": {"id": "http://e.org/v"}, "object": {"id": "http://e.org/o"}}"#, "actor"),
        (r#"{"actor": {"mbox": "mailto:a@e.org"}, "object": {"id": "http://e.org/o"}}"#, "verb"),
        (r#"{"actor": {"mbox": "mailto:a@e.org"}, "verb": {"id": "http://e.org/v"}}"#, "object"),
    ];
    for (text, property) in texts {
        let refusal = read_one(text.as_bytes(), V1, Limits::default()).unwrap_err();
        assert_eq!(refusal.code().key(), "missing");
        assert_eq!(refusal.code().arguments(), [("property", property.to_owned())]);
        assert_eq!(refusal.place().to_string(), "statement");
    }
}

#[test]
fn properties_are_known_by_their_exact_name() {
    each_is_refused(
        V1,
        &[
            (r#"{"Actor": {"mbox": "mailto:a@e.org"}}"#, "statement.Actor", "unknown"),
            (r#"{"verb": {"Id": "http://e.org/v"}}"#, "statement.verb.Id", "unknown"),
            (r#"{"object": {"id": "http://e.org/o", "title": "x"}}"#, "statement.object.title", "unknown"),
            (r#"{"result": {"grade": 1}}"#, "statement.result.grade", "unknown"),
            (r#"{"result": {"score": {"percent": 1}}}"#, "statement.result.score.percent", "unknown"),
            (r#"{"context": {"place": "here"}}"#, "statement.context.place", "unknown"),
            (r#"{"a b": 1}"#, r#"statement["a b"]"#, "unknown"),
        ],
    );
}

#[test]
fn null_says_nothing_except_in_an_extension() {
    each_is_refused(
        V1,
        &[
            (r#"{"result": null}"#, "statement.result", "null"),
            (r#"{"actor": {"mbox": "mailto:a@e.org", "name": null}}"#, "statement.actor.name", "null"),
            (r#"{"verb": {"id": "http://e.org/v", "display": {"en": null}}}"#, "statement.verb.display.en", "null"),
            (r#"{"context": {"registration": null}}"#, "statement.context.registration", "null"),
            (r#"{"result": {"extensions": null}}"#, "statement.result.extensions", "null"),
        ],
    );
    each_is_taken(V1, &[r#"{"result": {"extensions": {"http://e.org/x": null, "http://e.org/y": {"a": [null]}}}}"#]);
}

#[test]
fn extensions_have_iris_as_keys_and_anything_as_values() {
    each_is_refused(V1, &[(r#"{"result": {"extensions": {"x": 1}}}"#, "statement.result.extensions.x", "not-iri")]);
    each_is_taken(V1, &[r#"{"context": {"extensions": {"urn:x:y": "", "http://e.org/x": {"": [1e300, {"a": {}}]}}}}"#]);
}

#[test]
fn an_id_is_a_uuid() {
    for id in [
        "12345",
        "fd41c918b88b4b20a0a5a4c32391aaa0",
        "{fd41c918-b88b-4b20-a0a5-a4c32391aaa}",
        "fd41c918-b88b-4b20-a0a5-a4c32391aaag",
    ] {
        let (place, key) = refused(&merge(&format!(r#"{{"id": "{id}"}}"#)), V1);
        assert_eq!((place.as_str(), key), ("statement.id", "not-uuid"), "{id}");
    }
    each_is_refused(V1, &[(r#"{"id": 5}"#, "statement.id", "type")]);
    each_is_taken(V1, &[r#"{"id": "FD41C918-B88B-4B20-A0A5-A4C32391AAA0"}"#]);
}

#[test]
fn someone_is_identified_exactly_once() {
    each_is_refused(
        V1,
        &[
            (r#"{"actor": {"name": "An"}}"#, "statement.actor", "no-identifier"),
            (
                r#"{"actor": {"mbox": "mailto:a@e.org", "openid": "http://a.e.org"}}"#,
                "statement.actor.openid",
                "several-identifiers",
            ),
            (r#"{"actor": {"mbox": "a@e.org"}}"#, "statement.actor.mbox", "not-mailto"),
            (r#"{"actor": {"mbox": "mailto:a.e.org"}}"#, "statement.actor.mbox", "not-mailto"),
            (r#"{"actor": {"mbox": "mailto:a@"}}"#, "statement.actor.mbox", "not-mailto"),
            (r#"{"actor": {"mbox": "mailto:a@e.org?subject=x"}}"#, "statement.actor.mbox", "not-mailto"),
            (r#"{"actor": {"mbox_sha1sum": "abc"}}"#, "statement.actor.mbox_sha1sum", "not-sha1"),
            (r#"{"actor": {"openid": "an"}}"#, "statement.actor.openid", "not-iri"),
            (r#"{"actor": {"account": {"name": "42"}}}"#, "statement.actor.account", "missing"),
            (r#"{"actor": {"account": {"homePage": "http://e.org"}}}"#, "statement.actor.account", "missing"),
            (
                r#"{"actor": {"account": {"homePage": "e.org", "name": "42"}}}"#,
                "statement.actor.account.homePage",
                "not-iri",
            ),
            (
                r#"{"actor": {"account": {"homePage": "http://e.org", "name": 42}}}"#,
                "statement.actor.account.name",
                "type",
            ),
            (
                r#"{"actor": {"objectType": "agent", "mbox": "mailto:a@e.org"}}"#,
                "statement.actor.objectType",
                "not-one-of",
            ),
            (r#"{"actor": ["An"]}"#, "statement.actor", "type"),
        ],
    );
    each_is_taken(
        V1,
        &[
            r#"{"actor": {"mbox_sha1sum": "0123456789abcdefABCDEF0123456789abcdef01"}}"#,
            r#"{"actor": {"account": {"homePage": "http://e.org", "name": ""}}}"#,
        ],
    );
}

#[test]
fn a_group_has_members_or_an_identifier_and_no_groups_within() {
    each_is_refused(
        V1,
        &[
            (r#"{"actor": {"objectType": "Group"}}"#, "statement.actor", "no-members"),
            (r#"{"actor": {"objectType": "Group", "member": []}}"#, "statement.actor", "no-members"),
            (r#"{"actor": {"objectType": "Group", "member": {}}}"#, "statement.actor.member", "type"),
            (
                r#"{"actor": {"objectType": "Group", "member": [{"name": "An"}]}}"#,
                "statement.actor.member[0]",
                "no-identifier",
            ),
            (
                r#"{"actor": {"objectType": "Group", "member": [{"mbox": "mailto:a@e.org"}, {"objectType": "Group", "mbox": "mailto:b@e.org"}]}}"#,
                "statement.actor.member[1].objectType",
                "not-one-of",
            ),
            (r#"{"actor": {"mbox": "mailto:a@e.org", "member": []}}"#, "statement.actor.member", "not-allowed-here"),
        ],
    );
    each_is_taken(
        V1,
        &[
            r#"{"actor": {"objectType": "Group", "mbox": "mailto:team@e.org"}}"#,
            r#"{"actor": {"objectType": "Group", "name": "Team", "member": [{"mbox": "mailto:a@e.org"}]}}"#,
        ],
    );
}

#[test]
fn an_object_is_what_its_type_says() {
    each_is_refused(
        V1,
        &[
            (
                r#"{"object": {"objectType": "activity", "id": "http://e.org/o"}}"#,
                "statement.object.objectType",
                "not-one-of",
            ),
            (r#"{"object": {"definition": {}}}"#, "statement.object", "missing"),
            (
                r#"{"object": {"id": "http://e.org/o", "definition": {"type": "course"}}}"#,
                "statement.object.definition.type",
                "not-iri",
            ),
            (
                r#"{"object": {"id": "http://e.org/o", "definition": {"name": "x"}}}"#,
                "statement.object.definition.name",
                "type",
            ),
            (
                r#"{"object": {"id": "http://e.org/o", "definition": {"name": {"en_GB": "x"}}}}"#,
                "statement.object.definition.name.en_GB",
                "not-language-tag",
            ),
            (
                r#"{"object": {"objectType": "StatementRef", "id": "http://e.org/o"}}"#,
                "statement.object.id",
                "not-uuid",
            ),
            (r#"{"object": {"objectType": "StatementRef"}}"#, "statement.object", "missing"),
            (r#"{"object": {"objectType": "Agent"}}"#, "statement.object", "no-identifier"),
        ],
    );
    each_is_taken(
        V1,
        &[
            r#"{"object": {"id": "http://e.org/o", "definition": {}}}"#,
            r#"{"object": {"objectType": "Agent", "mbox": "mailto:a@e.org"}}"#,
            r#"{"object": {"objectType": "StatementRef", "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"}}"#,
        ],
    );
}

#[test]
fn components_belong_to_their_type_of_interaction() {
    let definition =
        |definition: &str| merge(&format!(r#"{{"object": {{"id": "http://e.org/o", "definition": {definition}}}}}"#));
    let at = |place: &str| format!("statement.object.definition{place}");
    for (text, place, key) in [
        (r#"{"interactionType": "quiz"}"#, ".interactionType", "not-one-of"),
        (r#"{"correctResponsesPattern": []}"#, "", "missing"),
        (r#"{"interactionType": "choice", "correctResponsesPattern": "a"}"#, ".correctResponsesPattern", "type"),
        (r#"{"interactionType": "choice", "correctResponsesPattern": [1]}"#, ".correctResponsesPattern[0]", "type"),
        (r#"{"interactionType": "choice", "scale": []}"#, ".scale", "not-allowed-here"),
        (r#"{"interactionType": "choice", "choices": [{"id": "a"}, {"id": "a"}]}"#, ".choices[1].id", "repeated-id"),
        (r#"{"interactionType": "choice", "choices": [{"description": {"en": "A"}}]}"#, ".choices[0]", "missing"),
        (r#"{"interactionType": "matching", "source": [{"id": "a", "text": "A"}]}"#, ".source[0].text", "unknown"),
    ] {
        let (found_place, found_key) = refused(&definition(text), V1);
        assert_eq!((found_place, found_key), (at(place), key), "{text}");
    }
    for text in [
        r#"{"interactionType": "matching", "source": [{"id": "a"}], "target": [{"id": "a"}]}"#,
        r#"{"interactionType": "likert", "scale": [{"id": "1", "description": {"nl": "Nooit"}}]}"#,
        r#"{"interactionType": "performance", "steps": [], "correctResponsesPattern": ["a[.]b"]}"#,
        r#"{"interactionType": "numeric", "correctResponsesPattern": ["[:]4"]}"#,
    ] {
        taken(&definition(text), V1);
    }
}

#[test]
fn a_statement_within_has_no_standing_of_its_own() {
    let within = |more: &str| {
        merge(&format!(
            r#"{{"object": {{"objectType": "SubStatement", "actor": {{"mbox": "mailto:a@e.org"}}, "verb": {{"id": "http://e.org/v"}}{more}}}}}"#
        ))
    };
    taken(&within(r#", "object": {"id": "http://e.org/o"}, "timestamp": "2099-01-01T00:00:00Z""#), V1);
    for (more, place, key) in [
        (
            r#", "object": {"id": "http://e.org/o"}, "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0""#,
            ".id",
            "not-allowed-here",
        ),
        (r#", "object": {"id": "http://e.org/o"}, "stored": "2026-01-01T00:00:00Z""#, ".stored", "not-allowed-here"),
        (r#", "object": {"id": "http://e.org/o"}, "version": "1.0.0""#, ".version", "not-allowed-here"),
        (
            r#", "object": {"id": "http://e.org/o"}, "authority": {"mbox": "mailto:a@e.org"}"#,
            ".authority",
            "not-allowed-here",
        ),
        (r#", "object": {"objectType": "SubStatement"}"#, ".object", "nested-sub-statement"),
        (r#", "object": {"id": "o"}"#, ".object.id", "not-iri"),
        ("", "", "missing"),
    ] {
        let (found_place, found_key) = refused(&within(more), V1);
        assert_eq!((found_place, found_key), (format!("statement.object{place}"), key), "{more}");
    }
}

#[test]
fn who_voids_points_at_a_statement() {
    let voided = r#"{"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}"#;
    each_is_refused(V1, &[(&format!("{voided}}}"), "statement.object", "voiding-needs-reference")]);
    let right = format!(
        r#"{voided}, "object": {{"objectType": "StatementRef", "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"}}}}"#
    );
    let text = merge(&right);
    let statement = read_one(text.as_bytes(), V1, Limits::default()).unwrap();
    assert_eq!(statement.voids().unwrap().to_string(), "fd41c918-b88b-4b20-a0a5-a4c32391aaa0");
}

#[test]
fn a_score_lies_within_its_bounds() {
    each_is_refused(
        V1,
        &[
            (
                r#"{"result": {"score": {"scaled": 1.00000000000000000001}}}"#,
                "statement.result.score.scaled",
                "out-of-range",
            ),
            (r#"{"result": {"score": {"scaled": -1.01}}}"#, "statement.result.score.scaled", "out-of-range"),
            (r#"{"result": {"score": {"raw": 11, "max": 10}}}"#, "statement.result.score.raw", "score-order"),
            (r#"{"result": {"score": {"raw": -1, "min": 0}}}"#, "statement.result.score.raw", "score-order"),
            (r#"{"result": {"score": {"min": 10, "max": 10}}}"#, "statement.result.score.min", "score-order"),
            (r#"{"result": {"score": {"raw": "5"}}}"#, "statement.result.score.raw", "type"),
            (r#"{"result": {"success": "yes"}}"#, "statement.result.success", "type"),
            (r#"{"result": {"response": 5}}"#, "statement.result.response", "type"),
        ],
    );
    each_is_taken(
        V1,
        &[
            r#"{"result": {"score": {"scaled": -1.0000, "raw": 1e1, "min": 0, "max": 10.0}}}"#,
            r#"{"result": {"score": {}, "success": false, "completion": true, "response": ""}}"#,
        ],
    );
}

#[test]
fn a_period_follows_iso_8601() {
    for good in
        ["PT4H35M59.14S", "PT16559.14S", "P3Y1M29DT4H35M59.14S", "P3Y", "P4W", "PT0S", "P0.5Y", "PT1,5H", "P1DT1S"]
    {
        taken(&merge(&format!(r#"{{"result": {{"duration": "{good}"}}}}"#)), V1);
    }
    for bad in [
        "", "P", "PT", "P1", "P1S", "PT1D", "P4W1D", "P1D4W", "P4WT1H", "PT1.5H1M", "P-1D", "1D", "p1d", "PT1M1H",
        "P1DT", "PT.5S", "PT1.S",
    ] {
        let (place, key) = refused(&merge(&format!(r#"{{"result": {{"duration": "{bad}"}}}}"#)), V1);
        assert_eq!((place.as_str(), key), ("statement.result.duration", "not-duration"), "{bad}");
    }
}

#[test]
fn a_timestamp_follows_its_version() {
    let with = |timestamp: &str| merge(&format!(r#"{{"timestamp": "{timestamp}"}}"#));
    for both in [
        "2026-02-28T23:59:59Z",
        "2026-02-28t23:59:59.123456789+05:30",
        "2024-02-29T00:00:00-11:00",
        "2026-06-30T23:59:60Z",
    ] {
        taken(&with(both), V1);
        taken(&with(both), V2);
    }
    for only_1 in [
        "2026-02-28",
        "20260228T235959Z",
        "2026-02-28T23:59",
        "2026-02-28T23:59:59+05",
        "2026-02-28T23:59:59.5",
        "2026",
    ] {
        taken(&with(only_1), V1);
        assert_eq!(refused(&with(only_1), V2), ("statement.timestamp".to_owned(), "not-timestamp"), "{only_1}");
    }
    for never in [
        "",
        "yesterday",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-02-28T24:00:01Z",
        "2026-02-28T00:00:00-00:00",
        "2026-02-28T00:00:00-0000",
        "2026-02-28T00:00:00-00",
        "2026-02-28T00:00:00.Z",
        "2026-02-28T00:00:00+24:00",
        "01/01/2026",
        "2026-02-28T00:00:00Zx",
    ] {
        for version in [V1, V2] {
            assert_eq!(refused(&with(never), version), ("statement.timestamp".to_owned(), "not-timestamp"), "{never}");
        }
    }
    each_is_refused(V1, &[(r#"{"stored": "never"}"#, "statement.stored", "not-timestamp")]);
}

#[test]
fn revision_and_platform_belong_to_activities() {
    for property in ["revision", "platform"] {
        taken(&merge(&format!(r#"{{"context": {{"{property}": "x"}}}}"#)), V1);
        let of_agent = format!(
            r#"{{"object": {{"objectType": "Agent", "mbox": "mailto:a@e.org"}}, "context": {{"{property}": "x"}}}}"#
        );
        assert_eq!(refused(&merge(&of_agent), V1), (format!("statement.context.{property}"), "not-allowed-here"));
    }
}

#[test]
fn a_context_keeps_its_rules() {
    each_is_refused(
        V1,
        &[
            (r#"{"context": {"registration": "1"}}"#, "statement.context.registration", "not-uuid"),
            (r#"{"context": {"team": {"mbox": "mailto:a@e.org"}}}"#, "statement.context.team", "missing"),
            (
                r#"{"context": {"team": {"objectType": "Agent", "mbox": "mailto:a@e.org"}}}"#,
                "statement.context.team.objectType",
                "not-one-of",
            ),
            (r#"{"context": {"language": "en_GB"}}"#, "statement.context.language", "not-language-tag"),
            (
                r#"{"context": {"statement": {"id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"}}}"#,
                "statement.context.statement",
                "missing",
            ),
            (
                r#"{"context": {"contextActivities": {"parent": [{"id": "http://e.org/p"}, {"id": "p"}]}}}"#,
                "statement.context.contextActivities.parent[1].id",
                "not-iri",
            ),
            (
                r#"{"context": {"contextActivities": {"Parent": []}}}"#,
                "statement.context.contextActivities.Parent",
                "unknown",
            ),
            (
                r#"{"context": {"contextActivities": {"other": {"objectType": "Agent", "id": "http://e.org/p"}}}}"#,
                "statement.context.contextActivities.other.objectType",
                "not-one-of",
            ),
        ],
    );
    each_is_taken(V1, &[r#"{"context": {"contextActivities": {"parent": {"id": "http://e.org/p"}, "category": []}}}"#]);
}

#[test]
fn context_agents_and_groups_came_with_version_2() {
    let agents = r#"{"context": {"contextAgents": [{"objectType": "contextAgent", "agent": {"mbox": "mailto:a@e.org"}, "relevantTypes": ["http://e.org/coach"]}]}}"#;
    let groups = r#"{"context": {"contextGroups": [{"objectType": "contextGroup", "group": {"objectType": "Group", "mbox": "mailto:a@e.org"}}]}}"#;
    each_is_taken(V2, &[agents, groups]);
    each_is_refused(
        V1,
        &[
            (agents, "statement.context.contextAgents", "not-allowed-here"),
            (groups, "statement.context.contextGroups", "not-allowed-here"),
        ],
    );
    each_is_refused(
        V2,
        &[
            (
                r#"{"context": {"contextAgents": [{"agent": {"mbox": "mailto:a@e.org"}}]}}"#,
                "statement.context.contextAgents[0]",
                "missing",
            ),
            (
                r#"{"context": {"contextAgents": [{"objectType": "contextAgent"}]}}"#,
                "statement.context.contextAgents[0]",
                "missing",
            ),
            (
                r#"{"context": {"contextAgents": [{"objectType": "contextAgent", "agent": {"mbox": "mailto:a@e.org"}, "relevantTypes": []}]}}"#,
                "statement.context.contextAgents[0].relevantTypes",
                "empty",
            ),
            (
                r#"{"context": {"contextGroups": [{"objectType": "contextGroup", "group": {"mbox": "mailto:a@e.org"}}]}}"#,
                "statement.context.contextGroups[0].group",
                "missing",
            ),
        ],
    );
}

#[test]
fn an_authority_is_one_or_an_application_with_a_person() {
    each_is_taken(
        V1,
        &[
            r#"{"authority": {"mbox": "mailto:a@e.org"}}"#,
            r#"{"authority": {"objectType": "Group", "member": [{"account": {"homePage": "http://e.org", "name": "app"}}, {"mbox": "mailto:a@e.org"}]}}"#,
        ],
    );
    each_is_refused(
        V1,
        &[
            (
                r#"{"authority": {"objectType": "Group", "member": [{"mbox": "mailto:a@e.org"}]}}"#,
                "statement.authority",
                "authority-group",
            ),
            (
                r#"{"authority": {"objectType": "Group", "mbox": "mailto:g@e.org", "member": [{"mbox": "mailto:a@e.org"}, {"mbox": "mailto:b@e.org"}]}}"#,
                "statement.authority",
                "authority-group",
            ),
        ],
    );
}

#[test]
fn a_statement_says_a_version_that_the_request_speaks() {
    each_is_taken(V1, &[r#"{"version": "1.0"}"#, r#"{"version": "1.0.9"}"#]);
    each_is_taken(V2, &[r#"{"version": "1.0.3"}"#, r#"{"version": "2.0.0"}"#]);
    for version in ["0.9.9", "1.1.0", "2.0.0", "1.0.", "1.0.x", "10.0"] {
        let text = merge(&format!(r#"{{"version": "{version}"}}"#));
        assert_eq!(refused(&text, V1), ("statement.version".to_owned(), "not-version"), "{version}");
    }
}

#[test]
fn an_attachment_is_described_whole() {
    let whole = r#""usageType": "http://e.org/u", "display": {"en": "A"}, "contentType": "text/plain; charset=utf-8", "length": 3, "sha2": "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a""#;
    let with = |text: &str| merge(&format!(r#"{{"attachments": [{{{text}}}]}}"#));
    taken(&with(whole), V1);
    taken(&with(&format!(r#"{whole}, "fileUrl": "http://e.org/f""#)), V1);
    taken(&with(&whole.replace("3,", "3.0,")), V1);
    for (from, to, place, key) in [
        (r#""length": 3"#, r#""length": -3"#, ".length", "not-length"),
        (r#""length": 3"#, r#""length": 3.5"#, ".length", "not-length"),
        (r#""length": 3"#, r#""length": "3""#, ".length", "type"),
        ("text/plain; charset=utf-8", "text", ".contentType", "not-media-type"),
        ("848a", "848", ".sha2", "not-sha2"),
        ("http://e.org/u", "u", ".usageType", "not-iri"),
        (r#""display": {"en": "A"}, "#, "", "", "missing"),
    ] {
        let (found_place, found_key) = refused(&with(&whole.replace(from, to)), V1);
        assert_eq!((found_place, found_key), (format!("statement.attachments[0]{place}"), key), "{to}");
    }
    each_is_refused(V1, &[(r#"{"attachments": {}}"#, "statement.attachments", "type")]);
}

#[test]
fn a_batch_is_right_as_a_whole_or_refused() {
    let batch = |texts: &[String]| format!("[{}]", texts.join(","));
    let read = |text: &str, limits| read_batch(text.as_bytes(), V1, limits).map(|batch| batch.len());
    let good = statement().to_owned();
    assert_eq!(read(&good, Limits::default()), Ok(1));
    assert_eq!(read("[]", Limits::default()), Ok(0));
    assert_eq!(read(&batch(&[good.clone(), good.clone()]), Limits::default()), Ok(2));
    let refusal = read(&batch(&[good.clone(), merge(r#"{"verb": {"id": "read"}}"#)]), Limits::default()).unwrap_err();
    assert_eq!(refusal.to_string(), "statement[1].verb.id: not an absolute IRI");
    let one = merge(r#"{"id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"}"#);
    let same = one.replace("fd41", "FD41");
    let refusal = read(&batch(&[one, good.clone(), same]), Limits::default()).unwrap_err();
    assert_eq!((refusal.place().to_string().as_str(), refusal.code().key()), ("statement[2].id", "repeated-id"));
    let few = Limits { statements: 1, ..Limits::default() };
    assert_eq!(read(&batch(&[good.clone(), good]), few).unwrap_err().code().key(), "too-many");
}
