//! Statements by id. Ids are random, so an index of them would have a page rewritten for every statement. They wait here
//! instead, and are written slice by slice of their hashes, each slice once in half a million statements: by then many
//! of them share a page. Which slice goes when follows from the position alone, so that nothing has to be remembered of
//! how far it went. Nothing is lost with the memory: a log has the hashes of everything that may still be waiting.

pub mod block;
mod filter;
mod find;

use std::collections::{BTreeMap, BTreeSet};

use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::sea_orm::FromQueryResult;
use tokio::sync::Mutex;
use uuid::Uuid;

use self::block::{Block, Named};
use self::filter::Filter;
pub use self::find::positions;
use super::StoreError;
use super::commit::{Row, Write};
use super::plan::Head;
use crate::statement::key;

/// So many slices, each by the first bits of the hash.
const SLICES: i64 = 512;
/// After so many statements the next slice is written.
const STEP: i64 = 1_024;
/// After so many statements everything that waited is in the table.
const ROUND: i64 = SLICES * STEP;

/// A row of `statement_id_log`.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Logged {
    /// Of its last statement.
    pub position: i64,
    pub hashes: Vec<u8>,
}

/// What a change writes of ids.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    pub blocks: Vec<Block>,
    pub log: Option<Logged>,
    /// Up to here the log is of no use any more.
    pub log_through: i64,
}

/// The ids that are in no block yet, among all positions up to and with `end`.
#[derive(Debug)]
pub struct Ids {
    pub end: i64,
    slices: Vec<BTreeSet<Named>>,
    /// Of all ids up to and with `end`, once somebody asked for it.
    filter: Option<Filter>,
}

impl Default for Ids {
    fn default() -> Self {
        Self { end: 0, slices: vec![BTreeSet::new(); SLICES as usize], filter: None }
    }
}

fn slice(hash: i64) -> i64 {
    hash / (key::ID_END / SLICES)
}

/// The last position of the step with which this id is written.
fn due(named: Named) -> i64 {
    let step = (named.position + STEP - 1) / STEP;
    (step + (slice(named.hash) - step).rem_euclid(SLICES)) * STEP
}

/// The slices that are written where positions go on from one to another.
fn slices(from: i64, through: i64) -> impl Iterator<Item = usize> {
    let last = through / STEP;
    (from / STEP + 1..=last).skip_while(move |step| step + SLICES <= last).map(|step| (step % SLICES) as usize)
}

/// The hashes of statements whose last one has this position, each with its own.
pub fn named(last: i64, hashes: Vec<i64>) -> impl Iterator<Item = Named> {
    let before = last - hashes.len() as i64;
    (before + 1..).zip(hashes).map(|(position, hash)| Named { hash, position })
}

impl Ids {
    pub fn positions(&self, hash: i64) -> impl Iterator<Item = i64> {
        let here = (Named { hash, position: 0 })..=(Named { hash, position: i64::MAX });
        self.slices[slice(hash) as usize].range(here).map(|named| named.position)
    }

    /// What is to be written where these statements are stored, slice by slice and each in order. Everything before the
    /// first of them is known.
    fn written(&self, new: &[Named], through: i64) -> Vec<Vec<Named>> {
        let mut now: Vec<Named> = new.iter().copied().filter(|named| due(*named) <= through).collect();
        now.sort_unstable();
        let of_slice = |number: usize| {
            let mut all: Vec<Named> = self.slices[number].iter().copied().collect();
            all.extend(now.iter().filter(|named| slice(named.hash) == number as i64));
            all.sort_unstable();
            all
        };
        slices(self.end, through).map(of_slice).filter(|all| !all.is_empty()).collect()
    }

    /// Takes over what was stored after `end`. Where something is missing in between, it is read when someone asks.
    pub fn go_on(&mut self, new: &[Named], through: i64) {
        if new.first().is_none_or(|first| first.position <= self.end + 1) {
            self.advance(new.iter().copied(), through);
        }
    }

    /// What is due is in the table by then.
    fn advance(&mut self, new: impl IntoIterator<Item = Named>, through: i64) {
        if through <= self.end {
            return;
        }
        for number in slices(self.end, through) {
            self.slices[number].clear();
        }
        for named in new.into_iter().filter(|named| named.position > self.end) {
            if let Some(filter) = &mut self.filter {
                filter.add(named.hash);
            }
            if due(named) > through {
                self.slices[slice(named.hash) as usize].insert(named);
            }
        }
        self.end = through;
    }

    /// The table may have ids that nobody here saw.
    pub fn forget(&mut self) {
        self.filter = None;
    }

