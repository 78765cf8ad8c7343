//! Taking answers so that nothing of what is stored says whose they are or in which order they came: the invitation
//! goes, and the answers of the round are written anew, in a random order, under new random ids.

use std::collections::BTreeMap;

use lustrum_kernel::Day;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::uuid::Uuid;
use lustrum_kernel::values;
use sea_orm::FromQueryResult;

use super::{Answer, Opened, RoundId};
use crate::levels::broken;
use crate::secret;

/// So many answers change places with every new one; a round of a cohort has fewer.
const MIXED: i64 = 200;

const COLUMNS: &str = "id, day, relevance, intent, obstacles, facilitator, words, place, own";

#[derive(FromQueryResult)]
struct Kept {
    id: Uuid,
    day: Day,
    relevance: i64,
    intent: i64,
    obstacles: i64,
    facilitator: i64,
    words: String,
    place: String,
    own: String,
}

#[derive(FromQueryResult)]
struct Used {
    place: String,
}

/// Takes an answer and uses the invitation up; of two at once with one token, one is taken. No event is appended: its
/// place in the history would tell who answered what (`docs/decisions/anonymous-feedback.md`).
pub async fn answer(
    tx: &Tx,
    tenant: OrganisationId,
    round: RoundId,
    token: &str,
    day: Day,
    answer: &Answer,
) -> Result<bool, DbError> {
    lock(tx, tenant, round).await?;
    let used: Option<Used> = tx
        .maybe(
            "DELETE FROM feedback_invitation WHERE organisation_id = $1 AND token_hash = $2 AND round_id = $3
             RETURNING place",
            values![tenant, secret::hash_of(token), round],
        )
        .await?;
    let Some(used) = used else { return Ok(false) };
    let answer = Answer { place: used.place, ..answer.clone() };
    mix_in(tx, tenant, round, day, std::slice::from_ref(&answer)).await?;
    Ok(true)
}

/// Takes many answers at once, and uses the invitations behind these tokens up.
pub async fn answer_many(
    tx: &Tx,
    tenant: OrganisationId,
    round: &Opened,
    day: Day,
    answers: &[Answer],
) -> Result<(), DbError> {
    lock(tx, tenant, round.id).await?;
    let hashes: Vec<Vec<u8>> = round.tokens.iter().take(answers.len()).map(|token| secret::hash_of(token)).collect();
    // As many in one statement as every engine takes.
    for part in hashes.chunks(1000) {
        let sql = format!(
            "DELETE FROM feedback_invitation WHERE organisation_id = $1 AND token_hash IN ({})",
            places(part.len(), 2)
        );
        let mut named = values![tenant];
        named.extend(part.iter().map(|hash| sea_orm::Value::from(hash.clone())));
        tx.run(&sql, named).await?;
    }
    mix_in(tx, tenant, round.id, day, &answers[..hashes.len()]).await
}

/// One after another: who answers at the same time waits, so that the mixing loses nothing and a signal is seen once.
async fn lock(tx: &Tx, tenant: OrganisationId, round: RoundId) -> Result<(), DbError> {
    tx.run(
        "UPDATE feedback_round SET invited = invited WHERE organisation_id = $1 AND id = $2",
        values![tenant, round],
    )
    .await?;
    Ok(())
}

/// `$2,$3,$4`
fn places(count: usize, first: usize) -> String {
    (0..count).map(|place| format!("${}", place + first)).collect::<Vec<_>>().join(",")
}

async fn mix_in(tx: &Tx, tenant: OrganisationId, round: RoundId, day: Day, answers: &[Answer]) -> Result<(), DbError> {
    let kept = take_out(tx, tenant, round).await?;
    let ids = secret::shuffled(kept.len() + answers.len())?;
    let known =
        kept.into_iter().map(|k| (k.day, k.relevance, k.intent, k.obstacles, k.facilitator, k.words, k.place, k.own));
    let mut new = Vec::with_capacity(answers.len());
    for a in answers {
        let own =
            if a.own.is_empty() { String::new() } else { serde_json::to_string(&a.own).map_err(|e| broken(&e))? };
        new.push((day, a.relevance, a.intent, a.obstacles, a.facilitator, a.words.clone(), a.place.clone(), own));
    }
    let mut rows: Vec<_> = ids
        .into_iter()
        .zip(known.chain(new))
        .map(|(id, (day, relevance, intent, obstacles, facilitator, words, place, own))| {
            values![tenant, id, round, day, relevance, intent, obstacles, facilitator, words, place, own]
        })
        .collect();
    // Neither the ids nor the places of the rows keep the order in which the answers came.
    let order = secret::shuffled(rows.len())?;
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_by_key(|place| order[*place].as_u128().swap_bytes());
    let mixed = places.into_iter().map(|place| std::mem::take(&mut rows[place])).collect();
    tx.insert_all(
        "feedback_answer (organisation_id, id, round_id, day, relevance, intent, obstacles, facilitator, words, place,
           own)",
        mixed,
    )
    .await
}

/// Takes answers of the round out of the table, so that they are written again among the new ones.
async fn take_out(tx: &Tx, tenant: OrganisationId, round: RoundId) -> Result<Vec<Kept>, DbError> {
    // From a random place on, and from the beginning where that is near the end.
    let from = secret::shuffled(1)?.first().copied().unwrap_or_default();
    let part = |sign: &str| {
        format!(
            "SELECT {COLUMNS} FROM feedback_answer WHERE organisation_id = $1 AND round_id = $2 AND id {sign} $3
             ORDER BY id LIMIT $4"
        )
    };
    let mut kept: Vec<Kept> = tx.all(&part(">="), values![tenant, round, from, MIXED]).await?;
    let room = MIXED - kept.len() as i64;
    if room > 0 {
        kept.extend(tx.all::<Kept>(&part("<"), values![tenant, round, from, room]).await?);
    }
    if kept.is_empty() {
        return Ok(kept);
    }
    let sql = format!("DELETE FROM feedback_answer WHERE organisation_id = $1 AND id IN ({})", places(kept.len(), 2));
    let mut named = values![tenant];
    named.extend(kept.iter().map(|kept| sea_orm::Value::from(kept.id)));
    tx.run(&sql, named).await?;
    Ok(kept)
}

#[derive(FromQueryResult)]
struct Own {
    own: String,
}

/// How often each answer was given to the questions of a form's own, by the key of the question.
pub async fn own_counts(
    db: &impl Sql,
    tenant: OrganisationId,
    round: RoundId,
) -> Result<BTreeMap<String, BTreeMap<i64, u64>>, DbError> {
    let rows: Vec<Own> = db
        .all(
            "SELECT own FROM feedback_answer WHERE organisation_id = $1 AND round_id = $2 AND own <> '' LIMIT 20000",
            values![tenant, round],
        )
        .await?;
    let mut counts: BTreeMap<String, BTreeMap<i64, u64>> = BTreeMap::new();
    for row in rows {
        let own: BTreeMap<String, i64> = serde_json::from_str(&row.own).map_err(|e| broken(&e))?;
        for (key, value) in own.into_iter().filter(|(_, value)| *value > 0) {
            *counts.entry(key).or_default().entry(value).or_default() += 1;
        }
    }
    Ok(counts)
}
