//! Parts from a body.

use super::{MultipartFault, Part};
use crate::refusal::{Code, Refusal};

/// What one body may ask of the reader.
#[derive(Debug, Clone, Copy)]
pub struct PartLimits {
    pub parts: usize,
    /// Bytes of the headers of one part.
    pub headers: usize,
}

impl Default for PartLimits {
    /// 1,000 parts with headers of 8 KiB each.
    fn default() -> Self {
        Self { parts: 1_000, headers: 8 * 1024 }
    }
}

fn refused(fault: MultipartFault) -> Refusal {
    Refusal::new(Code::Multipart(fault))
}

/// The boundary that a `Content-Type` names: 1 to 70 characters, in quotes or not, the last of them no blank.
///
/// # Errors
/// [`MultipartFault::NoBoundary`].
///
/// ```
/// use lustrum_xapi::multipart::boundary;
/// assert_eq!(boundary("multipart/mixed; charset=x; Boundary=\"a b\"")?, "a b");
/// assert!(boundary("multipart/mixed").is_err());
/// # Ok::<(), lustrum_xapi::Refusal>(())
/// ```
pub fn boundary(content_type: &str) -> Result<&str, Refusal> {
    let mut rest = content_type.split_once(';').map_or("", |(_, parameters)| parameters);
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_at(after.find(';').unwrap_or(after.len())),
        };
        if name.trim_matches([' ', '\t', ';']).eq_ignore_ascii_case("boundary") {
            let value = if after.starts_with('"') { value } else { value.trim_end() };
            let right = (1..=70).contains(&value.len())
                && !value.ends_with(' ')
                && value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
            return if right { Ok(value) } else { Err(refused(MultipartFault::NoBoundary)) };
        }
        rest = next;
    }
    Err(refused(MultipartFault::NoBoundary))
}

/// The parts between the lines of the boundary. What stands before the first and behind the last is not looked at.
///
/// Lines may end in CRLF or in LF alone. The end of the line before a boundary belongs to the boundary and not to the part.
///
/// # Errors
/// A [`MultipartFault`], at `part[n]` where it is one part's, counted from zero.
///
/// ```
/// use lustrum_xapi::multipart::{PartLimits, read};
/// let body = b"--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b\r\nX: y\r\n\r\n\xff\r\n\r\n--b--\r\n";
/// let parts = read("multipart/mixed; boundary=b", body, PartLimits::default())?;
/// assert_eq!((parts[0].media_type().as_str(), parts[0].body()), ("application/json", b"{}".as_slice()));
/// assert_eq!((parts[1].header("x"), parts[1].body()), (Some("y"), b"\xff\r\n".as_slice()));
/// # Ok::<(), lustrum_xapi::Refusal>(())
/// ```
pub fn read<'a>(content_type: &str, body: &'a [u8], limits: PartLimits) -> Result<Vec<Part<'a>>, Refusal> {
    let boundary = boundary(content_type)?.as_bytes();
    let mut parts = Vec::new();
    let mut line = next(body, 0, boundary).ok_or_else(|| refused(MultipartFault::BoundaryNotFound))?;
    while !line.last {
        if parts.len() == limits.parts {
            return Err(refused(MultipartFault::TooManyParts { limit: limits.parts }));
        }
        let at_part = |fault| refused(fault).at(parts.len()).within("part");
        // A boundary right behind a boundary closes a part that has not even an empty line.
        let following = next(body, line.end, boundary).ok_or_else(|| at_part(MultipartFault::Unfinished))?;
        let content = body.get(line.end..following.start).ok_or_else(|| at_part(MultipartFault::Headers))?;
        parts.push(part(content, limits).ok_or_else(|| at_part(MultipartFault::Headers))?);
        line = following;
    }
    Ok(parts)
}

/// A line of the boundary, the end of the line before it included.
struct Line {
    start: usize,
    end: usize,
    /// It is the one that closes the body.
    last: bool,
}

/// The next line that is the boundary and nothing else but blanks.
fn next(body: &[u8], from: usize, boundary: &[u8]) -> Option<Line> {
    let mut at = from;
    loop {
        if let Some(line) = boundary_line(body, from, at, boundary) {
            return Some(line);
        }
        at += body.get(at..)?.iter().position(|byte| *byte == b'\n')? + 1;
    }
}

fn boundary_line(body: &[u8], from: usize, at: usize, boundary: &[u8]) -> Option<Line> {
    let rest = body.get(at..)?.strip_prefix(b"--")?.strip_prefix(boundary)?;
    let (rest, last) = match rest.strip_prefix(b"--") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let behind = &rest[blanks..];
    let break_length = match behind {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        [] if last => 0,
        _ => return None,
    };
    let end = body.len() - behind.len() + break_length;
    let mut start = at;
    for byte in [b'\n', b'\r'] {
        if start > from && body[start - 1] == byte {
            start -= 1;
        }
    }
    Some(Line { start, end, last })
}

fn part(content: &[u8], limits: PartLimits) -> Option<Part<'_>> {
    let mut headers: Vec<(&str, &str)> = Vec::new();
    let mut at = 0;
    loop {
        // A part may have no body at all: then the boundary took the end of its empty line.
        let line_end = content[at..].iter().position(|byte| *byte == b'\n').map_or(content.len(), |end| at + end + 1);
        if line_end > limits.headers {
            return None;
        }
        let line = std::str::from_utf8(&content[at..line_end]).ok()?;
        at = line_end;
        let trimmed = line.trim_end_matches(['\r', '\n']);
        if trimmed.is_empty() {
            return Some(Part { headers, body: &content[at..] });
        }
        let (name, value) = trimmed.split_once(':')?;
        if name.is_empty() || name.contains([' ', '\t']) {
            return None;
        }
        headers.push((name, value.trim()));
        if at == content.len() && !line.ends_with('\n') {
            return Some(Part { headers, body: &[] });
        }
    }
}
