//! Lists given back: CSV for programs, workbooks for people.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// One cell of a list that leaves the product. Numbers and dates keep their kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    Empty,
    Text(String),
    Number(f64),
    Date(Date),
}

impl From<&str> for Out {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Out {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<f64> for Out {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}
impl From<Date> for Out {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}
impl<T: Into<Out>> From<Option<T>> for Out {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// What makes a spreadsheet run a text as a formula.
pub(super) const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// CSV by RFC 4180: commas, UTF-8 without a byte order mark, decimal points, ISO dates; the first row is the headings.
/// A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay as they are.
pub fn csv(rows: &[Vec<Out>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(plain)).expect("writing to memory does not fail");
    }
    writer.into_inner().expect("writing to memory does not fail")
}

fn plain(cell: &Out) -> String {
    match cell {
        Out::Empty => String::new(),
        Out::Number(number) if number.is_finite() => number.to_string(),
        Out::Number(_) => String::new(),
        Out::Date(date) => date.to_string(),
        Out::Text(text) if text.starts_with(FORMULA_STARTS) && text.parse::<f64>().is_err() => format!("'{text}"),
        Out::Text(text) => text.clone(),
    }
}

/// Rows that travel through a preview and are read again: exactly as they are, unlike [`csv`], which is for people
/// who open it in a spreadsheet.
pub fn again(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n").collect()
}

/// A sheet of a workbook; its first row is the headings.
#[derive(Clone, Debug, PartialEq)]
pub struct OutSheet {
    pub name: String,
    pub rows: Vec<Vec<Out>>,
}

/// An Excel workbook: headings bold and in sight, dates as dates, no text ever a formula. The same sheets give the
/// same bytes. Fails where a sheet is larger than a workbook can hold.
pub fn xlsx(sheets: &[OutSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = sheet_name(&sheet.name, &names);
        let page = workbook.add_worksheet();
        page.set_name(&name)?;
        page.set_freeze_panes(1, 0)?;
        names.push(name);
        for (row, cells) in (0u32..).zip(&sheet.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                match cell {
                    Out::Empty => {}
                    Out::Text(text) if row == 0 => drop(page.write_string_with_format(row, column, text, &bold)?),
                    Out::Text(text) => drop(page.write_string(row, column, text)?),
                    Out::Number(number) if number.is_finite() => drop(page.write_number(row, column, *number)?),
                    Out::Number(_) => {}
                    Out::Date(date) => match excel_day(*date) {
                        Some(excel) => drop(page.write_datetime_with_format(row, column, &excel, &day)?),
                        None => drop(page.write_string(row, column, date.to_string())?),
                    },
                }
            }
        }
        page.autofit();
    }
    workbook.save_to_buffer()
}

/// Workbooks know days from 1900 on.
fn excel_day(date: Date) -> Option<ExcelDateTime> {
    ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, date.month() as u8, date.day() as u8).ok()
}

/// What Excel accepts as a name: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end, none twice.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean: String =
        wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let base = if clean.is_empty() { "Sheet" } else { clean };
    let is_free = |name: &str| taken.iter().all(|other| other.to_lowercase() != name.to_lowercase());
    let with = |ending: &str| base.chars().take(31 - ending.len()).collect::<String>() + ending;
    let mut name = with("");
    let mut number = 2;
    while !is_free(&name) {
        name = with(&format!(" {number}"));
        number += 1;
    }
    name
}
