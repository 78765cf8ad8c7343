//! NDAs in the database, and the four acts on them, each with its event.

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};

use super::{Act, ActRefused, Nda, NdaId, SignRefused, Signature, Standing, Words, exact, hash_of};

const COLUMNS: &str = "id, organisation_id, partnership_id, text_en, text_nl, hash, from_day, until_day, written_by,
     written_at, force_by, force_at, ended_by, ended_at FROM nda";

#[derive(FromQueryResult)]
struct Row {
    id: NdaId,
    organisation_id: OrganisationId,
    partnership_id: PartnershipId,
    text_en: String,
    text_nl: String,
    hash: String,
    from_day: Day,
    until_day: Day,
    written_by: PersonId,
    written_at: Moment,
    force_by: Option<PersonId>,
    force_at: Option<Moment>,
    ended_by: Option<PersonId>,
    ended_at: Option<Moment>,
}

impl From<Row> for Nda {
    fn from(row: Row) -> Self {
        let act = |by: Option<PersonId>, at: Option<Moment>| by.zip(at).map(|(by, at)| Act { by, at });
        Self {
            id: row.id,
            organisation: row.organisation_id,
            partnership: row.partnership_id,
            words: Words { english: row.text_en, dutch: row.text_nl, from: row.from_day, until: row.until_day },
            hash: row.hash,
            written: Act { by: row.written_by, at: row.written_at },
            in_force: act(row.force_by, row.force_at),
            ended: act(row.ended_by, row.ended_at),
        }
    }
}

/// Writes an NDA between two organisations, by their names. The partner sees it once it is put in force.
pub async fn write(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    sides: [&str; 2],
    act: Act,
    words: &Words,
) -> Result<NdaId, DbError> {
    let id = NdaId::new();
    let hash = hash_of(&exact(partnership, sides, words));
    tx.run(
        "INSERT INTO nda (organisation_id, id, partnership_id, text_en, text_nl, hash, from_day, until_day, written_by,
         written_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        values![
            tenant,
            id,
            partnership,
            words.english.clone(),
            words.dutch.clone(),
            hash.clone(),
            words.from,
            words.until,
            act.by,
            act.at
        ],
    )
    .await?;
    let said = json!({ "hash": hash, "from": words.from, "until": words.until });
    let event = Event::new(tenant, act.at, "nda.written").by(act.by).within(partnership);
    event::append(tx, event.about(id.0).saying(said)).await?;
    Ok(id)
}

async fn note(tx: &Tx, nda: &Nda, act: Act, kind: &'static str, said: Value) -> Result<(), DbError> {
    let event = Event::new(nda.organisation, act.at, kind).by(act.by).within(nda.partnership);
    event::append(tx, event.about(nda.id.0).saying(said)).await?;
    Ok(())
}

/// From now on people of the partner's side can sign it. Of two at once for the same days nobody knows which one binds,
/// so there is never more than one.
pub async fn put_in_force(tx: &Tx, nda: &Nda, act: Act) -> Result<Result<(), ActRefused>, DbError> {
    match nda.standing_at(act.at) {
        Standing::Draft => {}
        Standing::Upcoming | Standing::InForce => return Ok(Err(ActRefused::InForceAlready)),
        Standing::Expired => return Ok(Err(ActRefused::Expired)),
        Standing::Ended => return Ok(Err(ActRefused::Ended)),
    }
    let said = json!({ "hash": nda.hash, "from": nda.words.from, "until": nda.words.until });
    // The event holds the history's lock: of two at once the second sees the first.
    note(tx, nda, act, "nda.in-force", said).await?;
    let others = tx
        .number(
            "SELECT COUNT(*) AS number FROM nda WHERE organisation_id = $1 AND partnership_id = $2 AND id <> $3
             AND force_at IS NOT NULL AND ended_at IS NULL AND from_day <= $5 AND until_day >= $4",
            values![nda.organisation, nda.partnership, nda.id, nda.words.from, nda.words.until],
        )
        .await?;
    if others > 0 {
        return Ok(Err(ActRefused::Overlaps));
    }
    let changed = tx
        .run(
            "UPDATE nda SET force_by = $3, force_at = $4
             WHERE organisation_id = $1 AND id = $2 AND force_at IS NULL AND ended_at IS NULL",
            values![nda.organisation, nda.id, act.by, act.at],
        )
        .await?;
    changed_one(changed)
}

