use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{event, values};
use lustrum_partnership::By;
use sea_orm::{DbErr, FromQueryResult};
use serde_json::json;

use super::{Kept, Settings};
use crate::happened;

#[derive(Debug, thiserror::Error)]
pub enum ChangeRefused {
    #[error("someone changed it meanwhile")]
    Meanwhile(Kept),
    #[error(transparent)]
    Database(#[from] DbError),
}

#[derive(FromQueryResult)]
struct Row {
    number: i64,
    content: String,
}

/// What holds now.
pub async fn current(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Kept, DbError> {
    let row: Option<Row> = db
        .maybe(
            "SELECT number, content FROM health_setting WHERE organisation_id = $1 AND partnership_id = $2
             ORDER BY number DESC LIMIT 1",
            values![tenant, partnership],
        )
        .await?;
    let Some(row) = row else { return Ok(Kept::default()) };
    let settings = serde_json::from_str(&row.content).map_err(broken)?;
    Ok(Kept { number: row.number, settings })
}

fn broken(error: serde_json::Error) -> DbError {
    DbError::Broken(DbErr::Type(error.to_string()))
}

/// Changes it, where nobody did so since the number that was seen.
pub async fn change(tx: &Tx, by: &By, seen: i64, settings: &Settings) -> Result<i64, ChangeRefused> {
    let before = current(tx, by.tenant, by.partnership).await?;
    if before.number != seen {
        return Err(ChangeRefused::Meanwhile(before));
    }
    let content = serde_json::to_string(settings).map_err(broken)?;
    let number = seen + 1;
    let made = tx
        .run(
            "INSERT INTO health_setting (organisation_id, partnership_id, number, content, made_at, made_by)
             VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT (organisation_id, partnership_id, number) DO NOTHING",
            values![by.tenant, by.partnership, number, content, by.at, by.person],
        )
        .await?;
    if made == 0 {
        return Err(ChangeRefused::Meanwhile(current(tx, by.tenant, by.partnership).await?));
    }
    event::append(tx, happened(by, "health.settings-changed").saying(json!({ "number": number }))).await?;
    Ok(number)
}
