//! Items as QTI 3.0, which [`super::read`] reads to the same items.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use crate::item::{Content, Task, Text};

const NAMESPACE: &str = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
const TEMPLATES: &str = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates";

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML 1.0 can't hold in any form.
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An item in one of its languages.
pub fn item(identifier: &str, language: &str, content: &Content) -> String {
    let nothing = Text::default();
    let (language, text) = content.text(language).unwrap_or((language, &nothing));
    let title: String = text.prompt.lines().next().unwrap_or_default().chars().take(80).collect();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<qti-assessment-item xmlns=\"{NAMESPACE}\" identifier=\"{}\" title=\"{}\" \
         adaptive=\"false\" time-dependent=\"false\" xml:lang=\"{language}\">\n",
        escaped(identifier),
        escaped(&title)
    );
    declare(&mut out, content);
    out.push_str("  <qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" base-type=\"float\"/>\n");
    body(&mut out, content, text);
    processing(&mut out, content);
    if !text.feedback.is_empty() {
        let _infallible = writeln!(
            out,
            "  <qti-modal-feedback outcome-identifier=\"SCORE\" identifier=\"feedback\" show-hide=\"hide\"><p>{}</p></qti-modal-feedback>",
            escaped(&text.feedback)
        );
    }
    out.push_str("</qti-assessment-item>\n");
    out
}

/// Each response that is right, as its identifier or value.
fn right(content: &Content) -> Vec<String> {
    match &content.task {
        Task::Single { right } => vec![format!("o{right}")],
        Task::Multiple { right } => {
            right.iter().enumerate().filter(|(_, right)| **right).map(|(at, _)| format!("o{at}")).collect()
        }
        Task::Ordering => (0..content.options()).map(|at| format!("o{at}")).collect(),
        Task::Matching { belongs } => belongs.iter().enumerate().map(|(at, to)| format!("o{at} t{to}")).collect(),
        Task::Numeric { answer, .. } => vec![answer.to_string()],
        Task::ShortText { accepted } => accepted.clone(),
    }
}

fn declare(out: &mut String, content: &Content) {
    let (cardinality, base) = match &content.task {
        Task::Single { .. } => ("single", "identifier"),
        Task::Multiple { .. } => ("multiple", "identifier"),
        Task::Ordering => ("ordered", "identifier"),
        Task::Matching { .. } => ("multiple", "directedPair"),
        Task::Numeric { .. } => ("single", "float"),
        Task::ShortText { .. } => ("single", "string"),
    };
    let right = right(content);
    let _infallible = writeln!(
        out,
        "  <qti-response-declaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" base-type=\"{base}\">"
    );
    // Of several accepted forms one is the correct response; the others stand in the mapping.
    let shown = if matches!(content.task, Task::ShortText { .. }) { 1 } else { right.len() };
    out.push_str("    <qti-correct-response>");
    for value in right.iter().take(shown) {
        let _infallible = write!(out, "<qti-value>{}</qti-value>", escaped(value));
    }
    out.push_str("</qti-correct-response>\n");
    if maps(content) {
        let worth = if matches!(content.task, Task::Multiple { .. } | Task::Matching { .. } | Task::Ordering) {
            content.points / right.len().max(1) as f64
        } else {
            content.points
        };
        let _infallible = write!(out, "    <qti-mapping default-value=\"0\" upper-bound=\"{}\">", content.points);
        for value in &right {
            let _infallible = write!(out, "<qti-map-entry map-key=\"{}\" mapped-value=\"{worth}\"/>", escaped(value));
        }
        out.push_str("</qti-mapping>\n");
    }
    out.push_str("  </qti-response-declaration>\n");
}

/// Whether points or parts go beyond all or nothing of one point.
fn maps(content: &Content) -> bool {
    let whole = (content.points - 1.0).abs() < 1e-12 && !content.partial;
    !matches!(content.task, Task::Numeric { .. }) && (!whole || matches!(content.task, Task::ShortText { .. }))
}

