//! The three ways in which statements are written: exactly as they are kept, with ids only, or with what is now known of
//! their verbs and activities in the reader's language.
//!
//! Source: xAPI 1.0.3, Part Three, 2.1.3 "GET Statements", `format`; Part Two, 5.2 "Language Filtering".

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use lustrum_xapi::json::{Node, Object, Value, write_string};
use lustrum_xapi::{AgentKey, Code, ObjectType, Refusal, Statement};

use super::Call;
use super::answer::Refused;
use super::nouns;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Exact,
    Ids,
    Canonical,
}

impl Format {
    pub fn read(text: Option<&str>) -> Result<Self, Refused> {
        match text {
            None | Some("exact") => Ok(Self::Exact),
            Some("ids") => Ok(Self::Ids),
            Some("canonical") => Ok(Self::Canonical),
            Some(_) => {
                let allowed = &["ids", "exact", "canonical"];
                Err(Refusal::new(Code::NotOneOf { allowed }).within("format").into())
            }
        }
    }

    pub async fn write(self, call: &Call, texts: Vec<String>, languages: &Languages) -> Result<Vec<String>, Refused> {
        if self == Self::Exact {
            return Ok(texts);
        }
        let mut known = HashMap::new();
        if self == Self::Canonical {
            for text in &texts {
                for id in activities(text) {
                    if let Entry::Vacant(unknown) = known.entry(id) {
                        let definition = nouns::definition(call, unknown.key()).await?;
                        unknown.insert(definition);
                    }
                }
            }
        }
        let writer = Writer { format: self, languages, known };
        Ok(texts.iter().map(|text| writer.statement(text)).collect())
    }
}

fn activities(text: &str) -> Vec<String> {
    let read = Statement::stored(text);
    read.map(|statement| statement.mentions().activities.into_iter().map(|mention| mention.key).collect())
        .unwrap_or_default()
}

/// The languages that a reader takes, the dearest first.
#[derive(Clone, Debug, Default)]
pub struct Languages(Vec<String>);

impl Languages {
    pub fn of_header(header: Option<&str>) -> Self {
        let mut wished: Vec<(String, f32)> = header
            .unwrap_or_default()
            .split(',')
            .filter_map(|part| {
                let mut parts = part.split(';');
                let tag = parts.next()?.trim().to_ascii_lowercase();
                let weight =
                    parts.find_map(|parameter| parameter.trim().strip_prefix("q=")?.trim().parse().ok()).unwrap_or(1.0);
                (!tag.is_empty() && weight > 0.0).then_some((tag, weight))
            })
            .collect();
        wished.sort_by(|one, other| other.1.total_cmp(&one.1));
        Self(wished.into_iter().map(|(tag, _)| tag).collect())
    }

    /// One entry of a language map.
    fn choose<'m, 'a>(&self, map: &'m Object<'a>) -> Option<&'m lustrum_xapi::json::Member<'a>> {
        let members = map.members();
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        for wish in &self.0 {
            let exact = members.iter().find(|member| member.key().eq_ignore_ascii_case(wish));
            let near = || members.iter().find(|member| primary(member.key()) == primary(wish));
            if let Some(found) = exact.or_else(near) {
                return Some(found);
            }
        }
        let plain = members.iter().find(|member| primary(member.key()) == "en" || primary(member.key()) == "und");
        plain.or_else(|| members.first())
    }
}

struct Writer<'w> {
    format: Format,
    languages: &'w Languages,
    known: HashMap<String, Option<String>>,
}

