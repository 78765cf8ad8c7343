//! The figures of an agreement as they leave at a moment.

use lustrum_kernel::db::Sql;
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Day, Moment};
use lustrum_strategy::kpi::{self, Kpi};
use lustrum_strategy::reading;

use super::{Observed, Release, release};
use crate::agreement::Agreement;

/// A release with the definition of its KPI.
#[derive(Clone, Debug)]
pub struct Figures {
    pub kpi: Kpi,
    pub release: Release,
}

/// What the partner sees under this agreement, from what was known at this moment. Whether it may see it is asked
/// elsewhere ([`crate::visible_to_partner`]).
pub async fn figures(db: &impl Sql, agreement: &Agreement, at: Moment) -> Result<Figures, Problem> {
    let terms = &agreement.terms;
    let kpi = kpi::find(db, agreement.organisation, terms.kpi).await?.ok_or(Problem::NotFound)?;
    let observed = match reading::periods(db, agreement.organisation, terms.kpi).await? {
        Some((first, last)) => observed(db, agreement, at, first, last).await?,
        None => Vec::new(),
    };
    let release = release(&observed, terms.grain, terms.smallest_group).map_err(broken)?;
    Ok(Figures { kpi, release })
}

/// The same for the periods that begin between two days.
pub async fn figures_between(
    db: &impl Sql,
    agreement: &Agreement,
    at: Moment,
    from: Day,
    until: Day,
) -> Result<Release, Problem> {
    let observed = observed(db, agreement, at, from, until).await?;
    release(&observed, agreement.terms.grain, agreement.terms.smallest_group).map_err(broken)
}

async fn observed(
    db: &impl Sql,
    agreement: &Agreement,
    at: Moment,
    from: Day,
    until: Day,
) -> Result<Vec<Observed>, Problem> {
    let readings = reading::as_known(db, agreement.organisation, agreement.terms.kpi, at, from, until).await?;
    let observed = readings.into_iter().map(|reading| Observed {
        unit: reading.unit,
        period: reading.period,
        value: reading.value,
        n: reading.people,
    });
    Ok(observed.collect())
}

fn broken(error: lustrum_disclosure::DisclosureError) -> Problem {
    Problem::Broken(error.to_string())
}
