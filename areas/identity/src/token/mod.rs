//! An API token: a program acts for a person, within scopes, until it expires or is withdrawn.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::{person, secret};

lustrum_kernel::id!(
    /// A token of the API.
    TokenId
);

/// What a token is seen to be, so that one that leaked is found.
const BEGINNING: &str = "lustrum_";

#[derive(Clone, Debug, FromQueryResult)]
pub struct Token {
    pub id: TokenId,
    pub title: String,
    pub scopes: String,
    pub made_at: Moment,
    pub expires_at: Moment,
}

/// Makes a token and gives its text, which is nowhere else. Whoever writes also reads.
pub async fn create(
    tx: &Tx,
    owner: PersonId,
    title: &str,
    writes: bool,
    days: i64,
    at: Moment,
) -> Result<String, DbError> {
    let text = format!("{BEGINNING}{}", secret::fresh().map_err(secret::none)?.text);
    let scopes = if writes { "read write" } else { "read" };
    tx.run(
        "INSERT INTO api_token (id, token_hash, person_id, title, scopes, made_at, expires_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        values![TokenId::new(), secret::hash_of(&text), owner, title, scopes, at, at.plus_days(days)],
    )
    .await?;
    person::note(tx, owner, "token.created", json!({ "title": title, "scopes": scopes }), at).await?;
    Ok(text)
}

pub async fn of_person(db: &impl Sql, person: PersonId) -> Result<Vec<Token>, DbError> {
    db.all(
        "SELECT id, title, scopes, made_at, expires_at FROM api_token WHERE person_id = $1 ORDER BY id DESC",
        values![person],
    )
    .await
}

#[derive(FromQueryResult)]
struct Titled {
    title: String,
}

/// Withdraws a token; says whether there was one.
pub async fn withdraw(tx: &Tx, owner: PersonId, id: TokenId, at: Moment) -> Result<bool, DbError> {
    let gone: Option<Titled> =
        tx.maybe("DELETE FROM api_token WHERE person_id = $1 AND id = $2 RETURNING title", values![owner, id]).await?;
    let Some(gone) = gone else { return Ok(false) };
    person::note(tx, owner, "token.withdrawn", json!({ "title": gone.title }), at).await?;
    Ok(true)
}
