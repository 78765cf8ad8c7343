//! One click: gather what the evidence says now, and freeze it.

use lustrum_kernel::Moment;
use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Tx};
use lustrum_kernel::id::PersonId;

use super::{Review, freeze, gather, latest, note};
use crate::quarter::Quarter;

#[derive(Debug, thiserror::Error)]
pub enum MakeRefused {
    #[error("{0} has not begun yet")]
    NotBegun(Quarter),
    #[error("the partnership began after {0}")]
    BeforePartnership(Quarter),
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Makes the review of a period, or gives the one that there is where nothing has changed since.
pub async fn make(
    tx: &Tx,
    partnership: &Partnered,
    person: Option<PersonId>,
    at: Moment,
    period: Quarter,
    generated: bool,
) -> Result<Review, MakeRefused> {
    let (from, until) = period.bounds();
    if at < from {
        return Err(MakeRefused::NotBegun(period));
    }
    if until <= partnership.since {
        return Err(MakeRefused::BeforePartnership(period));
    }
    let before = latest(tx, partnership.client, partnership.id, period).await?;
    let number = before.map_or(1, |review| review.number + 1);
    note::freeze(tx, partnership.client, partnership.id, period, number).await?;
    let content = gather(tx, partnership, period, at, generated).await?;
    Ok(freeze(tx, partnership.client, partnership.id, person, at, content).await?)
}

/// The newest review of a period, made now where there is none: what the command line prints.
pub async fn latest_or_made(
    tx: &Tx,
    partnership: &Partnered,
    at: Moment,
    period: Quarter,
    generated: bool,
) -> Result<Review, MakeRefused> {
    match latest(tx, partnership.client, partnership.id, period).await? {
        Some(review) => Ok(review),
        None => make(tx, partnership, None, at, period, generated).await,
    }
}
