//! From text to values, by RFC 8259, with the place of whatever is wrong.

use super::{Member, Node, Object, Value};
use crate::refusal::{Code, Refusal};
use std::borrow::Cow;
use std::collections::HashSet;

/// How deeply arrays and objects may be nested where nothing else is said.
pub const MAX_DEPTH: usize = 64;

/// Above this number of members, keys are compared through a set.
const FEW: usize = 24;

/// Reads one JSON text with nesting up to [`MAX_DEPTH`].
///
/// # Errors
/// [`Code::NotUtf8`], [`Code::Syntax`], [`Code::TooDeep`], [`Code::DuplicateKey`] or [`Code::NumberTooLarge`], each with
/// its place.
///
/// ```
/// use lustrum_xapi::json;
/// let node = json::read(br#"{"score": 1.0}"#)?;
/// assert_eq!(node.get("score").map(|score| score.raw()), Some("1.0"));
/// let refused = json::read(br#"{"a": {"b": 1, "b": 2}}"#).unwrap_err();
/// assert_eq!(refused.code().key(), "duplicate-key");
/// assert_eq!(refused.place().to_string(), "a.b");
/// # Ok::<(), lustrum_xapi::Refusal>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<Node<'_>, Refusal> {
    read_with_depth(bytes, MAX_DEPTH)
}

