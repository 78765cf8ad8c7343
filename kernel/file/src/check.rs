//! What may be handed in: files whose name, whose declared kind and whose content agree, small enough and of a kind that
//! can be shown with the reader's mark. Archives and files of office programs are refused unopened.

use super::inflate;

/// A file is never larger.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// A text is shown on one page, and longer than this nobody reads it there.
pub const MOST_TEXT: usize = 512 * 1024;
const MOST_PIXELS: u64 = 40_000_000;
const LONGEST_NAME: usize = 120;

/// The kinds that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Markdown,
    Csv,
    Png,
    Jpeg,
    Pdf,
}

impl Kind {
    pub const ALL: [Kind; 6] = [Self::Text, Self::Markdown, Self::Csv, Self::Png, Self::Jpeg, Self::Pdf];
    /// The word in the API and the database; its message is `room-kind-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Pdf => "pdf",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Markdown | Self::Csv)
    }
    pub fn is_image(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }
    /// The media type of an image or a PDF.
    pub fn media(self) -> &'static str {
        match self {
            Self::Text | Self::Markdown | Self::Csv => "text/plain",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Pdf => "application/pdf",
        }
    }
    fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }
}

/// A file that may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub name: String,
    pub kind: Kind,
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileRefused {
    #[error("its name holds characters that are not seen or that turn the reading direction")]
    HostileName,
    #[error("its name ends in nothing that is known here")]
    UnknownKind,
    #[error("it is larger than {0} bytes")]
    TooLarge(usize),
    #[error("an archive or a file of an office program")]
    Archive,
    #[error("its name says {said}, its content is something else")]
    OtherContent { said: &'static str },
    #[error("the text is not UTF-8, or holds characters that are not seen")]
    NotText,
    #[error("unpacked it would be far larger than it looks")]
    Bomb,
    #[error("it can't be read")]
    Unreadable,
}

/// The name without what stood before it, where it is one that can be shown.
pub fn plain_name(given: &str) -> Result<String, FileRefused> {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
    };
    if given.chars().any(hidden) || last.is_empty() || last.starts_with('.') || last.chars().count() > LONGEST_NAME {
        return Err(FileRefused::HostileName);
    }
    Ok(last.to_owned())
}

pub fn check(name: &str, declared: &str, bytes: &[u8]) -> Result<Checked, FileRefused> {
    let name = plain_name(name)?;
    if packed(bytes) {
        return Err(FileRefused::Archive);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let kind = Kind::of_ending(&ending).ok_or(FileRefused::UnknownKind)?;
    let most = if kind.is_text() { MOST_TEXT } else { MOST_BYTES };
    if bytes.len() > most {
        return Err(FileRefused::TooLarge(most));
    }
    let said = kind.word();
    if contradicts(kind, declared) {
        return Err(FileRefused::OtherContent { said });
    }
    match (kind, found(bytes)) {
        (Kind::Pdf, Some(Kind::Pdf)) => inflate::measure(bytes, inflate::MOST).map_err(|_| FileRefused::Bomb)?,
        (Kind::Png | Kind::Jpeg, Some(seen)) if seen == kind => image(kind, bytes)?,
        (kind, None) if kind.is_text() => text(bytes)?,
        _ => return Err(FileRefused::OtherContent { said }),
    }
    Ok(Checked { name, kind })
}

/// Archives of any make; today's office files are ZIP archives, yesterday's begin with D0 CF.
fn packed(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 8] = [
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x1f\x8b",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07",
        b"\xfd7zXZ\0",
        b"BZh",
        b"\xd0\xcf\x11\xe0",
    ];
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
        || bytes.get(257..262) == Some(b"ustar".as_slice())
        || packed_behind(bytes)
}

/// A file that is one thing from the front and an archive from behind: a ZIP is found by its end, and RAR and 7z by their
/// mark anywhere, so that they hide behind an image or a PDF which stays sound.
fn packed_behind(bytes: &[u8]) -> bool {
    const ZIP_END: &[u8] = b"PK\x05\x06";
    /// The end of a ZIP and the longest remark that may follow it.
    const ZIP_TAIL: usize = 22 + 65_535;
    let tail = &bytes[bytes.len().saturating_sub(ZIP_TAIL)..];
    let ends = tail.windows(ZIP_END.len()).any(|part| part == ZIP_END);
    let mut entries = false;
    for (at, first) in bytes.iter().enumerate() {
        let here = &bytes[at..];
        match first {
            b'R' if here.starts_with(b"Rar!\x1a\x07") => return true,
            b'7' if here.starts_with(b"7z\xbc\xaf\x27\x1c") => return true,
            b'P' => entries |= here.starts_with(b"PK\x01\x02") || here.starts_with(b"PK\x03\x04"),
            _ => {}
        }
    }
    ends && entries
}

