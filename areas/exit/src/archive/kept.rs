//! What of the rows that an archive does hold would tell of an asset that is withheld from it: such a row stays, because others
//! point at it, and says no more than that it is withheld.

use std::collections::{BTreeMap, HashSet};

use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use lustrum_sharing::asset::{self, Asset, Version};
use sea_orm::FromQueryResult;
use serde_json::Value;
use uuid::Uuid;

use super::cell::{Cell, Kind};
use super::plan::Table;
use super::schema::Column;

/// What stands in place of a text, and of a form of learning, which has its message.
const TITLE: &str = "—";
const MODE: &str = "withheld";

/// What a side may not go on using, by terms that both agreed on.
#[derive(Default)]
pub struct Kept {
    pub assets: Vec<(Asset, Version)>,
    targets: BTreeMap<&'static str, HashSet<Uuid>>,
    titles: HashSet<String>,
}

impl Kept {
    pub async fn back_from(tx: &Tx, known: &Partnered, side: Side) -> Result<Self, DbError> {
        let assets = asset::withheld_from(tx, known.client, known.id, side).await?;
        let mut kept = Self::default();
        for (asset, _) in &assets {
            kept.titles.insert(asset.title.clone());
            if let Some(target) = asset.target {
                kept.targets.entry(asset.kind.word()).or_default().insert(target);
                if asset.kind == asset::Kind::Module {
                    kept.titles.extend(titles_of(tx, known.client, target).await?);
                }
            }
        }
        Ok(Self { assets, ..kept })
    }

    /// Empties what of a row tells of it.
    pub fn hide(&self, table: &Table, columns: &[Column], cells: &mut [Cell]) {
        let Some((kind, key, names)) = table.hidden else { return };
        let Some(targets) = self.targets.get(kind) else { return };
        let at = columns.iter().position(|column| column.name == key);
        let is_kept = at.is_some_and(|at| matches!(&cells[at], Cell::Id(id) if targets.contains(id)));
        if !is_kept {
            return;
        }
        for (cell, column) in cells.iter_mut().zip(columns).filter(|(_, column)| names.contains(&column.name.as_str()))
        {
            *cell = match column.kind {
                _ if column.nullable => Cell::Nothing,
                Kind::Text if column.name == "mode" => Cell::Text(MODE.to_owned()),
                Kind::Text if column.name == "evidence" => Cell::Text(String::new()),
                Kind::Text => Cell::Text(TITLE.to_owned()),
                Kind::Whole => Cell::Whole(0),
                Kind::Number => Cell::Number(0.0),
                Kind::Truth => Cell::Truth(false),
                Kind::Bytes => Cell::Bytes(Vec::new()),
                Kind::Id => Cell::Id(Uuid::nil()),
            };
        }
    }

    /// Whether what an event says tells of it; what the register says of it stays, as that is what was agreed. The event itself
    /// stays in the chain, as one whose content was erased does.
    pub fn tells(&self, kind: &str, subject: Option<Uuid>, content: &str) -> bool {
        if self.assets.is_empty() || kind.starts_with("asset.") {
            return false;
        }
        let about = subject.is_some_and(|subject| self.targets.values().any(|targets| targets.contains(&subject)));
        about || serde_json::from_str::<Value>(content).is_ok_and(|said| self.named_in(&said))
    }

    fn named_in(&self, said: &Value) -> bool {
        match said {
            Value::String(text) => self.titles.contains(text),
            Value::Array(all) => all.iter().any(|one| self.named_in(one)),
            Value::Object(all) => all.values().any(|one| self.named_in(one)),
            _ => false,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.assets.is_empty()
    }
}

/// Every title that a module has and had.
async fn titles_of(tx: &Tx, tenant: OrganisationId, module: Uuid) -> Result<Vec<String>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        title: String,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT title FROM module WHERE organisation_id = $1 AND id = $2
             UNION SELECT title FROM module_version WHERE organisation_id = $1 AND module_id = $2",
            values![tenant, module],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.title).collect())
}

/// The events of an organisation whose content tells of what is withheld, by their numbers.
pub async fn told(tx: &Tx, tenant: OrganisationId, kept: &Kept) -> Result<HashSet<i64>, DbError> {
    #[derive(FromQueryResult)]
    struct Row {
        number: i64,
        kind: String,
        subject_id: Option<Uuid>,
        content: String,
    }
    let (mut numbers, mut last) = (HashSet::new(), 0_i64);
    while !kept.is_empty() {
        let page: Vec<Row> = tx
            .all(
                "SELECT e.number, e.kind, e.subject_id, c.content FROM event e
                 JOIN event_content c ON c.organisation_id = e.organisation_id AND c.number = e.number
                 WHERE e.organisation_id = $1 AND e.number > $2 ORDER BY e.number LIMIT 1000",
                values![tenant, last],
            )
            .await?;
        let Some(end) = page.last().map(|row| row.number) else { break };
        last = end;
        let tells = page.into_iter().filter(|row| kept.tells(&row.kind, row.subject_id, &row.content));
        numbers.extend(tells.map(|row| row.number));
    }
    Ok(numbers)
}
