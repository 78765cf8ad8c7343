//! Language tags (RFC 5646), maps from tag to text, and the choice that a reader's `Accept-Language` makes among them.

mod choice;

pub use choice::Languages;

use crate::check;
use crate::json::Node;
use crate::refusal::{Code, Refusal};

/// True for a tag that is well formed by RFC 5646, 2.1: language, extended languages, script, region, variants, extensions,
/// private use, and the irregular tags of old. Whether a subtag is registered is not asked.
///
/// ```
/// use lustrum_xapi::language::is_tag;
/// for good in ["nl", "en-US", "zh-Hant-TW", "sl-rozaj-biske", "de-1996", "x-house", "i-klingon", "und"] {
///     assert!(is_tag(good), "{good}");
/// }
/// for bad in ["", "a12345678", "n", "en_US", "en-", "english-language-too-long", "1996"] {
///     assert!(!is_tag(bad), "{bad}");
/// }
/// ```
pub fn is_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-').peekable();
    let Some(language) = subtags.next() else { return false };
    if language.eq_ignore_ascii_case("x") {
        return private(&mut subtags);
    }
    if !letters(language, 2, 8) {
        return is_irregular(tag);
    }
    if language.len() <= 3 {
        for _ in 0..3 {
            subtags.next_if(|subtag| letters(subtag, 3, 3));
        }
    }
    subtags.next_if(|subtag| letters(subtag, 4, 4));
    subtags.next_if(|subtag| letters(subtag, 2, 2) || digits(subtag, 3));
    while subtags.next_if(|subtag| is_variant(subtag)).is_some() {}
    while let Some(singleton) = subtags.next() {
        if !alphanumeric(singleton, 1, 1) {
            return is_irregular(tag);
        }
        if singleton.eq_ignore_ascii_case("x") {
            return private(&mut subtags);
        }
        if subtags.next_if(|subtag| alphanumeric(subtag, 2, 8)).is_none() {
            return false;
        }
        while subtags.next_if(|subtag| alphanumeric(subtag, 2, 8)).is_some() {}
    }
    true
}

fn letters(subtag: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn digits(subtag: &str, length: usize) -> bool {
    subtag.len() == length && subtag.bytes().all(|byte| byte.is_ascii_digit())
}

fn alphanumeric(subtag: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_variant(subtag: &str) -> bool {
    alphanumeric(subtag, 5, 8) || (alphanumeric(subtag, 4, 4) && subtag.as_bytes()[0].is_ascii_digit())
}

fn private<'a>(subtags: &mut impl Iterator<Item = &'a str>) -> bool {
    let mut some = false;
    for subtag in subtags {
        if !alphanumeric(subtag, 1, 8) {
            return false;
        }
        some = true;
    }
    some
}

/// The tags that are valid only because they were registered before there was a grammar.
fn is_irregular(tag: &str) -> bool {
    const IRREGULAR: [&str; 17] = [
        "en-GB-oed",
        "i-ami",
        "i-bnn",
        "i-default",
        "i-enochian",
        "i-hak",
        "i-klingon",
        "i-lux",
        "i-mingo",
        "i-navajo",
        "i-pwn",
        "i-tao",
        "i-tay",
        "i-tsu",
        "sgn-BE-FR",
        "sgn-BE-NL",
        "sgn-CH-DE",
    ];
    IRREGULAR.iter().any(|known| known.eq_ignore_ascii_case(tag))
}

/// A map from language tags to texts (Part Two, 4.2).
pub(crate) fn check_map(node: &Node<'_>) -> Result<(), Refusal> {
    for member in check::object(node)?.members() {
        let one = || {
            if is_tag(member.key()) {
                check::string(member.value()).map(drop)
            } else {
                Err(Refusal::new(Code::NotLanguageTag))
            }
        };
        one().map_err(|refusal| refusal.within(member.key()))?;
    }
    Ok(())
}

/// A tag as the value of a property (`context.language`).
pub(crate) fn check_tag(node: &Node<'_>) -> Result<(), Refusal> {
    if is_tag(check::string(node)?) { Ok(()) } else { Err(Refusal::new(Code::NotLanguageTag)) }
}
