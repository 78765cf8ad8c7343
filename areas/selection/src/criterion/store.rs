use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::values;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Criterion, CriterionId, NewCriterion};
use crate::Act;
use crate::round::{Round, RoundId};

const INTO: &str = "selection_criterion (organisation_id, id, round_id, parent_id, place, title, question, weight)";

/// The criteria with which a round starts, each as heavy as the others.
pub(crate) async fn start(
    tx: &Tx,
    tenant: OrganisationId,
    round: RoundId,
    criteria: &[NewCriterion],
) -> Result<(), DbError> {
    let weight = 1.0 / criteria.len().max(1) as f64;
    let row = |(place, one): (usize, &NewCriterion)| {
        let (title, question) = (one.title.clone(), one.question.clone());
        values![tenant, CriterionId::new(), round, None::<CriterionId>, place as i64, title, question, weight]
    };
    tx.insert_all(INTO, criteria.iter().enumerate().map(row).collect()).await
}

pub async fn of_round(db: &impl Sql, tenant: OrganisationId, round: RoundId) -> Result<Vec<Criterion>, DbError> {
    db.all(
        "SELECT id, parent_id, place, title, question, weight FROM selection_criterion
         WHERE organisation_id = $1 AND round_id = $2 ORDER BY place, id",
        values![tenant, round],
    )
    .await
}

/// The first level of the criteria by which the partner of a partnership was chosen; none where no round led to it. Where
/// it was chosen again, those of the choice that the partnership began with, as two choices ask much the same.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Criterion>, DbError> {
    db.all(
        "SELECT c.id, c.parent_id, c.place, c.title, c.question, c.weight FROM selection_decision d
         JOIN selection_criterion c ON c.organisation_id = d.organisation_id AND c.round_id = d.round_id
         WHERE d.organisation_id = $1 AND d.partnership_id = $2 AND c.parent_id IS NULL
         AND d.round_id = (SELECT f.round_id FROM selection_decision f WHERE f.organisation_id = $1 AND f.partnership_id = $2
           ORDER BY COALESCE(f.linked_at, f.decided_at), f.round_id LIMIT 1)
         ORDER BY c.place, c.id LIMIT 12",
        values![tenant, partnership],
    )
    .await
}

/// Adds a criterion to a group. It gets the weight of an equal among them; the others keep their proportions.
pub async fn add(
    tx: &Tx,
    act: Act,
    round: &Round,
    parent: Option<CriterionId>,
    new: &NewCriterion,
    group: &[&Criterion],
) -> Result<CriterionId, DbError> {
    let id = CriterionId::new();
    let number = group.len() as f64 + 1.0;
    let others: Vec<_> = group.iter().map(|one| (one.id, one.weight * (number - 1.0) / number)).collect();
    weigh(tx, act.tenant, round.id, parent, &others).await?;
    let last = "SELECT MAX(place) AS number FROM selection_criterion WHERE organisation_id = $1 AND round_id = $2";
    let place = tx.number(last, values![act.tenant, round.id]).await? + 1;
    let (title, question) = (new.title.clone(), new.question.clone());
    let row = values![act.tenant, id, round.id, parent, place, title, question, 1.0 / number];
    tx.insert_all(INTO, vec![row]).await?;
    let said = json!({ "title": round.title, "criterion": new.title });
    event::append(tx, act.event("selection.criterion-added").about(round.id.0).saying(said)).await?;
    Ok(id)
}

/// Takes a criterion out with its parts; the others of its group share its weight in proportion.
pub async fn remove(
    tx: &Tx,
    act: Act,
    round: &Round,
    criterion: &Criterion,
    group: &[&Criterion],
) -> Result<(), DbError> {
    tx.run(
        "DELETE FROM selection_criterion WHERE organisation_id = $1 AND round_id = $2 AND (id = $3 OR parent_id = $3)",
        values![act.tenant, round.id, criterion.id],
    )
    .await?;
    let left: Vec<_> = group.iter().filter(|one| one.id != criterion.id).collect();
    let sum: f64 = left.iter().map(|one| one.weight).sum();
    let others: Vec<_> = left.iter().map(|one| (one.id, one.weight / sum)).collect();
    weigh(tx, act.tenant, round.id, criterion.parent_id, &others).await?;
    let said = json!({ "title": round.title, "criterion": criterion.title });
    event::append(tx, act.event("selection.criterion-removed").about(round.id.0).saying(said)).await?;
    Ok(())
}

