//! The plan, its insights and their uses in the database; each change with its event.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, event, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Insight, InsightId, Item, ItemId, Kind, Refused, Said, Use, Words};
use crate::By;

/// A plan and its insights are read whole; nobody has more than these.
const MOST: i64 = 2_000;

#[derive(FromQueryResult)]
struct ItemRow {
    id: ItemId,
    kind: String,
    title: String,
    host: String,
    guests: String,
    place: String,
    planned_on: Option<Day>,
    done_on: Option<Day>,
}

impl From<ItemRow> for Item {
    fn from(row: ItemRow) -> Self {
        let words = Words {
            kind: Kind::parse(&row.kind).unwrap_or(Kind::Meeting),
            title: row.title,
            host: row.host,
            guests: row.guests,
            place: row.place,
            planned_on: row.planned_on,
        };
        Self { id: row.id, words, done_on: row.done_on }
    }
}

const ITEM: &str = "id, kind, title, host, guests, place, planned_on, done_on FROM immersion_item";

pub async fn add(tx: &Tx, by: &By, words: &Words) -> Result<ItemId, DbError> {
    let id = ItemId::new();
    tx.run(
        "INSERT INTO immersion_item (organisation_id, id, partnership_id, kind, title, host, guests, place, planned_on,
         made_by, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        values![
            by.tenant,
            id,
            by.partnership,
            words.kind.word(),
            words.title.clone(),
            words.host.clone(),
            words.guests.clone(),
            words.place.clone(),
            words.planned_on,
            by.person,
            by.at
        ],
    )
    .await?;
    let said = json!({ "title": words.title, "kind": words.kind.word() });
    event::append(tx, by.event("immersion.planned").about(id.0).saying(said)).await?;
    Ok(id)
}

pub async fn change(tx: &Tx, by: &By, item: &Item, words: &Words) -> Result<(), DbError> {
    tx.run(
        "UPDATE immersion_item SET kind = $4, title = $5, host = $6, guests = $7, place = $8, planned_on = $9
         WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3",
        values![
            by.tenant,
            by.partnership,
            item.id,
            words.kind.word(),
            words.title.clone(),
            words.host.clone(),
            words.guests.clone(),
            words.place.clone(),
            words.planned_on
        ],
    )
    .await?;
    let said = json!({ "title": words.title, "before": item.words.title });
    event::append(tx, by.event("immersion.changed").about(item.id.0).saying(said)).await?;
    Ok(())
}

/// It took place on this day.
pub async fn take_place(tx: &Tx, by: &By, item: &Item, on: Day, today: Day) -> Result<Result<(), Refused>, DbError> {
    if let Err(refused) = item.may_take_place(on, today) {
        return Ok(Err(refused));
    }
    let said = json!({ "title": item.words.title, "on": on });
    event::append(tx, by.event("immersion.took-place").about(item.id.0).saying(said)).await?;
    let changed = tx
        .run(
            "UPDATE immersion_item SET done_on = $4
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND done_on IS NULL",
            values![by.tenant, by.partnership, item.id, on],
        )
        .await?;
    Ok(if changed == 0 { Err(Refused::DoneAlready) } else { Ok(()) })
}

