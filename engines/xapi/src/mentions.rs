//! What a statement speaks of, for the indexes of a store.
//!
//! Source: xAPI 1.0.3, Part Three, 2.1.3 "GET Statements" (the filters `agent`, `verb`, `activity`, `registration`,
//! `related_agents`, `related_activities`); IEEE 9274.1.1, 4.1.6.1.

use crate::agent::AgentKey;
use crate::context::RELATIONS;
use crate::json::{Node, Value};
use crate::object::ObjectType;
use crate::statement::Statement;
use crate::time::Instant;
use std::collections::HashSet;
use std::hash::Hash;
use uuid::Uuid;

/// Everything that the filters of the statement resource ask for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mentions {
    /// The IRI of the verb.
    pub verb: String,
    /// Everyone in it, each once, those who are found without `related_agents` first.
    pub agents: Vec<Mention<AgentKey>>,
    /// Every activity in it, each once, those that are found without `related_activities` first.
    pub activities: Vec<Mention<String>>,
    /// The registration of its context.
    pub registration: Option<Uuid>,
    /// The statement that is its object.
    pub target: Option<Uuid>,
    /// The statement that it makes void.
    pub voids: Option<Uuid>,
    /// When it happened, where it says so.
    pub timestamp: Option<Instant>,
    /// The hashes of its attachments and of those of a statement within, in small letters, each once.
    pub attachments: Vec<String>,
}

/// One who, or that which, is mentioned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<T> {
    pub key: T,
    /// True where the plain filter finds it: actor and object with the members of groups, or the object activity. False where only
    /// `related_agents` or `related_activities` does.
    pub direct: bool,
}

impl Statement<'_> {
    /// What this statement speaks of. The authority counts as it stands in the statement, so take the mentions of the completed
    /// statement, or give the authority to [`Mentions::add_authority`].
    ///
    /// ```
    /// use lustrum_xapi::{Limits, Version, read_one};
    /// let text = br#"{"actor": {"objectType": "Group", "member": [{"mbox": "mailto:an@example.org"}]},
    ///     "verb": {"id": "http://example.org/read"}, "object": {"id": "http://example.org/book"},
    ///     "context": {"contextActivities": {"parent": {"id": "http://example.org/shelf"}}}}"#;
    /// let mentions = read_one(text, Version::V1_0_3, Limits::default())?.mentions();
    /// assert_eq!(mentions.agents[0].key.as_str(), "mbox:an@example.org");
    /// assert!(mentions.activities[0].direct && !mentions.activities[1].direct);
    /// # Ok::<(), lustrum_xapi::Refusal>(())
    /// ```
    pub fn mentions(&self) -> Mentions {
        let mut found = Found::default();
        found.read(self.node(), true);
        if let Some(authority) = self.node().get("authority") {
            found.actor(authority, false);
        }
        Mentions {
            verb: self.verb().to_owned(),
            agents: found.agents.list,
            activities: found.activities.list,
            registration: self.registration(),
            target: self.target(),
            voids: self.voids(),
            timestamp: self.timestamp(),
            attachments: found.attachments.list.into_iter().map(|mention| mention.key).collect(),
        }
    }
}

impl Mentions {
    /// Adds who vouches for the statement (found by `related_agents`).
    pub fn add_authority(&mut self, authority: &Node<'_>) {
        let mut found = Found::default();
        found.actor(authority, false);
        for mention in found.agents.list {
            if !self.agents.iter().any(|known| known.key == mention.key) {
                self.agents.push(mention);
            }
        }
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    agents: Once<AgentKey>,
    activities: Once<String>,
    attachments: Once<String>,
}

impl Found {
    fn read(&mut self, statement: &Node<'_>, direct: bool) {
        if let Some(actor) = statement.get("actor") {
            self.actor(actor, direct);
        }
        let object = statement.get("object");
        match object.and_then(|object| ObjectType::of(object).map(|kind| (kind, object))) {
            Some((ObjectType::Agent | ObjectType::Group, object)) => self.actor(object, direct),
            Some((ObjectType::Activity, object)) => self.activity(object, direct),
            Some((ObjectType::SubStatement, object)) => self.read(object, false),
            _ => {}
        }
        if let Some(context) = statement.get("context") {
            self.context(context);
        }
        for attachment in statement.get("attachments").and_then(Node::as_array).unwrap_or_default() {
            if let Some(hash) = attachment.get("sha2").and_then(Node::as_str) {
                self.attachments.add(hash.to_ascii_lowercase(), direct);
            }
        }
    }

    fn context(&mut self, context: &Node<'_>) {
        for role in ["instructor", "team"] {
            if let Some(actor) = context.get(role) {
                self.actor(actor, false);
            }
        }
        for (list, who) in [("contextAgents", "agent"), ("contextGroups", "group")] {
            for one in context.get(list).and_then(Node::as_array).unwrap_or_default() {
                if let Some(actor) = one.get(who) {
                    self.actor(actor, false);
                }
            }
        }
        for relation in RELATIONS {
            match context.at(&["contextActivities", relation]).map(|node| (node, node.value())) {
                Some((_, Value::Array(activities))) => {
                    for activity in activities {
                        self.activity(activity, false);
                    }
                }
                Some((activity, _)) => self.activity(activity, false),
                None => {}
            }
        }
    }

    /// Someone, and the members where it is a group.
    fn actor(&mut self, actor: &Node<'_>, direct: bool) {
        if let Some(key) = AgentKey::of(actor) {
            self.agents.add(key, direct);
        }
        for member in actor.get("member").and_then(Node::as_array).unwrap_or_default() {
            if let Some(key) = AgentKey::of(member) {
                self.agents.add(key, direct);
            }
        }
    }

    fn activity(&mut self, activity: &Node<'_>, direct: bool) {
        if let Some(id) = activity.get("id").and_then(Node::as_str) {
            self.activities.add(id.to_owned(), direct);
        }
    }
}

/// Each key once. Direct mentions are all added before related ones, so the first entry of a key is its strongest.
struct Once<T> {
    list: Vec<Mention<T>>,
    /// Used from [`FEW`] keys on: a group may have very many members.
    seen: HashSet<T>,
}

const FEW: usize = 32;

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self { list: Vec::new(), seen: HashSet::new() }
    }
}

impl<T: Clone + Eq + Hash> Once<T> {
    fn add(&mut self, key: T, direct: bool) {
        let known = if self.list.len() < FEW {
            self.list.iter().any(|mention| mention.key == key)
        } else {
            if self.seen.is_empty() {
                self.seen.extend(self.list.iter().map(|mention| mention.key.clone()));
            }
            !self.seen.insert(key.clone())
        };
        if !known {
            self.list.push(Mention { key, direct });
        }
    }
}
