//! What a statement is found by: 64-bit hashes of what it mentions. Two things with one hash would be found together, so
//! whatever is found is held against the question before it is shown.

use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// In which sense something is mentioned; the same person as actor and as instructor has two keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    Verb = 1,
    /// As actor or object, or as a member of either.
    Agent = 2,
    /// Somewhere else in the statement.
    RelatedAgent = 3,
    /// As object.
    Activity = 4,
    RelatedActivity = 5,
    Registration = 6,
    /// The credential that brought it.
    Source = 7,
    Id = 8,
}

/// The key of a text in this sense. It is on disk, so it stays what it is.
pub fn key(facet: Facet, text: &[u8]) -> i64 {
    xxh3_64_with_seed(text, facet as u64).cast_signed()
}

pub fn of_registration(registration: Uuid) -> i64 {
    key(Facet::Registration, registration.as_bytes())
}

pub fn of_source(number: i64) -> i64 {
    key(Facet::Source, &number.to_be_bytes())
}

/// Hashes of ids are smaller than this.
pub const ID_END: i64 = 1 << 48;

/// The hash of a statement's id: shorter than a key, as there is one for every statement. It is on disk too.
pub fn of_id(id: Uuid) -> i64 {
    key(Facet::Id, id.as_bytes()).cast_unsigned().wrapping_shr(16).cast_signed()
}

/// Statements in one segment of the index. It is on disk too: a migration goes with another number.
pub const SEGMENT: i64 = 1 << 16;

pub fn segment(position: i64) -> i64 {
    position / SEGMENT
}

/// The end of the last segment that is whole when this position was given last.
pub fn whole_through(position: i64) -> i64 {
    segment(position + 1) * SEGMENT - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_on_disk_stay_what_they_are() {
        assert_eq!(key(Facet::Verb, b"http://adlnet.gov/expapi/verbs/completed"), KEPT);
        assert_ne!(key(Facet::Agent, b"mbox:a@b.example"), key(Facet::RelatedAgent, b"mbox:a@b.example"));
    }

    #[test]
    fn a_hash_of_an_id_stays_what_it_is_and_is_within_bounds() {
        assert_eq!(of_id(Uuid::from_u128(1)), KEPT_ID);
        assert!((0..1_000).map(Uuid::from_u128).map(of_id).all(|hash| (0..ID_END).contains(&hash)));
    }

    #[test]
    fn a_segment_is_whole_with_its_last_position() {
        assert_eq!([SEGMENT - 2, SEGMENT - 1, SEGMENT].map(whole_through), [-1, SEGMENT - 1, SEGMENT - 1]);
    }

    const KEPT_ID: i64 = 194_217_428_442_702;
    const KEPT: i64 = 359_735_634_285_009_973;
}
