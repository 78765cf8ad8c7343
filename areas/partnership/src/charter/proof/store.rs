//! The readings behind the chances: those from before the first charter came into force, as they were known when the
//! text of this version was frozen, or as they are known now.

use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::{Day, Moment};
use lustrum_strategy::{kpi, reading};

use super::{Proof, Untold, promise, prove};
use crate::charter::{CharterMeasureId, CharterVersion, Head, Measure};

/// Of each measure what can be proven, or why that can't be told.
pub type Proofs = Vec<(CharterMeasureId, Result<Proof, Untold>)>;

/// The day from which months are counted: when the first charter came into force, else today.
pub fn start(known: &[Head], now: Moment) -> Day {
    let first = known.iter().filter_map(|head| head.in_force_at).min();
    first.unwrap_or(now).day_in(&jiff::tz::TimeZone::UTC)
}

pub async fn of_version(
    db: &impl Sql,
    now: Moment,
    tenant: OrganisationId,
    version: &CharterVersion,
    known: &[Head],
) -> Result<Proofs, DbError> {
    let mut proofs = Vec::with_capacity(version.measures.len());
    for measure in &version.measures {
        proofs.push((measure.id, of_measure(db, now, tenant, version, measure, known).await?));
    }
    Ok(proofs)
}

/// What can be proven of one measure.
pub async fn of_measure(
    db: &impl Sql,
    now: Moment,
    tenant: OrganisationId,
    version: &CharterVersion,
    measure: &Measure,
    known: &[Head],
) -> Result<Result<Proof, Untold>, DbError> {
    let start = start(known, now);
    let (promise, id) = match (promise(measure, start), measure.kpi) {
        (Ok(promise), Some(id)) => (promise, id),
        (Err(untold), _) => return Ok(Err(untold)),
        (Ok(_), None) => return Ok(Err(Untold::NoKpi)),
    };
    let Some(kpi) = kpi::version(db, tenant, id).await? else { return Ok(Err(Untold::NoKpi)) };
    let at = version.head.frozen.as_ref().map_or(now, |frozen| frozen.at);
    let (from, until) = (start.plus_months(-120), start.plus_days(-1));
    let readings = reading::as_known(db, tenant, kpi.id, at, from, until).await?;
    let step = usize::try_from(kpi.current.definition.cadence.months()).unwrap_or(1);
    Ok(prove(promise, &readings, step))
}
