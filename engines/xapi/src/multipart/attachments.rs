//! Parts held against the statements that speak of them.

use super::{MultipartFault, Part};
use crate::json::{Decimal, Node};
use crate::refusal::{Code, Refusal};
use crate::statement::Statement;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use std::collections::{HashMap, HashSet};

/// The bytes of an attachment that came with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received<'a> {
    /// The hash in hexadecimal digits, in small letters.
    pub sha2: String,
    pub bytes: &'a [u8],
}

/// The attachments that a statement describes, with those of a statement within.
pub fn descriptions<'s, 'a>(statement: &'s Statement<'a>) -> impl Iterator<Item = &'s Node<'a>> {
    let within = statement.object().and_then(|object| object.get("attachments")).and_then(Node::as_array);
    statement.attachments().iter().chain(within.unwrap_or_default())
}

/// Takes the parts behind the statements. Each must be binary, have the hash that it says, and be described by a statement, which must
/// agree on its length. What is described and has no `fileUrl` must have come. Two parts with one hash count once.
///
/// With no parts, this says whether statements that came alone may do so.
///
/// # Errors
/// A [`MultipartFault`], at `part[n]` (the statements are part 0) or at `statement[n].attachments[m]`.
pub fn receive<'a>(statements: &[Statement<'_>], parts: &[Part<'a>]) -> Result<Vec<Received<'a>>, Refusal> {
    let mut described: HashMap<String, Vec<&Node<'_>>> = HashMap::new();
    for node in statements.iter().flat_map(descriptions) {
        described.entry(hash_of(node)).or_default().push(node);
    }
    let mut received: Vec<Received<'a>> = Vec::with_capacity(parts.len());
    let mut hashes = HashSet::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let one = take(part, &described)
            .map_err(|fault| Refusal::new(Code::Multipart(fault)).at(index + 1).within("part"))?;
        if hashes.insert(one.sha2.clone()) {
            received.push(one);
        }
    }
    for (number, statement) in statements.iter().enumerate() {
        for (index, node) in descriptions(statement).enumerate() {
            if node.get("fileUrl").is_none() && !hashes.contains(&hash_of(node)) {
                let refusal = Refusal::new(Code::Multipart(MultipartFault::NotSent)).at(index).within("attachments");
                return Err(refusal.at(number).within("statement"));
            }
        }
    }
    Ok(received)
}

fn take<'a>(part: &Part<'a>, described: &HashMap<String, Vec<&Node<'_>>>) -> Result<Received<'a>, MultipartFault> {
    let header = |header| part.header(header).ok_or(MultipartFault::MissingHeader { header });
    if !header("Content-Transfer-Encoding")?.eq_ignore_ascii_case("binary") {
        return Err(MultipartFault::NotBinary);
    }
    let sha2 = header("X-Experience-API-Hash")?.to_ascii_lowercase();
    let of_hash = described.get(&sha2).ok_or(MultipartFault::Superfluous)?;
    if hash_like(&sha2, part.body()).as_deref() != Some(sha2.as_str()) {
        return Err(MultipartFault::HashDiffers);
    }
    let length = part.body().len().to_string();
    if !of_hash.iter().all(|node| node.get("length").and_then(Node::as_decimal) == Some(Decimal::whole(&length))) {
        return Err(MultipartFault::LengthDiffers);
    }
    Ok(Received { sha2, bytes: part.body() })
}

fn hash_of(node: &Node<'_>) -> String {
    node.get("sha2").and_then(Node::as_str).unwrap_or_default().to_ascii_lowercase()
}

/// The hash of these bytes with as many digits as the given one.
fn hash_like(digits: &str, bytes: &[u8]) -> Option<String> {
    match digits.len() {
        56 => Some(hex::encode(Sha224::digest(bytes))),
        64 => Some(hex::encode(Sha256::digest(bytes))),
        96 => Some(hex::encode(Sha384::digest(bytes))),
        128 => Some(hex::encode(Sha512::digest(bytes))),
        _ => None,
    }
}
