//! Reading terms and statements, from the content that was hashed.

use std::collections::HashMap;

use lustrum_kernel::Moment;
use lustrum_kernel::access::Side;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::values;
use lustrum_strategy::kpi::{self, KpiId, KpiVersionId};
use sea_orm::{FromQueryResult, Value};

use super::statement::{self, Statement};
use super::{Acceptance, State, StatementId, TermsId, Version};
use crate::charter::CharterMeasureId;

#[derive(FromQueryResult)]
struct Row {
    id: TermsId,
    state: String,
    proposed_by: PersonId,
    proposer: String,
    proposed_at: Moment,
    content: String,
    hash: String,
    accepted_by: Option<PersonId>,
    acceptor: Option<String>,
    accepted_at: Option<Moment>,
    accepted_words: Option<String>,
}

fn broken(what: impl std::fmt::Display) -> DbError {
    DbError::Broken(sea_orm::DbErr::Type(what.to_string()))
}

impl Row {
    fn version(self) -> Result<Version, DbError> {
        let acceptance = match (self.accepted_by, self.acceptor, self.accepted_at) {
            (Some(person), Some(name), Some(at)) => Some(Acceptance { person, name, at, words: self.accepted_words }),
            _ => None,
        };
        Ok(Version {
            id: self.id,
            state: State::parse(&self.state).ok_or_else(|| broken(format!("{:?} is no state", self.state)))?,
            proposed_by: self.proposed_by,
            proposer: self.proposer,
            proposed_at: self.proposed_at,
            agreement: serde_json::from_str(&self.content).map_err(broken)?,
            content: self.content,
            hash: self.hash,
            acceptance,
        })
    }
}

const VERSION: &str = "SELECT id, state, proposed_by, proposer, proposed_at, content, hash, accepted_by, acceptor,
     accepted_at, accepted_words FROM terms WHERE organisation_id = $1 AND partnership_id = $2";

/// Every version; a handful in the life of a partnership.
pub async fn newest_first(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Version>, DbError> {
    let rows: Vec<Row> = db.all(&format!("{VERSION} ORDER BY ordinal DESC"), values![tenant, partnership]).await?;
    rows.into_iter().map(Row::version).collect()
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: TermsId,
) -> Result<Option<Version>, DbError> {
    let row: Option<Row> = db.maybe(&format!("{VERSION} AND id = $3"), values![tenant, partnership, id]).await?;
    row.map(Row::version).transpose()
}

async fn in_state(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    state: State,
) -> Result<Option<Version>, DbError> {
    let sql = format!("{VERSION} AND state = $3 ORDER BY ordinal DESC LIMIT 1");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, state.word()]).await?;
    row.map(Row::version).transpose()
}

/// The terms that hold.
pub async fn agreed(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Option<Version>, DbError> {
    in_state(db, tenant, partnership, State::Agreed).await
}

/// The proposal that waits for an answer.
pub async fn open(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Option<Version>, DbError> {
    in_state(db, tenant, partnership, State::Proposed).await
}

#[derive(FromQueryResult)]
struct StatementRow {
    id: StatementId,
    terms_id: TermsId,
    state: String,
    side: String,
    made_by: PersonId,
    maker: String,
    made_at: Moment,
    inputs: String,
    hash: String,
    confirmer: Option<String>,
    confirmed_at: Option<Moment>,
}

impl StatementRow {
    fn statement(self) -> Result<Statement, DbError> {
        Ok(Statement {
            id: self.id,
            terms: self.terms_id,
            state: statement::State::parse(&self.state)
                .ok_or_else(|| broken(format!("{:?} is no state", self.state)))?,
            side: Side::parse(&self.side).ok_or_else(|| broken(format!("{:?} is no side", self.side)))?,
            made_by: self.made_by,
            maker: self.maker,
            made_at: self.made_at,
            frozen: serde_json::from_str(&self.inputs).map_err(broken)?,
            inputs: self.inputs,
            hash: self.hash,
            confirmer: self.confirmer.zip(self.confirmed_at),
        })
    }
}

const STATEMENT: &str =
    "SELECT id, terms_id, state, side, made_by, maker, made_at, inputs, hash, confirmer, confirmed_at
     FROM fee_statement";

/// The statements under a version, the newest first; there are no more than it has dates, and those taken back.
pub async fn statements(db: &impl Sql, tenant: OrganisationId, terms: TermsId) -> Result<Vec<Statement>, DbError> {
    let sql = format!("{STATEMENT} WHERE organisation_id = $1 AND terms_id = $2 ORDER BY ordinal DESC");
    let rows: Vec<StatementRow> = db.all(&sql, values![tenant, terms]).await?;
    rows.into_iter().map(StatementRow::statement).collect()
}

/// The statements that wait for confirmation, of any version.
pub async fn waiting(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Statement>, DbError> {
    let sql = format!(
        "{STATEMENT} WHERE organisation_id = $1 AND partnership_id = $2 AND state = 'made' ORDER BY id LIMIT 20"
    );
    let rows: Vec<StatementRow> = db.all(&sql, values![tenant, partnership]).await?;
    rows.into_iter().map(StatementRow::statement).collect()
}

#[derive(FromQueryResult)]
struct MeasureRow {
    id: CharterMeasureId,
    kpi_version_id: KpiVersionId,
}

/// The KPIs that measures of a charter are computed from; a measure without one is not in it.
pub async fn kpis_of(
    db: &impl Sql,
    tenant: OrganisationId,
    measures: &[CharterMeasureId],
) -> Result<HashMap<CharterMeasureId, KpiId>, DbError> {
    if measures.is_empty() {
        return Ok(HashMap::new());
    }
    let places: Vec<String> = (0..measures.len()).map(|place| format!("${}", place + 2)).collect();
    let sql = format!(
        "SELECT id, kpi_version_id FROM charter_measure
         WHERE organisation_id = $1 AND kpi_version_id IS NOT NULL AND id IN ({})",
        places.join(",")
    );
    let mut given: Vec<Value> = values![tenant];
    given.extend(measures.iter().map(|measure| Value::from(measure.0)));
    let rows: Vec<MeasureRow> = db.all(&sql, given).await?;
    let versions: Vec<KpiVersionId> = rows.iter().map(|row| row.kpi_version_id).collect();
    let kpis = kpi::of_versions(db, tenant, &versions).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, *kpis.get(&row.kpi_version_id)?))).collect())
}
