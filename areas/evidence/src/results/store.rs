//! Which KPIs a partnership is about, and what was written down of them beforehand.

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::values;
use lustrum_partnership::charter;
use lustrum_strategy::goal;
use lustrum_strategy::kpi::{self, KpiId};
use sea_orm::FromQueryResult;

use crate::levels::Look;

/// What the charter or a goal says of a KPI.
pub struct Promise {
    pub kpi: KpiId,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
}

/// The promises that one side knows, those of the charter in force first.
pub async fn promises(db: &impl Sql, look: &Look) -> Result<Vec<Promise>, DbError> {
    let mut promises = Vec::new();
    let charter = charter::in_force_on(db, look.tenant, look.partnership, look.at).await?;
    for measure in charter.into_iter().flat_map(|charter| charter.measures) {
        let Some(version) = measure.kpi else { continue };
        let Some(kpi) = kpi::version(db, look.tenant, version).await? else { continue };
        promises.push(Promise { kpi: kpi.id, baseline: measure.baseline, target: measure.target });
    }
    let goals = match look.side {
        Side::Partner => goal::shared_with(db, look.tenant, look.partnership).await?,
        Side::Organisation => {
            let about = of_programmes(db, look).await?;
            let goals = goal::of_organisation(db, look.tenant).await?;
            goals.into_iter().filter(|goal| about.contains(&goal.kpi_id)).collect()
        }
    };
    promises.extend(goals.into_iter().map(|goal| Promise {
        kpi: goal.kpi_id,
        baseline: Some(goal.baseline),
        target: Some(goal.target),
    }));
    Ok(promises)
}

/// The KPIs that the organisation's side sees, each once.
pub async fn kpis(db: &impl Sql, look: &Look, promises: &[Promise]) -> Result<Vec<KpiId>, DbError> {
    let mut kpis: Vec<KpiId> = promises.iter().map(|promise| promise.kpi).collect();
    kpis.extend(of_programmes(db, look).await?);
    let mut seen = std::collections::HashSet::new();
    kpis.retain(|kpi| seen.insert(*kpi));
    Ok(kpis)
}

#[derive(FromQueryResult)]
struct Row {
    kpi_id: KpiId,
}

/// The KPIs of the goals and measures of a partnership's programmes, and of the goals that it shares.
async fn of_programmes(db: &impl Sql, look: &Look) -> Result<Vec<KpiId>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT g.kpi_id FROM programme p JOIN goal g ON g.organisation_id = p.organisation_id AND g.id = p.goal_id
             WHERE p.organisation_id = $1 AND p.partnership_id = $2
             UNION SELECT m.kpi_id FROM programme p
             JOIN programme_measure m ON m.organisation_id = p.organisation_id AND m.programme_id = p.id
             WHERE p.organisation_id = $1 AND p.partnership_id = $2 AND m.kpi_id IS NOT NULL
             UNION SELECT g.kpi_id FROM goal_share s
             JOIN goal g ON g.organisation_id = s.organisation_id AND g.id = s.goal_id
             WHERE s.organisation_id = $1 AND s.partnership_id = $2 LIMIT 50",
            values![look.tenant, look.partnership],
        )
        .await?;
    let mut kpis: Vec<KpiId> = rows.into_iter().map(|row| row.kpi_id).collect();
    kpis.sort();
    Ok(kpis)
}
