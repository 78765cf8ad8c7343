use std::collections::HashMap;

use lustrum_delivery::cohort::Cohort;
use lustrum_delivery::enrolment::{self, EnrolmentId};
use lustrum_delivery::{Act, session};
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, Moment, job, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::job::KIND;
use super::{BoosterPlanId, OPEN_DAYS, Plan, pick};
use crate::act::event as of;
use crate::exam::{Test, TestId, items_of};
use crate::secret;

const COLUMNS: &str =
    "id, partnership_id, test_id, cohort_id, cohort_title, language, zone, learned, begins, needed_until,
    ended_at FROM booster_plan";

/// Plans the boosters of a cohort, each for a working morning; one whose morning has passed is asked at once, and so is
/// the first of a plan made late, whatever the hour: its day was long ago, and whoever plans it chose the moment. The
/// second plan of one cohort for one test is refused by the database.
pub async fn create(
    tx: &Tx,
    act: Act,
    test: &Test,
    cohort: &Cohort,
    learned: Day,
    until: Day,
) -> Result<BoosterPlanId, DbError> {
    let id = BoosterPlanId::new();
    let zone = jiff::tz::TimeZone::get(&cohort.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let begins = super::begins(learned, until, act.at.day_in(&zone));
    tx.run(
        "INSERT INTO booster_plan (organisation_id, id, partnership_id, test_id, cohort_id, cohort_title, language, zone,
           learned, begins, needed_until, made_by, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        values![
            act.tenant,
            id,
            act.partnership,
            test.id,
            cohort.id,
            cohort.title.clone(),
            cohort.language.clone(),
            cohort.zone.clone(),
            learned,
            begins,
            until,
            act.by,
            act.at
        ],
    )
    .await?;
    for (number, day) in super::days(learned, begins, until).into_iter().enumerate() {
        let overdue = number == 0 && begins > learned;
        let at = if overdue { act.at } else { session::working_morning(day, &zone).max(act.at) };
        job::enqueue(tx, act.tenant, KIND, &json!({ "plan": id, "number": number + 1 }), at).await?;
    }
    let said = json!({ "title": test.title, "cohort": cohort.title, "until": until.to_string() });
    event::append(tx, of(act, "booster.planned").about(id.0).saying(said)).await?;
    Ok(id)
}

pub async fn find(db: &impl Sql, tenant: OrganisationId, id: BoosterPlanId) -> Result<Option<Plan>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND id = $2");
    db.maybe(&sql, values![tenant, id]).await
}

/// The plans of a test, by the name of their cohort.
pub async fn of_test(db: &impl Sql, tenant: OrganisationId, test: TestId) -> Result<Vec<Plan>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND test_id = $2 ORDER BY cohort_title, id LIMIT 500");
    db.all(&sql, values![tenant, test]).await
}

/// Nobody is asked any more. Says whether anybody would have been.
pub async fn end(tx: &Tx, act: Act, test: &Test, plan: &Plan) -> Result<bool, DbError> {
    let ended = tx
        .run(
            "UPDATE booster_plan SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL",
            values![act.tenant, plan.id, act.at],
        )
        .await?;
    if ended > 0 {
        let said = json!({ "title": test.title, "cohort": plan.cohort_title });
        event::append(tx, of(act, "booster.ended").about(plan.id.0).saying(said)).await?;
    }
    Ok(ended > 0)
}

/// Who was asked, and by which link they answer.
pub struct Invitation {
    pub name: String,
    pub email: String,
    pub token: String,
}

#[derive(FromQueryResult)]
struct Earlier {
    enrolment_id: EnrolmentId,
    number: i64,
    places: String,
}

#[derive(FromQueryResult)]
struct Known {
    enrolment_id: EnrolmentId,
    place: i64,
    share: f64,
}

/// Asks everyone of the cohort who is still in it, once; a booster that was asked already asks nobody.
pub async fn ask(
    tx: &Tx,
    tenant: OrganisationId,
    plan: &Plan,
    number: i64,
    today: Day,
) -> Result<Vec<Invitation>, DbError> {
    let earlier: Vec<Earlier> = tx
        .all(
            "SELECT enrolment_id, number, places FROM booster WHERE organisation_id = $1 AND plan_id = $2",
            values![tenant, plan.id],
        )
        .await?;
    if plan.ended_at.is_some() || earlier.iter().any(|one| one.number == number) {
        return Ok(Vec::new());
    }
    let mut before: HashMap<EnrolmentId, Vec<usize>> = HashMap::new();
    for one in earlier {
        before.entry(one.enrolment_id).or_default().extend(read(&one.places));
    }
    let items = items_of(tx, tenant, plan.test_id).await?.len();
    // Of who sat more than once the last sitting counts.
    let known: Vec<Known> = tx
        .all(
            "SELECT a.enrolment_id, w.place, w.share FROM sitting s
             JOIN attempt a ON a.organisation_id = s.organisation_id AND a.sitting_id = s.id
             JOIN attempt_answer w ON w.organisation_id = a.organisation_id AND w.attempt_id = a.id
             WHERE s.organisation_id = $1 AND s.test_id = $2 AND s.cohort_id = $3 AND w.share IS NOT NULL
             ORDER BY a.submitted_at",
            values![tenant, plan.test_id, plan.cohort_id],
        )
        .await?;
    let mut shares: HashMap<EnrolmentId, Vec<f64>> = HashMap::new();
    for one in known {
        let place = usize::try_from(one.place).unwrap_or(usize::MAX);
        if let Some(share) = shares.entry(one.enrolment_id).or_insert_with(|| vec![0.0; items]).get_mut(place) {
            *share = one.share;
        }
    }
    let people = enrolment::of_cohort(tx, tenant, plan.cohort_id).await?;
    let tokens = secret::tokens(tenant, people.len())?;
    let nothing_known = vec![0.0; items];
    let mut rows = Vec::with_capacity(people.len());
    for (person, token) in people.iter().zip(&tokens) {
        let mut seed = [0_u8; 8];
        seed.copy_from_slice(&token.hash[..8]);
        let seed = i64::from_le_bytes(seed);
        let known = shares.get(&person.id).unwrap_or(&nothing_known);
        let places = pick(known, before.get(&person.id).map_or(&[][..], Vec::as_slice), seed);
        rows.push(values![
            tenant,
            plan.id,
            number,
            person.id,
            token.hash.clone(),
            seed,
            json!(places).to_string(),
            today
        ]);
    }
    let into = "booster (organisation_id, plan_id, number, enrolment_id, token_hash, seed, places, asked_on)";
    tx.insert_all(into, rows).await?;
    let invited = people.into_iter().zip(tokens);
    Ok(invited
        .map(|(person, token)| Invitation { name: person.name, email: person.email, token: token.text })
        .collect())
}

