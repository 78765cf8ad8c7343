//! Decisions in the database, each with its event.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{CouncilDecisionId, Decision, Dossier, Outcome, Words};
use crate::agreement::Act;

const COLUMNS: &str =
    "id, number, council, decided, outcome, smallest_group, conditions, hash, made_at, made_by FROM works_council";

#[derive(FromQueryResult)]
struct Row {
    id: CouncilDecisionId,
    number: i64,
    council: String,
    decided: Day,
    outcome: String,
    smallest_group: Option<i64>,
    conditions: String,
    hash: String,
    made_at: Moment,
    made_by: PersonId,
}

impl From<Row> for Decision {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.number,
            words: Words {
                council: row.council,
                decided: row.decided,
                // An outcome that nobody knows protects: it is no consent.
                outcome: Outcome::parse(&row.outcome).unwrap_or(Outcome::Refused),
                smallest_group: row.smallest_group,
                conditions: row.conditions,
            },
            hash: row.hash,
            made_at: row.made_at,
            made_by: row.made_by,
        }
    }
}

/// Writes down what was decided on this dossier, which is kept with it.
pub async fn decide(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    act: Act,
    words: &Words,
    dossier: &Dossier,
) -> Result<CouncilDecisionId, DbError> {
    let id = CouncilDecisionId::new();
    let said = json!({
        "council": words.council, "outcome": words.outcome.word(), "smallest": words.smallest_group,
        "decided": words.decided.to_string(), "hash": dossier.hash(),
    });
    let event = Event::new(tenant, act.at, "council.decided").by(act.by).within(partnership);
    // The event holds the history's lock: of two at once the second takes the next number.
    event::append(tx, event.about(id.0).saying(said)).await?;
    let number = 1 + tx
        .number(
            "SELECT MAX(number) AS number FROM works_council WHERE organisation_id = $1 AND partnership_id = $2",
            values![tenant, partnership],
        )
        .await?;
    tx.run(
        "INSERT INTO works_council (organisation_id, id, partnership_id, number, council, decided, outcome,
         smallest_group, conditions, dossier, hash, made_at, made_by)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        values![
            tenant,
            id,
            partnership,
            number,
            words.council.clone(),
            words.decided,
            words.outcome.word(),
            words.smallest_group,
            words.conditions.clone(),
            dossier.text(),
            dossier.hash(),
            act.at,
            act.by
        ],
    )
    .await?;
    Ok(id)
}

/// The decisions of a partnership, the newest first; there are few.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Decision>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY number DESC LIMIT 100");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership]).await?;
    Ok(rows.into_iter().map(Decision::from).collect())
}

/// What holds.
pub async fn latest(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Option<Decision>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY number DESC LIMIT 1");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership]).await?;
    Ok(row.map(Decision::from))
}
