//! One transaction of the writer: for each organisation its head is taken, what is stored already is found, a plan is
//! made, and its rows are written.

use std::collections::BTreeMap;

use lustrum_kernel::Moment;
use lustrum_kernel::db::{Db, DbError, Pool};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::problem::Problem;
use uuid::Uuid;

use super::ids::block::Block;
use super::ids::{self, Logged};
use super::plan::{Entry, Head, Plan};
use super::tail::{Tails, Unkeyed};
use super::{Batch, NotStored, StoreError, postgres, sqlite};

/// A row of `statement` as the writer finds it.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: Uuid,
    pub body: Vec<u8>,
}

/// A row of `statement_reference` with the id of the statement that refers.
#[derive(Clone, Debug)]
pub struct Referrer {
    pub target: Uuid,
    pub position: i64,
    pub id: Uuid,
}

/// What the writer asks of a database, in the order of one transaction. Each engine has its own way of taking many rows
/// quickly; what is asked is the same.
pub trait Write: Send + Sized {
    /// Ids in one row of their table: as many as make a row that the engine keeps whole on one page.
    const ENTRIES: usize;
    /// Where the organisation stands. Nobody else stores for it until the end of the transaction.
    fn head(&mut self, organisation: OrganisationId) -> impl Future<Output = Result<Head, DbError>> + Send;
    /// The statements after one position, up to and with another.
    fn unkeyed(
        &mut self,
        organisation: OrganisationId,
        after: i64,
        through: i64,
    ) -> impl Future<Output = Result<Vec<Unkeyed>, DbError>> + Send;
    fn at(
        &mut self,
        organisation: OrganisationId,
        positions: &[i64],
    ) -> impl Future<Output = Result<Vec<Row>, DbError>> + Send;
    /// The positions under these hashes of ids, as far as the table has them.
    fn named(
        &mut self,
        organisation: OrganisationId,
        hashes: &[i64],
    ) -> impl Future<Output = Result<Vec<i64>, DbError>> + Send;
    /// The rows of the log of ids after a position.
    fn logged(
        &mut self,
        organisation: OrganisationId,
        after: i64,
    ) -> impl Future<Output = Result<Vec<Logged>, DbError>> + Send;
    /// The blocks that hashes between these fall into, in order.
    fn blocks(
        &mut self,
        organisation: OrganisationId,
        low: i64,
        high: i64,
    ) -> impl Future<Output = Result<Vec<Block>, DbError>> + Send;
    fn put_blocks(
        &mut self,
        organisation: OrganisationId,
        blocks: &[Block],
    ) -> impl Future<Output = Result<(), DbError>> + Send;
    /// Ids with their positions: after one, up to and with another.
    fn ids(
        &mut self,
        organisation: OrganisationId,
        after: i64,
        through: i64,
    ) -> impl Future<Output = Result<Vec<(Uuid, i64)>, DbError>> + Send;
    fn set_unnamed(
        &mut self,
        organisation: OrganisationId,
        unnamed: i64,
    ) -> impl Future<Output = Result<(), DbError>> + Send;
    fn refers(&mut self, organisation: OrganisationId) -> impl Future<Output = Result<bool, DbError>> + Send;
    fn referrers(
        &mut self,
        organisation: OrganisationId,
        targets: &[Uuid],
    ) -> impl Future<Output = Result<Vec<Referrer>, DbError>> + Send;
    fn write(&mut self, organisation: OrganisationId, plan: Plan) -> impl Future<Output = Result<(), DbError>> + Send;
    fn commit(self) -> impl Future<Output = Result<(), DbError>> + Send;
}

/// Stores batches; one outcome for each. An error is one of the whole transaction: nothing was stored.
pub async fn all(
    db: &Db,
    tails: &Tails,
    batches: &[Batch],
    now: Moment,
) -> Result<Vec<Result<(), NotStored>>, StoreError> {
    let outcomes = match db.pool() {
        Pool::Sqlite(direct) => with(sqlite::Change::begin(direct).await?, tails, batches, now).await?,
        Pool::Postgres(pool) => with(postgres::Change::begin(pool).await?, tails, batches, now).await?,
    };
    db.committed();
    Ok(outcomes)
}

