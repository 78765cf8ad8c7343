use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::{DbErr, FromQueryResult};
use serde_json::json;

use super::{Content, Review, ReviewId, hash_of};
use crate::quarter::Quarter;

#[derive(FromQueryResult)]
struct Row {
    id: ReviewId,
    period: Quarter,
    number: i64,
    content: String,
    hash: String,
    made_at: Moment,
    made_by: Option<PersonId>,
}

const COLUMNS: &str = "id, period, number, content, hash, made_at, made_by";

impl Row {
    fn review(self) -> Result<Review, DbError> {
        if hash_of(&self.content) != self.hash {
            return Err(broken(format!("the frozen text of review {} is not the one that was hashed", self.id)));
        }
        let content = Content::read(&self.content).map_err(|error| broken(format!("review {}: {error}", self.id)))?;
        Ok(Review {
            id: self.id,
            period: self.period,
            number: self.number,
            content,
            hash: self.hash,
            made_at: self.made_at,
            made_by: self.made_by,
        })
    }
}

fn broken(words: String) -> DbError {
    DbError::Broken(DbErr::Type(words))
}

/// Freezes what a review says. Where the newest one of the period says the same, that one stays the newest: made again
/// a year later from the same state, it is the same review.
pub async fn freeze(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    person: Option<PersonId>,
    at: Moment,
    content: Content,
) -> Result<Review, DbError> {
    let content = content.settled();
    let before = latest(tx, tenant, partnership, content.period).await?;
    let number = match before {
        Some(before) if content.says_the_same_as(&before.content) => return Ok(before),
        Some(before) => before.number + 1,
        None => 1,
    };
    let text = content.text().map_err(|error| broken(error.to_string()))?;
    let (id, hash) = (ReviewId::new(), hash_of(&text));
    tx.run(
        "INSERT INTO review (organisation_id, id, partnership_id, period, number, content, hash, made_at, made_by)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        values![tenant, id, partnership, content.period, number, text, hash.clone(), at, person],
    )
    .await?;
    let saying = json!({ "period": content.period.to_string(), "number": number, "hash": hash });
    let mut event = Event::new(tenant, at, "review.made").within(partnership).about(id.0).saying(saying);
    event.person = person;
    event::append(tx, event).await?;
    Ok(Review { id, period: content.period, number, content, hash, made_at: at, made_by: person })
}

/// The newest review of a period.
pub async fn latest(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    period: Quarter,
) -> Result<Option<Review>, DbError> {
    Ok(all_of(db, tenant, partnership, period).await?.into_iter().next())
}

/// Every review of a period, the newest first.
pub async fn all_of(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    period: Quarter,
) -> Result<Vec<Review>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM review WHERE organisation_id = $1 AND partnership_id = $2 AND period = $3
         ORDER BY number DESC"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, period]).await?;
    rows.into_iter().map(Row::review).collect()
}

/// A page of reviews, the newest of each period, the latest period first, earlier than `before`.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Option<Quarter>,
    limit: i64,
) -> Result<Vec<Review>, DbError> {
    let before = before.map_or_else(|| "9999".to_owned(), |period| period.to_string());
    let sql = format!(
        "SELECT {COLUMNS} FROM review r WHERE organisation_id = $1 AND partnership_id = $2 AND period < $3
         AND number = (SELECT MAX(number) FROM review n WHERE n.organisation_id = r.organisation_id
             AND n.partnership_id = r.partnership_id AND n.period = r.period)
         ORDER BY period DESC LIMIT $4"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    rows.into_iter().map(Row::review).collect()
}
