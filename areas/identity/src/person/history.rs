//! What a person does with the account belongs to no organisation alone: every organisation that the person is a
//! member of finds it in its history.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::Value;

#[derive(FromQueryResult)]
struct Row {
    organisation_id: OrganisationId,
}

/// The organisations that a person is a member of now, always in the same order.
pub async fn organisations_of(db: &impl Sql, person: PersonId) -> Result<Vec<OrganisationId>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT organisation_id FROM membership WHERE person_id = $1 AND ended_at IS NULL ORDER BY organisation_id",
            values![person],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.organisation_id).collect())
}

/// Appends the event to each of these histories. A person has a few memberships, and each history is a chain of its
/// own; one order for all keeps two transactions from waiting for each other.
pub async fn note(tx: &Tx, person: PersonId, kind: &'static str, content: Value, at: Moment) -> Result<(), DbError> {
    for organisation in organisations_of(tx, person).await? {
        let event = Event::new(organisation, at, kind).by(person).about(person.0).saying(content.clone());
        event::append(tx, event).await?;
    }
    Ok(())
}
