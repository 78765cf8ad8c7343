use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{PeriodMean, Reading, ReadingId, Value};
use crate::kpi::{Kpi, KpiId};

const COLUMNS: &str = "r.id, r.kpi_id, r.unit, r.period, r.number, r.value, r.people, r.known_at FROM reading r";
/// Of several versions the last that was known at `$3`.
const KNOWN: &str = "r.number = (SELECT MAX(x.number) FROM reading x WHERE x.organisation_id = r.organisation_id
    AND x.kpi_id = r.kpi_id AND x.unit = r.unit AND x.period = r.period AND x.known_at <= $3)";

#[derive(FromQueryResult)]
struct Last {
    unit: String,
    period: Day,
    number: i64,
    value: f64,
    people: Option<i64>,
}

/// What recording did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    pub new: usize,
    /// Corrections: new versions of readings that were there.
    pub corrected: usize,
    /// The same as before; nothing was written.
    pub same: usize,
    /// In the order of the values; none for the same.
    pub ids: Vec<Option<ReadingId>>,
}

/// What recording would do, before it is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    pub new: usize,
    pub corrected: usize,
    pub same: usize,
}

fn span(readings: &[Value]) -> Option<(Day, Day)> {
    readings.iter().map(|value| value.period).min().zip(readings.iter().map(|value| value.period).max())
}

async fn newest(
    db: &impl Sql,
    organisation: OrganisationId,
    kpi: KpiId,
    from: Day,
    until: Day,
) -> Result<Vec<Last>, DbError> {
    db.all(
        "SELECT r.unit, r.period, r.number, r.value, r.people FROM reading r
         WHERE r.organisation_id = $1 AND r.kpi_id = $2 AND r.period >= $3 AND r.period <= $4
         AND r.number = (SELECT MAX(x.number) FROM reading x WHERE x.organisation_id = r.organisation_id
           AND x.kpi_id = r.kpi_id AND x.unit = r.unit AND x.period = r.period)",
        values![organisation, kpi, from, until],
    )
    .await
}

fn by_place(last: &[Last]) -> HashMap<(&str, Day), &Last> {
    last.iter().map(|known| ((known.unit.as_str(), known.period), known)).collect()
}

/// Compares values with what is known now.
pub async fn compare(
    db: &impl Sql,
    organisation: OrganisationId,
    kpi: KpiId,
    readings: &[Value],
) -> Result<Compared, DbError> {
    let Some((from, until)) = span(readings) else { return Ok(Compared::default()) };
    let last = newest(db, organisation, kpi, from, until).await?;
    let last = by_place(&last);
    let mut compared = Compared::default();
    for reading in readings {
        match last.get(&(reading.unit.as_str(), reading.period)) {
            None => compared.new += 1,
            Some(known) if known.value == reading.value && known.people == reading.people => compared.same += 1,
            Some(_) => compared.corrected += 1,
        }
    }
    Ok(compared)
}

/// Records values; one that differs from what is known becomes its next version. No two values are of the same unit
/// and period.
pub async fn record(
    tx: &Tx,
    organisation: OrganisationId,
    kpi: &Kpi,
    by: PersonId,
    at: Moment,
    readings: &[Value],
) -> Result<Recorded, DbError> {
    let Some((from, until)) = span(readings) else { return Ok(Recorded::default()) };
    let last = newest(tx, organisation, kpi.id, from, until).await?;
    let last = by_place(&last);
    let mut recorded = Recorded::default();
    let mut rows = Vec::with_capacity(readings.len());
    for reading in readings {
        let known = last.get(&(reading.unit.as_str(), reading.period));
        if known.is_some_and(|known| known.value == reading.value && known.people == reading.people) {
            recorded.same += 1;
            recorded.ids.push(None);
            continue;
        }
        let id = ReadingId::new();
        let number = known.map_or(1, |known| known.number + 1);
        if number == 1 {
            recorded.new += 1
        } else {
            recorded.corrected += 1
        }
        recorded.ids.push(Some(id));
        rows.push(values![
            organisation,
            kpi.id,
            reading.unit.clone(),
            reading.period,
            number,
            id,
            reading.value,
            reading.people,
            at,
            by
        ]);
    }
    if rows.is_empty() {
        return Ok(recorded);
    }
    tx.insert_all(
        "reading (organisation_id, kpi_id, unit, period, number, id, value, people, known_at, person_id)",
        rows,
    )
    .await?;
    let said = json!({
        "title": kpi.title, "new": recorded.new, "corrected": recorded.corrected,
        "from": from.to_string(), "until": until.to_string(),
    });
    event::append(tx, Event::new(organisation, at, "reading.recorded").by(by).about(kpi.id.0).saying(said)).await?;
    Ok(recorded)
}

