//! From a draft to a charter in force: offer it, sign it on both sides, or take the offer back to write on.

use lustrum_identity::partnership;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::values;
use serde_json::json;

use super::refused::{OfferRefused, SignRefused};
use super::{CharterVersion, CharterVersionId, find, offered, seal, store, term, text};
use crate::By;
use crate::contact::{self, Mandate};

/// Takes the row of a version in this state until the transaction ends, and reads the version.
async fn take(tx: &Tx, by: &By, version: CharterVersionId, state: &str) -> Result<Option<CharterVersion>, DbError> {
    let taken = tx
        .run(
            "UPDATE charter_version SET changed_at = changed_at
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND state = $4",
            values![by.tenant, by.partnership, version, state],
        )
        .await?;
    if taken == 0 { Ok(None) } else { find(tx, by.tenant, by.partnership, version).await }
}

async fn sides(tx: &Tx, by: &By) -> Result<lustrum_kernel::access::Partnered, DbError> {
    let gone = || DbError::Conflict("the partnership went away".to_owned());
    partnership::find(tx, by.partnership).await?.ok_or_else(gone)
}

/// Offers a draft for signature: its text stands still from now on. Gives the hash of the exact text.
pub async fn offer(tx: &Tx, by: &By, version: CharterVersionId) -> Result<String, OfferRefused> {
    let whole = take(tx, by, version, "draft").await?.ok_or(OfferRefused::NotADraft)?;
    let lacks = whole.lacks();
    if !lacks.is_empty() {
        return Err(OfferRefused::Lacking(lacks));
    }
    let exact = text::exact(&whole, &sides(tx, by).await?);
    let hash = text::hash(&exact);
    tx.run(
        "UPDATE charter_version
         SET state = 'offered', offered_by = $3, offered_at = $4, changed_at = $4, text = $5, hash = $6
         WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, version, by.person, by.at, exact.clone(), hash.clone()],
    )
    .await?;
    offered::keep(tx, by, version, &hash, &exact).await?;
    let content = json!({ "version": whole.number(), "hash": hash, "side": by.side });
    event::append(tx, by.event("charter.offered").about(version.0).saying(content)).await?;
    Ok(hash)
}

/// Takes an offer back: the version is a draft again, and a signature that was given lapses with its text.
pub async fn withdraw_offer(tx: &Tx, by: &By, version: CharterVersionId) -> Result<(), OfferRefused> {
    let whole = take(tx, by, version, "offered").await?.ok_or(OfferRefused::NotOffered)?;
    tx.run("DELETE FROM charter_signature WHERE organisation_id = $1 AND version_id = $2", values![by.tenant, version])
        .await?;
    tx.run(
        "UPDATE charter_version
         SET state = 'draft', offered_by = NULL, offered_at = NULL, changed_at = $3, text = NULL, hash = NULL
         WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, version, by.at],
    )
    .await?;
    let lapsed: Vec<_> = whole.signatures.iter().map(|signature| signature.name.as_str()).collect();
    let content = json!({
        "version": whole.number(), "hash": whole.head.hash(), "side": by.side, "lapsed": lapsed,
    });
    event::append(tx, by.event("charter.offer-withdrawn").about(version.0).saying(content)).await?;
    Ok(())
}

/// What a signature brought about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// The other side has yet to sign.
    OneSide,
    /// Both have: the version is in force.
    InForce,
}

/// Signs the text of this hash for the acting side; the second side's signature puts the version in force.
pub async fn sign(tx: &Tx, by: &By, version: CharterVersionId, hash: &str) -> Result<Signed, SignRefused> {
    // The row is taken first: of two who sign at once the second sees the signature of the first.
    let whole = take(tx, by, version, "offered").await?.ok_or(SignRefused::NotOffered)?;
    let held = contact::require(tx, by, Mandate::SignCharter).await?.map_err(|_| SignRefused::OutsideMandate)?;
    if whole.head.hash() != Some(hash.trim()) {
        return Err(SignRefused::TextChanged);
    }
    if whole.signed_by(by.side).is_some() {
        return Err(SignRefused::SignedAlready);
    }
    if whole.signatures.iter().any(|given| given.person == by.person) {
        return Err(SignRefused::SamePerson);
    }
    let hash = hash.trim();
    let sides = sides(tx, by).await?;
    let signs_for = match by.side {
        Side::Organisation => sides.client_name,
        Side::Partner => sides.partner_name,
    };
    let key = seal::key(tx, by.tenant, by.at).await?;
    let (number, person, at) = (whole.number(), by.person.to_string(), by.at.to_string());
    let statement = seal::Statement {
        partnership: &by.partnership.to_string(),
        version: &number,
        hash,
        side: by.side.word(),
        signs_for: &signs_for,
        person: &person,
        name: &held.name,
        mandate: Mandate::SignCharter.word(),
        deputy: held.deputy,
        at: &at,
    };
    let seal = seal::set(&key, &statement);
    tx.run(
        "INSERT INTO charter_signature
         (organisation_id, version_id, side, person_id, name, signs_for, deputy, hash, at, seal)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        values![
            by.tenant,
            version,
            by.side.word(),
            by.person,
            held.name.clone(),
            signs_for.clone(),
            held.deputy,
            hash,
            by.at,
            seal.clone()
        ],
    )
    .await?;
    let content = json!({
        "version": number, "hash": hash, "side": by.side, "name": held.name, "organisation": signs_for, "seal": seal,
    });
    event::append(tx, by.event("charter.signed").about(version.0).saying(content)).await?;
    let signatures = store::signatures(tx, by.tenant, version).await?;
    if !Side::BOTH.iter().all(|side| signatures.iter().any(|given| given.side == *side && given.hash == hash)) {
        return Ok(Signed::OneSide);
    }
    put_in_force(tx, by, &whole).await?;
    Ok(Signed::InForce)
}

async fn put_in_force(tx: &Tx, by: &By, version: &CharterVersion) -> Result<(), DbError> {
    tx.run(
        "UPDATE charter_version SET state = 'superseded', superseded_at = $3
         WHERE organisation_id = $1 AND partnership_id = $2 AND state = 'in-force'",
        values![by.tenant, by.partnership, by.at],
    )
    .await?;
    tx.run(
        "UPDATE charter_version SET state = 'in-force', in_force_at = $3
         WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, version.id(), by.at],
    )
    .await?;
    let content = json!({ "version": version.number(), "hash": version.head.hash() });
    event::append(tx, by.event("charter.in-force").about(version.id().0).saying(content)).await?;
    term::enqueue(tx, by, version.id(), version.head.term).await?;
    Ok(())
}
