//! Who: agents, groups, and what identifies them.
//!
//! Source: xAPI 1.0.3, Part Two, 2.4.2 "Actor"; IEEE 9274.1.1, 4.2.2.1.

use crate::check;
use crate::iri;
use crate::json::{Node, Object};
use crate::refusal::{Code, Refusal, Situation};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use std::fmt;

/// Which of the two a place in a statement takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    Agent,
    Group,
    Either,
}

/// An agent or a group, by all rules of its place.
pub(crate) fn check_actor(node: &Node<'_>, takes: Takes) -> Result<(), Refusal> {
    let object = check::object(node)?;
    let is_group = kind(object, takes)?;
    let mut identifier: Option<&'static str> = None;
    for member in object.members() {
        let (key, value) = (member.key(), member.value());
        let checked = match key {
            "objectType" => Ok(()),
            "name" => check::string(value).map(drop),
            "mbox" => identified(&mut identifier, "mbox").and_then(|()| iri::check_mailto(check::string(value)?)),
            "mbox_sha1sum" => identified(&mut identifier, "mbox_sha1sum").and_then(|()| check_sha1(value)),
            "openid" => identified(&mut identifier, "openid").and_then(|()| check::iri(value)),
            "account" => identified(&mut identifier, "account").and_then(|()| check_account(value)),
            "member" if is_group => {
                check::each(check::array(value).map_err(|refusal| refusal.within(key))?, |member| {
                    check_actor(member, Takes::Agent)
                })
            }
            "member" => Err(Refusal::new(Code::NotAllowedHere { property: "member", situation: Situation::InAgent })),
            _ => return Err(check::unknown(key)),
        };
        checked.map_err(|refusal| refusal.within(key))?;
    }
    if identifier.is_some() {
        return Ok(());
    }
    if !is_group {
        return Err(Refusal::new(Code::NoIdentifier));
    }
    match object.get("member").and_then(Node::as_array) {
        Some(members) if !members.is_empty() => Ok(()),
        _ => Err(Refusal::new(Code::NoMembers)),
    }
}

/// True for a group. Without `objectType` it is an agent, except that a group is never taken for granted.
fn kind(object: &Object<'_>, takes: Takes) -> Result<bool, Refusal> {
    let allowed: &[&str] = match takes {
        Takes::Agent => &["Agent"],
        Takes::Group => &["Group"],
        Takes::Either => &["Agent", "Group"],
    };
    let Some(node) = object.get("objectType") else {
        return if takes == Takes::Group { Err(check::missing("objectType")) } else { Ok(false) };
    };
    let read = || {
        let text = check::string(node)?;
        let known = allowed.contains(&text);
        if known { Ok(text == "Group") } else { Err(Refusal::new(Code::NotOneOf { allowed: static_names(takes) })) }
    };
    read().map_err(|refusal: Refusal| refusal.within("objectType"))
}

fn static_names(takes: Takes) -> &'static [&'static str] {
    match takes {
        Takes::Agent => &["Agent"],
        Takes::Group => &["Group"],
        Takes::Either => &["Agent", "Group"],
    }
}

fn identified(identifier: &mut Option<&'static str>, by: &'static str) -> Result<(), Refusal> {
    match identifier.replace(by) {
        None => Ok(()),
        Some(first) => Err(Refusal::new(Code::SeveralIdentifiers { first, second: by })),
    }
}

fn check_sha1(node: &Node<'_>) -> Result<(), Refusal> {
    let text = check::string(node)?;
    let right = text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if right { Ok(()) } else { Err(Refusal::new(Code::NotSha1)) }
}

