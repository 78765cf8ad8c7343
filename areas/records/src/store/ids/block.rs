//! Ids on disk: the hash of each with its position, sorted, some hundreds in one row. A row is small enough to be read and
//! written as one page, and holds so many that what waited in memory finds company there.

use crate::statement::key;

/// Six bytes of hash, six of position.
const WIDTH: usize = 12;
const HASH: usize = 6;

/// A statement's id, hashed, and its position. Two ids may have one hash: what is found is held against the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    pub hash: i64,
    pub position: i64,
}

/// A row of `statement_id_block`: everything from the hash `first` on, up to the next row's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub first: i64,
    pub entries: Vec<u8>,
}

/// The positions under a hash.
pub fn positions(entries: &[u8], hash: i64) -> Vec<i64> {
    let wanted = bytes(hash);
    let (all, _none) = entries.as_chunks::<WIDTH>();
    let from = all.partition_point(|entry| entry[..HASH] < wanted[..]);
    all[from..].iter().take_while(|entry| entry[..HASH] == wanted[..]).map(|entry| number(&entry[HASH..])).collect()
}

/// The hashes in a row.
pub fn hashes(entries: &[u8]) -> impl Iterator<Item = i64> {
    entries.chunks_exact(WIDTH).map(|entry| number(&entry[..HASH]))
}

/// What changes where these are added, both sorted: the rows to write, each with at most `most` entries unless that many
/// have one hash. `blocks` are those that the additions fall into; none where nothing was written yet.
pub fn added(blocks: Vec<Block>, new: &[Named], most: usize) -> Vec<Block> {
    let mut blocks = blocks;
    if blocks.is_empty() && !new.is_empty() {
        blocks.push(Block { first: 0, entries: Vec::new() });
    }
    let mut changed = Vec::new();
    let mut rest = new;
    for index in 0..blocks.len() {
        let next = blocks.get(index + 1).map_or(key::ID_END, |block| block.first);
        let (here, further) = rest.split_at(rest.partition_point(|named| named.hash < next));
        rest = further;
        if !here.is_empty() {
            let mut all = read(&blocks[index].entries);
            all.extend(here);
            all.sort_unstable();
            all.dedup();
            changed.extend(cut(blocks[index].first, &all, most));
        }
    }
    changed
}

/// Rows of three quarters at most where one is too small, so that not all of them are full again soon.
fn cut(first: i64, all: &[Named], most: usize) -> Vec<Block> {
    if all.len() <= most {
        return vec![Block { first, entries: write(all) }];
    }
    let size = all.len().div_ceil(all.len().div_ceil(most * 3 / 4));
    let (mut blocks, mut first, mut rest) = (Vec::new(), first, all);
    while !rest.is_empty() {
        let end = size.min(rest.len());
        // One hash is in one row.
        let same = rest[end..].iter().take_while(|named| named.hash == rest[end - 1].hash).count();
        let (here, further) = rest.split_at(end + same);
        blocks.push(Block { first, entries: write(here) });
        first = further.first().map_or(first, |named| named.hash);
        rest = further;
    }
    blocks
}

fn read(entries: &[u8]) -> Vec<Named> {
    let one = |entry: &[u8]| Named { hash: number(&entry[..HASH]), position: number(&entry[HASH..]) };
    entries.chunks_exact(WIDTH).map(one).collect()
}

fn write(all: &[Named]) -> Vec<u8> {
    all.iter().flat_map(|named| bytes(named.hash).into_iter().chain(bytes(named.position))).collect()
}

/// Hashes one after another, as the log has them.
pub fn log(hashes: impl Iterator<Item = i64>) -> Vec<u8> {
    hashes.flat_map(bytes).collect()
}

/// How many hashes a row of the log has.
pub fn count(hashes: &[u8]) -> i64 {
    (hashes.len() / HASH) as i64
}

/// The hashes of a row of the log, in the order of their positions.
pub fn logged(hashes: &[u8]) -> Vec<i64> {
    hashes.chunks_exact(HASH).map(number).collect()
}

fn bytes(number: i64) -> [u8; HASH] {
    let [_, _, rest @ ..] = number.to_be_bytes();
    rest
}

fn number(bytes: &[u8]) -> i64 {
    bytes.iter().fold(0, |number, byte| number << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const MOST: usize = 8;

    fn named(hash: i64, position: i64) -> Named {
        Named { hash, position }
    }

    /// A table of blocks, as a database keeps it.
    #[derive(Default)]
    struct Table(BTreeMap<i64, Vec<u8>>);

    impl Table {
        fn add(&mut self, mut new: Vec<Named>) {
            new.sort_unstable();
            let (Some(low), Some(high)) = (new.first(), new.last()) else { return };
            let from = self.0.range(..=low.hash).next_back().map_or(0, |(first, _)| *first);
            let block = |(first, entries): (&i64, &Vec<u8>)| Block { first: *first, entries: entries.clone() };
            let blocks = self.0.range(from..=high.hash).map(block).collect();
            self.0.extend(added(blocks, &new, MOST).into_iter().map(|block| (block.first, block.entries)));
        }
        fn positions(&self, hash: i64) -> Vec<i64> {
            self.0.range(..=hash).next_back().map(|(_, entries)| positions(entries, hash)).unwrap_or_default()
        }
    }

    #[test]
    fn whatever_was_added_is_found_and_nothing_else() {
        let mut table = Table::default();
        let hash = |number: i64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64.cast_signed()) & (key::ID_END - 1);
        for part in 0..50 {
            table.add((part * 20..part * 20 + 20).map(|number| named(hash(number), number + 1)).collect());
        }
        for number in 0..1_000 {
            assert_eq!(table.positions(hash(number)), [number + 1]);
        }
        assert_eq!(table.positions(hash(1_000)), [0_i64; 0]);
        assert!(table.0.values().all(|entries| entries.len() <= MOST * WIDTH && !entries.is_empty()));
        assert!(table.0.len() < 1_000 * 2 / MOST, "{} rows", table.0.len());
    }

    #[test]
    fn what_is_there_already_stays_once() {
        let mut table = Table::default();
        table.add(vec![named(5, 1), named(7, 2)]);
        table.add(vec![named(5, 1), named(6, 3)]);
        assert_eq!([5, 6, 7].map(|hash| table.positions(hash)), [[1], [3], [2]]);
    }

    #[test]
    fn one_hash_is_in_one_row_however_many_have_it() {
        let mut table = Table::default();
        table.add((1..=7).map(|position| named(position, position)).collect());
        for position in 10..30 {
            table.add(vec![named(4, position)]);
        }
        assert_eq!(table.positions(4), [4].into_iter().chain(10..30).collect::<Vec<_>>());
        assert_eq!([1, 3, 5, 7].map(|hash| table.positions(hash)), [[1], [3], [5], [7]]);
    }

    #[test]
    fn the_log_gives_back_what_was_written() {
        let hashes = [0, 1, key::ID_END - 1];
        assert_eq!(logged(&log(hashes.into_iter())), hashes);
    }
}