/// Reads one JSON text with nesting up to a given depth.
///
/// # Errors
/// As [`read`].
pub fn read_with_depth(bytes: &[u8], depth: usize) -> Result<Node<'_>, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|fault| Refusal::new(Code::NotUtf8 { byte: fault.valid_up_to() }))?;
    let mut reader = Reader { text, bytes, at: 0, depth_left: depth, depth };
    reader.blanks();
    let node = reader.value()?;
    reader.blanks();
    if reader.at < bytes.len() {
        return Err(reader.syntax("end of the text"));
    }
    Ok(node)
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth_left: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn syntax(&self, expected: &'static str) -> Refusal {
        let before = &self.bytes[..self.at.min(self.bytes.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        Refusal::new(Code::Syntax { line, column, expected })
    }

    fn value(&mut self) -> Result<Node<'a>, Refusal> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.array()?,
            Some(b'"') => Value::String(self.string()?),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => return Err(self.syntax("a value")),
        };
        Ok(Node::new(&self.text[start..self.at], value))
    }

    fn word(&mut self, word: &'static str, value: Value<'a>) -> Result<Value<'a>, Refusal> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return Err(self.syntax("a value"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn digits(&mut self) -> Result<(), Refusal> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at == start { Err(self.syntax("a digit")) } else { Ok(()) }
    }

    fn number(&mut self) -> Result<Value<'a>, Refusal> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        let mut exponent = false;
        if let Some(b'e' | b'E') = self.peek() {
            exponent = true;
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        let raw = &self.text[start..self.at];
        if (exponent || raw.len() > 300) && !raw.parse::<f64>().is_ok_and(f64::is_finite) {
            return Err(Refusal::new(Code::NumberTooLarge));
        }
        Ok(Value::Number)
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Refusal> {
        self.at += 1;
        let start = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let text = &self.text[start..self.at];
                    self.at += 1;
                    return Ok(Cow::Borrowed(text));
                }
                Some(b'\\') => return self.escaped(start),
                Some(0..=0x1f) => return Err(self.syntax("no control character in a string")),
                Some(_) => self.at += 1,
                None => return Err(self.syntax("the end of the string")),
            }
        }
    }

    fn escaped(&mut self, start: usize) -> Result<Cow<'a, str>, Refusal> {
        let mut text = String::from(&self.text[start..self.at]);
        let mut run = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    text.push_str(&self.text[run..self.at]);
                    self.at += 1;
                    return Ok(Cow::Owned(text));
                }
                Some(b'\\') => {
                    text.push_str(&self.text[run..self.at]);
                    self.at += 1;
                    text.push(self.escape()?);
                    run = self.at;
                }
                Some(0..=0x1f) => return Err(self.syntax("no control character in a string")),
                Some(_) => self.at += 1,
                None => return Err(self.syntax("the end of the string")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Refusal> {
        let letter = self.peek();
        let plain = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.syntax("an escape that JSON knows")),
        };
        self.at += 1;
        Ok(plain)
    }

    fn unicode(&mut self) -> Result<char, Refusal> {
        let high = self.hex4()?;
        if !(0xd800..0xe000).contains(&high) {
            return char::from_u32(high).ok_or_else(|| self.syntax("a character"));
        }
        if high >= 0xdc00 || !self.bytes[self.at..].starts_with(b"\\u") {
            return Err(self.syntax("both halves of a surrogate pair"));
        }
        self.at += 2;
        let low = self.hex4()?;
        if !(0xdc00..0xe000).contains(&low) {
            return Err(self.syntax("both halves of a surrogate pair"));
        }
        char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)).ok_or_else(|| self.syntax("a character"))
    }

    fn hex4(&mut self) -> Result<u32, Refusal> {
        let mut value = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else { return Err(self.syntax("four hexadecimal digits")) };
            value = value * 16 + digit;
            self.at += 1;
        }
        Ok(value)
    }

    fn deeper(&mut self) -> Result<(), Refusal> {
        let limit = self.depth;
        self.depth_left = self.depth_left.checked_sub(1).ok_or_else(|| Refusal::new(Code::TooDeep { limit }))?;
        self.at += 1;
        self.blanks();
        Ok(())
    }

    fn array(&mut self) -> Result<Value<'a>, Refusal> {
        self.deeper()?;
        let mut elements = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            self.depth_left += 1;
            return Ok(Value::Array(elements));
        }
        loop {
            let element = self.value().map_err(|refusal| refusal.at(elements.len()))?;
            elements.push(element);
            self.blanks();
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    self.blanks();
                }
                Some(b']') => break,
                _ => return Err(self.syntax("a comma or the end of the array")),
            }
        }
        self.at += 1;
        self.depth_left += 1;
        Ok(Value::Array(elements))
    }

    fn object(&mut self) -> Result<Value<'a>, Refusal> {
        self.deeper()?;
        let mut members: Vec<Member<'a>> = Vec::new();
        if self.peek() == Some(b'}') {
            self.at += 1;
            self.depth_left += 1;
            return Ok(Value::Object(Object::new(members)));
        }
        let mut seen: Option<HashSet<String>> = None;
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.syntax("a key in quotes"));
            }
            let start = self.at;
            let key = self.string()?;
            let raw_key = &self.text[start..self.at];
            if repeats(&mut seen, &members, &key) {
                let key = key.into_owned();
                return Err(Refusal::new(Code::DuplicateKey { key: key.clone() }).within(&key));
            }
            self.blanks();
            if self.peek() != Some(b':') {
                return Err(self.syntax("a colon after the key"));
            }
            self.at += 1;
            self.blanks();
            let value = self.value().map_err(|refusal| refusal.within(&key))?;
            members.push(Member::new(raw_key, key, value));
            self.blanks();
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    self.blanks();
                }
                Some(b'}') => break,
                _ => return Err(self.syntax("a comma or the end of the object")),
            }
        }
        self.at += 1;
        self.depth_left += 1;
        Ok(Value::Object(Object::new(members)))
    }
}

/// Few keys are compared one with another; with many, that would take quadratic time, and so they go into a set.
fn repeats(seen: &mut Option<HashSet<String>>, members: &[Member<'_>], key: &str) -> bool {
    if members.len() < FEW {
        return members.iter().any(|member| member.key() == key);
    }
    let seen = seen.get_or_insert_with(|| members.iter().map(|member| member.key().to_owned()).collect());
    !seen.insert(key.to_owned())
}
