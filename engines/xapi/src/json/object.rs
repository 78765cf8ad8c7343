//! The members of an object, in the order in which they were written.

use super::Node;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// One key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<'a> {
    raw_key: &'a str,
    key: Cow<'a, str>,
    value: Node<'a>,
}

impl<'a> Member<'a> {
    pub(crate) fn new(raw_key: &'a str, key: Cow<'a, str>, value: Node<'a>) -> Self {
        Self { raw_key, key, value }
    }

    /// The key with its escapes resolved.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The key as written, with its quotes.
    pub fn raw_key(&self) -> &'a str {
        self.raw_key
    }

    /// The value.
    pub fn value(&self) -> &Node<'a> {
        &self.value
    }
}

/// Members in their order; no key stands twice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object<'a>(Vec<Member<'a>>);

impl<'a> Object<'a> {
    pub(crate) fn new(members: Vec<Member<'a>>) -> Self {
        Self(members)
    }

    /// The members in the order in which they were written.
    pub fn members(&self) -> &[Member<'a>] {
        &self.0
    }

    /// The value under this key.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.0.iter().find(|member| member.key == key).map(|member| &member.value)
    }

    /// These members, each replaced by the one with its key in `newer` where there is one, and behind them what only `newer` has.
    pub(crate) fn merged_with<'m>(&'m self, newer: &'m Object<'a>) -> impl Iterator<Item = &'m Member<'a>> {
        // Both may be long, so neither is searched through for every key of the other.
        let replacing: HashMap<&str, &Member<'a>> = newer.0.iter().map(|member| (member.key(), member)).collect();
        let known: HashSet<&str> = self.0.iter().map(Member::key).collect();
        let first = self.0.iter().map(move |member| replacing.get(member.key()).copied().unwrap_or(member));
        first.chain(newer.0.iter().filter(move |member| !known.contains(member.key())))
    }

    /// True for `{}`.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