fn found(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"%PDF-") {
        Some(Kind::Pdf)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Kind::Png)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(Kind::Jpeg)
    } else {
        None
    }
}

/// What the sender declares is believed where it says something: systems have many names for a text.
fn contradicts(kind: Kind, declared: &str) -> bool {
    let declared = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let tells = declared.starts_with("image/")
        || declared.starts_with("video/")
        || declared.starts_with("audio/")
        || declared == "application/pdf"
        || declared == "text/html";
    tells && declared != kind.media() && !(kind == Kind::Jpeg && declared == "image/jpg")
}

fn text(bytes: &[u8]) -> Result<(), FileRefused> {
    let text = std::str::from_utf8(bytes).map_err(|_| FileRefused::NotText)?;
    let unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(unseen) { Err(FileRefused::NotText) } else { Ok(()) }
}

fn image(kind: Kind, bytes: &[u8]) -> Result<(), FileRefused> {
    let size = if kind == Kind::Png { png_size(bytes) } else { jpeg_size(bytes) };
    match size {
        Some((wide, high)) if wide > 0 && high > 0 && u64::from(wide) * u64::from(high) <= MOST_PIXELS => Ok(()),
        Some((0, _) | (_, 0)) | None => Err(FileRefused::Unreadable),
        Some(_) => Err(FileRefused::Bomb),
    }
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some((number(16)?, number(20)?))
}

