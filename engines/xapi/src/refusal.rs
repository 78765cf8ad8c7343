//! Why something is refused, and where.

use crate::document::DocumentFault;
use crate::json::Kind;
use crate::multipart::MultipartFault;
use crate::signature::SignatureFault;
use std::fmt;

/// What is wrong with a request, and the place of it.
///
/// [`Display`](fmt::Display) gives both in English: `statement.actor.mbox: not a mailto address`. For another language, take
/// [`Refusal::place`] (which is the same in every language), [`Code::key`] as the key of a message, and [`Code::arguments`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    code: Code,
    place: Place,
}

impl Refusal {
    /// A refusal whose place is the thing itself; whoever holds that thing adds where it stands.
    pub fn new(code: Code) -> Self {
        Self(Box::new(Inner { code, place: Place::default() }))
    }

    /// What is wrong.
    pub fn code(&self) -> &Code {
        &self.0.code
    }

    /// Where it is wrong.
    pub fn place(&self) -> &Place {
        &self.0.place
    }

    /// The same, inside a property of this name.
    #[must_use]
    pub fn within(mut self, property: &str) -> Self {
        self.0.place.0.push(Step::Property(property.to_owned()));
        self
    }

    /// The same, in an array at this position, counted from zero.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.0.place.0.push(Step::Index(index));
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.place.0.is_empty() { self.0.code.fmt(f) } else { write!(f, "{}: {}", self.0.place, self.0.code) }
    }
}

impl std::error::Error for Refusal {}

/// A way into a value: `statement[3].context.contextActivities.parent[0].id`. A key that is no plain word stands in
/// brackets and quotes: `statement.result.extensions["http://example.org/x"]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place(
    /// From the inside out.
    Vec<Step>,
);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Property(String),
    Index(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().rev().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Property(name) if is_word(name) => {
                    if position > 0 {
                        f.write_str(".")?;
                    }
                    f.write_str(name)?;
                }
                Step::Property(name) => write!(f, "[{name:?}]")?,
            }
        }
        Ok(())
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// What is wrong. The text of each is its message in English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Code {
    // The text.
    #[error("not UTF-8 from byte {byte} on")]
    NotUtf8 { byte: usize },
    #[error("not JSON: {expected} expected in line {line}, column {column}")]
    Syntax { line: usize, column: usize, expected: &'static str },
    #[error("nested more than {limit} levels deep")]
    TooDeep { limit: usize },
    #[error("the key {key:?} stands twice in one object")]
    DuplicateKey { key: String },
    #[error("a number larger than can be computed with")]
    NumberTooLarge,
    #[error("{found} statements, where at most {limit} are taken at once")]
    TooMany { found: usize, limit: usize },
    // The shape.
    #[error("{} expected, found {}", expected.key(), found.key())]
    Type { expected: Kind, found: Kind },
    #[error("null stands only in extensions; leave the property out")]
    Null,
    #[error("the property {property:?} is missing")]
    Missing { property: &'static str },
    #[error("the property {property:?} is not known here")]
    Unknown { property: String },
    #[error("may not be empty")]
    Empty,
    // The form of a text or number.
    #[error("not a UUID of 36 characters")]
    NotUuid,
    #[error("not an absolute IRI")]
    NotIri,
    #[error("not a mailto address")]
    NotMailto,
    #[error("not a SHA-1 hash of 40 hexadecimal digits")]
    NotSha1,
    #[error("not a SHA-2 hash in hexadecimal digits")]
    NotSha2,
    #[error("not a language tag by RFC 5646")]
    NotLanguageTag,
    #[error("not a date and time that this version of the specification knows")]
    NotTimestamp,
    #[error("not an ISO 8601 duration")]
    NotDuration,
    #[error("not a version that this store speaks")]
    NotVersion,
    #[error("not a media type")]
    NotMediaType,
    #[error("not a whole number from 0 on")]
    NotLength,
    #[error("not true or false")]
    NotBoolean,
    #[error("must be one of: {}", allowed.join(", "))]
    NotOneOf { allowed: &'static [&'static str] },
    #[error("must lie between {least} and {most}")]
    OutOfRange { least: &'static str, most: &'static str },
    #[error("must not be {relation} {other}")]
    ScoreOrder { relation: Relation, other: &'static str },
    // The rules.
    #[error("must be identified by one of mbox, mbox_sha1sum, openid or account")]
    NoIdentifier,
    #[error("is identified twice: by {first} and by {second}")]
    SeveralIdentifiers { first: &'static str, second: &'static str },
    #[error("a group without an identifier must list its members")]
    NoMembers,
    #[error("the property {property:?} may not be used {situation}")]
    NotAllowedHere { property: &'static str, situation: Situation },
    #[error("a statement within a statement may not hold another")]
    NestedSubStatement,
    #[error("a statement that voids must have a StatementRef as its object")]
    VoidingNeedsReference,
    #[error("the same id stands twice")]
    RepeatedId,
    #[error("an authority of two must be a group without an identifier and with two agents")]
    AuthorityGroup,
    #[error("the statement has another id than the request")]
    IdDiffers,
    // Requests.
    #[error("the parameter {parameter:?} is not known here")]
    UnknownParameter { parameter: String },
    #[error("the parameter {parameter:?} is given twice")]
    RepeatedParameter { parameter: String },
    #[error("the parameter {parameter:?} is missing")]
    MissingParameter { parameter: &'static str },
    #[error("the parameters {first:?} and {second:?} can't go together")]
    ParametersExclude { first: String, second: String },
    #[error("not percent-encoded as a form is")]
    NotEncoded,
    #[error("{0}")]
    Multipart(#[from] MultipartFault),
    #[error("{0}")]
    Signature(#[from] SignatureFault),
    #[error("{0}")]
    Document(#[from] DocumentFault),
}

/// How two numbers of a score stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Below,
    Above,
    NotBelow,
}

impl Relation {
    /// As a part of a message's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Above => "above",
            Self::NotBelow => "not-below",
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Below => "below",
            Self::Above => "above",
            Self::NotBelow => "equal to or above",
        })
    }
}

/// Where a property that is known in general may not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Situation {
    /// `revision` and `platform`.
    ObjectIsNoActivity,
    /// `id`, `stored`, `version`, `authority`.
    InSubStatement,
    /// `choices`, `scale`, `source`, `target`, `steps`.
    OtherInteraction,
    /// `contextAgents`, `contextGroups` before 2.0.
    BeforeVersion2,
    /// `member` of one person.
    InAgent,
}

impl Situation {
    /// As a part of a message's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::ObjectIsNoActivity => "object-is-no-activity",
            Self::InSubStatement => "in-sub-statement",
            Self::OtherInteraction => "other-interaction",
            Self::BeforeVersion2 => "before-version-2",
            Self::InAgent => "in-agent",
        }
    }
}

