//! The writer's statements on SQLite, each prepared once and run on the writer's own thread.

use lustrum_kernel::db::{self, DbError, Direct};
use lustrum_kernel::id::OrganisationId;
use rusqlite::{OptionalExtension, Params, params};
use uuid::Uuid;

use super::commit::{Referrer, Row, Write};
use super::plan::{Head, Plan};
use super::tail::Unkeyed;

pub struct Change(db::Change);

impl Change {
    /// Takes its turn at the one writer of the database.
    pub async fn begin(direct: &Direct) -> Result<Self, DbError> {
        Ok(Self(direct.begin().await?))
    }

    fn run(&mut self, sql: &str, parameters: impl Params) -> Result<(), DbError> {
        self.0.connection().prepare_cached(sql)?.execute(parameters)?;
        Ok(())
    }

    fn all<T>(
        &mut self,
        sql: &str,
        parameters: impl Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, DbError> {
        let mut statement = self.0.connection().prepare_cached(sql)?;
        Ok(statement.query_map(parameters, read)?.collect::<rusqlite::Result<_>>()?)
    }

    fn statements(&mut self, of: &[u8], plan: &Plan) -> Result<(), DbError> {
        let sql = "INSERT INTO statement (organisation_id, position, id, source, stored_at, flags, body)
                   VALUES (?, ?, ?, ?, ?, ?, ?)";
        let mut insert = self.0.connection().prepare_cached(sql)?;
        for row in &plan.rows {
            let id = row.id.as_bytes().as_slice();
            insert.execute(params![of, row.position, id, row.source, row.stored_at, row.flags, row.body])?;
        }
        Ok(())
    }

    /// Neighbours in the index are written one after another: a page is looked for once.
    fn entries(&mut self, of: &[u8], plan: &mut Plan) -> Result<(), DbError> {
        if !plan.more_entries.is_empty() {
            plan.entries.extend(std::mem::take(&mut plan.more_entries));
            plan.entries.sort_unstable();
            plan.entries.dedup();
        }
        let sql = "INSERT INTO statement_key (organisation_id, segment, key, position) VALUES (?, ?, ?, ?)
                   ON CONFLICT DO NOTHING";
        let mut insert = self.0.connection().prepare_cached(sql)?;
        for entry in &plan.entries {
            insert.execute(params![of, entry.segment, entry.key, entry.position])?;
        }
        Ok(())
    }

    fn others(&mut self, of: &[u8], plan: &Plan) -> Result<(), DbError> {
        for reference in &plan.references {
            self.run(
                "INSERT INTO statement_reference (organisation_id, target_id, position, voids) VALUES (?, ?, ?, ?)",
                params![of, reference.target.as_bytes().as_slice(), reference.position, reference.voids],
            )?;
        }
        for attachment in &plan.attachments {
            self.run(
                "INSERT INTO statement_attachment (organisation_id, sha2, bytes, made_at) VALUES (?, ?, ?, ?)
                 ON CONFLICT DO NOTHING",
                params![of, attachment.sha2, attachment.bytes.as_ref(), plan.head.stored_at],
            )?;
        }
        Ok(())
    }

    /// Where the organisation stands now, and what each source brought.
    fn head_after(&mut self, of: &[u8], plan: &Plan) -> Result<(), DbError> {
        for (source, count) in &plan.counts {
            self.run(
                "INSERT INTO record_use (organisation_id, source, statements, used_at) VALUES (?, ?, ?, ?)
                 ON CONFLICT (organisation_id, source)
                 DO UPDATE SET statements = record_use.statements + excluded.statements, used_at = excluded.used_at",
                params![of, source, count, plan.head.stored_at],
            )?;
        }
        self.run(
            "INSERT INTO record_head (organisation_id, position, stored_at, keyed_through) VALUES (?, ?, ?, ?)
             ON CONFLICT (organisation_id) DO UPDATE SET position = excluded.position,
               stored_at = excluded.stored_at, keyed_through = excluded.keyed_through",
            params![of, plan.head.position, plan.head.stored_at, plan.head.keyed_through],
        )
    }
}

impl Write for Change {
    async fn head(&mut self, organisation: OrganisationId) -> Result<Head, DbError> {
        let sql = "SELECT position, stored_at, keyed_through FROM record_head WHERE organisation_id = ?";
        let mut statement = self.0.connection().prepare_cached(sql)?;
        let head = statement
            .query_one(params![bytes(&organisation)], |row| {
                Ok(Head { position: row.get(0)?, stored_at: row.get(1)?, keyed_through: row.get(2)? })
            })
            .optional()?;
        Ok(head.unwrap_or(Head::NONE))
    }

    async fn unkeyed(
        &mut self,
        organisation: OrganisationId,
        after: i64,
        through: i64,
    ) -> Result<Vec<Unkeyed>, DbError> {
        let sql = "SELECT position, source, body FROM statement
                   WHERE organisation_id = ? AND position > ? AND position <= ? ORDER BY position";
        self.all(sql, params![bytes(&organisation), after, through], |row| {
            Ok(Unkeyed { position: row.get(0)?, source: row.get(1)?, body: row.get(2)? })
        })
    }

    async fn known(&mut self, organisation: OrganisationId, ids: &[Uuid]) -> Result<Vec<Row>, DbError> {
        let sql = "SELECT body FROM statement WHERE organisation_id = ? AND id = ?";
        let mut statement = self.0.connection().prepare_cached(sql)?;
        let mut found = Vec::new();
        for id in ids {
            let body = statement.query_one(params![bytes(&organisation), id.as_bytes().as_slice()], |row| row.get(0));
            found.extend(body.optional()?.map(|body| Row { id: *id, body }));
        }
        Ok(found)
    }

    async fn refers(&mut self, organisation: OrganisationId) -> Result<bool, DbError> {
        let sql = "SELECT 1 FROM statement_reference WHERE organisation_id = ? LIMIT 1";
        Ok(self.0.connection().prepare_cached(sql)?.exists(params![bytes(&organisation)])?)
    }

    async fn referrers(&mut self, organisation: OrganisationId, targets: &[Uuid]) -> Result<Vec<Referrer>, DbError> {
        let sql = "SELECT r.position, s.id FROM statement_reference r
                   JOIN statement s ON s.organisation_id = r.organisation_id AND s.position = r.position
                   WHERE r.organisation_id = ? AND r.target_id = ?";
        let mut found = Vec::new();
        for target in targets {
            found.extend(self.all(sql, params![bytes(&organisation), target.as_bytes().as_slice()], |row| {
                Ok(Referrer { target: *target, position: row.get(0)?, id: Uuid::from_bytes(row.get(1)?) })
            })?);
        }
        Ok(found)
    }

    async fn write(&mut self, organisation: OrganisationId, mut plan: Plan) -> Result<(), DbError> {
        let of = bytes(&organisation);
        for segment in plan.segments() {
            let sql = "INSERT INTO statement_segment (organisation_id, segment) VALUES (?, ?) ON CONFLICT DO NOTHING";
            self.run(sql, params![of, segment])?;
        }
        self.statements(of, &plan)?;
        self.entries(of, &mut plan)?;
        self.others(of, &plan)?;
        if plan.rows.is_empty() { Ok(()) } else { self.head_after(of, &plan) }
    }

    async fn commit(self) -> Result<(), DbError> {
        self.0.commit()
    }
}

fn bytes(organisation: &OrganisationId) -> &[u8] {
    organisation.0.as_bytes().as_slice()
}
