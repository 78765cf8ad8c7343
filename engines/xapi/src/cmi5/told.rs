//! What one statement tells.

use super::{CATEGORY, LAUNCH_MODE, MASTERY_SCORE, MOVE_ON, MOVE_ON_CATEGORY, MoveOn, REASON, SESSION_ID};
use crate::agent::AgentKey;
use crate::json::{Node, Value};
use crate::statement::Statement;
use crate::time::Instant;
use uuid::Uuid;

/// The verbs of cmi5 (9.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    Launched,
    Initialized,
    Completed,
    Passed,
    Failed,
    Abandoned,
    Waived,
    Terminated,
    Satisfied,
}

impl Verb {
    /// All of them, in the order of the specification.
    pub const ALL: [Self; 9] = [
        Self::Launched,
        Self::Initialized,
        Self::Completed,
        Self::Passed,
        Self::Failed,
        Self::Abandoned,
        Self::Waived,
        Self::Terminated,
        Self::Satisfied,
    ];

    /// The IRI of the verb.
    pub fn iri(self) -> &'static str {
        match self {
            Self::Launched => "http://adlnet.gov/expapi/verbs/launched",
            Self::Initialized => "http://adlnet.gov/expapi/verbs/initialized",
            Self::Completed => "http://adlnet.gov/expapi/verbs/completed",
            Self::Passed => "http://adlnet.gov/expapi/verbs/passed",
            Self::Failed => "http://adlnet.gov/expapi/verbs/failed",
            Self::Abandoned => "https://w3id.org/xapi/adl/verbs/abandoned",
            Self::Waived => "https://w3id.org/xapi/adl/verbs/waived",
            Self::Terminated => "http://adlnet.gov/expapi/verbs/terminated",
            Self::Satisfied => "https://w3id.org/xapi/adl/verbs/satisfied",
        }
    }

    /// The verb with this IRI.
    pub fn of(iri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.iri() == iri)
    }
}

/// How content was launched (10.2.2): only `Normal` may have an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaunchMode {
    Normal,
    Browse,
    Review,
}

/// A statement of a cmi5 session.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The verb, where cmi5 defines the statement (it has the category); nothing for what content tells besides.
    pub verb: Option<Verb>,
    /// The session.
    pub session: String,
    /// The registration.
    pub registration: Option<Uuid>,
    /// Who learns.
    pub actor: Option<AgentKey>,
    /// The activity: the assignable unit, or for `satisfied` a block or course.
    pub activity: String,
    /// When it happened.
    pub at: Option<Instant>,
    pub completion: Option<bool>,
    pub success: Option<bool>,
    /// The scaled score, between -1 and 1.
    pub scaled: Option<f64>,
    /// The period as written.
    pub duration: Option<String>,
    /// It has the category that makes it count towards moving on.
    pub counts: bool,
    pub mastery_score: Option<f64>,
    pub launch_mode: Option<LaunchMode>,
    pub move_on: Option<MoveOn>,
    /// Why it was waived.
    pub reason: Option<String>,
}

impl Told {
    /// Recognises a statement of a session: one with the session's id in its context (9.6.3.1). Nothing for all others.
    pub fn of(statement: &Statement<'_>) -> Option<Self> {
        let context = statement.node().get("context")?;
        let extension = |iri: &str| context.get("extensions").and_then(|extensions| extensions.get(iri));
        let session = extension(SESSION_ID)?.as_str()?.to_owned();
        let result = |key: &str| statement.node().at(&["result", key]);
        let object = statement.object()?;
        let defined = in_category(context, CATEGORY);
        Some(Self {
            verb: if defined { Verb::of(statement.verb()) } else { None },
            session,
            registration: statement.registration(),
            actor: statement.actor().and_then(AgentKey::of),
            activity: object.get("id").and_then(Node::as_str).unwrap_or_default().to_owned(),
            at: statement.timestamp(),
            completion: result("completion").and_then(boolean),
            success: result("success").and_then(boolean),
            scaled: statement.node().at(&["result", "score", "scaled"]).and_then(number),
            duration: result("duration").and_then(Node::as_str).map(str::to_owned),
            counts: in_category(context, MOVE_ON_CATEGORY),
            mastery_score: extension(MASTERY_SCORE).and_then(number),
            launch_mode: extension(LAUNCH_MODE).and_then(Node::as_str).and_then(launch_mode),
            move_on: extension(MOVE_ON).and_then(Node::as_str).and_then(MoveOn::of),
            reason: result("extensions").and_then(|map| map.get(REASON)?.as_str().map(str::to_owned)),
        })
    }
}

fn in_category(context: &Node<'_>, id: &str) -> bool {
    let is = |activity: &Node<'_>| activity.get("id").and_then(Node::as_str) == Some(id);
    match context.at(&["contextActivities", "category"]) {
        Some(category) => match category.as_array() {
            Some(activities) => activities.iter().any(is),
            None => is(category),
        },
        None => false,
    }
}

fn boolean(node: &Node<'_>) -> Option<bool> {
    match node.value() {
        Value::Bool(value) => Some(*value),
        _ => None,
    }
}

fn number(node: &Node<'_>) -> Option<f64> {
    matches!(node.value(), Value::Number).then(|| node.raw().parse().ok()).flatten()
}

fn launch_mode(name: &str) -> Option<LaunchMode> {
    match name {
        "Normal" => Some(LaunchMode::Normal),
        "Browse" => Some(LaunchMode::Browse),
        "Review" => Some(LaunchMode::Review),
        _ => None,
    }
}