    /// Reads what another process stored, or this one before its start: the rows of the log after `end`.
    pub fn catch_up(&mut self, rows: Vec<Logged>, last: i64) {
        let through = rows.last().map_or(last, |row| row.position.max(last));
        let first = rows.first().map_or(i64::MAX, |row| row.position - block::count(&row.hashes));
        if first > self.end {
            // What others stored in the meantime went into the table unseen.
            self.forget();
        }
        let new = rows.into_iter().flat_map(|row| named(row.position, block::logged(&row.hashes)));
        let new: Vec<Named> = new.collect();
        self.advance(new, through);
    }
}

/// What a change adds to the tables where these statements come after the head. The caller takes them over with
/// [`Ids::go_on`] when the change is on disk.
pub async fn writing<W: Write>(
    change: &mut W,
    ids: &Mutex<Ids>,
    organisation: OrganisationId,
    head: Head,
    new: &[Named],
) -> Result<Writing, StoreError> {
    let through = head.position + new.len() as i64;
    if new.is_empty() {
        return Ok(Writing::default());
    }
    let due = ids.lock().await.written(new, through);
    let log = block::log(new.iter().map(|named| named.hash));
    let log = Some(Logged { position: through, hashes: log });
    let log_through = if slices(head.position, through).next().is_some() { through - ROUND } else { 0 };
    Ok(Writing { blocks: into_blocks(change, organisation, due).await?, log, log_through })
}

async fn into_blocks<W: Write>(
    change: &mut W,
    organisation: OrganisationId,
    slices: Vec<Vec<Named>>,
) -> Result<Vec<Block>, StoreError> {
    let mut changed: BTreeMap<i64, Vec<u8>> = BTreeMap::new();
    for new in slices {
        let (Some(low), Some(high)) = (new.first(), new.last()) else { continue };
        let there = change.blocks(organisation, low.hash, high.hash).await?;
        let mut there: BTreeMap<i64, Vec<u8>> = there.into_iter().map(|block| (block.first, block.entries)).collect();
        // The row on the border of two slices may have been changed with the slice before, or be made by it.
        there.extend(changed.range(..=high.hash).map(|(first, entries)| (*first, entries.clone())));
        let from = there.range(..=low.hash).next_back().map_or(0, |(first, _)| *first);
        let touched = there.split_off(&from).into_iter().map(|(first, entries)| Block { first, entries });
        let written = block::added(touched.collect(), &new, W::ENTRIES);
        changed.extend(written.into_iter().map(|block| (block.first, block.entries)));
    }
    Ok(changed.into_iter().map(|(first, entries)| Block { first, entries }).collect())
}

/// The stored statements among these ids, and others with the hash of one of them.
pub async fn known(
    change: &mut impl Write,
    ids: &Mutex<Ids>,
    organisation: OrganisationId,
    wanted: &[Uuid],
) -> Result<Vec<Row>, StoreError> {
    let mut hashes: Vec<i64> = wanted.iter().map(|id| key::of_id(*id)).collect();
    hashes.sort_unstable();
    let mut positions: Vec<i64> = {
        let mut ids = ids.lock().await;
        let found = hashes.iter().flat_map(|hash| ids.positions(*hash)).collect();
        let filter = match ids.filter.take() {
            Some(filter) => filter,
            None => everything(change, organisation, &ids).await?,
        };
        hashes.retain(|hash| filter.may_have(*hash));
        ids.filter = Some(filter);
        found
    };
    if !hashes.is_empty() {
        positions.extend(change.named(organisation, &hashes).await?);
    }
    positions.sort_unstable();
    positions.dedup();
    if positions.is_empty() {
        return Ok(Vec::new());
    }
    Ok(change.at(organisation, &positions).await?)
}

/// A filter of what is in the table and of what waits, read once after a start.
async fn everything<W: Write>(change: &mut W, organisation: OrganisationId, ids: &Ids) -> Result<Filter, StoreError> {
    /// So many rows or thereabouts are read at once.
    const ROWS: i64 = 64;
    let mut filter = Filter::of_so_many(ids.end as usize);
    let parts = (ids.end / (ROWS * W::ENTRIES as i64)).clamp(1, SLICES);
    let border = |part: i64| key::ID_END / parts * part;
    for part in 0..parts {
        let until = if part + 1 < parts { border(part + 1) } else { key::ID_END };
        for block in change.blocks(organisation, border(part), until - 1).await? {
            block::hashes(&block.entries).for_each(|hash| filter.add(hash));
        }
    }
    ids.slices.iter().flatten().for_each(|named| filter.add(named.hash));
    Ok(filter)
}

/// Brings memory to where the organisation stands.
pub async fn catch_up(
    change: &mut impl Write,
    ids: &Mutex<Ids>,
    organisation: OrganisationId,
    head: Head,
) -> Result<(), StoreError> {
    let mut ids = ids.lock().await;
    if ids.end < head.position {
        let rows = change.logged(organisation, ids.end).await?;
        ids.catch_up(rows, head.position);
    }
    Ok(())
}

