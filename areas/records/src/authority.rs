//! Who vouches for the statements of a source: the agent behind its credential, which stays what it was when the
//! credential was made.

use std::collections::HashMap;
use std::sync::Arc;

use lustrum_kernel::App;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use lustrum_xapi::{AgentKey, json};
use quick_cache::sync::Cache;
use sea_orm::FromQueryResult;

use crate::credential::store;

/// Stands in where the source of a statement is not known any more.
pub(crate) const NOBODY: &str = r#"{"objectType":"Agent"}"#;

/// The memory of one process.
struct Authorities(Cache<(OrganisationId, i64), Arc<str>>);

#[derive(FromQueryResult)]
struct Row {
    authority: String,
}

/// The authority of a source, as JSON.
pub async fn of_source(app: &App, organisation: OrganisationId, number: i64) -> Result<Arc<str>, DbError> {
    let known = app.part(|_| Authorities(Cache::new(4_096)));
    known
        .0
        .get_or_insert_async(&(organisation, number), async {
            let sql = "SELECT authority FROM record_credential WHERE organisation_id = $1 AND number = $2";
            let row: Option<Row> = app.db().maybe(sql, values![organisation, number]).await?;
            Ok(row.map_or_else(|| Arc::from(NOBODY), |row| Arc::from(row.authority)))
        })
        .await
}

#[derive(FromQueryResult)]
struct Numbered {
    number: i64,
    authority: String,
}

/// The authority of every source of an organisation, as JSON.
pub async fn of_organisation(db: &impl Sql, organisation: OrganisationId) -> Result<HashMap<i64, String>, DbError> {
    let sql = "SELECT number, authority FROM record_credential WHERE organisation_id = $1";
    let rows: Vec<Numbered> = db.all(sql, values![organisation]).await?;
    Ok(rows.into_iter().map(|row| (row.number, row.authority)).collect())
}

/// The sources that this agent stands behind.
pub async fn sources_of(app: &App, organisation: OrganisationId, agent: &AgentKey) -> Result<Vec<i64>, DbError> {
    let all = store::of_organisation(app.db(), organisation).await?;
    let is_agent =
        |text: &str| json::read(text.as_bytes()).ok().and_then(|node| AgentKey::of(&node)).as_ref() == Some(agent);
    Ok(all.into_iter().filter(|known| is_agent(&known.authority)).map(|known| known.number).collect())
}
