//! `multipart/mixed`: statements in the first part, the bytes of their attachments in the others.
//!
//! Source: RFC 2046, 5.1; xAPI 1.0.3, Part Three, 1.5.2 "Multipart/Mixed".

use bytes::Bytes;
use lustrum_xapi::Statement;
use lustrum_xapi::json::Node;
use ring::digest;

use super::answer::Refused;
use crate::store::Attachment;

const MOST_PARTS: usize = 1_000;

/// A part: its headers with names in small letters, and its bytes.
pub struct Part {
    headers: Vec<(String, String)>,
    pub bytes: Bytes,
}

impl Part {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
    pub fn content_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

fn bad(detail: &str) -> Refused {
    Refused::bad("multipart", detail)
}

/// The parts of a body.
pub fn parts(content_type: &str, body: &Bytes) -> Result<Vec<Part>, Refused> {
    let boundary = boundary(content_type).ok_or_else(|| bad("multipart/mixed has no boundary"))?;
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut at = match starts_line(body, mark.as_bytes(), 0) {
        Some(found) => found + mark.len(),
        None => return Err(bad("the boundary does not occur in the body")),
    };
    loop {
        if body[at..].starts_with(b"--") {
            return Ok(parts);
        }
        if parts.len() >= MOST_PARTS {
            return Err(bad("too many parts"));
        }
        let from = line_end(body, at).ok_or_else(|| bad("the last boundary is missing"))?;
        let to = starts_line(body, mark.as_bytes(), from).ok_or_else(|| bad("the last boundary is missing"))?;
        parts.push(part(body, from, to)?);
        at = to + mark.len();
    }
}

fn boundary(content_type: &str) -> Option<String> {
    let rest = content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.trim().split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"').to_owned())
    })?;
    (!rest.is_empty() && rest.len() <= 70).then_some(rest)
}

/// Where the mark stands at the beginning of a line.
fn starts_line(body: &[u8], mark: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at + mark.len() <= body.len() {
        let next = body[at..].iter().position(|byte| *byte == mark[0])? + at;
        if body[next..].starts_with(mark) && (next == 0 || body[next - 1] == b'\n') {
            return Some(next);
        }
        at = next + 1;
    }
    None
}

/// What follows the end of this line.
fn line_end(body: &[u8], from: usize) -> Option<usize> {
    body[from..].iter().position(|byte| *byte == b'\n').map(|at| from + at + 1)
}

/// A part between two boundaries; the line break before the second belongs to it.
fn part(body: &Bytes, from: usize, to: usize) -> Result<Part, Refused> {
    let mut headers = Vec::new();
    let mut at = from;
    loop {
        let end = line_end(body, at)
            .filter(|end| *end <= to)
            .ok_or_else(|| bad("a part has no empty line after its headers"))?;
        let line = std::str::from_utf8(&body[at..end]).map_err(|_| bad("a header of a part is not UTF-8"))?.trim_end();
        at = end;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| bad("a header of a part has no colon"))?;
        headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut end = to;
    for byte in [b'\n', b'\r'] {
        if end > at && body[end - 1] == byte {
            end -= 1;
        }
    }
    Ok(Part { headers, bytes: body.slice(at.min(end)..end) })
}

/// The attachments of statements, each part held against the statement that speaks of it.
pub fn attachments(statements: &[Statement<'_>], parts: &[Part]) -> Result<Vec<Attachment>, Refused> {
    let described: Vec<&Node<'_>> = statements.iter().flat_map(all_attachments).collect();
    let hash_of = |node: &&Node<'_>| node.get("sha2").and_then(Node::as_str).unwrap_or_default().to_ascii_lowercase();
    let mut taken: Vec<Attachment> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let place = format!("part[{}]", index + 1);
        let wrong = |detail: &str| bad(detail).at(&place);
        let encoding =
            part.header("content-transfer-encoding").ok_or_else(|| wrong("Content-Transfer-Encoding is missing"))?;
        if !encoding.eq_ignore_ascii_case("binary") {
            return Err(wrong("Content-Transfer-Encoding must be binary"));
        }
        let said = part.header("x-experience-api-hash").ok_or_else(|| wrong("X-Experience-API-Hash is missing"))?;
        let said = said.to_ascii_lowercase();
        if !described.iter().any(|node| hash_of(node) == said) {
            return Err(wrong("no statement has an attachment with this hash"));
        }
        let sha2 = hex::decode(&said).map_err(|_| wrong("X-Experience-API-Hash is not hexadecimal"))?;
        // The hash says which bytes they are; the length beside it is a hint, and clients count it in different ways.
        if !is_hash_of(&sha2, &part.bytes) {
            return Err(wrong("the bytes have another hash than X-Experience-API-Hash says"));
        }
        if !taken.iter().any(|known| known.sha2 == sha2) {
            taken.push(Attachment { sha2, bytes: part.bytes.clone() });
        }
    }
    for node in described {
        let sent = taken.iter().any(|known| hex::encode(&known.sha2) == hash_of(&node));
        if !sent && node.get("fileUrl").is_none() {
            return Err(bad("an attachment has neither bytes in this request nor a fileUrl").at("attachments"));
        }
    }
    Ok(taken)
}

/// The attachments of a statement and of one within.
pub fn all_attachments<'s, 'a>(statement: &'s Statement<'a>) -> impl Iterator<Item = &'s Node<'a>> {
    let within = statement.object().and_then(|object| object.get("attachments")).and_then(Node::as_array);
    statement.attachments().iter().chain(within.unwrap_or_default())
}

fn is_hash_of(sha2: &[u8], bytes: &[u8]) -> bool {
    let algorithm = match sha2.len() {
        32 => &digest::SHA256,
        48 => &digest::SHA384,
        64 => &digest::SHA512,
        // 224 bits are too rare for a library of their own: such a hash is taken as said.
        _ => return true,
    };
    digest::digest(algorithm, bytes).as_ref() == sha2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Vec<Part>, Refused> {
        parts("multipart/mixed; boundary=\"b\"", &Bytes::copy_from_slice(body.as_bytes()))
    }

    #[test]
    fn a_body_falls_into_its_parts() {
        let read = read(
            "before\r\n--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b\r\nX: y\r\n\r\na\r\nb\r\n--b--\r\nafter",
        )
        .unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!((read[0].content_type().as_str(), read[0].bytes.as_ref()), ("application/json", b"{}".as_slice()));
        assert_eq!((read[1].header("x"), read[1].bytes.as_ref()), (Some("y"), b"a\r\nb".as_slice()));
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        for body in ["", "--b", "--b\r\n", "--b\r\nA: b\r\n\r\nx", "--b\r\nA: b\r\n--b--", "--c\r\n\r\n\r\n--c--"] {
            assert!(read(body).is_err(), "{body:?}");
        }
        assert!(parts("multipart/mixed", &Bytes::new()).is_err());
    }
}
