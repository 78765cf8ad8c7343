//! Rehearsals in the database, each begun and ended with an event.

use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Rehearsal, RehearsalId, Report, State, job};
use crate::happened;

#[derive(FromQueryResult)]
struct Row {
    id: RehearsalId,
    side: String,
    begun_at: Moment,
    finished_at: Option<Moment>,
    state: String,
    result: String,
}

impl From<Row> for Rehearsal {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            side: Side::parse(&row.side).unwrap_or(Side::Organisation),
            begun_at: row.begun_at,
            finished_at: row.finished_at,
            state: State::parse(&row.state).unwrap_or(State::Failed),
            report: serde_json::from_str(&row.result).unwrap_or_default(),
        }
    }
}

const COLUMNS: &str = "SELECT id, side, begun_at, finished_at, state, result FROM exit_rehearsal
     WHERE organisation_id = $1 AND partnership_id = $2";

/// Begins a rehearsal; nothing where one of this side still runs.
pub async fn begin(tx: &Tx, by: &By) -> Result<Option<RehearsalId>, DbError> {
    let sql = "SELECT COUNT(*) AS number FROM exit_rehearsal
               WHERE organisation_id = $1 AND partnership_id = $2 AND side = $3 AND state = 'running' AND begun_at > $4";
    // One that was never ended, as its process was, holds nobody up for longer than an hour.
    let hour = by.at.plus_seconds(-3_600);
    if tx.number(sql, values![by.tenant, by.partnership, by.side.word(), hour]).await? > 0 {
        return Ok(None);
    }
    let id = note(tx, by).await?;
    job::enqueue(tx, by, id).await?;
    Ok(Some(id))
}

/// Notes that a rehearsal begins, without a job: for who carries it out at once.
pub async fn note(tx: &Tx, by: &By) -> Result<RehearsalId, DbError> {
    let id = RehearsalId::new();
    tx.run(
        "INSERT INTO exit_rehearsal (organisation_id, id, partnership_id, side, begun_by, begun_at, state, result)
         VALUES ($1,$2,$3,$4,$5,$6,'running','{}')",
        values![by.tenant, id, by.partnership, by.side.word(), by.person, by.at],
    )
    .await?;
    let said = json!({ "side": by.side.word() });
    event::append(tx, happened(by, "exit.rehearsal-begun").about(id.0).saying(said)).await?;
    Ok(id)
}

/// Keeps what came of a rehearsal.
pub async fn finish(
    tx: &Tx,
    partnership: &Partnered,
    id: RehearsalId,
    report: &Report,
    at: Moment,
) -> Result<(), DbError> {
    let text = serde_json::to_string(report).map_err(|error| DbError::Conflict(error.to_string()))?;
    let state = report.state();
    tx.run(
        "UPDATE exit_rehearsal SET state = $4, finished_at = $5, result = $6
         WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3",
        values![partnership.client, partnership.id, id, state.word(), at, text],
    )
    .await?;
    let said = json!({ "state": state.word(), "rows": report.rows, "sha256": report.sha256 });
    let event = Event::new(partnership.client, at, "exit.rehearsal-ended").within(partnership.id);
    event::append(tx, event.about(id.0).saying(said)).await?;
    Ok(())
}

/// A rehearsal of this side; those of the other are none of its business.
pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    side: Side,
    id: RehearsalId,
) -> Result<Option<Rehearsal>, DbError> {
    let sql = format!("{COLUMNS} AND side = $3 AND id = $4");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, side.word(), id]).await?;
    Ok(row.map(Rehearsal::from))
}

/// A page of the rehearsals of a side, the newest first.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    side: Side,
    (before, limit): (Option<RehearsalId>, i64),
) -> Result<Vec<Rehearsal>, DbError> {
    let before = before.unwrap_or(RehearsalId(uuid::Uuid::max()));
    let sql = format!("{COLUMNS} AND side = $3 AND id < $4 ORDER BY id DESC LIMIT $5");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, side.word(), before, limit]).await?;
    Ok(rows.into_iter().map(Rehearsal::from).collect())
}

/// When each side rehearsed last with everything coming back: the organisation first. Both may know this of each other.
pub async fn last_days(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<[Option<Moment>; 2], DbError> {
    #[derive(FromQueryResult)]
    struct Last {
        side: String,
        at: Moment,
    }
    let rows: Vec<Last> = db
        .all(
            "SELECT side, MAX(finished_at) AS at FROM exit_rehearsal
             WHERE organisation_id = $1 AND partnership_id = $2 AND state = 'whole' AND finished_at IS NOT NULL GROUP BY side",
            values![tenant, partnership],
        )
        .await?;
    let of = |side: Side| rows.iter().find(|row| row.side == side.word()).map(|row| row.at);
    Ok([of(Side::Organisation), of(Side::Partner)])
}
