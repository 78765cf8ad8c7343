//! The write-ahead log of SQLite, kept small by its one writer. Left to itself it grows while readers come and go, and
//! a long log makes every read slow; so after a commit that left it large it is folded into the file, in a turn at the
//! writer of its own. Readers go on meanwhile; only one that still reads an old state is waited for, shortly, as none of
//! ours outlives one response.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sea_orm::DatabaseConnection;
use sea_orm::sqlx::{Row, query};

/// Folded at this size. What one change may add on top keeps it under twice as much.
const FOLD_AT: u64 = 32 * 1024 * 1024;
/// After a fold that a reader of an old state stood in the way of.
const PAUSE: Duration = Duration::from_millis(200);
/// Writers wait for the fold, so it waits for readers only so long; and then as long as a writer always does.
const SHORT: &str = "PRAGMA busy_timeout = 250";
const LONG: &str = "PRAGMA busy_timeout = 15000";

#[derive(Clone)]
pub(super) struct Log(Arc<Inner>);

struct Inner {
    path: PathBuf,
    writer: DatabaseConnection,
    folding: AtomicBool,
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes in {}", self.bytes(), self.0.path.display())
    }
}

impl Log {
    pub(super) fn of(database: &str, writer: DatabaseConnection) -> Self {
        let path = PathBuf::from(format!("{database}-wal"));
        Self(Arc::new(Inner { path, writer, folding: AtomicBool::new(false) }))
    }

    pub(super) fn bytes(&self) -> u64 {
        std::fs::metadata(&self.0.path).map(|file| file.len()).unwrap_or(0)
    }

    /// A commit made it longer: folds it where it is too long, beside whatever comes next.
    pub(super) fn grew(&self) {
        if self.bytes() < FOLD_AT || self.0.folding.swap(true, Ordering::AcqRel) {
            return;
        }
        let log = self.clone();
        tokio::spawn(async move {
            while !log.fold().await {
                tokio::time::sleep(PAUSE).await;
            }
            log.0.folding.store(false, Ordering::Release);
        });
    }

    /// Whether it was folded. An error is one of the next change too, which tells of it.
    async fn fold(&self) -> bool {
        self.try_to_fold().await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the write-ahead log could not be folded");
            true
        })
    }

    async fn try_to_fold(&self) -> Result<bool, sea_orm::sqlx::Error> {
        let mut writer = self.0.writer.get_sqlite_connection_pool().acquire().await?;
        query(SHORT).execute(&mut *writer).await?;
        let folded = query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *writer).await;
        query(LONG).execute(&mut *writer).await?;
        Ok(folded?.try_get::<i64, _>(0)? == 0)
    }
}