fn check_account(node: &Node<'_>) -> Result<(), Refusal> {
    let object = check::object(node)?;
    for member in object.members() {
        let checked = match member.key() {
            "homePage" => check::iri(member.value()),
            "name" => check::string(member.value()).map(drop),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    for property in ["homePage", "name"] {
        if object.get(property).is_none() {
            return Err(check::missing(property));
        }
    }
    Ok(())
}

/// Who asserts the statement: an agent, or the group of an application and a person that OAuth with three parties gives
/// (Part Two, 2.4.9).
pub(crate) fn check_authority(node: &Node<'_>) -> Result<(), Refusal> {
    check_actor(node, Takes::Either)?;
    let is_group = node.get("objectType").and_then(Node::as_str) == Some("Group");
    if !is_group {
        return Ok(());
    }
    let members = node.get("member").and_then(Node::as_array).map_or(0, <[Node<'_>]>::len);
    if members == 2 && AgentKey::of(node).is_none() { Ok(()) } else { Err(Refusal::new(Code::AuthorityGroup)) }
}

/// What identifies an agent or a group, as one text that is equal for equal identifiers. Made for an index.
///
/// | identifier | text |
/// |---|---|
/// | `mbox` | `mbox:` and the address, its domain in small letters |
/// | `mbox_sha1sum` | `sha1:` and forty digits in small letters |
/// | `openid` | `openid:` and the address |
/// | `account` | `account:`, the home page, a blank, the name |
///
/// ```
/// use lustrum_xapi::{AgentKey, json};
/// let key = |text: &str| AgentKey::of(&json::read(text.as_bytes()).unwrap()).map(|key| key.to_string());
/// assert_eq!(key(r#"{"mbox": "mailto:An@Example.ORG"}"#).as_deref(), Some("mbox:An@example.org"));
/// assert_eq!(
///     key(r#"{"account": {"name": "42", "homePage": "https://lms.example.org"}}"#).as_deref(),
///     Some("account:https://lms.example.org 42"),
/// );
/// assert_eq!(key(r#"{"objectType": "Group", "member": []}"#), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgentKey(String);

impl AgentKey {
    /// Of an agent or a group that was checked; nothing for an anonymous group.
    pub fn of(node: &Node<'_>) -> Option<Self> {
        node.as_object()?.members().iter().find_map(|member| {
            let value = member.value();
            match member.key() {
                "mbox" => Some(Self::of_mbox(value.as_str()?)),
                "mbox_sha1sum" => Some(Self(format!("sha1:{}", value.as_str()?.to_ascii_lowercase()))),
                "openid" => Some(Self(format!("openid:{}", value.as_str()?))),
                "account" => Some(Self::of_account(value.get("homePage")?.as_str()?, value.get("name")?.as_str()?)),
                _ => None,
            }
        })
    }

    /// Of an address with or without `mailto:`.
    pub fn of_mbox(mbox: &str) -> Self {
        let address = mbox.split_once(':').map_or(mbox, |(_, address)| address);
        match address.rsplit_once('@') {
            Some((local, domain)) => Self(format!("mbox:{local}@{}", domain.to_lowercase())),
            None => Self(format!("mbox:{address}")),
        }
    }

    /// Of an address with or without `mailto:` in the way of `mbox_sha1sum`: the hash of it as it is written.
    pub fn of_hash(mbox: &str) -> Self {
        let address = mbox.split_once(':').map_or(mbox, |(_, address)| address);
        let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, format!("mailto:{address}").as_bytes());
        Self(format!("sha1:{}", hex::encode(hash)))
    }

    /// Of an account on a system.
    pub fn of_account(home_page: &str, name: &str) -> Self {
        Self(format!("account:{home_page} {name}"))
    }

    /// A key that was kept as text.
    pub fn from_text(text: String) -> Self {
        Self(text)
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key as text.
    pub fn into_string(self) -> String {
        self.0
    }

    /// What kind of identifier this is, and its value. An account's value is home page and name.
    pub fn identifier(&self) -> Identifier<'_> {
        match self.0.split_once(':') {
            Some(("mbox", address)) => Identifier::Mbox(address),
            Some(("sha1", hash)) => Identifier::MboxSha1(hash),
            Some(("account", account)) => {
                let (home_page, name) = account.split_once(' ').unwrap_or((account, ""));
                Identifier::Account { home_page, name }
            }
            Some((_, rest)) => Identifier::OpenId(rest),
            None => Identifier::OpenId(&self.0),
        }
    }
}

impl fmt::Display for AgentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The four ways to identify someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identifier<'a> {
    /// The address, without `mailto:`.
    Mbox(&'a str),
    MboxSha1(&'a str),
    OpenId(&'a str),
    Account {
        home_page: &'a str,
        name: &'a str,
    },
}

/// Reads an agent or group from the text of a parameter, by the rules for actors, and gives what identifies it.
///
/// # Errors
/// What [`json::read`](crate::json::read) and the rules of actors refuse.
pub fn read_agent(text: &str) -> Result<(Node<'_>, Option<AgentKey>), Refusal> {
    let node = crate::json::read(text.as_bytes())?;
    check_actor(&node, Takes::Either)?;
    let key = AgentKey::of(&node);
    Ok((node, key))
}
