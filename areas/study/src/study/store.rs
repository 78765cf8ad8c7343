//! Studies and their estimates in the database, each change with its event.

use std::collections::HashMap;

use lustrum_kernel::blob;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::form::Upload;
use lustrum_kernel::id::{BlobId, OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::{DbErr, FromQueryResult};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{CODE_VERSION, Estimated, Finding, Plan, Seal, Study, StudyId, lottery, seal_store};
use crate::estimate::{Answer, DataError, estimate};

const COLUMNS: &str = "id, organisation_id, partnership_id, plan, plan_hash, registered_at, registered_by, released_at
     FROM study";
const ESTIMATE: &str = "e.study_id, e.number, e.made_at, e.made_by, e.blob_id, e.data_hash, e.code_version, e.answer
     FROM study_estimate e";

#[derive(FromQueryResult)]
struct Row {
    id: StudyId,
    organisation_id: OrganisationId,
    partnership_id: PartnershipId,
    plan: String,
    plan_hash: String,
    registered_at: Moment,
    registered_by: PersonId,
    released_at: Option<Moment>,
}

#[derive(FromQueryResult)]
struct EstimateRow {
    study_id: StudyId,
    number: i64,
    made_at: Moment,
    made_by: PersonId,
    blob_id: BlobId,
    data_hash: String,
    code_version: String,
    answer: String,
}

fn unreadable(error: serde_json::Error) -> DbError {
    DbError::Broken(DbErr::Type(error.to_string()))
}

impl TryFrom<Row> for Study {
    type Error = DbError;
    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id,
            organisation: row.organisation_id,
            partnership: row.partnership_id,
            plan: serde_json::from_str(&row.plan).map_err(unreadable)?,
            text: row.plan,
            plan_hash: row.plan_hash,
            seals: Vec::new(),
            registered_at: row.registered_at,
            registered_by: row.registered_by,
            released_at: row.released_at,
        })
    }
}

impl Study {
    /// With the words of both sides, and with the draw that follows from them.
    fn sealed(mut self, seals: Vec<Seal>) -> Self {
        let drawn = match (&self.plan.assigned.lottery, lottery::both(&seals)) {
            (Some(lottery), Some([one, other])) => Some(lottery.drawn(&lottery.seed(&self.plan_hash, one, other))),
            _ => None,
        };
        self.seals = seals;
        if let Some(draw) = drawn {
            self.plan = self.plan.with_draw(draw);
        }
        self
    }
}

impl TryFrom<EstimateRow> for Estimated {
    type Error = DbError;
    fn try_from(row: EstimateRow) -> Result<Self, DbError> {
        Ok(Self {
            study: row.study_id,
            number: row.number,
            made_at: row.made_at,
            made_by: row.made_by,
            blob: row.blob_id,
            data_hash: row.data_hash,
            answer_hash: hex::encode(Sha256::digest(&row.answer)),
            code_version: row.code_version,
            finding: serde_json::from_str(&row.answer).map_err(unreadable)?,
        })
    }
}

/// Registers a study: from now on its plan stands, whatever the data will say.
pub async fn register(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    by: PersonId,
    at: Moment,
    plan: &Plan,
) -> Result<StudyId, DbError> {
    let id = StudyId::new();
    let hash = plan.hash();
    tx.run(
        "INSERT INTO study (organisation_id, id, partnership_id, kpi_id, plan, plan_hash, registered_at, registered_by)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        values![tenant, id, partnership, plan.kpi(), plan.text(), hash.clone(), at, by],
    )
    .await?;
    let said = json!({ "title": plan.title, "design": plan.design.word(), "hash": hash });
    event::append(tx, Event::new(tenant, at, "study.registered").by(by).within(partnership).about(id.0).saying(said))
        .await?;
    Ok(id)
}

/// Estimates by the registered plan and stores the answer with its data. The other result says what is wrong with the
/// table; nothing is stored then.
pub async fn estimate_and_store(
    tx: &Tx,
    study: &Study,
    by: PersonId,
    at: Moment,
    table: &Upload,
) -> Result<Result<Estimated, DataError>, DbError> {
    match estimate(table.bytes.as_slice(), &study.plan.options()) {
        Ok(answer) => Ok(Ok(store(tx, study, by, at, table, &answer).await?)),
        Err(refused) => Ok(Err(refused)),
    }
}

/// Stores an answer that was estimated from exactly this table by the registered plan.
pub async fn store(
    tx: &Tx,
    study: &Study,
    by: PersonId,
    at: Moment,
    table: &Upload,
    answer: &Answer,
) -> Result<Estimated, DbError> {
    let text = serde_json::to_string(answer).map_err(unreadable)?;
    let finding: Finding = serde_json::from_str(&text).map_err(unreadable)?;
    let data_hash = hex::encode(Sha256::digest(&table.bytes));
    let answer_hash = hex::encode(Sha256::digest(&text));
    let said = json!({ "title": study.plan.title, "verdict": finding.verdict.word(), "data": data_hash });
    let event = Event::new(study.organisation, at, "study.estimated").by(by).within(study.partnership);
    // The event holds the history's lock, so that of two estimates at once each gets a number of its own.
    event::append(tx, event.about(study.id.0).saying(said)).await?;
    let blob = blob::keep(tx, study.organisation, by, table, at).await?;
    let number = 1 + tx
        .number(
            "SELECT MAX(number) AS number FROM study_estimate WHERE organisation_id = $1 AND study_id = $2",
            values![study.organisation, study.id],
        )
        .await?;
    tx.run(
        "INSERT INTO study_estimate (organisation_id, study_id, number, made_at, made_by, blob_id, data_hash,
         code_version, answer) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        values![study.organisation, study.id, number, at, by, blob, data_hash.clone(), CODE_VERSION, text],
    )
    .await?;
    Ok(Estimated {
        study: study.id,
        number,
        made_at: at,
        made_by: by,
        blob,
        data_hash,
        answer_hash,
        code_version: CODE_VERSION.to_owned(),
        finding,
    })
}

