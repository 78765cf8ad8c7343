use lustrum_kernel::Moment;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::values;
use serde_json::json;

use super::{Change, DecideRefused, Evidence, Proposal, ProposalId, State, Trigger};
use crate::module::{self, Module, ModuleId};
use crate::programme::ProgrammeId;
use crate::programme::store::Act;

const COLUMNS: &str =
    "c.id, c.programme_id, c.module_id, c.module_title, c.cause, c.reason, c.evidence, c.from_version,
    c.title, c.mode, c.minutes, c.own_case_minutes, c.what, c.check_on, c.made_by, c.made_at, c.put_by, c.put_at,
    c.decided_by, c.decided_at, c.decision, c.to_version FROM change_proposal c";

/// Who opens a proposal; nobody where figures did.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    pub tenant: OrganisationId,
    pub partnership: PartnershipId,
    pub by: Option<PersonId>,
    pub at: Moment,
}

/// Opens a proposal on a module.
pub async fn open(
    tx: &Tx,
    opening: Opening,
    module: &Module,
    cause: Trigger,
    reason: &str,
    evidence: Option<&Evidence>,
) -> Result<ProposalId, DbError> {
    let id = ProposalId::new();
    let evidence = evidence.and_then(|evidence| serde_json::to_string(evidence).ok()).unwrap_or_default();
    tx.run(
        "INSERT INTO change_proposal (organisation_id, id, partnership_id, programme_id, module_id, module_title, cause,
           reason, evidence, from_version, what, made_by, made_at, decision)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,'',$11,$12,'')",
        values![
            opening.tenant,
            id,
            opening.partnership,
            module.programme_id,
            module.id,
            module.title.clone(),
            cause.word(),
            reason,
            evidence,
            module.version,
            opening.by,
            opening.at
        ],
    )
    .await?;
    let said = json!({ "module": module.title, "trigger": cause.word() });
    let mut event = Event::new(opening.tenant, opening.at, "proposal.opened").within(opening.partnership);
    event.person = opening.by;
    event::append(tx, event.about(id.0).saying(said)).await?;
    Ok(id)
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    programme: ProgrammeId,
    id: ProposalId,
) -> Result<Option<Proposal>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE c.organisation_id = $1 AND c.programme_id = $2 AND c.id = $3");
    db.maybe(&sql, values![tenant, programme, id]).await
}

/// Those of a partnership that are named, for whoever keeps track of what became of them.
pub async fn named(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    ids: &[ProposalId],
) -> Result<Vec<Proposal>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = values![tenant, partnership];
    let places: Vec<String> = ids
        .iter()
        .map(|id| {
            values.push((*id).into());
            format!("${}", values.len())
        })
        .collect();
    let sql = format!(
        "SELECT {COLUMNS} WHERE c.organisation_id = $1 AND c.partnership_id = $2 AND c.id IN ({}) ORDER BY c.id",
        places.join(", ")
    );
    db.all(&sql, values).await
}

/// The newest first.
pub async fn of_programme(
    db: &impl Sql,
    tenant: OrganisationId,
    programme: ProgrammeId,
) -> Result<Vec<Proposal>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE c.organisation_id = $1 AND c.programme_id = $2 ORDER BY c.id DESC LIMIT 500");
    db.all(&sql, values![tenant, programme]).await
}

/// Those of a partnership that wait for words or for a decision, the oldest first.
pub async fn pending_of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Proposal>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE c.organisation_id = $1 AND c.partnership_id = $2 AND c.decided_at IS NULL
         ORDER BY c.id LIMIT 200"
    );
    db.all(&sql, values![tenant, partnership]).await
}

/// The one of a module that still waits, so that one trigger more does not open a second.
pub async fn pending_of_module(
    db: &impl Sql,
    tenant: OrganisationId,
    module: ModuleId,
) -> Result<Option<Proposal>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE c.organisation_id = $1 AND c.module_id = $2 AND c.decided_at IS NULL
         ORDER BY c.id LIMIT 1"
    );
    db.maybe(&sql, values![tenant, module]).await
}

/// Writes what would be different, against the version that the module has now; says whether it was still waiting.
pub async fn put(tx: &Tx, act: Act, proposal: &Proposal, module: &Module, change: &Change) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE change_proposal SET title = $3, mode = $4, minutes = $5, own_case_minutes = $6, what = $7,
               check_on = $8, put_by = $9, put_at = $10, from_version = $11
             WHERE organisation_id = $1 AND id = $2 AND decided_at IS NULL",
            values![
                act.tenant,
                proposal.id,
                change.words.title.clone(),
                change.words.mode.word(),
                change.words.minutes,
                change.words.own_case_minutes,
                change.what.clone(),
                change.check_on,
                act.by,
                act.at,
                module.version
            ],
        )
        .await?;
    if changed > 0 {
        let said = json!({ "module": module.title, "what": change.what, "check": change.check_on.to_string() });
        event::append(tx, act.event("proposal.put").about(proposal.id.0).saying(said)).await?;
    }
    Ok(changed > 0)
}

/// Makes the next version of the module of it.
pub async fn accept(
    tx: &Tx,
    act: Act,
    proposal: &Proposal,
    module: &Module,
    words: &str,
) -> Result<Result<i64, DecideRefused>, DbError> {
    let (State::Proposed, Some(change)) = (proposal.state(), proposal.words()) else {
        return Ok(Err(DecideRefused::NotWaiting));
    };
    if module.version != proposal.from_version {
        return Ok(Err(DecideRefused::ModuleChanged));
    }
    let version = proposal.from_version + 1;
    if !decided(tx, act, proposal, words, Some(version)).await? {
        return Ok(Err(DecideRefused::NotWaiting));
    }
    let log = module::Log { what: &proposal.what, proposal: Some(proposal.id.0) };
    if !module::change_for(tx, act, module, proposal.from_version, &change, log).await? {
        return Ok(Err(DecideRefused::ModuleChanged));
    }
    Ok(Ok(version))
}

/// Leaves the module as it is, with the reason.
pub async fn decline(
    tx: &Tx,
    act: Act,
    proposal: &Proposal,
    words: &str,
) -> Result<Result<(), DecideRefused>, DbError> {
    let done = decided(tx, act, proposal, words, None).await?;
    Ok(if done { Ok(()) } else { Err(DecideRefused::NotWaiting) })
}

async fn decided(
    tx: &Tx,
    act: Act,
    proposal: &Proposal,
    words: &str,
    to_version: Option<i64>,
) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE change_proposal SET decided_by = $3, decided_at = $4, decision = $5, to_version = $6
             WHERE organisation_id = $1 AND id = $2 AND decided_at IS NULL",
            values![act.tenant, proposal.id, act.by, act.at, words, to_version],
        )
        .await?;
    if changed > 0 {
        let outcome = if to_version.is_some() { State::Accepted } else { State::Declined };
        let said = json!({ "module": proposal.module_title, "outcome": outcome.word(), "words": words });
        event::append(tx, act.event("proposal.decided").about(proposal.id.0).saying(said)).await?;
    }
    Ok(changed > 0)
}
