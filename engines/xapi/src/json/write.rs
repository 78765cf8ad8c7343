//! From values to text: what was read, less the blanks between tokens.

use super::{Member, Node, Value};

impl Node<'_> {
    /// Writes the value as it was read, without blanks between tokens. Numbers and strings keep their text exactly.
    ///
    /// ```
    /// use lustrum_xapi::json;
    /// let mut out = String::new();
    /// json::read(b"{ \"a\" : [ 1.0 , 1e2, \"\\u00e9\" ] }")?.write(&mut out);
    /// assert_eq!(out, r#"{"a":[1.0,1e2,"\u00e9"]}"#);
    /// # Ok::<(), lustrum_xapi::Refusal>(())
    /// ```
    pub fn write(&self, out: &mut String) {
        match self.value() {
            Value::Array(elements) => {
                out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    element.write(out);
                }
                out.push(']');
            }
            Value::Object(object) => write_members(out, object.members()),
            _ => out.push_str(self.raw()),
        }
    }

    /// The value as text without blanks between tokens.
    pub fn to_text(&self) -> String {
        let mut out = String::with_capacity(self.raw().len());
        self.write(&mut out);
        out
    }
}

/// Writes an object of these members.
pub fn write_members<'m, 'a: 'm>(out: &mut String, members: impl IntoIterator<Item = &'m Member<'a>>) {
    let mut open = '{';
    for member in members {
        out.push(open);
        open = ',';
        out.push_str(member.raw_key());
        out.push(':');
        member.value().write(out);
    }
    if open == '{' {
        out.push('{');
    }
    out.push('}');
}

/// Writes a text as a JSON string, with quotes and escapes.
///
/// ```
/// let mut out = String::new();
/// lustrum_xapi::json::write_string("a \"b\"\n", &mut out);
/// assert_eq!(out, r#""a \"b\"\n""#);
/// ```
pub fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if u32::from(control) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
