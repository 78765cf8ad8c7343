//! What was done.
//!
//! Source: xAPI 1.0.3, Part Two, 2.4.3 "Verb"; IEEE 9274.1.1, 4.2.2.2.

use crate::check;
use crate::json::Node;
use crate::language;
use crate::refusal::Refusal;

/// The one verb that the specification itself gives a meaning: the object of the statement no longer counts.
pub const VOIDED: &str = "http://adlnet.gov/expapi/verbs/voided";

pub(crate) fn check_verb(node: &Node<'_>) -> Result<(), Refusal> {
    let object = check::object(node)?;
    for member in object.members() {
        let checked = match member.key() {
            "id" => check::iri(member.value()),
            "display" => language::check_map(member.value()),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    if object.get("id").is_none() { Err(check::missing("id")) } else { Ok(()) }
}
