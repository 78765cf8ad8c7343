use lustrum_delivery::enrolment::EnrolmentId;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, job, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Attempt, AttemptId, CLOSES, GRACE_SECONDS, score};
use crate::exam::{Asked, Test, items_of};
use crate::item::Answer;
use crate::secret;
use crate::sitting::{Sitting, SittingId};

const COLUMNS: &str = "id, number, seed, started_at, due_at, submitted_at, points, most FROM attempt";

/// Where someone sits: a person in a sitting, in a partnership.
#[derive(Clone, Debug)]
pub struct Seat {
    pub tenant: OrganisationId,
    pub partnership: PartnershipId,
    pub enrolment: EnrolmentId,
    pub sitting: Sitting,
    pub test: Test,
}

#[derive(FromQueryResult)]
struct Place {
    partnership_id: PartnershipId,
    sitting_id: SittingId,
    enrolment_id: EnrolmentId,
}

async fn seated(db: &impl Sql, tenant: OrganisationId, place: Option<Place>) -> Result<Option<Seat>, DbError> {
    let Some(place) = place else { return Ok(None) };
    let Some(sitting) = crate::sitting::find(db, tenant, place.partnership_id, place.sitting_id).await? else {
        return Ok(None);
    };
    let test = crate::exam::find(db, tenant, place.partnership_id, sitting.test_id).await?;
    Ok(test.map(|test| Seat {
        tenant,
        partnership: place.partnership_id,
        enrolment: place.enrolment_id,
        sitting,
        test,
    }))
}

/// The seat that a link leads to, as long as its person is enrolled.
pub async fn by_token(db: &impl Sql, token: &str) -> Result<Option<Seat>, DbError> {
    let Some(tenant) = secret::tenant_of(token) else { return Ok(None) };
    let place = db
        .maybe(
            "SELECT s.partnership_id, e.sitting_id, e.enrolment_id FROM sitting_seat e
             JOIN sitting s ON s.organisation_id = e.organisation_id AND s.id = e.sitting_id
             JOIN enrolment n ON n.organisation_id = e.organisation_id AND n.id = e.enrolment_id
             WHERE e.organisation_id = $1 AND e.token_hash = $2",
            values![tenant, secret::hash_of(token)],
        )
        .await?;
    seated(db, tenant, place).await
}

/// The seat of whoever is enrolled with an address.
pub async fn by_email(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    sitting: SittingId,
    email: &str,
) -> Result<Option<Seat>, DbError> {
    let place = db
        .maybe(
            "SELECT s.partnership_id, e.sitting_id, e.enrolment_id FROM sitting_seat e
             JOIN sitting s ON s.organisation_id = e.organisation_id AND s.id = e.sitting_id
             JOIN enrolment n ON n.organisation_id = e.organisation_id AND n.id = e.enrolment_id
             WHERE e.organisation_id = $1 AND s.partnership_id = $2 AND e.sitting_id = $3 AND n.email = $4",
            values![tenant, partnership, sitting, email.to_lowercase()],
        )
        .await?;
    seated(db, tenant, place).await
}

/// A sitting that someone is asked to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Invited {
    pub sitting_id: SittingId,
    pub title: String,
    pub occasion: String,
    pub opens: lustrum_kernel::Day,
    pub closes: lustrum_kernel::Day,
    /// How many attempts were handed in.
    pub done: i64,
}

/// The sittings of whoever is enrolled with an address, the newest first.
pub async fn of_person(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    email: &str,
) -> Result<Vec<Invited>, DbError> {
    db.all(
        "SELECT e.sitting_id, t.title, s.occasion, s.opens, s.closes,
           (SELECT COUNT(*) FROM attempt a WHERE a.organisation_id = e.organisation_id AND a.sitting_id = e.sitting_id
              AND a.enrolment_id = e.enrolment_id AND a.submitted_at IS NOT NULL) AS done
         FROM enrolment n
         JOIN sitting_seat e ON e.organisation_id = n.organisation_id AND e.enrolment_id = n.id
         JOIN sitting s ON s.organisation_id = e.organisation_id AND s.id = e.sitting_id
         JOIN test t ON t.organisation_id = s.organisation_id AND t.id = s.test_id
         WHERE n.organisation_id = $1 AND s.partnership_id = $2 AND n.email = $3 ORDER BY s.opens DESC, s.id LIMIT 100",
        values![tenant, partnership, email.to_lowercase()],
    )
    .await
}

