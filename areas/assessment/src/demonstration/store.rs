use std::collections::BTreeMap;

use lustrum_delivery::Act;
use lustrum_delivery::cohort::{Cohort, CohortId};
use lustrum_delivery::enrolment::EnrolmentId;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Demonstration, DemonstrationId, Score};
use crate::act::event as of;
use crate::rubric::{Rubric, RubricId};

/// A demonstration that has no score yet; its person was enrolled when it was given. One person demonstrates one thing
/// once a day: the second is refused by the database.
pub async fn create(
    tx: &Tx,
    act: Act,
    rubric: &Rubric,
    cohort: &Cohort,
    person: EnrolmentId,
    day: Day,
    days: Option<i64>,
) -> Result<DemonstrationId, DbError> {
    let id = DemonstrationId::new();
    tx.run(
        "INSERT INTO demonstration (organisation_id, id, partnership_id, rubric_id, cohort_id, cohort_title, enrolment_id,
           day, days, reason, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,'',$10)",
        values![
            act.tenant,
            id,
            act.partnership,
            rubric.id,
            cohort.id,
            cohort.title.clone(),
            person,
            day,
            days,
            act.at
        ],
    )
    .await?;
    Ok(id)
}

/// Takes one rater's score in. Nothing where two are in already; a second score of one rater is refused by the database.
pub async fn score(
    tx: &Tx,
    act: Act,
    rubric: &Rubric,
    demonstration: DemonstrationId,
    rater: &str,
    levels: &[usize],
    words: &str,
) -> Result<bool, DbError> {
    // Locks the demonstration: of two who come second at once, one is second and one is too late.
    let there = tx
        .run(
            "UPDATE demonstration SET made_at = made_at WHERE organisation_id = $1 AND id = $2 AND (
               SELECT COUNT(*) FROM demonstration_score s WHERE s.organisation_id = $1 AND s.demonstration_id = $2) < 2",
            values![act.tenant, demonstration],
        )
        .await?;
    if there == 0 {
        return Ok(false);
    }
    let row = values![act.tenant, demonstration, act.by, rater, json!(levels).to_string(), words, act.at];
    let into = "demonstration_score (organisation_id, demonstration_id, rater_id, rater, levels, words, submitted_at)";
    tx.insert_all(into, vec![row]).await?;
    let event = of(act, "demonstration.scored").about(rubric.id.0);
    event::append(tx, event.saying(json!({ "title": rubric.title }))).await?;
    Ok(true)
}

/// Keeps what both agreed on, over their own scores, which stay. Nothing where it was agreed already.
pub async fn agree(
    tx: &Tx,
    act: Act,
    rubric: &Rubric,
    demonstration: DemonstrationId,
    levels: &[usize],
    reason: &str,
) -> Result<bool, DbError> {
    let agreed = tx
        .run(
            "UPDATE demonstration SET agreed = $3, reason = $4, agreed_by = $5, agreed_at = $6
             WHERE organisation_id = $1 AND id = $2 AND agreed IS NULL",
            values![act.tenant, demonstration, json!(levels).to_string(), reason, act.by, act.at],
        )
        .await?;
    if agreed > 0 {
        let event = of(act, "demonstration.agreed").about(rubric.id.0);
        event::append(tx, event.saying(json!({ "title": rubric.title }))).await?;
    }
    Ok(agreed > 0)
}

#[derive(FromQueryResult)]
struct Row {
    id: DemonstrationId,
    cohort_id: CohortId,
    cohort_title: String,
    enrolment_id: EnrolmentId,
    name: Option<String>,
    day: Day,
    days: Option<i64>,
    agreed: Option<String>,
    reason: String,
    rater_id: Option<PersonId>,
    rater: Option<String>,
    levels: Option<String>,
    words: Option<String>,
    submitted_at: Option<Moment>,
}

const SELECT: &str =
    "SELECT d.id, d.cohort_id, d.cohort_title, d.enrolment_id, n.name, d.day, d.days, d.agreed, d.reason,
      s.rater_id, s.rater, s.levels, s.words, s.submitted_at
    FROM demonstration d
    LEFT JOIN enrolment n ON n.organisation_id = d.organisation_id AND n.id = d.enrolment_id
    LEFT JOIN demonstration_score s ON s.organisation_id = d.organisation_id AND s.demonstration_id = d.id";

/// Rows of one demonstration each with one score, gathered.
fn gathered(rows: Vec<Row>) -> Vec<Demonstration> {
    let mut order = Vec::new();
    let mut all: BTreeMap<DemonstrationId, Demonstration> = BTreeMap::new();
    for row in rows {
        let demonstration = all.entry(row.id).or_insert_with(|| {
            order.push(row.id);
            Demonstration {
                id: row.id,
                cohort_id: row.cohort_id,
                cohort_title: row.cohort_title,
                enrolment_id: row.enrolment_id,
                name: row.name,
                day: row.day,
                days: row.days,
                scores: Vec::new(),
                agreed: row.agreed.as_deref().and_then(|text| serde_json::from_str(text).ok()),
                reason: row.reason,
            }
        });
        if let (Some(rater_id), Some(rater), Some(levels), Some(submitted_at)) =
            (row.rater_id, row.rater, row.levels, row.submitted_at)
        {
            let levels = serde_json::from_str(&levels).unwrap_or_default();
            let words = row.words.unwrap_or_default();
            demonstration.scores.push(Score { rater_id, rater, levels, words, submitted_at });
        }
    }
    order.into_iter().filter_map(|id| all.remove(&id)).collect()
}

/// The newest 2,000 of a rubric, the newest first.
pub async fn of_rubric(db: &impl Sql, tenant: OrganisationId, rubric: RubricId) -> Result<Vec<Demonstration>, DbError> {
    let sql = format!(
        "{SELECT} WHERE d.organisation_id = $1 AND d.rubric_id = $2 ORDER BY d.id DESC, s.submitted_at, s.rater_id
         LIMIT 4000"
    );
    Ok(gathered(db.all(&sql, values![tenant, rubric]).await?))
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    rubric: RubricId,
    id: DemonstrationId,
) -> Result<Option<Demonstration>, DbError> {
    let sql = format!(
        "{SELECT} WHERE d.organisation_id = $1 AND d.rubric_id = $2 AND d.id = $3 ORDER BY s.submitted_at, s.rater_id"
    );
    Ok(gathered(db.all(&sql, values![tenant, rubric, id]).await?).pop())
}
