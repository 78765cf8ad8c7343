use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Day, Moment, values};
use lustrum_partnership::By;
use lustrum_study::study::StudyId;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{
    Closing, Experiment, ExperimentId, ExperimentRefused, Outcome, Plan, Spending, SpendingId, State, fence, room,
};
use crate::put::two_sides;
use crate::{happened, midway};

#[derive(FromQueryResult)]
struct Row {
    id: ExperimentId,
    state: String,
    revision: i64,
    plan: String,
    plan_hash: String,
    side: String,
    made_by: PersonId,
    made_at: Moment,
    agreed_at: Option<Moment>,
    started_at: Option<Moment>,
    closed_at: Option<Moment>,
    outcome: Option<String>,
    learned: Option<String>,
    study_id: Option<StudyId>,
    spent: i64,
}

impl Row {
    fn known(self) -> Option<Experiment> {
        Some(Experiment {
            id: self.id,
            state: State::parse(&self.state)?,
            revision: self.revision,
            plan: serde_json::from_str(&self.plan).ok()?,
            plan_hash: self.plan_hash,
            side: Side::parse(&self.side)?,
            made_by: self.made_by,
            made_at: self.made_at,
            agreed_at: self.agreed_at,
            started_at: self.started_at,
            closed_at: self.closed_at,
            outcome: self.outcome.as_deref().and_then(Outcome::parse),
            learned: self.learned.unwrap_or_default(),
            study: self.study_id,
            spent: self.spent,
        })
    }
}

const EXPERIMENT: &str =
    "SELECT e.id, e.state, e.revision, e.plan, e.plan_hash, e.side, e.made_by, e.made_at, e.agreed_at, e.started_at,
     e.closed_at, e.outcome, e.learned, e.study_id, CAST(COALESCE((SELECT SUM(s.amount) FROM experiment_spending s
       WHERE s.organisation_id = e.organisation_id AND s.experiment_id = e.id), 0) AS BIGINT) AS spent
     FROM experiment e WHERE e.organisation_id = $1 AND e.partnership_id = $2";

