//! Documents of the state and profile resources: tags, preconditions, merging.
//!
//! Source: xAPI 1.0.3, Part Three, 2.2 "Documents Resources" and 3.1 "Concurrency"; IEEE 9274.1.1, 4.1.4; RFC 9110, 8.8.3
//! and 13.1.

use crate::json;
use crate::refusal::{Code, Refusal};
use ring::digest;

/// Why a document is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentFault {
    #[error("only JSON can be merged with what is there; replace it with PUT")]
    NotJson,
    #[error("only a JSON object can be merged; replace the document with PUT")]
    NotObject,
    #[error("what is there is no JSON object, so nothing can be merged with it; replace it with PUT")]
    StoredNotObject,
}

impl DocumentFault {
    /// The key of the message in other languages.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotJson => "document-not-json",
            Self::NotObject => "document-not-object",
            Self::StoredNotObject => "document-stored-not-object",
        }
    }
}

/// The strong tag of a document: the SHA-1 of its bytes in hexadecimal digits, in quotes, as 1.0.3 has it (Part Three, 3.1), so that a
/// client that computes the tag itself gets the same. It tells versions of one document apart and proves nothing.
///
/// ```
/// let tag = lustrum_xapi::document::etag(b"abc");
/// assert_eq!(tag, "\"a9993e364706816aba3e25717850c26c9cd0d89d\"");
/// ```
pub fn etag(bytes: &[u8]) -> String {
    format!("\"{}\"", hex::encode(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, bytes)))
}

/// What `If-Match` and `If-None-Match` make of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Do it.
    Go,
    /// 304: the reader has it already.
    NotModified,
    /// 412: what is there is not what the sender thinks it is.
    Failed,
    /// 409: something is there, and the sender does not say that it has seen it.
    Unseen,
}

/// The two headers of a request.
#[derive(Debug, Clone, Copy, Default)]
pub struct Preconditions<'a> {
    pub if_match: Option<&'a str>,
    pub if_none_match: Option<&'a str>,
}

impl Preconditions<'_> {
    /// For `GET` and `HEAD` of a document with this tag.
    pub fn read(&self, current: &str) -> Verdict {
        match (self.if_match, self.if_none_match) {
            (Some(tags), _) if !lists(tags, current) => Verdict::Failed,
            (_, Some(tags)) if lists(tags, current) => Verdict::NotModified,
            _ => Verdict::Go,
        }
    }

    /// For `PUT`, `POST` and `DELETE`, with the tag of the document that is there. `must_have_seen` is the rule of profiles, and in
    /// 2.0 of state, for `PUT`: what is there may not be replaced by one who does not name it.
    ///
    /// ```
    /// use lustrum_xapi::document::{Preconditions, Verdict};
    /// let none = Preconditions::default();
    /// assert_eq!(none.write(Some("\"a\""), true), Verdict::Unseen);
    /// let only_new = Preconditions { if_none_match: Some("*"), ..none };
    /// assert_eq!(only_new.write(None, true), Verdict::Go);
    /// assert_eq!(only_new.write(Some("\"a\""), true), Verdict::Failed);
    /// let seen = Preconditions { if_match: Some("\"x\", \"a\""), ..none };
    /// assert_eq!(seen.write(Some("\"a\""), true), Verdict::Go);
    /// assert_eq!(seen.write(None, true), Verdict::Failed);
    /// ```
    pub fn write(&self, current: Option<&str>, must_have_seen: bool) -> Verdict {
        if self.if_match.is_some_and(|tags| !current.is_some_and(|current| lists(tags, current))) {
            return Verdict::Failed;
        }
        if self.if_none_match.is_some_and(|tags| current.is_some_and(|current| lists(tags, current))) {
            return Verdict::Failed;
        }
        let silent = self.if_match.is_none() && self.if_none_match.is_none();
        if must_have_seen && silent && current.is_some() { Verdict::Unseen } else { Verdict::Go }
    }
}

/// Whether a list of tags holds this one, or is `*`. A tag that a proxy weakened when it compressed the answer still names its document, and
/// one without its quotes is taken for one with them, as old clients send it.
fn lists(tags: &str, current: &str) -> bool {
    tags.split(',').map(str::trim).any(|tag| {
        let tag = tag.strip_prefix("W/").unwrap_or(tag);
        tag == "*" || tag.trim_matches('"') == current.trim_matches('"')
    })
}

/// A document with its media type.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    pub media_type: &'a str,
    pub bytes: &'a [u8],
}

impl Content<'_> {
    fn is_json(&self) -> bool {
        self.media_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
    }
}

/// What `POST` makes of a document that is there: the properties of the one sent in place of those of the same name, the others as they were
/// (Part Three, 2.2). Only the first level is merged. Where nothing is there, the one sent is it.
///
/// # Errors
/// A [`DocumentFault`] where one of the two is no JSON object, or what [`json::read`] refuses; at `content`.
///
/// ```
/// use lustrum_xapi::document::{Content, merge};
/// let json = |bytes| Content { media_type: "application/json", bytes };
/// let merged = merge(Some(json(br#"{"a": 1.0, "b": {"c": 1}}"#)), json(br#"{"b": 2, "d": 3}"#))?;
/// assert_eq!(merged, br#"{"a":1.0,"b":2,"d":3}"#);
/// # Ok::<(), lustrum_xapi::Refusal>(())
/// ```
pub fn merge(stored: Option<Content<'_>>, sent: Content<'_>) -> Result<Vec<u8>, Refusal> {
    merge_content(stored, sent).map_err(|refusal| refusal.within("content"))
}

fn merge_content(stored: Option<Content<'_>>, sent: Content<'_>) -> Result<Vec<u8>, Refusal> {
    let refused = |fault| Refusal::new(Code::Document(fault));
    let Some(stored) = stored else {
        if sent.is_json() && json::read(sent.bytes)?.as_object().is_none() {
            return Err(refused(DocumentFault::NotObject));
        }
        return Ok(sent.bytes.to_vec());
    };
    if !sent.is_json() {
        return Err(refused(DocumentFault::NotJson));
    }
    let node = json::read(sent.bytes)?;
    let new = node.as_object().ok_or_else(|| refused(DocumentFault::NotObject))?;
    if !stored.is_json() {
        return Err(refused(DocumentFault::StoredNotObject));
    }
    let before = json::read(stored.bytes).map_err(|_| refused(DocumentFault::StoredNotObject))?;
    let old = before.as_object().ok_or_else(|| refused(DocumentFault::StoredNotObject))?;
    let mut out = String::with_capacity(stored.bytes.len() + sent.bytes.len());
    json::write_members(&mut out, old.merged_with(new));
    Ok(out.into_bytes())
}
