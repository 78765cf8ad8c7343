//! `multipart/mixed`: statements in the first part, the bytes of their attachments in the others.
//!
//! Source: RFC 2046, 5.1; xAPI 1.0.3, Part Three, 1.5.2 "Multipart/Mixed"; IEEE 9274.1.1, 4.1.3.

mod attachments;
mod fault;
mod read;
mod write;

pub use attachments::{Received, descriptions, receive};
pub use fault::MultipartFault;
pub use read::{PartLimits, boundary, read};
pub use write::{Outgoing, boundary_for, write};

/// One part: its headers, and its bytes as a slice of the body that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    headers: Vec<(&'a str, &'a str)>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// The value of a header; its name is compared without regard to capitals.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The media type without parameters, in small letters; empty where the part names none.
    pub fn media_type(&self) -> String {
        let value = self.header("Content-Type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The bytes of the part.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}
