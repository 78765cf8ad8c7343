//! A membership: a person's roles in one organisation, until it ends.

pub(crate) mod api;
pub(crate) mod import;
pub(crate) mod import_pages;
pub(crate) mod pages;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::Role;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

/// Someone of an organisation, as the people page lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub roles: Vec<Role>,
    pub since: Moment,
}

#[derive(FromQueryResult)]
struct Row {
    person_id: PersonId,
    name: String,
    email: String,
    roles: String,
    since: Moment,
}

impl From<Row> for Member {
    fn from(row: Row) -> Self {
        Self { person: row.person_id, name: row.name, email: row.email, roles: roles_of(&row.roles), since: row.since }
    }
}

/// Roles as one text, in their own order and each once.
pub fn words_of(roles: &[Role]) -> String {
    let words: Vec<&str> = Role::ALL.iter().filter(|role| roles.contains(role)).map(|role| role.word()).collect();
    words.join(" ")
}

pub fn roles_of(words: &str) -> Vec<Role> {
    words.split_whitespace().filter_map(Role::parse).collect()
}

/// Takes a person into an organisation, or gives one who is there these roles.
pub async fn join(
    tx: &Tx,
    organisation: OrganisationId,
    person: PersonId,
    roles: &[Role],
    at: Moment,
) -> Result<(), DbError> {
    join_by(tx, organisation, person, roles, None, at).await
}

/// The same, done by someone.
pub async fn join_by(
    tx: &Tx,
    organisation: OrganisationId,
    person: PersonId,
    roles: &[Role],
    by: Option<PersonId>,
    at: Moment,
) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO membership (organisation_id, person_id, roles, since) VALUES ($1,$2,$3,$4)
         ON CONFLICT (organisation_id, person_id)
         DO UPDATE SET roles = excluded.roles, since = excluded.since, ended_at = NULL",
        values![organisation, person, words_of(roles), at],
    )
    .await?;
    note(tx, organisation, person, "membership.began", roles, by, at).await
}

/// Gives a member other roles; says whether there is such a member.
pub async fn change(
    tx: &Tx,
    organisation: OrganisationId,
    person: PersonId,
    roles: &[Role],
    by: PersonId,
    at: Moment,
) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE membership SET roles = $3 WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL",
            values![organisation, person, words_of(roles)],
        )
        .await?;
    if changed > 0 {
        note(tx, organisation, person, "membership.changed", roles, Some(by), at).await?;
    }
    Ok(changed > 0)
}

/// Ends a membership: from the next request on the person is refused. Says whether there was one.
pub async fn leave(
    tx: &Tx,
    organisation: OrganisationId,
    person: PersonId,
    by: Option<PersonId>,
    at: Moment,
) -> Result<bool, DbError> {
    let ended = tx
        .run(
            "UPDATE membership SET ended_at = $3
             WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL",
            values![organisation, person, at],
        )
        .await?;
    if ended > 0 {
        note(tx, organisation, person, "membership.ended", &[], by, at).await?;
    }
    Ok(ended > 0)
}

async fn note(
    tx: &Tx,
    organisation: OrganisationId,
    person: PersonId,
    kind: &'static str,
    roles: &[Role],
    by: Option<PersonId>,
    at: Moment,
) -> Result<(), DbError> {
    let name = crate::person::find(tx, person).await?.map(|person| person.name).unwrap_or_default();
    let content = json!({ "name": name, "roles": words_of(roles) });
    let mut event = Event::new(organisation, at, kind).about(person.0).saying(content);
    event.person = by;
    event::append(tx, event).await?;
    Ok(())
}

const LISTED: &str = "SELECT m.person_id, p.name, p.email, m.roles, m.since FROM membership m
     JOIN person p ON p.id = m.person_id WHERE m.organisation_id = $1 AND m.ended_at IS NULL";

/// A page of the people of an organisation, in the order in which their accounts were made.
pub async fn list(
    db: &impl Sql,
    organisation: OrganisationId,
    after: Option<PersonId>,
    limit: i64,
) -> Result<Vec<Member>, DbError> {
    let after = after.unwrap_or(PersonId(uuid::Uuid::nil()));
    let sql = format!("{LISTED} AND m.person_id > $2 ORDER BY m.person_id LIMIT $3");
    let rows: Vec<Row> = db.all(&sql, values![organisation, after, limit]).await?;
    Ok(rows.into_iter().map(Member::from).collect())
}

/// Everyone of an organisation, by name: for choices in a form.
pub async fn people(db: &impl Sql, organisation: OrganisationId) -> Result<Vec<Member>, DbError> {
    let sql = format!("{LISTED} ORDER BY p.name, m.person_id");
    let rows: Vec<Row> = db.all(&sql, values![organisation]).await?;
    Ok(rows.into_iter().map(Member::from).collect())
}

pub async fn find(db: &impl Sql, organisation: OrganisationId, person: PersonId) -> Result<Option<Member>, DbError> {
    let sql = format!("{LISTED} AND m.person_id = $2");
    let row: Option<Row> = db.maybe(&sql, values![organisation, person]).await?;
    Ok(row.map(Member::from))
}

/// How many people of an organisation have this role.
pub async fn count_in(db: &impl Sql, organisation: OrganisationId, role: Role) -> Result<usize, DbError> {
    Ok(people(db, organisation).await?.iter().filter(|member| member.roles.contains(&role)).count())
}
