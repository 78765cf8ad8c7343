//! Items as rows: `kind`, `question`, `options` (one a line, or with `|` between them), `answer`, `points`, `partial`,
//! `tolerance`, `feedback`, `skill`, `tier`. Taken as a whole or not at all; every fault has its row and column.

use lustrum_kernel::form::Fields;
use lustrum_kernel::table::{self, Fault, Faults, Out, Reason, Row, Sheet, TableError};

use super::{Draft, MOST_ITEMS};
use crate::bank::Bank;
use crate::item::{Item, Kind, Task, form};

/// Why a file gives no items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    File(TableError),
    TooMany,
    Cells(Vec<Fault>),
}

/// A column with the headings under which it is known.
struct Column {
    field: &'static str,
    names: &'static [&'static str],
}

const COLUMNS: [Column; 10] = [
    Column { field: "kind", names: &["kind", "soort", "type"] },
    Column { field: "prompt", names: &["question", "vraag", "prompt"] },
    Column { field: "lines", names: &["options", "opties", "choices"] },
    Column { field: "answer", names: &["answer", "antwoord", "correct"] },
    Column { field: "points", names: &["points", "punten"] },
    Column { field: "partial", names: &["partial", "gedeeltelijk"] },
    Column { field: "tolerance", names: &["tolerance", "tolerantie"] },
    Column { field: "feedback", names: &["feedback", "terugkoppeling"] },
    Column { field: "skill", names: &["skill", "vaardigheid"] },
    Column { field: "tier", names: &["tier", "niveau"] },
];

pub fn read(bytes: &[u8], bank: &Bank) -> Result<Vec<Draft>, Unread> {
    let sheet = table::read(bytes, None).map_err(Unread::File)?;
    if sheet.rows().len() > MOST_ITEMS {
        return Err(Unread::TooMany);
    }
    let mut faults = Faults::default();
    for fault in sheet.faults() {
        faults.push(fault.clone());
    }
    for column in &COLUMNS[..2] {
        let _noted = faults.take(sheet.require(column.names));
    }
    if !faults.is_empty() {
        return Err(Unread::Cells(faults.into_all()));
    }
    let mut drafts = Vec::with_capacity(sheet.rows().len());
    for row in sheet.rows() {
        drafts.extend(item(&sheet, row, bank, &mut faults));
    }
    match faults.is_empty() {
        true => Ok(drafts),
        false => Err(Unread::Cells(faults.into_all())),
    }
}

fn place(sheet: &Sheet, field: &str) -> Option<usize> {
    COLUMNS.iter().find(|column| column.field == field).and_then(|column| sheet.find(column.names))
}

/// The rules for a row are those of the form.
fn item(sheet: &Sheet, row: Row<'_>, bank: &Bank, faults: &mut Faults) -> Option<Draft> {
    let cell = |field: &str| place(sheet, field).map_or_else(String::new, |at| row.cell(at).value.to_text());
    let language = &bank.language;
    let kind = cell("kind").to_lowercase().replace([' ', '_'], "-");
    let kind = named(&kind).map_or_else(|| kind.clone(), |known| known.word().to_owned());
    let or = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
    let (options, answer) = (parts(&cell("lines")), cell("answer"));
    let lines = match Kind::parse(&kind) {
        Some(Kind::ShortText) if options.is_empty() => parts(&answer),
        Some(Kind::Single | Kind::Multiple) => starred(options, &parts(&answer)),
        _ => options,
    };
    let partial = matches!(cell("partial").to_lowercase().as_str(), "yes" | "ja" | "true" | "1" | "on" | "x");
    let mut form = Fields::filled([
        ("kind".to_owned(), kind),
        ("tier".to_owned(), or(cell("tier"), "4")),
        ("points".to_owned(), or(cell("points"), "1")),
        ("partial".to_owned(), partial.to_string()),
        ("skill".to_owned(), cell("skill")),
        ("answer".to_owned(), answer),
        ("tolerance".to_owned(), cell("tolerance")),
        (format!("prompt-{language}"), cell("prompt")),
        (format!("lines-{language}"), lines.join("\n")),
        (format!("feedback-{language}"), cell("feedback")),
    ]);
    let read = form::read(&mut form, bank, &[]);
    for (name, fault) in form.faults() {
        let field = name.strip_suffix(&format!("-{language}")).unwrap_or(name);
        // Where a row says nothing in a column of its own, the question is the place to look.
        let at = place(sheet, field).or_else(|| place(sheet, "answer")).or_else(|| place(sheet, "prompt"));
        faults.push(row.cell(at.unwrap_or_default()).fault(Reason::rule(fault.key, fault.args.clone())));
    }
    let words = read?;
    Some(Draft { content: words.content, tier: words.tier.number(), skill: words.skill, source: String::new() })
}

/// The kinds also by their Dutch names.
fn named(word: &str) -> Option<Kind> {
    Some(match word {
        "enkel" | "eenkeuze" | "single-choice" => Kind::Single,
        "meerkeuze" | "meervoudig" | "multiple-choice" => Kind::Multiple,
        "getal" | "numeriek" | "number" => Kind::Numeric,
        "volgorde" | "order" => Kind::Ordering,
        "kort-antwoord" | "open" | "text" => Kind::ShortText,
        "koppelen" | "match" => Kind::Matching,
        _ => return Kind::parse(word),
    })
}

fn parts(text: &str) -> Vec<String> {
    text.split(['\n', '|']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Stars before the options that the answers name by letter, by number or by their words, where none has a star.
fn starred(options: Vec<String>, answers: &[String]) -> Vec<String> {
    if answers.is_empty() || options.iter().any(|option| option.starts_with('*')) {
        return options;
    }
    let is_right = |at: usize, option: &str| {
        answers.iter().any(|answer| {
            answer == option || *answer == (at + 1).to_string() || answer.eq_ignore_ascii_case(&table::letters(at))
        })
    };
    let star = |(at, option): (usize, String)| if is_right(at, &option) { format!("* {option}") } else { option };
    options.into_iter().enumerate().map(star).collect()
}

/// Items as the rows that [`read`] reads, in the language of their bank.
pub fn rows(bank: &Bank, items: &[Item]) -> Vec<Vec<Out>> {
    let mut rows = vec![COLUMNS.iter().map(|column| Out::from(column.names[0])).collect()];
    rows.extend(items.iter().filter_map(|item| {
        let content = item.content()?;
        let (_, text) = content.text(&bank.language)?;
        let (mut answer, mut tolerance) = (Out::Empty, Out::Empty);
        if let Task::Numeric { answer: right, tolerance: about } = content.task {
            (answer, tolerance) = (Out::Number(right), Out::Number(about));
        }
        Some(vec![
            content.kind().word().into(),
            text.prompt.clone().into(),
            form::lines(&content.task, text, true).replace('\n', " | ").into(),
            answer,
            Out::Number(content.points),
            if content.partial { "yes" } else { "no" }.into(),
            tolerance,
            text.feedback.clone().into(),
            item.skill.clone().into(),
            Out::Number(item.tier as f64),
        ])
    }));
    rows
}
