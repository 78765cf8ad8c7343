//! The writer's statements on PostgreSQL: rows go in as one array for each column, and the row of the organisation's head
//! is locked first, so that several processes may store for it in turn.
//!
//! `COPY` takes rows quicker, but its end is a small message of its own: the driver leaves Nagle's algorithm on, and each
//! such message waits up to 40 ms for the other side to acknowledge the rows. An array goes out and is answered once.

use lustrum_kernel::db::DbError;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::sqlx::postgres::{PgPool, PgRow};
use lustrum_kernel::sea_orm::sqlx::{Postgres, Row as _, Transaction, query};
use uuid::Uuid;

use super::commit::{Referrer, Row, Write};
use super::ids::Logged;
use super::ids::block::{self, Block};
use super::plan::{Entry, Head, Plan};
use super::tail::Unkeyed;

pub struct Change(Transaction<'static, Postgres>);

impl Change {
    pub async fn begin(pool: &PgPool) -> Result<Self, DbError> {
        Ok(Self(pool.begin().await?))
    }
}

impl Write for Change {
    /// From 2,000 bytes on a row is put elsewhere, in parts.
    const ENTRIES: usize = 160;

    async fn head(&mut self, organisation: OrganisationId) -> Result<Head, DbError> {
        // Whoever comes first makes the row; whoever comes at the same time waits for it here.
        let sql =
            "INSERT INTO record_head (organisation_id, position, stored_at) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING";
        let lock = "SELECT position, stored_at, keyed_through, unnamed FROM record_head
                    WHERE organisation_id = $1 FOR UPDATE";
        let mut row = query(lock).bind(organisation.0).fetch_optional(&mut *self.0).await?;
        if row.is_none() {
            query(sql).bind(organisation.0).execute(&mut *self.0).await?;
            row = query(lock).bind(organisation.0).fetch_optional(&mut *self.0).await?;
        }
        Ok(match row {
            Some(row) => Head {
                position: row.try_get(0)?,
                stored_at: row.try_get(1)?,
                keyed_through: row.try_get(2)?,
                unnamed: row.try_get(3)?,
            },
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
                   WHERE organisation_id = $1 AND position > $2 AND position <= $3 ORDER BY position";
        let rows = query(sql).bind(organisation.0).bind(after).bind(through).fetch_all(&mut *self.0).await?;
        let read = |row: &PgRow| -> Result<Unkeyed, DbError> {
            Ok(Unkeyed { position: row.try_get(0)?, source: row.try_get(1)?, body: row.try_get(2)? })
        };
        rows.iter().map(read).collect()
    }

    async fn at(&mut self, organisation: OrganisationId, positions: &[i64]) -> Result<Vec<Row>, DbError> {
        let sql = "SELECT id, body FROM statement WHERE organisation_id = $1 AND position = ANY($2)";
        let rows = query(sql).bind(organisation.0).bind(positions).fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| Ok(Row { id: row.try_get(0)?, body: row.try_get(1)? })).collect()
    }

    async fn named(&mut self, organisation: OrganisationId, hashes: &[i64]) -> Result<Vec<i64>, DbError> {
        let sql = "SELECT w.hash, b.entries FROM UNNEST($2::bigint[]) AS w (hash) CROSS JOIN LATERAL (
                     SELECT entries FROM statement_id_block WHERE organisation_id = $1 AND first <= w.hash
                     ORDER BY first DESC LIMIT 1) b";
        let rows = query(sql).bind(organisation.0).bind(hashes).fetch_all(&mut *self.0).await?;
        let mut found = Vec::new();
        for row in &rows {
            found.extend(block::positions(row.try_get(1)?, row.try_get(0)?));
        }
        Ok(found)
    }

    async fn logged(&mut self, organisation: OrganisationId, after: i64) -> Result<Vec<Logged>, DbError> {
        let sql = "SELECT position, hashes FROM statement_id_log WHERE organisation_id = $1 AND position > $2
                   ORDER BY position";
        let rows = query(sql).bind(organisation.0).bind(after).fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| Ok(Logged { position: row.try_get(0)?, hashes: row.try_get(1)? })).collect()
    }

    async fn blocks(&mut self, organisation: OrganisationId, low: i64, high: i64) -> Result<Vec<Block>, DbError> {
        let sql = "SELECT first, entries FROM statement_id_block WHERE organisation_id = $1 AND first <= $3
                   AND first >= COALESCE((SELECT MAX(first) FROM statement_id_block
                                          WHERE organisation_id = $1 AND first <= $2), 0)
                   ORDER BY first";
        let rows = query(sql).bind(organisation.0).bind(low).bind(high).fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| Ok(Block { first: row.try_get(0)?, entries: row.try_get(1)? })).collect()
    }

    async fn put_blocks(&mut self, organisation: OrganisationId, blocks: &[Block]) -> Result<(), DbError> {
        if blocks.is_empty() {
            return Ok(());
        }
        let sql = "INSERT INTO statement_id_block (organisation_id, first, entries)
                   SELECT $1, * FROM UNNEST($2::bigint[], $3::bytea[])
                   ON CONFLICT (organisation_id, first) DO UPDATE SET entries = excluded.entries";
        query(sql)
            .bind(organisation.0)
            .bind(blocks.iter().map(|block| block.first).collect::<Vec<_>>())
            .bind(blocks.iter().map(|block| block.entries.as_slice()).collect::<Vec<_>>())
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn ids(
        &mut self,
        organisation: OrganisationId,
        after: i64,
        through: i64,
    ) -> Result<Vec<(Uuid, i64)>, DbError> {
        let sql = "SELECT id, position FROM statement WHERE organisation_id = $1 AND position > $2 AND position <= $3";
        let rows = query(sql).bind(organisation.0).bind(after).bind(through).fetch_all(&mut *self.0).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }

    async fn set_unnamed(&mut self, organisation: OrganisationId, unnamed: i64) -> Result<(), DbError> {
        let sql = "UPDATE record_head SET unnamed = $2 WHERE organisation_id = $1";
        query(sql).bind(organisation.0).bind(unnamed).execute(&mut *self.0).await?;
        Ok(())
    }

    async fn refers(&mut self, organisation: OrganisationId) -> Result<bool, DbError> {
        let sql = "SELECT 1 FROM statement_reference WHERE organisation_id = $1 LIMIT 1";
        Ok(query(sql).bind(organisation.0).fetch_optional(&mut *self.0).await?.is_some())
    }

    async fn referrers(&mut self, organisation: OrganisationId, targets: &[Uuid]) -> Result<Vec<Referrer>, DbError> {
        let sql = "SELECT r.target_id, r.position, s.id FROM statement_reference r
                   JOIN statement s ON s.organisation_id = r.organisation_id AND s.position = r.position
                   WHERE r.organisation_id = $1 AND r.target_id = ANY($2)";
        let rows = query(sql).bind(organisation.0).bind(targets).fetch_all(&mut *self.0).await?;
        rows.iter()
            .map(|row| Ok(Referrer { target: row.try_get(0)?, position: row.try_get(1)?, id: row.try_get(2)? }))
            .collect()
    }

    async fn write(&mut self, organisation: OrganisationId, mut plan: Plan) -> Result<(), DbError> {
        for segment in plan.segments() {
            let sql = "INSERT INTO statement_segment (organisation_id, segment) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            query(sql).bind(organisation.0).bind(segment).execute(&mut *self.0).await?;
        }
        if !plan.rows.is_empty() {
            self.statements(organisation, &plan).await?;
        }
        self.entries(organisation, &mut plan).await?;
        self.references(organisation, &plan).await?;
        self.put_blocks(organisation, &plan.ids.blocks).await?;
        self.log(organisation, &plan).await?;
        for attachment in &plan.attachments {
            let sql = "INSERT INTO statement_attachment (organisation_id, sha2, bytes, made_at) VALUES ($1, $2, $3, $4)
                       ON CONFLICT DO NOTHING";
            query(sql)
                .bind(organisation.0)
                .bind(&attachment.sha2)
                .bind(attachment.bytes.as_ref())
                .bind(plan.head.stored_at)
                .execute(&mut *self.0)
                .await?;
        }
        for (source, count) in &plan.counts {
            let sql = "INSERT INTO record_use (organisation_id, source, statements, used_at) VALUES ($1, $2, $3, $4)
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
        if plan.counts.is_empty() {
            return Ok(());
        }
        let sql = "UPDATE record_head SET position = $2, stored_at = $3, keyed_through = $4 WHERE organisation_id = $1";
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

impl Change {
    async fn log(&mut self, organisation: OrganisationId, plan: &Plan) -> Result<(), DbError> {
        if let Some(log) = &plan.ids.log {
            let sql = "INSERT INTO statement_id_log (organisation_id, position, hashes) VALUES ($1, $2, $3)";
            query(sql).bind(organisation.0).bind(log.position).bind(&log.hashes).execute(&mut *self.0).await?;
        }
        if plan.ids.log_through > 0 {
            let sql = "DELETE FROM statement_id_log WHERE organisation_id = $1 AND position <= $2";
            query(sql).bind(organisation.0).bind(plan.ids.log_through).execute(&mut *self.0).await?;
        }
        Ok(())
    }

    async fn statements(&mut self, organisation: OrganisationId, plan: &Plan) -> Result<(), DbError> {
        let rows = &plan.rows;
        let sql = "INSERT INTO statement (organisation_id, position, id, source, stored_at, flags, body)
                   SELECT $1, * FROM UNNEST($2::bigint[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bytea[])";
        query(sql)
            .bind(organisation.0)
            .bind(rows.iter().map(|row| row.position).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.id).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.source).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.stored_at).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.flags).collect::<Vec<_>>())
            .bind(rows.iter().map(|row| row.body.as_slice()).collect::<Vec<_>>())
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn entries(&mut self, organisation: OrganisationId, plan: &mut Plan) -> Result<(), DbError> {
        let mut entries = std::mem::take(&mut plan.entries);
        let may_be_there = !plan.more_entries.is_empty();
        entries.extend(std::mem::take(&mut plan.more_entries));
        entries.sort_unstable();
        entries.dedup();
        if entries.is_empty() {
            return Ok(());
        }
        let of = |field: fn(&Entry) -> i64| entries.iter().map(field).collect::<Vec<i64>>();
        // Only keys of what was keyed before can be there already; to look for each first is half of the work.
        let sql = if may_be_there {
            "INSERT INTO statement_key (organisation_id, segment, key, position)
             SELECT $1, * FROM UNNEST($2::bigint[], $3::bigint[], $4::bigint[]) ON CONFLICT DO NOTHING"
        } else {
            "INSERT INTO statement_key (organisation_id, segment, key, position)
             SELECT $1, * FROM UNNEST($2::bigint[], $3::bigint[], $4::bigint[])"
        };
        query(sql)
            .bind(organisation.0)
            .bind(of(|entry| entry.segment))
            .bind(of(|entry| entry.key))
            .bind(of(|entry| entry.position))
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn references(&mut self, organisation: OrganisationId, plan: &Plan) -> Result<(), DbError> {
        if plan.references.is_empty() {
            return Ok(());
        }
        let sql = "INSERT INTO statement_reference (organisation_id, target_id, position, voids)
                   SELECT $1, * FROM UNNEST($2::uuid[], $3::bigint[], $4::boolean[])";
        query(sql)
            .bind(organisation.0)
            .bind(plan.references.iter().map(|reference| reference.target).collect::<Vec<_>>())
            .bind(plan.references.iter().map(|reference| reference.position).collect::<Vec<_>>())
            .bind(plan.references.iter().map(|reference| reference.voids).collect::<Vec<_>>())
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }
}
