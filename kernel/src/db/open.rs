//! Opening a database. SQLite: one writer connection, many readers, write-ahead log, every commit on disk
//! (`synchronous=FULL`). PostgreSQL: one pool for both.

use std::time::Duration;

use sea_orm::sqlx::Connection;
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, IsolationLevel, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

use super::direct::Direct;
use super::log::Log;
use super::{DbError, Memory, Pool, Tx};

/// Which database stands behind a [`Db`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A handle to the database; cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Db {
    engine: Engine,
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    url: String,
    memory: Memory,
    log: Option<Log>,
    direct: Option<Direct>,
}

impl Db {
    /// Opens `sqlite:PATH` (made if it is not there) or `postgres://...`.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        if url.starts_with("postgres") {
            let pool = Database::connect(quiet(url, 16)).await?;
            return Ok(Self {
                engine: Engine::Postgres,
                writer: pool.clone(),
                reader: pool,
                url: url.to_owned(),
                memory: Memory::default(),
                log: None,
                direct: None,
            });
        }
        let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
        let address = format!("sqlite:{path}?mode=rwc");
        let writer = Database::connect(whole(writing(sqlite(&address, 1)))).await?;
        let reader = Database::connect(sqlite(&address, 8)).await?;
        let log = Some(Log::of(path, writer.clone()));
        let direct = Some(Direct::of(path, writer.clone()));
        Ok(Self {
            engine: Engine::Sqlite,
            writer,
            reader,
            url: format!("sqlite:{path}"),
            memory: Memory::default(),
            log,
            direct,
        })
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }
    pub fn url(&self) -> &str {
        &self.url
    }
    pub(super) fn kept(&self) -> &Memory {
        &self.memory
    }
    pub(super) fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Begins a change. On SQLite it waits for its turn at the one writer and takes the write lock at once, so
    /// that what it reads can't change under it.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: (self.engine == Engine::Sqlite).then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx { inner: self.writer.begin_with_options(options).await?, log: self.log.clone() })
    }

    /// A view of one moment, to read many tables that fit together while others write. It holds nobody up; what would be
    /// written in it is refused or lost, as it is never committed.
    pub async fn still(&self) -> Result<Tx, DbError> {
        let options = match self.engine {
            Engine::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..TransactionOptions::default()
            },
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(Tx { inner: self.reader.begin_with_options(options).await?, log: None })
    }

    /// The connections themselves, for the one path on which thousands of rows a second are stored. Whoever commits
    /// on them says so with [`Db::committed`].
    pub fn pool(&self) -> Pool<'_> {
        match &self.direct {
            Some(direct) => Pool::Sqlite(direct),
            None => Pool::Postgres(self.writer.get_postgres_connection_pool()),
        }
    }
    /// Something was committed on a connection of [`Db::pool`]: the log may have to be folded.
    pub fn committed(&self) {
        if let Some(log) = &self.log {
            log.grew();
        }
    }
    /// The size of the write-ahead log on disk; nothing where there is none (PostgreSQL keeps its own).
    pub fn log_bytes(&self) -> Option<u64> {
        self.log.as_ref().map(Log::bytes)
    }

    /// Closes every connection; on SQLite the write-ahead log is folded into the file.
    pub async fn close(self) -> Result<(), DbError> {
        if let Some(direct) = &self.direct {
            direct.close()?;
        }
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }
}

fn quiet(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(20))
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false);
    options
}

/// Hands out a writer only where no change is open on it. Where the disk is full SQLite takes a change back by itself
/// and the driver does not notice: it would put the next changes inside one that never ends, and none of them would
/// reach the disk. Such a connection is closed, which takes back what hangs in it, and another is opened.
fn whole(mut options: ConnectOptions) -> ConnectOptions {
    options.map_sqlx_sqlite_pool_opts(|pool| {
        pool.before_acquire(|connection, _| {
            Box::pin(async move {
                // Answered in turn: a change that was dropped has been taken back by then.
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
    });
    options
}

/// The writer folds the log into the file itself ([`super::log`]).
fn writing(mut options: ConnectOptions) -> ConnectOptions {
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite.pragma("wal_autocheckpoint", "0").pragma("cache_size", "-8192").row_buffer_size(256)
    });
    options
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = quiet(url, connections);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("busy_timeout", "15000")
            .pragma("foreign_keys", "ON")
            .pragma("journal_size_limit", "67108864")
            .pragma("cache_size", "-4096")
            .pragma("temp_store", "MEMORY")
    });
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Sql;
    use crate::values;

    async fn rows(db: &Db) -> i64 {
        db.number("SELECT COUNT(*) AS number FROM kept", values![]).await.unwrap()
    }

    #[tokio::test]
    async fn after_a_full_disk_what_is_committed_is_on_disk_again() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("full.db").display());
        let db = Db::open(&url).await.unwrap();
        let tx = db.begin().await.unwrap();
        tx.run("CREATE TABLE kept (text TEXT NOT NULL)", values![]).await.unwrap();
        tx.commit().await.unwrap();
        // What a full disk does at a commit: SQLite takes the change back, the driver still counts it as open, and of
        // the second one a beginning stays behind.
        for after in [vec!["ROLLBACK"], vec!["ROLLBACK", "SAVEPOINT left"]] {
            let tx = db.begin().await.unwrap();
            tx.run("INSERT INTO kept (text) VALUES ('lost')", values![]).await.unwrap();
            for sql in after {
                tx.run(sql, values![]).await.unwrap();
            }
            drop(tx);
        }
        for expected in 1..4 {
            let tx = db.begin().await.unwrap();
            tx.run("INSERT INTO kept (text) VALUES ('a')", values![]).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(rows(&db).await, expected, "what was committed is there for every reader");
        }
        db.close().await.unwrap();
        assert_eq!(rows(&Db::open(&url).await.unwrap()).await, 3, "and after a restart");
    }
}
