use lustrum_identity::person;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use sea_orm::{DbErr, FromQueryResult};
use serde_json::json;

use super::{Action, ActionId, Check, Expected, NewAction, Outcome};
use crate::blameless::BlamelessId;
use crate::owner::Owner;
use crate::quarter::Quarter;

#[derive(FromQueryResult)]
struct Row {
    id: ActionId,
    period: Quarter,
    text: String,
    owner_side: String,
    owner_id: Option<PersonId>,
    due: Day,
    made_at: Moment,
    done_at: Option<Moment>,
    done_by: Option<PersonId>,
    blameless_id: Option<BlamelessId>,
    expected: Option<String>,
    checked_at: Option<Moment>,
    checked_by: Option<PersonId>,
    outcome: Option<String>,
    seen: Option<String>,
}

const COLUMNS: &str = "id, period, text, owner_side, owner_id, due, made_at, done_at, done_by, blameless_id, expected,
    checked_at, checked_by, outcome, seen";

/// Agrees on an action.
pub async fn add(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    person: PersonId,
    at: Moment,
    new: NewAction,
) -> Result<ActionId, DbError> {
    let id = ActionId::new();
    let content = json!({ "text": new.text, "due": new.due.to_string(), "side": new.owner.side.word() });
    let expected = new.expected.as_ref().map(serde_json::to_string).transpose();
    let expected = expected.map_err(|error| DbError::Broken(DbErr::Type(error.to_string())))?;
    tx.run(
        "INSERT INTO agreed_action (organisation_id, id, partnership_id, period, text, owner_side, owner_id, due,
         made_at, made_by, blameless_id, expected) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        values![
            tenant,
            id,
            partnership,
            new.period,
            new.text,
            new.owner.side.word(),
            new.owner.person,
            new.due,
            at,
            person,
            new.blameless,
            expected
        ],
    )
    .await?;
    let event = Event::new(tenant, at, "action.agreed").by(person).within(partnership).about(id.0).saying(content);
    event::append(tx, event).await?;
    Ok(id)
}

/// Says that an action is done; whether it was open.
pub async fn finish(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    person: PersonId,
    at: Moment,
    action: &Action,
) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE agreed_action SET done_at = $4, done_by = $5
             WHERE organisation_id = $1 AND id = $2 AND partnership_id = $3 AND done_at IS NULL",
            values![tenant, action.id, partnership, at, person],
        )
        .await?;
    note(tx, tenant, partnership, person, at, action, "action.finished", changed).await
}

/// Takes back that an action is done; whether it was done.
pub async fn reopen(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    person: PersonId,
    at: Moment,
    action: &Action,
) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE agreed_action SET done_at = NULL, done_by = NULL, checked_at = NULL, checked_by = NULL,
               outcome = NULL, seen = NULL
             WHERE organisation_id = $1 AND id = $2 AND partnership_id = $3 AND done_at IS NOT NULL",
            values![tenant, action.id, partnership],
        )
        .await?;
    note(tx, tenant, partnership, person, at, action, "action.reopened", changed).await
}

#[allow(clippy::too_many_arguments)] // What both state changes hold already, and nothing else.
async fn note(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    person: PersonId,
    at: Moment,
    action: &Action,
    kind: &'static str,
    changed: u64,
) -> Result<bool, DbError> {
    if changed > 0 {
        let content = json!({ "text": action.text });
        let event = Event::new(tenant, at, kind).by(person).within(partnership).about(action.id.0).saying(content);
        event::append(tx, event).await?;
    }
    Ok(changed > 0)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: ActionId,
) -> Result<Option<Action>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM agreed_action WHERE organisation_id = $1 AND id = $2 AND partnership_id = $3");
    let rows: Vec<Row> = db.all(&sql, values![tenant, id, partnership]).await?;
    Ok(named(db, rows).await?.pop())
}

/// Every open action, the one that is due first in front.
pub async fn open(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Action>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM agreed_action WHERE organisation_id = $1 AND partnership_id = $2 AND done_at IS NULL
         ORDER BY due, id"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership]).await?;
    named(db, rows).await
}

/// A page of what is done, the newest action first, older than `before`.
pub async fn done(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<ActionId>,
    limit: i64,
) -> Result<Vec<Action>, DbError> {
    let before = before.unwrap_or(ActionId(uuid::Uuid::max()));
    let sql = format!(
        "SELECT {COLUMNS} FROM agreed_action
         WHERE organisation_id = $1 AND partnership_id = $2 AND done_at IS NOT NULL AND id < $3
         ORDER BY id DESC LIMIT $4"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    named(db, rows).await
}

/// Every action of a blameless review, in the order in which they were agreed.
pub async fn of_blameless(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    review: BlamelessId,
) -> Result<Vec<Action>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM agreed_action WHERE organisation_id = $1 AND partnership_id = $2 AND blameless_id = $3
         ORDER BY id"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, review]).await?;
    named(db, rows).await
}

/// Actions that were to move something, agreed before `until`, in the order in which they were agreed.
pub async fn expecting(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    until: Moment,
) -> Result<Vec<Action>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM agreed_action WHERE organisation_id = $1 AND partnership_id = $2
         AND expected IS NOT NULL AND made_at < $3 ORDER BY id DESC LIMIT 200"
    );
    let mut rows: Vec<Row> = db.all(&sql, values![tenant, partnership, until]).await?;
    rows.reverse();
    named(db, rows).await
}

/// By when an action was to be done, and when it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Due {
    pub day: Day,
    pub done_at: Option<Moment>,
}

/// The actions that were due from one day to another.
pub async fn due_between(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    from: Day,
    to: Day,
) -> Result<Vec<Due>, DbError> {
    db.all(
        "SELECT due AS day, done_at FROM agreed_action WHERE organisation_id = $1 AND partnership_id = $2
         AND due >= $3 AND due <= $4 ORDER BY due DESC LIMIT 10000",
        values![tenant, partnership, from, to],
    )
    .await
}

async fn named(db: &impl Sql, rows: Vec<Row>) -> Result<Vec<Action>, DbError> {
    let people: Vec<PersonId> = rows.iter().filter_map(|row| row.owner_id).collect();
    let names = person::named(db, &people).await?;
    Ok(rows
        .into_iter()
        .map(|row| Action {
            id: row.id,
            period: row.period,
            text: row.text,
            owner: Owner { side: Side::parse(&row.owner_side).unwrap_or(Side::Organisation), person: row.owner_id },
            owner_name: row.owner_id.and_then(|id| names.get(&id).cloned()),
            due: row.due,
            made_at: row.made_at,
            done_at: row.done_at,
            done_by: row.done_by,
            blameless: row.blameless_id,
            check: checked(row.checked_at, row.checked_by, row.outcome, row.seen),
            expected: row.expected.and_then(|text| serde_json::from_str::<Expected>(&text).ok()),
        })
        .collect())
}

fn checked(at: Option<Moment>, by: Option<PersonId>, outcome: Option<String>, seen: Option<String>) -> Option<Check> {
    let outcome = Outcome::parse(&outcome?)?;
    Some(Check { at: at?, by, outcome, seen: seen.unwrap_or_default() })
}
