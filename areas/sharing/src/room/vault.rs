//! The key that the documents of the rooms are sealed with, when the server starts.

use std::path::Path;

use lustrum_file::seal::open_to_others;
pub use lustrum_file::seal::{InstallationKey, SealError, Sealed, make_key, write_key};
use lustrum_kernel::db::{Db, DbError, Sql};
use lustrum_kernel::values;

/// The marks of the keys that are needed to open what this database holds.
pub async fn needed(db: &impl Sql) -> Result<Vec<String>, DbError> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        key_mark: String,
    }
    let rows: Vec<Row> = db.all("SELECT DISTINCT key_mark FROM room_document ORDER BY key_mark", values![]).await?;
    Ok(rows.into_iter().map(|row| row.key_mark).collect())
}

/// At the start of the server: a new installation gets its key. Where documents wait for a key that is gone, no other one
/// takes its place, and the log says so. `besides` are the marks of the keys that files of other areas wait for.
pub async fn prepare(db: &Db, file: &Path, besides: Vec<String>) -> Result<(), DbError> {
    if !file.exists() {
        let mut needed = needed(db).await?;
        needed.extend(besides);
        if !needed.is_empty() {
            tracing::error!(file = %file.display(), ?needed, "the key of the data rooms' documents is missing: put it back");
        } else if let Err(error) = make_key(file) {
            tracing::error!(file = %file.display(), %error, "the key for data rooms can't be written");
        }
        return Ok(());
    }
    match InstallationKey::read(Some(file)) {
        Err(error) => tracing::error!(%error, "data rooms stay closed"),
        Ok(_) if open_to_others(file) => {
            tracing::warn!(file = %file.display(), "others on this machine can read the key of the data rooms: chmod 600");
        }
        Ok(_) => {}
    }
    Ok(())
}
