use std::collections::HashSet;

use lustrum_delivery::Act;
use lustrum_delivery::cohort::Cohort;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Answer, FollowUp, FollowUpId, OPEN_DAYS, Plan, PlanId};
use crate::secret;

const PLAN: &str =
    "p.id, p.programme_id, p.cohort_id, c.title AS cohort_title, c.zone, c.language, p.anchor, p.reminders,
    p.ended_at FROM follow_up_plan p JOIN cohort c ON c.organisation_id = p.organisation_id AND c.id = p.cohort_id";
const FOLLOW_UP: &str = "f.id, f.plan_id, f.days, f.source, f.person_email, f.person_name, f.unit, f.recipient,
    f.recipient_name, f.asked_on, f.reminded, f.answered_on FROM follow_up f";

/// Plans the follow-ups of a cohort; says whether it had no plan.
pub async fn plan(tx: &Tx, act: Act, cohort: &Cohort, anchor: Day, reminders: i64) -> Result<Option<PlanId>, DbError> {
    let id = PlanId::new();
    let made = tx
        .run(
            "INSERT INTO follow_up_plan (organisation_id, id, partnership_id, programme_id, cohort_id, anchor, reminders,
               made_by, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)
             ON CONFLICT (organisation_id, cohort_id) DO NOTHING",
            values![
                act.tenant,
                id,
                act.partnership,
                cohort.programme_id,
                cohort.id,
                anchor,
                reminders,
                act.by,
                act.at
            ],
        )
        .await?;
    if made == 0 {
        return Ok(None);
    }
    let said = json!({ "cohort": cohort.title, "anchor": anchor.to_string() });
    let event = Event::new(act.tenant, act.at, "follow-up.planned").by(act.by).within(act.partnership);
    event::append(tx, event.about(id.0).saying(said)).await?;
    Ok(Some(id))
}

/// Ends a plan: from now on nobody is asked or reminded. Says whether it ran.
pub async fn end(tx: &Tx, act: Act, plan: &Plan) -> Result<bool, DbError> {
    let ended = tx
        .run(
            "UPDATE follow_up_plan SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL",
            values![act.tenant, plan.id, act.at],
        )
        .await?;
    if ended > 0 {
        let said = json!({ "cohort": plan.cohort_title });
        let event = Event::new(act.tenant, act.at, "follow-up.ended").by(act.by).within(act.partnership);
        event::append(tx, event.about(plan.id.0).saying(said)).await?;
    }
    Ok(ended > 0)
}

pub async fn find(db: &impl Sql, tenant: OrganisationId, id: PlanId) -> Result<Option<Plan>, DbError> {
    let sql = format!("SELECT {PLAN} WHERE p.organisation_id = $1 AND p.id = $2");
    db.maybe(&sql, values![tenant, id]).await
}

/// The plans of a partnership, the newest first, at most 500.
pub async fn plans(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Plan>, DbError> {
    let sql =
        format!("SELECT {PLAN} WHERE p.organisation_id = $1 AND p.partnership_id = $2 ORDER BY p.id DESC LIMIT 500");
    db.all(&sql, values![tenant, partnership]).await
}

/// In which partnership a plan is.
pub async fn partnership_of(
    db: &impl Sql,
    tenant: OrganisationId,
    id: PlanId,
) -> Result<Option<PartnershipId>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        partnership_id: PartnershipId,
    }
    let sql = "SELECT partnership_id FROM follow_up_plan WHERE organisation_id = $1 AND id = $2";
    let row: Option<Row> = db.maybe(sql, values![tenant, id]).await?;
    Ok(row.map(|row| row.partnership_id))
}

/// Who was asked at a moment of a plan.
pub async fn of_moment(
    db: &impl Sql,
    tenant: OrganisationId,
    plan: PlanId,
    days: i64,
) -> Result<Vec<FollowUp>, DbError> {
    let sql = format!(
        "SELECT {FOLLOW_UP} WHERE f.organisation_id = $1 AND f.plan_id = $2 AND f.days = $3 ORDER BY f.id LIMIT 50000"
    );
    db.all(&sql, values![tenant, plan, days]).await
}

