//! Internationalised resource identifiers, as far as a store must know them.
//!
//! Checked by RFC 3987 as xAPI allows a store to do ("best-effort validation", Part Two 2.2): a scheme, a colon, something
//! behind it, and none of the characters that no IRI may hold. IRIs are compared as text (Part Two, 3.1).

use crate::refusal::{Code, Refusal};

/// True for an absolute IRI.
///
/// ```
/// use lustrum_xapi::iri::is_iri;
/// assert!(is_iri("http://example.org/xapi/verbs#read"));
/// assert!(is_iri("http://example.org/فعل/خواندن"));
/// assert!(is_iri("urn:uuid:e05aa883-acaf-40ad-bf54-02c8ce485fb0"));
/// assert!(!is_iri("read"));
/// assert!(!is_iri("ab=c://example.org"));
/// assert!(!is_iri("http://example.org/with blank"));
/// ```
pub fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    is_scheme(scheme) && !rest.is_empty() && rest != "//" && holds_only_iri_characters(rest)
}

/// `Ok` for an absolute IRI.
///
/// # Errors
/// [`Code::NotIri`].
pub fn check(text: &str) -> Result<(), Refusal> {
    if is_iri(text) { Ok(()) } else { Err(Refusal::new(Code::NotIri)) }
}

/// `Ok` for a `mailto:` IRI with one address in it.
///
/// # Errors
/// [`Code::NotMailto`].
pub fn check_mailto(text: &str) -> Result<(), Refusal> {
    if is_mailto(text) { Ok(()) } else { Err(Refusal::new(Code::NotMailto)) }
}

fn is_mailto(text: &str) -> bool {
    let Some((scheme, address)) = text.split_once(':') else { return false };
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    scheme.eq_ignore_ascii_case("mailto")
        && !local.is_empty()
        && !local.contains('@')
        && !domain.is_empty()
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
        && !address.contains(['?', '/', '\\', ',', ';', ':', '(', ')'])
        && holds_only_iri_characters(address)
}

fn is_scheme(scheme: &str) -> bool {
    scheme.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// No blanks, no control characters, none of `<>"{}|\^` and the backtick, and `%` only before two hexadecimal digits.
fn holds_only_iri_characters(text: &str) -> bool {
    let bytes = text.as_bytes();
    let refused =
        |byte: &u8| matches!(byte, 0..=0x20 | 0x7f | b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'`');
    if bytes.iter().any(refused) {
        return false;
    }
    if !text.is_ascii() && text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return false;
    }
    let escaped = |at: usize| bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    bytes.iter().enumerate().all(|(at, byte)| *byte != b'%' || escaped(at))
}
