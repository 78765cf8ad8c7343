//! Meetings: the rhythm in which both sides talk. A series of one of four kinds recurs by a rule; a meeting of it has an
//! agenda that fills itself, minutes that both sides write and approve, decisions, and points that come back until they are
//! settled.

pub mod agenda;
pub(crate) mod api;
mod form;
pub(crate) mod minutes;
pub(crate) mod minutes_pages;
pub(crate) mod one_pages;
pub(crate) mod pages;
pub(crate) mod point;
pub(crate) mod rhythm_pages;
mod rule;
pub(crate) mod series;
mod store;
#[cfg(test)]
pub(crate) mod tests;

use jiff::tz::TimeZone;
use lustrum_kernel::access::Side;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Day, Moment, id};
use lustrum_partnership::contact::Holding;

pub use minutes::{
    Approval, ApproveRefused, Minutes, Progress, WriteRefused, approvals, approve, history, latest, progress, standing,
    write,
};
pub use point::{
    Point, PointId, PointRefused, escalate, open_points, points_of, raise, raise_itself, settle, unsettle,
};
pub use rule::{Freq, Rule, RuleRefused};
pub use series::{
    DayOff, DayOffId, NewSeries, Occurrence, Series, SeriesId, add_day_off, begin, days_off, end, occurrences,
    remove_day_off, series_of,
};
pub use store::{Present, find, held, list, prepare, present, set_present};

id!(
    /// One meeting.
    MeetingId
);

/// What a meeting is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Every week or two: what is in hand.
    Talk,
    /// Every quarter: the evidence.
    Review,
    /// Every half year: what needs a mandate.
    Committee,
    /// Every year: where the partnership goes.
    Strategy,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Self::Talk, Self::Review, Self::Committee, Self::Strategy];
    /// Its name is the message `meeting-kind-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Review => "review",
            Self::Committee => "committee",
            Self::Strategy => "strategy",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
    pub fn key(self) -> String {
        format!("meeting-kind-{}", self.word())
    }
    /// Whether it decides only with someone of each side who may.
    pub fn needs_quorum(self) -> bool {
        self == Self::Committee
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub id: MeetingId,
    pub series: SeriesId,
    /// On the wall clock of its zone.
    pub day: Day,
    pub kind: Kind,
    pub starts_at: Moment,
    pub zone: String,
    pub minutes: i64,
    pub place: String,
}

impl Meeting {
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
    /// Two days after it nobody prepares it any more: its page tells what it came to.
    pub fn is_past(&self, now: Moment) -> bool {
        self.starts_at.plus_days(2) < now
    }
}

/// Whether someone who may decide is there, of each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quorum {
    pub organisation: bool,
    pub partner: bool,
}

impl Quorum {
    pub fn complete(self) -> bool {
        self.organisation && self.partner
    }
    pub fn of(self, side: Side) -> bool {
        match side {
            Side::Organisation => self.organisation,
            Side::Partner => self.partner,
        }
    }
}

/// Who is there is counted for the side on which they hold the mandate; a deputy decides with the same force.
pub fn quorum(present: &[(PersonId, Side)], holders: &[Holding]) -> Quorum {
    let of = |side: Side| holders.iter().any(|held| held.side == side && present.contains(&(held.person, side)));
    Quorum { organisation: of(Side::Organisation), partner: of(Side::Partner) }
}
