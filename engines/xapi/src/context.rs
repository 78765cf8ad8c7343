//! The circumstances.
//!
//! Source: xAPI 1.0.3, Part Two, 2.4.6 "Context"; IEEE 9274.1.1, 4.2.2.5.

use crate::activity;
use crate::agent::{self, Takes};
use crate::check;
use crate::json::{Node, Value};
use crate::language;
use crate::object;
use crate::refusal::{Code, Refusal, Situation};
use crate::version::Version;

/// The four ways in which other activities belong to a statement.
pub(crate) const RELATIONS: [&str; 4] = ["parent", "grouping", "category", "other"];

pub(crate) fn check_context(node: &Node<'_>, object_is_activity: bool, version: Version) -> Result<(), Refusal> {
    for member in check::object(node)?.members() {
        let value = member.value();
        let checked = match member.key() {
            "registration" => check::uuid(value).map(drop),
            "instructor" => agent::check_actor(value, Takes::Either),
            "team" => agent::check_actor(value, Takes::Group),
            "contextActivities" => check_activities(value),
            "contextAgents" => since_2(version, "contextAgents").and_then(|()| check_agents(value)),
            "contextGroups" => since_2(version, "contextGroups").and_then(|()| check_groups(value)),
            "revision" => of_activity(object_is_activity, "revision").and_then(|()| check::string(value).map(drop)),
            "platform" => of_activity(object_is_activity, "platform").and_then(|()| check::string(value).map(drop)),
            "language" => language::check_tag(value),
            "statement" => object::check_reference(value),
            "extensions" => check::extensions(value),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    Ok(())
}

fn since_2(version: Version, property: &'static str) -> Result<(), Refusal> {
    if version >= Version::V2_0 {
        return Ok(());
    }
    Err(Refusal::new(Code::NotAllowedHere { property, situation: Situation::BeforeVersion2 }))
}

fn of_activity(object_is_activity: bool, property: &'static str) -> Result<(), Refusal> {
    if object_is_activity {
        return Ok(());
    }
    Err(Refusal::new(Code::NotAllowedHere { property, situation: Situation::ObjectIsNoActivity }))
}

/// Lists of activities, or a single activity where a list of one is meant.
fn check_activities(node: &Node<'_>) -> Result<(), Refusal> {
    for member in check::object(node)?.members() {
        if !RELATIONS.contains(&member.key()) {
            return Err(check::unknown(member.key()));
        }
        let checked = match member.value().value() {
            Value::Array(activities) => check::each(activities, activity::check_activity),
            _ => activity::check_activity(member.value()),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    Ok(())
}

fn check_agents(node: &Node<'_>) -> Result<(), Refusal> {
    check::each(check::array(node)?, |one| check_related(one, "contextAgent", "agent", Takes::Agent))
}

fn check_groups(node: &Node<'_>) -> Result<(), Refusal> {
    check::each(check::array(node)?, |one| check_related(one, "contextGroup", "group", Takes::Group))
}

/// Someone who has to do with it, and in which roles (2.0 only).
fn check_related(node: &Node<'_>, kind: &'static str, who: &'static str, takes: Takes) -> Result<(), Refusal> {
    let object = check::object(node)?;
    for member in object.members() {
        let value = member.value();
        let checked = match member.key() {
            "objectType" => check::string(value).and_then(|text| {
                if text == kind { Ok(()) } else { Err(Refusal::new(Code::NotOneOf { allowed: names(kind) })) }
            }),
            "relevantTypes" => check_types(value),
            key if key == who => agent::check_actor(value, takes),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    for property in ["objectType", who] {
        if object.get(property).is_none() {
            return Err(check::missing(property));
        }
    }
    Ok(())
}

fn names(kind: &str) -> &'static [&'static str] {
    if kind == "contextAgent" { &["contextAgent"] } else { &["contextGroup"] }
}

fn check_types(node: &Node<'_>) -> Result<(), Refusal> {
    let types = check::array(node)?;
    if types.is_empty() {
        return Err(Refusal::new(Code::Empty));
    }
    check::each(types, check::iri)
}
