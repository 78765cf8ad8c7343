//! From bytes to text: what the file says (a byte order mark), else UTF-8, else what Windows wrote for decades.

use super::TableError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    /// Assumed, as nothing in such a file says so: show it in a preview.
    Windows1252,
}

pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), TableError> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => Ok((text.to_owned(), Encoding::Utf8)),
            Err(fault) => Err(TableError::UnknownEncoding { row: row_at(rest, fault.valid_up_to()) }),
        },
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // No text in these encodings holds a zero byte: an image, a PDF, a program.
        _ if bytes.contains(&0) => Err(TableError::NotATable),
        _ if bytes.starts_with(b"%PDF-") => Err(TableError::NotATable),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok((text.to_owned(), Encoding::Utf8)),
            Err(_) => windows_1252(bytes),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<(String, Encoding), TableError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>();
    match text {
        Ok(text) if rest.is_empty() => Ok((text, Encoding::Utf16)),
        _ => Err(TableError::UnknownEncoding { row: 1 }),
    }
}

fn windows_1252(bytes: &[u8]) -> Result<(String, Encoding), TableError> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for (place, byte) in bytes.iter().enumerate() {
        match byte {
            0x80..=0x9F => match HIGH[usize::from(byte - 0x80)] {
                '\0' => return Err(TableError::UnknownEncoding { row: row_at(bytes, place) }),
                known => text.push(known),
            },
            plain => text.push(char::from(*plain)),
        }
    }
    Ok((text, Encoding::Windows1252))
}

/// Windows-1252 from 0x80 to 0x9F, where it differs from Latin-1; five places mean nothing.
#[rustfmt::skip]
const HIGH: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0',
    '\0', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

fn row_at(bytes: &[u8], place: usize) -> usize {
    1 + bytes[..place].iter().filter(|byte| **byte == b'\n').count()
}
