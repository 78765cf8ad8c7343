//! Which ids are surely in no table. Nearly every id that comes in is a new one; most of them are told from those that are
//! stored without a look at the disk.

use fastbloom::{BloomFilter, DefaultHasher};

/// Of the ids that are new, so many are looked for all the same.
const MISTAKEN: f64 = 0.01;
/// Room for so many ids at least: some 80 kB.
const LEAST: usize = 1 << 16;

/// Bits of hashes of ids. It grows by half of what it has room for each time, so that nothing is ever read again.
#[derive(Debug)]
pub struct Filter {
    parts: Vec<BloomFilter<DefaultHasher>>,
    room: usize,
    /// How many more the newest part takes.
    left: usize,
}

impl Filter {
    /// For so many ids, and half as many again.
    pub fn of_so_many(ids: usize) -> Self {
        let mut filter = Self { parts: Vec::new(), room: 0, left: 0 };
        filter.grow((ids + ids / 2).max(LEAST));
        filter
    }

    fn grow(&mut self, room: usize) {
        self.parts.push(BloomFilter::with_false_pos(MISTAKEN).hasher(DefaultHasher::default()).expected_items(room));
        self.room += room;
        self.left = room;
    }

    pub fn add(&mut self, hash: i64) {
        if self.left == 0 {
            self.grow(self.room / 2);
        }
        self.left -= 1;
        if let Some(newest) = self.parts.last_mut() {
            newest.insert_hash(mixed(hash));
        }
    }

    /// Never no for a hash that was added.
    pub fn may_have(&self, hash: i64) -> bool {
        let hash = mixed(hash);
        self.parts.iter().rev().any(|part| part.contains_hash(hash))
    }
}

/// A hash has 48 bits, and the places of bits are taken from 64: multiplied with an odd number, none is lost (Knuth, The
/// Art of Computer Programming 3, 6.4).
fn mixed(hash: i64) -> u64 {
    hash.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::key;
    use uuid::Uuid;

    fn hash(number: u128) -> i64 {
        key::of_id(Uuid::from_u128(number))
    }

    #[test]
    fn what_was_added_is_always_found_and_little_else_however_much_it_grew() {
        let mut filter = Filter::of_so_many(0);
        (0..1_000_000).for_each(|number| filter.add(hash(number)));
        assert!((0..1_000_000).all(|number| filter.may_have(hash(number))));
        let mistaken = (1_000_000..1_100_000).filter(|number| filter.may_have(hash(*number))).count();
        assert!(mistaken < 10_000, "{mistaken} of 100,000 among {} parts", filter.parts.len());
        let bits: usize = filter.parts.iter().map(BloomFilter::num_bits).sum();
        assert!(bits < 20 * 1_000_000, "{bits}");
    }
}
