use lustrum_identity::person;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Decision, DecisionId, NewDecision};
use crate::meeting::MeetingId;
use crate::owner::Owner;
use crate::quarter::Quarter;

#[derive(FromQueryResult)]
struct Row {
    id: DecisionId,
    period: Quarter,
    text: String,
    clause: String,
    owner_side: String,
    owner_id: Option<PersonId>,
    due: Option<Day>,
    meeting_id: Option<MeetingId>,
    measure: String,
    made_at: Moment,
    made_by: Option<PersonId>,
}

const COLUMNS: &str = "id, period, text, clause, owner_side, owner_id, due, meeting_id, measure, made_at, made_by";

/// Writes a decision down.
pub async fn add(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    person: PersonId,
    at: Moment,
    new: NewDecision,
) -> Result<DecisionId, DbError> {
    let id = DecisionId::new();
    let content = json!({ "text": new.text, "period": new.period.to_string(), "side": new.owner.side.word() });
    tx.run(
        "INSERT INTO decision (organisation_id, id, partnership_id, period, text, clause, owner_side, owner_id, due,
         made_at, made_by, meeting_id, measure) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        values![
            tenant,
            id,
            partnership,
            new.period,
            new.text,
            new.clause,
            new.owner.side.word(),
            new.owner.person,
            new.due,
            at,
            person,
            new.meeting,
            new.measure
        ],
    )
    .await?;
    let event = Event::new(tenant, at, "decision.taken").by(person).within(partnership).about(id.0).saying(content);
    event::append(tx, event).await?;
    Ok(id)
}

/// The decisions that look back on a period, in the order in which they were taken.
pub async fn of_period(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    period: Quarter,
) -> Result<Vec<Decision>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM decision WHERE organisation_id = $1 AND partnership_id = $2 AND period = $3 ORDER BY id"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, period]).await?;
    named(db, rows).await
}

/// What was decided in a meeting, in the order in which it was.
pub async fn of_meeting(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    meeting: MeetingId,
) -> Result<Vec<Decision>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM decision WHERE organisation_id = $1 AND partnership_id = $2 AND meeting_id = $3 ORDER BY id"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, meeting]).await?;
    named(db, rows).await
}

/// A page of all decisions, the newest first, older than `before`.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<DecisionId>,
    limit: i64,
) -> Result<Vec<Decision>, DbError> {
    let before = before.unwrap_or(DecisionId(uuid::Uuid::max()));
    let sql = format!(
        "SELECT {COLUMNS} FROM decision WHERE organisation_id = $1 AND partnership_id = $2 AND id < $3
         ORDER BY id DESC LIMIT $4"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    named(db, rows).await
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: DecisionId,
) -> Result<Option<Decision>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM decision WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, id]).await?;
    Ok(named(db, rows).await?.pop())
}

async fn named(db: &impl Sql, rows: Vec<Row>) -> Result<Vec<Decision>, DbError> {
    let people: Vec<PersonId> = rows.iter().filter_map(|row| row.owner_id).collect();
    let names = person::named(db, &people).await?;
    Ok(rows
        .into_iter()
        .map(|row| Decision {
            id: row.id,
            period: row.period,
            text: row.text,
            clause: row.clause,
            owner: Owner { side: Side::parse(&row.owner_side).unwrap_or(Side::Organisation), person: row.owner_id },
            owner_name: row.owner_id.and_then(|id| names.get(&id).cloned()),
            due: row.due,
            meeting: row.meeting_id,
            measure: row.measure,
            made_at: row.made_at,
            made_by: row.made_by,
        })
        .collect())
}
