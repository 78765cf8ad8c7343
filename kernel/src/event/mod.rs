//! The one history. Every change appends one event in the transaction that makes it; audit page, activity feed
//! and notifications read this one table. Events of an organisation form a chain of hashes ([`verify`]).

mod verify;

use sea_orm::FromQueryResult;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::clock::Moment;
use crate::db::{DbError, Sql, Tx};
use crate::id::{OrganisationId, PartnershipId, PersonId};
use crate::values;
pub use verify::{Finding, Head, Verified, holds, verify};

#[cfg(test)]
mod tests;

/// The kind of an event that says that someone read figures: the only one that changes nothing.
pub const READ: &str = "release.read";

/// What happened, about to be appended.
#[derive(Clone, Debug)]
pub struct Event {
    /// Whose history it belongs to: the tenant.
    pub organisation: OrganisationId,
    /// The partnership in which it happened; both its sides may read it then.
    pub partnership: Option<PartnershipId>,
    pub at: Moment,
    /// Who did it; nobody where the product did it by itself.
    pub person: Option<PersonId>,
    /// `noun.what-happened`, for example `charter.signed`.
    pub kind: &'static str,
    pub subject: Option<uuid::Uuid>,
    /// Names, before and after, the side that acted: what a reader of the history wants to know.
    pub content: Value,
}

impl Event {
    pub fn new(organisation: OrganisationId, at: Moment, kind: &'static str) -> Self {
        Self { organisation, partnership: None, at, person: None, kind, subject: None, content: Value::Null }
    }
    pub fn by(mut self, person: PersonId) -> Self {
        self.person = Some(person);
        self
    }
    pub fn within(mut self, partnership: PartnershipId) -> Self {
        self.partnership = Some(partnership);
        self
    }
    pub fn about(mut self, subject: uuid::Uuid) -> Self {
        self.subject = Some(subject);
        self
    }
    pub fn saying(mut self, content: Value) -> Self {
        self.content = content;
        self
    }
}

/// An event as it was stored. `content` is nothing where it was erased.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Recorded {
    pub organisation_id: OrganisationId,
    pub number: i64,
    pub partnership_id: Option<PartnershipId>,
    pub at: Moment,
    pub person_id: Option<PersonId>,
    pub kind: String,
    pub subject_id: Option<uuid::Uuid>,
    pub content: Option<String>,
}

impl Recorded {
    pub fn content(&self) -> Value {
        self.content.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null)
    }
    /// A text of the content by its name.
    pub fn text(&self, name: &str) -> String {
        match &self.content()[name] {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }
}

#[derive(FromQueryResult)]
struct HeadRow {
    number: i64,
    hash: Vec<u8>,
}

/// Appends an event to the history of its organisation.
pub async fn append(tx: &Tx, event: Event) -> Result<i64, DbError> {
    // Taking the number locks the head of the chain until this transaction ends, on both engines.
    let head: Option<HeadRow> = tx
        .maybe(
            "UPDATE event_head SET number = number + 1 WHERE organisation_id = $1 RETURNING number, hash",
            values![event.organisation],
        )
        .await?;
    let (number, before) = match head {
        Some(head) => (head.number, head.hash),
        None => {
            let start = start(event.organisation);
            tx.run(
                "INSERT INTO event_head (organisation_id, number, hash) VALUES ($1, 1, $2)",
                values![event.organisation, start.clone()],
            )
            .await?;
            (1, start)
        }
    };
    let content = event.content.to_string();
    let mut salt = vec![0_u8; 16];
    getrandom::fill(&mut salt).map_err(|e| DbError::Conflict(format!("no randomness: {e}")))?;
    let content_hash = hash_of_content(&salt, &content);
    let hash = hash_of_event(
        &before,
        &Link {
            organisation: event.organisation,
            number,
            partnership: event.partnership,
            at: event.at,
            person: event.person,
            kind: event.kind,
            subject: event.subject,
            content_hash: &content_hash,
        },
    );
    tx.run(
        "INSERT INTO event (organisation_id, number, partnership_id, at, person_id, kind, subject_id, content_hash, hash)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        values![
            event.organisation,
            number,
            event.partnership,
            event.at,
            event.person,
            event.kind,
            event.subject,
            content_hash,
            hash.clone()
        ],
    )
    .await?;
    tx.run(
        "INSERT INTO event_content (organisation_id, number, salt, content) VALUES ($1,$2,$3,$4)",
        values![event.organisation, number, salt, content],
    )
    .await?;
    tx.run("UPDATE event_head SET hash = $2 WHERE organisation_id = $1", values![event.organisation, hash]).await?;
    Ok(number)
}

/// How an event stands in a chain: what [`append`] writes beside what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chained {
    pub salt: Vec<u8>,
    pub content_hash: Vec<u8>,
    pub hash: Vec<u8>,
}

