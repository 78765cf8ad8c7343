//! Follow-ups: 30, 60 and 90 days after the learning, at a decent hour of a working day where the cohort is, the person
//! and their line manager are asked whether it is used, what stands in the way, and for an example. The product asks by
//! itself, each person and moment once, and stops when they answered, left, asked to be left alone, or were reminded
//! often enough.

pub mod answer_pages;
pub mod api;
pub mod figures;
pub mod job;
pub mod pages;
pub mod send;
pub mod store;

use jiff::tz::TimeZone;
use lustrum_delivery::cohort::CohortId;
use lustrum_delivery::session::working_morning;
use lustrum_kernel::{Day, Moment, id};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;

id!(
    /// The plan of a cohort's follow-ups.
    PlanId
);
id!(
    /// One question to one person or their line manager.
    FollowUpId
);

/// When it is asked, in days after the learning.
pub const MOMENTS: [i32; 3] = [30, 60, 90];
/// A reminder comes so many days after the question, or after the reminder before.
pub const REMINDER_DAYS: i32 = 7;
/// Nobody is reminded more often, whatever the plan says.
pub const MOST_REMINDERS: i64 = 3;
/// A link is good for so many days after its question.
pub const OPEN_DAYS: i32 = 45;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    Own,
    Manager,
}

impl Source {
    pub const ALL: [Source; 2] = [Self::Own, Self::Manager];
    /// Its name is `follow-up-source-...`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Manager => "manager",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.word() == word)
    }
}

/// What stands in the way of using it, after the factors of learning transfer (E. F. Holton, R. A. Bates and
/// W. E. A. Ruona, *Development of a generalized learning transfer system inventory*, 2000); its name is
/// `follow-up-lever-...`.
pub const LEVERS: [&str; 8] =
    ["opportunity", "time", "manager", "peers", "content", "confidence", "resources", "motivation"];

/// The instant of a moment: the working morning so many days after the anchor.
pub fn due(anchor: Day, days: i32, zone: &TimeZone) -> Moment {
    working_morning(anchor.plus_days(days), zone)
}

/// The plan of a cohort.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Plan {
    pub id: PlanId,
    pub programme_id: ProgrammeId,
    pub cohort_id: CohortId,
    pub cohort_title: String,
    pub zone: String,
    pub language: String,
    /// The day from which is counted: that of the last session, unless someone chose another.
    pub anchor: Day,
    pub reminders: i64,
    pub ended_at: Option<Moment>,
}

impl Plan {
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct FollowUp {
    pub id: FollowUpId,
    pub plan_id: PlanId,
    pub days: i64,
    pub source: String,
    pub person_email: String,
    pub person_name: String,
    pub unit: String,
    pub recipient: String,
    pub recipient_name: String,
    pub asked_on: Day,
    pub reminded: i64,
    pub answered_on: Option<Day>,
}

/// What someone answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// From 1, not at all, to 5, whenever there is occasion.
    pub applies: i64,
    /// Of [`LEVERS`].
    pub levers: Vec<&'static str>,
    pub example: String,
}

/// Whether someone is reminded once more. The one that answered, left or opted out is not asked here.
pub fn reminds(follow_up: &FollowUp, plan: &Plan) -> bool {
    plan.ended_at.is_none()
        && follow_up.answered_on.is_none()
        && follow_up.reminded < plan.reminders.min(MOST_REMINDERS)
}

#[cfg(test)]
mod tests;
