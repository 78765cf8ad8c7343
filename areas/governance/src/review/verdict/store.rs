use std::collections::BTreeMap;

use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_partnership::By;
use lustrum_programme::module::{self, Module, ModuleId};
use lustrum_programme::programme::{self, ProgrammeId};
use lustrum_programme::proposal::{self, Evidence, Opening, ProposalId, Trigger};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Outcome, Put, Verdict, VerdictRefused, Waiting};
use crate::decision::{self, DecisionId, NewDecision};
use crate::happened;
use crate::owner::{Owner, name_on};
use crate::put::NotAgreed;
use crate::quarter::Quarter;
use crate::review::note::{Kind, Note, NoteId};

#[derive(FromQueryResult)]
struct Row {
    note_id: NoteId,
    revision: i64,
    outcome: String,
    reason: String,
    programme_id: Option<ProgrammeId>,
    module_id: Option<ModuleId>,
    owner_side: String,
    owner_id: Option<PersonId>,
    due: Option<Day>,
    side: String,
    put_by: PersonId,
    put_at: Moment,
    agreed_at: Option<Moment>,
    decision_id: Option<DecisionId>,
    proposal_id: Option<ProposalId>,
}

impl Row {
    fn known(self) -> Option<Verdict> {
        Some(Verdict {
            note: self.note_id,
            revision: self.revision,
            put: Put {
                outcome: Outcome::parse(&self.outcome)?,
                reason: self.reason,
                module: self.programme_id.zip(self.module_id),
                owner: Owner { side: Side::parse(&self.owner_side)?, person: self.owner_id },
                due: self.due,
            },
            side: Side::parse(&self.side)?,
            put_by: self.put_by,
            put_at: self.put_at,
            agreed_at: self.agreed_at,
            decision: self.decision_id,
            proposal: self.proposal_id,
        })
    }
}

const VERDICTS: &str =
    "SELECT note_id, revision, outcome, reason, programme_id, module_id, owner_side, owner_id, due, side,
    put_by, put_at, agreed_at, decision_id, proposal_id FROM review_verdict
    WHERE organisation_id = $1 AND partnership_id = $2";

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    note: NoteId,
) -> Result<Option<Verdict>, DbError> {
    let row: Option<Row> =
        db.maybe(&format!("{VERDICTS} AND note_id = $3"), values![tenant, partnership, note]).await?;
    Ok(row.and_then(Row::known))
}

/// What was put and agreed of these notes, which are those of one quarter.
pub async fn of_notes(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    notes: &[NoteId],
) -> Result<Vec<Verdict>, DbError> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = values![tenant, partnership];
    let places: Vec<String> = notes
        .iter()
        .map(|id| {
            values.push((*id).into());
            format!("${}", values.len())
        })
        .collect();
    let sql = format!("{VERDICTS} AND note_id IN ({}) ORDER BY note_id", places.join(", "));
    let rows: Vec<Row> = db.all(&sql, values).await?;
    Ok(rows.into_iter().filter_map(Row::known).collect())
}

