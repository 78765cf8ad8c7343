//! An observation: what one observer saw one person do at work, behaviour by behaviour, on a phone, with or without a
//! network. What is sent twice is stored once; two observers of the same person show how far they agree.

pub mod agreement;
pub mod api;
pub mod assets;
pub mod pages;
pub mod record;
pub mod store;

use lustrum_kernel::{Day, id};
use lustrum_programme::behaviour::BehaviourId;
use lustrum_programme::programme::ProgrammeId;

use crate::ratings::Rating;

id!(
    /// An observation. The browser makes it, so that a repeated message is known.
    ObservationId
);

/// An observation may be sent this many days after it was made: a phone can be without a network for long.
pub const LATE_DAYS: i32 = 60;

/// What one observer saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub id: ObservationId,
    pub programme: ProgrammeId,
    /// Who was observed ([`crate::ratings::subject`]).
    pub subject: String,
    pub day: Day,
    /// At least one, unless something was looked for and not seen.
    pub ratings: Vec<Rating>,
    pub not_seen: Vec<BehaviourId>,
    /// In the observer's words; may be empty.
    pub example: String,
}

#[cfg(test)]
mod tests;
