use lustrum_delivery::cohort::Cohort;
use lustrum_delivery::enrolment::EnrolmentId;
use lustrum_delivery::{Act, session};
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, event, job, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Learning, Sitting, SittingId, Words};
use crate::act::event as of;
use crate::attempt::CLOSES;
use crate::exam::{Test, TestId};
use crate::secret;

const COLUMNS: &str =
    "s.id, s.test_id, s.cohort_id, s.cohort_title, s.language, s.zone, s.occasion, s.opens, s.closes, s.learned,
    s.released_at,
    (SELECT COUNT(*) FROM sitting_seat e WHERE e.organisation_id = s.organisation_id AND e.sitting_id = s.id) AS asked,
    (SELECT COUNT(DISTINCT a.enrolment_id) FROM attempt a WHERE a.organisation_id = s.organisation_id
       AND a.sitting_id = s.id AND a.submitted_at IS NOT NULL) AS answered
    FROM sitting s";

/// When a cohort learns what a test is about: its sessions of the test's module, or all of them. A wait-list learns
/// nothing; a cohort without sessions learns on its first day.
pub async fn learning(
    db: &impl Sql,
    tenant: OrganisationId,
    cohort: &Cohort,
    test: &Test,
) -> Result<Option<Learning>, DbError> {
    if cohort.waits {
        return Ok(None);
    }
    let sessions = session::of_cohort(db, tenant, cohort.id).await?;
    let days = sessions
        .iter()
        .filter(|session| test.module_id.is_none_or(|module| session.module_id == module))
        .map(|session| session.starts_at.day_in(&session.time_zone()));
    let span = days.fold(None, |span: Option<Learning>, day| {
        Some(span.map_or(Learning { first: day, last: day }, |span| Learning {
            first: span.first.min(day),
            last: span.last.max(day),
        }))
    });
    Ok(span.or(Some(Learning { first: cohort.starts, last: cohort.starts })))
}

/// A sitting that was opened, with everyone's link.
pub struct Opened {
    pub id: SittingId,
    pub seats: Vec<(EnrolmentId, String)>,
}

/// Asks a test of these people of a cohort. The second sitting of one test on one occasion is refused by the database.
pub async fn create(
    tx: &Tx,
    act: Act,
    test: &Test,
    cohort: &Cohort,
    words: &Words,
    people: &[EnrolmentId],
) -> Result<Opened, DbError> {
    let id = SittingId::new();
    // From here on the items of the test stay.
    tx.run("UPDATE test SET made_at = made_at WHERE organisation_id = $1 AND id = $2", values![act.tenant, test.id])
        .await?;
    tx.run(
        "INSERT INTO sitting (organisation_id, id, partnership_id, test_id, cohort_id, cohort_title, language, zone,
           occasion, opens, closes, learned, opened_by, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)",
        values![
            act.tenant,
            id,
            act.partnership,
            test.id,
            cohort.id,
            cohort.title.clone(),
            cohort.language.clone(),
            cohort.zone.clone(),
            words.occasion.word(),
            words.opens,
            words.closes,
            words.learned,
            act.by,
            act.at
        ],
    )
    .await?;
    let tokens = secret::tokens(act.tenant, people.len())?;
    let rows = people
        .iter()
        .zip(&tokens)
        .map(|(person, token)| values![act.tenant, id, *person, token.hash.clone()])
        .collect();
    tx.insert_all("sitting_seat (organisation_id, sitting_id, enrolment_id, token_hash)", rows).await?;
    let said = json!({
        "title": test.title, "cohort": cohort.title, "count": people.len(), "opens": words.opens.to_string(),
    });
    event::append(tx, of(act, "sitting.opened").about(id.0).saying(said)).await?;
    Ok(Opened { id, seats: people.iter().copied().zip(tokens.into_iter().map(|token| token.text)).collect() })
}

/// The same, where whoever is unfinished when it ends is handed in by the worker.
pub async fn open(
    tx: &Tx,
    act: Act,
    test: &Test,
    cohort: &Cohort,
    words: &Words,
    people: &[EnrolmentId],
) -> Result<Opened, DbError> {
    let opened = create(tx, act, test, cohort, words, people).await?;
    let zone = jiff::tz::TimeZone::get(&cohort.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    if let Some(end) = words.closes.plus_days(1).start_in(&zone) {
        let payload = json!({ "sitting": opened.id.to_string() });
        job::enqueue(tx, act.tenant, CLOSES, &payload, end.plus_seconds(60)).await?;
    }
    Ok(opened)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: SittingId,
) -> Result<Option<Sitting>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.partnership_id = $2 AND s.id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// Every sitting of a test, by its day.
pub async fn of_test(db: &impl Sql, tenant: OrganisationId, test: TestId) -> Result<Vec<Sitting>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.test_id = $2 ORDER BY s.opens, s.id LIMIT 500");
    db.all(&sql, values![tenant, test]).await
}

/// Every sitting of a partnership, the newest first.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Sitting>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.partnership_id = $2 ORDER BY s.id DESC LIMIT 1000"
    );
    db.all(&sql, values![tenant, partnership]).await
}

/// Lets the people who sat see their own results. Says whether they could not before.
pub async fn release(tx: &Tx, act: Act, test: &Test, sitting: &Sitting) -> Result<bool, DbError> {
    let released = tx
        .run(
            "UPDATE sitting SET released_at = $3 WHERE organisation_id = $1 AND id = $2 AND released_at IS NULL",
            values![act.tenant, sitting.id, act.at],
        )
        .await?;
    if released > 0 {
        let said = json!({ "title": test.title, "cohort": sitting.cohort_title });
        event::append(tx, of(act, "sitting.released").about(sitting.id.0).saying(said)).await?;
    }
    Ok(released > 0)
}

/// A person who was asked.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Seat {
    pub enrolment_id: EnrolmentId,
    pub name: String,
    pub unit: String,
    pub submitted_at: Option<Moment>,
    pub points: Option<f64>,
    pub most: Option<f64>,
    pub days: Option<i64>,
}

/// Everyone who was asked with what they reached at first, by name. For the organisation only.
pub async fn seats(db: &impl Sql, tenant: OrganisationId, sitting: SittingId) -> Result<Vec<Seat>, DbError> {
    db.all(
        "SELECT e.enrolment_id, n.name, n.unit, a.submitted_at, a.points, a.most, a.days FROM sitting_seat e
         JOIN enrolment n ON n.organisation_id = e.organisation_id AND n.id = e.enrolment_id
         LEFT JOIN attempt a ON a.organisation_id = e.organisation_id AND a.sitting_id = e.sitting_id
           AND a.enrolment_id = e.enrolment_id AND a.number = 1
         WHERE e.organisation_id = $1 AND e.sitting_id = $2 ORDER BY n.name, e.enrolment_id LIMIT 10000",
        values![tenant, sitting],
    )
    .await
}
