//! Migrations: SQL text that runs on both engines, applied once each, in the order of the areas.

use sea_orm::FromQueryResult;

use super::{Db, DbError, Engine, Sql};
use crate::clock::Moment;
use crate::values;

/// One step of a schema: a name that never changes (`strategy/0001_kpi`) and its statements.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub name: &'static str,
    pub sql: &'static str,
}

#[derive(FromQueryResult)]
struct Applied {
    name: String,
}

/// Brings the schema up to date, each migration in a transaction of its own; says which were applied now.
pub async fn migrate(
    db: &Db,
    migrations: impl IntoIterator<Item = Migration>,
    now: Moment,
) -> Result<Vec<&'static str>, DbError> {
    let tx = db.begin().await?;
    tx.run("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at BIGINT NOT NULL)", vec![]).await?;
    let applied: Vec<Applied> = tx.all("SELECT name FROM migration", vec![]).await?;
    tx.commit().await?;
    let mut now_applied = Vec::new();
    for migration in migrations {
        if applied.iter().any(|done| done.name == migration.name) {
            continue;
        }
        let tx = db.begin().await?;
        // First the mark: of two processes that start at once, the second waits here and then refuses.
        tx.run("INSERT INTO migration (name, at) VALUES ($1, $2)", values![migration.name, now]).await?;
        for statement in statements(&for_engine(migration.sql, db.engine())) {
            tx.run(&statement, vec![]).await?;
        }
        tx.commit().await?;
        now_applied.push(migration.name);
    }
    Ok(now_applied)
}

/// What only SQLite reads stands as `/*sqlite WITHOUT ROWID */`: a comment to everyone else.
fn for_engine(sql: &str, engine: Engine) -> String {
    match engine {
        Engine::Sqlite => sql.replace("/*sqlite", "").replace("*/", ""),
        Engine::Postgres => sql.to_owned(),
    }
}

/// The statements of a text, without its comment lines; a migration holds no `;` inside a statement.
fn statements(sql: &str) -> Vec<String> {
    let bare: String =
        sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    bare.split(';').map(str::trim).filter(|statement| !statement.is_empty()).map(str::to_owned).collect()
}