/// The attempts of a seat, in their order.
pub async fn of_seat(db: &impl Sql, seat: &Seat) -> Result<Vec<Attempt>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND sitting_id = $2 AND enrolment_id = $3 ORDER BY number LIMIT 50"
    );
    db.all(&sql, values![seat.tenant, seat.sitting.id, seat.enrolment]).await
}

/// Starts an attempt. Of two at once with one number, one is refused by the database.
pub async fn start(tx: &Tx, seat: &Seat, number: i64, seed: i64, at: Moment) -> Result<AttemptId, DbError> {
    let id = AttemptId::new();
    let due = seat.test.minutes.map(|minutes| at.plus_seconds(minutes * 60));
    // Nobody has longer than the sitting lasts.
    let due = match (due, seat.sitting.end()) {
        (Some(due), Some(end)) => Some(due.min(end)),
        (due, _) => due,
    };
    tx.run(
        "INSERT INTO attempt (organisation_id, id, sitting_id, enrolment_id, number, seed, started_at, due_at, saved_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$7)",
        values![seat.tenant, id, seat.sitting.id, seat.enrolment, number, seed, at, due],
    )
    .await?;
    if let Some(due) = due {
        let payload = json!({ "sitting": seat.sitting.id.to_string() });
        job::enqueue(tx, seat.tenant, CLOSES, &payload, due.plus_seconds(GRACE_SECONDS + 1)).await?;
    }
    Ok(id)
}

/// Keeps what was answered so far, in place of what was kept before; nothing where time is over or it was handed in.
/// No event: an answer that is not handed in is nobody's business yet.
pub async fn save(
    tx: &Tx,
    tenant: OrganisationId,
    attempt: AttemptId,
    answers: &[(usize, Answer)],
    at: Moment,
) -> Result<bool, DbError> {
    // Locks the attempt: whoever hands in at the same time comes before or after, not between.
    let open = tx
        .run(
            "UPDATE attempt SET saved_at = $3 WHERE organisation_id = $1 AND id = $2 AND submitted_at IS NULL
             AND (due_at IS NULL OR due_at >= $4)",
            values![tenant, attempt, at, at.plus_seconds(-GRACE_SECONDS)],
        )
        .await?;
    if open == 0 {
        return Ok(false);
    }
    tx.run("DELETE FROM attempt_answer WHERE organisation_id = $1 AND attempt_id = $2", values![tenant, attempt])
        .await?;
    let rows = answers
        .iter()
        .map(|(place, answer)| values![tenant, attempt, *place as i64, json!(answer).to_string()])
        .collect();
    tx.insert_all("attempt_answer (organisation_id, attempt_id, place, answer)", rows).await?;
    Ok(true)
}

#[derive(FromQueryResult)]
struct Row {
    place: i64,
    answer: String,
}

