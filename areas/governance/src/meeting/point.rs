//! A point of the agenda. It comes back in every meeting of its kind until it is settled; what a talk can't settle goes to the
//! next committee in one step.

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::{Moment, id, values};
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Kind, MeetingId};
use crate::happened;

id!(
    /// A point of the agenda.
    PointId
);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub id: PointId,
    /// Of the meetings on whose agenda it stands.
    pub kind: Kind,
    pub text: String,
    /// The same in Dutch, of a point that the product put there itself.
    pub in_dutch: Option<String>,
    pub side: Side,
    pub raised_at: Moment,
    pub raised_in: Option<MeetingId>,
    pub escalated_at: Option<Moment>,
    pub settled_at: Option<Moment>,
    pub settled_in: Option<MeetingId>,
}

impl Point {
    /// For a reader of this language. What a person wrote stands as it was written.
    pub fn text_in(&self, locale: Locale) -> &str {
        match (locale, &self.in_dutch) {
            (Locale::Nl, Some(text)) => text,
            _ => &self.text,
        }
    }
    /// The side that raised it; nobody where the product did.
    pub fn raised_by(&self) -> Option<Side> {
        self.in_dutch.is_none().then_some(self.side)
    }
    pub fn is_open(&self) -> bool {
        self.settled_at.is_none()
    }
    /// Whether it was open already when this meeting began to be prepared.
    pub fn comes_back_in(&self, meeting: MeetingId) -> bool {
        self.is_open() && self.raised_in != Some(meeting)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum PointRefused {
    #[error("it is settled")]
    Settled,
    #[error("it is not settled")]
    Open,
    #[error("it stands before the committee or another body already")]
    NotFromTalk,
    #[error("there is no such point")]
    Unknown,
    #[error(transparent)]
    Database(#[from] DbError),
}

#[derive(FromQueryResult)]
struct Row {
    id: PointId,
    kind: String,
    text: String,
    text_nl: Option<String>,
    side: String,
    raised_at: Moment,
    raised_in: Option<MeetingId>,
    escalated_at: Option<Moment>,
    settled_at: Option<Moment>,
    settled_in: Option<MeetingId>,
}

impl Row {
    fn point(self) -> Option<Point> {
        Some(Point {
            id: self.id,
            kind: Kind::parse(&self.kind)?,
            text: self.text,
            in_dutch: self.text_nl,
            side: Side::parse(&self.side)?,
            raised_at: self.raised_at,
            raised_in: self.raised_in,
            escalated_at: self.escalated_at,
            settled_at: self.settled_at,
            settled_in: self.settled_in,
        })
    }
}

const COLUMNS: &str =
    "id, kind, text, text_nl, side, raised_at, raised_in, escalated_at, settled_at, settled_in FROM meeting_point";

/// A point before it has a row.
struct NewPoint<'a> {
    kind: Kind,
    text: &'a str,
    in_dutch: Option<&'a str>,
    raised_in: Option<MeetingId>,
}

async fn put(tx: &Tx, by: &By, new: NewPoint<'_>) -> Result<PointId, DbError> {
    let (id, side) = (PointId::new(), by.side.word());
    let NewPoint { kind, text, in_dutch, raised_in } = new;
    let (kind, in_dutch) = (kind.word(), in_dutch.map(str::to_owned));
    tx.run(
        "INSERT INTO meeting_point (organisation_id, id, partnership_id, kind, text, text_nl, side, raised_at, raised_by,
         raised_in) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        values![by.tenant, id, by.partnership, kind, text, in_dutch, side, by.at, by.person, raised_in],
    )
    .await?;
    Ok(id)
}

/// Puts a point on the agenda of a kind of meeting.
pub async fn raise(tx: &Tx, by: &By, kind: Kind, text: &str, raised_in: Option<MeetingId>) -> Result<PointId, DbError> {
    let id = put(tx, by, NewPoint { kind, text, in_dutch: None, raised_in }).await?;
    let said = json!({ "text": text, "kind": kind.word() });
    event::append(tx, happened(by, "meeting.point-raised").about(id.0).saying(said)).await?;
    Ok(id)
}

/// Puts a point on the next committee's agenda that follows from figures and that nobody raised: in both languages, and in
/// no person's name. `by` is whose mandate the figures were computed under.
pub async fn raise_itself(tx: &Tx, by: &By, words: impl Fn(&Speaker) -> String) -> Result<PointId, DbError> {
    let [text, dutch] = Locale::ALL.map(|locale| words(&Speaker::utc(locale)));
    let new = NewPoint { kind: Kind::Committee, text: &text, in_dutch: Some(&dutch), raised_in: None };
    let id = put(tx, by, new).await?;
    let event = Event::new(by.tenant, by.at, "meeting.point-put").within(by.partnership).about(id.0);
    event::append(tx, event).await?;
    Ok(id)
}

/// The open points of a kind of meeting, the oldest first.
pub async fn open_points(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    kind: Kind,
) -> Result<Vec<Point>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND kind = $3 AND settled_at IS NULL
         ORDER BY id LIMIT 200"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, kind.word()]).await?;
    Ok(rows.into_iter().filter_map(Row::point).collect())
}

