//! From a proposal to agreed terms: one side proposes, the other accepts the same content by its hash. What is agreed
//! stands as it is; a change is a new proposal, and where statements stand it says from when it holds.

use lustrum_kernel::Day;
use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::money::Money;
use lustrum_kernel::values;
use serde_json::json;

use super::change::{self, Begun};
use super::refused::TermsRefused;
use super::{Agreement, FORM, State, Terms, TermsId, Version, find, newest_first};
use crate::By;
use crate::charter::{CharterVersion, text};
use crate::contact::{self, Holding, Mandate};

/// What is needed to propose.
pub struct Proposal<'a> {
    pub sides: &'a Partnered,
    /// The charter in force.
    pub charter: &'a CharterVersion,
    pub terms: Terms,
    pub chances: Vec<Option<i64>>,
    pub words: Option<String>,
    /// From when they hold, where they change terms of which something is stated.
    pub from: Option<Day>,
}

/// The person's hold on the mandate for a fee of at most this, or who of its side has it.
pub(super) async fn mandated(tx: &impl Sql, by: &By, fee: Option<&Money>) -> Result<Holding, TermsRefused> {
    let held = contact::in_hand(tx, by.tenant, by.partnership, Mandate::AgreeTerms, by.day()).await?;
    let mut own: Vec<Holding> = held.into_iter().filter(|held| held.side == by.side).collect();
    let limit = contact::in_another_currency(&own, by.person, fee);
    own.retain(|held| held.limits.cover(fee));
    if let Some(held) = own.iter().find(|held| held.person == by.person) {
        return Ok(held.clone());
    }
    let names = own.into_iter().map(|held| held.name).collect();
    Err(match (limit, fee) {
        (Some(limit), Some(fee)) => TermsRefused::OtherCurrency(limit.currency, fee.currency.clone(), names),
        _ => TermsRefused::OutsideMandate(names),
    })
}

/// Takes the terms that hold until the transaction ends, so that no statement is made of them meanwhile, and reads what of
/// them is stated.
async fn begun(tx: &Tx, by: &By) -> Result<Option<Begun>, TermsRefused> {
    let sql = "UPDATE terms SET state = state WHERE organisation_id = $1 AND partnership_id = $2 AND state = 'agreed'";
    tx.run(sql, values![by.tenant, by.partnership]).await?;
    Ok(change::begun(tx, by.tenant, by.partnership).await?)
}

/// Proposes terms; a proposal that was open until now is replaced by it.
pub async fn propose(tx: &Tx, by: &By, proposal: Proposal<'_>) -> Result<TermsId, TermsRefused> {
    let Proposal { sides, charter, terms, chances, words, from } = proposal;
    let lacks = terms.lacks();
    if !lacks.is_empty() {
        return Err(TermsRefused::Lacking(lacks));
    }
    let held = mandated(tx, by, Some(&terms.highest())).await?;
    let change = match begun(tx, by).await? {
        // The proposer's own day can be the one before.
        Some(begun) => Some(begun.changed(from, &terms, by.day().plus_days(-1))?),
        None => None,
    };
    let known = newest_first(tx, by.tenant, by.partnership).await?;
    let agreement = Agreement {
        form: FORM.to_owned(),
        partnership: by.partnership,
        organisation: sides.client_name.clone(),
        partner: sides.partner_name.clone(),
        number: known.first().map_or(1, |version| version.number() + 1),
        charter: charter.number(),
        charter_hash: charter.head.hash().unwrap_or_default().to_owned(),
        proposed_by: by.side,
        terms,
        chances,
        words,
        change,
    };
    if !agreement.weak().is_empty() && agreement.words.is_none() {
        return Err(TermsRefused::Unsaid);
    }
    tx.run(
        "UPDATE terms SET state = 'withdrawn', ended_at = $3
         WHERE organisation_id = $1 AND partnership_id = $2 AND state = 'proposed'",
        values![by.tenant, by.partnership, by.at],
    )
    .await?;
    let (id, content, name) = (TermsId::new(), written(&agreement), held.name);
    let hash = text::hash(&content);
    // Of two that propose at once the second breaks the unique number and is told so.
    tx.run(
        "INSERT INTO terms (organisation_id, id, partnership_id, ordinal, state, side, proposed_by, proposer,
           proposed_at, content, hash) VALUES ($1,$2,$3,$4,'proposed',$5,$6,$7,$8,$9,$10)",
        values![
            by.tenant,
            id,
            by.partnership,
            agreement.number,
            by.side.word(),
            by.person,
            name.clone(),
            by.at,
            content,
            hash.clone()
        ],
    )
    .await?;
    let said = json!({ "number": agreement.number, "hash": hash, "side": by.side, "name": name });
    event::append(tx, by.event("terms.proposed").about(id.0).saying(said)).await?;
    Ok(id)
}

