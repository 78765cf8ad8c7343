//! The writer's statements on SQLite: many rows with one prepared statement, in a few sizes that are prepared once.
//! Parameters have no names, as a name would be looked for among thousands.

use std::sync::LazyLock;

use lustrum_kernel::db::DbError;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::sqlx::sqlite::{SqliteArguments, SqlitePool, SqliteRow};
use lustrum_kernel::sea_orm::sqlx::{Arguments, AssertSqlSafe, Row as _, Sqlite, Transaction, query, query_with};
use uuid::Uuid;

use super::commit::{Referrer, Row, Write};
use super::plan::{Head, Plan};
use super::tail::Unkeyed;

pub struct Change(Transaction<'static, Sqlite>);

/// So many rows at once, the largest that fits first.
const SIZES: [usize; 9] = [256, 128, 64, 32, 16, 8, 4, 2, 1];

/// One statement of SQL for each size.
struct Sized([String; SIZES.len()]);

impl Sized {
    /// `before` and then `row` as often as the size says.
    fn new(before: &str, row: &str, after: &str) -> Self {
        Self(SIZES.map(|size| format!("{before}{}{after}", vec![row; size].join(","))))
    }
}

static STATEMENTS: LazyLock<Sized> = LazyLock::new(|| {
    Sized::new(
        "INSERT INTO statement (organisation_id, position, id, source, stored_at, flags, body)
         SELECT ?, column1, column2, column3, column4, column5, column6 FROM (VALUES ",
        "(?,?,?,?,?,?)",
        ")",
    )
});
static ENTRIES: LazyLock<Sized> = LazyLock::new(|| {
    Sized::new(
        "INSERT INTO statement_key (organisation_id, segment, key, position)
         SELECT ?, ?, column1, column2 FROM (VALUES ",
        "(?,?)",
        ") WHERE true ON CONFLICT DO NOTHING",
    )
});
static KNOWN: LazyLock<Sized> =
    LazyLock::new(|| Sized::new("SELECT id, body FROM statement WHERE organisation_id = ? AND id IN (", "?", ")"));
static REFERRERS: LazyLock<Sized> = LazyLock::new(|| {
    Sized::new(
        "SELECT r.target_id, r.position, s.id FROM statement_reference r
         JOIN statement s ON s.organisation_id = r.organisation_id AND s.position = r.position
         WHERE r.organisation_id = ? AND r.target_id IN (",
        "?",
        ")",
    )
});

/// Cuts rows into the sizes.
fn cut<T>(sql: &'static Sized, rows: &[T], mut each: impl FnMut(&'static str, &[T])) {
    let mut rest = rows;
    for (size, sql) in SIZES.iter().zip(&sql.0) {
        while rest.len() >= *size {
            let (part, after) = rest.split_at(*size);
            each(sql, part);
            rest = after;
        }
    }
}

/// A parameter. What is bound here always has a form that SQLite takes.
macro_rules! bind {
    ($arguments:expr, $($value:expr),+) => { $( $arguments.add($value).expect("numbers and bytes can be bound"); )+ };
}

impl Change {
    /// Takes its turn at the one writer of the database.
    pub async fn begin(pool: &SqlitePool) -> Result<Self, DbError> {
        Ok(Self(pool.begin_with("BEGIN IMMEDIATE").await?))
    }

    async fn run(&mut self, sql: &'static str, arguments: SqliteArguments) -> Result<(), DbError> {
        query_with(AssertSqlSafe(sql), arguments).execute(&mut *self.0).await?;
        Ok(())
    }

    async fn rows(&mut self, sql: &'static str, arguments: SqliteArguments) -> Result<Vec<SqliteRow>, DbError> {
        Ok(query_with(AssertSqlSafe(sql), arguments).fetch_all(&mut *self.0).await?)
    }

    async fn of_ids(
        &mut self,
        sql: &'static Sized,
        organisation: OrganisationId,
        ids: &[Uuid],
    ) -> Result<Vec<SqliteRow>, DbError> {
        let mut asked = Vec::new();
        cut(sql, ids, |sql, part| {
            let mut arguments = SqliteArguments::default();
            bind!(arguments, organisation.0);
            for id in part {
                bind!(arguments, *id);
            }
            asked.push((sql, arguments));
        });
        let mut found = Vec::new();
        for (sql, arguments) in asked {
            found.extend(self.rows(sql, arguments).await?);
        }
        Ok(found)
    }

    async fn statements(&mut self, organisation: OrganisationId, plan: &mut Plan) -> Result<(), DbError> {
        let rows = std::mem::take(&mut plan.rows);
        let mut asked = Vec::new();
        cut(&STATEMENTS, &rows, |sql, part| {
            let mut arguments = SqliteArguments::default();
            arguments.reserve(1 + 6 * part.len(), 0);
            bind!(arguments, organisation.0);
            for row in part {
                bind!(arguments, row.position, row.id, row.source, row.stored_at, row.flags, row.body.as_slice());
            }
            asked.push((sql, arguments));
        });
        for (sql, arguments) in asked {
            self.run(sql, arguments).await?;
        }
        Ok(())
    }

    /// Neighbours in the index are written one after another: a page is looked for once.
    async fn entries(&mut self, organisation: OrganisationId, plan: &mut Plan) -> Result<(), DbError> {
        if !plan.more_entries.is_empty() {
            plan.entries.extend(std::mem::take(&mut plan.more_entries));
            plan.entries.sort_unstable();
            plan.entries.dedup();
        }
        let mut asked = Vec::new();
        for of_segment in plan.entries.chunk_by(|one, next| one.segment == next.segment) {
            cut(&ENTRIES, of_segment, |sql, part| {
                let mut arguments = SqliteArguments::default();
                arguments.reserve(2 + 2 * part.len(), 0);
                bind!(arguments, organisation.0, part[0].segment);
                for entry in part {
                    bind!(arguments, entry.key, entry.position);
                }
                asked.push((sql, arguments));
            });
        }
        for (sql, arguments) in asked {
            self.run(sql, arguments).await?;
        }
        Ok(())
    }
}

impl Write for Change {
    async fn head(&mut self, organisation: OrganisationId) -> Result<Head, DbError> {
        let sql = "SELECT position, stored_at, keyed_through FROM record_head WHERE organisation_id = ?";
        let row = query(sql).bind(organisation.0).fetch_optional(&mut *self.0).await?;
        Ok(match row {
            Some(row) => Head { position: row.try_get(0)?, stored_at: row.try_get(1)?, keyed_through: row.try_get(2)? },
            None => Head::NONE,
        })
    }

    async fn unkeyed(
        &mut self,
        organisation: OrganisationId,
        after: i64,
        through: i64,
    ) -> Result<Vec<Unkeyed>, DbError> {
        let sql = "SELECT position, source, body FROM statement
                   WHERE organisation_id = ? AND position > ? AND position <= ? ORDER BY position";
        let rows = query(sql).bind(organisation.0).bind(after).bind(through).fetch_all(&mut *self.0).await?;
        let read = |row: &SqliteRow| -> Result<Unkeyed, DbError> {
            Ok(Unkeyed { position: row.try_get(0)?, source: row.try_get(1)?, body: row.try_get(2)? })
        };
        rows.iter().map(read).collect()
    }

    async fn known(&mut self, organisation: OrganisationId, ids: &[Uuid]) -> Result<Vec<Row>, DbError> {
        let rows = self.of_ids(&KNOWN, organisation, ids).await?;
        rows.iter().map(|row| Ok(Row { id: row.try_get(0)?, body: row.try_get(1)? })).collect()
    }

    async fn refers(&mut self, organisation: OrganisationId) -> Result<bool, DbError> {
        let sql = "SELECT 1 FROM statement_reference WHERE organisation_id = ? LIMIT 1";
        Ok(query(sql).bind(organisation.0).fetch_optional(&mut *self.0).await?.is_some())
    }

    async fn referrers(&mut self, organisation: OrganisationId, targets: &[Uuid]) -> Result<Vec<Referrer>, DbError> {
        let rows = self.of_ids(&REFERRERS, organisation, targets).await?;
        rows.iter()
            .map(|row| Ok(Referrer { target: row.try_get(0)?, position: row.try_get(1)?, id: row.try_get(2)? }))
            .collect()
    }

    async fn write(&mut self, organisation: OrganisationId, mut plan: Plan) -> Result<(), DbError> {
        for segment in plan.segments() {
            let sql = "INSERT INTO statement_segment (organisation_id, segment) VALUES (?, ?) ON CONFLICT DO NOTHING";
            query(sql).bind(organisation.0).bind(segment).execute(&mut *self.0).await?;
        }
        let stored = !plan.rows.is_empty();
        self.statements(organisation, &mut plan).await?;
        self.entries(organisation, &mut plan).await?;
        for reference in &plan.references {
            let sql =
                "INSERT INTO statement_reference (organisation_id, target_id, position, voids) VALUES (?, ?, ?, ?)";
            query(sql)
                .bind(organisation.0)
                .bind(reference.target)
                .bind(reference.position)
                .bind(reference.voids)
                .execute(&mut *self.0)
                .await?;
        }
        for attachment in &plan.attachments {
            let sql = "INSERT INTO statement_attachment (organisation_id, sha2, bytes, made_at) VALUES (?, ?, ?, ?)
                       ON CONFLICT DO NOTHING";
            query(sql)
                .bind(organisation.0)
                .bind(&attachment.sha2)
                .bind(attachment.bytes.as_ref())
                .bind(plan.head.stored_at)
                .execute(&mut *self.0)
                .await?;
        }
        if !stored {
            return Ok(());
        }
        for (source, count) in &plan.counts {
            let sql = "INSERT INTO record_use (organisation_id, source, statements, used_at) VALUES (?, ?, ?, ?)
                       ON CONFLICT (organisation_id, source)
                       DO UPDATE SET statements = record_use.statements + excluded.statements, used_at = excluded.used_at";
            query(sql)
                .bind(organisation.0)
                .bind(source)
                .bind(count)
                .bind(plan.head.stored_at)
                .execute(&mut *self.0)
                .await?;
        }
        let sql = "INSERT INTO record_head (organisation_id, position, stored_at, keyed_through) VALUES (?, ?, ?, ?)
                   ON CONFLICT (organisation_id) DO UPDATE SET position = excluded.position,
                     stored_at = excluded.stored_at, keyed_through = excluded.keyed_through";
        query(sql)
            .bind(organisation.0)
            .bind(plan.head.position)
            .bind(plan.head.stored_at)
            .bind(plan.head.keyed_through)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn commit(self) -> Result<(), DbError> {
        Ok(self.0.commit().await?)
    }
}
