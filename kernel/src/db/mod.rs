//! Both engines behind one handle. Queries are plain SQL with `$1` parameters that SQLite and PostgreSQL both
//! read, so a query is written once; [`Sql`] runs it on the pool ([`Db`]) or inside a transaction ([`Tx`]).
//!
//! Columns have one of six types, the same on both engines: `UUID`, `TEXT`, `BIGINT`, `DOUBLE PRECISION`,
//! `BOOLEAN`, `BYTEA`. Instants are `BIGINT` ([`crate::Moment`]), dates `TEXT` ([`crate::Day`]), JSON is `TEXT`.
//! A sum of `BIGINT` is cast back (`CAST(SUM(x) AS BIGINT)`), as PostgreSQL widens it.

mod direct;
mod log;
mod memory;
mod migrate;
mod open;

pub use direct::{Change, Direct};
pub use memory::{Memory, remember};
pub use migrate::{Migration, migrate};
pub use open::{Db, Engine};

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, FromQueryResult, Statement, Value};

/// What goes wrong between us and the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Something that must be unique exists already, or a row that is referred to does not.
    #[error("the database refused it: {0}")]
    Conflict(String),
    #[error("database: {0}")]
    Broken(DbErr),
}

impl From<DbErr> for DbError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(refused) => Self::Conflict(refused.to_string()),
            None => Self::Broken(error),
        }
    }
}

/// The values of a query, in the order of `$1`, `$2`, ...
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::sea_orm::Value::from($value)),*] };
}

/// Runs SQL: on the pool or inside a transaction.
#[allow(async_fn_in_trait)] // Both implementations live here and are Send.
pub trait Sql: Sync {
    fn connection(&self) -> &impl ConnectionTrait;

    /// Where computed answers are kept; nothing inside a transaction.
    fn memory(&self) -> Option<&Memory> {
        None
    }

    fn statement(&self, sql: &str, values: Vec<Value>) -> Statement {
        Statement::from_sql_and_values(self.connection().get_database_backend(), sql, values)
    }

    /// Every row.
    fn all<T: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<T>, DbError>> + Send {
        let statement = self.statement(sql, values);
        async move { Ok(T::find_by_statement(statement).all(self.connection()).await?) }
    }

    /// The first row, if there is one.
    fn maybe<T: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Option<T>, DbError>> + Send {
        let statement = self.statement(sql, values);
        async move { Ok(T::find_by_statement(statement).one(self.connection()).await?) }
    }

    /// One number (a count, a maximum), read as `BIGINT` from the column `number`; nothing reads as 0.
    fn number(&self, sql: &str, values: Vec<Value>) -> impl Future<Output = Result<i64, DbError>> + Send {
        let statement = self.statement(sql, values);
        async move {
            let row = self.connection().query_one_raw(statement).await?;
            match row {
                Some(row) => Ok(row.try_get::<Option<i64>>("", "number")?.unwrap_or_default()),
                None => Ok(0),
            }
        }
    }

    /// Runs a statement and says how many rows it changed.
    fn run(&self, sql: &str, values: Vec<Value>) -> impl Future<Output = Result<u64, DbError>> + Send {
        let statement = self.statement(sql, values);
        async move { Ok(self.connection().execute_raw(statement).await?.rows_affected()) }
    }

    /// Inserts many rows with few statements: `INSERT INTO {into} VALUES (...), (...)`; `into` names table and columns.
    fn insert_all(&self, into: &str, rows: Vec<Vec<Value>>) -> impl Future<Output = Result<(), DbError>> + Send {
        async move {
            let Some(width) = rows.first().map(Vec::len) else { return Ok(()) };
            // SQLite takes 32,766 parameters, PostgreSQL 65,535; statements of a few hundred rows are fastest.
            let size = (8_000 / width.max(1)).clamp(1, 500);
            for part in rows.chunks(size) {
                let mut sql = format!("INSERT INTO {into} VALUES ");
                for row in 0..part.len() {
                    sql.push_str(if row == 0 { "(" } else { ", (" });
                    for column in 0..width {
                        if column > 0 {
                            sql.push(',');
                        }
                        match self.connection().get_database_backend() {
                            // A name of a parameter is looked for among all of them, a mark is not.
                            DbBackend::Sqlite => sql.push('?'),
                            _ => sql.push_str(&format!("${}", row * width + column + 1)),
                        }
                    }
                    sql.push(')');
                }
                self.run(&sql, part.iter().flatten().cloned().collect()).await?;
            }
            Ok(())
        }
    }
}

impl Sql for Db {
    fn connection(&self) -> &impl ConnectionTrait {
        self.reader()
    }
    fn memory(&self) -> Option<&Memory> {
        Some(self.kept())
    }
}

/// The connections behind a [`Db`]: into SQLite the direct one, of PostgreSQL all.
pub enum Pool<'a> {
    Sqlite(&'a Direct),
    Postgres(&'a sea_orm::sqlx::PgPool),
}

impl From<sea_orm::sqlx::Error> for DbError {
    fn from(error: sea_orm::sqlx::Error) -> Self {
        DbErr::Exec(sea_orm::RuntimeErr::SqlxError(error.into())).into()
    }
}

/// A transaction. What it changed exists after [`Tx::commit`] and not before; dropped, it never was.
pub struct Tx {
    inner: DatabaseTransaction,
    log: Option<log::Log>,
}

impl Sql for Tx {
    fn connection(&self) -> &impl ConnectionTrait {
        &self.inner
    }
}

impl Tx {
    /// Makes it so: when this returns, the change is on disk.
    pub async fn commit(self) -> Result<(), DbError> {
        self.inner.commit().await?;
        if let Some(log) = &self.log {
            log.grew();
        }
        Ok(())
    }
}
