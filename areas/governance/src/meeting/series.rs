//! A rhythm and the days that it leaves out.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, Moment, id, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Kind, Rule};
use crate::happened;
use crate::health::drift::watch;

id!(
    /// A rhythm.
    SeriesId
);
id!(
    /// A day on which a side does not work.
    DayOffId
);

/// A rhythm about to begin; its rule was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSeries {
    pub kind: Kind,
    /// As RFC 5545 writes it.
    pub rule: String,
    pub zone: String,
    /// The first day and the hour, on the wall clock of the zone.
    pub starts: DateTime,
    pub minutes: i64,
    pub place: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub id: SeriesId,
    pub kind: Kind,
    pub rule: String,
    pub zone: String,
    pub starts: DateTime,
    pub minutes: i64,
    pub place: String,
    pub ended_at: Option<Moment>,
}

impl Series {
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
    pub fn rule(&self) -> Option<Rule> {
        Rule::read(&self.rule).ok()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOff {
    pub id: DayOffId,
    pub side: Side,
    pub day: Day,
    pub name: String,
}

/// One time that a rhythm comes round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub series: SeriesId,
    pub kind: Kind,
    pub day: Day,
    pub at: Moment,
    pub zone: String,
    pub minutes: i64,
    pub place: String,
    /// Why it does not take place: the days off that it falls on.
    pub off: Vec<(Side, String)>,
}

/// Every occurrence that begins from one moment until another, in the order of time. A rhythm that ended has none after.
pub fn occurrences(series: &[Series], off: &[DayOff], from: Moment, until: Moment) -> Vec<Occurrence> {
    let mut all: Vec<Occurrence> = series.iter().flat_map(|one| of_one(one, off, from, until)).collect();
    all.sort_by_key(|one| (one.at, one.series));
    all
}

fn of_one(series: &Series, off: &[DayOff], from: Moment, until: Moment) -> Vec<Occurrence> {
    let Some(rule) = series.rule() else { return Vec::new() };
    let zone = series.time_zone();
    let until = series.ended_at.map_or(until, |ended| ended.min(until));
    let between =
        rule.occurrences(series.starts, &zone).take_while(|(_, at)| *at < until).filter(|(_, at)| *at >= from);
    let made = between.map(|(day, at)| Occurrence {
        series: series.id,
        kind: series.kind,
        day: Day(day),
        at,
        zone: series.zone.clone(),
        minutes: series.minutes,
        place: series.place.clone(),
        off: off.iter().filter(|one| one.day.0 == day).map(|one| (one.side, one.name.clone())).collect(),
    });
    made.collect()
}

#[derive(FromQueryResult)]
struct Row {
    id: SeriesId,
    kind: String,
    rule: String,
    zone: String,
    starts: String,
    minutes: i64,
    place: String,
    ended_at: Option<Moment>,
}

impl Row {
    fn series(self) -> Option<Series> {
        Some(Series {
            id: self.id,
            kind: Kind::parse(&self.kind)?,
            rule: self.rule,
            zone: self.zone,
            starts: self.starts.parse().ok()?,
            minutes: self.minutes,
            place: self.place,
            ended_at: self.ended_at,
        })
    }
}

pub async fn begin(tx: &Tx, by: &By, new: &NewSeries) -> Result<SeriesId, DbError> {
    let id = SeriesId::new();
    tx.run(
        "INSERT INTO meeting_series (organisation_id, id, partnership_id, kind, rule, zone, starts, minutes, place,
         made_at, made_by) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        values![
            by.tenant,
            id,
            by.partnership,
            new.kind.word(),
            new.rule.clone(),
            new.zone.clone(),
            new.starts.to_string(),
            new.minutes,
            new.place.clone(),
            by.at,
            by.person
        ],
    )
    .await?;
    let said = json!({ "kind": new.kind.word(), "rule": new.rule, "zone": new.zone, "starts": new.starts.to_string() });
    event::append(tx, happened(by, "meeting.rhythm-begun").about(id.0).saying(said)).await?;
    // Whether the rhythm is kept is part of the health, which is looked at from now on.
    watch::ensure(tx, by).await?;
    Ok(id)
}

/// Ends a rhythm; whether it still ran. What was held stays.
pub async fn end(tx: &Tx, by: &By, id: SeriesId) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE meeting_series SET ended_at = $4, ended_by = $5
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND ended_at IS NULL",
            values![by.tenant, by.partnership, id, by.at, by.person],
        )
        .await?;
    if changed > 0 {
        event::append(tx, happened(by, "meeting.rhythm-ended").about(id.0)).await?;
    }
    Ok(changed > 0)
}

/// Every rhythm of a partnership, also those that ended.
pub async fn series_of(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Series>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT id, kind, rule, zone, starts, minutes, place, ended_at FROM meeting_series
             WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY id LIMIT 200",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().filter_map(Row::series).collect())
}

#[derive(FromQueryResult)]
struct OffRow {
    id: DayOffId,
    side: String,
    day: Day,
    name: String,
}

/// The days off of both sides, in order.
pub async fn days_off(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<DayOff>, DbError> {
    let rows: Vec<OffRow> = db
        .all(
            "SELECT id, side, day, name FROM day_off WHERE organisation_id = $1 AND partnership_id = $2
             ORDER BY day, side LIMIT 1000",
            values![tenant, partnership],
        )
        .await?;
    let read = |row: OffRow| Some(DayOff { id: row.id, side: Side::parse(&row.side)?, day: row.day, name: row.name });
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Notes a day off of the own side; whether it was not there yet.
pub async fn add_day_off(tx: &Tx, by: &By, day: Day, name: &str) -> Result<Option<DayOffId>, DbError> {
    let id = DayOffId::new();
    let changed = tx
        .run(
            "INSERT INTO day_off (organisation_id, id, partnership_id, side, day, name, added_at, added_by)
             VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT (organisation_id, partnership_id, side, day) DO NOTHING",
            values![by.tenant, id, by.partnership, by.side.word(), day, name, by.at, by.person],
        )
        .await?;
    if changed == 0 {
        return Ok(None);
    }
    let said = json!({ "day": day.to_string(), "name": name, "side": by.side.word() });
    event::append(tx, happened(by, "meeting.day-off-added").about(id.0).saying(said)).await?;
    Ok(Some(id))
}

/// Takes a day off of the own side away; whether it was there.
pub async fn remove_day_off(tx: &Tx, by: &By, id: DayOffId) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "DELETE FROM day_off WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND side = $4",
            values![by.tenant, by.partnership, id, by.side.word()],
        )
        .await?;
    if changed > 0 {
        event::append(tx, happened(by, "meeting.day-off-removed").about(id.0)).await?;
    }
    Ok(changed > 0)
}
