//! The rules of a statement and of a statement within one.

use crate::agent::{self, Takes};
use crate::attachment;
use crate::check;
use crate::context;
use crate::json::{Node, Object};
use crate::object::{self, ObjectType};
use crate::refusal::{Code, Refusal, Situation};
use crate::result;
use crate::time;
use crate::verb::{self, VOIDED};
use crate::version::Version;

pub(super) fn check_statement(node: &Node<'_>, version: Version) -> Result<(), Refusal> {
    let object = check::object(node)?;
    let is_activity = object_is_activity(object);
    for member in object.members() {
        let value = member.value();
        let checked = match member.key() {
            "id" => check::uuid(value).map(drop),
            "stored" => time::check_timestamp(value, version),
            "authority" => agent::check_authority(value),
            "version" => check_version(value, version),
            key => match check_part(key, value, is_activity, false, version) {
                Some(checked) => checked,
                None => return Err(check::unknown(key)),
            },
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    check_whole(object)
}

/// A statement within a statement tells of something that has not happened: it has no id and nobody vouches for it.
pub(crate) fn check_sub_statement(node: &Node<'_>, version: Version) -> Result<(), Refusal> {
    let object = check::object(node)?;
    let is_activity = object_is_activity(object);
    for member in object.members() {
        let checked = match member.key() {
            "objectType" => Ok(()),
            "id" => never("id"),
            "stored" => never("stored"),
            "authority" => never("authority"),
            "version" => never("version"),
            key => match check_part(key, member.value(), is_activity, true, version) {
                Some(checked) => checked,
                None => return Err(check::unknown(key)),
            },
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    check_whole(object)
}

fn never(property: &'static str) -> Result<(), Refusal> {
    Err(Refusal::new(Code::NotAllowedHere { property, situation: Situation::InSubStatement }))
}

/// What both have; nothing for a property that neither has.
fn check_part(
    key: &str,
    value: &Node<'_>,
    is_activity: bool,
    nested: bool,
    version: Version,
) -> Option<Result<(), Refusal>> {
    Some(match key {
        "actor" => agent::check_actor(value, Takes::Either),
        "verb" => verb::check_verb(value),
        "object" => object::check_object(value, nested, version),
        "result" => result::check_result(value),
        "context" => context::check_context(value, is_activity, version),
        "timestamp" => time::check_timestamp(value, version),
        "attachments" => attachment::check_attachments(value),
        _ => return None,
    })
}

fn check_whole(object: &Object<'_>) -> Result<(), Refusal> {
    for property in ["actor", "verb", "object"] {
        if object.get(property).is_none() {
            return Err(check::missing(property));
        }
    }
    let verb = object.get("verb").and_then(|verb| verb.get("id")).and_then(Node::as_str);
    let reference = object.get("object").and_then(ObjectType::of) == Some(ObjectType::StatementRef);
    if verb == Some(VOIDED) && !reference {
        return Err(Refusal::new(Code::VoidingNeedsReference).within("object"));
    }
    Ok(())
}

fn object_is_activity(statement: &Object<'_>) -> bool {
    statement.get("object").and_then(ObjectType::of) == Some(ObjectType::Activity)
}

fn check_version(node: &Node<'_>, version: Version) -> Result<(), Refusal> {
    let of = check::string(node)?;
    if version.takes_statement_of(of) { Ok(()) } else { Err(Refusal::new(Code::NotVersion)) }
}
