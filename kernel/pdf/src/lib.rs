//! Documents as PDF: Typst with its fonts inside the binary, the same bytes for the same input.
//!
//! A document is a template (Typst) and its data (JSON). The template reads the data as `json("data.json")` and the
//! house's look from `document.typ`. What stands in the data is text and stays text: nothing in it is read as markup.
//!
//! ```
//! let template = r#"
//!   #import "document.typ": *
//!   #let data = json("data.json")
//!   #show: paper.with(title: data.title, lang: data.lang)
//!   #opening(data.title)
//! "#;
//! let data = serde_json::json!({ "title": "Charter *1.1*", "lang": "en" });
//! let pdf = lustrum_pdf::render(template, &data)?;
//! assert!(pdf.starts_with(b"%PDF-"));
//! # Ok::<(), lustrum_pdf::PdfError>(())
//! ```

#[cfg(test)]
mod tests;
mod world;

use serde_json::Value;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use world::Paper;

/// Compiled parts that no render of the last few used are forgotten, so that memory does not grow.
const KEPT_RENDERS: usize = 10;

#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The template does not fit itself or its data.
    #[error("{file}, line {line}, column {column}: {message}")]
    Template { file: String, line: usize, column: usize, message: String },
    /// The document could not be written as PDF.
    #[error("the document could not be written: {0}")]
    Writing(String),
}

/// Sets the template with its data and writes it as a tagged PDF: as PDF/UA-1 where the document keeps its rules (a
/// title, a language, words for every picture, a glyph for every character), else tagged without that promise.
///
/// The result depends on the two arguments alone: no date, no random identifier, no font of the machine.
pub fn render(template: &str, data: &Value) -> Result<Vec<u8>, PdfError> {
    render_with(template, data, Vec::new())
}

/// The same with files that the template shows by name: pictures, or pages of another PDF (`image("given.pdf", page: 1)`),
/// of which only what is drawn is taken over, no script, link or attachment.
pub fn render_with(template: &str, data: &Value, files: Vec<(&'static str, Vec<u8>)>) -> Result<Vec<u8>, PdfError> {
    let written = set(template, data, files).and_then(|document| write(&document));
    typst::comemo::evict(KEPT_RENDERS);
    written
}

/// How many pages a PDF has; nothing where it is none, is damaged or can't be opened without a password.
pub fn pages(pdf: &[u8]) -> Option<usize> {
    hayro_syntax::Pdf::new(pdf.to_vec()).ok().map(|pdf| pdf.pages().len())
}

fn set(template: &str, data: &Value, files: Vec<(&'static str, Vec<u8>)>) -> Result<PagedDocument, PdfError> {
    let paper = Paper::new(template, data, files);
    let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(&paper);
    output.map_err(|faults| at_fault(&paper, &faults))
}

fn write(document: &PagedDocument) -> Result<Vec<u8>, PdfError> {
    let options = |standards| PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Lustrum".to_owned())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard does not contradict itself");
    typst_pdf::pdf(document, &options(accessible))
        .or_else(|_| typst_pdf::pdf(document, &options(PdfStandards::default())))
        .map_err(|faults| {
            PdfError::Writing(faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; "))
        })
}

/// The first fault, with its place in the template.
fn at_fault(paper: &Paper, faults: &[SourceDiagnostic]) -> PdfError {
    let Some(fault) = faults.first() else {
        return PdfError::Writing("no reason was given".to_owned());
    };
    let mut message = fault.message.to_string();
    for hint in &fault.hints {
        message.push_str(" (");
        message.push_str(&hint.v);
        message.push(')');
    }
    let (file, line, column) = paper.place(fault.span);
    PdfError::Template { file, line, column, message }
}
