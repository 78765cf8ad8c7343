use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::decision::{Decision, Words};
use crate::Act;
use crate::candidate::{Candidate, CandidateId, store as candidates};
use crate::round::{Refused, Round, RoundId};

#[derive(FromQueryResult)]
struct Row {
    candidate_id: CandidateId,
    reasons: String,
    exception: String,
    first: bool,
    stable: bool,
    share: f64,
    decided_by: PersonId,
    decided_at: Moment,
    invited_at: Option<Moment>,
    partnership_id: Option<PartnershipId>,
}

/// Takes the decision, with what the letters say, of a round that waits for one. Who stepped back meanwhile is not chosen:
/// the event holds the organisation's history, so that whoever steps back does so before this or after.
pub async fn decide(
    tx: &Tx,
    act: Act,
    round: &Round,
    chosen: &Candidate,
    words: &Words,
) -> Result<Result<(), Refused>, DbError> {
    let said = json!({ "title": round.title, "name": chosen.name });
    event::append(tx, act.event("selection.decided").about(round.id.0).saying(said)).await?;
    let now = candidates::find(tx, act.tenant, chosen.id).await?;
    if now.is_none_or(|(_, now)| !now.stands()) {
        return Ok(Err(Refused::Withdrawn));
    }
    let decided = tx
        .run(
            "UPDATE selection_round SET state = 'decided' WHERE organisation_id = $1 AND id = $2 AND state = 'closed'",
            values![act.tenant, round.id],
        )
        .await?;
    if decided == 0 {
        return Ok(Err(Refused::Decided));
    }
    tx.run(
        "INSERT INTO selection_decision (organisation_id, round_id, candidate_id, reasons, exception, first, stable, share,
         decided_by, decided_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        values![
            act.tenant,
            round.id,
            words.candidate,
            words.reasons.clone(),
            words.exception.clone(),
            words.first,
            words.stable,
            words.share,
            act.by,
            act.at
        ],
    )
    .await?;
    let rows = words.letters.iter().map(|(id, words)| values![act.tenant, *id, words.clone(), act.at]).collect();
    tx.insert_all("selection_letter (organisation_id, candidate_id, words, made_at)", rows).await?;
    Ok(Ok(()))
}

pub async fn decision(db: &impl Sql, tenant: OrganisationId, round: RoundId) -> Result<Option<Decision>, DbError> {
    let row: Option<Row> = db
        .maybe(
            "SELECT candidate_id, reasons, exception, first, stable, share, decided_by, decided_at, invited_at,
             partnership_id FROM selection_decision WHERE organisation_id = $1 AND round_id = $2",
            values![tenant, round],
        )
        .await?;
    Ok(row.map(|row| Decision {
        candidate: row.candidate_id,
        reasons: row.reasons,
        exception: row.exception,
        first: row.first,
        stable: row.stable,
        share: row.share,
        decided_by: row.decided_by,
        decided_at: row.decided_at,
        invited_at: row.invited_at,
        partnership: row.partnership_id,
    }))
}

/// What a candidate's letter says beyond its scores.
pub async fn words(db: &impl Sql, tenant: OrganisationId, candidate: CandidateId) -> Result<String, DbError> {
    #[derive(FromQueryResult)]
    struct Said {
        words: String,
    }
    let row: Option<Said> = db
        .maybe(
            "SELECT words FROM selection_letter WHERE organisation_id = $1 AND candidate_id = $2",
            values![tenant, candidate],
        )
        .await?;
    Ok(row.map(|row| row.words).unwrap_or_default())
}

/// Notes that the chosen candidate was invited; says whether it was the first time.
pub async fn invited(tx: &Tx, act: Act, round: RoundId) -> Result<bool, DbError> {
    let noted = tx
        .run(
            "UPDATE selection_decision SET invited_at = $3 WHERE organisation_id = $1 AND round_id = $2
             AND invited_at IS NULL",
            values![act.tenant, round, act.at],
        )
        .await?;
    Ok(noted > 0)
}

/// Makes the profile of the chosen candidate the start of a partnership.
pub async fn link(tx: &Tx, act: Act, round: &Round, partnership: PartnershipId) -> Result<(), DbError> {
    tx.run(
        "UPDATE selection_decision SET partnership_id = $3, linked_at = $4 WHERE organisation_id = $1 AND round_id = $2",
        values![act.tenant, round.id, partnership, act.at],
    )
    .await?;
    let said = json!({ "title": round.title });
    event::append(tx, act.event("selection.linked").within(partnership).about(round.id.0).saying(said)).await?;
    Ok(())
}
