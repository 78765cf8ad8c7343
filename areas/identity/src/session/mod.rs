//! A session: someone signed in with a browser. The browser holds a random token in a cookie, the database its hash.

mod recognise;

use axum::http::HeaderValue;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use crate::secret;
pub use recognise::{CurrentSession, recognise};

lustrum_kernel::id!(
    /// A session of a browser.
    SessionId
);

/// The cookie of the session.
pub const COOKIE: &str = "lustrum_session";
/// A session ends when it was not used for a week, and after thirty days in any case.
pub const IDLE_DAYS: i64 = 7;
pub const ABSOLUTE_DAYS: i64 = 30;
/// That a session is in use is written down at most this often.
const SEEN_SECONDS: i64 = 300;

#[derive(Clone, Debug, FromQueryResult)]
pub struct Session {
    pub id: SessionId,
    pub agent: String,
    pub made_at: Moment,
    pub seen_at: Moment,
}

/// Begins a session and gives its token, which is nowhere else. What has expired meanwhile goes.
pub async fn begin(tx: &Tx, person: PersonId, agent: &str, at: Moment) -> Result<String, DbError> {
    let secret = secret::fresh().map_err(secret::none)?;
    tx.run(
        "DELETE FROM sign_in_session WHERE person_id = $1 AND (expires_at <= $2 OR seen_at <= $3)",
        values![person, at, at.plus_days(-IDLE_DAYS)],
    )
    .await?;
    let agent: String = agent.chars().take(200).collect();
    tx.run(
        "INSERT INTO sign_in_session (id, token_hash, person_id, agent, made_at, seen_at, expires_at)
         VALUES ($1,$2,$3,$4,$5,$5,$6)",
        values![SessionId::new(), secret.hash, person, agent, at, at.plus_days(ABSOLUTE_DAYS)],
    )
    .await?;
    Ok(secret.text)
}

/// The sessions of a person, the newest first.
pub async fn of_person(db: &impl Sql, person: PersonId, at: Moment) -> Result<Vec<Session>, DbError> {
    db.all(
        "SELECT id, agent, made_at, seen_at FROM sign_in_session
         WHERE person_id = $1 AND expires_at > $2 AND seen_at > $3 ORDER BY id DESC",
        values![person, at, at.plus_days(-IDLE_DAYS)],
    )
    .await
}

/// Ends a session of this person; says whether there was one.
pub async fn end(tx: &Tx, person: PersonId, id: SessionId) -> Result<bool, DbError> {
    let ended = tx.run("DELETE FROM sign_in_session WHERE person_id = $1 AND id = $2", values![person, id]).await?;
    Ok(ended > 0)
}

/// Ends every session of a person but this one.
pub async fn end_others(tx: &Tx, person: PersonId, kept: Option<SessionId>) -> Result<u64, DbError> {
    let kept = kept.unwrap_or(SessionId(uuid::Uuid::nil()));
    tx.run("DELETE FROM sign_in_session WHERE person_id = $1 AND id <> $2", values![person, kept]).await
}

/// Ends the session of this token, if there is one.
pub async fn end_of_token(tx: &Tx, token: &str) -> Result<(), DbError> {
    tx.run("DELETE FROM sign_in_session WHERE token_hash = $1", values![secret::hash_of(token)]).await?;
    Ok(())
}

/// The cookie that holds a token.
pub fn cookie(app: &App, token: &str) -> Option<HeaderValue> {
    let secure = if app.config().secure() { "; Secure" } else { "" };
    let seconds = ABSOLUTE_DAYS * 86_400;
    HeaderValue::from_str(&format!("{COOKIE}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")).ok()
}

/// The cookie that takes it away.
pub fn no_cookie() -> HeaderValue {
    HeaderValue::from_static("lustrum_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}
