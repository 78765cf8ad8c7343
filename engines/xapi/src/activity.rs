//! What it was done with: activities, their definitions, and the ten types of interaction.
//!
//! Source: xAPI 1.0.3, Part Two, 2.4.4.1; IEEE 9274.1.1, 4.2.2.3.

use crate::check;
use crate::json::{Node, Object};
use crate::language;
use crate::refusal::{Code, Refusal, Situation};
use std::collections::HashSet;

const INTERACTION_TYPES: &[&str] = &[
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "matching",
    "performance",
    "sequencing",
    "likert",
    "numeric",
    "other",
];

pub(crate) fn check_activity(node: &Node<'_>) -> Result<(), Refusal> {
    let object = check::object(node)?;
    for member in object.members() {
        let checked = match member.key() {
            "objectType" => check_type(member.value()),
            "id" => check::iri(member.value()),
            "definition" => check_definition(member.value()),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    if object.get("id").is_none() { Err(check::missing("id")) } else { Ok(()) }
}

fn check_type(node: &Node<'_>) -> Result<(), Refusal> {
    if check::string(node)? == "Activity" {
        Ok(())
    } else {
        Err(Refusal::new(Code::NotOneOf { allowed: &["Activity"] }))
    }
}

/// What an activity says of itself; also the body of an activity's hosted metadata.
pub(crate) fn check_definition(node: &Node<'_>) -> Result<(), Refusal> {
    let object = check::object(node)?;
    for member in object.members() {
        let value = member.value();
        let checked = match member.key() {
            "name" | "description" => language::check_map(value),
            "type" | "moreInfo" => check::iri(value),
            "extensions" => check::extensions(value),
            "interactionType" => check_interaction_type(value),
            "correctResponsesPattern" => check::array(value)
                .and_then(|patterns| check::each(patterns, |pattern| check::string(pattern).map(drop))),
            "choices" | "scale" | "source" | "target" | "steps" => check_components(value),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    check_interaction(object)
}

fn check_interaction_type(node: &Node<'_>) -> Result<(), Refusal> {
    let text = check::string(node)?;
    if INTERACTION_TYPES.contains(&text) {
        Ok(())
    } else {
        Err(Refusal::new(Code::NotOneOf { allowed: INTERACTION_TYPES }))
    }
}

/// Patterns and components belong to a type of interaction, and each type takes its own lists.
fn check_interaction(definition: &Object<'_>) -> Result<(), Refusal> {
    let interaction = definition.get("interactionType").and_then(Node::as_str);
    let lists: &[&str] = match interaction {
        Some("choice" | "sequencing") => &["choices"],
        Some("likert") => &["scale"],
        Some("matching") => &["source", "target"],
        Some("performance") => &["steps"],
        _ => &[],
    };
    for property in ["correctResponsesPattern", "choices", "scale", "source", "target", "steps"] {
        if definition.get(property).is_none() {
            continue;
        }
        if interaction.is_none() {
            return Err(check::missing("interactionType"));
        }
        if property != "correctResponsesPattern" && !lists.contains(&property) {
            let situation = Situation::OtherInteraction;
            return Err(Refusal::new(Code::NotAllowedHere { property, situation }).within(property));
        }
    }
    Ok(())
}

fn check_components(node: &Node<'_>) -> Result<(), Refusal> {
    let components = check::array(node)?;
    let mut ids = HashSet::with_capacity(components.len());
    for (index, component) in components.iter().enumerate() {
        check_component(component).map_err(|refusal| refusal.at(index))?;
        if let Some(id) = component.get("id").and_then(Node::as_str)
            && !ids.insert(id)
        {
            return Err(Refusal::new(Code::RepeatedId).within("id").at(index));
        }
    }
    Ok(())
}

fn check_component(node: &Node<'_>) -> Result<(), Refusal> {
    let object = check::object(node)?;
    for member in object.members() {
        let checked = match member.key() {
            "id" => check::string(member.value())
                .and_then(|id| if id.is_empty() { Err(Refusal::new(Code::Empty)) } else { Ok(()) }),
            "description" => language::check_map(member.value()),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    if object.get("id").is_none() { Err(check::missing("id")) } else { Ok(()) }
}
