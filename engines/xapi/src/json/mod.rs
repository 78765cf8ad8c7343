//! JSON as it was sent: every value knows the text that it was read from.
//!
//! A record store must give back what it was given: `1.0` must not become `1`, and an integer of thirty digits in an
//! extension must keep them all. So numbers stay text until a rule asks for their value, and writing a value
//! writes its own text again, less the blanks between tokens.
//!
//! Reading is stricter than most readers: a key that stands twice in one object is refused (which of the two would count?),
//! and so are nesting beyond a limit, invalid UTF-8, and numbers that no 64-bit float can hold.

mod number;
mod object;
mod read;
mod write;

pub use number::Decimal;
pub use object::{Member, Object};
pub use read::{MAX_DEPTH, read, read_with_depth};
pub use write::{write_members, write_string};

use std::borrow::Cow;

/// A value together with the text that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    raw: &'a str,
    value: Value<'a>,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    Null,
    Bool(bool),
    /// The text of the number is [`Node::raw`].
    Number,
    /// The text with its escapes resolved; borrowed where it had none.
    String(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    Object(Object<'a>),
}

/// The six kinds of JSON values, as a refusal names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    /// The name in English and as a key of a message: `null`, `boolean`, `number`, `string`, `array`, `object`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

impl<'a> Node<'a> {
    pub(crate) fn new(raw: &'a str, value: Value<'a>) -> Self {
        Self { raw, value }
    }

    /// The text that this value was read from, with the blanks in it.
    pub fn raw(&self) -> &'a str {
        self.raw
    }

    pub(crate) fn into_value(self) -> (&'a str, Value<'a>) {
        (self.raw, self.value)
    }

    /// What it holds.
    pub fn value(&self) -> &Value<'a> {
        &self.value
    }

    /// What kind of value this is.
    pub fn kind(&self) -> Kind {
        match self.value {
            Value::Null => Kind::Null,
            Value::Bool(_) => Kind::Boolean,
            Value::Number => Kind::Number,
            Value::String(_) => Kind::String,
            Value::Array(_) => Kind::Array,
            Value::Object(_) => Kind::Object,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Node<'a>]> {
        match &self.value {
            Value::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The value of a number in the order of its size, exactly as written.
    pub fn as_decimal(&self) -> Option<Decimal<'a>> {
        matches!(self.value, Value::Number).then(|| Decimal::of(self.raw))
    }

    /// The member of an object with this key; nothing for what is not an object.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.as_object()?.get(key)
    }

    /// Follows several keys: `statement.at(&["context", "registration"])`.
    pub fn at(&self, path: &[&str]) -> Option<&Node<'a>> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }
}