/// The size stands in the first frame header (ITU-T T.81, B.2.2).
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        (*bytes.get(at)? == 0xff).then_some(())?;
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd7 => at += 2,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((u32::from(number(at + 7)?), u32::from(number(at + 5)?)));
            }
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::from(number(at + 2)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write as _;

    fn refused(name: &str, declared: &str, bytes: &[u8]) -> FileRefused {
        check(name, declared, bytes).expect_err("it must be refused")
    }

    fn png(wide: u32, high: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(wide.to_be_bytes());
        bytes.extend(high.to_be_bytes());
        bytes
    }

    #[test]
    fn a_name_is_taken_without_its_folders() {
        for given in ["../../etc/rooster.csv", "C:\\Users\\Eva\\rooster.csv", " rooster.csv "] {
            assert_eq!(check(given, "text/csv", b"depot;uren\n").map(|known| known.name), Ok("rooster.csv".to_owned()));
        }
    }

    #[test]
    fn a_name_with_what_is_not_seen_is_refused() {
        for given in
            ["rooster\u{202e}gpj.txt", "roo\0ster.txt", "roo\nster.txt", "roo\u{200b}ster.txt", "..", ".txt", "", "/"]
        {
            assert_eq!(refused(given, "", b"words"), FileRefused::HostileName, "{given:?}");
        }
        assert_eq!(refused(&format!("{}.txt", "a".repeat(200)), "", b"words"), FileRefused::HostileName);
    }

    #[test]
    fn name_declared_kind_and_content_must_agree() {
        assert_eq!(check("plan.pdf", "application/pdf", b"%PDF-1.7\n").map(|known| known.kind), Ok(Kind::Pdf));
        let other = |said| FileRefused::OtherContent { said };
        assert_eq!(refused("plan.pdf", "application/pdf", b"words"), other("pdf"));
        assert_eq!(refused("plan.txt", "text/plain", b"%PDF-1.7\n"), other("text"));
        assert_eq!(refused("depot.png", "image/png", b"\xff\xd8\xff\xe0"), other("png"));
        assert_eq!(refused("plan.txt", "application/pdf", b"words"), other("text"));
        assert_eq!(refused("page.md", "text/html", b"<script>"), other("markdown"));
        assert_eq!(refused("tool.exe", "", b"MZ"), FileRefused::UnknownKind);
        assert_eq!(refused("plan", "", b"words"), FileRefused::UnknownKind);
        assert_eq!(refused("plan.txt", "", b"MZ\0\0"), FileRefused::NotText);
        assert_eq!(refused("plan.txt", "", b"\xff\xfew\0"), FileRefused::NotText);
    }

    #[test]
    fn archives_and_office_files_are_refused_unopened_whatever_their_name() {
        let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        bomb.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        bomb.write_all(&vec![0_u8; 8 * 1024 * 1024]).unwrap();
        let bomb = bomb.finish().unwrap().into_inner();
        assert!(bomb.len() < 30_000, "8 MB are packed into {} bytes", bomb.len());
        for name in ["plan.docx", "plan.zip", "plan.txt", "plan.pdf"] {
            assert_eq!(refused(name, "", &bomb), FileRefused::Archive, "{name}");
        }
        assert_eq!(refused("old.doc", "", b"\xd0\xcf\x11\xe0\xa1"), FileRefused::Archive);
        assert_eq!(refused("logs.gz", "", b"\x1f\x8b\x08"), FileRefused::Archive);
    }

    #[test]
    fn an_archive_that_hides_behind_another_file_is_refused() {
        let mut hidden = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        hidden.start_file("tool.js", zip::write::SimpleFileOptions::default()).unwrap();
        hidden.write_all(b"alert(1)").unwrap();
        let zip = hidden.finish().unwrap().into_inner();
        let pdf = b"%PDF-1.7\n1 0 obj << >> endobj\n";
        let sound = check("plan.pdf", "application/pdf", pdf);
        assert_eq!(sound.map(|known| known.kind), Ok(Kind::Pdf));
        let remark = vec![b' '; 60_000];
        for both in [[pdf.as_slice(), &zip].concat(), [pdf.as_slice(), &zip, &remark].concat()] {
            assert_eq!(refused("plan.pdf", "application/pdf", &both), FileRefused::Archive);
        }
        assert_eq!(refused("depot.png", "", &[png(10, 10), zip.clone()].concat()), FileRefused::Archive);
        for mark in [b"Rar!\x1a\x07\x01\0".as_slice(), b"7z\xbc\xaf\x27\x1c\0\x04"] {
            assert_eq!(refused("depot.png", "", &[png(10, 10).as_slice(), mark].concat()), FileRefused::Archive);
        }
        // Words about archives are words.
        assert!(check("plan.txt", "", b"A ZIP begins with PK, a RAR with Rar!, and 7z with 7z.").is_ok());
    }

    #[test]
    fn an_image_of_too_many_points_is_refused_before_anything_draws_it() {
        assert!(check("depot.png", "image/png", &png(4000, 3000)).is_ok());
        assert_eq!(refused("depot.png", "image/png", &png(60_000, 60_000)), FileRefused::Bomb);
        assert_eq!(refused("depot.png", "image/png", &png(0, 10)), FileRefused::Unreadable);
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00";
        assert_eq!(jpeg_size(jpeg), Some((32, 16)));
        assert!(check("depot.jpg", "image/jpeg", jpeg).is_ok());
        assert_eq!(refused("depot.jpg", "image/jpeg", b"\xff\xd8\xff\xd9"), FileRefused::Unreadable);
    }

    #[test]
    fn what_is_too_large_is_told_how_large_it_may_be() {
        assert_eq!(refused("plan.txt", "", &vec![b'a'; MOST_TEXT + 1]), FileRefused::TooLarge(MOST_TEXT));
        let mut pdf = b"%PDF-1.7\n".to_vec();
        pdf.resize(MOST_BYTES + 1, b' ');
        assert_eq!(refused("plan.pdf", "", &pdf), FileRefused::TooLarge(MOST_BYTES));
    }

    proptest! {
        #[test]
        fn no_bytes_under_any_name_make_it_panic(
            name in "(\\PC{0,8})\\.(txt|md|csv|png|jpg|pdf|zip)", start in 0_usize..4,
            rest in proptest::collection::vec(any::<u8>(), 0..200),
        ) {
            let mut bytes = [b"".as_slice(), b"%PDF-1.7 1 0 obj stream", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"][start].to_vec();
            bytes.extend(rest);
            let _said = check(&name, "", &bytes);
        }
    }
}
