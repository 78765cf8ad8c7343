//! Opening a database. SQLite: one writer connection, many readers, write-ahead log, every commit on disk
//! (`synchronous=FULL`). PostgreSQL: one pool for both.

use std::time::Duration;

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use super::{DbError, Memory, Tx};

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
            });
        }
        let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
        let address = format!("sqlite:{path}?mode=rwc");
        let writer = Database::connect(sqlite(&address, 1)).await?;
        let reader = Database::connect(sqlite(&address, 8)).await?;
        Ok(Self { engine: Engine::Sqlite, writer, reader, url: format!("sqlite:{path}"), memory: Memory::default() })
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
        Ok(Tx(self.writer.begin_with_options(options).await?))
    }

    /// Closes every connection; on SQLite the write-ahead log is folded into the file.
    pub async fn close(self) -> Result<(), DbError> {
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

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = quiet(url, connections);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("busy_timeout", "15000")
            .pragma("foreign_keys", "ON")
            .pragma("journal_size_limit", "67108864")
            .pragma("cache_size", "-8192")
            .pragma("temp_store", "MEMORY")
    });
    options
}
