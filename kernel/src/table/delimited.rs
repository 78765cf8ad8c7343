//! CSV as spreadsheets write it. Rows are counted as a spreadsheet shows them (empty ones and line breaks within
//! quotation marks included), so that a fault is named where a person finds it.

use super::encoding::decode;
use super::{MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Sheet, TableError, Value};

pub fn read(bytes: &[u8]) -> Result<Sheet, TableError> {
    let (text, encoding) = decode(bytes)?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(TableError::NotATable);
    }
    let (text, told) = told_delimiter(&text);
    let delimiter = told.unwrap_or_else(|| guessed_delimiter(text));
    let rows = split(text, delimiter, 1 + usize::from(told.is_some()))?;
    Sheet::of(rows, Some(encoding))
}

/// Excel's own first line, `sep=;`.
fn told_delimiter(text: &str) -> (&str, Option<char>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = first.trim_end_matches('\r').strip_prefix("sep=").and_then(|told| {
        let mut characters = told.chars();
        characters.next().filter(|_| characters.next().is_none())
    });
    if told.is_some() { (rest, told) } else { (text, None) }
}

/// The candidate that most lines of the beginning have as often as the first line has it.
fn guessed_delimiter(text: &str) -> char {
    const LOOKED_AT: usize = 50;
    let counts = |candidate: char| -> Vec<usize> {
        let mut quoted = false;
        let mut counts = vec![0];
        for c in text.chars() {
            match c {
                '"' => quoted = !quoted,
                '\n' if !quoted && counts.len() == LOOKED_AT => break,
                '\n' if !quoted => counts.push(0),
                c if c == candidate && !quoted => *counts.last_mut().expect("there is a first line") += 1,
                _ => {}
            }
        }
        counts
    };
    let merit = |candidate: char| {
        let counts = counts(candidate);
        let first = counts.iter().copied().find(|count| *count > 0).unwrap_or(0);
        let alike = if first == 0 { 0 } else { counts.iter().filter(|count| **count == first).count() };
        (alike, first)
    };
    // Where two are equal the earlier stands: a decimal comma is likelier than a semicolon inside a text.
    [';', '\t', ','].into_iter().rev().max_by_key(|candidate| merit(*candidate)).unwrap_or(',')
}

fn split(text: &str, delimiter: char, first_row: usize) -> Result<Vec<(usize, Vec<Value>)>, TableError> {
    let mut rows = Vec::new();
    let mut cells: Vec<Value> = Vec::new();
    let mut cell = String::new();
    let (mut row, mut quoted, mut was_quoted) = (first_row, false, false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if quoted {
            match c {
                '"' if characters.peek() == Some(&'"') => {
                    characters.next();
                    cell.push('"');
                }
                '"' => quoted = false,
                '\r' if characters.peek() == Some(&'\n') => {}
                c => cell.push(c),
            }
        } else if c == '"' && cell.trim().is_empty() && !was_quoted {
            cell.clear();
            (quoted, was_quoted) = (true, true);
        } else if c == delimiter {
            finish(&mut cell, &mut cells, row)?;
            was_quoted = false;
        } else if c == '\n' || c == '\r' {
            if c == '\r' && characters.peek() == Some(&'\n') {
                characters.next();
            }
            finish(&mut cell, &mut cells, row)?;
            was_quoted = false;
            keep(&mut rows, row, std::mem::take(&mut cells))?;
            row += 1;
        } else {
            cell.push(c);
        }
        if cell.len() > MOST_CHARACTERS * 4 {
            return Err(if quoted { TableError::OpenQuote { row } } else { TableError::CellTooLong { row } });
        }
    }
    if quoted {
        return Err(TableError::OpenQuote { row });
    }
    finish(&mut cell, &mut cells, row)?;
    keep(&mut rows, row, cells)?;
    Ok(rows)
}

fn finish(cell: &mut String, cells: &mut Vec<Value>, row: usize) -> Result<(), TableError> {
    if cell.chars().count() > MOST_CHARACTERS {
        return Err(TableError::CellTooLong { row });
    }
    if cells.len() == MOST_COLUMNS {
        return Err(TableError::TooManyColumns { row });
    }
    let text = std::mem::take(cell);
    cells.push(if text.trim().is_empty() { Value::Empty } else { Value::Text(unguarded(text)) });
    Ok(())
}

fn keep(rows: &mut Vec<(usize, Vec<Value>)>, row: usize, cells: Vec<Value>) -> Result<(), TableError> {
    if cells.iter().all(Value::is_empty) {
        return Ok(());
    }
    if rows.len() > MOST_ROWS {
        return Err(TableError::TooManyRows);
    }
    rows.push((row, cells));
    Ok(())
}

/// Takes away the apostrophe that [`super::csv`] puts before a text that a spreadsheet would run as a formula.
fn unguarded(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(super::write::FORMULA_STARTS) => rest.to_owned(),
        _ => text,
    }
}
