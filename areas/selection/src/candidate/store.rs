use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Candidate, CandidateId, Link, LinkId, Withdrawn, Words, key_of};
use crate::round::{Round, RoundId};
use crate::{Act, secret};

#[derive(FromQueryResult)]
struct Row {
    id: CandidateId,
    name: String,
    email: String,
    language: String,
    price: Option<i64>,
    price_note: String,
    withdrawn_at: Option<Moment>,
    withdrawn_by: Option<PersonId>,
    withdrawn_reason: Option<String>,
}

const COLUMNS: &str = "id, name, email, language, price, price_note, withdrawn_at, withdrawn_by, withdrawn_reason
    FROM selection_candidate";

impl From<Row> for Candidate {
    fn from(row: Row) -> Self {
        let language = Locale::parse(&row.language).unwrap_or_default();
        let (by, reason) = (row.withdrawn_by, row.withdrawn_reason.unwrap_or_default());
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            language,
            price: row.price,
            price_note: row.price_note,
            withdrawn: row.withdrawn_at.map(|at| Withdrawn { at, by, reason }),
        }
    }
}

/// Enters a candidate; two of one name are refused by the database.
pub async fn add(tx: &Tx, act: Act, round: &Round, words: &Words) -> Result<CandidateId, DbError> {
    let id = CandidateId::new();
    tx.run(
        "INSERT INTO selection_candidate (organisation_id, id, round_id, name, name_key, email, language, price,
         price_note, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        values![
            act.tenant,
            id,
            round.id,
            words.name.clone(),
            key_of(&words.name),
            words.email.clone(),
            words.language.code(),
            words.price,
            words.price_note.clone(),
            act.at
        ],
    )
    .await?;
    let said = json!({ "title": round.title, "name": words.name });
    event::append(tx, act.event("selection.candidate-entered").about(id.0).saying(said)).await?;
    Ok(id)
}