fn body(out: &mut String, content: &Content, text: &Text) {
    let choices = |out: &mut String, element: &str, letter: char, options: &[String], more: &str| {
        for (at, option) in options.iter().enumerate() {
            let _infallible =
                writeln!(out, "      <{element} identifier=\"{letter}{at}\"{more}>{}</{element}>", escaped(option));
        }
    };
    out.push_str("  <qti-item-body>\n");
    for line in text.prompt.lines() {
        let _infallible = writeln!(out, "    <p>{}</p>", escaped(line));
    }
    match &content.task {
        Task::Single { .. } | Task::Multiple { .. } => {
            let most = if matches!(content.task, Task::Single { .. }) { 1 } else { 0 };
            let _infallible = writeln!(
                out,
                "    <qti-choice-interaction response-identifier=\"RESPONSE\" shuffle=\"true\" max-choices=\"{most}\">"
            );
            choices(out, "qti-simple-choice", 'o', &text.options, "");
            out.push_str("    </qti-choice-interaction>\n");
        }
        Task::Ordering => {
            out.push_str("    <qti-order-interaction response-identifier=\"RESPONSE\" shuffle=\"true\">\n");
            choices(out, "qti-simple-choice", 'o', &text.options, "");
            out.push_str("    </qti-order-interaction>\n");
        }
        Task::Matching { .. } => {
            let most = text.options.len();
            let _infallible = writeln!(
                out,
                "    <qti-match-interaction response-identifier=\"RESPONSE\" shuffle=\"true\" max-associations=\"{most}\">"
            );
            out.push_str("      <qti-simple-match-set>\n");
            choices(out, "qti-simple-associable-choice", 'o', &text.options, " match-max=\"1\"");
            out.push_str("      </qti-simple-match-set>\n      <qti-simple-match-set>\n");
            choices(out, "qti-simple-associable-choice", 't', &text.targets, &format!(" match-max=\"{most}\""));
            out.push_str("      </qti-simple-match-set>\n    </qti-match-interaction>\n");
        }
        Task::Numeric { .. } | Task::ShortText { .. } => {
            out.push_str("    <div><qti-text-entry-interaction response-identifier=\"RESPONSE\"/></div>\n");
        }
    }
    out.push_str("  </qti-item-body>\n");
}

fn processing(out: &mut String, content: &Content) {
    if let Task::Numeric { tolerance, .. } = content.task {
        let _infallible = writeln!(
            out,
            "  <qti-response-processing><qti-response-condition><qti-response-if><qti-equal tolerance-mode=\"absolute\" \
             tolerance=\"{tolerance} {tolerance}\"><qti-variable identifier=\"RESPONSE\"/><qti-correct identifier=\"RESPONSE\"/>\
             </qti-equal><qti-set-outcome-value identifier=\"SCORE\"><qti-base-value base-type=\"float\">{}</qti-base-value>\
             </qti-set-outcome-value></qti-response-if></qti-response-condition></qti-response-processing>",
            content.points
        );
        return;
    }
    let template = if maps(content) { "map_response" } else { "match_correct" };
    let _infallible = writeln!(out, "  <qti-response-processing template=\"{TEMPLATES}/{template}.xml\"/>");
}

/// A package of items, each under its identifier. The same items give the same bytes.
pub fn package(language: &str, items: &[(String, Content)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut manifest = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1\" identifier=\"lustrum\">\n\
         \x20 <metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n  <organizations/>\n  <resources>\n",
    );
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (identifier, content) in items {
        let identifier = escaped(identifier);
        let _infallible = writeln!(
            manifest,
            "    <resource identifier=\"{identifier}\" type=\"imsqti_item_xmlv3p0\" href=\"items/{identifier}.xml\"><file href=\"items/{identifier}.xml\"/></resource>"
        );
        archive.start_file(format!("items/{identifier}.xml"), options)?;
        archive.write_all(item(&identifier, language, content).as_bytes())?;
    }
    manifest.push_str("  </resources>\n</manifest>\n");
    archive.start_file("imsmanifest.xml", options)?;
    archive.write_all(manifest.as_bytes())?;
    Ok(archive.finish()?.into_inner())
}