/// What was answered, by the place of its item in the test.
pub async fn answers(
    db: &impl Sql,
    tenant: OrganisationId,
    attempt: AttemptId,
) -> Result<Vec<(usize, Answer)>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT place, answer FROM attempt_answer WHERE organisation_id = $1 AND attempt_id = $2 ORDER BY place",
            values![tenant, attempt],
        )
        .await?;
    let read = |row: Row| Some((usize::try_from(row.place).ok()?, serde_json::from_str(&row.answer).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Hands in what was saved and scores it. Says whether it was not handed in before.
pub async fn hand_in(tx: &Tx, seat: &Seat, attempt: &Attempt, at: Moment) -> Result<bool, DbError> {
    let items = items_of(tx, seat.tenant, seat.test.id).await?;
    hand_in_with(tx, seat, attempt, &items, at).await
}

pub(crate) async fn hand_in_with(
    tx: &Tx,
    seat: &Seat,
    attempt: &Attempt,
    items: &[Asked],
    at: Moment,
) -> Result<bool, DbError> {
    // What comes after its time was handed in when time ran out.
    let ends = [attempt.due_at, seat.sitting.end()].into_iter().flatten();
    let handed = ends.fold(at, |handed, end| handed.min(end)).max(attempt.started_at);
    let claimed = tx
        .run(
            "UPDATE attempt SET submitted_at = $3, days = $4
             WHERE organisation_id = $1 AND id = $2 AND submitted_at IS NULL",
            values![seat.tenant, attempt.id, handed, seat.sitting.days_since_learning(handed)],
        )
        .await?;
    if claimed == 0 {
        return Ok(false);
    }
    let mut given: std::collections::HashMap<usize, Answer> =
        answers(tx, seat.tenant, attempt.id).await?.into_iter().collect();
    let answered: Vec<_> =
        items.iter().enumerate().filter_map(|(place, asked)| Some((asked.content()?, given.remove(&place)))).collect();
    let scored = score(&answered);
    tx.run(
        "UPDATE attempt SET points = $3, most = $4 WHERE organisation_id = $1 AND id = $2",
        values![seat.tenant, attempt.id, scored.points, scored.most],
    )
    .await?;
    let (mut values, mut cases) = (values![seat.tenant, attempt.id], String::new());
    for (place, share) in scored.shares.iter().enumerate() {
        let at = values.len();
        cases.push_str(&format!(" WHEN place = ${} THEN ${}", at + 1, at + 2));
        values.extend(values![place as i64, *share]);
    }
    if !cases.is_empty() {
        let sql =
            format!("UPDATE attempt_answer SET share = CASE{cases} END WHERE organisation_id = $1 AND attempt_id = $2");
        tx.run(&sql, values).await?;
    }
    let said = json!({ "title": seat.test.title, "cohort": seat.sitting.cohort_title });
    let event = Event::new(seat.tenant, at, "attempt.submitted").within(seat.partnership);
    event::append(tx, event.about(seat.sitting.id.0).saying(said)).await?;
    Ok(true)
}

/// What is still open in a sitting at a moment after its time, or after the sitting's; a few hundred at once.
pub(crate) async fn overdue(
    db: &impl Sql,
    tenant: OrganisationId,
    sitting: SittingId,
    over: bool,
    at: Moment,
) -> Result<Vec<Overdue>, DbError> {
    let which = if over { "" } else { "AND due_at IS NOT NULL AND due_at < $3" };
    let sql = format!(
        "SELECT enrolment_id, {COLUMNS} WHERE organisation_id = $1 AND sitting_id = $2 AND submitted_at IS NULL {which}
         ORDER BY id LIMIT 500"
    );
    let mut values = values![tenant, sitting];
    if !over {
        values.extend(values![at.plus_seconds(-GRACE_SECONDS)]);
    }
    db.all(&sql, values).await
}

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Overdue {
    pub enrolment_id: EnrolmentId,
    #[sea_orm(nested)]
    pub attempt: Attempt,
}

/// What someone handed in, to be taken in as a whole with that of others.
#[derive(Clone, Debug)]
pub struct HandedIn {
    pub enrolment: EnrolmentId,
    pub seed: i64,
    pub started_at: Moment,
    pub submitted_at: Moment,
    /// By the places of their items in the test.
    pub answers: Vec<(usize, Answer)>,
}

/// Takes first attempts in that were handed in already, scored by the same rules.
pub async fn take_in(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    test: &Test,
    sitting: &Sitting,
    handed_in: &[HandedIn],
) -> Result<(), DbError> {
    let items = items_of(tx, tenant, test.id).await?;
    let contents = super::contents(&items);
    let (mut attempts, mut rows) = (Vec::new(), Vec::new());
    for one in handed_in {
        let answer = |place: usize| one.answers.iter().find(|(at, _)| *at == place).map(|(_, answer)| answer.clone());
        let given: Vec<_> =
            contents.iter().enumerate().map(|(place, content)| (content.clone(), answer(place))).collect();
        let scored = score(&given);
        let id = AttemptId::new();
        attempts.push(values![
            tenant,
            id,
            sitting.id,
            one.enrolment,
            1_i64,
            one.seed,
            one.started_at,
            one.submitted_at,
            one.submitted_at,
            sitting.days_since_learning(one.submitted_at),
            scored.points,
            scored.most
        ]);
        rows.extend(one.answers.iter().map(|(place, answer)| {
            let share = scored.shares.get(*place).copied();
            values![tenant, id, *place as i64, json!(answer).to_string(), share]
        }));
    }
    tx.insert_all(
        "attempt (organisation_id, id, sitting_id, enrolment_id, number, seed, started_at, saved_at, submitted_at, days,
           points, most)",
        attempts,
    )
    .await?;
    tx.insert_all("attempt_answer (organisation_id, attempt_id, place, answer, share)", rows).await?;
    let at = handed_in.iter().map(|one| one.submitted_at).max();
    if let Some(at) = at {
        let said = json!({ "title": test.title, "cohort": sitting.cohort_title, "count": handed_in.len() });
        let event = Event::new(tenant, at, "sitting.answered").within(partnership);
        event::append(tx, event.about(sitting.id.0).saying(said)).await?;
    }
    Ok(())
}
