use lustrum_identity::person;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Moment, values};
use lustrum_strategy::challenge::ChallengeId;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Assessor, Dossier, Round, RoundId, State, Words};
use crate::criterion::{self, NewCriterion, Tree};
use crate::{Act, candidate, score};

#[derive(FromQueryResult)]
struct Row {
    id: RoundId,
    title: String,
    state: String,
    currency: String,
    price_cap: f64,
    price_weight: f64,
    seed: i64,
    reason: String,
    made_at: Moment,
    opened_at: Option<Moment>,
    closed_at: Option<Moment>,
}

const COLUMNS: &str = "r.id, r.title, r.state, r.currency, r.price_cap, r.price_weight, r.seed, r.reason, r.made_at,
    r.opened_at, r.closed_at";

impl From<Row> for Round {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            title: row.title,
            // The word was written by us; what can't be read changes nothing any more.
            state: State::parse(&row.state).unwrap_or(State::Decided),
            currency: row.currency,
            price_cap: row.price_cap,
            price_weight: row.price_weight,
            seed: row.seed,
            reason: row.reason,
            made_at: row.made_at,
            opened_at: row.opened_at,
            closed_at: row.closed_at,
        }
    }
}

/// Makes a round with the criteria that it starts from, each as heavy as the others.
pub async fn create(tx: &Tx, act: Act, words: &Words, start: &[NewCriterion]) -> Result<RoundId, DbError> {
    let id = RoundId::new();
    // The seed is shown; where it comes from does not matter as long as nobody chooses it after the scores.
    let seed = i64::from(u32::from_be_bytes(id.0.as_bytes()[12..16].try_into().unwrap_or([0; 4])) % 1_000_000);
    tx.run(
        "INSERT INTO selection_round (organisation_id, id, title, state, currency, price_cap, price_weight, seed, reason,
         made_by, made_at) VALUES ($1,$2,$3,'preparing',$4,$5,$6,$7,'',$8,$9)",
        values![
            act.tenant,
            id,
            words.title.clone(),
            words.currency.clone(),
            words.price_cap,
            words.price_weight,
            seed,
            act.by,
            act.at
        ],
    )
    .await?;
    let rows = words.challenges.iter().map(|challenge| values![act.tenant, id, *challenge]).collect();
    tx.insert_all("selection_challenge (organisation_id, round_id, challenge_id)", rows).await?;
    criterion::store::start(tx, act.tenant, id, start).await?;
    event::append(tx, act.event("selection.made").about(id.0).saying(json!({ "title": words.title }))).await?;
    Ok(id)
}

pub async fn find(db: &impl Sql, tenant: OrganisationId, id: RoundId) -> Result<Option<Round>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM selection_round r WHERE r.organisation_id = $1 AND r.id = $2");
    let row: Option<Row> = db.maybe(&sql, values![tenant, id]).await?;
    Ok(row.map(Round::from))
}

/// A round with its criteria, candidates and assessors.
pub async fn dossier(db: &impl Sql, tenant: OrganisationId, id: RoundId) -> Result<Option<Dossier>, DbError> {
    let Some(round) = find(db, tenant, id).await? else { return Ok(None) };
    let tree = Tree::of(criterion::store::of_round(db, tenant, id).await?);
    let candidates = candidate::store::of_round(db, tenant, id).await?;
    Ok(Some(Dossier { round, tree, candidates, assessors: assessors(db, tenant, id).await? }))
}

/// A round in a list, and whether the reader is asked to score in it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    pub id: RoundId,
    pub title: String,
    pub state: String,
    pub made_at: Moment,
    pub asked_at: Option<Moment>,
    pub submitted_at: Option<Moment>,
}

/// The newest first; `asked` leaves those in which this person scores.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    person: PersonId,
    asked: bool,
    before: Option<RoundId>,
    limit: i64,
) -> Result<Vec<Listed>, DbError> {
    let last = before.map_or(uuid::Uuid::max(), |id| id.0);
    let only = if asked { "AND a.asked_at IS NOT NULL AND r.state <> 'preparing'" } else { "" };
    let sql = format!(
        "SELECT r.id, r.title, r.state, r.made_at, a.asked_at, a.submitted_at FROM selection_round r
         LEFT JOIN selection_assessor a ON a.organisation_id = r.organisation_id AND a.round_id = r.id AND a.person_id = $2
         WHERE r.organisation_id = $1 AND r.id < $3 {only} ORDER BY r.id DESC LIMIT $4"
    );
    db.all(&sql, values![tenant, person, last, limit]).await
}

#[derive(FromQueryResult)]
struct Title {
    id: ChallengeId,
    title: String,
}

/// The challenges that a round starts from.
pub async fn challenges(
    db: &impl Sql,
    tenant: OrganisationId,
    id: RoundId,
) -> Result<Vec<(ChallengeId, String)>, DbError> {
    let rows: Vec<Title> = db
        .all(
            "SELECT c.id, c.title FROM selection_challenge s
             JOIN challenge c ON c.organisation_id = s.organisation_id AND c.id = s.challenge_id
             WHERE s.organisation_id = $1 AND s.round_id = $2 ORDER BY c.id",
            values![tenant, id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title)).collect())
}

