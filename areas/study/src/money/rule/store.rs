use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use lustrum_partnership::By;
use sea_orm::{DbErr, FromQueryResult};
use serde_json::json;

use super::{Rule, RuleId, RuleRefused, Words};
use crate::happened;

const COLUMNS: &str = "id, number, content, side, proposed_at, proposed_by, accepted_at, accepted_by, ended_at
     FROM conversion_rule";

#[derive(FromQueryResult)]
struct Row {
    id: RuleId,
    number: i64,
    content: String,
    side: String,
    proposed_at: Moment,
    proposed_by: PersonId,
    accepted_at: Option<Moment>,
    accepted_by: Option<PersonId>,
    ended_at: Option<Moment>,
}

fn broken(error: serde_json::Error) -> DbError {
    DbError::Broken(DbErr::Type(error.to_string()))
}

impl TryFrom<Row> for Rule {
    type Error = DbError;
    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id,
            number: row.number,
            words: serde_json::from_str(&row.content).map_err(broken)?,
            side: Side::parse(&row.side).unwrap_or(Side::Organisation),
            proposed_at: row.proposed_at,
            proposed_by: row.proposed_by,
            accepted: row.accepted_at.zip(row.accepted_by),
            ended_at: row.ended_at,
        })
    }
}

/// Proposes a rule, or another version of one; one proposal for a measure at a time.
pub async fn propose(tx: &Tx, by: &By, words: &Words) -> Result<RuleId, RuleRefused> {
    let id = RuleId::new();
    let said = json!({ "measure": words.title });
    // The event holds the history's lock, so that of two who propose at once the second sees the first.
    event::append(tx, happened(by, "conversion.proposed").about(id.0).saying(said)).await?;
    let known = of_partnership(tx, by.tenant, by.partnership).await?;
    let same: Vec<&Rule> = known.iter().filter(|rule| rule.words.measure == words.measure).collect();
    if same.iter().any(|rule| rule.is_open()) {
        return Err(RuleRefused::AnotherOpen);
    }
    let number = 1 + same.iter().map(|rule| rule.number).max().unwrap_or_default();
    tx.run(
        "INSERT INTO conversion_rule (organisation_id, id, partnership_id, measure_id, number, content, side,
           proposed_at, proposed_by) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        values![
            by.tenant,
            id,
            by.partnership,
            words.measure.id(),
            number,
            serde_json::to_string(words).map_err(broken)?,
            by.side.word(),
            by.at,
            by.person
        ],
    )
    .await?;
    Ok(id)
}

/// The other side agrees.
pub async fn accept(tx: &Tx, by: &By, rule: &Rule) -> Result<(), RuleRefused> {
    if rule.side == by.side {
        return Err(RuleRefused::OwnProposal);
    }
    let changed = tx
        .run(
            "UPDATE conversion_rule SET accepted_at = $4, accepted_by = $5 WHERE organisation_id = $1
             AND partnership_id = $2 AND id = $3 AND accepted_at IS NULL AND ended_at IS NULL",
            values![by.tenant, by.partnership, rule.id, by.at, by.person],
        )
        .await?;
    told(tx, by, rule, changed, "conversion.agreed").await
}

/// Takes a proposal back, or declines the other side's.
pub async fn end(tx: &Tx, by: &By, rule: &Rule) -> Result<(), RuleRefused> {
    let changed = tx
        .run(
            "UPDATE conversion_rule SET ended_at = $4 WHERE organisation_id = $1
             AND partnership_id = $2 AND id = $3 AND accepted_at IS NULL AND ended_at IS NULL",
            values![by.tenant, by.partnership, rule.id, by.at],
        )
        .await?;
    told(tx, by, rule, changed, "conversion.ended").await
}

async fn told(tx: &Tx, by: &By, rule: &Rule, changed: u64, kind: &'static str) -> Result<(), RuleRefused> {
    if changed == 0 {
        return Err(RuleRefused::Closed);
    }
    let said = json!({ "measure": rule.words.title });
    event::append(tx, happened(by, kind).about(rule.id.0).saying(said)).await?;
    Ok(())
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: RuleId,
) -> Result<Option<Rule>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    row.map(Rule::try_from).transpose()
}

/// The newest 500 first.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Rule>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 ORDER BY id DESC LIMIT 500");
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership]).await?;
    rows.into_iter().map(Rule::try_from).collect()
}
