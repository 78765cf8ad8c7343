use lustrum_identity::person;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Kind, Meeting, MeetingId, Occurrence, SeriesId};
use crate::happened;

#[derive(FromQueryResult)]
struct Row {
    id: MeetingId,
    series_id: SeriesId,
    day: Day,
    kind: String,
    starts_at: Moment,
    zone: String,
    minutes: i64,
    place: String,
}

impl Row {
    fn meeting(self) -> Option<Meeting> {
        Some(Meeting {
            id: self.id,
            series: self.series_id,
            day: self.day,
            kind: Kind::parse(&self.kind)?,
            starts_at: self.starts_at,
            zone: self.zone,
            minutes: self.minutes,
            place: self.place,
        })
    }
}

const COLUMNS: &str = "id, series_id, day, kind, starts_at, zone, minutes, place FROM meeting";

/// Makes a meeting of an occurrence, or gives the one that there is: two who prepare it prepare the same.
pub async fn prepare(tx: &Tx, by: &By, occurrence: &Occurrence) -> Result<MeetingId, DbError> {
    let id = MeetingId::new();
    let changed = tx
        .run(
            "INSERT INTO meeting (organisation_id, id, partnership_id, series_id, day, kind, starts_at, zone, minutes,
             place, made_at, made_by) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)
             ON CONFLICT (organisation_id, series_id, day) DO NOTHING",
            values![
                by.tenant,
                id,
                by.partnership,
                occurrence.series,
                occurrence.day,
                occurrence.kind.word(),
                occurrence.at,
                occurrence.zone.clone(),
                occurrence.minutes,
                occurrence.place.clone(),
                by.at,
                by.person
            ],
        )
        .await?;
    if changed > 0 {
        let said = json!({ "kind": occurrence.kind.word(), "day": occurrence.day.to_string() });
        event::append(tx, happened(by, "meeting.prepared").about(id.0).saying(said)).await?;
        return Ok(id);
    }
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND series_id = $2 AND day = $3");
    let row: Option<Row> = tx.maybe(&sql, values![by.tenant, occurrence.series, occurrence.day]).await?;
    row.map(|row| row.id).ok_or_else(|| DbError::Conflict("the meeting is gone".to_owned()))
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: MeetingId,
) -> Result<Option<Meeting>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.and_then(Row::meeting))
}

/// A page of meetings that were prepared, the latest first, before a moment.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    before: Moment,
    limit: i64,
) -> Result<Vec<Meeting>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND starts_at < $3
         ORDER BY starts_at DESC, id LIMIT $4"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, before, limit]).await?;
    Ok(rows.into_iter().filter_map(Row::meeting).collect())
}

/// When the meetings that were held began: those that have minutes, from one moment until another.
pub async fn held(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    from: Moment,
    until: Moment,
) -> Result<Vec<Moment>, DbError> {
    #[derive(FromQueryResult)]
    struct Began {
        starts_at: Moment,
    }
    let rows: Vec<Began> = db
        .all(
            "SELECT m.starts_at FROM meeting m WHERE m.organisation_id = $1 AND m.partnership_id = $2
             AND m.starts_at >= $3 AND m.starts_at < $4 AND EXISTS (SELECT 1 FROM meeting_minutes w
               WHERE w.organisation_id = m.organisation_id AND w.meeting_id = m.id)
             ORDER BY m.starts_at LIMIT 2000",
            values![tenant, partnership, from, until],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.starts_at).collect())
}

/// Someone who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    pub person: PersonId,
    pub side: Side,
    pub name: String,
}

#[derive(FromQueryResult)]
struct PresentRow {
    person_id: PersonId,
    side: String,
}

/// Who is there, the organisation first, by name.
pub async fn present(db: &impl Sql, tenant: OrganisationId, meeting: MeetingId) -> Result<Vec<Present>, DbError> {
    let rows: Vec<PresentRow> = db
        .all(
            "SELECT person_id, side FROM meeting_presence WHERE organisation_id = $1 AND meeting_id = $2",
            values![tenant, meeting],
        )
        .await?;
    let people: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let names = person::named(db, &people).await?;
    let read = |row: PresentRow| {
        let name = names.get(&row.person_id).cloned().unwrap_or_default();
        Some(Present { person: row.person_id, side: Side::parse(&row.side)?, name })
    };
    let mut all: Vec<Present> = rows.into_iter().filter_map(read).collect();
    all.sort_by(|a, b| (a.side, &a.name, a.person).cmp(&(b.side, &b.name, b.person)));
    Ok(all)
}

/// Notes who of the own side is there, in place of what was noted of it before.
pub async fn set_present(tx: &Tx, by: &By, meeting: MeetingId, people: &[PersonId]) -> Result<(), DbError> {
    tx.run(
        "DELETE FROM meeting_presence WHERE organisation_id = $1 AND meeting_id = $2 AND side = $3",
        values![by.tenant, meeting, by.side.word()],
    )
    .await?;
    let rows = people.iter().map(|person| values![by.tenant, meeting, *person, by.side.word()]).collect();
    tx.insert_all("meeting_presence (organisation_id, meeting_id, person_id, side)", rows).await?;
    let said = json!({ "side": by.side.word(), "count": people.len() });
    event::append(tx, happened(by, "meeting.presence-noted").about(meeting.0).saying(said)).await?;
    Ok(())
}