/// What was known at a moment of the periods that begin between two days, ordered by unit and period.
pub async fn as_known(
    db: &impl Sql,
    organisation: OrganisationId,
    kpi: KpiId,
    at: Moment,
    from: Day,
    until: Day,
) -> Result<Vec<Reading>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE r.organisation_id = $1 AND r.kpi_id = $2 AND r.period >= $4 AND r.period <= $5
         AND {KNOWN} ORDER BY r.unit, r.period"
    );
    db.all(&sql, values![organisation, kpi, at, from, until]).await
}

/// The mean over units by period, as known at a moment.
pub async fn means_by_period(
    db: &impl Sql,
    organisation: OrganisationId,
    kpi: KpiId,
    at: Moment,
    from: Day,
    until: Day,
) -> Result<Vec<PeriodMean>, DbError> {
    let sql = format!(
        "SELECT r.period, AVG(r.value) AS mean, COUNT(*) AS units, CAST(SUM(r.people) AS BIGINT) AS people
         FROM reading r WHERE r.organisation_id = $1 AND r.kpi_id = $2 AND r.period >= $4 AND r.period <= $5 AND {KNOWN}
         GROUP BY r.period ORDER BY r.period"
    );
    db.all(&sql, values![organisation, kpi, at, from, until]).await
}

/// Every version of one reading, the newest first.
pub async fn versions(
    db: &impl Sql,
    organisation: OrganisationId,
    kpi: KpiId,
    unit: &str,
    period: Day,
) -> Result<Vec<Reading>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE r.organisation_id = $1 AND r.kpi_id = $2 AND r.unit = $3 AND r.period = $4
         ORDER BY r.number DESC LIMIT 100"
    );
    db.all(&sql, values![organisation, kpi, unit, period]).await
}

pub async fn find(db: &impl Sql, organisation: OrganisationId, id: ReadingId) -> Result<Option<Reading>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE r.organisation_id = $1 AND r.id = $2");
    db.maybe(&sql, values![organisation, id]).await
}

/// A reading that was corrected after it was known, and what it was before.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Correction {
    pub unit: String,
    pub period: Day,
    pub before: f64,
    pub value: f64,
    pub known_at: Moment,
    pub person_id: PersonId,
}

/// The newest corrections of a KPI.
pub async fn corrections(
    db: &impl Sql,
    organisation: OrganisationId,
    kpi: KpiId,
    limit: i64,
) -> Result<Vec<Correction>, DbError> {
    db.all(
        "SELECT r.unit, r.period, b.value AS before, r.value, r.known_at, r.person_id FROM reading r
         JOIN reading b ON b.organisation_id = r.organisation_id AND b.kpi_id = r.kpi_id AND b.unit = r.unit
           AND b.period = r.period AND b.number = r.number - 1
         WHERE r.organisation_id = $1 AND r.kpi_id = $2 AND r.number > 1
         ORDER BY r.known_at DESC, r.unit, r.period DESC LIMIT $3",
        values![organisation, kpi, limit],
    )
    .await
}

#[derive(FromQueryResult)]
struct Span {
    first: Option<Day>,
    last: Option<Day>,
}

/// The first and the last period that have a reading.
pub async fn periods(db: &impl Sql, organisation: OrganisationId, kpi: KpiId) -> Result<Option<(Day, Day)>, DbError> {
    let span: Option<Span> = db
        .maybe(
            "SELECT MIN(period) AS first, MAX(period) AS last FROM reading WHERE organisation_id = $1 AND kpi_id = $2",
            values![organisation, kpi],
        )
        .await?;
    Ok(span.and_then(|span| span.first.zip(span.last)))
}
