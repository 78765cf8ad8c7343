//! The three ways in which statements are given, and what is known of activities and persons.
//!
//! Source: xAPI 1.0.3, Part Three, 2.1.3 "GET Statements" (`format`), 2.4 "Agents Resource", 2.5 "Activities Resource";
//! Part Two, 2.4.4.1 "LRS Requirements"; IEEE 9274.1.1, 4.1.6.1, 4.1.6.3, 4.1.6.4.

mod definition;
mod person;

pub use definition::merge_definition;
pub use person::Person;

use crate::json::{self, Node, Object, Value, write_string};
use crate::language::Languages;
use crate::object::ObjectType;
use crate::statement::Statement;

/// How much of its verbs, activities and people a statement tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Only what identifies them.
    Ids,
    /// As the statement came.
    #[default]
    Exact,
    /// With what is known of verbs and activities now, each text in one language.
    Canonical,
}

impl Format {
    /// By the name that the parameter `format` uses.
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "ids" => Some(Self::Ids),
            "exact" => Some(Self::Exact),
            "canonical" => Some(Self::Canonical),
            _ => None,
        }
    }
}

/// What a store knows of verbs and activities, as JSON.
pub trait Known {
    /// The definition of an activity.
    fn definition(&self, activity: &str) -> Option<&str>;
    /// The display of a verb: a language map.
    fn display(&self, verb: &str) -> Option<&str>;
}

/// Knows nothing: the statement's own definitions and displays are taken.
impl Known for () {
    fn definition(&self, _: &str) -> Option<&str> {
        None
    }

    fn display(&self, _: &str) -> Option<&str> {
        None
    }
}

impl Statement<'_> {
    /// The statement with nothing but what identifies its verbs, activities and people. Of an anonymous group, its members.
    ///
    /// ```
    /// use lustrum_xapi::{Limits, Version, read_one};
    /// let text = br#"{"actor": {"name": "An", "mbox": "mailto:an@example.org"},
    ///     "verb": {"id": "http://example.org/read", "display": {"en": "read"}},
    ///     "object": {"id": "http://example.org/book", "definition": {"name": {"en": "A book"}}}}"#;
    /// let ids = read_one(text, Version::V1_0_3, Limits::default())?.ids();
    /// assert_eq!(ids, concat!(r#"{"actor":{"mbox":"mailto:an@example.org"},"verb":{"id":"http://example.org/read"},"#,
    ///     r#""object":{"id":"http://example.org/book"}}"#));
    /// # Ok::<(), lustrum_xapi::Refusal>(())
    /// ```
    pub fn ids(&self) -> String {
        let mut out = String::with_capacity(self.node().raw().len());
        Writer { ids: true, languages: &Languages::default(), known: &() }.statement(self.node(), &mut out);
        out
    }

    /// The statement with what is known of its verbs and activities, each text in the language that suits the reader best. Where
    /// nothing is known, with what it says itself. People stay as they are.
    pub fn canonical(&self, languages: &Languages, known: &dyn Known) -> String {
        let mut out = String::with_capacity(self.node().raw().len());
        Writer { ids: false, languages, known }.statement(self.node(), &mut out);
        out
    }
}

/// An activity with its definition in the reader's language, as the activities resource and canonical statements give it.
pub fn activity(id: &str, definition: Option<&str>, languages: Option<&Languages>) -> String {
    let mut out = String::from("{\"objectType\":\"Activity\",\"id\":");
    write_string(id, &mut out);
    if let Some(definition) = definition {
        out.push_str(",\"definition\":");
        match (languages, json::read(definition.as_bytes())) {
            (Some(languages), Ok(node)) => Writer { ids: false, languages, known: &() }.definition(&node, &mut out),
            _ => out.push_str(definition),
        }
    }
    out.push('}');
    out
}

struct Writer<'k> {
    ids: bool,
    languages: &'k Languages,
    known: &'k dyn Known,
}