/// Writes the questions of a moment down.
pub async fn ask(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    programme: ProgrammeId,
    asked: &[FollowUp],
) -> Result<(), DbError> {
    let rows = asked.iter().map(|one| {
        values![
            tenant,
            one.id,
            one.plan_id,
            partnership,
            programme,
            one.days,
            one.source.clone(),
            one.person_email.clone(),
            one.person_name.clone(),
            one.unit.clone(),
            one.recipient.clone(),
            one.recipient_name.clone(),
            one.asked_on,
            one.reminded
        ]
    });
    tx.insert_all(
        "follow_up (organisation_id, id, plan_id, partnership_id, programme_id, days, source, person_email, person_name,
         unit, recipient, recipient_name, asked_on, reminded)",
        rows.collect(),
    )
    .await
}

/// A link of its own for each of these questions; earlier links stay good.
pub async fn links(tx: &Tx, tenant: OrganisationId, asked: &[FollowUp]) -> Result<Vec<String>, DbError> {
    let tokens = secret::tokens(tenant, asked.len())?;
    let rows = tokens.iter().zip(asked).map(|(token, one)| values![tenant, token.hash.clone(), one.id]);
    tx.insert_all("follow_up_link (organisation_id, token_hash, follow_up_id)", rows.collect()).await?;
    Ok(tokens.into_iter().map(|token| token.text).collect())
}

/// Notes that these were reminded.
pub async fn note_reminded(tx: &Tx, tenant: OrganisationId, reminded: &[FollowUp]) -> Result<(), DbError> {
    for part in reminded.chunks(1_000) {
        let places: Vec<String> = (0..part.len()).map(|place| format!("${}", place + 2)).collect();
        let sql = format!(
            "UPDATE follow_up SET reminded = reminded + 1 WHERE organisation_id = $1 AND id IN ({})",
            places.join(",")
        );
        let mut named = values![tenant];
        named.extend(part.iter().map(|one| sea_orm::Value::from(one.id)));
        tx.run(&sql, named).await?;
    }
    Ok(())
}

/// A question behind a link, with what its page says.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Open {
    #[sea_orm(nested)]
    pub follow_up: FollowUp,
    pub partnership_id: PartnershipId,
    pub programme_title: String,
}

/// The question that a token is for; nothing where it was answered, never existed, or is too old.
pub async fn by_token(db: &impl Sql, token: &str, today: Day) -> Result<Option<(OrganisationId, Open)>, DbError> {
    let Some(tenant) = secret::tenant_of(token) else { return Ok(None) };
    let columns = FOLLOW_UP.replace(" FROM follow_up f", "");
    let sql = format!(
        "SELECT {columns}, f.partnership_id, g.title AS programme_title FROM follow_up f
         JOIN follow_up_link l ON l.organisation_id = f.organisation_id AND l.follow_up_id = f.id
         JOIN programme g ON g.organisation_id = f.organisation_id AND g.id = f.programme_id
         WHERE l.organisation_id = $1 AND l.token_hash = $2 AND f.answered_on IS NULL AND f.asked_on >= $3"
    );
    let values = values![tenant, secret::hash_of(token), today.plus_days(-OPEN_DAYS)];
    let open: Option<Open> = db.maybe(&sql, values).await?;
    Ok(open.map(|open| (tenant, open)))
}

/// Takes an answer once; of two at once one is taken.
pub async fn answer(
    tx: &Tx,
    tenant: OrganisationId,
    id: FollowUpId,
    day: Day,
    answer: &Answer,
) -> Result<bool, DbError> {
    let first = tx
        .run(
            "UPDATE follow_up SET answered_on = $3 WHERE organisation_id = $1 AND id = $2 AND answered_on IS NULL",
            values![tenant, id, day],
        )
        .await?;
    if first > 0 {
        insert(tx, tenant, vec![(id, day, answer.clone())]).await?;
    }
    Ok(first > 0)
}

