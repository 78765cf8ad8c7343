//! What is known of an activity or of a person, gathered from the newest statements that tell of them.

use axum::http::Method;
use lustrum_xapi::json::{Member, Node, Object, write_string};
use lustrum_xapi::{AgentKey, Statement};

use super::Call;
use super::answer::{Answer, Refused, json_text};
use crate::statement::key::{self, Facet};
use crate::store::{Kept, Question, Way, find};

/// So many statements are looked through.
const LOOKED_AT: usize = 50;

fn reads_only(call: &Call) -> Result<(), Refused> {
    if !matches!(call.asked.method, Method::GET | Method::HEAD) {
        return Err(Refused::method("GET, HEAD"));
    }
    if call.credential.scopes.read_nouns() {
        Ok(())
    } else {
        Err(Refused::forbidden("statements/read, define or profile"))
    }
}

async fn newest(call: &Call, keys: Vec<i64>) -> Result<Vec<Kept>, Refused> {
    let question = Question {
        parts: vec![keys],
        since: None,
        until: None,
        way: Way::NewestFirst,
        from: None,
        limit: LOOKED_AT,
        void_too: false,
    };
    Ok(find(&call.app, call.organisation, &question, |_| true).await?.found)
}

/// `activities?activityId=`
pub async fn activity(call: &Call) -> Answer {
    reads_only(call)?;
    call.asked.parameters.only(&["activityId"])?;
    let id = call.asked.parameters.iri("activityId")?;
    let mut out = String::from("{\"objectType\":\"Activity\",\"id\":");
    write_string(&id, &mut out);
    if let Some(definition) = definition(call, &id).await? {
        out.push_str(",\"definition\":");
        out.push_str(&definition);
    }
    out.push('}');
    Ok(json_text(out))
}

/// All that is known of an activity, as JSON: of each property the newest, of texts every language.
pub async fn definition(call: &Call, id: &str) -> Result<Option<String>, Refused> {
    let keys = [Facet::Activity, Facet::RelatedActivity].map(|facet| key::key(facet, id.as_bytes()));
    let mut whole: Vec<(String, Property)> = Vec::new();
    for kept in newest(call, keys.to_vec()).await? {
        let Ok(statement) = Statement::stored(&kept.text) else { continue };
        let definition = find_definition(statement.node(), id).and_then(Node::as_object);
        for member in definition.map(Object::members).unwrap_or_default() {
            add(&mut whole, member);
        }
    }
    if whole.is_empty() {
        return Ok(None);
    }
    let properties: Vec<String> =
        whole.into_iter().map(|(key, property)| format!("{key}:{}", property.text())).collect();
    Ok(Some(format!("{{{}}}", properties.join(","))))
}

enum Property {
    /// A language map or extensions: raw keys with their values.
    Map(Vec<(String, String)>),
    Other(String),
}

impl Property {
    fn text(self) -> String {
        match self {
            Self::Other(text) => text,
            Self::Map(entries) => {
                let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("{key}:{value}")).collect();
                format!("{{{}}}", entries.join(","))
            }
        }
    }
}

/// Adds what an older statement says beside what newer ones say.
fn add(whole: &mut Vec<(String, Property)>, member: &Member<'_>) {
    let map = match member.key() {
        "name" | "description" | "extensions" => member.value().as_object(),
        _ => None,
    };
    let known = whole.iter_mut().find(|(key, _)| key == member.raw_key()).map(|(_, property)| property);
    match (known, map) {
        (Some(Property::Map(entries)), Some(map)) => {
            for entry in map.members() {
                if !entries.iter().any(|(key, _)| key == entry.raw_key()) {
                    entries.push((entry.raw_key().to_owned(), entry.value().to_text()));
                }
            }
        }
        (Some(_), _) => {}
        (None, Some(map)) => {
            let entries = map.members().iter().map(|entry| (entry.raw_key().to_owned(), entry.value().to_text()));
            whole.push((member.raw_key().to_owned(), Property::Map(entries.collect())));
        }
        (None, None) => whole.push((member.raw_key().to_owned(), Property::Other(member.value().to_text()))),
    }
}

fn find_definition<'n, 'a>(statement: &'n Node<'a>, id: &str) -> Option<&'n Node<'a>> {
    let of = |node: &'n Node<'a>| {
        let same = node.get("id").and_then(Node::as_str) == Some(id);
        node.get("definition").filter(|_| same)
    };
    let object = statement.get("object")?;
    let within = object.get("object").map(|_| object).and_then(|inner| find_definition(inner, id));
    let related = || {
        let lists = statement.at(&["context", "contextActivities"])?.as_object()?;
        lists.members().iter().find_map(|list| match list.value().as_array() {
            Some(activities) => activities.iter().find_map(of),
            None => of(list.value()),
        })
    };
    of(object).or(within).or_else(related)
}

/// `agents?agent=`: a person, with every name that the statements give.
pub async fn agent(call: &Call) -> Answer {
    reads_only(call)?;
    call.asked.parameters.only(&["agent"])?;
    let agent = call.asked.parameters.agent("agent")?;
    let asked = call.asked.parameters.json("agent")?;
    if asked.get("objectType").and_then(Node::as_str) == Some("Group") {
        return Err(Refused::bad("not-one-of", "agent is an Agent, not a Group").at("agent.objectType"));
    }
    let mut names: Vec<String> = asked.get("name").and_then(Node::as_str).map(str::to_owned).into_iter().collect();
    let keys = [Facet::Agent, Facet::RelatedAgent].map(|facet| key::key(facet, agent.as_str().as_bytes()));
    for kept in newest(call, keys.to_vec()).await? {
        let Ok(statement) = Statement::stored(&kept.text) else { continue };
        gather_names(statement.node(), &agent, &mut names);
    }
    let mut out = String::from("{\"objectType\":\"Person\"");
    if !names.is_empty() {
        out.push_str(",\"name\":[");
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            write_string(name, &mut out);
        }
        out.push(']');
    }
    for property in ["mbox", "mbox_sha1sum", "openid", "account"] {
        if let Some(value) = asked.get(property) {
            out.push_str(&format!(",\"{property}\":["));
            value.write(&mut out);
            out.push(']');
        }
    }
    out.push('}');
    Ok(json_text(out))
}

fn gather_names(node: &Node<'_>, agent: &AgentKey, names: &mut Vec<String>) {
    if let Some(object) = node.as_object() {
        if AgentKey::of(node).as_ref() == Some(agent)
            && let Some(name) = node.get("name").and_then(Node::as_str)
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
        object.members().iter().for_each(|member| gather_names(member.value(), agent, names));
    }
    node.as_array().unwrap_or_default().iter().for_each(|node| gather_names(node, agent, names));
}