/// Lets the partner see this study, whatever agreements there are on its KPI.
pub async fn release(tx: &Tx, study: &Study, by: PersonId, at: Moment) -> Result<(), DbError> {
    set_released(tx, study, Some(at), by, at, "study.released").await
}

/// Takes that back; the partner sees it by an agreement on its KPI only.
pub async fn withdraw(tx: &Tx, study: &Study, by: PersonId, at: Moment) -> Result<(), DbError> {
    set_released(tx, study, None, by, at, "study.withdrawn").await
}

async fn set_released(
    tx: &Tx,
    study: &Study,
    released: Option<Moment>,
    by: PersonId,
    at: Moment,
    kind: &'static str,
) -> Result<(), DbError> {
    tx.run(
        "UPDATE study SET released_at = $3 WHERE organisation_id = $1 AND id = $2",
        values![study.organisation, study.id, released],
    )
    .await?;
    let event = Event::new(study.organisation, at, kind).by(by).within(study.partnership).about(study.id.0);
    event::append(tx, event.saying(json!({ "title": study.plan.title }))).await?;
    Ok(())
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: StudyId,
) -> Result<Option<Study>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3");
    let row: Option<Row> = db.maybe(&sql, values![tenant, partnership, id]).await?;
    let Some(study) = row.map(Study::try_from).transpose()? else { return Ok(None) };
    if study.plan.assigned.lottery.is_none() {
        return Ok(Some(study));
    }
    let seals = seal_store::seals_of(db, tenant, id).await?;
    Ok(Some(study.sealed(seals)))
}

/// The estimates of a study, the newest first.
pub async fn estimates(db: &impl Sql, tenant: OrganisationId, study: StudyId) -> Result<Vec<Estimated>, DbError> {
    let sql = format!("SELECT {ESTIMATE} WHERE e.organisation_id = $1 AND e.study_id = $2 ORDER BY e.number DESC");
    let rows: Vec<EstimateRow> = db.all(&sql, values![tenant, study]).await?;
    rows.into_iter().map(Estimated::try_from).collect()
}

/// When the data of each study of a partnership were opened: the moment of its first estimate.
pub async fn opened(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<HashMap<StudyId, Moment>, DbError> {
    #[derive(FromQueryResult)]
    struct Opened {
        study_id: StudyId,
        opened: Moment,
    }
    let rows: Vec<Opened> = db
        .all(
            "SELECT e.study_id, MIN(e.made_at) AS opened FROM study_estimate e
             JOIN study s ON s.organisation_id = e.organisation_id AND s.id = e.study_id
             WHERE e.organisation_id = $1 AND s.partnership_id = $2 GROUP BY e.study_id",
            values![tenant, partnership],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.study_id, row.opened)).collect())
}

/// The newest estimate of a study that was made by then.
pub async fn latest_of_study(
    db: &impl Sql,
    tenant: OrganisationId,
    study: StudyId,
    at: Moment,
) -> Result<Option<Estimated>, DbError> {
    let sql = format!(
        "SELECT {ESTIMATE} WHERE e.organisation_id = $1 AND e.study_id = $2 AND e.made_at <= $3
         ORDER BY e.number DESC LIMIT 1"
    );
    let row: Option<EstimateRow> = db.maybe(&sql, values![tenant, study, at]).await?;
    row.map(Estimated::try_from).transpose()
}

/// A study with its newest estimate.
#[derive(Clone, Debug)]
pub struct Concluded {
    pub study: Study,
    pub estimate: Option<Estimated>,
    /// Whether the partner's side may see it.
    pub partner_sees: bool,
}

/// The studies of a partnership that were registered by then, each with its newest estimate of then; the newest study
/// first.
pub async fn latest_of(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    at: Moment,
) -> Result<Vec<Concluded>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND partnership_id = $2 AND registered_at <= $3 ORDER BY id DESC"
    );
    let rows: Vec<Row> = db.all(&sql, values![tenant, partnership, at]).await?;
    let sql = format!(
        "SELECT {ESTIMATE} JOIN study s ON s.organisation_id = e.organisation_id AND s.id = e.study_id
         WHERE e.organisation_id = $1 AND s.partnership_id = $2 AND e.made_at <= $3
         AND e.number = (SELECT MAX(l.number) FROM study_estimate l WHERE l.organisation_id = e.organisation_id
                         AND l.study_id = e.study_id AND l.made_at <= $3)"
    );
    let found: Vec<EstimateRow> = db.all(&sql, values![tenant, partnership, at]).await?;
    let mut newest = HashMap::with_capacity(found.len());
    for row in found {
        newest.insert(row.study_id, Estimated::try_from(row)?);
    }
    let released = lustrum_sharing::agreement::in_force(db, tenant, partnership, at).await?;
    let mut seals = seal_store::seals_of_partnership(db, tenant, partnership, at).await?;
    rows.into_iter()
        .map(|row| {
            let study = Study::try_from(row)?;
            let own = seals.remove(&study.id).unwrap_or_default();
            let study = study.sealed(own);
            let by_agreement = study.plan.kpi().is_some_and(|kpi| released.iter().any(|a| a.terms.kpi == kpi));
            let partner_sees = by_agreement || study.released_at.is_some_and(|since| since <= at);
            Ok(Concluded { estimate: newest.remove(&study.id), partner_sees, study })
        })
        .collect()
}