/// What was put and waits for the other side, the oldest proposal first.
pub async fn waiting(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Waiting>, DbError> {
    #[derive(FromQueryResult)]
    struct Waits {
        period: Quarter,
        note_id: NoteId,
        text: String,
        side: String,
    }
    let rows: Vec<Waits> = db
        .all(
            "SELECT n.period, v.note_id, n.text, v.side FROM review_verdict v
             JOIN review_note n ON n.organisation_id = v.organisation_id AND n.id = v.note_id
             WHERE v.organisation_id = $1 AND v.partnership_id = $2 AND v.agreed_at IS NULL ORDER BY v.note_id LIMIT 50",
            values![tenant, partnership],
        )
        .await?;
    let one = |row: Waits| {
        let answers = Side::parse(&row.side)?.other();
        Some(Waiting { period: row.period, note: row.note_id, text: row.text, answers })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

/// Whether a note is a proposal that stands in a review.
fn is_proposal(note: &Note) -> Result<(), VerdictRefused> {
    if note.kind != Kind::Proposal {
        return Err(VerdictRefused::NoProposal);
    }
    if note.number.is_none() {
        return Err(VerdictRefused::NotInReview);
    }
    Ok(())
}

/// Takes a proposal until the transaction ends, and reads what stands of it.
async fn take(tx: &Tx, by: &By, note: &Note) -> Result<Option<Verdict>, DbError> {
    let sql = "UPDATE review_note SET version = version WHERE organisation_id = $1 AND id = $2";
    tx.run(sql, values![by.tenant, note.id]).await?;
    find(tx, by.tenant, by.partnership, note.id).await
}

/// Puts what one side would do with a proposal, in place of what stood there at `seen` (0 where nothing did). The inner result
/// is what someone else put meanwhile.
pub async fn put(tx: &Tx, by: &By, note: &Note, seen: i64, what: &Put) -> Result<Result<(), Verdict>, VerdictRefused> {
    is_proposal(note)?;
    if let Some(known) = take(tx, by, note).await? {
        if known.agreed_at.is_some() {
            return Err(NotAgreed::Agreed.into());
        }
        if known.revision != seen && known.put != *what {
            return Ok(Err(known));
        }
    }
    let (programme, module) = what.module.unzip();
    tx.run(
        "INSERT INTO review_verdict (organisation_id, note_id, partnership_id, revision, outcome, reason, programme_id,
         module_id, owner_side, owner_id, due, side, put_by, put_at) VALUES ($1,$2,$3,1,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)
         ON CONFLICT (organisation_id, note_id) DO UPDATE SET revision = review_verdict.revision + 1,
         outcome = excluded.outcome, reason = excluded.reason, programme_id = excluded.programme_id,
         module_id = excluded.module_id, owner_side = excluded.owner_side, owner_id = excluded.owner_id,
         due = excluded.due, side = excluded.side, put_by = excluded.put_by, put_at = excluded.put_at",
        values![
            by.tenant,
            note.id,
            by.partnership,
            what.outcome.word(),
            what.reason.clone(),
            programme,
            module,
            what.owner.side.word(),
            what.owner.person,
            what.due,
            by.side.word(),
            by.person,
            by.at
        ],
    )
    .await?;
    said(tx, by, "review.proposal-put", note, what).await?;
    Ok(Ok(()))
}

async fn said(tx: &Tx, by: &By, kind: &'static str, note: &Note, what: &Put) -> Result<(), DbError> {
    let content = json!({
        "period": note.period.to_string(), "text": note.text, "verdict": what.outcome.word(), "reason": what.reason,
        "side": by.side.word(),
    });
    event::append(tx, happened(by, kind).about(note.id.0).saying(content)).await?;
    Ok(())
}

/// The other side agrees to what was put at `revision`. Taken, it is written down as a decision, and opens a proposal in the
/// programme where it is about a module.
pub async fn agree(tx: &Tx, by: &By, sides: &Partnered, note: &Note, revision: i64) -> Result<Verdict, VerdictRefused> {
    is_proposal(note)?;
    let known = take(tx, by, note).await?.ok_or(NotAgreed::NothingPut)?;
    known.standing().may_agree((by.side, by.person), revision)?;
    let (decision, proposal) = match known.put.outcome {
        Outcome::Declined => (None, None),
        Outcome::Taken => {
            (Some(decided(tx, by, note, &known.put).await?), opened(tx, by, sides, note, &known.put).await?)
        }
    };
    tx.run(
        "UPDATE review_verdict SET agreed_by = $3, agreed_at = $4, decision_id = $5, proposal_id = $6
         WHERE organisation_id = $1 AND note_id = $2",
        values![by.tenant, note.id, by.person, by.at, decision, proposal],
    )
    .await?;
    said(tx, by, "review.proposal-agreed", note, &known.put).await?;
    Ok(Verdict { agreed_at: Some(by.at), decision, proposal, ..known })
}

async fn decided(tx: &Tx, by: &By, note: &Note, what: &Put) -> Result<DecisionId, DbError> {
    let new = NewDecision {
        period: note.period,
        text: note.text.clone(),
        clause: String::new(),
        owner: what.owner,
        due: what.due,
        meeting: None,
        measure: String::new(),
    };
    decision::add(tx, by.tenant, by.partnership, by.person, by.at, new).await
}

/// The proposal in the programme. One that waits already for the same module stays beside it: each says where it came from.
async fn opened(
    tx: &Tx,
    by: &By,
    sides: &Partnered,
    note: &Note,
    what: &Put,
) -> Result<Option<ProposalId>, VerdictRefused> {
    let Some((programme, module)) = what.module else { return Ok(None) };
    let module = changeable(tx, by, programme, module).await?;
    let side = name_on(sides, note.side).to_owned();
    let words = [("place", note.period.place().to_string()), ("year", note.period.year().to_string()), ("side", side)];
    let evidence = Evidence {
        key: "verdict-from-review".to_owned(),
        words: words.into_iter().map(|(name, word)| (name.to_owned(), word)).collect(),
        numbers: BTreeMap::new(),
        link: format!("/p/{}/reviews/{}/proposals/{}", by.partnership, note.period, note.id),
    };
    let opening = Opening { tenant: by.tenant, partnership: by.partnership, by: Some(by.person), at: by.at };
    let reason = if what.reason.is_empty() { note.text.clone() } else { format!("{}\n\n{}", note.text, what.reason) };
    Ok(Some(proposal::open(tx, opening, &module, Trigger::Idea, &reason, Some(&evidence)).await?))
}

async fn changeable(tx: &Tx, by: &By, programme: ProgrammeId, id: ModuleId) -> Result<Module, VerdictRefused> {
    let known = programme::find(tx, by.tenant, by.partnership, programme).await?;
    if known.is_none_or(|known| known.ended_at.is_some()) {
        return Err(VerdictRefused::ModuleGone);
    }
    module::find(tx, by.tenant, programme, id).await?.ok_or(VerdictRefused::ModuleGone)
}
