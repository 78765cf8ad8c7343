//! Statements with their attachments in one body, and signatures among them.

mod support;

use lustrum_xapi::multipart::{PartLimits, boundary, read, receive};
use lustrum_xapi::signature::{self, Signed};
use lustrum_xapi::{Refusal, Statement};
use sha2::{Digest, Sha256, Sha384};
use support::merge;

const TYPE: &str = "multipart/mixed; boundary=b";

fn key<T: std::fmt::Debug>(result: Result<T, Refusal>) -> (String, &'static str) {
    let refusal = result.expect_err("it is refused");
    (refusal.place().to_string(), refusal.code().key())
}

fn bodies(text: &str) -> Vec<Vec<u8>> {
    let parts = read(TYPE, text.as_bytes(), PartLimits::default()).expect("they are parts");
    parts.iter().map(|part| part.body().to_vec()).collect()
}

#[test]
fn a_boundary_is_read_from_the_header() {
    for (header, found) in [
        ("multipart/mixed; boundary=abc", "abc"),
        ("multipart/mixed;boundary=\"a;b=c\"; x=y", "a;b=c"),
        ("multipart/mixed; x=\"y; boundary=no\"; BOUNDARY=yes", "yes"),
        ("multipart/mixed; boundary=abc ; x=y", "abc"),
    ] {
        assert_eq!(boundary(header), Ok(found), "{header}");
    }
    let long = format!("multipart/mixed; boundary={}", "x".repeat(71));
    for header in [
        "",
        "multipart/mixed",
        "multipart/mixed; boundary=",
        "multipart/mixed; boundary=\"\"",
        "multipart/mixed; boundary=é",
        &long,
    ] {
        assert_eq!(key(boundary(header)).1, "part-no-boundary", "{header}");
    }
}

#[test]
fn parts_lie_between_the_lines_of_the_boundary() {
    let text =
        "ignored\r\n--b\r\nA: 1\r\n\r\none\r\n--b \t\r\n\r\ntwo\r\n\r\n--b\r\nA: 1\r\n\r\n\r\n--b--\r\nignored --b";
    assert_eq!(bodies(text), [b"one".to_vec(), b"two\r\n".to_vec(), b"".to_vec()]);
    assert_eq!(bodies(&text.replace("\r\n", "\n")), [b"one".to_vec(), b"two\n".to_vec(), b"".to_vec()]);
    // What only begins like the boundary is content.
    assert_eq!(bodies("--b\r\n\r\n--bc\r\n --b\r\nx--b\r\n--b--"), [b"--bc\r\n --b\r\nx--b".to_vec()]);
    assert_eq!(bodies("--b--"), Vec::<Vec<u8>>::new());
    assert_eq!(bodies("--b\r\n\r\n--b--"), [b"".to_vec()]);
}

#[test]
fn a_body_that_is_cut_off_or_odd_is_refused() {
    for (text, refusal) in [
        ("", "part-boundary-not-found"),
        ("--c\r\n\r\nx\r\n--c--", "part-boundary-not-found"),
        ("--b", "part-boundary-not-found"),
        ("--b\r\n", "part-unfinished"),
        ("--b\r\n\r\nx", "part-unfinished"),
        ("--b\r\n\r\nx\r\n--b", "part-unfinished"),
        ("--b\r\nno colon\r\n\r\nx\r\n--b--", "part-headers"),
        ("--b\r\nA : 1\r\n\r\nx\r\n--b--", "part-headers"),
    ] {
        assert_eq!(key(read(TYPE, text.as_bytes(), PartLimits::default())).1, refusal, "{text:?}");
    }
    let limits = PartLimits { parts: 1, headers: 10 };
    assert_eq!(key(read(TYPE, b"--b\r\n\r\n--b\r\n\r\n--b--", limits)).1, "part-too-many");
    assert_eq!(key(read(TYPE, b"--b\r\nA: 12345678\r\n\r\n--b--", limits)).1, "part-headers");
}

fn described(sha2: &str, length: usize, more: &str) -> String {
    merge(&format!(
        r#"{{"attachments": [{{"usageType": "http://e.org/u", "display": {{"en": "A"}}, "contentType": "text/plain", "length": {length}, "sha2": "{sha2}"{more}}}]}}"#
    ))
}

fn body(headers: &str, content: &str) -> Vec<u8> {
    format!("--b\r\nContent-Type: application/json\r\n\r\n{{}}\r\n--b\r\n{headers}\r\n\r\n{content}\r\n--b--\r\n")
        .into_bytes()
}

fn receive_one(statement: &str, body: &[u8]) -> Result<usize, Refusal> {
    let statements: Vec<Statement<'_>> = vec![support::read(statement)];
    let parts = read(TYPE, body, PartLimits::default())?;
    receive(&statements, &parts[1..]).map(|received| received.len())
}

