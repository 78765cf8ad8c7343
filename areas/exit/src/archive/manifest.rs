//! The manifest: what is in an archive and what is not, so that whoever opens it without us can read it, and whoever takes
//! it in knows beforehand how much it may hold.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The form of an archive; another number is another form.
pub const FORM: &str = "lustrum-exit/1";
pub const NAME: &str = "manifest.json";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub form: String,
    /// The version of the product that wrote it.
    pub product: String,
    /// `organisation` or `partner`.
    pub side: String,
    pub partnership: Uuid,
    pub title: String,
    pub organisation: Party,
    pub partner: Party,
    /// An instant, as RFC 3339.
    pub made_at: String,
    /// Whether answers are in it that were given on a promise.
    pub promised: bool,
    /// The steps of the schema that the tables are of.
    pub migrations: Vec<String>,
    pub tables: Vec<TableIn>,
    pub documents: Vec<DocumentIn>,
    pub left_out: Vec<LeftOut>,
    pub withheld: Vec<Withheld>,
    /// What was signed, with the fingerprints that the other side has as well.
    #[serde(default)]
    pub signed: Vec<SignedIn>,
    /// The end of the history when it was written: its number of events, and the hash of the last one.
    #[serde(default)]
    pub history: Option<HistoryIn>,
    /// Every file but this one.
    pub files: Vec<FileIn>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    pub id: Uuid,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableIn {
    pub table: String,
    /// The part of the product that it belongs to.
    pub part: String,
    pub file: String,
    pub rows: u64,
    pub columns: Vec<ColumnIn>,
    /// Columns of the table that are not in the file.
    pub without: Vec<String>,
    /// Columns that are there and empty, as what they hold is the other side's own.
    pub emptied: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnIn {
    pub name: String,
    /// `id`, `text`, `whole`, `number`, `truth` or `bytes`.
    pub kind: String,
    pub nullable: bool,
}

/// A document of the data room, opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentIn {
    pub id: Uuid,
    pub file: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    pub table: String,
    /// Why; the readme says it in words.
    pub why: String,
}

/// Content that a side may not go on using, by what both agreed on, or a document of the other side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// The kind of asset.
    pub kind: String,
    pub title: String,
    /// `licence`, `other-side` or `sealed`.
    pub why: String,
    pub licence: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedIn {
    /// `charter`, `terms`, `fee-statement` or `nda`.
    pub what: String,
    pub number: String,
    pub fingerprint: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryIn {
    pub events: i64,
    pub hash: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileIn {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl Manifest {
    /// Rows of all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}
