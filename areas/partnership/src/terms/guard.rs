//! Whether what a fee hangs on can be proven by the day on which it is settled: the chances of the charter's panel, on
//! that day. Money on what can hardly be told from chance needs both sides to say that they want it.

use lustrum_kernel::Moment;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;

use super::Terms;
use crate::charter::proof::{HORIZON, Proof, months_between, of_version, start};
use crate::charter::{CharterVersion, Head};

/// Below this chance, in percent, both sides have to say that they want it.
pub const WEAK_BELOW: i64 = 50;

/// For each part that hangs on a measure the chance, in percent, that the change which the charter promises can be told
/// from chance by the settlement date; nothing where that can't be told.
pub async fn chances(
    db: &impl Sql,
    now: Moment,
    tenant: OrganisationId,
    charter: &CharterVersion,
    known: &[Head],
    terms: &Terms,
) -> Result<Vec<Option<i64>>, DbError> {
    let (start, proofs) = (start(known, now), of_version(db, now, tenant, charter, known).await?);
    let chance = |part: &super::Outcome| {
        let (_, proof) = proofs.iter().find(|(id, _)| *id == part.measure)?;
        let months = usize::try_from(months_between(start, part.on)).ok()?;
        percent(proof.as_ref().ok()?, months)
    };
    Ok(terms.outcomes.iter().map(chance).collect())
}

/// The chance after so many months, or after the last ones before that are computed.
fn percent(proof: &Proof, months: usize) -> Option<i64> {
    let at = proof.after.iter().rev().find(|at| at.months <= months.min(HORIZON))?;
    // Never told as certain; a whole percent below the chance, so that 49.9 is not taken for 50.
    Some(((at.best() * 100.0).floor() as i64).clamp(1, 99))
}