#[test]
fn each_part_is_the_one_that_a_statement_describes() {
    let sha2 = hex::encode(Sha256::digest("text"));
    let headers = format!("Content-Transfer-Encoding: binary\r\nx-experience-api-hash: {}", sha2.to_uppercase());
    assert_eq!(receive_one(&described(&sha2, 4, ""), &body(&headers, "text")), Ok(1));
    let long = hex::encode(Sha384::digest("text"));
    let of_384 = format!("Content-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {long}");
    assert_eq!(receive_one(&described(&long, 4, ""), &body(&of_384, "text")), Ok(1));
    for (statement, body, refusal) in [
        (described(&sha2, 4, ""), body(&headers, "texT"), "part-hash-differs"),
        (described(&sha2, 5, ""), body(&headers, "text"), "part-length-differs"),
        (described(&long, 4, ""), body(&headers, "text"), "part-superfluous"),
        (described(&sha2, 4, ""), body(&headers.replace("binary", "base64"), "text"), "part-not-binary"),
        (described(&sha2, 4, ""), body("Content-Transfer-Encoding: binary", "text"), "part-missing-header"),
        (described(&sha2, 4, ""), body(&format!("X-Experience-API-Hash: {sha2}"), "text"), "part-missing-header"),
    ] {
        assert_eq!(key(receive_one(&statement, &body)), ("part[1]".to_owned(), refusal));
    }
}

#[test]
fn what_is_described_comes_along_or_is_elsewhere() {
    let sha2 = hex::encode(Sha256::digest("text"));
    let alone = |text: &str| receive(&[support::read(text)], &[]).map(|received| received.len());
    assert_eq!(alone(&described(&sha2, 4, r#", "fileUrl": "http://e.org/f""#)), Ok(0));
    assert_eq!(key(alone(&described(&sha2, 4, ""))), ("statement[0].attachments[0]".to_owned(), "attachment-not-sent"));
}

/// A statement that was signed once with a key that is no longer anywhere, with its certificate in the header.
const SIGNED: [&str; 2] = [include_str!("references/signed.rs256.jws"), include_str!("references/signed.rs512.jws")];

fn signed(id: &str, jws: &str, content_type: &str) -> (String, String) {
    let sha2 = hex::encode(Sha256::digest(jws));
    let text = format!(
        r#"{{"id": "{id}", "actor": {{"mbox": "mailto:an@example.org"}}, "verb": {{"id": "http://example.org/verbs/read"}},
        "object": {{"id": "http://example.org/books/1"}}, "attachments": [{{"usageType": "{}", "display": {{"en": "Signature"}},
        "contentType": "{content_type}", "length": {}, "sha2": "{sha2}"}}]}}"#,
        signature::USAGE,
        jws.len()
    );
    (text, sha2)
}

fn check_signed(id: &str, jws: &str) -> Result<Signed, Refusal> {
    let (text, sha2) = signed(id, jws, "application/octet-stream");
    let received = lustrum_xapi::multipart::Received { sha2, bytes: jws.as_bytes() };
    signature::check(&support::read(&text), &[received])
}

const ID: &str = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0";

#[test]
fn a_signature_is_verified_with_the_certificate_that_came_along() {
    for jws in SIGNED {
        assert_eq!(check_signed(ID, jws), Ok(Signed::WithCertificate));
    }
    assert_eq!(signature::check(&support::read(support::statement()), &[]), Ok(Signed::No));
    let (text, _) = signed(ID, SIGNED[0], "application/octet-stream");
    assert_eq!(signature::check(&support::read(&text), &[]), Ok(Signed::Elsewhere));
}

#[test]
fn a_signature_that_is_none_or_of_another_statement_is_refused() {
    let parts: Vec<&str> = SIGNED[0].split('.').collect();
    let encode = |text: &str| base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, text);
    let other_proof = format!("{}.{}.{}", parts[0], parts[1], SIGNED[1].split('.').nth(2).unwrap());
    let with_header = |header: &str| format!("{}.{}.{}", encode(header), parts[1], parts[2]);
    for (jws, refusal) in [
        ("not a signature".to_owned(), "signature-not-compact"),
        (format!("{}.{}", parts[0], parts[1]), "signature-not-compact"),
        (format!("{}.{}.", parts[0], parts[1]), "signature-not-compact"),
        (with_header("[]"), "signature-header"),
        (with_header(r#"{"alg":"HS256"}"#), "signature-algorithm"),
        (with_header(r#"{"alg":"none"}"#), "signature-algorithm"),
        (with_header(r#"{"alg":"RS256","x5c":["AAAA"]}"#), "signature-certificate"),
        (with_header(r#"{"alg":"RS256","x5c":"AAAA"}"#), "signature-certificate"),
        (format!("{}.{}.{}", parts[0], encode("{}"), parts[2]), "signature-payload"),
        (other_proof, "signature-not-verified"),
    ] {
        assert_eq!(key(check_signed(ID, &jws)), ("statement.attachments[0]".to_owned(), refusal), "{jws:.40}");
    }
    assert_eq!(check_signed(ID, &with_header(r#"{"alg":"RS384"}"#)), Ok(Signed::WithoutCertificate));
    let other = check_signed("fd41c918-b88b-4b20-a0a5-a4c32391aaa1", SIGNED[0]);
    assert_eq!(key(other).1, "signature-other-statement");
    let (text, sha2) = signed(ID, SIGNED[0], "application/json");
    let received = lustrum_xapi::multipart::Received { sha2, bytes: SIGNED[0].as_bytes() };
    assert_eq!(key(signature::check(&support::read(&text), &[received])).1, "signature-content-type");
}
