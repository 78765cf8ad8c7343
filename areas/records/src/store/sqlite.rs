//! The writer's statements on SQLite, each prepared once and run on the writer's own thread.

use lustrum_kernel::db::{self, DbError, Direct};
use lustrum_kernel::id::OrganisationId;
use rusqlite::{OptionalExtension, Params, params};
use uuid::Uuid;

use super::commit::{Referrer, Row, Write};
use super::ids::Logged;
use super::ids::block::{self, Block};
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

    fn log(&mut self, of: &[u8], plan: &Plan) -> Result<(), DbError> {
        if let Some(log) = &plan.ids.log {
            let sql = "INSERT INTO statement_id_log (organisation_id, position, hashes) VALUES (?, ?, ?)";
            self.run(sql, params![of, log.position, log.hashes])?;
        }
        if plan.ids.log_through > 0 {
            let sql = "DELETE FROM statement_id_log WHERE organisation_id = ? AND position <= ?";
            self.run(sql, params![of, plan.ids.log_through])?;
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
    /// A page has room for some 4,000 bytes.
    const ENTRIES: usize = 320;

    async fn head(&mut self, organisation: OrganisationId) -> Result<Head, DbError> {
        let sql = "SELECT position, stored_at, keyed_through, unnamed FROM record_head WHERE organisation_id = ?";
        let mut statement = self.0.connection().prepare_cached(sql)?;
        let head = statement
            .query_one(params![bytes(&organisation)], |row| {
                let (position, stored_at) = (row.get(0)?, row.get(1)?);
                Ok(Head { position, stored_at, keyed_through: row.get(2)?, unnamed: row.get(3)? })
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

    async fn at(&mut self, organisation: OrganisationId, positions: &[i64]) -> Result<Vec<Row>, DbError> {
        let sql = "SELECT id, body FROM statement WHERE organisation_id = ? AND position = ?";
        let mut statement = self.0.connection().prepare_cached(sql)?;
        let mut found = Vec::new();
        for position in positions {
            let row = statement.query_one(params![bytes(&organisation), position], |row| {
                Ok(Row { id: Uuid::from_bytes(row.get(0)?), body: row.get(1)? })
            });
            found.extend(row.optional()?);
        }
        Ok(found)
    }

    async fn named(&mut self, organisation: OrganisationId, hashes: &[i64]) -> Result<Vec<i64>, DbError> {
        let sql = "SELECT entries FROM statement_id_block WHERE organisation_id = ? AND first <= ?
                   ORDER BY first DESC LIMIT 1";
        let mut statement = self.0.connection().prepare_cached(sql)?;
        let mut found = Vec::new();
        for hash in hashes {
            let mut rows = statement.query(params![bytes(&organisation), hash])?;
            if let Some(row) = rows.next()? {
                let entries = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
                found.extend(block::positions(entries, *hash));
            }
        }
        Ok(found)
    }

    async fn logged(&mut self, organisation: OrganisationId, after: i64) -> Result<Vec<Logged>, DbError> {
        let sql = "SELECT position, hashes FROM statement_id_log WHERE organisation_id = ? AND position > ?
                   ORDER BY position";
        self.all(sql, params![bytes(&organisation), after], |row| {
            Ok(Logged { position: row.get(0)?, hashes: row.get(1)? })
        })
    }

    async fn blocks(&mut self, organisation: OrganisationId, low: i64, high: i64) -> Result<Vec<Block>, DbError> {
        let sql = "SELECT first, entries FROM statement_id_block WHERE organisation_id = ?1 AND first <= ?3
                   AND first >= COALESCE((SELECT MAX(first) FROM statement_id_block
                                          WHERE organisation_id = ?1 AND first <= ?2), 0)
                   ORDER BY first";
        self.all(sql, params![bytes(&organisation), low, high], |row| {
            Ok(Block { first: row.get(0)?, entries: row.get(1)? })
        })
    }

    async fn put_blocks(&mut self, organisation: OrganisationId, blocks: &[Block]) -> Result<(), DbError> {
        let sql = "INSERT INTO statement_id_block (organisation_id, first, entries) VALUES (?, ?, ?)
                   ON CONFLICT (organisation_id, first) DO UPDATE SET entries = excluded.entries";
        let mut insert = self.0.connection().prepare_cached(sql)?;
        for block in blocks {
            insert.execute(params![bytes(&organisation), block.first, block.entries])?;
        }
        Ok(())
    }

    async fn ids(
        &mut self,
        organisation: OrganisationId,
        after: i64,
        through: i64,
    ) -> Result<Vec<(Uuid, i64)>, DbError> {
        let sql = "SELECT id, position FROM statement WHERE organisation_id = ? AND position > ? AND position <= ?";
        self.all(sql, params![bytes(&organisation), after, through], |row| {
            Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?))
        })
    }

    async fn set_unnamed(&mut self, organisation: OrganisationId, unnamed: i64) -> Result<(), DbError> {
        let sql = "UPDATE record_head SET unnamed = ? WHERE organisation_id = ?";
        self.run(sql, params![unnamed, bytes(&organisation)])
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
        self.put_blocks(organisation, &plan.ids.blocks).await?;
        self.log(of, &plan)?;
        if plan.rows.is_empty() { Ok(()) } else { self.head_after(of, &plan) }
    }

    async fn commit(self) -> Result<(), DbError> {
        self.0.commit()
    }
}

fn bytes(organisation: &OrganisationId) -> &[u8] {
    organisation.0.as_bytes().as_slice()
}
