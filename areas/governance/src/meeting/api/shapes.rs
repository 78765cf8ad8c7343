//! What the API tells of meetings, and what it is told.

use lustrum_kernel::access::Side;
use lustrum_kernel::locale::Locale;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::meeting::agenda::Item;
use crate::meeting::{Meeting, Point};

#[derive(Serialize, ToSchema)]
#[schema(as = MeetingSeries)]
pub struct SeriesJson {
    pub(super) id: uuid::Uuid,
    /// `talk`, `review`, `committee` or `strategy`.
    pub(super) kind: &'static str,
    /// As RFC 5545 writes it.
    pub(super) rule: String,
    pub(super) zone: String,
    /// On the wall clock of the zone.
    pub(super) starts: String,
    pub(super) minutes: i64,
    pub(super) place: String,
    pub(super) ended_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DayOff)]
pub struct DayOffJson {
    pub(super) id: uuid::Uuid,
    /// `organisation` or `partner`.
    pub(super) side: &'static str,
    pub(super) day: String,
    pub(super) name: String,
}

#[derive(Serialize, ToSchema)]
pub struct MeetingRhythm {
    pub(super) series: Vec<SeriesJson>,
    pub(super) days_off: Vec<DayOffJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Meeting)]
pub struct MeetingJson {
    pub(super) id: uuid::Uuid,
    pub(super) series: uuid::Uuid,
    pub(super) kind: &'static str,
    pub(super) day: String,
    pub(super) starts_at: String,
    pub(super) zone: String,
    pub(super) minutes: i64,
    pub(super) place: String,
}

/// A time that comes round.
#[derive(Serialize, ToSchema)]
pub struct MeetingOccurrence {
    pub(super) series: uuid::Uuid,
    pub(super) kind: &'static str,
    pub(super) day: String,
    pub(super) starts_at: String,
    /// The meeting, where someone has prepared it.
    pub(super) meeting: Option<uuid::Uuid>,
    /// Why it is left out.
    pub(super) days_off: Vec<String>,
}

/// What comes, and a page of what was prepared before, `next` being what to ask for as `before` where there is more.
#[derive(Serialize, ToSchema)]
pub struct Meetings {
    pub(super) coming: Vec<MeetingOccurrence>,
    pub(super) past: Vec<MeetingJson>,
    pub(super) next: Option<i64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = MeetingPoint)]
pub struct PointJson {
    pub(super) id: uuid::Uuid,
    pub(super) kind: &'static str,
    /// In the reader's language where the product wrote it.
    pub(super) text: String,
    /// Nothing where the product put it there itself, for an alarm or a gap.
    pub(super) side: Option<&'static str>,
    pub(super) raised_at: String,
    pub(super) escalated_at: Option<String>,
    pub(super) settled_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = AgendaPart)]
pub struct PartJson {
    pub(super) part: &'static str,
    pub(super) items: Vec<Item>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = MeetingMinutes)]
pub struct MinutesJson {
    pub(super) version: i64,
    pub(super) text: String,
    /// SHA-256 of the text.
    pub(super) hash: String,
    /// The sides that approved this text.
    pub(super) approved_by: Vec<&'static str>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = MeetingPresent)]
pub struct PresentJson {
    pub(super) person: uuid::Uuid,
    pub(super) side: &'static str,
    pub(super) name: String,
}

#[derive(Serialize, ToSchema)]
pub struct MeetingWhole {
    pub(super) meeting: MeetingJson,
    pub(super) points: Vec<PointJson>,
    pub(super) agenda: Vec<PartJson>,
    pub(super) present: Vec<PresentJson>,
    /// Whether someone who may decide is there, of both sides.
    pub(super) quorum: bool,
    pub(super) minutes: Option<MinutesJson>,
    pub(super) decisions: Vec<uuid::Uuid>,
}

/// A rhythm to begin.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewMeetingSeries {
    pub(super) kind: String,
    /// The first day.
    pub(super) first: String,
    /// Such as `10:00`.
    pub(super) time: String,
    pub(super) zone: String,
    pub(super) minutes: i64,
    pub(super) place: String,
    /// `weekly`, `biweekly`, `quarterly`, `half-yearly` or `yearly`; or an RFC 5545 rule, such as
    /// `FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU`; or `rule`, with the rule in the field of that name.
    pub(super) repeat: Option<String>,
    /// An RFC 5545 rule with a FREQ of WEEKLY, MONTHLY or YEARLY, and INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, COUNT or UNTIL.
    /// `repeat` may then be left out.
    pub(super) rule: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewDayOff {
    pub(super) day: String,
    pub(super) name: String,
}

/// The meeting of a series on a day.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewMeeting {
    pub(super) series: uuid::Uuid,
    pub(super) day: String,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewPoint {
    pub(super) point: String,
    /// `here` or `committee`.
    pub(super) target: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewPresence {
    /// Who of the own side is there.
    pub(super) present: Vec<uuid::Uuid>,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewMinutes {
    pub(super) text: String,
    /// The version that the writer saw; 0 where there was none.
    pub(super) seen: i64,
}

#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewApproval {
    /// Of the text that was read.
    pub(super) hash: String,
}

/// A decision to write down; it stands on a clause or a measure of the charter.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewMeetingDecision {
    pub(super) text: String,
    pub(super) clause: Option<String>,
    /// The id of a measure of the charter in force.
    pub(super) measure: Option<uuid::Uuid>,
    pub(super) owner: String,
    pub(super) due: String,
}

#[derive(Serialize, ToSchema)]
pub struct MeetingMade {
    pub(super) id: uuid::Uuid,
}

pub(super) fn json(meeting: &Meeting) -> MeetingJson {
    MeetingJson {
        id: meeting.id.0,
        series: meeting.series.0,
        kind: meeting.kind.word(),
        day: meeting.day.to_string(),
        starts_at: meeting.starts_at.to_string(),
        zone: meeting.zone.clone(),
        minutes: meeting.minutes,
        place: meeting.place.clone(),
    }
}

pub(super) fn point_json(point: Point, locale: Locale) -> PointJson {
    PointJson {
        id: point.id.0,
        kind: point.kind.word(),
        text: point.text_in(locale).to_owned(),
        side: point.raised_by().map(Side::word),
        raised_at: point.raised_at.to_string(),
        escalated_at: point.escalated_at.map(|at| at.to_string()),
        settled_at: point.settled_at.map(|at| at.to_string()),
    }
}
