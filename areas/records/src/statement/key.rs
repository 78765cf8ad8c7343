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
    fn a_segment_is_whole_with_its_last_position() {
        assert_eq!([SEGMENT - 2, SEGMENT - 1, SEGMENT].map(whole_through), [-1, SEGMENT - 1, SEGMENT - 1]);
    }

    const KEPT: i64 = 359_735_634_285_009_973;
}
