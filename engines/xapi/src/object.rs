//! The object of a statement: an activity, someone, another statement, or a statement within.
//!
//! Source: xAPI 1.0.3, Part Two, 2.4.4 "Object"; IEEE 9274.1.1, 4.2.2.3.

use crate::activity;
use crate::agent::{self, Takes};
use crate::check;
use crate::json::Node;
use crate::refusal::{Code, Refusal};
use crate::statement;
use crate::version::Version;

const TYPES: &[&str] = &["Activity", "Agent", "Group", "StatementRef", "SubStatement"];

/// What the object of a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectType {
    Activity,
    Agent,
    Group,
    StatementRef,
    SubStatement,
}

impl ObjectType {
    /// Of an object as it is written; without `objectType` it is an activity.
    pub fn of(node: &Node<'_>) -> Option<Self> {
        match node.as_object()?.get("objectType") {
            None => Some(Self::Activity),
            Some(name) => match name.as_str()? {
                "Activity" => Some(Self::Activity),
                "Agent" => Some(Self::Agent),
                "Group" => Some(Self::Group),
                "StatementRef" => Some(Self::StatementRef),
                "SubStatement" => Some(Self::SubStatement),
                _ => None,
            },
        }
    }
}

pub(crate) fn check_object(node: &Node<'_>, nested: bool, version: Version) -> Result<(), Refusal> {
    let object = check::object(node)?;
    if let Some(name) = object.get("objectType") {
        check::string(name).map_err(|refusal| refusal.within("objectType"))?;
    }
    match ObjectType::of(node) {
        Some(ObjectType::Activity) => activity::check_activity(node),
        Some(ObjectType::Agent) => agent::check_actor(node, Takes::Agent),
        Some(ObjectType::Group) => agent::check_actor(node, Takes::Group),
        Some(ObjectType::StatementRef) => check_reference(node),
        Some(ObjectType::SubStatement) if nested => Err(Refusal::new(Code::NestedSubStatement)),
        Some(ObjectType::SubStatement) => statement::check_sub_statement(node, version),
        None => Err(Refusal::new(Code::NotOneOf { allowed: TYPES }).within("objectType")),
    }
}

/// A pointer to another statement, which need not be there.
pub(crate) fn check_reference(node: &Node<'_>) -> Result<(), Refusal> {
    let object = check::object(node)?;
    for member in object.members() {
        let checked = match member.key() {
            "objectType" => check::string(member.value()).and_then(|name| {
                if name == "StatementRef" {
                    Ok(())
                } else {
                    Err(Refusal::new(Code::NotOneOf { allowed: &["StatementRef"] }))
                }
            }),
            "id" => check::uuid(member.value()).map(drop),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    for property in ["objectType", "id"] {
        if object.get(property).is_none() {
            return Err(check::missing(property));
        }
    }
    Ok(())
}
