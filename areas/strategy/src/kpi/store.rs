use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Moment, values};
use sea_orm::{FromQueryResult, Value};
use serde_json::json;

use super::{Cadence, DataClass, Definition, Direction, Kpi, KpiId, KpiVersion, KpiVersionId};

const COLUMNS: &str = "k.title, v.id, v.kpi_id, v.number, v.population, v.formula, v.unit, v.decimals, v.direction,
    v.cadence, v.grain, v.source, v.data_class, v.made_by, v.made_at
    FROM kpi k JOIN kpi_version v ON v.organisation_id = k.organisation_id AND v.kpi_id = k.id";

#[derive(FromQueryResult)]
struct Row {
    title: String,
    id: KpiVersionId,
    kpi_id: KpiId,
    number: i64,
    population: String,
    formula: String,
    unit: String,
    decimals: i64,
    direction: String,
    cadence: String,
    grain: String,
    source: String,
    data_class: String,
    made_by: PersonId,
    made_at: Moment,
}

#[derive(FromQueryResult)]
struct VersionRow {
    id: KpiVersionId,
    kpi_id: KpiId,
}

impl From<Row> for Kpi {
    fn from(row: Row) -> Self {
        let current = KpiVersion {
            id: row.id,
            kpi: row.kpi_id,
            number: row.number,
            definition: Definition {
                population: row.population,
                formula: row.formula,
                unit: row.unit,
                decimals: row.decimals,
                direction: Direction::parse(&row.direction).unwrap_or(Direction::Higher),
                cadence: Cadence::parse(&row.cadence).unwrap_or(Cadence::Monthly),
                grain: row.grain,
                source: row.source,
                // A word that nobody knows is treated as what needs most care.
                data_class: DataClass::parse(&row.data_class).unwrap_or(DataClass::Personal),
            },
            made_by: row.made_by,
            made_at: row.made_at,
        };
        Self { id: row.kpi_id, title: row.title, current }
    }
}

pub async fn create(
    tx: &Tx,
    organisation: OrganisationId,
    by: PersonId,
    at: Moment,
    title: &str,
    definition: &Definition,
) -> Result<(KpiId, KpiVersionId), DbError> {
    let id = KpiId::new();
    tx.run(
        "INSERT INTO kpi (organisation_id, id, title, number, made_at) VALUES ($1,$2,$3,1,$4)",
        values![organisation, id, title, at],
    )
    .await?;
    let version = insert(tx, organisation, id, 1, by, at, definition).await?;
    let event = Event::new(organisation, at, "kpi.created").by(by).about(id.0);
    event::append(tx, event.saying(json!({ "title": title }))).await?;
    Ok((id, version))
}

/// A new version of the definition; `expected` is the version that the writer saw. Nothing where another was first.
pub async fn revise(
    tx: &Tx,
    organisation: OrganisationId,
    kpi: &Kpi,
    expected: i64,
    by: PersonId,
    at: Moment,
    definition: &Definition,
) -> Result<Option<KpiVersionId>, DbError> {
    let number = expected + 1;
    let changed = tx
        .run(
            "UPDATE kpi SET number = $3 WHERE organisation_id = $1 AND id = $2 AND number = $4",
            values![organisation, kpi.id, number, expected],
        )
        .await?;
    if changed == 0 {
        return Ok(None);
    }
    let version = insert(tx, organisation, kpi.id, number, by, at, definition).await?;
    let event = Event::new(organisation, at, "kpi.revised").by(by).about(kpi.id.0);
    event::append(tx, event.saying(json!({ "title": kpi.title, "number": number }))).await?;
    Ok(Some(version))
}

async fn insert(
    tx: &Tx,
    organisation: OrganisationId,
    kpi: KpiId,
    number: i64,
    by: PersonId,
    at: Moment,
    definition: &Definition,
) -> Result<KpiVersionId, DbError> {
    let id = KpiVersionId::new();
    let d = definition.clone();
    tx.run(
        "INSERT INTO kpi_version (organisation_id, kpi_id, number, id, population, formula, unit, decimals, direction,
           cadence, grain, source, data_class, made_by, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)",
        values![
            organisation,
            kpi,
            number,
            id,
            d.population,
            d.formula,
            d.unit,
            d.decimals,
            d.direction.word(),
            d.cadence.word(),
            d.grain,
            d.source,
            d.data_class.word(),
            by,
            at
        ],
    )
    .await?;
    Ok(id)
}

/// A KPI with the definition that holds now.
pub async fn find(db: &impl Sql, organisation: OrganisationId, id: KpiId) -> Result<Option<Kpi>, DbError> {
    let sql = format!("SELECT {COLUMNS} AND v.number = k.number WHERE k.organisation_id = $1 AND k.id = $2");
    Ok(db.maybe::<Row>(&sql, values![organisation, id]).await?.map(Kpi::from))
}

/// A KPI with the definition of this version.
pub async fn version(db: &impl Sql, organisation: OrganisationId, id: KpiVersionId) -> Result<Option<Kpi>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE v.organisation_id = $1 AND v.id = $2");
    Ok(db.maybe::<Row>(&sql, values![organisation, id]).await?.map(Kpi::from))
}

/// The KPIs that these versions are of.
pub async fn of_versions(
    db: &impl Sql,
    organisation: OrganisationId,
    versions: &[KpiVersionId],
) -> Result<HashMap<KpiVersionId, KpiId>, DbError> {
    if versions.is_empty() {
        return Ok(HashMap::new());
    }
    let places: Vec<String> = (0..versions.len()).map(|place| format!("${}", place + 2)).collect();
    let sql = format!("SELECT id, kpi_id FROM kpi_version WHERE organisation_id = $1 AND id IN ({})", places.join(","));
    let mut given: Vec<Value> = values![organisation];
    given.extend(versions.iter().map(|version| Value::from(version.0)));
    let rows: Vec<VersionRow> = db.all(&sql, given).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.kpi_id)).collect())
}

/// Every version, the newest first.
pub async fn versions(db: &impl Sql, organisation: OrganisationId, id: KpiId) -> Result<Vec<KpiVersion>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE k.organisation_id = $1 AND k.id = $2 ORDER BY v.number DESC LIMIT 100");
    let rows: Vec<Row> = db.all(&sql, values![organisation, id]).await?;
    Ok(rows.into_iter().map(|row| Kpi::from(row).current).collect())
}

/// The KPIs of an organisation with their current definitions, the newest first; `before` continues a list.
pub async fn list(
    db: &impl Sql,
    organisation: OrganisationId,
    before: Option<KpiId>,
    limit: i64,
) -> Result<Vec<Kpi>, DbError> {
    let last = before.map_or(uuid::Uuid::max(), |id| id.0);
    let sql = format!(
        "SELECT {COLUMNS} AND v.number = k.number
         WHERE k.organisation_id = $1 AND k.id < $2 ORDER BY k.id DESC LIMIT $3"
    );
    let rows: Vec<Row> = db.all(&sql, values![organisation, last, limit]).await?;
    Ok(rows.into_iter().map(Kpi::from).collect())
}