/// Writes the ids of some statements that came before there were tables of them; how many are left.
pub async fn name_old<W: Write>(change: &mut W, organisation: OrganisationId) -> Result<i64, StoreError> {
    /// Few enough for the memory, so many that a page of the table takes a good number.
    const AT_ONCE: i64 = 1 << 19;
    let unnamed = change.head(organisation).await?.unnamed;
    if unnamed == 0 {
        return Ok(0);
    }
    let from = (unnamed - AT_ONCE).max(0);
    let mut all: Vec<Named> = change
        .ids(organisation, from, unnamed)
        .await?
        .into_iter()
        .map(|(id, position)| Named { hash: key::of_id(id), position })
        .collect();
    all.sort_unstable();
    for of_slice in all.chunk_by(|one, next| slice(one.hash) == slice(next.hash)) {
        let blocks = into_blocks(change, organisation, vec![of_slice.to_vec()]).await?;
        change.put_blocks(organisation, &blocks).await?;
    }
    change.set_unnamed(organisation, from).await?;
    Ok(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(position: i64) -> i64 {
        key::of_id(Uuid::from_u128(position as u128))
    }

    fn some(from: i64, through: i64) -> Vec<Named> {
        (from..=through).map(|position| Named { hash: hash(position), position }).collect()
    }

    #[test]
    fn an_id_is_written_within_one_round() {
        for position in [1, STEP - 1, STEP, STEP + 1, ROUND, ROUND + 1, 7 * ROUND - 3] {
            for hash in [0, 1, key::ID_END / 3, key::ID_END - 1] {
                let due = due(Named { hash, position });
                assert!(due >= position && due < position + ROUND, "{hash} at {position}: {due}");
            }
        }
    }

    /// Commits of odd sizes: at every moment an id is either waiting or in the table, and it is written once.
    #[test]
    fn every_id_is_either_waiting_or_written() {
        let (mut ids, mut written) = (Ids::default(), BTreeMap::<i64, usize>::new());
        let mut end = 0;
        for size in (0..).map(|number: i64| 1 + (number * 7_919) % 2_900).take(450) {
            let new = some(end + 1, end + size);
            for named in ids.written(&new, end + size).into_iter().flatten() {
                *written.entry(named.position).or_default() += 1;
            }
            end += size;
            ids.go_on(&new, end);
        }
        assert!(end > ROUND + ROUND / 8, "{end}");
        for position in 1..=end {
            let waits = ids.positions(hash(position)).any(|at| at == position);
            assert_ne!(waits, written.contains_key(&position), "{position} of {end}");
        }
        assert!(written.values().all(|times| *times == 1));
    }

    /// What is read from the log after a start is what was waiting before, or a part of it that is in no block.
    #[test]
    fn memory_made_anew_is_as_it_was() {
        let mut ids = Ids::default();
        let mut log = Vec::new();
        for from in (0..40).map(|number| number * 500) {
            let new = some(from + 1, from + 500);
            log.push(Logged { position: from + 500, hashes: block::log(new.iter().map(|named| named.hash)) });
            ids.go_on(&new, from + 500);
        }
        let mut other = Ids::default();
        other.catch_up(log.clone(), 20_000);
        assert_eq!((other.end, &other.slices), (ids.end, &ids.slices));
        // A process that stopped listening for a while.
        let mut late = Ids::default();
        late.catch_up(log[..10].to_vec(), 5_000);
        late.go_on(&some(19_501, 20_000), 20_000);
        assert_eq!(late.end, 5_000, "there is a gap");
        late.catch_up(log[10..].to_vec(), 20_000);
        assert_eq!(late.slices, ids.slices);
    }

    #[test]
    fn a_filter_knows_what_others_stored_or_is_made_anew() {
        let row = |from: i64, through: i64| Logged {
            position: through,
            hashes: block::log(some(from, through).iter().map(|named| named.hash)),
        };
        let mut ids = Ids { filter: Some(Filter::of_so_many(0)), ..Ids::default() };
        ids.go_on(&some(1, 500), 500);
        ids.catch_up(vec![row(501, 800), row(801, 1_000)], 1_000);
        let filter = ids.filter.as_ref().unwrap();
        assert!((1..=1_000).all(|position| filter.may_have(hash(position))));
        // The log was cut: some of what it had is in the table.
        ids.catch_up(vec![row(1_101, 1_200)], 1_200);
        assert!(ids.filter.is_none());
    }

    #[test]
    fn a_commit_of_more_than_a_round_writes_each_slice_once() {
        assert_eq!(slices(5, 5 + 3 * ROUND).count(), SLICES as usize);
        let new = some(1, ROUND + STEP);
        let written: Vec<Named> = Ids::default().written(&new, ROUND + STEP).into_iter().flatten().collect();
        let mut ids = Ids::default();
        ids.go_on(&new, ROUND + STEP);
        for named in &new {
            assert_ne!(written.contains(named), ids.positions(named.hash).any(|at| at == named.position));
            if named.position > 3_000 {
                break;
            }
        }
    }
}
