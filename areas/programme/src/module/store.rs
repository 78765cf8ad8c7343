use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::values;
use serde_json::json;

use super::log::{self, Log};
use super::{Module, ModuleId, Words};
use crate::programme::store::Act;
use crate::programme::{Programme, ProgrammeId};

const COLUMNS: &str = "id, programme_id, place, title, mode, minutes, own_case_minutes, version FROM module";

/// Adds a module at the end.
pub async fn add(tx: &Tx, act: Act, programme: &Programme, words: &Words) -> Result<ModuleId, DbError> {
    let id = ModuleId::new();
    let last = tx
        .number(
            "SELECT MAX(place) AS number FROM module WHERE organisation_id = $1 AND programme_id = $2",
            values![act.tenant, programme.id],
        )
        .await?;
    tx.run(
        "INSERT INTO module (organisation_id, id, programme_id, place, title, mode, minutes, own_case_minutes, version)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,1)",
        values![
            act.tenant,
            id,
            programme.id,
            last + 1,
            words.title.clone(),
            words.mode.word(),
            words.minutes,
            words.own_case_minutes
        ],
    )
    .await?;
    let said = json!({ "title": programme.title, "module": words.title });
    event::append(tx, act.event("module.added").about(id.0).saying(said)).await?;
    Ok(id)
}

/// In their order.
pub async fn of_programme(
    db: &impl Sql,
    tenant: OrganisationId,
    programme: ProgrammeId,
) -> Result<Vec<Module>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND programme_id = $2 ORDER BY place, id LIMIT 200");
    db.all(&sql, values![tenant, programme]).await
}

/// The modules of every programme of a partnership, the newest programme first.
pub async fn of_partnership(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
    limit: i64,
) -> Result<Vec<Module>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE organisation_id = $1 AND programme_id IN (
           SELECT id FROM programme WHERE organisation_id = $1 AND partnership_id = $2)
         ORDER BY programme_id DESC, place, id LIMIT $3"
    );
    db.all(&sql, values![tenant, partnership, limit]).await
}

pub async fn find(
    db: &impl Sql,
    tenant: OrganisationId,
    programme: ProgrammeId,
    id: ModuleId,
) -> Result<Option<Module>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE organisation_id = $1 AND programme_id = $2 AND id = $3");
    db.maybe(&sql, values![tenant, programme, id]).await
}

/// Changes the words of the version that the writer saw; nothing where another was first.
pub async fn change(tx: &Tx, act: Act, module: &Module, expected: i64, words: &Words) -> Result<bool, DbError> {
    change_for(tx, act, module, expected, words, Log::default()).await
}

/// The same, with the reason for it.
pub async fn change_for(
    tx: &Tx,
    act: Act,
    module: &Module,
    expected: i64,
    words: &Words,
    log: Log<'_>,
) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE module SET title = $4, mode = $5, minutes = $6, own_case_minutes = $7, version = version + 1
             WHERE organisation_id = $1 AND id = $2 AND version = $3",
            values![
                act.tenant,
                module.id,
                expected,
                words.title.clone(),
                words.mode.word(),
                words.minutes,
                words.own_case_minutes
            ],
        )
        .await?;
    if changed > 0 {
        log::keep(tx, act, &Module { version: expected, ..module.clone() }, words, log).await?;
        crate::requirement::retitle(tx, act.tenant, module.id, &words.title).await?;
        let said = json!({ "module": words.title, "version": expected + 1 });
        event::append(tx, act.event("module.changed").about(module.id.0).saying(said)).await?;
    }
    Ok(changed > 0)
}

/// Changes places with the module before (`-1`) or after (`1`); at an end nothing happens.
pub async fn move_by(tx: &Tx, act: Act, module: &Module, step: i64) -> Result<bool, DbError> {
    let modules = of_programme(tx, act.tenant, module.programme_id).await?;
    let Some(at) = modules.iter().position(|other| other.id == module.id) else { return Ok(false) };
    let other = if step < 0 { at.checked_sub(1) } else { Some(at + 1) };
    let Some(other) = other.and_then(|other| modules.get(other)) else { return Ok(false) };
    tx.run(
        "UPDATE module SET place = CASE WHEN id = $2 THEN $4 ELSE $5 END
         WHERE organisation_id = $1 AND (id = $2 OR id = $3)",
        values![act.tenant, module.id, other.id, other.place, modules[at].place],
    )
    .await?;
    let said = json!({ "module": module.title });
    event::append(tx, act.event("module.moved").about(module.id.0).saying(said)).await?;
    Ok(true)
}

/// Removes a module; says whether it was there.
pub async fn remove(tx: &Tx, act: Act, module: &Module) -> Result<bool, DbError> {
    let gone =
        tx.run("DELETE FROM module WHERE organisation_id = $1 AND id = $2", values![act.tenant, module.id]).await?;
    if gone > 0 {
        crate::requirement::forget(tx, act.tenant, module.id).await?;
        super::works_on::forget_module(tx, act.tenant, module.id).await?;
        let said = json!({ "module": module.title });
        event::append(tx, act.event("module.removed").about(module.id.0).saying(said)).await?;
    }
    Ok(gone > 0)
}
