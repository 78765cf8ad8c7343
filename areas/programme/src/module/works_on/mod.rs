//! Which behaviours of its programme a module works on: through them what is seen at work is seen beside the module.

pub(crate) mod api;
pub(crate) mod pages;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Module, ModuleId};
use crate::behaviour::BehaviourId;
use crate::programme::ProgrammeId;
use crate::programme::store::Act;

#[derive(FromQueryResult)]
struct Row {
    module_id: ModuleId,
    behaviour_id: BehaviourId,
}

/// What the modules of a programme work on; a module that nobody linked is not among them.
pub async fn of_programme(
    db: &impl Sql,
    tenant: OrganisationId,
    programme: ProgrammeId,
) -> Result<HashMap<ModuleId, Vec<BehaviourId>>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT module_id, behaviour_id FROM module_behaviour WHERE organisation_id = $1 AND programme_id = $2
             ORDER BY module_id, behaviour_id LIMIT 20000",
            values![tenant, programme],
        )
        .await?;
    let mut known: HashMap<ModuleId, Vec<BehaviourId>> = HashMap::new();
    for row in rows {
        known.entry(row.module_id).or_default().push(row.behaviour_id);
    }
    Ok(known)
}

/// Links a module to these behaviours and to no others.
pub async fn link(tx: &Tx, act: Act, module: &Module, behaviours: &[BehaviourId]) -> Result<(), DbError> {
    forget_module(tx, act.tenant, module.id).await?;
    if !behaviours.is_empty() {
        let mut values = values![act.tenant, module.id, module.programme_id];
        let rows: Vec<String> = behaviours
            .iter()
            .map(|behaviour| {
                values.push((*behaviour).into());
                format!("($1, $2, ${}, $3)", values.len())
            })
            .collect();
        let sql = format!(
            "INSERT INTO module_behaviour (organisation_id, module_id, behaviour_id, programme_id) VALUES {}",
            rows.join(", ")
        );
        tx.run(&sql, values).await?;
    }
    let said = json!({ "module": module.title, "count": behaviours.len() });
    event::append(tx, act.event("module.linked").about(module.id.0).saying(said)).await?;
    Ok(())
}

/// A module is gone: it works on nothing.
pub(super) async fn forget_module(tx: &Tx, tenant: OrganisationId, module: ModuleId) -> Result<(), DbError> {
    let sql = "DELETE FROM module_behaviour WHERE organisation_id = $1 AND module_id = $2";
    tx.run(sql, values![tenant, module]).await.map(|_| ())
}

/// A behaviour is gone: nothing works on it.
pub(crate) async fn forget_behaviour(tx: &Tx, tenant: OrganisationId, behaviour: BehaviourId) -> Result<(), DbError> {
    let sql = "DELETE FROM module_behaviour WHERE organisation_id = $1 AND behaviour_id = $2";
    tx.run(sql, values![tenant, behaviour]).await.map(|_| ())
}
