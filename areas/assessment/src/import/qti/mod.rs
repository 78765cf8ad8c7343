//! Question and Test Interoperability (1EdTech), versions 2.1, 2.2 and 3.0: single items and packages. The two write the
//! same things under other names (`simpleChoice`, `qti-simple-choice`), which are made one here before anything is read.

mod package;
mod processing;
mod read;
mod write;

use lustrum_kernel::form::Fault;

use super::Found;

pub use write::{item as write_item, package as write_package};

/// What is read at most of one item, of a package as it came, and of all that is packed in it.
pub const MOST_ITEM_BYTES: usize = 1024 * 1024;
pub const MOST_PACKAGE_BYTES: usize = 20 * 1024 * 1024;
pub const MOST_BYTES_INSIDE: u64 = 64 * 1024 * 1024;
/// Elements and texts of one document.
pub const MOST_NODES: u32 = 50_000;

/// Whether a file is for this module: XML, or a package.
pub fn looks_like(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PK\x03\x04") {
        // A workbook is a package as well; its directory says so.
        return !bytes.windows(15).any(|part| part == b"xl/workbook.xml");
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    text.starts_with(b"<") || bytes.starts_with(b"\xff\xfe<\0") || bytes.starts_with(b"\xfe\xff\0<")
}

/// Everything in a file, item by item; `language` is that of items that do not say theirs.
pub fn read(bytes: &[u8], language: &str) -> Result<Vec<Found>, Fault> {
    if bytes.len() > MOST_PACKAGE_BYTES {
        return Err(Fault::new("fault-qti-large").with("most", MOST_PACKAGE_BYTES / 1024 / 1024));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return package::read(bytes, language);
    }
    Ok(vec![read::document(bytes, "", language)?])
}