/// Takes many answers at once.
pub async fn answer_many(
    tx: &Tx,
    tenant: OrganisationId,
    plan: PlanId,
    days: i64,
    answers: Vec<(FollowUpId, Day, Answer)>,
) -> Result<(), DbError> {
    insert(tx, tenant, answers).await?;
    tx.run(
        "UPDATE follow_up SET answered_on = (SELECT a.day FROM follow_up_answer a
           WHERE a.organisation_id = follow_up.organisation_id AND a.follow_up_id = follow_up.id)
         WHERE organisation_id = $1 AND plan_id = $2 AND days = $3",
        values![tenant, plan, days],
    )
    .await?;
    Ok(())
}

async fn insert(tx: &Tx, tenant: OrganisationId, answers: Vec<(FollowUpId, Day, Answer)>) -> Result<(), DbError> {
    let rows = answers
        .into_iter()
        .map(|(id, day, given)| values![tenant, id, day, given.applies, given.levers.join(" "), given.example]);
    tx.insert_all("follow_up_answer (organisation_id, follow_up_id, day, applies, levers, example)", rows.collect())
        .await
}

/// Leaves someone alone in a partnership from now on.
pub async fn opt_out(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    email: &str,
    day: Day,
) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO follow_up_opt_out (organisation_id, partnership_id, email, day) VALUES ($1,$2,$3,$4)
         ON CONFLICT (organisation_id, partnership_id, email) DO NOTHING",
        values![tenant, partnership, email, day],
    )
    .await?;
    Ok(())
}

/// Who asked to be left alone.
pub async fn opted_out(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<HashSet<String>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        email: String,
    }
    let rows: Vec<Row> = db
        .all(
            "SELECT email FROM follow_up_opt_out WHERE organisation_id = $1 AND partnership_id = $2 LIMIT 100000",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.email).collect())
}

/// A question with its answer, for figures.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Asked {
    pub programme_id: ProgrammeId,
    pub cohort_title: String,
    pub days: i64,
    pub source: String,
    pub person_email: String,
    pub asked_on: Day,
    pub answered_on: Option<Day>,
    pub applies: Option<i64>,
    pub levers: Option<String>,
}

/// Every question of a partnership that was asked until a day, with its answer.
pub async fn asked(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    until: Day,
) -> Result<Vec<Asked>, DbError> {
    db.all(
        "SELECT f.programme_id, c.title AS cohort_title, f.days, f.source, f.person_email, f.asked_on, f.answered_on,
           a.applies, a.levers
         FROM follow_up f
         JOIN follow_up_plan p ON p.organisation_id = f.organisation_id AND p.id = f.plan_id
         JOIN cohort c ON c.organisation_id = p.organisation_id AND c.id = p.cohort_id
         LEFT JOIN follow_up_answer a ON a.organisation_id = f.organisation_id AND a.follow_up_id = f.id
         WHERE f.organisation_id = $1 AND f.partnership_id = $2 AND f.asked_on <= $3
         ORDER BY f.days, f.source, f.person_email, f.id LIMIT 200000",
        values![tenant, partnership, until],
    )
    .await
}

/// The last session of a cohort, as a day where it is held.
pub async fn last_session(db: &impl Sql, tenant: OrganisationId, cohort: &Cohort) -> Result<Option<Day>, DbError> {
    let micros = db
        .number(
            "SELECT MAX(starts_at) AS number FROM session WHERE organisation_id = $1 AND cohort_id = $2",
            values![tenant, cohort.id],
        )
        .await?;
    let zone = jiff::tz::TimeZone::get(&cohort.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    Ok((micros > 0).then(|| Moment::from_micros(micros)).flatten().map(|at| at.day_in(&zone)))
}

/// What observers saw of people after the training: the mean of their ratings, by programme and hash.
pub async fn seen_at_work(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<std::collections::HashMap<(ProgrammeId, String), f64>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        programme_id: ProgrammeId,
        subject: String,
        mean: f64,
    }
    let rows: Vec<Row> = db
        .all(
            "SELECT programme_id, subject, AVG(CAST(value AS DOUBLE PRECISION)) AS mean FROM rating
             WHERE organisation_id = $1 AND partnership_id = $2 AND occasion = 'after'
             GROUP BY programme_id, subject LIMIT 200000",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().map(|row| ((row.programme_id, row.subject), row.mean)).collect())
}