/// A value of ours as it is hashed: its members in the order of their declaration.
pub(super) fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("texts, whole numbers and lists of them can be written")
}

/// Takes the row of an open proposal until the transaction ends, and reads it.
async fn take(tx: &Tx, by: &By, id: TermsId) -> Result<Version, TermsRefused> {
    let taken = tx
        .run(
            "UPDATE terms SET state = 'proposed'
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND state = 'proposed'",
            values![by.tenant, by.partnership, id],
        )
        .await?;
    let found = find(tx, by.tenant, by.partnership, id).await?;
    found.filter(|_| taken > 0).ok_or(TermsRefused::NotProposed)
}

/// Accepts the content of this hash for the acting side. `words` say why, where a part can hardly be proven.
pub async fn accept(tx: &Tx, by: &By, id: TermsId, hash: &str, words: Option<&str>) -> Result<(), TermsRefused> {
    let version = take(tx, by, id).await?;
    if version.side() == by.side {
        return Err(TermsRefused::OwnProposal);
    }
    if version.proposed_by == by.person {
        return Err(TermsRefused::SamePerson);
    }
    let held = mandated(tx, by, Some(&version.terms().highest())).await?;
    if version.hash != hash.trim() || text::hash(&version.content) != version.hash {
        return Err(TermsRefused::Changed);
    }
    if let Some(begun) = begun(tx, by).await? {
        begun.allows(&version)?;
    }
    let words = words.filter(|_| !version.agreement.weak().is_empty());
    if !version.agreement.weak().is_empty() && words.is_none() {
        return Err(TermsRefused::Unsaid);
    }
    tx.run(
        "UPDATE terms SET state = 'superseded', ended_at = $3
         WHERE organisation_id = $1 AND partnership_id = $2 AND state = 'agreed'",
        values![by.tenant, by.partnership, by.at],
    )
    .await?;
    tx.run(
        "UPDATE terms SET state = 'agreed', accepted_by = $3, acceptor = $4, accepted_at = $5, accepted_words = $6
         WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, id, by.person, held.name.clone(), by.at, words.map(str::to_owned)],
    )
    .await?;
    let said = json!({
        "number": version.number(), "hash": version.hash, "side": by.side, "name": held.name, "words": words,
    });
    event::append(tx, by.event("terms.accepted").about(id.0).saying(said)).await?;
    Ok(())
}

/// Takes a proposal back, or turns it down: either side may.
pub async fn withdraw(tx: &Tx, by: &By, id: TermsId) -> Result<(), TermsRefused> {
    let version = take(tx, by, id).await?;
    tx.run(
        "UPDATE terms SET state = 'withdrawn', ended_at = $3 WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, id, by.at],
    )
    .await?;
    let kind = if version.side() == by.side { "terms.withdrawn" } else { "terms.declined" };
    let said = json!({ "number": version.number(), "side": by.side });
    event::append(tx, by.event(kind).about(id.0).saying(said)).await?;
    Ok(())
}

/// Whether this side still has to answer.
pub fn awaits(version: &Version, side: Side) -> bool {
    version.state == State::Proposed && version.side() != side
}