/// Writes the ids of what was stored before there were tables of them, some in one change.
pub async fn name_old(db: &Db, organisation: OrganisationId) -> Result<(), StoreError> {
    async fn some<W: Write>(mut change: W, organisation: OrganisationId) -> Result<i64, StoreError> {
        let left = ids::name_old(&mut change, organisation).await?;
        change.commit().await?;
        Ok(left)
    }
    loop {
        let left = match db.pool() {
            Pool::Sqlite(direct) => some(sqlite::Change::begin(direct).await?, organisation).await?,
            Pool::Postgres(pool) => some(postgres::Change::begin(pool).await?, organisation).await?,
        };
        if left == 0 {
            return Ok(());
        }
    }
}

async fn with(
    mut change: impl Write,
    tails: &Tails,
    batches: &[Batch],
    now: Moment,
) -> Result<Vec<Result<(), NotStored>>, StoreError> {
    let mut outcomes: Vec<Result<(), NotStored>> = batches.iter().map(|_| Ok(())).collect();
    // In the order of their ids, so that two processes never wait for each other.
    let mut organisations: BTreeMap<OrganisationId, Vec<usize>> = BTreeMap::new();
    for (index, batch) in batches.iter().enumerate() {
        organisations.entry(batch.organisation).or_default().push(index);
    }
    let mut left = Vec::new();
    for (organisation, indexes) in organisations {
        let waits = tails.of(organisation);
        let mut head = change.head(organisation).await?;
        while head.unnamed > 0 {
            head.unnamed = ids::name_old(&mut change, organisation).await?;
            waits.ids.lock().await.forget();
        }
        ids::catch_up(&mut change, &waits.ids, organisation, head).await?;
        let chosen: Vec<Uuid> = indexes
            .iter()
            .flat_map(|index| &batches[*index].statements)
            .filter(|statement| statement.chosen)
            .map(|statement| statement.id)
            .collect();
        let known = match chosen.is_empty() {
            true => Vec::new(),
            false => ids::known(&mut change, &waits.ids, organisation, &chosen).await?,
        };
        let mut plan = Plan::new(head, now, known)?;
        for index in indexes {
            outcomes[index] = plan.take(&batches[index]);
        }
        if plan.refers() || change.refers(organisation).await? {
            plan.follow(&mut change, &waits.ids, organisation).await?;
        }
        if let Some(through) = plan.keys_through() {
            let waiting = waiting(&mut change, tails, organisation, head, (through, plan.entries.len())).await?;
            plan.key_through(through, waiting);
        }
        let named = plan.named();
        plan.ids = ids::writing(&mut change, &waits.ids, organisation, head, &named).await?;
        left.push((organisation, plan.leave(), plan.head, named));
        change.write(organisation, plan).await?;
    }
    change.commit().await?;
    for (organisation, entries, head, named) in left {
        let waits = tails.of(organisation);
        waits.ids.lock().await.go_on(&named, head.position);
        let mut tail = waits.keys.lock().await;
        tail.forget_through(head.keyed_through);
        for of_one in entries.chunk_by(|one, next| one.position == next.position) {
            tail.add(of_one[0].position, of_one.iter().map(|entry| entry.key));
        }
    }
    Ok(outcomes)
}

/// The keys that wait in memory and are to be written now, with room for some more.
async fn waiting(
    change: &mut impl Write,
    tails: &Tails,
    organisation: OrganisationId,
    head: Head,
    (through, more): (i64, usize),
) -> Result<Vec<Entry>, StoreError> {
    let waits = tails.of(organisation);
    let mut tail = waits.keys.lock().await;
    tail.forget_through(head.keyed_through);
    if tail.end < head.position {
        // After a start, or after another process.
        let rows = change.unkeyed(organisation, tail.end, head.position).await?;
        tail.catch_up(&rows, head.position)?;
    }
    Ok(tail.through(through, more))
}

impl From<StoreError> for NotStored {
    fn from(error: StoreError) -> Self {
        match Problem::from(error) {
            Problem::Unavailable => Self::Unavailable,
            Problem::Broken(words) => Self::Broken(words),
            // Another process stored the same ids at once, past every lock: nothing of this batch is there.
            other => Self::Broken(other.word().to_owned()),
        }
    }
}
