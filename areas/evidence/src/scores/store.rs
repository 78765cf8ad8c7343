use lustrum_delivery::Act;
use lustrum_delivery::cohort::Cohort;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Day, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Assessment, AssessmentId, Pair, Words};
use crate::secret;

/// Takes the scores of a cohort in. What was there under the same title is superseded.
pub async fn import(
    tx: &Tx,
    act: Act,
    cohort: &Cohort,
    words: &Words,
    scores: &[Pair],
) -> Result<AssessmentId, DbError> {
    let id = AssessmentId::new();
    let superseded = tx
        .run(
            "UPDATE assessment SET superseded_at = $4
             WHERE organisation_id = $1 AND cohort_id = $2 AND title = $3 AND superseded_at IS NULL",
            values![act.tenant, cohort.id, words.title.clone(), act.at],
        )
        .await?;
    tx.run(
        "INSERT INTO assessment (organisation_id, id, partnership_id, programme_id, cohort_id, cohort_title, title,
           most, before_day, after_day, made_by, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        values![
            act.tenant,
            id,
            act.partnership,
            cohort.programme_id,
            cohort.id,
            cohort.title.clone(),
            words.title.clone(),
            words.most,
            words.before,
            words.after,
            act.by,
            act.at
        ],
    )
    .await?;
    // Random ids, so that the rows do not keep the order of the names in the file.
    let ids = secret::shuffled(scores.len())?;
    let mut order: Vec<(lustrum_kernel::uuid::Uuid, &Pair)> =
        secret::shuffled(scores.len())?.into_iter().zip(scores).collect();
    order.sort_by_key(|(place, _)| place.as_u128().swap_bytes());
    let rows = ids
        .into_iter()
        .zip(order)
        .map(|(row, (_, pair))| values![act.tenant, id, row, pair.before, pair.after])
        .collect();
    tx.insert_all("score (organisation_id, assessment_id, id, before_score, after_score)", rows).await?;
    let said = json!({
        "title": words.title, "cohort": cohort.title, "count": scores.len(), "superseded": superseded > 0,
    });
    let event = Event::new(act.tenant, act.at, "scores.imported").by(act.by).within(act.partnership);
    event::append(tx, event.about(id.0).saying(said)).await?;
    Ok(id)
}

/// The assessments whose second day lies between two days, the newest first, at most 500.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
) -> Result<Vec<Assessment>, DbError> {
    db.all(
        "SELECT a.id, a.cohort_id, a.cohort_title, a.title, a.most, a.before_day, a.after_day,
           (SELECT COUNT(*) FROM score s WHERE s.organisation_id = a.organisation_id AND s.assessment_id = a.id) AS people
         FROM assessment a WHERE a.organisation_id = $1 AND a.partnership_id = $2 AND a.superseded_at IS NULL
         AND a.after_day >= $3 AND a.after_day <= $4 ORDER BY a.after_day DESC, a.id DESC LIMIT 500",
        values![tenant, partnership, days.0, days.1],
    )
    .await
}

#[derive(FromQueryResult)]
struct Row {
    assessment_id: AssessmentId,
    before_score: f64,
    after_score: f64,
}

/// The pairs of the same assessments.
pub async fn pairs(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    days: (Day, Day),
) -> Result<Vec<(AssessmentId, Pair)>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT s.assessment_id, s.before_score, s.after_score FROM score s
             JOIN assessment a ON a.organisation_id = s.organisation_id AND a.id = s.assessment_id
             WHERE a.organisation_id = $1 AND a.partnership_id = $2 AND a.superseded_at IS NULL
             AND a.after_day >= $3 AND a.after_day <= $4",
            values![tenant, partnership, days.0, days.1],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.assessment_id, Pair { before: row.before_score, after: row.after_score }))
        .collect())
}
