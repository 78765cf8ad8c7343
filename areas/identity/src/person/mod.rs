//! A person: one account, many memberships, known by an e-mail address.

mod history;

use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Moment, values};
use sea_orm::{FromQueryResult, Value};

pub use history::{note, organisations_of};

#[derive(Clone, Debug, FromQueryResult)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    /// The encoded hash of the password; nothing where the person signs in by e-mail only.
    pub password: Option<String>,
    pub locale: String,
    pub zone: String,
}

impl Person {
    pub fn locale(&self) -> Locale {
        Locale::parse(&self.locale).unwrap_or_default()
    }
}

const COLUMNS: &str = "id, name, email, password, locale, zone";

/// Makes an account, or gives the one that this address has already (unchanged).
pub async fn create(
    tx: &Tx,
    name: &str,
    email: &str,
    locale: Locale,
    zone: &str,
    at: Moment,
) -> Result<PersonId, DbError> {
    let email = email.trim().to_lowercase();
    tx.run(
        "INSERT INTO person (id, name, email, locale, zone, made_at) VALUES ($1,$2,$3,$4,$5,$6)
         ON CONFLICT (email) DO NOTHING",
        values![PersonId::new(), name, email.clone(), locale.code(), zone, at],
    )
    .await?;
    match by_email(tx, &email).await? {
        Some(person) => Ok(person.id),
        None => Err(DbError::Conflict("the account went away while it was made".to_owned())),
    }
}

pub async fn find(db: &impl Sql, id: PersonId) -> Result<Option<Person>, DbError> {
    db.maybe(&format!("SELECT {COLUMNS} FROM person WHERE id = $1"), values![id]).await
}

pub async fn by_email(db: &impl Sql, email: &str) -> Result<Option<Person>, DbError> {
    db.maybe(&format!("SELECT {COLUMNS} FROM person WHERE email = $1"), values![email.trim().to_lowercase()]).await
}

#[derive(FromQueryResult)]
struct Named {
    id: PersonId,
    name: String,
}

/// The names of these people.
pub async fn named(db: &impl Sql, ids: &[PersonId]) -> Result<HashMap<PersonId, String>, DbError> {
    let mut ids = ids.to_vec();
    ids.sort();
    ids.dedup();
    let mut names = HashMap::with_capacity(ids.len());
    // A page names a few; the parts are for whoever asks for thousands.
    for part in ids.chunks(1_000) {
        let places: Vec<String> = (1..=part.len()).map(|place| format!("${place}")).collect();
        let sql = format!("SELECT id, name FROM person WHERE id IN ({})", places.join(","));
        let rows: Vec<Named> = db.all(&sql, part.iter().map(|id| Value::from(*id)).collect()).await?;
        names.extend(rows.into_iter().map(|row| (row.id, row.name)));
    }
    Ok(names)
}

#[derive(FromQueryResult)]
struct Reads {
    email: String,
    locale: String,
}

/// In which language these read, by address, of whoever has an account.
pub async fn locales(db: &impl Sql, emails: &[&String]) -> Result<HashMap<String, Locale>, DbError> {
    let mut found = HashMap::with_capacity(emails.len());
    for part in emails.chunks(1_000) {
        let places: Vec<String> = (1..=part.len()).map(|place| format!("${place}")).collect();
        let sql = format!("SELECT email, locale FROM person WHERE email IN ({})", places.join(","));
        let rows: Vec<Reads> = db.all(&sql, part.iter().map(|email| Value::from(email.as_str())).collect()).await?;
        found.extend(rows.into_iter().filter_map(|row| Some((row.email, Locale::parse(&row.locale)?))));
    }
    Ok(found)
}

pub async fn set_profile(tx: &Tx, id: PersonId, name: &str, locale: Locale, zone: &str) -> Result<(), DbError> {
    tx.run("UPDATE person SET name = $2, locale = $3, zone = $4 WHERE id = $1", values![id, name, locale.code(), zone])
        .await?;
    Ok(())
}

pub async fn set_language(tx: &Tx, id: PersonId, locale: Locale) -> Result<(), DbError> {
    tx.run("UPDATE person SET locale = $2 WHERE id = $1", values![id, locale.code()]).await?;
    Ok(())
}

/// Stores the encoded hash of a new password.
pub async fn set_password(tx: &Tx, id: PersonId, encoded: &str) -> Result<(), DbError> {
    tx.run("UPDATE person SET password = $2 WHERE id = $1", values![id, encoded]).await?;
    Ok(())
}
