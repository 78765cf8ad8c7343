use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Moment, values};
use serde_json::json;

use super::{Challenge, ChallengeId, Words};

const COLUMNS: &str = "id, title, description, owner_id, from_day, until_day FROM challenge";

pub async fn create(
    tx: &Tx,
    organisation: OrganisationId,
    by: PersonId,
    at: Moment,
    words: &Words,
) -> Result<ChallengeId, DbError> {
    let id = ChallengeId::new();
    tx.run(
        "INSERT INTO challenge (organisation_id, id, title, description, owner_id, from_day, until_day, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        values![
            organisation,
            id,
            words.title.clone(),
            words.description.clone(),
            words.owner,
            words.from,
            words.until,
            at
        ],
    )
    .await?;
    let event = Event::new(organisation, at, "challenge.created").by(by).about(id.0);
    event::append(tx, event.saying(json!({ "title": words.title }))).await?;
    Ok(id)
}

/// Puts words in place of those that are `known`; says whether those still stood there.
pub async fn change(
    tx: &Tx,
    organisation: OrganisationId,
    known: &Challenge,
    by: PersonId,
    at: Moment,
    words: &Words,
) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE challenge SET title = $3, description = $4, owner_id = $5, from_day = $6, until_day = $7
             WHERE organisation_id = $1 AND id = $2
             AND title = $8 AND description = $9 AND owner_id = $10 AND from_day = $11 AND until_day = $12",
            values![
                organisation,
                known.id,
                words.title.clone(),
                words.description.clone(),
                words.owner,
                words.from,
                words.until,
                known.title.clone(),
                known.description.clone(),
                known.owner_id,
                known.from_day,
                known.until_day
            ],
        )
        .await?;
    if changed > 0 {
        let event = Event::new(organisation, at, "challenge.changed").by(by).about(known.id.0);
        event::append(tx, event.saying(json!({ "title": words.title }))).await?;
    }
    Ok(changed > 0)
}

pub async fn find(db: &impl Sql, organisation: OrganisationId, id: ChallengeId) -> Result<Option<Challenge>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND id = $2");
    db.maybe(&sql, values![organisation, id]).await
}

/// The newest first; `before` continues a list.
pub async fn list(
    db: &impl Sql,
    organisation: OrganisationId,
    before: Option<ChallengeId>,
    limit: i64,
) -> Result<Vec<Challenge>, DbError> {
    let last = before.map_or(uuid::Uuid::max(), |id| id.0);
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
    db.all(&sql, values![organisation, last, limit]).await
}