impl Writer<'_> {
    fn statement(&self, node: &Node<'_>, out: &mut String) {
        each_member(node, out, |key, value, out| {
            match key {
                "actor" | "authority" => self.actor(value, out),
                "verb" => self.verb(value, out),
                "object" => match ObjectType::of(value) {
                    Some(ObjectType::Activity) => self.activity(value, out),
                    Some(ObjectType::Agent | ObjectType::Group) => self.actor(value, out),
                    Some(ObjectType::SubStatement) => self.statement(value, out),
                    _ => value.write(out),
                },
                "context" => self.context(value, out),
                _ => value.write(out),
            }
            true
        });
    }

    fn context(&self, node: &Node<'_>, out: &mut String) {
        each_member(node, out, |key, value, out| {
            match key {
                "instructor" | "team" => self.actor(value, out),
                "contextActivities" => each_member(value, out, |_, activities, out| {
                    match activities.as_array() {
                        Some(list) => each_element(list, out, |activity, out| self.activity(activity, out)),
                        None => self.activity(activities, out),
                    }
                    true
                }),
                "contextAgents" | "contextGroups" => {
                    each_element(value.as_array().unwrap_or_default(), out, |one, out| {
                        each_member(one, out, |key, value, out| {
                            match key {
                                "agent" | "group" => self.actor(value, out),
                                _ => value.write(out),
                            }
                            true
                        });
                    });
                }
                _ => value.write(out),
            }
            true
        });
    }

    fn actor(&self, node: &Node<'_>, out: &mut String) {
        if !self.ids {
            return node.write(out);
        }
        let anonymous = crate::agent::AgentKey::of(node).is_none();
        each_member(node, out, |key, value, out| match key {
            "name" => false,
            "member" if anonymous => {
                each_element(value.as_array().unwrap_or_default(), out, |member, out| self.actor(member, out));
                true
            }
            "member" => false,
            _ => {
                value.write(out);
                true
            }
        });
    }

    fn verb(&self, node: &Node<'_>, out: &mut String) {
        let id = node.get("id").and_then(Node::as_str).unwrap_or_default();
        let known = if self.ids { None } else { self.known.display(id) };
        let known = known.and_then(|text| json::read(text.as_bytes()).ok());
        self.with(node, "display", known.as_ref(), out, |display, out| self.texts(display, out));
    }

    fn activity(&self, node: &Node<'_>, out: &mut String) {
        let id = node.get("id").and_then(Node::as_str).unwrap_or_default();
        let known = if self.ids { None } else { self.known.definition(id) };
        let known = known.and_then(|text| json::read(text.as_bytes()).ok());
        self.with(node, "definition", known.as_ref(), out, |definition, out| self.definition(definition, out));
    }

    /// An object in which one property is what is known, else what it says itself, and with ids alone not there at all.
    fn with(
        &self,
        node: &Node<'_>,
        property: &str,
        known: Option<&Node<'_>>,
        out: &mut String,
        write: impl Fn(&Node<'_>, &mut String),
    ) {
        each_member(node, out, |key, value, out| {
            if key != property {
                value.write(out);
                return true;
            }
            if self.ids || known.is_some() {
                return false;
            }
            write(value, out);
            true
        });
        if let Some(known) = known {
            out.pop();
            if !out.ends_with('{') {
                out.push(',');
            }
            write_string(property, out);
            out.push(':');
            write(known, out);
            out.push('}');
        }
    }

    /// Also a component of an interaction, whose description is a map as well.
    fn definition(&self, node: &Node<'_>, out: &mut String) {
        each_member(node, out, |key, value, out| {
            match (key, value.value()) {
                ("name" | "description", _) => self.texts(value, out),
                ("choices" | "scale" | "source" | "target" | "steps", Value::Array(components)) => {
                    each_element(components, out, |component, out| self.definition(component, out));
                }
                _ => value.write(out),
            }
            true
        });
    }

    /// A language map with one language left in it.
    fn texts(&self, node: &Node<'_>, out: &mut String) {
        match node.as_object().and_then(|map| self.languages.choose(map)) {
            Some(entry) => json::write_members(out, [entry]),
            None => node.write(out),
        }
    }
}

/// Writes an object; a member for which `write` gives false is left out.
fn each_member(node: &Node<'_>, out: &mut String, mut write: impl FnMut(&str, &Node<'_>, &mut String) -> bool) {
    let Some(members) = node.as_object().map(Object::members) else { return node.write(out) };
    out.push('{');
    let mut first = true;
    for member in members {
        let before = out.len();
        if !first {
            out.push(',');
        }
        out.push_str(member.raw_key());
        out.push(':');
        if write(member.key(), member.value(), out) { first = false } else { out.truncate(before) }
    }
    out.push('}');
}

fn each_element(elements: &[Node<'_>], out: &mut String, mut write: impl FnMut(&Node<'_>, &mut String)) {
    out.push('[');
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(element, out);
    }
    out.push(']');
}
