use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Credential, CredentialId, Scopes, authority, fresh_secret, hash_of};

#[derive(FromQueryResult)]
struct Row {
    organisation_id: OrganisationId,
    id: CredentialId,
    number: i64,
    title: String,
    scopes: String,
    per_minute: i64,
    authority: String,
    secret_hash: Vec<u8>,
    made_at: Moment,
    revoked_at: Option<Moment>,
    statements: Option<i64>,
    used_at: Option<Moment>,
}

impl From<Row> for Credential {
    fn from(row: Row) -> Self {
        Self {
            organisation: row.organisation_id,
            id: row.id,
            number: row.number,
            title: row.title,
            scopes: Scopes::parse(&row.scopes),
            per_minute: row.per_minute,
            authority: row.authority,
            secret_hash: row.secret_hash,
            made_at: row.made_at,
            revoked_at: row.revoked_at,
            statements: row.statements.unwrap_or_default(),
            used_at: row.used_at,
        }
    }
}

const SELECTED: &str =
    "SELECT c.organisation_id, c.id, c.number, c.title, c.scopes, c.per_minute, c.authority, c.secret_hash, c.made_at,
            c.revoked_at, u.statements, u.used_at
     FROM record_credential c
     LEFT JOIN record_use u ON u.organisation_id = c.organisation_id AND u.source = c.number";

/// What a credential is to be.
#[derive(Clone, Debug)]
pub struct Draft {
    pub title: String,
    pub scopes: Scopes,
    pub per_minute: i64,
}

/// A fresh credential, with the secret that is nowhere else.
#[derive(Clone, Debug)]
pub struct Made {
    pub id: CredentialId,
    pub number: i64,
    pub secret: String,
}

/// Makes a credential. `home` is the address of this installation.
pub async fn create(
    tx: &Tx,
    organisation: OrganisationId,
    draft: &Draft,
    home: &str,
    by: PersonId,
    at: Moment,
) -> Result<Made, DbError> {
    let secret = fresh_secret().map_err(|e| DbError::Broken(sea_orm::DbErr::Custom(format!("no randomness: {e}"))))?;
    let id = CredentialId::new();
    let before = tx
        .number("SELECT MAX(number) AS number FROM record_credential WHERE organisation_id = $1", values![organisation])
        .await?;
    let number = before + 1;
    tx.run(
        "INSERT INTO record_credential (organisation_id, id, number, title, secret_hash, scopes, per_minute, authority,
                                        made_by, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        values![
            organisation,
            id,
            number,
            draft.title.clone(),
            hash_of(&secret),
            draft.scopes.words(),
            draft.per_minute,
            authority(home, id, &draft.title),
            by,
            at
        ],
    )
    .await?;
    let said = json!({ "title": draft.title, "scopes": draft.scopes.words() });
    event::append(tx, Event::new(organisation, at, "record-credential.created").by(by).about(id.0).saying(said))
        .await?;
    Ok(Made { id, number, secret })
}

/// Revokes a credential; whether it was there and in use.
pub async fn revoke(
    tx: &Tx,
    organisation: OrganisationId,
    id: CredentialId,
    by: PersonId,
    at: Moment,
) -> Result<bool, DbError> {
    let sql = "UPDATE record_credential SET revoked_at = $3
               WHERE organisation_id = $1 AND id = $2 AND revoked_at IS NULL";
    if tx.run(sql, values![organisation, id, at]).await? == 0 {
        return Ok(false);
    }
    let title = find(tx, organisation, id).await?.map(|known| known.title).unwrap_or_default();
    let said = json!({ "title": title });
    event::append(tx, Event::new(organisation, at, "record-credential.revoked").by(by).about(id.0).saying(said))
        .await?;
    Ok(true)
}

pub async fn find(
    db: &impl Sql,
    organisation: OrganisationId,
    id: CredentialId,
) -> Result<Option<Credential>, DbError> {
    let sql = format!("{SELECTED} WHERE c.organisation_id = $1 AND c.id = $2");
    Ok(db.maybe::<Row>(&sql, values![organisation, id]).await?.map(Credential::from))
}

/// All of an organisation, those in use first, the newest first. There are a few dozen at most: one for each system.
pub async fn of_organisation(db: &impl Sql, organisation: OrganisationId) -> Result<Vec<Credential>, DbError> {
    let sql = format!(
        "{SELECTED} WHERE c.organisation_id = $1
         ORDER BY CASE WHEN c.revoked_at IS NULL THEN 0 ELSE 1 END, c.number DESC LIMIT 500"
    );
    Ok(db.all::<Row>(&sql, values![organisation]).await?.into_iter().map(Credential::from).collect())
}

/// Notes that a credential was used, for the page that lists them.
pub async fn used(tx: &Tx, organisation: OrganisationId, number: i64, at: Moment) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO record_use (organisation_id, source, statements, used_at) VALUES ($1, $2, 0, $3)
         ON CONFLICT (organisation_id, source) DO UPDATE SET used_at = excluded.used_at",
        values![organisation, number, at],
    )
    .await?;
    Ok(())
}
