//! Signed statements: the signature is an attachment, and what it signs is the statement.
//!
//! Source: xAPI 1.0.3, Part Two, 2.6 "Signed Statements".

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lustrum_xapi::Statement;
use lustrum_xapi::json::{self, Node};

use super::answer::Refused;
use crate::store::Attachment;

const USAGE: &str = "http://adlnet.gov/expapi/attachments/signature";
const ALGORITHMS: [&str; 3] = ["RS256", "RS384", "RS512"];

/// Refuses a statement whose signature is none, or is one of another statement.
pub fn check(statement: &Statement<'_>, attachments: &[Attachment]) -> Result<(), Refused> {
    for node in statement.attachments() {
        let text = |name: &str| node.get(name).and_then(Node::as_str).unwrap_or_default();
        if text("usageType") != USAGE {
            continue;
        }
        if text("contentType") != "application/octet-stream" {
            return Err(wrong("the contentType of a signature is application/octet-stream"));
        }
        let sha2 = hex::decode(text("sha2")).unwrap_or_default();
        // A signature that is elsewhere (fileUrl) is not looked at.
        if let Some(signature) = attachments.iter().find(|known| known.sha2 == sha2) {
            check_one(statement, &signature.bytes)?;
        }
    }
    Ok(())
}

fn check_one(statement: &Statement<'_>, bytes: &[u8]) -> Result<(), Refused> {
    let text = std::str::from_utf8(bytes).map_err(|_| wrong("a signature is a compact JWS"))?.trim();
    let parts: Vec<&str> = text.split('.').collect();
    let [header, payload, signature] = parts[..] else {
        return Err(wrong("a signature is a compact JWS of three parts"));
    };
    let decoded =
        |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| wrong("a part of the signature is no base64url"));
    let header = decoded(header)?;
    let header = json::read(&header).map_err(|_| wrong("the header of the signature is no JSON"))?;
    if !header.get("alg").and_then(Node::as_str).is_some_and(|alg| ALGORITHMS.contains(&alg)) {
        return Err(wrong("the algorithm of a signature is RS256, RS384 or RS512"));
    }
    if decoded(signature)?.is_empty() {
        return Err(wrong("the signature is empty"));
    }
    let payload = decoded(payload)?;
    let payload = json::read(&payload).map_err(|_| wrong("what is signed is no JSON"))?;
    let signed = Statement::of(payload, statement.version()).map_err(|_| wrong("what is signed is no statement"))?;
    if signed.same_as(statement) { Ok(()) } else { Err(wrong("what is signed is another statement")) }
}

fn wrong(detail: &str) -> Refused {
    Refused::bad("signature", detail).at("statement.attachments")
}
