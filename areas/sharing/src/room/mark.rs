//! The mark of a reader: name, organisation and moment, over everything that is shown of a document, on the screen, in
//! print and in the file that leaves.

use lustrum_kernel::Moment;
use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::locale::Speaker;
use serde_json::json;

use super::check::Kind;
use super::inflate;

/// A PDF has no more pages than this.
pub const MOST_PAGES: usize = 300;

/// Who reads, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub who: String,
    pub at: String,
}

impl Mark {
    pub fn of(scope: &PartnershipScope, at: Moment) -> Self {
        let t: Speaker = scope.viewer.speaker();
        Self { who: format!("{}, {}", scope.viewer.name, scope.own_name()), at: t.moment(&at) }
    }

    /// The mark over a part of a page, again and again as far as that reaches.
    pub fn svg(&self) -> String {
        let line = |y: u16, words: &str| format!("<text x=\"12\" y=\"{y}\">{}</text>", escaped(words));
        format!(
            "<svg class=\"mark\" aria-hidden=\"true\" width=\"100%\" height=\"100%\"><defs><pattern id=\"mark\" width=\"320\" \
             height=\"84\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(-20)\">{}{}</pattern></defs>\
             <rect width=\"100%\" height=\"100%\" fill=\"url(#mark)\"/></svg>",
            line(30, &self.who),
            line(48, &self.at)
        )
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Why a document can't be set with a mark.
#[derive(Debug, thiserror::Error)]
pub enum Unmarkable {
    #[error("the PDF can't be opened: it is damaged or protected with a password")]
    Unreadable,
    #[error("it has more than {MOST_PAGES} pages")]
    TooLong,
    #[error("unpacked it is larger than what is unpacked here")]
    TooLarge,
    #[error("it took longer or more memory than a document may")]
    TooCostly,
    #[error("others are being set, and it waited too long")]
    Busy,
    #[error("no process can be begun: {0}")]
    NoProcess(String),
    #[error(transparent)]
    Pdf(#[from] lustrum_pdf::PdfError),
}

/// The document as a PDF with the mark on every page. It takes a moment and belongs on a thread of its own.
pub fn pdf(kind: Kind, title: &str, lang: &str, mark: &Mark, bytes: Vec<u8>) -> Result<Vec<u8>, Unmarkable> {
    let mut data = json!({
        "kind": kind.word(), "title": title, "lang": lang, "mark": [mark.who, mark.at], "pages": 0, "text": "",
    });
    let mut files = Vec::new();
    match kind {
        Kind::Pdf => {
            // Looked at again: what is kept may be older than the rule.
            inflate::measure(&bytes, inflate::MOST).map_err(|_| Unmarkable::TooLarge)?;
            let pages = lustrum_pdf::pages(&bytes).filter(|pages| *pages > 0).ok_or(Unmarkable::Unreadable)?;
            if pages > MOST_PAGES {
                return Err(Unmarkable::TooLong);
            }
            data["pages"] = json!(pages);
            files.push(("given.pdf", bytes));
        }
        Kind::Png => files.push(("given.png", bytes)),
        Kind::Jpeg => files.push(("given.jpg", bytes)),
        Kind::Text | Kind::Markdown | Kind::Csv => {
            data["text"] = json!(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"));
        }
    }
    Ok(lustrum_pdf::render_with(include_str!("marked.typ"), &data, files)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark { who: "Ruth van <Dalen>, Baken & Co".into(), at: "26 November 2026, 19:00 CET".into() }
    }

    #[test]
    fn the_mark_of_a_page_holds_who_and_when_as_words_and_never_as_markup() {
        let svg = mark().svg();
        assert!(svg.contains("Ruth van &lt;Dalen&gt;, Baken &amp; Co") && svg.contains("26 November 2026, 19:00 CET"));
        assert!(!svg.contains("style="), "the security policy refuses styles in the page");
    }

    #[test]
    fn a_pdf_keeps_its_pages_and_gets_the_mark_on_each() {
        let given = lustrum_pdf::render(
            "#set page(width: 300pt, height: 200pt)\nOne #pagebreak() Two",
            &serde_json::Value::Null,
        )
        .unwrap();
        let marked = pdf(Kind::Pdf, "Plan", "en", &mark(), given.clone()).unwrap();
        assert_eq!(lustrum_pdf::pages(&marked), Some(2));
        assert_ne!(marked, given);
        let other = Mark { who: "Emre Yilmaz, Baken".into(), ..mark() };
        let marked_for_other = pdf(Kind::Pdf, "Plan", "en", &other, given).unwrap();
        assert_ne!(marked, marked_for_other, "each reader has a copy of their own");
    }

    /// Everything that a PDF says, also what is packed in it.
    fn said(bytes: &[u8]) -> String {
        use std::io::Read as _;
        let mut all = bytes.to_vec();
        for at in 0..bytes.len() {
            if bytes[at..].starts_with(b"stream\n") {
                let mut part = Vec::new();
                // What is not packed, or in another way, ends with an error; what came out until then is read.
                let _done = flate2::read::ZlibDecoder::new(&bytes[at + 7..]).read_to_end(&mut part);
                all.extend(part);
            }
        }
        String::from_utf8_lossy(&all).into_owned()
    }

    #[test]
    fn what_a_pdf_wants_to_run_does_not_leave_with_the_mark() {
        let given = crate::room::tests::scripted_pdf();
        assert!(said(&given).contains("/JavaScript") && said(&given).contains("javascript:"));
        let marked = pdf(Kind::Pdf, "Plan", "en", &mark(), given).unwrap();
        assert_eq!(lustrum_pdf::pages(&marked), Some(1));
        let said = said(&marked);
        assert!(said.contains("/Page"), "the parts were unpacked");
        for active in ["JavaScript", "javascript:", "app.alert", "/OpenAction", "/Launch", "/EmbeddedFile"] {
            assert!(!said.contains(active), "{active} left with the mark");
        }
    }

    #[test]
    fn what_was_kept_before_it_was_measured_is_not_unpacked_either() {
        let kept = crate::room::inflate::bombs::a_bomb(80);
        assert!(matches!(pdf(Kind::Pdf, "Plan", "en", &mark(), kept), Err(Unmarkable::TooLarge)));
    }

    #[test]
    fn a_text_and_an_image_become_a_marked_pdf() {
        let text = pdf(Kind::Text, "Rooster", "nl", &mark(), b"Nacht\n\n#image(\"x\") stays words".to_vec()).unwrap();
        assert_eq!(lustrum_pdf::pages(&text), Some(1));
    }

    #[test]
    fn what_is_no_pdf_inside_is_a_refusal_and_no_panic() {
        for bytes in [b"%PDF-1.7\n".to_vec(), b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj".to_vec(), Vec::new()] {
            assert!(pdf(Kind::Pdf, "Plan", "en", &mark(), bytes).is_err());
        }
    }
}
