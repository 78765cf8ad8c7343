//! One definition of an activity from the many that statements bring.

use crate::json::{self, Member, Node};
use crate::refusal::Refusal;

/// What may be said anew with every statement: texts in further languages, extensions.
const MAPS: [&str; 3] = ["name", "description", "extensions"];

/// What makes a question that question: it stays as it was first told, as old answers were given to it (Part Two, 2.4.4.1: no
/// significant changes, "e.g. changes to correct responses").
const FIXED: [&str; 7] =
    ["interactionType", "correctResponsesPattern", "choices", "scale", "source", "target", "steps"];

/// The definition that is known, with what a new one adds: further languages and extensions, the newer text where both have one, a newer type
/// or address. What belongs to an interaction stays, unless nothing is known of it.
///
/// # Errors
/// What [`json::read`] refuses in the one that is known.
///
/// ```
/// use lustrum_xapi::{format::merge_definition, json};
/// let new = json::read(br#"{"name": {"nl": "Boek"}, "interactionType": "other"}"#)?;
/// let known = r#"{"name":{"en":"Book"},"interactionType":"choice"}"#;
/// assert_eq!(merge_definition(Some(known), &new)?, r#"{"name":{"en":"Book","nl":"Boek"},"interactionType":"choice"}"#);
/// assert_eq!(merge_definition(None, &new)?, r#"{"name":{"nl":"Boek"},"interactionType":"other"}"#);
/// # Ok::<(), lustrum_xapi::Refusal>(())
/// ```
pub fn merge_definition(known: Option<&str>, new: &Node<'_>) -> Result<String, Refusal> {
    let Some(known) = known else { return Ok(new.to_text()) };
    let known = json::read(known.as_bytes())?;
    let (Some(old), Some(added)) = (known.as_object(), new.as_object()) else { return Ok(new.to_text()) };
    let interaction = old.get("interactionType").is_some();
    let mut out = String::from("{");
    for member in old.members() {
        let newer = added.get(member.key()).filter(|_| !FIXED.contains(&member.key()));
        key(member, &mut out);
        match (newer, newer.and_then(Node::as_object), member.value().as_object()) {
            (Some(_), Some(newer), Some(older)) if MAPS.contains(&member.key()) => {
                json::write_members(&mut out, older.merged_with(newer))
            }
            (Some(newer), _, _) => newer.write(&mut out),
            (None, _, _) => member.value().write(&mut out),
        }
    }
    for member in added.members() {
        let belongs = interaction && FIXED.contains(&member.key());
        if old.get(member.key()).is_none() && !belongs {
            key(member, &mut out);
            member.value().write(&mut out);
        }
    }
    out.push('}');
    Ok(out)
}

fn key(member: &Member<'_>, out: &mut String) {
    if !out.ends_with('{') {
        out.push(',');
    }
    out.push_str(member.raw_key());
    out.push(':');
}
