use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::values;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Given, Kind, Score};
use crate::Act;
use crate::candidate::{Candidate, CandidateId};
use crate::criterion::CriterionId;
use crate::round::{Dossier, Refused, Round, RoundId, store as rounds};

/// What came of something that a round may refuse: done, or why not.
pub type Done = Result<Result<(), Refused>, DbError>;

/// Looks at the round once more inside the transaction. The event before it holds the organisation's history until the
/// transaction ends, so that a round that is closed at the same time is closed before or after, never in between.
async fn still(tx: &Tx, act: Act, round: RoundId) -> Result<Result<Dossier, Refused>, DbError> {
    let Some(dossier) = rounds::dossier(tx, act.tenant, round).await? else { return Ok(Err(Refused::NotScoring)) };
    Ok(dossier.may_score(act.by).map(|()| dossier))
}

/// Notes that an assessor changes what they gave one candidate, as long as that may be.
pub(crate) async fn touch(tx: &Tx, act: Act, round: &Round, candidate: &Candidate) -> Done {
    let said = json!({ "title": round.title, "name": candidate.name });
    event::append(tx, act.event("selection.scored").about(round.id.0).saying(said)).await?;
    match still(tx, act, round.id).await? {
        Err(refused) => Ok(Err(refused)),
        Ok(now) if now.candidate(candidate.id).is_none_or(|now| !now.stands()) => Ok(Err(Refused::Withdrawn)),
        Ok(_) => Ok(Ok(())),
    }
}

/// Keeps what an assessor gives one candidate, in place of what they gave before.
pub async fn give(tx: &Tx, act: Act, round: &Round, candidate: &Candidate, given: &[Given]) -> Done {
    if let Err(refused) = touch(tx, act, round, candidate).await? {
        return Ok(Err(refused));
    }
    tx.run(
        "DELETE FROM selection_score WHERE organisation_id = $1 AND round_id = $2 AND person_id = $3 AND candidate_id = $4",
        values![act.tenant, round.id, act.by, candidate.id],
    )
    .await?;
    let rows = given.iter().map(|one| {
        let (kind, evidence) = (one.kind.word(), one.evidence.clone());
        values![act.tenant, round.id, act.by, candidate.id, one.criterion, one.score, kind, evidence]
    });
    let into =
        "selection_score (organisation_id, round_id, person_id, candidate_id, criterion_id, score, kind, evidence)";
    tx.insert_all(into, rows.collect()).await?;
    Ok(Ok(()))
}

/// Submits what an assessor gave, all of it, once. The last one closes the round.
pub async fn submit(tx: &Tx, act: Act, round: &Round) -> Done {
    event::append(tx, act.event("selection.submitted").about(round.id.0).saying(json!({ "title": round.title })))
        .await?;
    let dossier = match still(tx, act, round.id).await? {
        Ok(dossier) => dossier,
        Err(refused) => return Ok(Err(refused)),
    };
    let mine = of_person(tx, act.tenant, round.id, act.by).await?;
    let wanted = dossier.standing().count() * dossier.tree.leaves().len();
    // What was given to one that stepped back later stays, and is not wanted.
    let given = mine.iter().filter(|score| dossier.standing().any(|one| one.id == score.candidate)).count();
    if given < wanted {
        return Ok(Err(Refused::Incomplete(wanted - given)));
    }
    tx.run(
        "UPDATE selection_assessor SET submitted_at = $4 WHERE organisation_id = $1 AND round_id = $2 AND person_id = $3
         AND submitted_at IS NULL",
        values![act.tenant, round.id, act.by, act.at],
    )
    .await?;
    if dossier.waiting().len() == 1 {
        rounds::close(tx, act, round, "", &[]).await?;
    }
    Ok(Ok(()))
}

#[derive(FromQueryResult)]
struct Row {
    person_id: PersonId,
    candidate_id: CandidateId,
    criterion_id: CriterionId,
    score: i64,
    kind: String,
    evidence: String,
}

const COLUMNS: &str = "s.person_id, s.candidate_id, s.criterion_id, s.score, s.kind, s.evidence FROM selection_score s";

impl From<Row> for Score {
    fn from(row: Row) -> Self {
        let kind = Kind::parse(&row.kind).unwrap_or(Kind::Document);
        let given = Given { criterion: row.criterion_id, score: row.score, kind, evidence: row.evidence };
        Self { person: row.person_id, candidate: row.candidate_id, given }
    }
}

/// What one assessor gave: their own, which they may always see.
pub async fn of_person(
    db: &impl Sql,
    tenant: OrganisationId,
    round: RoundId,
    person: PersonId,
) -> Result<Vec<Score>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE s.organisation_id = $1 AND s.round_id = $2 AND s.person_id = $3");
    let rows: Vec<Row> = db.all(&sql, values![tenant, round, person]).await?;
    Ok(rows.into_iter().map(Score::from).collect())
}

/// What everyone submitted, and of a round whose scores are open only: before that the query itself finds nothing.
pub async fn submitted(db: &impl Sql, tenant: OrganisationId, round: RoundId) -> Result<Vec<Score>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS}
         JOIN selection_round r ON r.organisation_id = s.organisation_id AND r.id = s.round_id
         JOIN selection_assessor a ON a.organisation_id = s.organisation_id AND a.round_id = s.round_id
           AND a.person_id = s.person_id
         WHERE s.organisation_id = $1 AND s.round_id = $2 AND r.state IN ('closed','decided')
         AND a.submitted_at IS NOT NULL ORDER BY s.candidate_id, s.criterion_id, s.person_id"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, round]).await?;
    Ok(rows.into_iter().map(Score::from).collect())
}