/// Ends it, whether it was in force or not: whoever signed it is outside from the next request on.
pub async fn end(tx: &Tx, nda: &Nda, act: Act) -> Result<Result<(), ActRefused>, DbError> {
    if nda.ended.is_some() {
        return Ok(Err(ActRefused::Ended));
    }
    note(tx, nda, act, "nda.ended", json!({ "hash": nda.hash })).await?;
    let changed = tx
        .run(
            "UPDATE nda SET ended_by = $3, ended_at = $4 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL",
            values![nda.organisation, nda.id, act.by, act.at],
        )
        .await?;
    changed_one(changed)
}

fn changed_one(changed: u64) -> Result<Result<(), ActRefused>, DbError> {
    match changed {
        0 => Err(DbError::Conflict("the NDA changed meanwhile".to_owned())),
        _ => Ok(Ok(())),
    }
}

/// A person signs the text of this hash, for themselves.
pub async fn sign(
    tx: &Tx,
    nda: &Nda,
    act: Act,
    name: &str,
    signs_for: &str,
    hash: &str,
) -> Result<Result<(), SignRefused>, DbError> {
    if !nda.standing_at(act.at).can_be_signed() {
        return Ok(Err(SignRefused::NotOpen));
    }
    if nda.hash != hash.trim() {
        return Ok(Err(SignRefused::TextChanged));
    }
    let said = json!({ "name": name, "organisation": signs_for, "hash": nda.hash });
    note(tx, nda, act, "nda.signed", said).await?;
    // Whoever ended it in this very moment was first.
    let open = tx
        .number(
            "SELECT COUNT(*) AS number FROM nda WHERE organisation_id = $1 AND id = $2 AND force_at IS NOT NULL
             AND ended_at IS NULL",
            values![nda.organisation, nda.id],
        )
        .await?;
    if open == 0 {
        return Ok(Err(SignRefused::NotOpen));
    }
    let added = tx
        .run(
            "INSERT INTO nda_signature (organisation_id, nda_id, person_id, name, signs_for, hash, at)
             VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (organisation_id, nda_id, person_id) DO NOTHING",
            values![nda.organisation, nda.id, act.by, name, signs_for, nda.hash.clone(), act.at],
        )
        .await?;
    Ok(if added == 0 { Err(SignRefused::SignedAlready) } else { Ok(()) })
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: NdaId,
) -> Result<Option<Nda>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    Ok(row.map(Nda::from))
}

/// The NDAs of a partnership, the newest first; there is one in a period, so there are few.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Nda>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY id DESC LIMIT 200");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership]).await?;
    Ok(rows.into_iter().map(Nda::from).collect())
}

/// Who signed it, in the order of their signatures.
pub async fn signatures(db: &impl Sql, tenant: OrganisationId, nda: NdaId) -> Result<Vec<Signature>, DbError> {
    db.all(
        "SELECT nda_id, person_id, name, signs_for, hash, at FROM nda_signature
         WHERE organisation_id = $1 AND nda_id = $2 ORDER BY at, person_id LIMIT 1000",
        values![tenant, nda],
    )
    .await
}

/// Who signed which NDA of a partnership.
pub async fn signers(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<(NdaId, PersonId)>, DbError> {
    #[derive(FromQueryResult)]
    struct Signed {
        nda_id: NdaId,
        person_id: PersonId,
    }
    let sql = "SELECT s.nda_id, s.person_id FROM nda_signature s
               JOIN nda n ON n.organisation_id = s.organisation_id AND n.id = s.nda_id
               WHERE n.organisation_id = $1 AND n.partnership_id = $2 ORDER BY s.at, s.person_id";
    let rows: Vec<Signed> = db.all(sql, values![tenant, partnership]).await?;
    Ok(rows.into_iter().map(|row| (row.nda_id, row.person_id)).collect())
}

/// The NDA that is in force at this moment and was signed by this person over its exact text: with it the data room is
/// open to them.
pub async fn signed_in_force(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    person: PersonId,
    at: Moment,
) -> Result<Option<Nda>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND force_at IS NOT NULL AND ended_at IS NULL
         AND EXISTS (SELECT 1 FROM nda_signature s WHERE s.organisation_id = nda.organisation_id AND s.nda_id = nda.id
           AND s.person_id = $3 AND s.hash = nda.hash) ORDER BY id DESC LIMIT 50"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, person]).await?;
    Ok(rows.into_iter().map(Nda::from).find(|nda| nda.standing_at(at) == Standing::InForce))
}
