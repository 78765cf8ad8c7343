use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;

use super::Alarm;
use crate::quarter::Quarter;

/// What a side added, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub side: Side,
    pub at: Moment,
}

#[derive(FromQueryResult)]
struct GivenRow {
    side: String,
    given_at: Moment,
}

/// Points raised, minutes written, parts of blameless reviews and actions done, of both sides.
pub(super) async fn contributions(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    from: Moment,
    until: Moment,
) -> Result<Vec<Given>, DbError> {
    let rows: Vec<GivenRow> = db
        .all(
            "SELECT side, given_at FROM (
               SELECT side, raised_at AS given_at FROM meeting_point
               WHERE organisation_id = $1 AND partnership_id = $2 AND text_nl IS NULL
               UNION ALL
               SELECT w.side, w.written_at AS given_at FROM meeting_minutes w
               JOIN meeting m ON m.organisation_id = w.organisation_id AND m.id = w.meeting_id
               WHERE w.organisation_id = $1 AND m.partnership_id = $2
               UNION ALL
               SELECT e.side, e.added_at AS given_at FROM blameless_entry e
               JOIN blameless_review r ON r.organisation_id = e.organisation_id AND r.id = e.review_id
               WHERE e.organisation_id = $1 AND r.partnership_id = $2
               UNION ALL
               SELECT owner_side AS side, done_at AS given_at FROM agreed_action
               WHERE organisation_id = $1 AND partnership_id = $2 AND done_at IS NOT NULL
             ) AS given WHERE given_at >= $3 AND given_at < $4 ORDER BY given_at DESC LIMIT 20000",
            values![tenant, partnership, from, until],
        )
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some(Given { side: Side::parse(&row.side)?, at: row.given_at })).collect())
}

/// An alarm that was raised.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    pub period: Quarter,
    pub value: f64,
    pub before: Option<f64>,
    pub reason: Alarm,
    pub raised_at: Moment,
}

#[derive(FromQueryResult)]
struct RaisedRow {
    period: Quarter,
    value: f64,
    before: Option<f64>,
    reason: String,
    raised_at: Moment,
}

/// The alarms of a partnership, the latest quarter first.
pub async fn alarms(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    limit: i64,
) -> Result<Vec<Raised>, DbError> {
    let rows: Vec<RaisedRow> = db
        .all(
            "SELECT period, value, before, reason, raised_at FROM health_alarm
             WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY period DESC LIMIT $3",
            values![tenant, partnership, limit],
        )
        .await?;
    let read = |row: RaisedRow| {
        let reason = Alarm::parse(&row.reason)?;
        Some(Raised { period: row.period, value: row.value, before: row.before, reason, raised_at: row.raised_at })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Notes an alarm; whether it is the first for its quarter.
pub(super) async fn note(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    raised: &Raised,
) -> Result<bool, DbError> {
    let made = tx
        .run(
            "INSERT INTO health_alarm (organisation_id, partnership_id, period, value, before, reason, raised_at)
             VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (organisation_id, partnership_id, period) DO NOTHING",
            values![
                tenant,
                partnership,
                raised.period,
                raised.value,
                raised.before,
                raised.reason.word(),
                raised.raised_at
            ],
        )
        .await?;
    Ok(made > 0)
}
