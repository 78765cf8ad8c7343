//! The minutes of a meeting: written by both sides, every version kept, approved by each side over the hash of one text. Whoever
//! writes says which version they saw, so that nobody's words replace words that they did not see.

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Kind, Meeting, MeetingId, Quorum};
use crate::happened;
use crate::review::hash_of;

/// One version of the minutes.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Minutes {
    /// The first is 1.
    pub version: i64,
    pub text: String,
    /// SHA-256 of the text.
    pub hash: String,
    pub written_at: Moment,
    pub written_by: PersonId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    pub side: Side,
    pub version: i64,
    pub hash: String,
    pub at: Moment,
    pub by: PersonId,
}

#[derive(Debug, thiserror::Error)]
pub enum WriteRefused {
    /// With what they say now.
    #[error("someone wrote version {} meanwhile", .0.version)]
    ChangedMeanwhile(Box<Minutes>),
    #[error(transparent)]
    Database(#[from] DbError),
}

#[derive(Debug, thiserror::Error)]
pub enum ApproveRefused {
    #[error("there are no minutes")]
    None,
    #[error("the text is not the one that was shown")]
    TextChanged,
    #[error("nobody who may decide was there on both sides")]
    NoQuorum,
    #[error("this side has approved it")]
    Already,
    #[error(transparent)]
    Database(#[from] DbError),
}

impl ApproveRefused {
    pub fn key(&self) -> &'static str {
        match self {
            Self::None | Self::Database(_) => "refusal-minutes-none",
            Self::TextChanged => "refusal-minutes-changed",
            Self::NoQuorum => "refusal-meeting-quorum",
            Self::Already => "refusal-minutes-approved",
        }
    }
}

const COLUMNS: &str = "version, text, hash, written_at, written_by FROM meeting_minutes";

/// What the minutes say.
pub async fn latest(db: &impl Sql, tenant: OrganisationId, meeting: MeetingId) -> Result<Option<Minutes>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND meeting_id = $2 ORDER BY version DESC LIMIT 1");
    db.maybe(&sql, values![tenant, meeting]).await
}

/// Every version, the newest first.
pub async fn history(db: &impl Sql, tenant: OrganisationId, meeting: MeetingId) -> Result<Vec<Minutes>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND meeting_id = $2 ORDER BY version DESC LIMIT 200");
    db.all(&sql, values![tenant, meeting]).await
}

/// Writes the next version over the one that the writer saw (0 where there was none). The same words again are no version, and
/// nothing is to be committed.
pub async fn write(tx: &Tx, by: &By, meeting: &Meeting, seen: i64, text: &str) -> Result<Option<i64>, WriteRefused> {
    // The head of the history locks until this transaction ends: whoever writes at the same time waits, and then sees.
    let said = json!({ "kind": meeting.kind.word(), "day": meeting.day.to_string() });
    event::append(tx, happened(by, "meeting.minutes-written").about(meeting.id.0).saying(said)).await?;
    let now = latest(tx, by.tenant, meeting.id).await?;
    let version = now.as_ref().map_or(0, |now| now.version);
    if let Some(now) = now {
        if now.text == text {
            return Ok(None);
        }
        if now.version != seen {
            return Err(WriteRefused::ChangedMeanwhile(Box::new(now)));
        }
    }
    let version = version + 1;
    tx.run(
        "INSERT INTO meeting_minutes (organisation_id, meeting_id, version, text, hash, written_at, written_by, side)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        values![by.tenant, meeting.id, version, text, hash_of(text), by.at, by.person, by.side.word()],
    )
    .await?;
    Ok(Some(version))
}

#[derive(FromQueryResult)]
struct Row {
    side: String,
    version: i64,
    hash: String,
    approved_at: Moment,
    approved_by: PersonId,
}

/// Every approval of any version, the newest version first.
pub async fn approvals(db: &impl Sql, tenant: OrganisationId, meeting: MeetingId) -> Result<Vec<Approval>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT side, version, hash, approved_at, approved_by FROM meeting_approval
             WHERE organisation_id = $1 AND meeting_id = $2 ORDER BY version DESC, approved_at, side LIMIT 200",
            values![tenant, meeting],
        )
        .await?;
    let read = |row: Row| {
        let side = Side::parse(&row.side)?;
        Some(Approval { side, version: row.version, hash: row.hash, at: row.approved_at, by: row.approved_by })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// The approvals that still hold: those of this very text.
pub fn standing<'a>(minutes: &Minutes, approvals: &'a [Approval]) -> Vec<&'a Approval> {
    let holds = |approval: &&Approval| approval.version == minutes.version && approval.hash == minutes.hash;
    approvals.iter().filter(holds).collect()
}

