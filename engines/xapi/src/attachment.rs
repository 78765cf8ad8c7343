//! Files that belong to a statement.
//!
//! Source: xAPI 1.0.3, Part Two, 2.4.11 "Attachments"; IEEE 9274.1.1, 4.2.2.6.

use crate::check;
use crate::json::{Kind, Node};
use crate::language;
use crate::refusal::{Code, Refusal};

/// The hashes that SHA-2 gives, in hexadecimal digits: 224, 256, 384 and 512 bits.
const SHA2_DIGITS: [usize; 4] = [56, 64, 96, 128];

pub(crate) fn check_attachments(node: &Node<'_>) -> Result<(), Refusal> {
    check::each(check::array(node)?, check_attachment)
}

fn check_attachment(node: &Node<'_>) -> Result<(), Refusal> {
    let object = check::object(node)?;
    for member in object.members() {
        let value = member.value();
        let checked = match member.key() {
            "usageType" | "fileUrl" => check::iri(value),
            "display" | "description" => language::check_map(value),
            "contentType" => check_content_type(value),
            "length" => check_length(value),
            "sha2" => check_sha2(value),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    for property in ["usageType", "display", "contentType", "length", "sha2"] {
        if object.get(property).is_none() {
            return Err(check::missing(property));
        }
    }
    Ok(())
}

fn check_content_type(node: &Node<'_>) -> Result<(), Refusal> {
    if is_media_type(check::string(node)?) { Ok(()) } else { Err(Refusal::new(Code::NotMediaType)) }
}

/// `type/subtype` with parameters that are not looked into (RFC 2045, 5.1).
pub(crate) fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let Some((kind, subtype)) = essence.split_once('/') else { return false };
    let token = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    token(kind) && token(subtype) && !text.chars().any(char::is_control)
}

fn check_length(node: &Node<'_>) -> Result<(), Refusal> {
    let Some(number) = node.as_decimal() else { return Err(check::wrong_kind(Kind::Number, node)) };
    if number.is_whole() && !number.is_negative() { Ok(()) } else { Err(Refusal::new(Code::NotLength)) }
}

fn check_sha2(node: &Node<'_>) -> Result<(), Refusal> {
    let text = check::string(node)?;
    let right = SHA2_DIGITS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if right { Ok(()) } else { Err(Refusal::new(Code::NotSha2)) }
}
