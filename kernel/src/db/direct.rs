//! A connection of SQLite that works on the thread that asks, for the one path on which thousands of rows a second are
//! stored. Through the pool each statement goes to a thread of the driver and back; of a commit that stores thirty rows
//! that was the larger part.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, Params};
use sea_orm::sqlx::Sqlite;
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::{DatabaseConnection, DbErr};

use super::DbError;

/// Statements that stay prepared.
const PREPARED: usize = 64;
/// As all connections of ours, with the log left to [`super::log`] and the pages at hand on which it inserts.
const PRAGMAS: &str = "
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
    PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16384;";

/// The connection, opened when it is first used.
#[derive(Clone)]
pub struct Direct(Arc<Inner>);

struct Inner {
    path: PathBuf,
    writer: DatabaseConnection,
    state: Mutex<State>,
}

enum State {
    /// None is open, or a change has it.
    Away,
    Rests(Connection),
    Closed,
}

impl fmt::Debug for Direct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a direct way into {}", self.0.path.display())
    }
}

/// A change on it. What it wrote exists after [`Change::commit`] and not before; dropped, it never was.
pub struct Change {
    direct: Direct,
    connection: Connection,
    /// The turn among all changes of this process.
    _turn: PoolConnection<Sqlite>,
}

impl Direct {
    pub(super) fn of(path: &str, writer: DatabaseConnection) -> Self {
        Self(Arc::new(Inner { path: PathBuf::from(path), writer, state: Mutex::new(State::Away) }))
    }

    /// Waits for its turn at the one writer and takes the write lock. Everything after that blocks the thread, so the
    /// thread is to be one of its own.
    pub async fn begin(&self) -> Result<Change, DbError> {
        let turn = self.0.writer.get_sqlite_connection_pool().acquire().await?;
        let connection = self.take()?;
        run(&connection, "BEGIN IMMEDIATE", [])?;
        Ok(Change { direct: self.clone(), connection, _turn: turn })
    }

    pub(super) fn close(&self) -> Result<(), DbError> {
        match std::mem::replace(&mut *self.state(), State::Closed) {
            State::Rests(connection) => connection.close().map_err(|(_, error)| error.into()),
            State::Away | State::Closed => Ok(()),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<Connection, DbError> {
        let mut state = self.state();
        match std::mem::replace(&mut *state, State::Away) {
            State::Rests(connection) => Ok(connection),
            State::Away => Ok(open(&self.0.path)?),
            State::Closed => {
                *state = State::Closed;
                Err(DbError::Broken(DbErr::Custom("the database is closed".to_owned())))
            }
        }
    }
}

impl Change {
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// Makes it so: when this returns, the change is on disk. After an error the connection is closed, which takes back
    /// whatever a full disk left open in it.
    pub fn commit(self) -> Result<(), DbError> {
        run(&self.connection, "COMMIT", [])?;
        let mut state = self.direct.state();
        if let State::Away = *state {
            *state = State::Rests(self.connection);
        }
        Ok(())
    }
}

fn run(connection: &Connection, sql: &str, parameters: impl Params) -> Result<usize, rusqlite::Error> {
    connection.prepare_cached(sql)?.execute(parameters)
}

fn open(path: &std::path::Path) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(15))?;
    connection.execute_batch(PRAGMAS)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::ConstraintViolation) => Self::Conflict(error.to_string()),
            _ => Self::Broken(DbErr::Custom(error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Direct;
    use crate::db::{Db, Pool, Sql};
    use crate::values;

    async fn made(folder: &std::path::Path) -> Db {
        let db = Db::open(&format!("sqlite:{}", folder.join("direct.db").display())).await.unwrap();
        let tx = db.begin().await.unwrap();
        tx.run("CREATE TABLE kept (number BIGINT PRIMARY KEY)", values![]).await.unwrap();
        tx.commit().await.unwrap();
        db
    }

    fn way_into(db: &Db) -> Direct {
        match db.pool() {
            Pool::Sqlite(direct) => direct.clone(),
            Pool::Postgres(_) => unreachable!("it is SQLite"),
        }
    }

    async fn rows(db: &Db) -> i64 {
        db.number("SELECT COUNT(*) AS number FROM kept", values![]).await.unwrap()
    }

    #[tokio::test]
    async fn what_is_committed_is_seen_and_what_is_dropped_or_refused_never_was() {
        let folder = tempfile::tempdir().unwrap();
        let db = made(folder.path()).await;
        let direct = way_into(&db);
        let insert = "INSERT INTO kept (number) VALUES (?)";
        let mut change = direct.begin().await.unwrap();
        change.connection().execute(insert, [1]).unwrap();
        change.commit().unwrap();
        let mut dropped = direct.begin().await.unwrap();
        dropped.connection().execute(insert, [2]).unwrap();
        drop(dropped);
        let mut refused = direct.begin().await.unwrap();
        let error = refused.connection().execute(insert, [1]).unwrap_err();
        assert!(matches!(super::DbError::from(error), super::DbError::Conflict(_)));
        drop(refused);
        // A change of the pool and one of this take turns.
        let tx = db.begin().await.unwrap();
        tx.run("INSERT INTO kept (number) VALUES ($1)", values![3_i64]).await.unwrap();
        tx.commit().await.unwrap();
        let mut again = direct.begin().await.unwrap();
        again.connection().execute(insert, [4]).unwrap();
        again.commit().unwrap();
        assert_eq!(rows(&db).await, 3);
        db.clone().close().await.unwrap();
        assert!(direct.begin().await.is_err());
        assert!(!folder.path().join("direct.db-wal").exists(), "closing folds the log into the file");
    }

    /// What a full disk does: SQLite takes the change back by itself.
    #[tokio::test]
    async fn after_a_change_that_was_taken_back_the_next_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let db = made(folder.path()).await;
        let direct = way_into(&db);
        let mut lost = direct.begin().await.unwrap();
        lost.connection().execute_batch("INSERT INTO kept (number) VALUES (1); ROLLBACK").unwrap();
        assert!(lost.commit().is_err(), "there is nothing to commit");
        let mut kept = direct.begin().await.unwrap();
        kept.connection().execute("INSERT INTO kept (number) VALUES (2)", []).unwrap();
        kept.commit().unwrap();
        assert_eq!(rows(&db).await, 1);
    }
}
