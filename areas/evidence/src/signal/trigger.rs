//! A trigger: which figure of a programme's feedback is acted on, agreed by both sides before it can fire.

use lustrum_delivery::Act;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, id, values};
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::form::Topic;

id!(
    /// A trigger.
    TriggerId
);

/// When it fires; its name is `signal-kind-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The mean of a round is under the threshold.
    Below,
    /// It is at least so much under that of the earlier rounds of the module.
    Drop,
}

impl Kind {
    pub const ALL: [Kind; 2] = [Self::Below, Self::Drop];
    pub fn word(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Drop => "drop",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What is agreed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    pub topic: Topic,
    pub kind: Kind,
    pub threshold: f64,
    /// From so many answers on, never fewer than the smallest group.
    pub from_answers: i64,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Trigger {
    pub id: TriggerId,
    pub programme_id: ProgrammeId,
    pub topic: String,
    pub kind: String,
    pub threshold: f64,
    pub from_answers: i64,
    pub made_at: Moment,
    pub organisation_by: Option<PersonId>,
    pub organisation_at: Option<Moment>,
    pub partner_by: Option<PersonId>,
    pub partner_at: Option<Moment>,
    pub ended_at: Option<Moment>,
}

impl Trigger {
    pub fn terms(&self) -> Option<Terms> {
        Some(Terms {
            topic: Topic::parse(&self.topic)?,
            kind: Kind::parse(&self.kind)?,
            threshold: self.threshold,
            from_answers: self.from_answers,
        })
    }
    pub fn agreed_by(&self, side: Side) -> Option<Moment> {
        match side {
            Side::Organisation => self.organisation_at,
            Side::Partner => self.partner_at,
        }
    }
    pub fn in_force(&self) -> bool {
        self.ended_at.is_none() && Side::BOTH.into_iter().all(|side| self.agreed_by(side).is_some())
    }
    /// The word of its state's message `signal-state-...`.
    pub fn state(&self) -> &'static str {
        match (self.ended_at, self.in_force()) {
            (Some(_), _) => "ended",
            (None, true) => "in-force",
            (None, false) => "offered",
        }
    }
}

const COLUMNS: &str = "id, programme_id, topic, kind, threshold, from_answers, made_at, organisation_by,
    organisation_at, partner_by, partner_at, ended_at FROM feedback_trigger";

fn event(act: Act, kind: &'static str, id: TriggerId, side: Side, topic: &str) -> Event {
    let said = json!({ "side": side.word(), "topic": topic });
    Event::new(act.tenant, act.at, kind).by(act.by).within(act.partnership).about(id.0).saying(said)
}

fn columns_of(side: Side) -> (&'static str, &'static str) {
    match side {
        Side::Organisation => ("organisation_by", "organisation_at"),
        Side::Partner => ("partner_by", "partner_at"),
    }
}

/// Offers a trigger; whoever does agrees to it for their side.
pub async fn offer(tx: &Tx, act: Act, side: Side, programme: ProgrammeId, terms: &Terms) -> Result<TriggerId, DbError> {
    let id = TriggerId::new();
    let (by, at) = columns_of(side);
    let sql = format!(
        "INSERT INTO feedback_trigger (organisation_id, id, partnership_id, programme_id, topic, kind, threshold,
           from_answers, made_at, {by}, {at}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$9)"
    );
    tx.run(
        &sql,
        values![
            act.tenant,
            id,
            act.partnership,
            programme,
            terms.topic.word(),
            terms.kind.word(),
            terms.threshold,
            terms.from_answers,
            act.at,
            act.by
        ],
    )
    .await?;
    event::append(tx, event(act, "trigger.offered", id, side, terms.topic.word())).await?;
    Ok(id)
}

/// Agrees to it for a side; says whether there was anything to agree to.
pub async fn agree(tx: &Tx, act: Act, side: Side, trigger: &Trigger) -> Result<bool, DbError> {
    let (by, at) = columns_of(side);
    let sql = format!(
        "UPDATE feedback_trigger SET {by} = $3, {at} = $4
         WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL AND {at} IS NULL"
    );
    let changed = tx.run(&sql, values![act.tenant, trigger.id, act.by, act.at]).await?;
    if changed > 0 {
        event::append(tx, event(act, "trigger.agreed", trigger.id, side, &trigger.topic)).await?;
    }
    Ok(changed > 0)
}

/// Ends it: either side may, as agreement needs both.
pub async fn end(tx: &Tx, act: Act, side: Side, trigger: &Trigger) -> Result<bool, DbError> {
    let sql = "UPDATE feedback_trigger SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL";
    let changed = tx.run(sql, values![act.tenant, trigger.id, act.at]).await?;
    if changed > 0 {
        event::append(tx, event(act, "trigger.ended", trigger.id, side, &trigger.topic)).await?;
    }
    Ok(changed > 0)
}

/// Of a partnership, the newest first.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Trigger>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY id DESC LIMIT 200");
    db.all(&sql, values![tenant, partnership]).await
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: TriggerId,
) -> Result<Option<Trigger>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// Those of a programme that can fire.
pub async fn in_force(db: &impl Sql, tenant: OrganisationId, programme: ProgrammeId) -> Result<Vec<Trigger>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND programme_id = $2 AND ended_at IS NULL
         AND organisation_at IS NOT NULL AND partner_at IS NOT NULL ORDER BY id LIMIT 100"
    );
    db.all(&sql, values![tenant, programme]).await
}
