//! Signed statements: an attachment holds a signature, and what it signs is the statement.
//!
//! Source: xAPI 1.0.3, Part Two, 2.6 "Signed Statements"; IEEE 9274.1.1, 4.2.6; RFC 7515 (JWS), 3.1 and 4.1.6.
//!
//! As the specification says, this catches mistakes and is no proof of who signed: the chain of certificates is not followed to a
//! root, and no certificate is asked whether it is still valid.

mod certificate;

use crate::json::{self, Node};
use crate::multipart::Received;
use crate::refusal::{Code, Refusal};
use crate::statement::Statement;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512};
use ring::signature::{RsaParameters, UnparsedPublicKey};

/// The usage of an attachment that is a signature.
pub const USAGE: &str = "http://adlnet.gov/expapi/attachments/signature";

/// Why a signature is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureFault {
    #[error("the contentType of a signature is application/octet-stream")]
    ContentType,
    #[error("not a compact JWS of three parts in base64url")]
    NotCompact,
    #[error("the header of the signature is no JSON object")]
    Header,
    #[error("the algorithm of a signature is RS256, RS384 or RS512")]
    Algorithm,
    #[error("what is signed is no statement")]
    Payload,
    #[error("what is signed is another statement")]
    OtherStatement,
    #[error("the first certificate in x5c holds no RSA key that can be read")]
    Certificate,
    #[error("the signature was not made with the key of the certificate in x5c")]
    NotVerified,
}

impl SignatureFault {
    /// The key of the message in other languages.
    pub fn key(&self) -> &'static str {
        match self {
            Self::ContentType => "signature-content-type",
            Self::NotCompact => "signature-not-compact",
            Self::Header => "signature-header",
            Self::Algorithm => "signature-algorithm",
            Self::Payload => "signature-payload",
            Self::OtherStatement => "signature-other-statement",
            Self::Certificate => "signature-certificate",
            Self::NotVerified => "signature-not-verified",
        }
    }
}

/// What is known of the signature of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// No attachment is a signature.
    No,
    /// The signature is elsewhere (`fileUrl`) and was not looked at.
    Elsewhere,
    /// It signs this statement; no certificate came with it.
    WithoutCertificate,
    /// It signs this statement, with the key of the certificate that came with it.
    WithCertificate,
}

/// Looks at the signatures of a statement among the attachments that came with it.
///
/// # Errors
/// A [`SignatureFault`] at `statement.attachments[n]`.
pub fn check(statement: &Statement<'_>, received: &[Received<'_>]) -> Result<Signed, Refusal> {
    let mut signed = Signed::No;
    for (index, node) in statement.attachments().iter().enumerate() {
        let text = |name: &str| node.get(name).and_then(Node::as_str).unwrap_or_default();
        if text("usageType") != USAGE {
            continue;
        }
        let sha2 = text("sha2").to_ascii_lowercase();
        let checked = if text("contentType") == "application/octet-stream" {
            match received.iter().find(|one| one.sha2 == sha2) {
                Some(one) => check_jws(statement, one.bytes),
                None => Ok(Signed::Elsewhere),
            }
        } else {
            Err(SignatureFault::ContentType)
        };
        signed = checked.map_err(|fault| {
            Refusal::new(Code::Signature(fault)).at(index).within("attachments").within("statement")
        })?;
    }
    Ok(signed)
}

fn check_jws(statement: &Statement<'_>, bytes: &[u8]) -> Result<Signed, SignatureFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| SignatureFault::NotCompact)?.trim_ascii();
    let parts: Vec<&str> = text.split('.').collect();
    let [header, payload, signature] = parts[..] else { return Err(SignatureFault::NotCompact) };
    let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| SignatureFault::NotCompact);
    let (header, body, proof) = (decoded(header)?, decoded(payload)?, decoded(signature)?);
    if proof.is_empty() {
        return Err(SignatureFault::NotCompact);
    }
    let header = json::read(&header).map_err(|_| SignatureFault::Header)?;
    if header.as_object().is_none() {
        return Err(SignatureFault::Header);
    }
    let algorithm = algorithm(&header)?;
    let payload = json::read(&body).map_err(|_| SignatureFault::Payload)?;
    let original = Statement::of(payload, statement.version()).map_err(|_| SignatureFault::Payload)?;
    if !original.same_as(statement) || original.id().is_some_and(|id| Some(id) != statement.id()) {
        return Err(SignatureFault::OtherStatement);
    }
    let Some(chain) = header.get("x5c") else { return Ok(Signed::WithoutCertificate) };
    let leaf =
        chain.as_array().and_then(<[Node<'_>]>::first).and_then(Node::as_str).ok_or(SignatureFault::Certificate)?;
    let certificate = STANDARD.decode(leaf).map_err(|_| SignatureFault::Certificate)?;
    let key = certificate::rsa_key(&certificate).ok_or(SignatureFault::Certificate)?;
    let signed_text = text.rsplit_once('.').map_or("", |(signed, _)| signed);
    UnparsedPublicKey::new(algorithm, key)
        .verify(signed_text.as_bytes(), &proof)
        .map_err(|_| SignatureFault::NotVerified)?;
    Ok(Signed::WithCertificate)
}

fn algorithm(header: &Node<'_>) -> Result<&'static RsaParameters, SignatureFault> {
    match header.get("alg").and_then(Node::as_str) {
        Some("RS256") => Ok(&RSA_PKCS1_2048_8192_SHA256),
        Some("RS384") => Ok(&RSA_PKCS1_2048_8192_SHA384),
        Some("RS512") => Ok(&RSA_PKCS1_2048_8192_SHA512),
        _ => Err(SignatureFault::Algorithm),
    }
}
