//! A link that signs in once: mailed to the person, or made by the demo's command.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use crate::secret;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Mailed: opening it shows a button, as programs that check mail open every link.
    Mail,
    /// Printed by the demo: opening it signs in.
    Demo,
}

impl Purpose {
    pub fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Demo => "demo",
        }
    }
    fn parse(word: &str) -> Option<Self> {
        [Self::Mail, Self::Demo].into_iter().find(|purpose| purpose.word() == word)
    }
    fn minutes(self) -> i64 {
        match self {
            Self::Mail => 15,
            Self::Demo => 12 * 60,
        }
    }
}

/// Makes a link for a person; what is given back is its path.
pub async fn one_time_link(tx: &Tx, person: PersonId, purpose: Purpose, at: Moment) -> Result<String, DbError> {
    let secret = secret::fresh().map_err(secret::none)?;
    // Links of yesterday are of no use to anyone.
    tx.run("DELETE FROM sign_in_link WHERE expires_at <= $1", values![at.plus_days(-1)]).await?;
    tx.run(
        "INSERT INTO sign_in_link (token_hash, person_id, purpose, made_at, expires_at) VALUES ($1,$2,$3,$4,$5)",
        values![secret.hash, person, purpose.word(), at, at.plus_seconds(purpose.minutes() * 60)],
    )
    .await?;
    Ok(format!("/sign-in/link/{}", secret.text))
}

#[derive(FromQueryResult)]
struct Row {
    person_id: PersonId,
    purpose: String,
}

/// What this link would do, while it is good.
pub async fn look(db: &impl Sql, token: &str, at: Moment) -> Result<Option<Purpose>, DbError> {
    let row: Option<Row> = db
        .maybe(
            "SELECT person_id, purpose FROM sign_in_link
             WHERE token_hash = $1 AND expires_at > $2 AND used_at IS NULL",
            values![secret::hash_of(token), at],
        )
        .await?;
    Ok(row.and_then(|row| Purpose::parse(&row.purpose)))
}

/// Uses the link up; the person whom it signs in. Of two who use it at once, one finds it used.
pub async fn spend(tx: &Tx, token: &str, at: Moment) -> Result<Option<PersonId>, DbError> {
    let row: Option<Row> = tx
        .maybe(
            "UPDATE sign_in_link SET used_at = $2 WHERE token_hash = $1 AND expires_at > $2 AND used_at IS NULL
             RETURNING person_id, purpose",
            values![secret::hash_of(token), at],
        )
        .await?;
    Ok(row.map(|row| row.person_id))
}