#[derive(FromQueryResult)]
struct AssessorRow {
    person_id: PersonId,
    submitted_at: Option<Moment>,
}

pub async fn assessors(db: &impl Sql, tenant: OrganisationId, id: RoundId) -> Result<Vec<Assessor>, DbError> {
    let rows: Vec<AssessorRow> = db
        .all(
            "SELECT person_id, submitted_at FROM selection_assessor WHERE organisation_id = $1 AND round_id = $2",
            values![tenant, id],
        )
        .await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let names = person::named(db, &ids).await?;
    let mut assessors: Vec<Assessor> = rows
        .into_iter()
        .map(|row| Assessor {
            person: row.person_id,
            name: names.get(&row.person_id).cloned().unwrap_or_default(),
            submitted_at: row.submitted_at,
        })
        .collect();
    assessors.sort_by(|a, b| a.name.cmp(&b.name).then(a.person.cmp(&b.person)));
    Ok(assessors)
}

/// Puts these assessors in place of those who were chosen before. Only while it is prepared.
pub async fn choose(tx: &Tx, act: Act, round: &Round, people: &[PersonId]) -> Result<(), DbError> {
    tx.run(
        "DELETE FROM selection_assessor WHERE organisation_id = $1 AND round_id = $2",
        values![act.tenant, round.id],
    )
    .await?;
    let rows = people.iter().map(|person| values![act.tenant, round.id, *person, act.at]).collect();
    tx.insert_all("selection_assessor (organisation_id, round_id, person_id, asked_at)", rows).await?;
    let said = json!({ "title": round.title, "number": people.len() });
    event::append(tx, act.event("selection.assessors-chosen").about(round.id.0).saying(said)).await?;
    Ok(())
}

/// Sets the weight of price and its cap.
pub async fn weigh_price(tx: &Tx, act: Act, round: &Round, cap: f64, weight: f64) -> Result<(), DbError> {
    tx.run(
        "UPDATE selection_round SET price_cap = $3, price_weight = $4 WHERE organisation_id = $1 AND id = $2
         AND state = 'preparing'",
        values![act.tenant, round.id, cap, weight],
    )
    .await?;
    Ok(())
}

/// Opens a round for scoring; says whether it was still being prepared.
pub async fn open(tx: &Tx, act: Act, round: &Round) -> Result<bool, DbError> {
    let opened = tx
        .run(
            "UPDATE selection_round SET state = 'scoring', opened_at = $3
             WHERE organisation_id = $1 AND id = $2 AND state = 'preparing'",
            values![act.tenant, round.id, act.at],
        )
        .await?;
    if opened > 0 {
        let said = json!({ "title": round.title });
        event::append(tx, act.event("selection.opened").about(round.id.0).saying(said)).await?;
    }
    Ok(opened > 0)
}

/// Notes that whoever closes the round gives up scoring in it: once the scores are open there is no blind score any more.
pub async fn give_up(tx: &Tx, act: Act, round: &Round) -> Result<(), DbError> {
    let said = json!({ "title": round.title });
    event::append(tx, act.event("selection.scoring-given-up").about(round.id.0).saying(said)).await?;
    let mine =
        "SELECT CAST(COUNT(*) AS BIGINT) AS number FROM selection_assessor WHERE organisation_id = $1 AND round_id = $2
         AND person_id = $3 AND submitted_at IS NULL";
    if tx.number(mine, values![act.tenant, round.id, act.by]).await? > 0 {
        score::file::remove_all(tx, act, round.id).await?;
    }
    // What was submitted meanwhile stays.
    tx.run(
        "DELETE FROM selection_score WHERE organisation_id = $1 AND round_id = $2 AND person_id = $3
         AND person_id IN (SELECT a.person_id FROM selection_assessor a
           WHERE a.organisation_id = $1 AND a.round_id = $2 AND a.submitted_at IS NULL)",
        values![act.tenant, round.id, act.by],
    )
    .await?;
    Ok(())
}

/// Ends scoring and opens the scores; says whether it was scored until now. `waiting` had not submitted.
pub async fn close(tx: &Tx, act: Act, round: &Round, reason: &str, waiting: &[&str]) -> Result<bool, DbError> {
    let closed = tx
        .run(
            "UPDATE selection_round SET state = 'closed', closed_at = $3, reason = $4
             WHERE organisation_id = $1 AND id = $2 AND state = 'scoring'",
            values![act.tenant, round.id, act.at, reason],
        )
        .await?;
    if closed > 0 {
        let kind = if waiting.is_empty() { "selection.closed" } else { "selection.closed-early" };
        let said = json!({ "title": round.title, "reason": reason, "names": waiting.join(", ") });
        event::append(tx, act.event(kind).about(round.id.0).saying(said)).await?;
    }
    Ok(closed > 0)
}
