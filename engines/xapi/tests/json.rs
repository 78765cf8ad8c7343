//! Text that is no JSON, or JSON that says two things at once.

use lustrum_xapi::json::{read, read_with_depth};

fn key(text: &[u8]) -> &'static str {
    read(text).expect_err("it is refused").code().key()
}

#[test]
fn what_is_no_json_is_refused() {
    for text in [
        "",
        " ",
        "{",
        "}",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "[1 2]",
        "tru",
        "nulll",
        "+1",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x10",
        "NaN",
        "Infinity",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\n\"",
        "\"\u{1}\"",
        "{} {}",
        "1 // one",
        "\u{feff}{}",
    ] {
        assert_eq!(key(text.as_bytes()), "syntax", "{text:?}");
    }
}

#[test]
fn the_place_of_a_mistake_is_its_line_and_column() {
    let refusal = read(b"{\"a\":\n  [1,\n   x]}").unwrap_err();
    assert_eq!(refusal.to_string(), "a[1]: not JSON: a value expected in line 3, column 4");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    assert_eq!(key(b"\"\xff\""), "not-utf8");
    assert_eq!(key(b"\"\xc3"), "not-utf8");
    assert_eq!(key(b"\"\xed\xa0\x80\""), "not-utf8");
}

#[test]
fn a_key_stands_once_also_under_another_writing_and_among_many() {
    assert_eq!(key(br#"{"a": 1, "\u0061": 2}"#), "duplicate-key");
    let many: Vec<String> = (0..5_000).map(|i| format!("\"k{i}\":{i}")).collect();
    assert!(read(format!("{{{}}}", many.join(",")).as_bytes()).is_ok());
    let refusal = format!("{{{},\"k17\":0}}", many.join(","));
    assert_eq!(read(refusal.as_bytes()).unwrap_err().place().to_string(), "k17");
}

#[test]
fn nesting_has_a_limit_and_the_stack_none_to_fear() {
    assert!(read_with_depth(b"[[1]]", 2).is_ok());
    assert_eq!(read_with_depth(b"[[[1]]]", 2).unwrap_err().code().key(), "too-deep");
    assert_eq!(key("[".repeat(10_000_000).as_bytes()), "too-deep");
    assert_eq!(key("{\"a\":".repeat(1_000_000).as_bytes()), "too-deep");
    // Beside each other is not within each other.
    assert!(read_with_depth(b"[[1],[2],{\"a\":[]}]", 3).is_ok());
}

#[test]
fn numbers_beyond_computing_are_refused_and_all_others_keep_their_writing() {
    assert_eq!(key(b"1e309"), "number-too-large");
    assert_eq!(key(format!("1{}", "0".repeat(400)).as_bytes()), "number-too-large");
    for text in ["0", "-0", "1.0", "1E5", "1e-999", "123456789012345678901234567890", "0.10000000000000000000001"] {
        assert_eq!(read(text.as_bytes()).unwrap().to_text(), text);
    }
}

#[test]
fn escapes_are_resolved_for_rules_and_kept_for_writing() {
    let node = read(br#""\ud83d\ude00\u00e9\/\n""#).unwrap();
    assert_eq!(node.as_str(), Some("😀é/\n"));
    assert_eq!(node.to_text(), r#""\ud83d\ude00\u00e9\/\n""#);
}
