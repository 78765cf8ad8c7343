use std::collections::HashMap;

use lustrum_delivery::Act;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::uuid::Uuid;
use lustrum_kernel::{Day, id, values};
use lustrum_programme::behaviour::BehaviourId;
use lustrum_programme::programme::{Programme, ProgrammeId};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::Rating;

id!(
    /// A rating.
    RatingId
);

/// Takes the ratings of a file in.
pub async fn import(tx: &Tx, act: Act, programme: &Programme, ratings: &[Rating]) -> Result<(), DbError> {
    insert(tx, act, programme, ratings, "import", None).await?;
    let said = json!({ "title": programme.title, "count": ratings.len() });
    let event = Event::new(act.tenant, act.at, "ratings.imported").by(act.by).within(act.partnership);
    event::append(tx, event.about(programme.id.0).saying(said)).await?;
    Ok(())
}

/// Stores ratings; those of an observation carry its id.
pub(crate) async fn insert(
    tx: &Tx,
    act: Act,
    programme: &Programme,
    ratings: &[Rating],
    source: &str,
    observation: Option<Uuid>,
) -> Result<(), DbError> {
    let rows = ratings
        .iter()
        .map(|rating| {
            values![
                act.tenant,
                RatingId::new(),
                act.partnership,
                programme.id,
                rating.behaviour,
                rating.subject.clone(),
                rating.trained,
                rating.occasion.word(),
                rating.value,
                rating.day,
                source,
                observation
            ]
        })
        .collect();
    tx.insert_all(
        "rating (organisation_id, id, partnership_id, programme_id, behaviour_id, subject, trained, occasion, value,
         day, source, observation_id)",
        rows,
    )
    .await
}

/// What was seen of one person in one behaviour, before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    pub programme: ProgrammeId,
    pub behaviour: BehaviourId,
    /// The behaviour in words.
    pub text: String,
    pub subject: String,
    pub trained: bool,
    pub before: f64,
    pub after: f64,
    /// The days of both ratings.
    pub days: (Day, Day),
}

#[derive(FromQueryResult)]
struct Row {
    programme_id: ProgrammeId,
    behaviour_id: BehaviourId,
    text: String,
    subject: String,
    trained: bool,
    before_value: i64,
    after_value: i64,
    before_day: Day,
    after_day: Day,
}

/// Everyone who was rated on both occasions, the second time between two days; of several ratings on one occasion the
/// newest counts.
pub async fn changes(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
) -> Result<Vec<Changed>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "WITH ranked AS (
               SELECT r.programme_id, r.behaviour_id, r.subject, r.trained, r.occasion, r.value, r.day,
                 ROW_NUMBER() OVER (PARTITION BY r.behaviour_id, r.subject, r.occasion ORDER BY r.day DESC, r.id DESC) AS place
               FROM rating r WHERE r.organisation_id = $1 AND r.partnership_id = $2)
             SELECT a.programme_id, a.behaviour_id, w.text, a.subject, a.trained, b.value AS before_value,
               a.value AS after_value, b.day AS before_day, a.day AS after_day
             FROM ranked a
             JOIN ranked b ON b.behaviour_id = a.behaviour_id AND b.subject = a.subject AND b.occasion = 'before'
               AND b.place = 1
             JOIN behaviour w ON w.organisation_id = $1 AND w.id = a.behaviour_id
             WHERE a.occasion = 'after' AND a.place = 1 AND a.day >= $3 AND a.day <= $4
             ORDER BY a.programme_id, a.behaviour_id, a.subject",
            values![tenant, partnership, days.0, days.1],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Changed {
            programme: row.programme_id,
            behaviour: row.behaviour_id,
            text: row.text,
            subject: row.subject,
            trained: row.trained,
            before: row.before_value as f64,
            after: row.after_value as f64,
            days: (row.before_day, row.after_day),
        })
        .collect())
}

#[derive(FromQueryResult)]
struct Enrolled {
    email: String,
    waits: bool,
}

/// The addresses of everyone in a programme, and whether they were trained; who is in a cohort that waits and in one
/// that started counts as trained.
pub async fn enrolled(
    db: &impl Sql,
    tenant: OrganisationId,
    programme: ProgrammeId,
) -> Result<HashMap<String, bool>, DbError> {
    let rows: Vec<Enrolled> = db
        .all(
            "SELECT e.email, c.waits FROM enrolment e
             JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
             WHERE c.organisation_id = $1 AND c.programme_id = $2 LIMIT 100000",
            values![tenant, programme],
        )
        .await?;
    let mut known: HashMap<String, bool> = HashMap::with_capacity(rows.len());
    for row in rows {
        let trained = known.entry(row.email).or_default();
        *trained |= !row.waits;
    }
    Ok(known)
}

/// How often a rating was given in a behaviour, of everyone's newest after the training.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Spread {
    pub behaviour_id: BehaviourId,
    pub text: String,
    pub value: i64,
    pub number: i64,
    pub last: Day,
}

/// The newest ratings after the training of those who were trained, by behaviour.
pub async fn spread(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
) -> Result<Vec<Spread>, DbError> {
    db.all(
        "WITH ranked AS (
           SELECT r.behaviour_id, r.value, r.day,
             ROW_NUMBER() OVER (PARTITION BY r.behaviour_id, r.subject ORDER BY r.day DESC, r.id DESC) AS place
           FROM rating r WHERE r.organisation_id = $1 AND r.partnership_id = $2 AND r.occasion = 'after'
             AND r.trained = TRUE AND r.day >= $3 AND r.day <= $4)
         SELECT a.behaviour_id, w.text, a.value, COUNT(*) AS number, MAX(a.day) AS last FROM ranked a
         JOIN behaviour w ON w.organisation_id = $1 AND w.id = a.behaviour_id
         WHERE a.place = 1 GROUP BY a.behaviour_id, w.text, a.value ORDER BY a.behaviour_id, a.value",
        values![tenant, partnership, days.0, days.1],
    )
    .await
}

/// The mean over behaviours of each person who was trained, of their newest ratings after the training.
pub async fn person_means(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
) -> Result<Vec<f64>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        mean: f64,
    }
    let rows: Vec<Row> = db
        .all(
            "WITH ranked AS (
               SELECT r.subject, CAST(r.value AS DOUBLE PRECISION) AS value,
                 ROW_NUMBER() OVER (PARTITION BY r.behaviour_id, r.subject ORDER BY r.day DESC, r.id DESC) AS place
               FROM rating r WHERE r.organisation_id = $1 AND r.partnership_id = $2 AND r.occasion = 'after'
                 AND r.trained = TRUE AND r.day >= $3 AND r.day <= $4)
             SELECT AVG(value) AS mean FROM ranked WHERE place = 1 GROUP BY subject ORDER BY subject",
            values![tenant, partnership, days.0, days.1],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.mean).collect())
}
