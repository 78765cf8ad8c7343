//! The relation between one client organisation and one training partner. Its content belongs to later areas; here
//! is only that it exists.

pub(crate) mod api;
pub(crate) mod pages;

use std::collections::BTreeMap;

use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::{FromQueryResult, Value};
use serde_json::json;

#[derive(FromQueryResult)]
pub(crate) struct Row {
    id: PartnershipId,
    title: String,
    client_id: OrganisationId,
    client_name: String,
    partner_id: OrganisationId,
    partner_name: String,
    since: Moment,
}

impl From<Row> for Partnered {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            title: row.title,
            client: row.client_id,
            client_name: row.client_name,
            partner: row.partner_id,
            partner_name: row.partner_name,
            since: row.since,
        }
    }
}

pub(crate) const COLUMNS: &str = "s.id, s.title, s.client_id, c.name AS client_name, s.partner_id,
     r.name AS partner_name, s.since FROM partnership s
     JOIN organisation c ON c.id = s.client_id JOIN organisation r ON r.id = s.partner_id";

/// Begins a partnership; both organisations find it in their history.
pub async fn begin(
    tx: &Tx,
    client: OrganisationId,
    partner: OrganisationId,
    title: &str,
    at: Moment,
) -> Result<PartnershipId, DbError> {
    begin_by(tx, client, partner, title, None, at).await
}

/// The same, done by someone.
pub async fn begin_by(
    tx: &Tx,
    client: OrganisationId,
    partner: OrganisationId,
    title: &str,
    by: Option<PersonId>,
    at: Moment,
) -> Result<PartnershipId, DbError> {
    let id = PartnershipId::new();
    tx.run(
        "INSERT INTO partnership (id, client_id, partner_id, title, since) VALUES ($1,$2,$3,$4,$5)",
        values![id, client, partner, title, at],
    )
    .await?;
    // Always in the same order, so that two transactions never wait for each other's history.
    let mut sides = [client, partner];
    sides.sort();
    for side in sides {
        let mut event = Event::new(side, at, "partnership.began").about(id.0).saying(json!({ "title": title }));
        event.person = by;
        event.partnership = (side == client).then_some(id);
        event::append(tx, event).await?;
    }
    Ok(id)
}

pub async fn find(db: &impl Sql, id: PartnershipId) -> Result<Option<Partnered>, DbError> {
    let row: Option<Row> = db.maybe(&format!("SELECT {COLUMNS} WHERE s.id = $1"), values![id]).await?;
    Ok(row.map(Partnered::from))
}

/// `$1,$2,...` for so many values.
pub(crate) fn marks(count: usize) -> String {
    (1..=count).map(|number| format!("${number}")).collect::<Vec<_>>().join(",")
}

/// The partnerships of any of these organisations, in the order in which they began.
pub async fn of_organisations(db: &impl Sql, organisations: &[OrganisationId]) -> Result<Vec<Partnered>, DbError> {
    let mut known: BTreeMap<(Moment, PartnershipId), Partnered> = BTreeMap::new();
    for part in organisations.chunks(500) {
        let marks = marks(part.len());
        let sql = format!("SELECT {COLUMNS} WHERE s.client_id IN ({marks}) OR s.partner_id IN ({marks})");
        let rows: Vec<Row> = db.all(&sql, part.iter().map(|id| Value::from(*id)).collect()).await?;
        known.extend(rows.into_iter().map(|row| ((row.since, row.id), Partnered::from(row))));
    }
    Ok(known.into_values().collect())
}

/// The partnerships of an organisation, on whichever side it stands, the newest first.
pub async fn of_organisation(db: &impl Sql, organisation: OrganisationId) -> Result<Vec<Partnered>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE s.client_id = $1 OR s.partner_id = $1 ORDER BY s.id DESC");
    let rows: Vec<Row> = db.all(&sql, values![organisation]).await?;
    Ok(rows.into_iter().map(Partnered::from).collect())
}
