//! The questions that every rule asks of a value first.

use crate::iri;
use crate::json::{Kind, Node, Object, Value};
use crate::refusal::{Code, Refusal};
use uuid::Uuid;

/// A value of another kind than expected. Null has its own code, as it is a mistake of its own: it means to say "nothing".
pub(crate) fn wrong_kind(expected: Kind, node: &Node<'_>) -> Refusal {
    match node.kind() {
        Kind::Null => Refusal::new(Code::Null),
        found => Refusal::new(Code::Type { expected, found }),
    }
}

pub(crate) fn object<'n, 'a>(node: &'n Node<'a>) -> Result<&'n Object<'a>, Refusal> {
    node.as_object().ok_or_else(|| wrong_kind(Kind::Object, node))
}

pub(crate) fn array<'n, 'a>(node: &'n Node<'a>) -> Result<&'n [Node<'a>], Refusal> {
    node.as_array().ok_or_else(|| wrong_kind(Kind::Array, node))
}

pub(crate) fn string<'n>(node: &'n Node<'_>) -> Result<&'n str, Refusal> {
    node.as_str().ok_or_else(|| wrong_kind(Kind::String, node))
}

pub(crate) fn boolean(node: &Node<'_>) -> Result<bool, Refusal> {
    match node.value() {
        Value::Bool(value) => Ok(*value),
        _ => Err(wrong_kind(Kind::Boolean, node)),
    }
}

pub(crate) fn iri(node: &Node<'_>) -> Result<(), Refusal> {
    iri::check(string(node)?)
}

/// The standard form with hyphens; capitals are taken.
pub(crate) fn uuid(node: &Node<'_>) -> Result<Uuid, Refusal> {
    parse_uuid(string(node)?)
}

pub(crate) fn parse_uuid(text: &str) -> Result<Uuid, Refusal> {
    let refused = || Refusal::new(Code::NotUuid);
    if text.len() != 36 {
        return Err(refused());
    }
    Uuid::try_parse(text).map_err(|_| refused())
}

pub(crate) fn missing(property: &'static str) -> Refusal {
    Refusal::new(Code::Missing { property })
}

pub(crate) fn unknown(property: &str) -> Refusal {
    Refusal::new(Code::Unknown { property: property.to_owned() }).within(property)
}

/// Every element by one rule, with its position where it fails.
pub(crate) fn each<'n, 'a: 'n>(
    elements: impl IntoIterator<Item = &'n Node<'a>>,
    rule: impl Fn(&Node<'a>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    for (index, element) in elements.into_iter().enumerate() {
        rule(element).map_err(|refusal| refusal.at(index))?;
    }
    Ok(())
}

/// A map from IRIs to anything (Part Two, 4.1): nothing is asked of the values.
pub(crate) fn extensions(node: &Node<'_>) -> Result<(), Refusal> {
    for member in object(node)?.members() {
        iri::check(member.key()).map_err(|refusal| refusal.within(member.key()))?;
    }
    Ok(())
}
