//! Who asks: the person with all memberships and partnerships, read with two queries.

use jiff::tz::TimeZone;
use lustrum_kernel::access::{Kind, Membership, Partnered, Via, Viewer};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::values;
use sea_orm::{FromQueryResult, Value};

use crate::membership::roles_of;
use crate::partnership;

/// One membership of the person, or one row without any.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Row {
    person_id: PersonId,
    person_name: String,
    email: String,
    locale: String,
    zone: String,
    organisation_id: Option<OrganisationId>,
    organisation_name: Option<String>,
    kind: Option<String>,
    roles: Option<String>,
}

pub(crate) const COLUMNS: &str = "p.id AS person_id, p.name AS person_name, p.email, p.locale, p.zone,
     m.organisation_id, o.name AS organisation_name, o.kind, m.roles";
pub(crate) const JOINED: &str = "LEFT JOIN membership m ON m.person_id = p.id AND m.ended_at IS NULL
     LEFT JOIN organisation o ON o.id = m.organisation_id";

/// The viewer that a person is, as if it had just signed in; nothing where there is no such person.
pub async fn of(db: &impl Sql, person: PersonId) -> Result<Option<Viewer>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM person p {JOINED} WHERE p.id = $1 ORDER BY m.since, m.organisation_id");
    let rows: Vec<Row> = db.all(&sql, values![person]).await?;
    made(db, rows, Via::Session).await
}

/// The viewers that these people are, as if each had just signed in, with three queries for a few hundred of them.
pub async fn of_all(db: &impl Sql, people: &[PersonId]) -> Result<Vec<Viewer>, DbError> {
    let mut viewers: Vec<Viewer> = Vec::with_capacity(people.len());
    for part in people.chunks(500) {
        let sql = format!(
            "SELECT {COLUMNS} FROM person p {JOINED} WHERE p.id IN ({}) ORDER BY p.id, m.since, m.organisation_id",
            partnership::marks(part.len())
        );
        let rows: Vec<Row> = db.all(&sql, part.iter().map(|id| Value::from(*id)).collect()).await?;
        for row in rows {
            if viewers.last().is_none_or(|last| last.person != row.person_id) {
                viewers.push(alone(&row, Via::Session));
            }
            if let (Some(last), Some(member)) = (viewers.last_mut(), membership(row)) {
                last.memberships.push(member);
            }
        }
    }
    let mut organisations: Vec<OrganisationId> =
        viewers.iter().flat_map(|viewer| viewer.memberships.iter().map(|member| member.organisation)).collect();
    organisations.sort();
    organisations.dedup();
    let known = partnership::of_organisations(db, &organisations).await?;
    for viewer in &mut viewers {
        let own = |id: OrganisationId| viewer.memberships.iter().any(|member| member.organisation == id);
        viewer.partnerships = known.iter().filter(|one| own(one.client) || own(one.partner)).cloned().collect();
    }
    Ok(viewers)
}

fn alone(row: &Row, via: Via) -> Viewer {
    Viewer {
        person: row.person_id,
        name: row.person_name.clone(),
        email: row.email.clone(),
        locale: Locale::parse(&row.locale).unwrap_or_default(),
        zone: TimeZone::get(&row.zone).unwrap_or(TimeZone::UTC),
        via,
        memberships: Vec::new(),
        partnerships: Vec::new(),
        path: "/".to_owned(),
        said: None,
    }
}

/// Makes the viewer of these rows, and reads its partnerships.
pub(crate) async fn made(db: &impl Sql, rows: Vec<Row>, via: Via) -> Result<Option<Viewer>, DbError> {
    let Some(first) = rows.first().cloned() else { return Ok(None) };
    let memberships: Vec<Membership> = rows.into_iter().filter_map(membership).collect();
    let partnerships = if memberships.is_empty() { Vec::new() } else { partnered(db, first.person_id).await? };
    Ok(Some(Viewer { memberships, partnerships, ..alone(&first, via) }))
}

fn membership(row: Row) -> Option<Membership> {
    Some(Membership {
        organisation: row.organisation_id?,
        name: row.organisation_name?,
        kind: Kind::parse(&row.kind?)?,
        roles: roles_of(&row.roles?),
    })
}

async fn partnered(db: &impl Sql, person: PersonId) -> Result<Vec<Partnered>, DbError> {
    let sql = format!(
        "SELECT {} WHERE EXISTS (SELECT 1 FROM membership m WHERE m.person_id = $1 AND m.ended_at IS NULL
           AND m.organisation_id IN (s.client_id, s.partner_id)) ORDER BY s.since, s.id",
        partnership::COLUMNS
    );
    let rows: Vec<partnership::Row> = db.all(&sql, values![person]).await?;
    Ok(rows.into_iter().map(Partnered::from).collect())
}