fn read(places: &str) -> Vec<usize> {
    serde_json::from_str(places).unwrap_or_default()
}

/// What one person is asked to recall.
#[derive(Clone, Debug)]
pub struct Asked {
    pub tenant: OrganisationId,
    pub plan: Plan,
    pub enrolment: EnrolmentId,
    pub number: i64,
    pub seed: i64,
    pub places: Vec<usize>,
    pub asked_on: Day,
    pub answered_at: Option<Moment>,
}

impl Asked {
    pub fn is_open(&self, at: Moment) -> bool {
        at.day_in(&self.plan.time_zone()) <= self.asked_on.plus_days(OPEN_DAYS)
    }
}

#[derive(FromQueryResult)]
struct Row {
    plan_id: BoosterPlanId,
    enrolment_id: EnrolmentId,
    number: i64,
    seed: i64,
    places: String,
    asked_on: Day,
    answered_at: Option<Moment>,
}

/// What a link asks, as long as its person is enrolled.
pub async fn by_token(db: &impl Sql, token: &str) -> Result<Option<Asked>, DbError> {
    let Some(tenant) = secret::tenant_of(token) else { return Ok(None) };
    let row: Option<Row> = db
        .maybe(
            "SELECT b.plan_id, b.enrolment_id, b.number, b.seed, b.places, b.asked_on, b.answered_at FROM booster b
             JOIN enrolment n ON n.organisation_id = b.organisation_id AND n.id = b.enrolment_id
             WHERE b.organisation_id = $1 AND b.token_hash = $2",
            values![tenant, secret::hash_of(token)],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let plan = find(db, tenant, row.plan_id).await?;
    Ok(plan.map(|plan| Asked {
        tenant,
        plan,
        enrolment: row.enrolment_id,
        number: row.number,
        seed: row.seed,
        places: read(&row.places),
        asked_on: row.asked_on,
        answered_at: row.answered_at,
    }))
}

/// Keeps how much was right. Says whether it was the first answer; only that one counts.
pub async fn answer(tx: &Tx, asked: &Asked, points: f64, most: f64, at: Moment) -> Result<bool, DbError> {
    let days = i64::from(at.day_in(&asked.plan.time_zone()).days_since(asked.plan.learned));
    let first = tx
        .run(
            "UPDATE booster SET answered_at = $5, points = $6, most = $7, days = $8 WHERE organisation_id = $1
             AND plan_id = $2 AND number = $3 AND enrolment_id = $4 AND answered_at IS NULL",
            values![asked.tenant, asked.plan.id, asked.number, asked.enrolment, at, points, most, days],
        )
        .await?;
    if first > 0 {
        let event = Event::new(asked.tenant, at, "booster.answered").within(asked.plan.partnership_id);
        let said = json!({ "cohort": asked.plan.cohort_title });
        event::append(tx, event.about(asked.plan.id.0).saying(said)).await?;
    }
    Ok(first > 0)
}

/// The plans of whoever is enrolled with an address, with the title of what they are about.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Own {
    pub title: String,
    pub learned: Day,
    pub begins: Day,
    pub needed_until: Day,
}

impl Own {
    pub fn days(&self) -> Vec<Day> {
        super::days(self.learned, self.begins, self.needed_until)
    }
}

pub async fn of_person(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    email: &str,
) -> Result<Vec<Own>, DbError> {
    db.all(
        "SELECT t.title, b.learned, b.begins, b.needed_until FROM enrolment n
         JOIN booster_plan b ON b.organisation_id = n.organisation_id AND b.cohort_id = n.cohort_id
         JOIN test t ON t.organisation_id = b.organisation_id AND t.id = b.test_id
         WHERE n.organisation_id = $1 AND b.partnership_id = $2 AND n.email = $3 AND b.ended_at IS NULL
         ORDER BY b.learned DESC, b.id LIMIT 20",
        values![tenant, partnership, email.to_lowercase()],
    )
    .await
}