/// What was raised or settled in a meeting.
pub async fn points_of(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    meeting: MeetingId,
) -> Result<Vec<Point>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND (raised_in = $3 OR settled_in = $3)
         ORDER BY id LIMIT 200"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, meeting]).await?;
    Ok(rows.into_iter().filter_map(Row::point).collect())
}

async fn find(tx: &Tx, by: &By, id: PointId) -> Result<Point, PointRefused> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = tx.maybe(&sql, values![by.tenant, by.partnership, id]).await?;
    row.and_then(Row::point).ok_or(PointRefused::Unknown)
}

/// Settles a point in a meeting.
pub async fn settle(tx: &Tx, by: &By, meeting: MeetingId, id: PointId) -> Result<(), PointRefused> {
    let point = find(tx, by, id).await?;
    let changed = tx
        .run(
            "UPDATE meeting_point SET settled_at = $4, settled_by = $5, settled_in = $6
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND settled_at IS NULL",
            values![by.tenant, by.partnership, id, by.at, by.person, meeting],
        )
        .await?;
    if changed == 0 {
        return Err(PointRefused::Settled);
    }
    note(tx, by, &point, "meeting.point-settled").await
}

/// Opens a settled point again.
pub async fn unsettle(tx: &Tx, by: &By, id: PointId) -> Result<(), PointRefused> {
    let point = find(tx, by, id).await?;
    let changed = tx
        .run(
            "UPDATE meeting_point SET settled_at = NULL, settled_by = NULL, settled_in = NULL
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND settled_at IS NOT NULL",
            values![by.tenant, by.partnership, id],
        )
        .await?;
    if changed == 0 {
        return Err(PointRefused::Open);
    }
    note(tx, by, &point, "meeting.point-reopened").await
}

/// Takes a point of an operational talk to the next steering committee.
pub async fn escalate(tx: &Tx, by: &By, id: PointId) -> Result<(), PointRefused> {
    let point = find(tx, by, id).await?;
    if !point.is_open() {
        return Err(PointRefused::Settled);
    }
    let changed = tx
        .run(
            "UPDATE meeting_point SET kind = $4, escalated_at = $5, escalated_by = $6
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND settled_at IS NULL AND kind = $7",
            values![by.tenant, by.partnership, id, Kind::Committee.word(), by.at, by.person, Kind::Talk.word()],
        )
        .await?;
    if changed == 0 {
        return Err(PointRefused::NotFromTalk);
    }
    note(tx, by, &point, "meeting.point-escalated").await
}

async fn note(tx: &Tx, by: &By, point: &Point, kind: &'static str) -> Result<(), PointRefused> {
    event::append(tx, happened(by, kind).about(point.id.0).saying(json!({ "text": point.text }))).await?;
    Ok(())
}
