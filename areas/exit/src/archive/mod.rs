//! The exit archive: everything of a partnership that one side may take with it, as one ZIP of open formats, and the way
//! back into an empty installation. What is written and what is read keep to one list of tables ([`TABLES`]).

mod cell;
mod compare;
mod disk;
mod history;
mod kept;
mod lines;
pub mod manifest;
mod pack;
pub(crate) mod pages;
mod plan;
mod prints;
mod read;
mod readable;
mod readme;
mod schema;
mod tables;
mod unpack;
mod write;

use lustrum_kernel::db::DbError;

pub use cell::{Cell, Kind, parsed, written};
pub use compare::{differences, same_after_import};
pub use manifest::Manifest;
pub use plan::{For, Home, Table, Take, Why};
pub use prints::missing;
pub use read::{Taken, import, import_expecting};
pub use schema::{Column, Schema, read as schema_of};
pub use tables::{TABLES, VISIBLE};
pub use unpack::{MOST_BYTES, Refused, Unpacked};
pub use write::{Made, Order, write};

/// What goes wrong while an archive is written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error("the archive can't be written: {0}")]
    Disk(#[from] std::io::Error),
    #[error("the archive can't be packed: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("{0}")]
    Broken(String),
}

impl From<ArchiveError> for lustrum_kernel::Problem {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Database(error) => error.into(),
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<lustrum_kernel::Problem> for ArchiveError {
    fn from(problem: lustrum_kernel::Problem) -> Self {
        Self::Broken(format!("{problem:?}"))
    }
}

/// The steps of the schema that a database has gone through.
pub(crate) async fn migrations(db: &impl lustrum_kernel::db::Sql) -> Result<Vec<String>, DbError> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        name: String,
    }
    let rows: Vec<Row> = db.all("SELECT name FROM migration ORDER BY name", Vec::new()).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}