impl fmt::Display for Situation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ObjectIsNoActivity => "where the object is no activity",
            Self::InSubStatement => "in a statement within a statement",
            Self::OtherInteraction => "with this type of interaction",
            Self::BeforeVersion2 => "before version 2.0",
            Self::InAgent => "in an agent",
        })
    }
}

impl Code {
    /// The key of the message in other languages: `missing`, `not-iri`, `score-order` …
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "not-utf8",
            Self::Syntax { .. } => "syntax",
            Self::TooDeep { .. } => "too-deep",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::NumberTooLarge => "number-too-large",
            Self::TooMany { .. } => "too-many",
            Self::Type { .. } => "type",
            Self::Null => "null",
            Self::Missing { .. } => "missing",
            Self::Unknown { .. } => "unknown",
            Self::Empty => "empty",
            Self::NotUuid => "not-uuid",
            Self::NotIri => "not-iri",
            Self::NotMailto => "not-mailto",
            Self::NotSha1 => "not-sha1",
            Self::NotSha2 => "not-sha2",
            Self::NotLanguageTag => "not-language-tag",
            Self::NotTimestamp => "not-timestamp",
            Self::NotDuration => "not-duration",
            Self::NotVersion => "not-version",
            Self::NotMediaType => "not-media-type",
            Self::NotLength => "not-length",
            Self::NotBoolean => "not-boolean",
            Self::NotOneOf { .. } => "not-one-of",
            Self::OutOfRange { .. } => "out-of-range",
            Self::ScoreOrder { .. } => "score-order",
            Self::NoIdentifier => "no-identifier",
            Self::SeveralIdentifiers { .. } => "several-identifiers",
            Self::NoMembers => "no-members",
            Self::NotAllowedHere { .. } => "not-allowed-here",
            Self::NestedSubStatement => "nested-sub-statement",
            Self::VoidingNeedsReference => "voiding-needs-reference",
            Self::RepeatedId => "repeated-id",
            Self::AuthorityGroup => "authority-group",
            Self::IdDiffers => "id-differs",
            Self::UnknownParameter { .. } => "unknown-parameter",
            Self::RepeatedParameter { .. } => "repeated-parameter",
            Self::MissingParameter { .. } => "missing-parameter",
            Self::ParametersExclude { .. } => "parameters-exclude",
            Self::NotEncoded => "not-encoded",
            Self::Multipart(fault) => fault.key(),
            Self::Signature(fault) => fault.key(),
            Self::Document(fault) => fault.key(),
        }
    }

    /// The values in the message, each with its name.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotUtf8 { byte } => vec![("byte", byte.to_string())],
            Self::Syntax { line, column, .. } => vec![("line", line.to_string()), ("column", column.to_string())],
            Self::TooDeep { limit } => vec![("limit", limit.to_string())],
            Self::DuplicateKey { key } => vec![("key", key.clone())],
            Self::TooMany { found, limit } => vec![("found", found.to_string()), ("limit", limit.to_string())],
            Self::Type { expected, found } => vec![("expected", expected.key().into()), ("found", found.key().into())],
            Self::Missing { property } => vec![("property", (*property).into())],
            Self::Unknown { property } => vec![("property", property.clone())],
            Self::NotOneOf { allowed } => vec![("allowed", allowed.join(", "))],
            Self::OutOfRange { least, most } => vec![("least", (*least).into()), ("most", (*most).into())],
            Self::ScoreOrder { relation, other } => {
                vec![("relation", relation.key().into()), ("other", (*other).into())]
            }
            Self::SeveralIdentifiers { first, second } => {
                vec![("first", (*first).into()), ("second", (*second).into())]
            }
            Self::NotAllowedHere { property, situation } => {
                vec![("property", (*property).into()), ("situation", situation.key().into())]
            }
            Self::UnknownParameter { parameter } | Self::RepeatedParameter { parameter } => {
                vec![("parameter", parameter.clone())]
            }
            Self::MissingParameter { parameter } => vec![("parameter", (*parameter).into())],
            Self::ParametersExclude { first, second } => vec![("first", first.clone()), ("second", second.clone())],
            Self::Multipart(fault) => fault.arguments(),
            _ => Vec::new(),
        }
    }
}
