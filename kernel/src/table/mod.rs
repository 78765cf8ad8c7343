//! Tables in and out: CSV and Excel files of people, read into cells that know their row and column, so that every
//! fault can be named where it stands; and the writers that give a list back.
//!
//! [`read`] knows the kind of a file by its content, not by its name. The first row that is not empty holds the
//! headings. A cell is read as what a column should hold ([`Cell::number`], [`Cell::date`], [`Cell::month`],
//! [`Cell::text`]); [`Faults`] gathers what could not be read, all of it and not only the first.
//!
//! ```
//! use lustrum_kernel::table::{Faults, read};
//! let sheet = read(b"depot;month;turnover\nGent;2026-03;31,2\nLier;March;n/a\n", None)?;
//! let (month, turnover) = (sheet.find(&["month"]).unwrap(), sheet.find(&["turnover"]).unwrap());
//! let mut faults = Faults::default();
//! for row in sheet.rows() {
//!     let _read = (faults.take(row.cell(month).month()), faults.take(row.cell(turnover).number()));
//! }
//! let places: Vec<String> = faults.all().iter().map(|fault| format!("{}{}", fault.column, fault.row)).collect();
//! assert_eq!(places, ["B3", "C3"]);
//! # Ok::<(), lustrum_kernel::table::TableError>(())
//! ```

mod cell;
mod date;
mod delimited;
mod encoding;
mod error;
mod fault;
pub(crate) mod number;
#[cfg(test)]
mod tests;
mod workbook;
mod write;

pub use cell::{Cell, Value};
pub use date::{DayOrder, Month};
pub use encoding::Encoding;
pub use error::TableError;
pub use fault::{Fault, Faults, Reason, Rule, shortened};
pub use number::{DecimalMark, parse as parse_number};
pub use write::{Out, OutSheet, again, csv, xlsx};

/// What is read at most. More is refused with words, not read until memory ends.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;
pub const MOST_BYTES_INSIDE: u64 = 200 * 1024 * 1024;
pub const MOST_ROWS: usize = 100_000;
pub const MOST_COLUMNS: usize = 200;
pub const MOST_CHARACTERS: usize = 10_000;

/// Reads a CSV file (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252) or an Excel workbook, of which the named
/// sheet is taken, else the first visible one.
pub fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Sheet, TableError> {
    if bytes.len() > MOST_BYTES {
        return Err(TableError::TooLarge);
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => workbook::read(bytes, sheet),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(TableError::OldOrLockedExcel),
        _ => delimited::read(bytes),
    }
}

/// A table as it was read.
#[derive(Clone, Debug)]
pub struct Sheet {
    headings: Vec<String>,
    heading_row: usize,
    rows: Vec<RowOf>,
    faults: Vec<Fault>,
    encoding: Option<Encoding>,
}

/// A row's number in the file and its values.
type RowOf = (usize, Vec<Value>);

impl Sheet {
    /// Takes numbered rows apart into headings and rows, leaves out empty ones, and notes what does not fit.
    fn of(rows: impl IntoIterator<Item = RowOf>, encoding: Option<Encoding>) -> Result<Self, TableError> {
        let mut rows = rows.into_iter().filter(|(_, values)| values.iter().any(|value| !value.is_empty()));
        let (heading_row, mut first) = rows.next().ok_or(TableError::Empty)?;
        while first.last().is_some_and(Value::is_empty) {
            first.pop();
        }
        let headings: Vec<String> = first.iter().map(Value::to_text).collect();
        let rows: Vec<RowOf> = rows.collect();
        let mut sheet = Self { headings, heading_row, rows, faults: Vec::new(), encoding };
        sheet.faults = sheet.misshapen();
        Ok(sheet)
    }
    pub fn headings(&self) -> &[String] {
        &self.headings
    }
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, values)| Row { sheet: self, number: *number, values })
    }
    /// What is wrong with the shape of the table: headings that occur twice, cells beyond the last heading.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
    /// How the bytes of a text file were read; a workbook leaves no doubt about it.
    pub fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }
    /// The column under one of these headings. Case, blanks, hyphens and underscores make no difference.
    pub fn find(&self, names: &[&str]) -> Option<usize> {
        let wanted: Vec<String> = names.iter().map(|name| plain(name)).collect();
        self.headings.iter().position(|heading| wanted.contains(&plain(heading)))
    }
    /// As [`Sheet::find`], where its absence is a fault.
    pub fn require(&self, names: &[&str]) -> Result<usize, Fault> {
        self.find(names).ok_or_else(|| Fault {
            row: self.heading_row,
            column: String::new(),
            heading: names.first().copied().unwrap_or_default().to_owned(),
            value: String::new(),
            reason: Reason::MissingColumn,
        })
    }
    /// The decimal mark of a column's texts, where they leave no doubt: `1.234,5` or `0,5` somewhere, and nowhere the
    /// opposite.
    pub fn decimal_mark(&self, column: usize) -> DecimalMark {
        number::mark_of(self.texts(column))
    }
    /// The order of day and month in a column's texts, where a day above 12 tells it.
    pub fn day_order(&self, column: usize) -> DayOrder {
        date::order_of(self.texts(column))
    }
    fn texts(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |(_, values)| match values.get(column) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        })
    }
    fn misshapen(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let at = |row, place, value: &str, reason| Fault {
            row,
            column: letters(place),
            heading: self.headings.get(place).cloned().unwrap_or_default(),
            value: fault::shortened(value),
            reason,
        };
        for (place, heading) in self.headings.iter().enumerate() {
            if !heading.is_empty() && self.headings[..place].iter().any(|before| plain(before) == plain(heading)) {
                faults.push(at(self.heading_row, place, heading, Reason::HeadingTwice));
            }
        }
        for (row, values) in &self.rows {
            let beyond = values.iter().enumerate().skip(self.headings.len()).find(|(_, value)| !value.is_empty());
            if let Some((place, value)) = beyond {
                faults.push(at(*row, place, &value.to_text(), Reason::BeyondHeadings));
            }
        }
        faults
    }
}

/// One row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    /// Its number as a spreadsheet shows it: the first row of the file is 1.
    pub number: usize,
    values: &'a [Value],
}

impl<'a> Row<'a> {
    /// The cell in a column that [`Sheet::find`] gave. A row that ends early has empty cells.
    pub fn cell(&self, column: usize) -> Cell<'a> {
        Cell {
            row: self.number,
            place: column,
            heading: self.sheet.headings.get(column).map_or("", String::as_str),
            value: self.values.get(column).unwrap_or(&Value::Empty),
        }
    }
    pub fn cells(&self) -> impl Iterator<Item = Cell<'a>> {
        let row = *self;
        (0..row.sheet.headings.len()).map(move |column| row.cell(column))
    }
}

/// A column's letters as a spreadsheet shows them: 0 is A, 26 is AA.
pub fn letters(place: usize) -> String {
    let (mut rest, mut letters) = (place + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

fn plain(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect()
}
