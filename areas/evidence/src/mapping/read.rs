//! What a rule looks at in a stored statement.

use lustrum_kernel::Moment;
use lustrum_kernel::uuid::Uuid;
use lustrum_records::store::Kept;
use lustrum_xapi::json::{Node, Object, Value};
use lustrum_xapi::{AgentKey, ObjectType, Statement, cmi5};

/// A statement about an activity.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub id: Uuid,
    pub position: i64,
    pub source: i64,
    pub verb: String,
    pub activity: String,
    pub name: String,
    /// What identifies the person; nothing for a group.
    pub agent: Option<String>,
    pub scaled: Option<f64>,
    pub raw: Option<f64>,
    pub success: Option<bool>,
    pub completion: Option<bool>,
    pub duration: String,
    pub registration: Option<Uuid>,
    pub session: String,
    /// Of cmi5 content that was launched to be looked at and not to be learned from.
    pub looked_at: bool,
    pub at: Moment,
}

/// What a page of the store holds: statements about activities, and the statements that were made void.
pub(crate) fn read(page: &[Kept]) -> (Vec<Told>, Vec<Uuid>) {
    let mut told = Vec::new();
    let mut voided = Vec::new();
    for kept in page {
        let Ok(statement) = Statement::stored(&kept.text) else { continue };
        voided.extend(statement.voids());
        if !kept.voided && statement.object_type() == ObjectType::Activity {
            told.extend(of(kept, &statement));
        }
    }
    (told, voided)
}

fn of(kept: &Kept, statement: &Statement<'_>) -> Option<Told> {
    let object = statement.object()?;
    let result = |path: &[&str]| statement.node().get("result").and_then(|result| result.at(path));
    let session = cmi5::Told::of(statement);
    let actor = statement.actor()?;
    let group = actor.get("objectType").and_then(Node::as_str) == Some("Group");
    let name = object.at(&["definition", "name"]).and_then(Node::as_object).map(Object::members);
    let name = name.and_then(<[_]>::first).and_then(|member| member.value().as_str()).unwrap_or_default();
    let at = statement.timestamp().and_then(|at| Moment::from_micros(at.micros())).unwrap_or(kept.stored);
    Some(Told {
        id: kept.id,
        position: kept.position,
        source: kept.source,
        verb: statement.verb().to_owned(),
        activity: object.get("id")?.as_str()?.to_owned(),
        name: name.chars().take(200).collect(),
        agent: if group { None } else { AgentKey::of(actor).map(AgentKey::into_string) },
        scaled: result(&["score", "scaled"]).and_then(number),
        raw: result(&["score", "raw"]).and_then(number),
        success: result(&["success"]).and_then(boolean),
        completion: result(&["completion"]).and_then(boolean),
        duration: result(&["duration"]).and_then(Node::as_str).unwrap_or_default().to_owned(),
        registration: statement.registration(),
        looked_at: session
            .as_ref()
            .is_some_and(|told| told.launch_mode.is_some_and(|mode| mode != cmi5::LaunchMode::Normal)),
        session: session.map(|told| told.session).unwrap_or_default(),
        at,
    })
}

fn number(node: &Node<'_>) -> Option<f64> {
    matches!(node.value(), Value::Number).then(|| node.raw().parse().ok()).flatten()
}

fn boolean(node: &Node<'_>) -> Option<bool> {
    match node.value() {
        Value::Bool(value) => Some(*value),
        _ => None,
    }
}
