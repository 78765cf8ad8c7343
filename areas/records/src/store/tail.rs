//! The keys of the newest statements, which no table holds yet. Sorting every statement's keys in among those of its
//! segment as it comes rewrites most pages of the segment with every commit; so they wait here until their segment is
//! whole, and are then written once, in order. Nothing is lost with the memory: keys follow from the statements
//! themselves, and are read again from those after [`Head::keyed_through`].

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use lustrum_kernel::App;
use lustrum_kernel::db::{Db, DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::FromQueryResult;
use lustrum_kernel::values;
use tokio::sync::Mutex;

use super::StoreError;
use super::ids::Ids;
use super::plan::{Entry, Head};
use crate::statement::{self, key, pack};

/// What waits in memory, of all organisations of this application.
#[derive(Default)]
pub struct Tails(RwLock<HashMap<OrganisationId, Arc<Waiting>>>);

/// What waits in memory of one organisation.
#[derive(Default)]
pub struct Waiting {
    pub keys: Mutex<Tail>,
    pub ids: Mutex<Ids>,
}

pub fn tails(app: &App) -> Arc<Tails> {
    app.part(|_| Tails::default())
}

/// A statement as its keys are read from it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Unkeyed {
    pub position: i64,
    pub source: i64,
    pub body: Vec<u8>,
}

/// The keys of all positions after `keyed_through`, up to and with `end`.
#[derive(Debug, Default)]
pub struct Tail {
    pub keyed_through: i64,
    pub end: i64,
    entries: BTreeSet<(i64, i64)>,
}

/// What a question finds where no table has keys yet.
#[derive(Debug)]
pub struct Fresh {
    /// Up to here the tables answer.
    pub keyed_through: i64,
    /// The last position.
    pub last: i64,
    /// Those after `keyed_through` that have a key of every part, in the order of storing.
    pub positions: Vec<i64>,
}

impl Tails {
    pub fn of(&self, organisation: OrganisationId) -> Arc<Waiting> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&organisation).cloned();
        known.unwrap_or_else(|| {
            self.0.write().unwrap_or_else(PoisonError::into_inner).entry(organisation).or_default().clone()
        })
    }

    /// What has a key of every part, among the statements whose keys are not written yet.
    pub async fn fresh(&self, db: &Db, organisation: OrganisationId, parts: &[Vec<i64>]) -> Result<Fresh, StoreError> {
        let waiting = self.of(organisation);
        let mut tail = waiting.keys.lock().await;
        let head = head(db, organisation).await?;
        tail.forget_through(head.keyed_through);
        if tail.end < head.position && !parts.is_empty() {
            let rows = unkeyed(db, organisation, tail.end, head.position).await?;
            tail.catch_up(&rows, head.position)?;
        }
        let last = tail.end.max(head.position);
        Ok(Fresh { keyed_through: tail.keyed_through, last, positions: tail.positions(parts) })
    }
}

impl Tail {
    /// Keys that are in the table by now are looked up there.
    pub fn forget_through(&mut self, position: i64) {
        if position <= self.keyed_through {
            return;
        }
        self.keyed_through = position;
        if position >= self.end {
            self.end = position;
            self.entries.clear();
        } else {
            self.entries.retain(|(_, at)| *at > position);
        }
    }

    /// Reads the keys of the statements after `end`, up to and with `through`.
    pub fn catch_up(&mut self, rows: &[Unkeyed], through: i64) -> Result<(), StoreError> {
        for row in rows {
            let (keys, _) = statement::found_by(&pack::unpack(&row.body)?);
            self.entries.extend(keys.into_iter().chain([key::of_source(row.source)]).map(|key| (key, row.position)));
        }
        self.end = through;
        Ok(())
    }

    pub fn add(&mut self, position: i64, keys: impl IntoIterator<Item = i64>) {
        // What comes before or leaves a gap is read from the statements when someone asks.
        if position == self.end + 1 {
            self.entries.extend(keys.into_iter().map(|key| (key, position)));
            self.end = position;
        }
    }

    /// What is to be written so that the table has the keys of everything up to this position, with room for some more: of a
    /// whole segment these are so many that they are not to be moved about.
    pub fn through(&self, position: i64, more: usize) -> Vec<Entry> {
        let mut all = Vec::with_capacity(self.entries.len() + more);
        let written = self.entries.iter().filter(|(_, at)| *at <= position);
        all.extend(written.map(|(key, at)| Entry { segment: key::segment(*at), key: *key, position: *at }));
        all
    }

    fn positions(&self, parts: &[Vec<i64>]) -> Vec<i64> {
        let Some((rarest, others)) = parts.split_first() else { return Vec::new() };
        let of_key = |key: &i64| self.entries.range((*key, i64::MIN)..=(*key, i64::MAX)).map(|(_, at)| *at);
        let mut found: Vec<i64> = rarest.iter().flat_map(of_key).collect();
        found.sort_unstable();
        found.dedup();
        let has = |part: &Vec<i64>, at: i64| part.iter().any(|key| self.entries.contains(&(*key, at)));
        found.retain(|at| others.iter().all(|part| has(part, *at)));
        found
    }
}

#[derive(FromQueryResult)]
struct HeadRow {
    position: i64,
    stored_at: i64,
    keyed_through: i64,
    unnamed: i64,
}

/// Where an organisation stands.
async fn head(db: &impl Sql, organisation: OrganisationId) -> Result<Head, DbError> {
    let sql = "SELECT position, stored_at, keyed_through, unnamed FROM record_head WHERE organisation_id = $1";
    let row = db.maybe::<HeadRow>(sql, values![organisation]).await?;
    Ok(row.map_or(Head::NONE, |row| Head {
        position: row.position,
        stored_at: row.stored_at,
        keyed_through: row.keyed_through,
        unnamed: row.unnamed,
    }))
}

async fn unkeyed(
    db: &impl Sql,
    organisation: OrganisationId,
    after: i64,
    through: i64,
) -> Result<Vec<Unkeyed>, DbError> {
    let sql = "SELECT position, source, body FROM statement
               WHERE organisation_id = $1 AND position > $2 AND position <= $3 ORDER BY position";
    db.all(sql, values![organisation, after, through]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tail() -> Tail {
        let mut tail = Tail::default();
        for (position, keys) in [(1, [10, 20]), (2, [10, 30]), (3, [20, 30]), (4, [10, 20])] {
            tail.add(position, keys);
        }
        tail
    }

    #[test]
    fn a_question_finds_what_has_a_key_of_every_part_in_the_order_of_storing() {
        assert_eq!(tail().positions(&[vec![10]]), [1, 2, 4]);
        assert_eq!(tail().positions(&[vec![10, 20], vec![30]]), [2, 3]);
        assert_eq!(tail().positions(&[vec![99]]), [0_i64; 0]);
    }

    #[test]
    fn what_is_in_the_table_is_forgotten_and_what_came_after_stays() {
        let mut tail = tail();
        assert_eq!(tail.through(2, 0).len(), 4);
        tail.forget_through(2);
        assert_eq!(tail.positions(&[vec![10]]), [4]);
        tail.forget_through(1);
        assert_eq!((tail.keyed_through, tail.end), (2, 4));
        tail.forget_through(9);
        assert_eq!((tail.keyed_through, tail.end, tail.positions(&[vec![10]])), (9, 9, Vec::new()));
    }

    #[test]
    fn a_statement_that_is_known_already_is_not_taken_twice() {
        let mut tail = tail();
        tail.add(3, [99]);
        assert_eq!(tail.positions(&[vec![99]]), [0_i64; 0]);
    }
}
