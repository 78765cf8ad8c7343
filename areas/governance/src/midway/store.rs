use std::collections::BTreeMap;

use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use lustrum_partnership::By;
use lustrum_programme::module::{Module, ModuleId};
use lustrum_programme::programme::{Programme, ProgrammeId};
use lustrum_programme::proposal::{self, Evidence, Opening, ProposalId, Trigger};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Decided, Evidence as OfModule, Midway, MidwayId, MidwayRefused, Proposed, Unanswered, Verdict};
use crate::happened;
use crate::put::NotAgreed;

#[derive(FromQueryResult)]
struct Row {
    id: MidwayId,
    programme_id: ProgrammeId,
    side: String,
    begun_at: Moment,
}

impl Row {
    fn known(self) -> Option<Midway> {
        Some(Midway {
            id: self.id,
            programme: self.programme_id,
            side: Side::parse(&self.side)?,
            begun_at: self.begun_at,
        })
    }
}

const MIDWAY: &str =
    "SELECT id, programme_id, side, begun_at FROM midway WHERE organisation_id = $1 AND partnership_id = $2";

/// The re-evaluations of a partnership, the newest first.
pub async fn list(db: &impl Sql, tenant: OrganisationId, partnership: PartnershipId) -> Result<Vec<Midway>, DbError> {
    let rows: Vec<Row> = db.all(&format!("{MIDWAY} ORDER BY id DESC LIMIT 200"), values![tenant, partnership]).await?;
    Ok(rows.into_iter().filter_map(Row::known).collect())
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: MidwayId,
) -> Result<Option<Midway>, DbError> {
    let row: Option<Row> = db.maybe(&format!("{MIDWAY} AND id = $3"), values![tenant, partnership, id]).await?;
    Ok(row.and_then(Row::known))
}

#[derive(FromQueryResult)]
struct VerdictRow {
    module_id: ModuleId,
    revision: i64,
    verdict: String,
    reason: String,
    freed: Option<i64>,
    currency: String,
    evidence: Option<String>,
    side: String,
    put_by: PersonId,
    agreed_at: Option<Moment>,
    proposal_id: Option<ProposalId>,
}

impl VerdictRow {
    fn known(self) -> Option<Decided> {
        Some(Decided {
            module: self.module_id,
            revision: self.revision,
            what: Proposed {
                verdict: Verdict::parse(&self.verdict)?,
                reason: self.reason,
                freed: self.freed,
                currency: self.currency,
            },
            seen: self.evidence.as_deref().and_then(|text| serde_json::from_str(text).ok()),
            side: Side::parse(&self.side)?,
            put_by: self.put_by,
            agreed_at: self.agreed_at,
            proposal: self.proposal_id,
        })
    }
}

/// What was put and agreed of the modules.
pub async fn decided(db: &impl Sql, tenant: OrganisationId, midway: MidwayId) -> Result<Vec<Decided>, DbError> {
    let rows: Vec<VerdictRow> = db
        .all(
            "SELECT module_id, revision, verdict, reason, freed, currency, evidence, side, put_by, agreed_at, proposal_id
             FROM midway_verdict WHERE organisation_id = $1 AND midway_id = $2 ORDER BY module_id LIMIT 500",
            values![tenant, midway],
        )
        .await?;
    Ok(rows.into_iter().filter_map(VerdictRow::known).collect())
}

