//! Whatever is read as parts: no panic; what is taken comes back when it is written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lustrum_xapi::multipart::{Outgoing, PartLimits, boundary_for, read, receive, write};

fuzz_target!(|bytes: &[u8]| {
    let (header, body) = bytes.split_at(bytes.len().min(40));
    if let Ok(header) = std::str::from_utf8(header) {
        let _ = read(header, body, PartLimits::default());
    }
    let Ok(parts) = read("multipart/mixed; boundary=b", bytes, PartLimits::default()) else { return };
    let _ = receive(&[], &parts);
    let outgoing: Vec<Outgoing<'_>> =
        parts.iter().map(|part| Outgoing { content_type: "text/plain", hash: None, body: part.body() }).collect();
    let boundary = boundary_for(&outgoing);
    let written = write(&outgoing, &boundary);
    let again = read(&format!("multipart/mixed; boundary={boundary}"), &written, PartLimits::default());
    let again = again.expect("what was written can be read");
    assert!(again.iter().map(|part| part.body()).eq(parts.iter().map(|part| part.body())));
});