impl Writer<'_> {
    fn statement(&self, text: &str) -> String {
        let Ok(statement) = Statement::stored(text) else { return text.to_owned() };
        let mut out = String::with_capacity(text.len());
        self.whole(statement.node(), &mut out);
        out
    }

    fn whole(&self, node: &Node<'_>, out: &mut String) {
        members(node, out, |key, value, out| {
            match key {
                "actor" | "authority" => self.actor(value, out),
                "verb" => self.verb(value, out),
                "object" => match ObjectType::of(value) {
                    Some(ObjectType::Activity) => self.activity(value, out),
                    Some(ObjectType::Agent | ObjectType::Group) => self.actor(value, out),
                    Some(ObjectType::SubStatement) => self.whole(value, out),
                    _ => value.write(out),
                },
                "context" => self.context(value, out),
                _ => value.write(out),
            }
            true
        });
    }

    fn context(&self, node: &Node<'_>, out: &mut String) {
        members(node, out, |key, value, out| {
            match key {
                "instructor" | "team" => self.actor(value, out),
                "contextAgents" | "contextGroups" => {
                    array(value.as_array().unwrap_or_default(), out, |one, out| self.context_actor(one, out));
                }
                "contextActivities" => members(value, out, |_, value, out| {
                    match value.as_array() {
                        Some(activities) => array(activities, out, |activity, out| self.activity(activity, out)),
                        None => self.activity(value, out),
                    }
                    true
                }),
                _ => value.write(out),
            }
            true
        });
    }

    /// Someone in a context of 2.0, with what they have to do with it.
    fn context_actor(&self, node: &Node<'_>, out: &mut String) {
        members(node, out, |key, value, out| {
            match key {
                "agent" | "group" => self.actor(value, out),
                _ => value.write(out),
            }
            true
        });
    }

    fn actor(&self, node: &Node<'_>, out: &mut String) {
        if self.format != Format::Ids {
            return node.write(out);
        }
        let anonymous = AgentKey::of(node).is_none();
        members(node, out, |key, value, out| match key {
            "objectType" | "mbox" | "mbox_sha1sum" | "openid" | "account" => {
                value.write(out);
                true
            }
            "member" if anonymous => {
                array(value.as_array().unwrap_or_default(), out, |member, out| self.actor(member, out));
                true
            }
            _ => false,
        });
    }

    fn verb(&self, node: &Node<'_>, out: &mut String) {
        members(node, out, |key, value, out| match key {
            "display" if self.format == Format::Ids => false,
            "display" => {
                self.map(value, out);
                true
            }
            _ => {
                value.write(out);
                true
            }
        });
    }

    fn activity(&self, node: &Node<'_>, out: &mut String) {
        members(node, out, |key, value, out| {
            if key == "definition" || (key == "objectType" && self.format == Format::Ids) {
                return false;
            }
            value.write(out);
            true
        });
        let id = node.get("id").and_then(Node::as_str).unwrap_or_default();
        let Some(Some(definition)) = self.known.get(id) else { return };
        let Ok(definition) = lustrum_xapi::json::read(definition.as_bytes()) else { return };
        out.pop();
        out.push_str(",\"definition\":");
        self.definition(&definition, out);
        out.push('}');
    }

    fn definition(&self, node: &Node<'_>, out: &mut String) {
        members(node, out, |key, value, out| {
            match key {
                "name" | "description" => self.map(value, out),
                "choices" | "scale" | "source" | "target" | "steps" => {
                    array(value.as_array().unwrap_or_default(), out, |component, out| self.definition(component, out));
                }
                _ => value.write(out),
            }
            true
        });
    }

    /// One language of a language map.
    fn map(&self, node: &Node<'_>, out: &mut String) {
        match node.as_object().and_then(|map| self.languages.choose(map)) {
            Some(member) => {
                out.push('{');
                write_string(member.key(), out);
                out.push(':');
                member.value().write(out);
                out.push('}');
            }
            None => node.write(out),
        }
    }
}

/// Writes an object member by member; `write` says whether it wrote the value.
fn members(node: &Node<'_>, out: &mut String, mut write: impl FnMut(&str, &Node<'_>, &mut String) -> bool) {
    let Value::Object(object) = node.value() else { return node.write(out) };
    out.push('{');
    for member in object.members() {
        let before = out.len();
        if !out.ends_with('{') || before == 0 {
            out.push(',');
        }
        out.push_str(member.raw_key());
        out.push(':');
        if !write(member.key(), member.value(), out) {
            out.truncate(before);
        }
    }
    out.push('}');
}

fn array(nodes: &[Node<'_>], out: &mut String, mut write: impl FnMut(&Node<'_>, &mut String)) {
    out.push('[');
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(node, out);
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"id":"fd41c918-b88b-4b20-a0a5-a4c32391aaa0","actor":{"name":"An","mbox":"mailto:an@example.org"},"verb":{"id":"http://example.org/read","display":{"en":"read","nl":"las"}},"object":{"id":"http://example.org/book","definition":{"name":{"en":"Book","nl":"Boek"}}}}"#;

    #[test]
    fn ids_are_what_identifies() {
        let languages = Languages::default();
        let writer = Writer { format: Format::Ids, languages: &languages, known: HashMap::new() };
        assert_eq!(
            writer.statement(TEXT),
            r#"{"id":"fd41c918-b88b-4b20-a0a5-a4c32391aaa0","actor":{"mbox":"mailto:an@example.org"},"verb":{"id":"http://example.org/read"},"object":{"id":"http://example.org/book"}}"#
        );
    }

    #[test]
    fn people_of_a_context_have_no_names_either() {
        let languages = Languages::default();
        let writer = Writer { format: Format::Ids, languages: &languages, known: HashMap::new() };
        let context = r#""context":{"instructor":{"name":"Bo","mbox":"mailto:bo@e.org"},"team":{"objectType":"Group","name":"Team","member":[{"name":"Cy","mbox":"mailto:cy@e.org"}]},"contextAgents":[{"objectType":"contextAgent","agent":{"name":"Di","mbox":"mailto:di@e.org"},"relevantTypes":["http://e.org/t"]}],"contextGroups":[{"objectType":"contextGroup","group":{"objectType":"Group","name":"Group","mbox":"mailto:g@e.org"}}]}"#;
        let text = TEXT.replacen(r#""object":"#, &format!("{context},\"object\":"), 1);
        let written = writer.statement(&text);
        let names = written.matches("\"name\"").count();
        assert_eq!(names, 0, "{written}");
        for kept in ["bo@e.org", "cy@e.org", "di@e.org", "g@e.org", "http://e.org/t", "contextAgent"] {
            assert!(written.contains(kept), "{kept}: {written}");
        }
    }

    #[test]
    fn canonical_speaks_the_readers_language() {
        let languages = Languages::of_header(Some("en;q=0.5, nl-BE"));
        let definition = r#"{"name":{"en":"Book","nl":"Boek"},"type":"http://example.org/type"}"#;
        let known = HashMap::from([("http://example.org/book".to_owned(), Some(definition.to_owned()))]);
        let written = Writer { format: Format::Canonical, languages: &languages, known }.statement(TEXT);
        assert!(written.contains(r#""display":{"nl":"las"}"#), "{written}");
        assert!(
            written.contains(r#""definition":{"name":{"nl":"Boek"},"type":"http://example.org/type"}"#),
            "{written}"
        );
    }
}
