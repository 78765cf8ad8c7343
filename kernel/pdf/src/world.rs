//! What a document can reach while it is set: its template, its data, the house's look, the fonts in the binary.
//! No clock, no file system, no network.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_kit::fonts::FontStore;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));
static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut fonts = FontStore::new();
    fonts.extend(typst_kit::fonts::embedded());
    fonts
});
/// The house's look, parsed once.
static LOOK: LazyLock<Source> =
    LazyLock::new(|| Source::new(id("document.typ"), include_str!("document.typ").to_owned()));
static TEMPLATE: LazyLock<FileId> = LazyLock::new(|| id("template.typ"));
static DATA: LazyLock<FileId> = LazyLock::new(|| id("data.json"));

pub struct Paper {
    template: Source,
    data: Bytes,
    /// Pictures and documents that the template shows, by name.
    files: Vec<(FileId, Bytes)>,
}

impl Paper {
    pub fn new(template: &str, data: &Value, files: Vec<(&'static str, Vec<u8>)>) -> Self {
        Self {
            template: Source::new(*TEMPLATE, template.to_owned()),
            data: Bytes::from_string(data.to_string()),
            files: files.into_iter().map(|(name, bytes)| (id(name), Bytes::new(bytes))).collect(),
        }
    }
    /// File, line and column of a fault, counted from 1.
    pub fn place(&self, span: DiagSpan) -> (String, usize, usize) {
        let source = match span.id() {
            Some(file) if file == LOOK.id() => &LOOK,
            _ => &self.template,
        };
        let start = self.range(span).map_or(0, |range| range.start);
        let (line, column) = source.lines().byte_to_line_column(start).unwrap_or_default();
        (source.id().vpath().get_without_slash().to_owned(), line + 1, column + 1)
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }
    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }
    fn main(&self) -> FileId {
        *TEMPLATE
    }
    fn source(&self, file: FileId) -> FileResult<Source> {
        if file == *TEMPLATE {
            Ok(self.template.clone())
        } else if file == LOOK.id() {
            Ok(LOOK.clone())
        } else {
            Err(missing(file))
        }
    }
    fn file(&self, file: FileId) -> FileResult<Bytes> {
        if file == *DATA {
            return Ok(self.data.clone());
        }
        let known = self.files.iter().find(|(id, _)| *id == file);
        known.map(|(_, bytes)| bytes.clone()).ok_or_else(|| missing(file))
    }
    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(file: FileId) -> FileError {
    FileError::NotFound(file.vpath().get_without_slash().into())
}

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the name of a file here is a plain one");
    RootedPath::new(VirtualRoot::Project, path).intern()
}