/// The first link of every chain of an organisation.
pub fn start(organisation: OrganisationId) -> Vec<u8> {
    Sha256::digest(organisation.0.as_bytes()).to_vec()
}

/// Links an event to the one before it, as number `number` of a chain that leaves others out: a part of a history that
/// stands by itself and holds by itself.
pub fn chained(before: &[u8], number: i64, event: &Recorded) -> Result<Chained, DbError> {
    let mut salt = vec![0_u8; 16];
    getrandom::fill(&mut salt).map_err(|e| DbError::Conflict(format!("no randomness: {e}")))?;
    let content_hash = hash_of_content(&salt, event.content.as_deref().unwrap_or("null"));
    let link = Link {
        organisation: event.organisation_id,
        number,
        partnership: event.partnership_id,
        at: event.at,
        person: event.person_id,
        kind: &event.kind,
        subject: event.subject_id,
        content_hash: &content_hash,
    };
    let hash = hash_of_event(before, &link);
    Ok(Chained { salt, content_hash, hash })
}

/// What of an event enters the chain, in the order in which it is hashed.
struct Link<'a> {
    organisation: OrganisationId,
    number: i64,
    partnership: Option<PartnershipId>,
    at: Moment,
    person: Option<PersonId>,
    kind: &'a str,
    subject: Option<uuid::Uuid>,
    content_hash: &'a [u8],
}

fn hash_of_content(salt: &[u8], content: &str) -> Vec<u8> {
    let mut digest = Sha256::new();
    digest.update(salt);
    digest.update(content.as_bytes());
    digest.finalize().to_vec()
}

fn hash_of_event(before: &[u8], link: &Link<'_>) -> Vec<u8> {
    let nil = uuid::Uuid::nil();
    let mut digest = Sha256::new();
    digest.update(before);
    digest.update(link.organisation.0.as_bytes());
    digest.update(link.number.to_be_bytes());
    digest.update(link.partnership.map_or(nil, |id| id.0).as_bytes());
    digest.update(link.at.micros().to_be_bytes());
    digest.update(link.person.map_or(nil, |id| id.0).as_bytes());
    digest.update((link.kind.len() as u64).to_be_bytes());
    digest.update(link.kind.as_bytes());
    digest.update(link.subject.unwrap_or(nil).as_bytes());
    digest.update(link.content_hash);
    digest.finalize().to_vec()
}

/// Which part of a history is read.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    Organisation(OrganisationId),
    Partnership(OrganisationId, PartnershipId),
    Subject(OrganisationId, uuid::Uuid),
}

/// The newest events first, `limit` of them, older than the number `before`.
pub async fn recent(db: &impl Sql, part: Part, before: Option<i64>, limit: i64) -> Result<Vec<Recorded>, DbError> {
    let (organisation, column, key) = match part {
        Part::Organisation(organisation) => (organisation, "organisation_id", organisation.0),
        Part::Partnership(organisation, partnership) => (organisation, "partnership_id", partnership.0),
        Part::Subject(organisation, subject) => (organisation, "subject_id", subject),
    };
    let sql = format!(
        "{RECORDED} WHERE e.organisation_id = $1 AND e.{column} = $2 AND e.number < $3 ORDER BY e.number DESC LIMIT $4"
    );
    db.all(&sql, values![organisation, key, before.unwrap_or(i64::MAX), limit]).await
}

/// Events that a reader may not see: those whose kind begins with `kinds`, but for those about one of `except`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    pub kinds: &'static str,
    pub except: Vec<uuid::Uuid>,
}

/// What was last changed in a partnership, as far as it is not hidden. Who read what stands in the ledger and would
/// only push the changes away.
pub async fn changes(
    db: &impl Sql,
    organisation: OrganisationId,
    partnership: PartnershipId,
    hidden: &[Hidden],
    limit: i64,
) -> Result<Vec<Recorded>, DbError> {
    let mut values = values![organisation, partnership, READ, limit];
    let mut sql = format!("{RECORDED} WHERE e.organisation_id = $1 AND e.partnership_id = $2 AND e.kind <> $3");
    for hidden in hidden {
        values.push(format!("{}%", hidden.kinds).into());
        sql += &format!(" AND (e.kind NOT LIKE ${}", values.len());
        for subject in &hidden.except {
            values.push((*subject).into());
            sql += &format!(" OR e.subject_id = ${}", values.len());
        }
        sql.push(')');
    }
    sql += " ORDER BY e.number DESC LIMIT $4";
    db.all(&sql, values).await
}

const RECORDED: &str =
    "SELECT e.organisation_id, e.number, e.partnership_id, e.at, e.person_id, e.kind, e.subject_id, c.content
     FROM event e LEFT JOIN event_content c ON c.organisation_id = e.organisation_id AND c.number = e.number";
