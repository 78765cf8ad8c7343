//! What a module was in each of its versions: written when it changes, never changed itself.

use lustrum_kernel::Moment;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::values;
use sea_orm::FromQueryResult;

use super::{Mode, Module, ModuleId, Words};
use crate::programme::store::Act;

/// Why a version was made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Log<'a> {
    /// What is different, in words.
    pub what: &'a str,
    pub proposal: Option<uuid::Uuid>,
}

/// A version of a module.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Past {
    pub version: i64,
    pub title: String,
    pub mode: String,
    pub minutes: i64,
    pub own_case_minutes: i64,
    pub what: String,
    pub proposal_id: Option<uuid::Uuid>,
    pub made_by: Option<PersonId>,
    /// Nothing of a version from before versions were kept.
    pub made_at: Option<Moment>,
}

const COLUMNS: &str =
    "version, title, mode, minutes, own_case_minutes, what, proposal_id, made_by, made_at FROM module_version";

/// Keeps the version that a module has, where it is not kept yet, and the one that it is about to have.
pub(super) async fn keep(tx: &Tx, act: Act, module: &Module, next: &Words, log: Log<'_>) -> Result<(), DbError> {
    tx.run(
        "INSERT INTO module_version (organisation_id, module_id, version, title, mode, minutes, own_case_minutes, what)
         VALUES ($1,$2,$3,$4,$5,$6,$7,'') ON CONFLICT (organisation_id, module_id, version) DO NOTHING",
        values![
            act.tenant,
            module.id,
            module.version,
            module.title.clone(),
            module.mode.clone(),
            module.minutes,
            module.own_case_minutes
        ],
    )
    .await?;
    tx.run(
        "INSERT INTO module_version (organisation_id, module_id, version, title, mode, minutes, own_case_minutes, what,
           proposal_id, made_by, made_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        values![
            act.tenant,
            module.id,
            module.version + 1,
            next.title.clone(),
            next.mode.word(),
            next.minutes,
            next.own_case_minutes,
            log.what,
            log.proposal,
            act.by,
            act.at
        ],
    )
    .await?;
    Ok(())
}

/// The versions of a module that were kept, the first first; none of a module that never changed.
pub async fn history(db: &impl Sql, tenant: OrganisationId, module: ModuleId) -> Result<Vec<Past>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND module_id = $2 ORDER BY version LIMIT 500");
    db.all(&sql, values![tenant, module]).await
}

/// How long a module takes, and how much of that on own cases, from one moment on.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Held {
    pub module_id: ModuleId,
    pub version: i64,
    pub minutes: i64,
    pub own_case_minutes: i64,
    /// When this version began; the beginning of the programme where versions were not kept yet.
    pub since: Moment,
}

/// What every module of a partnership was, version by version. A module that was removed is not among them.
pub async fn held_in_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Held>, DbError> {
    db.all(
        "SELECT m.id AS module_id, m.version, m.minutes, m.own_case_minutes, p.made_at AS since FROM module m
         JOIN programme p ON p.organisation_id = m.organisation_id AND p.id = m.programme_id
         WHERE m.organisation_id = $1 AND p.partnership_id = $2 AND NOT EXISTS (SELECT 1 FROM module_version v
           WHERE v.organisation_id = m.organisation_id AND v.module_id = m.id)
         UNION ALL
         SELECT v.module_id, v.version, v.minutes, v.own_case_minutes, COALESCE(v.made_at, p.made_at) AS since
         FROM module_version v
         JOIN module m ON m.organisation_id = v.organisation_id AND m.id = v.module_id
         JOIN programme p ON p.organisation_id = m.organisation_id AND p.id = m.programme_id
         WHERE v.organisation_id = $1 AND p.partnership_id = $2
         ORDER BY 1, 2 LIMIT 20000",
        values![tenant, partnership],
    )
    .await
}

/// What a module was in a version, or is now.
pub async fn words_of(
    db: &impl Sql,
    tenant: OrganisationId,
    module: ModuleId,
    version: i64,
) -> Result<Option<Words>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        title: String,
        mode: String,
        minutes: i64,
        own_case_minutes: i64,
    }
    let row: Option<Row> = db
        .maybe(
            "SELECT title, mode, minutes, own_case_minutes FROM module_version
             WHERE organisation_id = $1 AND module_id = $2 AND version = $3
             UNION SELECT title, mode, minutes, own_case_minutes FROM module
             WHERE organisation_id = $1 AND id = $2 AND version = $3 LIMIT 1",
            values![tenant, module, version],
        )
        .await?;
    Ok(row.and_then(|row| {
        let mode = Mode::parse(&row.mode)?;
        Some(Words { title: row.title, mode, minutes: row.minutes, own_case_minutes: row.own_case_minutes })
    }))
}
