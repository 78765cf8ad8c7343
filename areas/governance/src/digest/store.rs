//! Who wants the digest and when the next is due. Who never chose has a row all the same, from the first look on.

use jiff::tz::TimeZone;
use lustrum_identity::person;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, values};
use sea_orm::{FromQueryResult, Value};
use serde_json::json;

use super::Wish;

#[derive(FromQueryResult)]
struct WishRow {
    wanted: bool,
    weekday: i64,
    hour: i64,
}

/// What a person chose, or what everybody has.
pub async fn wish(db: &impl Sql, person: PersonId) -> Result<Wish, DbError> {
    let row: Option<WishRow> =
        db.maybe("SELECT wanted, weekday, hour FROM digest WHERE person_id = $1", values![person]).await?;
    Ok(row.map_or_else(Wish::default, |row| Wish { wanted: row.wanted, weekday: row.weekday, hour: row.hour }))
}

/// Takes over what a person chose; from now on it holds.
pub async fn set(tx: &Tx, person: PersonId, wish: Wish, zone: &str, at: Moment) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO digest (person_id, wanted, weekday, hour, zone, next_at) VALUES ($1,$2,$3,$4,$5,$6)
         ON CONFLICT (person_id) DO UPDATE SET wanted = excluded.wanted, weekday = excluded.weekday,
           hour = excluded.hour, zone = excluded.zone, next_at = excluded.next_at",
        values![person, wish.wanted, wish.weekday, wish.hour, zone, wish.next_after(at, &zone_of(zone))],
    )
    .await?;
    let said = json!({ "wanted": wish.wanted, "weekday": wish.weekday, "hour": wish.hour });
    person::note(tx, person, "digest.chosen", said, at).await
}

pub(super) fn zone_of(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[derive(FromQueryResult)]
struct Newcomer {
    id: PersonId,
    zone: String,
    wanted: Option<bool>,
    weekday: Option<i64>,
    hour: Option<i64>,
}

/// So many people are taken in or written to at once.
pub(super) const AT_ONCE: usize = 1_000;

/// Plans the digest of those who have none planned, and of those who moved to another zone; says of how many.
pub async fn take_in(tx: &Tx, at: Moment) -> Result<usize, DbError> {
    let sql = format!(
        "SELECT p.id, p.zone, d.wanted, d.weekday, d.hour FROM person p LEFT JOIN digest d ON d.person_id = p.id
         WHERE d.person_id IS NULL OR d.zone <> p.zone ORDER BY p.id LIMIT {AT_ONCE}"
    );
    let people: Vec<Newcomer> = tx.all(&sql, vec![]).await?;
    let moved: Vec<PersonId> = people.iter().filter(|one| one.wanted.is_some()).map(|one| one.id).collect();
    if !moved.is_empty() {
        let sql = format!("DELETE FROM digest WHERE person_id IN ({})", marks(1, moved.len()));
        tx.run(&sql, moved.into_iter().map(Value::from).collect()).await?;
    }
    let count = people.len();
    let rows = people.into_iter().map(|one| {
        let usual = Wish::default();
        let wish = Wish {
            wanted: one.wanted.unwrap_or(usual.wanted),
            weekday: one.weekday.unwrap_or(usual.weekday),
            hour: one.hour.unwrap_or(usual.hour),
        };
        let next = wish.next_after(at, &zone_of(&one.zone));
        values![one.id, wish.wanted, wish.weekday, wish.hour, one.zone, next]
    });
    tx.insert_all("digest (person_id, wanted, weekday, hour, zone, next_at)", rows.collect()).await?;
    Ok(count)
}

/// People whose digest leaves at the same time.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Group {
    pub zone: String,
    pub weekday: i64,
    pub hour: i64,
}

impl Group {
    pub fn wish(&self) -> Wish {
        Wish { wanted: true, weekday: self.weekday, hour: self.hour }
    }
}

/// The groups that have someone whose digest is due.
pub async fn groups(db: &impl Sql, now: Moment) -> Result<Vec<Group>, DbError> {
    db.all(
        "SELECT DISTINCT zone, weekday, hour FROM digest WHERE wanted = TRUE AND next_at <= $1
         ORDER BY zone, weekday, hour",
        values![now],
    )
    .await
}

#[derive(FromQueryResult)]
struct Known {
    person_id: PersonId,
}

/// Some of a group whose digest is due.
pub async fn due(db: &impl Sql, group: &Group, now: Moment) -> Result<Vec<PersonId>, DbError> {
    let sql = format!(
        "SELECT person_id FROM digest WHERE wanted = TRUE AND next_at <= $1 AND zone = $2 AND weekday = $3 AND hour = $4
         ORDER BY person_id LIMIT {AT_ONCE}"
    );
    let rows: Vec<Known> = db.all(&sql, values![now, group.zone.clone(), group.weekday, group.hour]).await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// Moves the digest of these to the next week, and says of whom: whoever another process took meanwhile is not among them.
pub async fn claim(tx: &Tx, people: &[PersonId], now: Moment, next: Moment) -> Result<Vec<PersonId>, DbError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "UPDATE digest SET next_at = $1 WHERE wanted = TRUE AND next_at <= $2 AND person_id IN ({}) RETURNING person_id",
        marks(3, people.len())
    );
    let mut values = values![next, now];
    values.extend(people.iter().map(|id| Value::from(*id)));
    let rows: Vec<Known> = tx.all(&sql, values).await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// `$n, $n+1, ...` for so many values, from this number on.
fn marks(from: usize, count: usize) -> String {
    (from..from + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(",")
}
