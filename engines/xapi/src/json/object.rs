//! The members of an object, in the order in which they were written.

use super::Node;
use std::borrow::Cow;

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

    /// True for `{}`.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
