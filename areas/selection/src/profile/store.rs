use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Profile, Said};
use crate::candidate::{Candidate, CandidateId};
use crate::round::RoundId;

#[derive(FromQueryResult)]
struct Row {
    number: i64,
    said_at: Moment,
    content: String,
}

impl From<Row> for Said {
    fn from(row: Row) -> Self {
        let profile = serde_json::from_str(&row.content).unwrap_or_default();
        Self { number: row.number, at: row.said_at, profile }
    }
}

/// Keeps what a candidate says as its next version; the same again is no version.
pub async fn say(
    tx: &Tx,
    tenant: OrganisationId,
    candidate: &Candidate,
    profile: &Profile,
    at: Moment,
) -> Result<(), DbError> {
    let known = current(tx, tenant, candidate.id).await?;
    if known.as_ref().is_some_and(|known| known.profile == *profile) {
        return Ok(());
    }
    let number = known.map_or(1, |known| known.number + 1);
    let content = serde_json::to_string(profile).unwrap_or_default();
    tx.run(
        "INSERT INTO transparency_profile (organisation_id, candidate_id, number, content, said_at)
         VALUES ($1,$2,$3,$4,$5)",
        values![tenant, candidate.id, number, content, at],
    )
    .await?;
    // Nobody who is signed in did it: the candidate did, through its link.
    let said = json!({ "name": candidate.name, "number": number });
    event::append(tx, Event::new(tenant, at, "profile.said").about(candidate.id.0).saying(said)).await?;
    Ok(())
}

/// What a candidate says now.
pub async fn current(db: &impl Sql, tenant: OrganisationId, candidate: CandidateId) -> Result<Option<Said>, DbError> {
    let row: Option<Row> = db
        .maybe(
            "SELECT number, said_at, content FROM transparency_profile WHERE organisation_id = $1 AND candidate_id = $2
             ORDER BY number DESC LIMIT 1",
            values![tenant, candidate],
        )
        .await?;
    Ok(row.map(Said::from))
}

#[derive(FromQueryResult)]
struct Last {
    candidate_id: CandidateId,
    said_at: Moment,
}

/// When each candidate of a round said last what it says.
pub async fn said(
    db: &impl Sql,
    tenant: OrganisationId,
    round: RoundId,
) -> Result<HashMap<CandidateId, Moment>, DbError> {
    let rows: Vec<Last> = db
        .all(
            "SELECT p.candidate_id, MAX(p.said_at) AS said_at FROM transparency_profile p
             JOIN selection_candidate c ON c.organisation_id = p.organisation_id AND c.id = p.candidate_id
             WHERE p.organisation_id = $1 AND c.round_id = $2 GROUP BY p.candidate_id",
            values![tenant, round],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.candidate_id, row.said_at)).collect())
}

/// With which profile a partnership began.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Began {
    pub candidate_id: CandidateId,
    pub round_title: String,
    pub currency: String,
    pub decided_at: Moment,
}

/// The choices from which a partnership came, in the order in which they were made its start: the first is the start, and
/// a later one replaces nothing.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Began>, DbError> {
    db.all(
        "SELECT d.candidate_id, r.title AS round_title, r.currency, d.decided_at FROM selection_decision d
         JOIN selection_round r ON r.organisation_id = d.organisation_id AND r.id = d.round_id
         WHERE d.organisation_id = $1 AND d.partnership_id = $2
         ORDER BY COALESCE(d.linked_at, d.decided_at), d.round_id",
        values![tenant, partnership],
    )
    .await
}

/// What the chosen candidates of these choices say, each in its newest version.
pub async fn of_choices(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<HashMap<CandidateId, Said>, DbError> {
    #[derive(FromQueryResult)]
    struct Of {
        candidate_id: CandidateId,
        number: i64,
        said_at: Moment,
        content: String,
    }
    // In the order of their numbers, so that the newest of each is what stays.
    let rows: Vec<Of> = db
        .all(
            "SELECT p.candidate_id, p.number, p.said_at, p.content FROM transparency_profile p
             JOIN selection_decision d ON d.organisation_id = p.organisation_id AND d.candidate_id = p.candidate_id
             WHERE p.organisation_id = $1 AND d.partnership_id = $2 ORDER BY p.number",
            values![tenant, partnership],
        )
        .await?;
    let said = |row: Of| {
        let known = Row { number: row.number, said_at: row.said_at, content: row.content };
        (row.candidate_id, Said::from(known))
    };
    Ok(rows.into_iter().map(said).collect())
}