/// What was put of modules and waits for the other side.
pub async fn waiting(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Unanswered>, DbError> {
    #[derive(FromQueryResult)]
    struct Waits {
        midway_id: MidwayId,
        module_id: ModuleId,
        title: String,
        verdict: String,
        side: String,
    }
    let rows: Vec<Waits> = db
        .all(
            "SELECT v.midway_id, v.module_id, d.title, v.verdict, v.side FROM midway_verdict v
             JOIN midway m ON m.organisation_id = v.organisation_id AND m.id = v.midway_id
             JOIN module d ON d.organisation_id = v.organisation_id AND d.id = v.module_id
             WHERE v.organisation_id = $1 AND m.partnership_id = $2 AND v.agreed_at IS NULL
             ORDER BY v.midway_id, d.place LIMIT 200",
            values![tenant, partnership],
        )
        .await?;
    let one = |row: Waits| {
        let (verdict, answers) = (Verdict::parse(&row.verdict)?, Side::parse(&row.side)?.other());
        Some(Unanswered { midway: row.midway_id, module: row.module_id, title: row.title, verdict, answers })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

/// What stopped modules freed in one currency, once both sides agreed.
pub async fn freed(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    currency: &str,
) -> Result<i64, DbError> {
    db.number(
        "SELECT CAST(SUM(v.freed) AS BIGINT) AS number FROM midway_verdict v
         JOIN midway m ON m.organisation_id = v.organisation_id AND m.id = v.midway_id
         WHERE v.organisation_id = $1 AND m.partnership_id = $2 AND v.currency = $3 AND v.verdict = 'stop'
         AND v.agreed_at IS NOT NULL",
        values![tenant, partnership, currency],
    )
    .await
}

/// Begins the re-evaluation of a programme.
pub async fn begin(tx: &Tx, by: &By, programme: &Programme) -> Result<MidwayId, MidwayRefused> {
    let known = list(tx, by.tenant, by.partnership).await?;
    if known.iter().any(|one| one.programme == programme.id) {
        return Err(MidwayRefused::Known);
    }
    let id = MidwayId::new();
    // Of two that begin at once the second breaks the unique programme and is told so.
    tx.run(
        "INSERT INTO midway (organisation_id, id, partnership_id, programme_id, side, begun_by, begun_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        values![by.tenant, id, by.partnership, programme.id, by.side.word(), by.person, by.at],
    )
    .await?;
    let said = json!({ "title": programme.title, "side": by.side });
    event::append(tx, happened(by, "midway.begun").about(id.0).saying(said)).await?;
    Ok(id)
}

/// Takes a re-evaluation until the transaction ends, and reads what stands of one module.
async fn take(tx: &Tx, by: &By, midway: &Midway, module: &Module) -> Result<Option<Decided>, DbError> {
    let sql = "UPDATE midway SET begun_at = begun_at WHERE organisation_id = $1 AND id = $2";
    tx.run(sql, values![by.tenant, midway.id]).await?;
    Ok(decided(tx, by.tenant, midway.id).await?.into_iter().find(|known| known.module == module.id))
}

/// Puts what one side would do with a module, in place of what stood there at `seen` (0 where nothing did). The inner
/// result is what someone else put meanwhile.
pub async fn put(
    tx: &Tx,
    by: &By,
    midway: &Midway,
    module: &Module,
    seen: i64,
    what: &Proposed,
) -> Result<Result<(), Decided>, MidwayRefused> {
    let known = take(tx, by, midway, module).await?;
    if let Some(known) = known {
        if known.agreed_at.is_some() {
            return Err(NotAgreed::Agreed.into());
        }
        if known.revision != seen && known.what != *what {
            return Ok(Err(known));
        }
    }
    tx.run(
        "INSERT INTO midway_verdict
         (organisation_id, midway_id, module_id, revision, verdict, reason, freed, currency, side, put_by, put_at)
         VALUES ($1,$2,$3,1,$4,$5,$6,$7,$8,$9,$10)
         ON CONFLICT (organisation_id, midway_id, module_id) DO UPDATE SET revision = midway_verdict.revision + 1,
         verdict = excluded.verdict, reason = excluded.reason, freed = excluded.freed, currency = excluded.currency,
         side = excluded.side, put_by = excluded.put_by, put_at = excluded.put_at",
        values![
            by.tenant,
            midway.id,
            module.id,
            what.verdict.word(),
            what.reason.clone(),
            what.freed,
            what.currency.clone(),
            by.side.word(),
            by.person,
            by.at
        ],
    )
    .await?;
    said(tx, by, "midway.put", midway, module, what).await?;
    Ok(Ok(()))
}

async fn said(
    tx: &Tx,
    by: &By,
    kind: &'static str,
    midway: &Midway,
    module: &Module,
    what: &Proposed,
) -> Result<(), DbError> {
    let content = json!({
        "module": module.title, "verdict": what.verdict.word(), "reason": what.reason, "side": by.side,
    });
    event::append(tx, happened(by, kind).about(midway.id.0).saying(content)).await?;
    Ok(())
}

/// The other side agrees to what was put at `revision`; a change or a stop opens a proposal in the programme.
pub async fn agree(
    tx: &Tx,
    by: &By,
    midway: &Midway,
    module: &Module,
    revision: i64,
    seen: &OfModule,
) -> Result<Option<ProposalId>, MidwayRefused> {
    let known = take(tx, by, midway, module).await?.ok_or(NotAgreed::NothingPut)?;
    known.standing().may_agree((by.side, by.person), revision)?;
    let proposal = match known.what.verdict {
        Verdict::Keep => None,
        verdict => Some(carried_out(tx, by, module, (verdict, &known.what.reason), seen).await?),
    };
    let evidence = (!seen.is_empty()).then(|| serde_json::to_string(seen).ok()).flatten();
    tx.run(
        "UPDATE midway_verdict SET agreed_by = $4, agreed_at = $5, evidence = $6, proposal_id = $7
         WHERE organisation_id = $1 AND midway_id = $2 AND module_id = $3",
        values![by.tenant, midway.id, module.id, by.person, by.at, evidence, proposal],
    )
    .await?;
    said(tx, by, "midway.agreed", midway, module, &known.what).await?;
    Ok(proposal)
}

/// The proposal by which the programme carries it out: the one that waits already, or a new one.
async fn carried_out(
    tx: &Tx,
    by: &By,
    module: &Module,
    (verdict, reason): (Verdict, &str),
    seen: &OfModule,
) -> Result<ProposalId, DbError> {
    if let Some(waiting) = proposal::pending_of_module(tx, by.tenant, module.id).await? {
        return Ok(waiting.id);
    }
    let seen = seen.reaction;
    let numbers = seen.map(|seen| [("share", seen.share), ("n", seen.n as f64)]).into_iter().flatten();
    let bare = if seen.is_some() { "" } else { "-bare" };
    let evidence = Evidence {
        key: format!("midway-evidence-{}{bare}", verdict.word()),
        words: BTreeMap::new(),
        numbers: numbers.map(|(name, value)| (name.to_owned(), value)).collect(),
        // Who reads a proposal does not always read what stopping frees.
        link: String::new(),
    };
    let opening = Opening { tenant: by.tenant, partnership: by.partnership, by: Some(by.person), at: by.at };
    proposal::open(tx, opening, module, Trigger::Results, reason, Some(&evidence)).await
}
