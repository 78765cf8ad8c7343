//! `X-Experience-API-Consistent-Through`: everything that was stored until then can be read, and nothing will turn up that
//! was stored before. One process knows this of its own writer. Where several processes write to one database, the head
//! of the organisation says it: each of them gives moments later than the head's under its lock, so that what is
//! answered here is a promise that all of them keep, however their clocks differ.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use lustrum_kernel::db::{DbError, Engine, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::FromQueryResult;
use lustrum_kernel::{App, Moment, values};

use crate::store::writer;

/// A head that is older than this is moved on, so that whoever waits for a moment sees it pass though nobody stores.
const OLD_MICROS: i64 = 200_000;
/// Whoever stores is told what was known so long ago: it stays true, and costs no question.
const KNOWN_MICROS: u64 = 1_000_000;

/// What was answered last, by organisation.
#[derive(Default)]
struct Answered(RwLock<HashMap<OrganisationId, (Moment, Moment)>>);

#[derive(FromQueryResult)]
struct Head {
    stored_at: Moment,
}

/// The moment for an answer. To be asked for before what is answered is read.
pub async fn through(app: &App, organisation: OrganisationId, reads: bool) -> Result<Moment, DbError> {
    let now = app.now();
    if app.db().engine() == Engine::Sqlite {
        return Ok(writer(app).consistent_through(now));
    }
    let answered = app.part(|_| Answered::default());
    if !reads {
        let known = answered.0.read().unwrap_or_else(PoisonError::into_inner).get(&organisation).copied();
        if let Some((moment, _)) = known.filter(|(_, at)| now.micros().abs_diff(at.micros()) < KNOWN_MICROS) {
            return Ok(moment);
        }
    }
    let moment = of_all(app, organisation, now).await?;
    let mut known = answered.0.write().unwrap_or_else(PoisonError::into_inner);
    known.insert(organisation, (moment, now));
    Ok(moment)
}

async fn of_all(app: &App, organisation: OrganisationId, now: Moment) -> Result<Moment, DbError> {
    let head = head(app, organisation).await?;
    if let Some(at) = head.filter(|at| at.micros().saturating_add(OLD_MICROS) >= now.micros()) {
        return Ok(at);
    }
    // Just before now, so that what is stored now has this moment and none after it.
    let through = Moment::from_micros(now.micros() - 1).unwrap_or(now);
    let tx = app.db().begin().await?;
    // Whoever is storing holds the head: then what was true before is answered, and nobody waits.
    let moved = match head {
        Some(_) => {
            tx.run(
                "UPDATE record_head SET stored_at = $2 WHERE organisation_id IN (
                   SELECT organisation_id FROM record_head WHERE organisation_id = $1 AND stored_at < $2
                   FOR UPDATE SKIP LOCKED)",
                values![organisation, through],
            )
            .await?
        }
        None => {
            tx.run(
                "INSERT INTO record_head (organisation_id, position, stored_at) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING",
                values![organisation, through],
            )
            .await?
        }
    };
    tx.commit().await?;
    match head {
        _ if moved > 0 => Ok(through),
        Some(at) => Ok(at),
        // Another one stored first, and what it stored can be read by now.
        None => Ok(self::head(app, organisation).await?.unwrap_or(through)),
    }
}

async fn head(app: &App, organisation: OrganisationId) -> Result<Option<Moment>, DbError> {
    let sql = "SELECT stored_at FROM record_head WHERE organisation_id = $1";
    Ok(app.db().maybe::<Head>(sql, values![organisation]).await?.map(|head| head.stored_at))
}
