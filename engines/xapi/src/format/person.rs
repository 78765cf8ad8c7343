//! All that is known of one person: several names, several identifiers.

use crate::agent::{AgentKey, Identifier};
use crate::json::{Node, write_string};

/// The answer of the agents resource (Part Three, 2.4): a person with a list of each property.
///
/// ```
/// use lustrum_xapi::{AgentKey, format::Person};
/// let mut person = Person::of(&AgentKey::of_mbox("mailto:an@example.org"));
/// person.add_name("An");
/// person.add_key(&AgentKey::of_account("https://lms.example.org", "42"));
/// assert_eq!(person.to_text(), concat!(r#"{"objectType":"Person","name":["An"],"mbox":["mailto:an@example.org"],"#,
///     r#""account":[{"homePage":"https://lms.example.org","name":"42"}]}"#));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    names: Vec<String>,
    keys: Vec<AgentKey>,
}

impl Person {
    /// One of whom only this is known.
    pub fn of(key: &AgentKey) -> Self {
        Self { names: Vec::new(), keys: vec![key.clone()] }
    }

    /// A name, each once.
    pub fn add_name(&mut self, name: &str) {
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }

    /// A further identifier, each once.
    pub fn add_key(&mut self, key: &AgentKey) {
        if !self.keys.contains(key) {
            self.keys.push(key.clone());
        }
    }

    /// Every name under which a value, such as a statement, knows this person.
    pub fn add_names_in(&mut self, node: &Node<'_>) {
        if let Some(object) = node.as_object() {
            let one_of_them = AgentKey::of(node).is_some_and(|key| self.keys.contains(&key));
            if let Some(name) = node.get("name").and_then(Node::as_str).filter(|_| one_of_them) {
                self.add_name(name);
            }
            object.members().iter().for_each(|member| self.add_names_in(member.value()));
        }
        node.as_array().unwrap_or_default().iter().for_each(|element| self.add_names_in(element));
    }

    /// As JSON.
    pub fn to_text(&self) -> String {
        let mut out = String::from("{\"objectType\":\"Person\"");
        list(&mut out, "name", self.names.iter(), |name, out| write_string(name, out));
        let of = |pick: fn(&Identifier<'_>) -> bool| self.keys.iter().filter(move |key| pick(&key.identifier()));
        list(&mut out, "mbox", of(|id| matches!(id, Identifier::Mbox(_))), write_key);
        list(&mut out, "mbox_sha1sum", of(|id| matches!(id, Identifier::MboxSha1(_))), write_key);
        list(&mut out, "openid", of(|id| matches!(id, Identifier::OpenId(_))), write_key);
        list(&mut out, "account", of(|id| matches!(id, Identifier::Account { .. })), write_key);
        out.push('}');
        out
    }
}

/// A property with a list, where there is anything in it.
fn list<T>(out: &mut String, property: &str, all: impl Iterator<Item = T>, write: impl Fn(T, &mut String)) {
    let mut all = all.peekable();
    if all.peek().is_none() {
        return;
    }
    out.push_str(",\"");
    out.push_str(property);
    out.push_str("\":");
    let mut open = '[';
    for one in all {
        out.push(open);
        open = ',';
        write(one, out);
    }
    out.push(']');
}

fn write_key(key: &AgentKey, out: &mut String) {
    match key.identifier() {
        Identifier::Mbox(address) => write_string(&format!("mailto:{address}"), out),
        Identifier::MboxSha1(hash) => write_string(hash, out),
        Identifier::OpenId(address) => write_string(address, out),
        Identifier::Account { home_page, name } => {
            out.push_str("{\"homePage\":");
            write_string(home_page, out);
            out.push_str(",\"name\":");
            write_string(name, out);
            out.push('}');
        }
    }
}
