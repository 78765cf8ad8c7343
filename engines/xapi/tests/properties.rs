//! What holds for any input.

mod support;

use lustrum_xapi::json::{self, write_string};
use lustrum_xapi::multipart::{Outgoing, PartLimits, boundary_for, read, write};
use lustrum_xapi::{Limits, Version, read_batch, read_one};
use proptest::collection::vec;
use proptest::prelude::*;

/// JSON of any shape, written with its keys in the order that they were made.
fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        (-1e12..1e12_f64).prop_map(|value| format!("{value:?}")),
        any::<String>().prop_map(|text| quoted(&text)),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(|elements| format!("[{}]", elements.join(","))),
            vec(("[a-z]{1,6}", inner), 0..6).prop_map(|mut members| {
                members.sort_by(|one, two| one.0.cmp(&two.0));
                members.dedup_by(|one, two| one.0 == two.0);
                object(&members)
            }),
        ]
    })
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    write_string(text, &mut out);
    out
}

fn object(members: &[(String, String)]) -> String {
    let written: Vec<String> = members.iter().map(|(key, value)| format!("{} : {value}", quoted(key))).collect();
    format!("{{ {} }}", written.join(" , "))
}

fn with_extension(value: &str) -> String {
    support::merge(&format!(r#"{{"result": {{"extensions": {{"http://e.org/x": {value}}}}}}}"#))
}

/// The same value with the members of every object the other way round.
fn reversed(node: &json::Node<'_>) -> String {
    match node.value() {
        json::Value::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(reversed).collect();
            format!("[{}]", elements.join(", "))
        }
        json::Value::Object(object) => {
            let mut members: Vec<String> = object
                .members()
                .iter()
                .map(|member| format!("{}: {}", member.raw_key(), reversed(member.value())))
                .collect();
            members.reverse();
            format!("{{{}}}", members.join(", "))
        }
        _ => node.raw().to_owned(),
    }
}

proptest! {
    #[test]
    fn reading_never_panics(bytes in vec(any::<u8>(), 0..300)) {
        for version in Version::ALL {
            let _ = read_one(&bytes, version, Limits::default());
            let _ = read_batch(&bytes, version, Limits::default());
        }
    }

    #[test]
    fn reading_a_damaged_statement_never_panics(at in 0_usize..170, byte in any::<u8>()) {
        let mut bytes = support::merge(r#"{"result": {"score": {"raw": 1.5e3}, "duration": "PT1.5S"}, "timestamp": "2026-01-01T00:00:00Z"}"#).into_bytes();
        let at = at.min(bytes.len() - 1);
        bytes[at] = byte;
        let _ = read_one(&bytes, Version::V2_0, Limits::default());
    }

    #[test]
    fn json_is_written_as_it_was_read(text in any_json()) {
        let node = json::read(text.as_bytes()).unwrap();
        let written = node.to_text();
        prop_assert_eq!(json::read(written.as_bytes()).unwrap().to_text(), written);
    }

    #[test]
    fn a_statement_is_the_same_as_itself_in_any_order(value in any_json()) {
        let text = with_extension(&value);
        let other = reversed(&json::read(text.as_bytes()).unwrap());
        prop_assert!(support::read(&text).same_as(&support::read(&text)));
        prop_assert!(support::read(&text).same_as(&support::read(&other)));
    }

    #[test]
    fn sameness_goes_both_ways_and_is_sameness_of_digests(one in any_json(), two in any_json()) {
        let (one, two) = (with_extension(&one), with_extension(&two));
        let (one, two) = (support::read(&one), support::read(&two));
        prop_assert_eq!(one.same_as(&two), two.same_as(&one));
        prop_assert_eq!(one.same_as(&two), one.fingerprint() == two.fingerprint());
    }

    #[test]
    fn parts_come_back_as_they_went(bodies in vec(vec(prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'-'), any::<u8>()], 0..60), 1..5)) {
        let parts: Vec<Outgoing<'_>> =
            bodies.iter().map(|body| Outgoing { content_type: "text/plain", hash: Some("00"), body }).collect();
        let boundary = boundary_for(&parts);
        let written = write(&parts, &boundary);
        let again = read(&format!("multipart/mixed; boundary={boundary}"), &written, PartLimits::default()).unwrap();
        prop_assert_eq!(again.iter().map(|part| part.body().to_vec()).collect::<Vec<_>>(), bodies);
    }

    #[test]
    fn reading_parts_never_panics(body in vec(prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'-'), Just(b'b'), Just(b':'), any::<u8>()], 0..80)) {
        let _ = read("multipart/mixed; boundary=b", &body, PartLimits::default());
    }

    #[test]
    fn a_moment_is_written_so_that_it_is_read_again(micros in -62_135_596_800_000_000_i64..253_402_300_800_000_000) {
        let instant = lustrum_xapi::time::Instant::from_micros(micros);
        prop_assert_eq!(lustrum_xapi::time::timestamp(&instant.to_string(), Version::V2_0).unwrap(), instant);
    }
}

/// What is long takes its time, and not the square of it.
#[test]
fn very_many_of_anything_are_read_in_time_that_grows_with_them() {
    let start = std::time::Instant::now();
    let many = 60_000;
    let members: Vec<String> = (0..many).map(|i| format!(r#"{{"mbox": "mailto:a{i}@example.org"}}"#)).collect();
    let text = support::merge(&format!(r#"{{"actor": {{"objectType": "Group", "member": [{}]}}}}"#, members.join(",")));
    let statement = support::read(&text);
    assert_eq!(statement.mentions().agents.len(), many);
    assert!(statement.same_as(&statement));
    let keys: Vec<String> = (0..many).map(|i| format!("\"k{i}\": 1")).collect();
    let document = format!("{{{}}}", keys.join(","));
    let content = lustrum_xapi::document::Content { media_type: "application/json", bytes: document.as_bytes() };
    assert!(lustrum_xapi::document::merge(Some(content), content).is_ok());
    let form: Vec<String> = (0..many).map(|i| format!("k{i}=")).collect();
    assert!(lustrum_xapi::query::Parameters::read(&form.join("&")).is_ok());
    assert!(start.elapsed().as_secs() < 90, "{:?}", start.elapsed());
}
