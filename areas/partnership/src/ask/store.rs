//! Reading asks.

use lustrum_kernel::Moment;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::money::Money;
use lustrum_kernel::values;
use sea_orm::FromQueryResult;

use super::{Answered, Ask, AskId};
use crate::contact::Mandate;

#[derive(FromQueryResult)]
struct Row {
    id: AskId,
    side: String,
    mandate: String,
    amount: Option<i64>,
    currency: Option<String>,
    text: String,
    link: Option<String>,
    asked_by: PersonId,
    asker: String,
    asked_at: Moment,
    state: String,
    answer: Option<String>,
    answerer: Option<String>,
    answered_at: Option<Moment>,
}

impl Row {
    fn ask(self) -> Option<Ask> {
        let answer = match (self.answer, self.answerer, self.answered_at) {
            (Some(words), Some(name), Some(at)) => Some(Answered { words, name, at }),
            _ => None,
        };
        Some(Ask {
            id: self.id,
            side: Side::parse(&self.side)?,
            mandate: Mandate::parse(&self.mandate)?,
            // An amount is written with its currency; one without it was in euros.
            amount: self.amount.map(|minor| Money::new(minor, self.currency.as_deref().unwrap_or("EUR"))),
            text: self.text,
            link: self.link,
            asked_by: self.asked_by,
            asker: self.asker,
            asked_at: self.asked_at,
            withdrawn: self.state == "withdrawn",
            answer,
        })
    }
}

const ASK: &str =
    "SELECT id, side, mandate, amount, currency, text, link, asked_by, asker, asked_at, state, answer, answerer,
       answered_at
     FROM ask WHERE organisation_id = $1 AND partnership_id = $2";

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: AskId,
) -> Result<Option<Ask>, DbError> {
    let row: Option<Row> = db.maybe(&format!("{ASK} AND id = $3"), values![tenant, partnership, id]).await?;
    Ok(row.and_then(Row::ask))
}

/// Those that wait for an answer, the oldest first.
pub async fn open(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Ask>, DbError> {
    let sql = format!("{ASK} AND state = 'open' ORDER BY id LIMIT 100");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership]).await?;
    Ok(rows.into_iter().filter_map(Row::ask).collect())
}

/// Those that are done with, the newest first, `limit` of them, older than `before`.
pub async fn newest_first(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<AskId>,
    limit: i64,
) -> Result<Vec<Ask>, DbError> {
    let sql = format!("{ASK} AND state <> 'open' AND id < $3 ORDER BY id DESC LIMIT $4");
    let before = before.unwrap_or(AskId(lustrum_kernel::uuid::Uuid::max()));
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    Ok(rows.into_iter().filter_map(Row::ask).collect())
}
