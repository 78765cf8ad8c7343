//! Versions of forms in the database: written once, never changed.

use lustrum_delivery::Act;
use lustrum_kernel::Moment;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::values;
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{DEFAULT, Form};
use crate::levels::broken;

/// A module of a partnership with the version of its form.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FormModule {
    pub id: ModuleId,
    pub title: String,
    pub programme_id: ProgrammeId,
    pub programme_title: String,
    /// 0 where nobody changed the default.
    pub version: i64,
}

/// A version without its questions.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Version {
    pub version: i64,
    pub made_by: PersonId,
    pub made_at: Moment,
}

#[derive(FromQueryResult)]
struct Row {
    content: String,
}

const COLUMNS: &str = "m.id, m.title, m.programme_id, p.title AS programme_title,
    CAST(COALESCE((SELECT MAX(f.version) FROM feedback_form f
      WHERE f.organisation_id = m.organisation_id AND f.module_id = m.id), 0) AS BIGINT) AS version
    FROM module m JOIN programme p ON p.organisation_id = m.organisation_id AND p.id = m.programme_id";

/// The modules of a partnership that are not of an ended programme, in their order.
pub async fn modules(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<FormModule>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE m.organisation_id = $1 AND p.partnership_id = $2 AND p.ended_at IS NULL
         ORDER BY p.id DESC, m.place, m.id LIMIT 1000"
    );
    db.all(&sql, values![tenant, partnership]).await
}

pub async fn module_of(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    id: ModuleId,
) -> Result<Option<FormModule>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE m.organisation_id = $1 AND p.partnership_id = $2 AND m.id = $3");
    db.maybe(&sql, values![tenant, partnership, id]).await
}

/// What a version asks; nothing where there is no such version.
pub async fn of_version(
    db: &impl Sql,
    tenant: OrganisationId,
    module: ModuleId,
    version: i64,
) -> Result<Option<Form>, DbError> {
    if version == DEFAULT {
        return Ok(Some(Form::good_default().clone()));
    }
    let sql = "SELECT content FROM feedback_form WHERE organisation_id = $1 AND module_id = $2 AND version = $3";
    let row: Option<Row> = db.maybe(sql, values![tenant, module, version]).await?;
    row.map(|row| serde_json::from_str(&row.content).map_err(|e| broken(&e))).transpose()
}

/// What the newest version asks.
pub async fn current(db: &impl Sql, tenant: OrganisationId, module: &FormModule) -> Result<Form, DbError> {
    let form = of_version(db, tenant, module.id, module.version).await?;
    form.ok_or_else(|| broken(&"a version of a form is missing"))
}

/// The versions that were written, the newest first.
pub async fn versions(db: &impl Sql, tenant: OrganisationId, module: ModuleId) -> Result<Vec<Version>, DbError> {
    db.all(
        "SELECT version, made_by, made_at FROM feedback_form WHERE organisation_id = $1 AND module_id = $2
         ORDER BY version DESC LIMIT 100",
        values![tenant, module],
    )
    .await
}

/// Writes the version after the one that the writer saw. Where another was first, the database refuses it.
pub async fn save(tx: &Tx, act: Act, module: &FormModule, form: &Form) -> Result<i64, DbError> {
    let version = module.version + 1;
    let content = serde_json::to_string(form).map_err(|e| broken(&e))?;
    tx.run(
        "INSERT INTO feedback_form (organisation_id, module_id, version, partnership_id, content, made_by, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        values![act.tenant, module.id, version, act.partnership, content, act.by, act.at],
    )
    .await?;
    let said = json!({ "module": module.title, "version": version, "questions": form.questions.len() });
    let event = Event::new(act.tenant, act.at, "feedback-form.written").by(act.by).within(act.partnership);
    event::append(tx, event.about(module.id.0).saying(said)).await?;
    Ok(version)
}