/// The plan: what is still to come by its day, then what took place.
pub async fn items(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Item>, DbError> {
    let sql = format!(
        "SELECT {ITEM} WHERE organisation_id = $1 AND partnership_id = $2
         ORDER BY CASE WHEN done_on IS NULL THEN 0 ELSE 1 END, COALESCE(done_on, planned_on, '9999'), id LIMIT {MOST}"
    );
    let rows: Vec<ItemRow> = db.all(&sql, values![tenant, partnership]).await?;
    Ok(rows.into_iter().map(Item::from).collect())
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: ItemId,
) -> Result<Option<Item>, DbError> {
    let sql = format!("SELECT {ITEM} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<ItemRow> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Item::from))
}

#[derive(FromQueryResult)]
struct InsightRow {
    id: InsightId,
    item_id: ItemId,
    number: i64,
    text: String,
    noted_by: PersonId,
    noted_at: Moment,
    answer: Option<String>,
    answered_by: Option<PersonId>,
    answered_at: Option<Moment>,
    requirement: Option<String>,
    required_by: Option<PersonId>,
    required_at: Option<Moment>,
}

impl From<InsightRow> for Insight {
    fn from(row: InsightRow) -> Self {
        let said = |text: Option<String>, by: Option<PersonId>, at: Option<Moment>| {
            let (text, by, at) = (text?, by?, at?);
            Some(Said { text, by, at })
        };
        Self {
            id: row.id,
            item: row.item_id,
            number: row.number,
            noted: Said { text: row.text, by: row.noted_by, at: row.noted_at },
            answer: said(row.answer, row.answered_by, row.answered_at),
            requirement: said(row.requirement, row.required_by, row.required_at),
        }
    }
}

const INSIGHT: &str = "id, item_id, number, text, noted_by, noted_at, answer, answered_by, answered_at, requirement,
     required_by, required_at FROM insight";

/// Notes what the partner learned, in its words.
pub async fn note(tx: &Tx, by: &By, item: &Item, text: &str) -> Result<Result<InsightId, Refused>, DbError> {
    if let Err(refused) = item.may_give_insight() {
        return Ok(Err(refused));
    }
    let id = InsightId::new();
    // The event holds the history's lock: of two at once the second counts the first.
    let said = json!({ "title": item.words.title, "text": text });
    event::append(tx, by.event("insight.noted").about(id.0).saying(said)).await?;
    let number = 1 + tx
        .number(
            "SELECT MAX(number) AS number FROM insight WHERE organisation_id = $1 AND partnership_id = $2",
            values![by.tenant, by.partnership],
        )
        .await?;
    tx.run(
        "INSERT INTO insight (organisation_id, id, partnership_id, item_id, number, text, noted_by, noted_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        values![by.tenant, id, by.partnership, item.id, number, text, by.person, by.at],
    )
    .await?;
    Ok(Ok(id))
}

/// The organisation answers, or answers anew.
pub async fn answer(tx: &Tx, by: &By, insight: &Insight, text: &str) -> Result<(), DbError> {
    tx.run(
        "UPDATE insight SET answer = $4, answered_by = $5, answered_at = $6
         WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3",
        values![by.tenant, by.partnership, insight.id, text, by.person, by.at],
    )
    .await?;
    let said = json!({ "number": insight.number, "text": text });
    event::append(tx, by.event("insight.answered").about(insight.id.0).saying(said)).await?;
    Ok(())
}

/// It becomes a design requirement, or one in other words.
pub async fn require(tx: &Tx, by: &By, insight: &Insight, text: &str) -> Result<(), DbError> {
    tx.run(
        "UPDATE insight SET requirement = $4, required_by = $5, required_at = $6
         WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3",
        values![by.tenant, by.partnership, insight.id, text, by.person, by.at],
    )
    .await?;
    let said = json!({ "number": insight.number, "text": text });
    event::append(tx, by.event("insight.required").about(insight.id.0).saying(said)).await?;
    Ok(())
}

/// Every insight of a partnership, in the order in which they were noted.
pub async fn insights(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Insight>, DbError> {
    let sql =
        format!("SELECT {INSIGHT} WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY number LIMIT {MOST}");
    let rows: Vec<InsightRow> = db.all(&sql, values![tenant, partnership]).await?;
    Ok(rows.into_iter().map(Insight::from).collect())
}

pub async fn find_insight(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: InsightId,
) -> Result<Option<Insight>, DbError> {
    let sql = format!("SELECT {INSIGHT} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<InsightRow> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Insight::from))
}

/// A later area says where a requirement is used; once is enough.
pub async fn trace(tx: &Tx, by: &By, insight: &Insight, to: &Use) -> Result<Result<(), Refused>, DbError> {
    if insight.requirement.is_none() {
        return Ok(Err(Refused::NoRequirement));
    }
    let added = tx
        .run(
            "INSERT INTO insight_use (organisation_id, insight_id, kind, target_id, title, within_id, traced_by, traced_at)
             VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT (organisation_id, insight_id, kind, target_id) DO NOTHING",
            values![
                by.tenant,
                insight.id,
                to.kind.clone(),
                to.target_id,
                to.title.clone(),
                to.within_id,
                by.person,
                by.at
            ],
        )
        .await?;
    if added > 0 {
        let said = json!({ "number": insight.number, "title": to.title });
        event::append(tx, by.event("insight.traced").about(insight.id.0).saying(said)).await?;
    }
    Ok(Ok(()))
}

/// It is not used there any more; says whether it was.
pub async fn untrace(tx: &Tx, by: &By, insight: &Insight, kind: &str, target: uuid::Uuid) -> Result<bool, DbError> {
    let gone = tx
        .run(
            "DELETE FROM insight_use WHERE organisation_id = $1 AND insight_id = $2 AND kind = $3 AND target_id = $4",
            values![by.tenant, insight.id, kind, target],
        )
        .await?;
    if gone > 0 {
        let said = json!({ "number": insight.number });
        event::append(tx, by.event("insight.untraced").about(insight.id.0).saying(said)).await?;
    }
    Ok(gone > 0)
}

/// What used requirements is gone itself; whoever removes it says so in an event of its own.
pub async fn untrace_all(tx: &Tx, tenant: OrganisationId, kind: &str, target: uuid::Uuid) -> Result<(), DbError> {
    let sql = "DELETE FROM insight_use WHERE organisation_id = $1 AND kind = $2 AND target_id = $3";
    tx.run(sql, values![tenant, kind, target]).await?;
    Ok(())
}

/// What uses requirements has another title; whoever changes it says so in an event of its own.
pub async fn retitle(
    tx: &Tx,
    tenant: OrganisationId,
    kind: &str,
    target: uuid::Uuid,
    title: &str,
) -> Result<(), DbError> {
    let sql = "UPDATE insight_use SET title = $4 WHERE organisation_id = $1 AND kind = $2 AND target_id = $3";
    tx.run(sql, values![tenant, kind, target, title]).await?;
    Ok(())
}

/// Where the requirements of a partnership are used.
pub async fn uses(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Use>, DbError> {
    db.all(
        "SELECT u.insight_id, u.kind, u.target_id, u.title, u.within_id FROM insight_use u
         JOIN insight i ON i.organisation_id = u.organisation_id AND i.id = u.insight_id
         WHERE u.organisation_id = $1 AND i.partnership_id = $2 ORDER BY i.number, u.traced_at, u.target_id LIMIT 10000",
        values![tenant, partnership],
    )
    .await
}