/// The weights of a group, given directly.
pub async fn weigh_directly(
    tx: &Tx,
    act: Act,
    round: &Round,
    parent: Option<CriterionId>,
    weights: &[(CriterionId, f64)],
) -> Result<(), DbError> {
    weigh(tx, act.tenant, round.id, parent, weights).await?;
    note_weights(tx, act, round).await
}

/// The weights of a group with the comparisons that they come from.
pub async fn weigh_by_pairs(
    tx: &Tx,
    act: Act,
    round: &Round,
    parent: Option<CriterionId>,
    weights: &[(CriterionId, f64)],
    pairs: &[(CriterionId, CriterionId, f64)],
) -> Result<(), DbError> {
    weigh(tx, act.tenant, round.id, parent, weights).await?;
    let group = group_of(round.id, parent);
    let rows = pairs.iter().map(|(one, other, value)| values![act.tenant, round.id, group, *one, *other, *value]);
    let into = "selection_comparison (organisation_id, round_id, group_id, one_id, other_id, value)";
    tx.insert_all(into, rows.collect()).await?;
    note_weights(tx, act, round).await
}

async fn note_weights(tx: &Tx, act: Act, round: &Round) -> Result<(), DbError> {
    let said = json!({ "title": round.title });
    event::append(tx, act.event("selection.weighed").about(round.id.0).saying(said)).await?;
    Ok(())
}

fn group_of(round: RoundId, parent: Option<CriterionId>) -> uuid::Uuid {
    parent.map_or(round.0, |parent| parent.0)
}

/// Writes weights in one statement; comparisons of the group go, as they no longer give these weights.
async fn weigh(
    tx: &Tx,
    tenant: OrganisationId,
    round: RoundId,
    parent: Option<CriterionId>,
    weights: &[(CriterionId, f64)],
) -> Result<(), DbError> {
    tx.run(
        "DELETE FROM selection_comparison WHERE organisation_id = $1 AND round_id = $2 AND group_id = $3",
        values![tenant, round, group_of(round, parent)],
    )
    .await?;
    if weights.is_empty() {
        return Ok(());
    }
    let mut all = values![tenant, round];
    let mut cases = String::new();
    for (id, weight) in weights {
        all.extend(values![*id, *weight]);
        cases.push_str(&format!(" WHEN id = ${} THEN CAST(${} AS DOUBLE PRECISION)", all.len() - 1, all.len()));
    }
    let sql = format!(
        "UPDATE selection_criterion SET weight = CASE{cases} ELSE weight END
         WHERE organisation_id = $1 AND round_id = $2"
    );
    tx.run(&sql, all).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Compared {
    group_id: uuid::Uuid,
    one_id: CriterionId,
    other_id: CriterionId,
    value: f64,
}

/// A comparison within a group, which is nothing for the first level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    pub group: Option<CriterionId>,
    pub one: CriterionId,
    pub other: CriterionId,
    pub value: f64,
}

pub async fn comparisons(db: &impl Sql, tenant: OrganisationId, round: RoundId) -> Result<Vec<Comparison>, DbError> {
    let rows: Vec<Compared> = db
        .all(
            "SELECT group_id, one_id, other_id, value FROM selection_comparison
             WHERE organisation_id = $1 AND round_id = $2",
            values![tenant, round],
        )
        .await?;
    let group = |id: uuid::Uuid| (id != round.0).then_some(CriterionId(id));
    Ok(rows
        .into_iter()
        .map(|row| Comparison { group: group(row.group_id), one: row.one_id, other: row.other_id, value: row.value })
        .collect())
}
