//! The review as a document: a page that stands alone, a PDF, or JSON. What comes out depends on the frozen content
//! and the language, and on nothing else.

use askama::Template;
use lustrum_kernel::locale::{Locale, Speaker};
use serde::Serialize;
use serde_json::{Value, json};

use super::content::Content;
use super::contest::Contest;
use super::words::{Spoken, spoken};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Html,
    Pdf,
    Json,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Html, Format::Pdf, Format::Json];
    /// The word on the command line, and the end of a file's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Json => "json",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Json => "application/json",
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    #[error("the content can't be written: {0}")]
    Content(#[from] serde_json::Error),
    #[error("the page can't be written: {0}")]
    Page(#[from] askama::Error),
    #[error("the PDF can't be set: {0}")]
    Pdf(#[from] lustrum_pdf::PdfError),
}

#[derive(Template)]
#[template(path = "review/alone.html")]
struct Alone {
    doc: Spoken,
    style: &'static str,
}

/// `content` without blanks is the text that `hash` is the SHA-256 of.
#[derive(Serialize)]
struct Whole<'a> {
    lang: &'static str,
    hash: &'a str,
    content: &'a Content,
    document: &'a Spoken,
}

/// The house's style sheet, inside the file: it has to look the same wherever it is kept.
const STYLE: &str = include_str!("../../../../kernel/src/page/style.css");

/// Makes the document of a review that nobody contests.
pub fn document(content: &Content, locale: Locale, format: Format) -> Result<Vec<u8>, DocumentError> {
    document_with(content, &[], locale, format)
}

/// Makes the document, with what was contested beside the frozen content.
pub fn document_with(
    content: &Content,
    contests: &[Contest],
    locale: Locale,
    format: Format,
) -> Result<Vec<u8>, DocumentError> {
    let doc = spoken(content, locale)?.with_contests(&Speaker::utc(locale), content, contests);
    match format {
        Format::Html => Ok(Alone { doc: doc.without_links(), style: STYLE }.render()?.into_bytes()),
        Format::Pdf => Ok(lustrum_pdf::render(include_str!("review.typ"), &with_pictures(&doc)?)?),
        Format::Json => {
            let whole = Whole { lang: doc.lang, hash: &doc.hash, content, document: &doc };
            let mut text = serde_json::to_string_pretty(&whole)?;
            text.push('\n');
            Ok(text.into_bytes())
        }
    }
}

/// The words with the drawings beside them, coloured for print.
fn with_pictures(doc: &Spoken) -> Result<Value, serde_json::Error> {
    let of_studies = doc.findings.studies.iter().filter_map(|study| study.picture.as_ref());
    let of_levels = doc.levels.levels.iter().filter_map(|level| level.picture.as_ref());
    let drawings: serde_json::Map<String, Value> =
        of_studies.chain(of_levels).map(|picture| (picture.id.clone(), json!(picture.svg.standalone()))).collect();
    let mut data = serde_json::to_value(doc)?;
    data["drawings"] = Value::Object(drawings);
    Ok(data)
}
