//! A look at the records: the newest statements, and one of them in words.

pub mod export;
pub mod pages;

use lustrum_kernel::Moment;
use lustrum_kernel::locale::Speaker;
use lustrum_xapi::Statement;
use lustrum_xapi::json::{Node, Object};
use lustrum_xapi::time::timestamp;

use crate::store::Kept;

/// A statement as a person reads it: who did what, when, and from where it came.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: uuid::Uuid,
    pub who: String,
    pub did: String,
    pub what: String,
    pub when: String,
    pub instant: String,
    pub source: String,
    pub voided: bool,
    /// What the search takes for the same person, verb and activity.
    pub person: Option<String>,
    pub verb: String,
    pub activity: Option<String>,
}

impl Line {
    pub fn of(t: &Speaker, kept: &Kept, source: &str) -> Self {
        let read = Statement::stored(&kept.text).ok();
        let node = read.as_ref().map(Statement::node);
        let at = node.and_then(|node| moment(node)).unwrap_or(kept.stored);
        let part = |name: &str| node.and_then(|node| node.get(name));
        Self {
            id: kept.id,
            who: part("actor").map(name_of_actor).unwrap_or_default(),
            did: part("verb").map(|verb| in_language(t, verb.get("display"), verb)).unwrap_or_default(),
            what: part("object").map(|object| name_of_object(t, object)).unwrap_or_default(),
            when: t.moment(&at),
            instant: at.to_string(),
            source: source.to_owned(),
            voided: kept.voided,
            person: part("actor").and_then(typed),
            verb: read.as_ref().map(|read| read.verb().to_owned()).unwrap_or_default(),
            activity: part("object").and_then(activity),
        }
    }

    /// The search for everything of this person, verb or activity.
    pub fn search(&self, name: &str) -> Option<String> {
        let value = match name {
            "person" => self.person.as_deref()?,
            "verb" => &self.verb,
            _ => self.activity.as_deref()?,
        };
        serde_urlencoded::to_string([(name, value)]).ok()
    }
}

fn typed(actor: &Node<'_>) -> Option<String> {
    let text = |path: &[&str]| actor.at(path).and_then(Node::as_str);
    match (text(&["mbox"]), text(&["account", "homePage"]), text(&["account", "name"])) {
        (Some(mbox), _, _) => Some(mbox.trim_start_matches("mailto:").to_owned()),
        (_, Some(home), Some(name)) => Some(format!("{home} {name}")),
        _ => None,
    }
}

fn activity(object: &Node<'_>) -> Option<String> {
    let kind = object.get("objectType").and_then(Node::as_str).unwrap_or("Activity");
    (kind == "Activity").then(|| object.get("id")?.as_str().map(str::to_owned)).flatten()
}

fn moment(node: &Node<'_>) -> Option<Moment> {
    let text = node.get("timestamp")?.as_str()?;
    let instant = timestamp(text, lustrum_xapi::Version::V1_0_3).ok()?;
    Moment::from_micros(instant.micros())
}

fn name_of_actor(actor: &Node<'_>) -> String {
    let text = |path: &[&str]| actor.at(path).and_then(Node::as_str).map(str::to_owned);
    text(&["name"])
        .or_else(|| text(&["mbox"]).map(|mbox| mbox.trim_start_matches("mailto:").to_owned()))
        .or_else(|| text(&["account", "name"]))
        .or_else(|| text(&["openid"]))
        .or_else(|| text(&["mbox_sha1sum"]))
        .or_else(|| actor.get("member").and_then(Node::as_array).and_then(|all| all.first()).map(name_of_actor))
        .unwrap_or_default()
}

fn name_of_object(t: &Speaker, object: &Node<'_>) -> String {
    match object.get("objectType").and_then(Node::as_str) {
        Some("Agent" | "Group") => name_of_actor(object),
        Some("SubStatement") => object.get("object").map(|object| name_of_object(t, object)).unwrap_or_default(),
        _ => in_language(t, object.at(&["definition", "name"]), object),
    }
}

/// A text of a language map in the reader's language, or the id where there is none.
fn in_language(t: &Speaker, map: Option<&Node<'_>>, noun: &Node<'_>) -> String {
    let members = map.and_then(Node::as_object).map(Object::members).unwrap_or_default();
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let found = members.iter().find(|member| primary(member.key()) == t.locale.code()).or_else(|| members.first());
    let text = found.and_then(|member| member.value().as_str()).map(str::to_owned);
    text.unwrap_or_else(|| noun.get("id").and_then(Node::as_str).unwrap_or_default().to_owned())
}