/// Changes what is written of a candidate; says whether it could. Name and price stand still once scoring has begun, and
/// only who is written to may change then.
pub async fn change(tx: &Tx, act: Act, round: &Round, known: &Candidate, words: &Words) -> Result<bool, DbError> {
    let said = json!({ "title": round.title, "name": words.name });
    event::append(tx, act.event("selection.candidate-changed").about(known.id.0).saying(said)).await?;
    tx.run(
        "UPDATE selection_candidate SET email = $3, language = $4 WHERE organisation_id = $1 AND id = $2",
        values![act.tenant, known.id, words.email.clone(), words.language.code()],
    )
    .await?;
    if (&words.name, words.price, &words.price_note) == (&known.name, known.price, &known.price_note) {
        return Ok(true);
    }
    let changed = tx
        .run(
            "UPDATE selection_candidate SET name = $3, name_key = $4, price = $5, price_note = $6
             WHERE organisation_id = $1 AND id = $2 AND round_id IN
             (SELECT r.id FROM selection_round r WHERE r.organisation_id = $1 AND r.state = 'preparing')",
            values![
                act.tenant,
                known.id,
                words.name.clone(),
                key_of(&words.name),
                words.price,
                words.price_note.clone()
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Takes a candidate out, with what it said and the links that it had.
pub async fn remove(tx: &Tx, act: Act, round: &Round, candidate: &Candidate) -> Result<(), DbError> {
    for table in ["transparency_profile", "selection_link"] {
        let sql = format!("DELETE FROM {table} WHERE organisation_id = $1 AND candidate_id = $2");
        tx.run(&sql, values![act.tenant, candidate.id]).await?;
    }
    tx.run(
        "DELETE FROM selection_candidate WHERE organisation_id = $1 AND id = $2 AND round_id = $3",
        values![act.tenant, candidate.id, round.id],
    )
    .await?;
    let said = json!({ "title": round.title, "name": candidate.name });
    event::append(tx, act.event("selection.candidate-removed").about(candidate.id.0).saying(said)).await?;
    Ok(())
}

pub async fn of_round(db: &impl Sql, tenant: OrganisationId, round: RoundId) -> Result<Vec<Candidate>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND round_id = $2 ORDER BY id");
    let rows: Vec<Row> = db.all(&sql, values![tenant, round]).await?;
    Ok(rows.into_iter().map(Candidate::from).collect())
}

/// A candidate with the round that it stands in.
pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    id: CandidateId,
) -> Result<Option<(RoundId, Candidate)>, DbError> {
    #[derive(FromQueryResult)]
    struct Place {
        round_id: RoundId,
    }
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND id = $2");
    let row: Option<Row> = db.maybe(&sql, values![tenant, id]).await?;
    let place: Option<Place> = db
        .maybe("SELECT round_id FROM selection_candidate WHERE organisation_id = $1 AND id = $2", values![tenant, id])
        .await?;
    Ok(place.zip(row).map(|(place, row)| (place.round_id, row.into())))
}

/// Makes a link for each of these candidates and says its token, which is known only now. What was handed out before lets
/// nobody in any more.
pub async fn hand_out(
    tx: &Tx,
    act: Act,
    candidates: &[&Candidate],
    expires_at: Moment,
) -> Result<Vec<String>, DbError> {
    revoke_all(tx, act, candidates).await?;
    let (mut rows, mut tokens) = (Vec::new(), Vec::new());
    for candidate in candidates {
        let token = secret::token(act.tenant)?;
        rows.push(values![act.tenant, LinkId::new(), candidate.id, token.hash, act.at, expires_at]);
        tokens.push(token.text);
    }
    let into = "selection_link (organisation_id, id, candidate_id, token_hash, made_at, expires_at)";
    tx.insert_all(into, rows).await?;
    note_links(tx, act, "selection.link-made", candidates).await?;
    Ok(tokens)
}

async fn revoke_all(tx: &Tx, act: Act, candidates: &[&Candidate]) -> Result<u64, DbError> {
    if candidates.is_empty() {
        return Ok(0);
    }
    let mut all = values![act.tenant, act.at];
    all.extend(candidates.iter().map(|candidate| sea_orm::Value::from(candidate.id)));
    let places: Vec<String> = (3..=all.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "UPDATE selection_link SET revoked_at = $2 WHERE organisation_id = $1 AND revoked_at IS NULL
         AND candidate_id IN ({})",
        places.join(",")
    );
    tx.run(&sql, all).await
}

async fn note_links(tx: &Tx, act: Act, kind: &'static str, candidates: &[&Candidate]) -> Result<(), DbError> {
    let names: Vec<&str> = candidates.iter().map(|candidate| candidate.name.as_str()).collect();
    let event = act.event(kind).saying(json!({ "name": names.join(", ") }));
    event::append(tx, candidates.first().map_or(event.clone(), |first| event.about(first.id.0))).await?;
    Ok(())
}

/// Lets nobody in any more who holds a link of this candidate.
pub(super) async fn close_links(
    tx: &Tx,
    tenant: OrganisationId,
    candidate: CandidateId,
    at: Moment,
) -> Result<(), DbError> {
    tx.run(
        "UPDATE selection_link SET revoked_at = $3 WHERE organisation_id = $1 AND candidate_id = $2
         AND revoked_at IS NULL",
        values![tenant, candidate, at],
    )
    .await?;
    Ok(())
}

/// Takes back every link of a candidate; says whether there was one.
pub async fn revoke(tx: &Tx, act: Act, candidate: &Candidate) -> Result<bool, DbError> {
    let revoked = revoke_all(tx, act, &[candidate]).await?;
    if revoked > 0 {
        note_links(tx, act, "selection.link-revoked", &[candidate]).await?;
    }
    Ok(revoked > 0)
}

#[derive(FromQueryResult)]
struct LinkRow {
    id: LinkId,
    candidate_id: CandidateId,
    made_at: Moment,
    expires_at: Moment,
    revoked_at: Option<Moment>,
}

/// The newest link of each candidate of a round.
pub async fn links(
    db: &impl Sql,
    tenant: OrganisationId,
    round: RoundId,
) -> Result<HashMap<CandidateId, Link>, DbError> {
    let rows: Vec<LinkRow> = db
        .all(
            "SELECT l.id, l.candidate_id, l.made_at, l.expires_at, l.revoked_at FROM selection_link l
             JOIN selection_candidate c ON c.organisation_id = l.organisation_id AND c.id = l.candidate_id
             WHERE l.organisation_id = $1 AND c.round_id = $2 ORDER BY l.id",
            values![tenant, round],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.candidate_id, row.into())).collect())
}

impl From<LinkRow> for Link {
    fn from(row: LinkRow) -> Self {
        Self { id: row.id, made_at: row.made_at, expires_at: row.expires_at, revoked_at: row.revoked_at }
    }
}

/// Whose link it is, in which round, and the link itself.
pub type Held = (OrganisationId, RoundId, Candidate, Link);

/// Whose link this is, whether it still lets in or not.
pub async fn by_token(db: &impl Sql, token: &str) -> Result<Option<Held>, DbError> {
    let Some(tenant) = secret::tenant_of(token) else { return Ok(None) };
    let row: Option<LinkRow> = db
        .maybe(
            "SELECT id, candidate_id, made_at, expires_at, revoked_at FROM selection_link
             WHERE organisation_id = $1 AND token_hash = $2",
            values![tenant, secret::hash_of(token)],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let found = find(db, tenant, row.candidate_id).await?;
    Ok(found.map(|(round, candidate)| (tenant, round, candidate, row.into())))
}
