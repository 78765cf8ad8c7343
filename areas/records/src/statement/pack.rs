//! A statement on disk: its text, compressed with a dictionary of what statements have in common. A kilobyte becomes
//! about a third of that.

use std::cell::RefCell;
use std::sync::LazyLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// What statements of many systems share. A text of its own is never changed: what was packed with it is read with it.
const SHARED: &[u8] = include_bytes!("shared.1.dict");
/// The first byte says how the rest was made.
const PLAIN: u8 = 0;
const WITH_SHARED: u8 = 1;
/// A statement of a few kilobytes gains little from more effort.
const EFFORT: i32 = 1;
/// Longer than any request may be.
const LONGEST: usize = 256 * 1024 * 1024;

static ENCODER: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(SHARED, EFFORT));
static DECODER: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(SHARED));

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// A packed text that can't be read: the disk or a foreign hand altered it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a stored statement can't be read: {0}")]
pub struct Damaged(String);

/// The text, packed.
pub fn pack(text: &str) -> Vec<u8> {
    compress(text.as_bytes()).unwrap_or_else(|| {
        let mut plain = Vec::with_capacity(text.len() + 1);
        plain.push(PLAIN);
        plain.extend_from_slice(text.as_bytes());
        plain
    })
}

/// Nothing where the library refuses or nothing is gained.
fn compress(text: &[u8]) -> Option<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|kept| {
        if kept.is_none() {
            let mut made = Compressor::with_prepared_dictionary(&ENCODER).ok()?;
            made.include_checksum(false).ok()?;
            made.include_dictid(false).ok()?;
            *kept = Some(made);
        }
        let packed = kept.as_mut()?.compress(text).ok()?;
        (packed.len() + 5 < text.len()).then(|| {
            let mut whole = Vec::with_capacity(packed.len() + 5);
            whole.push(WITH_SHARED);
            whole.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
            whole.extend_from_slice(&packed);
            whole
        })
    })
}

/// The text again.
pub fn unpack(packed: &[u8]) -> Result<String, Damaged> {
    let bytes = match packed.split_first() {
        Some((&PLAIN, plain)) => plain.to_vec(),
        Some((&WITH_SHARED, rest)) => decompress(rest)?,
        _ => return Err(Damaged("packed in a way that this version does not know".to_owned())),
    };
    String::from_utf8(bytes).map_err(|e| Damaged(e.to_string()))
}

fn decompress(rest: &[u8]) -> Result<Vec<u8>, Damaged> {
    let damaged = |e: std::io::Error| Damaged(e.to_string());
    let (length, packed) = rest.split_first_chunk::<4>().ok_or_else(|| Damaged("cut off".to_owned()))?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > LONGEST {
        return Err(Damaged(format!("{length} bytes long")));
    }
    DECOMPRESSOR.with_borrow_mut(|kept| {
        if kept.is_none() {
            *kept = Some(Decompressor::with_prepared_dictionary(&DECODER).map_err(damaged)?);
        }
        let decompressor = kept.as_mut().expect("it was just made");
        decompressor.decompress(packed, length).map_err(damaged)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"id":"fd41c918-b88b-4b20-a0a5-a4c32391aaa0","actor":{"objectType":"Agent","name":"Project Tin Can API","mbox":"mailto:user@example.com"},"verb":{"id":"http://adlnet.gov/expapi/verbs/completed","display":{"en-US":"completed"}},"object":{"id":"http://example.com/xapi/activity/simplestatement","definition":{"name":{"en-US":"simple statement"},"type":"http://adlnet.gov/expapi/activities/course"}},"version":"1.0.0"}"#;

    #[test]
    fn what_was_packed_comes_back_and_is_smaller() {
        let packed = pack(TEXT);
        assert!(packed.len() * 2 < TEXT.len(), "{} of {}", packed.len(), TEXT.len());
        assert_eq!(unpack(&packed).unwrap(), TEXT);
    }

    #[test]
    fn what_nothing_shortens_stays_as_it_is() {
        assert_eq!(pack("{}"), [b"\0{}".as_slice()].concat());
        assert_eq!(unpack(b"\0{}").unwrap(), "{}");
    }

    #[test]
    fn what_was_altered_is_reported_and_never_read_as_something_else() {
        let mut packed = pack(TEXT);
        packed.truncate(packed.len() - 3);
        assert!(unpack(&packed).is_err());
        assert!(unpack(&[]).is_err());
        assert!(unpack(&[9, 9]).is_err());
        assert!(unpack(&[1, 255, 255, 255, 255, 0]).is_err(), "a length that nothing has");
    }
}
