//! The tables of a database as they are: their columns in order, with what each can hold.

use std::collections::BTreeMap;

use lustrum_kernel::db::{DbError, Engine, Sql};
use lustrum_kernel::values;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

use super::cell::Kind;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    pub nullable: bool,
    /// Its place in the primary key, from 1; 0 where it is not in it.
    pub key: i64,
}

impl Column {
    /// Instants are written as RFC 3339.
    pub fn is_instant(&self) -> bool {
        self.kind == Kind::Whole && (self.name == "at" || self.name.ends_with("_at"))
    }
}

pub type Schema = BTreeMap<String, Vec<Column>>;

#[derive(FromQueryResult)]
struct Row {
    table_name: String,
    column_name: String,
    kind: String,
    nullable: i64,
    key: i64,
}

const SQLITE: &str = "SELECT m.name AS table_name, c.name AS column_name, lower(c.type) AS kind,
       CAST(CASE WHEN c.\"notnull\" = 0 AND c.pk = 0 THEN 1 ELSE 0 END AS BIGINT) AS nullable, CAST(c.pk AS BIGINT) AS \"key\"
     FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
     ORDER BY m.name, c.cid";
const POSTGRES: &str = "SELECT CAST(r.relname AS TEXT) AS table_name, CAST(a.attname AS TEXT) AS column_name,
       format_type(a.atttypid, a.atttypmod) AS kind, CAST(CASE WHEN a.attnotnull THEN 0 ELSE 1 END AS BIGINT) AS nullable,
       CAST(COALESCE(array_position(CAST(i.indkey AS int2[]), a.attnum) + 1, 0) AS BIGINT) AS key
     FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace AND n.nspname = current_schema()
     JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
     LEFT JOIN pg_index i ON i.indrelid = r.oid AND i.indisprimary
     WHERE r.relkind = 'r' ORDER BY r.relname, a.attnum";

pub async fn read(db: &impl Sql) -> Result<Schema, DbError> {
    let sql = match engine(db) {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    let mut schema = Schema::new();
    for row in db.all::<Row>(sql, values![]).await? {
        let column =
            Column { name: row.column_name, kind: Kind::of(&row.kind), nullable: row.nullable == 1, key: row.key };
        schema.entry(row.table_name).or_default().push(column);
    }
    Ok(schema)
}

fn engine(db: &impl Sql) -> Engine {
    match db.connection().get_database_backend() {
        DbBackend::Sqlite => Engine::Sqlite,
        _ => Engine::Postgres,
    }
}
