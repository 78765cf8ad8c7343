//! What was computed from the history of an organisation, kept until that history goes on.
//!
//! Every change is an event, so the number of the newest event says whether anything changed: nobody has to remember
//! to throw something away, and a second process sees a change as soon as the first. What depends on the time of day
//! (an agreement that ends, a quarter that begins) is computed anew every minute.
//!
//! Only what was read through a scope already is kept here, and whoever asks names in `which` all that the answer
//! depends on besides the history: the side, the partnership, the language.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use quick_cache::sync::Cache;

use super::{DbError, Sql};
use crate::clock::Moment;
use crate::event;
use crate::id::OrganisationId;
use crate::values;

/// So many answers are kept; the ones that nobody asks for go first.
const KEPT: usize = 256;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    tenant: OrganisationId,
    /// The newest event that is more than a look at something.
    newest: i64,
    minute: i64,
    what: &'static str,
    which: String,
}

type Kept = Arc<dyn Any + Send + Sync>;

/// The memory of one process; cloning it is cheap.
#[derive(Clone)]
pub struct Memory(Arc<Cache<Key, Kept>>);

impl Default for Memory {
    fn default() -> Self {
        Self(Arc::new(Cache::new(KEPT)))
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} answers", self.0.len())
    }
}

/// What `compute` gives, or what it gave before for the same history, minute, `what` and `which`. Inside a transaction
/// nothing is kept: it may read what is never committed.
pub async fn remember<T, E>(
    db: &impl Sql,
    tenant: OrganisationId,
    at: Moment,
    what: &'static str,
    which: impl fmt::Display,
    compute: impl Future<Output = Result<T, E>>,
) -> Result<Arc<T>, E>
where
    T: Send + Sync + 'static,
    E: From<DbError>,
{
    let Some(Memory(cache)) = db.memory() else {
        return compute.await.map(Arc::new);
    };
    // Read before the computation: what changes meanwhile is kept under a number that nobody asks for any more.
    let newest = newest(db, tenant).await?;
    let key = Key { tenant, newest, minute: at.0.as_second().div_euclid(60), what, which: which.to_string() };
    let kept = cache.get_or_insert_async(&key, async { compute.await.map(|made| Arc::new(made) as Kept) }).await?;
    // `what` is of one type everywhere; were it not, the answer of the other type is no answer.
    kept.downcast::<T>().map_err(|_| DbError::Broken(sea_orm::DbErr::Type(what.to_owned())).into())
}

async fn newest(db: &impl Sql, tenant: OrganisationId) -> Result<i64, DbError> {
    db.number(
        "SELECT number FROM event WHERE organisation_id = $1 AND kind <> $2 ORDER BY number DESC LIMIT 1",
        values![tenant, event::READ],
    )
    .await
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;
    use crate::app::App;
    use crate::event::Event;
    use crate::testing::{a_morning, on_both_engines};

    async fn happens(app: &App, tenant: OrganisationId, kind: &'static str) {
        let tx = app.db().begin().await.unwrap();
        event::append(&tx, Event::new(tenant, a_morning(), kind)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// How often it was computed until now, as the answer says.
    async fn times(db: &impl Sql, tenant: OrganisationId, at: Moment, which: &str, count: &AtomicI64) -> i64 {
        let compute = async { Ok::<_, DbError>(count.fetch_add(1, Ordering::Relaxed) + 1) };
        *remember(db, tenant, at, "count", which, compute).await.unwrap()
    }

    #[tokio::test]
    async fn an_answer_is_kept_until_something_happens_or_the_minute_is_over() {
        on_both_engines(&[], async |app| {
            let (tenant, other, at) = (OrganisationId::new(), OrganisationId::new(), a_morning());
            let (db, count) = (app.db(), AtomicI64::new(0));
            happens(&app, tenant, "goal.set").await;
            assert_eq!(times(db, tenant, at, "a", &count).await, 1);
            assert_eq!(times(db, tenant, at, "a", &count).await, 1);
            assert_eq!(times(db, tenant, at, "b", &count).await, 2, "another question");
            assert_eq!(times(db, other, at, "a", &count).await, 3, "another organisation");
            happens(&app, other, "goal.set").await;
            happens(&app, tenant, event::READ).await;
            assert_eq!(times(db, tenant, at, "a", &count).await, 1, "nothing changed here");
            happens(&app, tenant, "goal.set").await;
            assert_eq!(times(db, tenant, at, "a", &count).await, 4);
            let later = Moment(at.0 + std::time::Duration::from_secs(60));
            assert_eq!(times(db, tenant, later, "a", &count).await, 5);
        })
        .await;
    }

    #[tokio::test]
    async fn what_a_transaction_reads_is_not_kept() {
        on_both_engines(&[], async |app| {
            let (tenant, count) = (OrganisationId::new(), AtomicI64::new(0));
            let tx = app.db().begin().await.unwrap();
            assert_eq!(times(&tx, tenant, a_morning(), "a", &count).await, 1);
            assert_eq!(times(&tx, tenant, a_morning(), "a", &count).await, 2);
        })
        .await;
    }
}
