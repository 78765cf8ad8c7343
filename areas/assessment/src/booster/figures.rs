//! How much a cohort still knows at each booster: the curve of what is retained, as far as people answered.

use std::collections::BTreeMap;

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::figure::{Figure, Period, Source, Unit};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;

use super::{BoosterPlanId, Plan};
use crate::SMALLEST_GROUP;
use crate::exam::TestId;
use crate::figures::{Mean, broken, measured};

#[derive(FromQueryResult)]
struct Given {
    plan_id: BoosterPlanId,
    number: i64,
    asked_on: Day,
    points: Option<f64>,
    most: Option<f64>,
    days: Option<i64>,
    answered_at: Option<Moment>,
}

/// One booster of a cohort: whom it asked, who answered, and the mean of what they knew, in percent of the points.
#[derive(Clone, Debug)]
pub struct Recall {
    pub number: i64,
    pub asked: usize,
    pub answered: usize,
    /// The middle one of the days since the learning.
    pub days: Option<i64>,
    pub figure: Figure,
}

/// The plans of a test, each with what was recalled at its boosters.
pub async fn recalled(
    db: &impl Sql,
    tenant: OrganisationId,
    test: TestId,
) -> Result<Vec<(Plan, Vec<Recall>)>, DbError> {
    let plans = super::store::of_test(db, tenant, test).await?;
    let given: Vec<Given> = db
        .all(
            "SELECT b.plan_id, b.number, b.asked_on, b.points, b.most, b.days, b.answered_at FROM booster_plan p
             JOIN booster b ON b.organisation_id = p.organisation_id AND b.plan_id = p.id
             WHERE p.organisation_id = $1 AND p.test_id = $2",
            values![tenant, test],
        )
        .await?;
    let mut groups: BTreeMap<(BoosterPlanId, i64), Vec<Given>> = BTreeMap::new();
    for one in given {
        groups.entry((one.plan_id, one.number)).or_default().push(one);
    }
    let mut found: BTreeMap<BoosterPlanId, Vec<Recall>> = BTreeMap::new();
    for ((plan, number), given) in groups {
        if let Some(of) = plans.iter().find(|known| known.id == plan) {
            found.entry(plan).or_default().push(recall(of, number, &given)?);
        }
    }
    let with = plans.into_iter().map(|plan| {
        let recalls = found.remove(&plan.id).unwrap_or_default();
        (plan, recalls)
    });
    Ok(with.collect())
}

fn recall(plan: &Plan, number: i64, given: &[Given]) -> Result<Recall, DbError> {
    let zone = plan.time_zone();
    let shares: Vec<f64> = given
        .iter()
        .filter_map(|one| Some((one.points?, one.most.filter(|most| *most > 0.0)?)))
        .map(|(points, most)| points / most * 100.0)
        .collect();
    let from = given.iter().map(|one| one.asked_on).min().unwrap_or(plan.learned);
    let to = given.iter().filter_map(|one| Some(one.answered_at?.day_in(&zone))).max().unwrap_or(from).max(from);
    let period = Period { from: from.0, to: to.0 };
    let link = format!("/p/{}/tests/{}/boosters", plan.partnership_id, plan.test_id);
    let source = Source { name: "booster-source".to_owned(), link };
    let figure = match shares.len() as u64 {
        0 => Figure::without_evidence(Unit::Percent, period, source).map_err(|e| broken(&e))?,
        few if few < SMALLEST_GROUP => {
            Figure::withheld(Unit::Percent, SMALLEST_GROUP, period, source).map_err(|e| broken(&e))?
        }
        _ => measured::figure(Mean::of_hundred(&shares), Unit::Percent, period, source)?,
    };
    let mut days: Vec<i64> = given.iter().filter_map(|one| one.days).collect();
    days.sort_unstable();
    let days = days.get(days.len() / 2).copied().filter(|_| figure.value().is_some());
    Ok(Recall { number, asked: given.len(), answered: shares.len(), days, figure })
}
