//! Why a file as a whole was not read.

use crate::locale::Speaker;

use super::{MOST_BYTES, MOST_BYTES_INSIDE, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS};

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("the file holds no rows")]
    Empty,
    #[error("the file is larger than {} MB", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    #[error("what is packed in the file is larger than {} MB", MOST_BYTES_INSIDE / 1024 / 1024)]
    TooLargeInside,
    #[error("the file has more than {MOST_ROWS} rows")]
    TooManyRows,
    #[error("row {row} has more than {MOST_COLUMNS} columns")]
    TooManyColumns { row: usize },
    #[error("a cell in row {row} has more than {MOST_CHARACTERS} characters")]
    CellTooLong { row: usize },
    #[error("this is neither a CSV file nor an Excel workbook")]
    NotATable,
    #[error("this is a workbook of Excel 97-2003, or one locked with a password")]
    OldOrLockedExcel,
    #[error("the workbook is damaged")]
    Damaged,
    #[error("the workbook has no sheet named {name}; it has {}", there.join(", "))]
    NoSuchSheet { name: String, there: Vec<String> },
    #[error("the characters of row {row} are in none of UTF-8, UTF-16 and Windows-1252")]
    UnknownEncoding { row: usize },
    #[error("a quotation mark opened in row {row} is never closed")]
    OpenQuote { row: usize },
}

impl TableError {
    /// The message's key.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "table-error-empty",
            Self::TooLarge => "table-error-too-large",
            Self::TooLargeInside => "table-error-too-large-inside",
            Self::TooManyRows => "table-error-too-many-rows",
            Self::TooManyColumns { .. } => "table-error-too-many-columns",
            Self::CellTooLong { .. } => "table-error-cell-too-long",
            Self::NotATable => "table-error-not-a-table",
            Self::OldOrLockedExcel => "table-error-old-or-locked-excel",
            Self::Damaged => "table-error-damaged",
            Self::NoSuchSheet { .. } => "table-error-no-such-sheet",
            Self::UnknownEncoding { .. } => "table-error-unknown-encoding",
            Self::OpenQuote { .. } => "table-error-open-quote",
        }
    }
    /// Why, for the reader.
    pub fn words(&self, t: &Speaker) -> String {
        t.say_with(self.key(), &self.args())
    }
    /// The message's arguments.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLarge => vec![("most", (MOST_BYTES / 1024 / 1024).to_string())],
            Self::TooLargeInside => vec![("most", (MOST_BYTES_INSIDE / 1024 / 1024).to_string())],
            Self::TooManyRows => vec![("most", MOST_ROWS.to_string())],
            Self::TooManyColumns { row } => vec![("row", row.to_string()), ("most", MOST_COLUMNS.to_string())],
            Self::CellTooLong { row } => vec![("row", row.to_string()), ("most", MOST_CHARACTERS.to_string())],
            Self::NoSuchSheet { name, there } => vec![("name", name.clone()), ("there", there.join(", "))],
            Self::UnknownEncoding { row } | Self::OpenQuote { row } => vec![("row", row.to_string())],
            Self::Empty | Self::NotATable | Self::OldOrLockedExcel | Self::Damaged => Vec::new(),
        }
    }
}