/// The experiments of a partnership, the newest first.
pub async fn list(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Experiment>, DbError> {
    let rows: Vec<Row> =
        db.all(&format!("{EXPERIMENT} ORDER BY e.id DESC LIMIT 500"), values![tenant, partnership]).await?;
    Ok(rows.into_iter().filter_map(Row::known).collect())
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: ExperimentId,
) -> Result<Option<Experiment>, DbError> {
    let row: Option<Row> = db.maybe(&format!("{EXPERIMENT} AND e.id = $3"), values![tenant, partnership, id]).await?;
    Ok(row.and_then(Row::known))
}

#[derive(FromQueryResult)]
struct SpendingRow {
    id: SpendingId,
    amount: i64,
    what: String,
    spent_on: Day,
    side: String,
}

/// What an experiment cost, the newest first.
pub async fn spendings(
    db: &impl Sql,
    tenant: OrganisationId,
    experiment: ExperimentId,
) -> Result<Vec<Spending>, DbError> {
    let rows: Vec<SpendingRow> = db
        .all(
            "SELECT id, amount, what, spent_on, side FROM experiment_spending
             WHERE organisation_id = $1 AND experiment_id = $2 ORDER BY id DESC LIMIT 500",
            values![tenant, experiment],
        )
        .await?;
    let known = |row: SpendingRow| {
        let side = Side::parse(&row.side)?;
        Some(Spending { id: row.id, amount: row.amount, what: row.what, on: row.spent_on, side })
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Writes an experiment down for the other side to agree.
pub async fn propose(tx: &Tx, by: &By, plan: &Plan) -> Result<ExperimentId, ExperimentRefused> {
    let id = ExperimentId::new();
    tx.run(
        "INSERT INTO experiment (organisation_id, id, partnership_id, state, revision, plan, plan_hash, side, made_by,
         made_at) VALUES ($1,$2,$3,'proposed',1,$4,$5,$6,$7,$8)",
        values![by.tenant, id, by.partnership, plan.text(), plan.hash(), by.side.word(), by.person, by.at],
    )
    .await?;
    said(tx, by, "experiment.proposed", id, plan).await?;
    Ok(id)
}

async fn said(tx: &Tx, by: &By, kind: &'static str, id: ExperimentId, plan: &Plan) -> Result<(), DbError> {
    let content = json!({ "title": plan.title, "hash": plan.hash(), "side": by.side });
    event::append(tx, happened(by, kind).about(id.0).saying(content)).await?;
    Ok(())
}

/// Takes an experiment until the transaction ends, and reads it.
async fn take(tx: &Tx, by: &By, id: ExperimentId) -> Result<Experiment, ExperimentRefused> {
    tx.run(
        "UPDATE experiment SET revision = revision WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3",
        values![by.tenant, by.partnership, id],
    )
    .await?;
    let gone = || DbError::Conflict("the experiment went away".to_owned());
    Ok(find(tx, by.tenant, by.partnership, id).await?.ok_or_else(gone)?)
}

fn in_state(experiment: &Experiment, wanted: State) -> Result<(), ExperimentRefused> {
    if experiment.state == wanted { Ok(()) } else { Err(ExperimentRefused::OtherState(experiment.state)) }
}

/// Changes a plan that the other side has not agreed to yet, as it was seen at `seen`.
pub async fn change(
    tx: &Tx,
    by: &By,
    id: ExperimentId,
    seen: i64,
    plan: &Plan,
) -> Result<Result<(), Experiment>, ExperimentRefused> {
    let known = take(tx, by, id).await?;
    in_state(&known, State::Proposed)?;
    if known.side != by.side {
        return Err(ExperimentRefused::OtherSide);
    }
    if known.plan == *plan {
        return Ok(Ok(()));
    }
    if known.revision != seen {
        return Ok(Err(known));
    }
    tx.run(
        "UPDATE experiment SET plan = $3, plan_hash = $4, revision = revision + 1
         WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, id, plan.text(), plan.hash()],
    )
    .await?;
    said(tx, by, "experiment.changed", id, plan).await?;
    Ok(Ok(()))
}

/// Takes a proposal back.
pub async fn withdraw(tx: &Tx, by: &By, id: ExperimentId) -> Result<(), ExperimentRefused> {
    let known = take(tx, by, id).await?;
    in_state(&known, State::Proposed)?;
    if known.side != by.side {
        return Err(ExperimentRefused::OtherSide);
    }
    set(tx, by, id, State::Withdrawn).await?;
    said(tx, by, "experiment.withdrawn", id, &known.plan).await?;
    Ok(())
}

async fn set(tx: &Tx, by: &By, id: ExperimentId, state: State) -> Result<(), DbError> {
    let sql = "UPDATE experiment SET state = $3 WHERE organisation_id = $1 AND id = $2";
    tx.run(sql, values![by.tenant, id, state.word()]).await?;
    Ok(())
}

/// The other side agrees to the plan of this hash: it stands from now on, and its cap is set aside.
pub async fn agree(tx: &Tx, by: &By, id: ExperimentId, hash: &str) -> Result<(), ExperimentRefused> {
    let fence = fence::take(tx, by).await?;
    let known = take(tx, by, id).await?;
    in_state(&known, State::Proposed)?;
    two_sides((known.side, known.made_by), (by.side, by.person))?;
    if known.plan_hash != hash.trim() {
        return Err(ExperimentRefused::PlanChanged);
    }
    let all = list(tx, by.tenant, by.partnership).await?;
    let freed = midway::freed(tx, by.tenant, by.partnership, &fence.currency).await?;
    let free = room(Some(&fence), freed, &all).free();
    if known.plan.currency != fence.currency || known.plan.cap > free {
        return Err(ExperimentRefused::NoRoom(free));
    }
    tx.run(
        "UPDATE experiment SET state = 'agreed', agreed_by = $3, agreed_at = $4 WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, id, by.person, by.at],
    )
    .await?;
    said(tx, by, "experiment.agreed", id, &known.plan).await?;
    Ok(())
}

/// Starts what both sides agreed to.
pub async fn start(tx: &Tx, by: &By, id: ExperimentId) -> Result<(), ExperimentRefused> {
    let known = take(tx, by, id).await?;
    in_state(&known, State::Agreed)?;
    tx.run(
        "UPDATE experiment SET state = 'running', started_at = $3 WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, id, by.at],
    )
    .await?;
    said(tx, by, "experiment.started", id, &known.plan).await?;
    Ok(())
}

/// Notes what a running experiment cost; not beyond its cap.
pub async fn spend(
    tx: &Tx,
    by: &By,
    id: ExperimentId,
    amount: i64,
    what: &str,
    on: Day,
) -> Result<SpendingId, ExperimentRefused> {
    let known = take(tx, by, id).await?;
    in_state(&known, State::Running)?;
    if amount > known.left() {
        return Err(ExperimentRefused::BeyondCap(known.left()));
    }
    let spending = SpendingId::new();
    tx.run(
        "INSERT INTO experiment_spending
         (organisation_id, id, experiment_id, amount, what, spent_on, side, noted_by, noted_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        values![by.tenant, spending, id, amount, what, on, by.side.word(), by.person, by.at],
    )
    .await?;
    let content = json!({ "title": known.plan.title, "amount": amount, "currency": known.plan.currency, "what": what });
    event::append(tx, happened(by, "experiment.spent").about(id.0).saying(content)).await?;
    Ok(spending)
}

/// Ends an experiment that runs, with what came of it; what was set aside and not spent is free again.
pub async fn close(tx: &Tx, by: &By, id: ExperimentId, closing: &Closing) -> Result<(), ExperimentRefused> {
    let known = take(tx, by, id).await?;
    in_state(&known, State::Running)?;
    let state = if closing.stopped { State::Stopped } else { State::Ended };
    tx.run(
        "UPDATE experiment SET state = $3, closed_at = $4, outcome = $5, learned = $6, study_id = $7
         WHERE organisation_id = $1 AND id = $2",
        values![by.tenant, id, state.word(), by.at, closing.outcome.word(), closing.learned.clone(), closing.study],
    )
    .await?;
    let content = json!({ "title": known.plan.title, "outcome": closing.outcome.word(), "learned": closing.learned });
    event::append(tx, happened(by, "experiment.closed").about(id.0).saying(content)).await?;
    Ok(())
}
