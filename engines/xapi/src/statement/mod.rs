//! A statement: someone did something with something.
//!
//! Source: xAPI 1.0.3, Part Two, 2 "Statements"; IEEE 9274.1.1, 4.2.

mod complete;
mod rules;

pub use complete::Additions;
pub(crate) use rules::check_sub_statement;

use crate::check;
use crate::json::{self, Node, Value};
use crate::object::ObjectType;
use crate::refusal::{Code, Refusal};
use crate::time::{self, Instant};
use crate::verb::VOIDED;
use crate::version::Version;
use std::collections::HashSet;
use uuid::Uuid;

/// What one request may ask of the reader.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Statements in one batch.
    pub statements: usize,
    /// Nesting of arrays and objects, extensions included; at most 200.
    pub depth: usize,
}

/// What is read back from a store may be nested a little deeper than what it takes.
const MOST_DEPTH: usize = 256;

impl Default for Limits {
    /// 50,000 statements, 64 levels.
    fn default() -> Self {
        Self { statements: 50_000, depth: json::MAX_DEPTH }
    }
}

/// A statement that keeps all rules of its version. It borrows the text that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<'a> {
    node: Node<'a>,
    version: Version,
}

/// Reads one statement, as `PUT` brings it.
///
/// # Errors
/// The first rule that is broken, with its place.
///
/// ```
/// use lustrum_xapi::{Limits, Version, read_one};
/// let text = br#"{
///     "actor": {"mbox": "mailto:an@example.org"},
///     "verb": {"id": "http://example.org/read"},
///     "object": {"id": "not an iri"}
/// }"#;
/// let refused = read_one(text, Version::V1_0_3, Limits::default()).unwrap_err();
/// assert_eq!(refused.to_string(), "statement.object.id: not an absolute IRI");
/// ```
pub fn read_one(bytes: &[u8], version: Version, limits: Limits) -> Result<Statement<'_>, Refusal> {
    let read = || {
        let node = json::read_with_depth(bytes, limits.depth.min(200))?;
        Statement::of(node, version)
    };
    read().map_err(|refusal| refusal.within("statement"))
}

/// Reads one statement or an array of statements, as `POST` brings them. All of them keep the rules, or the whole is
/// refused. No id may stand twice.
///
/// # Errors
/// The first rule that is broken, with its place, such as `statement[3].verb.id`; [`Code::TooMany`]; [`Code::RepeatedId`].
pub fn read_batch(bytes: &[u8], version: Version, limits: Limits) -> Result<Vec<Statement<'_>>, Refusal> {
    read_nodes(bytes, version, limits).map_err(|refusal| refusal.within("statement"))
}

fn read_nodes(bytes: &[u8], version: Version, limits: Limits) -> Result<Vec<Statement<'_>>, Refusal> {
    // One level more, for the array around the statements.
    let node = json::read_with_depth(bytes, limits.depth.min(200) + 1)?;
    let nodes = match node.into_array() {
        Ok(nodes) => nodes,
        Err(single) => return Ok(vec![Statement::of(single, version)?]),
    };
    if nodes.len() > limits.statements {
        return Err(Refusal::new(Code::TooMany { found: nodes.len(), limit: limits.statements }));
    }
    let mut ids = HashSet::with_capacity(nodes.len());
    let mut statements = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.into_iter().enumerate() {
        let statement = Statement::of(node, version).map_err(|refusal| refusal.at(index))?;
        if statement.id().is_some_and(|id| !ids.insert(id)) {
            return Err(Refusal::new(Code::RepeatedId).within("id").at(index));
        }
        statements.push(statement);
    }
    Ok(statements)
}

impl<'a> Statement<'a> {
    /// A statement from a value, checked by all rules of the version.
    ///
    /// # Errors
    /// The first rule that is broken, with its place inside the statement.
    pub fn of(node: Node<'a>, version: Version) -> Result<Self, Refusal> {
        rules::check_statement(&node, version)?;
        Ok(Self { node, version })
    }

    /// A statement that this store wrote itself, and so checked before; read without checking the rules again.
    ///
    /// # Errors
    /// What [`json::read`] refuses.
    pub fn stored(text: &'a str) -> Result<Self, Refusal> {
        // An activity that came alone stands one level deeper in its array.
        let node = json::read_with_depth(text.as_bytes(), MOST_DEPTH)?;
        let version = match node.get("version").and_then(Node::as_str) {
            Some(version) if version.starts_with("2.") => Version::V2_0,
            _ => Version::V1_0_3,
        };
        Ok(Self { node, version })
    }

    /// The statement as JSON.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }

    /// Whose rules it keeps.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Its id, where it came with one.
    pub fn id(&self) -> Option<Uuid> {
        self.uuid(&["id"])
    }

    /// Who did it.
    pub fn actor(&self) -> Option<&Node<'a>> {
        self.node.get("actor")
    }

    /// The IRI of what was done.
    pub fn verb(&self) -> &str {
        self.node.at(&["verb", "id"]).and_then(Node::as_str).unwrap_or_default()
    }

    /// What it was done with.
    pub fn object(&self) -> Option<&Node<'a>> {
        self.node.get("object")
    }

    /// What the object is.
    pub fn object_type(&self) -> ObjectType {
        self.object().and_then(ObjectType::of).unwrap_or(ObjectType::Activity)
    }

    /// When it happened, where the statement says so.
    pub fn timestamp(&self) -> Option<Instant> {
        // A store keeps what either version brought; the looser reading takes both.
        time::timestamp(self.node.get("timestamp")?.as_str()?, Version::V1_0_3).ok()
    }

    /// The attempt or session it belongs to.
    pub fn registration(&self) -> Option<Uuid> {
        self.uuid(&["context", "registration"])
    }

    /// The statement that is its object.
    pub fn target(&self) -> Option<Uuid> {
        if self.object_type() == ObjectType::StatementRef { self.uuid(&["object", "id"]) } else { None }
    }

    /// The statement that this one makes void.
    pub fn voids(&self) -> Option<Uuid> {
        if self.verb() == VOIDED { self.target() } else { None }
    }

    /// The attachments as they are described, in their order.
    pub fn attachments(&self) -> &[Node<'a>] {
        self.node.get("attachments").and_then(Node::as_array).unwrap_or_default()
    }

    /// `Ok` if the statement has the id of the request that brings it, or none.
    ///
    /// # Errors
    /// [`Code::IdDiffers`].
    pub fn check_id(&self, asked: Uuid) -> Result<(), Refusal> {
        match self.id() {
            Some(id) if id != asked => Err(Refusal::new(Code::IdDiffers).within("id").within("statement")),
            _ => Ok(()),
        }
    }

    fn uuid(&self, path: &[&str]) -> Option<Uuid> {
        check::uuid(self.node.at(path)?).ok()
    }
}

impl<'a> Node<'a> {
    /// The elements of an array, or the value itself.
    fn into_array(self) -> Result<Vec<Node<'a>>, Node<'a>> {
        match self.into_value() {
            (_, Value::Array(elements)) => Ok(elements),
            (raw, value) => Err(Node::new(raw, value)),
        }
    }
}