/// Approves the text of this hash for the acting side.
pub async fn approve(tx: &Tx, by: &By, meeting: &Meeting, hash: &str, quorum: Quorum) -> Result<(), ApproveRefused> {
    let said = json!({ "kind": meeting.kind.word(), "day": meeting.day.to_string(), "hash": hash });
    event::append(tx, happened(by, "meeting.minutes-approved").about(meeting.id.0).saying(said)).await?;
    let minutes = latest(tx, by.tenant, meeting.id).await?.ok_or(ApproveRefused::None)?;
    if minutes.hash != hash {
        return Err(ApproveRefused::TextChanged);
    }
    if meeting.kind.needs_quorum() && !quorum.complete() {
        return Err(ApproveRefused::NoQuorum);
    }
    let changed = tx
        .run(
            "INSERT INTO meeting_approval (organisation_id, meeting_id, version, side, hash, approved_at, approved_by)
             VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (organisation_id, meeting_id, version, side) DO NOTHING",
            values![by.tenant, meeting.id, minutes.version, by.side.word(), hash, by.at, by.person],
        )
        .await?;
    if changed == 0 { Err(ApproveRefused::Already) } else { Ok(()) }
}

/// Minutes that wait for the approval of a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unapproved {
    pub meeting: MeetingId,
    pub kind: Kind,
    pub day: Day,
    pub answers: Side,
}

/// What waits for a side: what the other side approved and, of a committee, what the other side wrote.
pub async fn waiting(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Unapproved>, DbError> {
    #[derive(FromQueryResult)]
    struct Waits {
        id: MeetingId,
        kind: String,
        day: Day,
        side: String,
        approved: Option<String>,
    }
    let rows: Vec<Waits> = db
        .all(
            "SELECT t.id, t.kind, t.day, m.side, MIN(a.side) AS approved FROM meeting t
             JOIN meeting_minutes m ON m.organisation_id = t.organisation_id AND m.meeting_id = t.id
             LEFT JOIN meeting_approval a ON a.organisation_id = m.organisation_id AND a.meeting_id = m.meeting_id
               AND a.version = m.version AND a.hash = m.hash
             WHERE t.organisation_id = $1 AND t.partnership_id = $2
               AND m.version = (SELECT MAX(n.version) FROM meeting_minutes n
                 WHERE n.organisation_id = m.organisation_id AND n.meeting_id = m.meeting_id)
             GROUP BY t.id, t.kind, t.day, m.side HAVING COUNT(a.side) < 2 ORDER BY t.day DESC, t.id LIMIT 50",
            values![tenant, partnership],
        )
        .await?;
    let one = |row: Waits| {
        let (kind, wrote) = (Kind::parse(&row.kind)?, Side::parse(&row.side)?);
        let put = match &row.approved {
            Some(side) => Side::parse(side)?,
            None if kind.needs_quorum() => wrote,
            None => return None,
        };
        Some(Unapproved { meeting: row.id, kind, day: row.day, answers: put.other() })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

/// How far the minutes of a meeting are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Progress {
    pub meeting_id: MeetingId,
    /// Of the latest version.
    pub approvals: i64,
}

/// Of every meeting of a partnership that has minutes and began between two moments.
pub async fn progress(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    from: Moment,
    until: Moment,
) -> Result<Vec<Progress>, DbError> {
    db.all(
        "SELECT m.meeting_id, COUNT(a.side) AS approvals FROM meeting t
         JOIN meeting_minutes m ON m.organisation_id = t.organisation_id AND m.meeting_id = t.id
         LEFT JOIN meeting_approval a
           ON a.organisation_id = m.organisation_id AND a.meeting_id = m.meeting_id AND a.version = m.version
         WHERE t.organisation_id = $1 AND t.partnership_id = $2 AND t.starts_at >= $3 AND t.starts_at <= $4
           AND m.version = (SELECT MAX(n.version) FROM meeting_minutes n
             WHERE n.organisation_id = m.organisation_id AND n.meeting_id = m.meeting_id)
         GROUP BY m.meeting_id",
        values![tenant, partnership, from, until],
    )
    .await
}
