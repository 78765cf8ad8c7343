//! A body from parts.

use sha2::{Digest, Sha256};

/// A part to send.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    pub content_type: &'a str,
    /// The hash in hexadecimal digits, for the bytes of an attachment; nothing for the statements.
    pub hash: Option<&'a str>,
    pub body: &'a [u8],
}

/// A boundary that none of the parts holds. The same parts give the same boundary.
pub fn boundary_for(parts: &[Outgoing<'_>]) -> String {
    let mut seed = Sha256::new();
    for part in parts {
        seed.update((part.body.len() as u64).to_le_bytes());
        seed.update(&part.body[..part.body.len().min(4096)]);
    }
    let mut bytes = seed.finalize();
    loop {
        let boundary = hex::encode(&bytes[..24]);
        let holds = |part: &Outgoing<'_>| part.body.windows(boundary.len()).any(|window| window == boundary.as_bytes());
        if !parts.iter().any(holds) {
            return boundary;
        }
        bytes = Sha256::digest(bytes);
    }
}

/// The body, to be sent as `multipart/mixed; boundary=` and this boundary.
///
/// ```
/// use lustrum_xapi::multipart::{Outgoing, PartLimits, boundary_for, read, write};
/// let parts = [
///     Outgoing { content_type: "application/json", hash: None, body: b"{}" },
///     Outgoing { content_type: "text/plain", hash: Some("00ff"), body: b"line\r\n" },
/// ];
/// let boundary = boundary_for(&parts);
/// let body = write(&parts, &boundary);
/// let again = read(&format!("multipart/mixed; boundary={boundary}"), &body, PartLimits::default())?;
/// assert_eq!(again[1].body(), b"line\r\n");
/// assert_eq!(again[1].header("X-Experience-API-Hash"), Some("00ff"));
/// # Ok::<(), lustrum_xapi::Refusal>(())
/// ```
pub fn write(parts: &[Outgoing<'_>], boundary: &str) -> Vec<u8> {
    let size = parts.iter().map(|part| part.body.len() + 256).sum();
    let mut out = Vec::with_capacity(size);
    for part in parts {
        out.extend_from_slice(format!("--{boundary}\r\nContent-Type: {}\r\n", part.content_type).as_bytes());
        if let Some(hash) = part.hash {
            let headers = format!("Content-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {hash}\r\n");
            out.extend_from_slice(headers.as_bytes());
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(part.body);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    out
}
