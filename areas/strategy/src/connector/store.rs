use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::table::Fault;
use lustrum_kernel::{Day, Moment, values};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Connector, ConnectorId, Every, Flag, Limits, Outcome, RunId, Schedule, State, Words, check};
use crate::kpi::KpiId;
use crate::reading::file::Headings;

const COLUMNS: &str = "c.organisation_id, c.id, c.kpi_id, c.title, c.number, c.source, c.path, c.sheet, c.unit_column,
    c.period_column, c.value_column, c.people_column, c.share, c.least, c.most, c.jump, c.new_units, c.every, c.on_day,
    c.hour, c.zone, c.state, c.previewed, c.next_at, c.mark, c.sha256, c.kept_by FROM connector c";

#[derive(FromQueryResult)]
struct Row {
    organisation_id: OrganisationId,
    id: ConnectorId,
    kpi_id: KpiId,
    title: String,
    number: i64,
    source: String,
    path: String,
    sheet: String,
    unit_column: String,
    period_column: String,
    value_column: String,
    people_column: String,
    share: bool,
    least: Option<f64>,
    most: Option<f64>,
    jump: Option<f64>,
    new_units: bool,
    every: String,
    on_day: i64,
    hour: i64,
    zone: String,
    state: String,
    previewed: i64,
    next_at: Option<Moment>,
    mark: String,
    sha256: String,
    kept_by: PersonId,
}

impl From<Row> for Connector {
    fn from(row: Row) -> Self {
        let words = Words {
            title: row.title,
            source: row.source,
            path: row.path,
            sheet: row.sheet,
            headings: Headings {
                unit: row.unit_column,
                period: row.period_column,
                value: row.value_column,
                people: row.people_column,
            },
            share: row.share,
            limits: Limits { least: row.least, most: row.most, jump: row.jump, new_units: row.new_units },
            schedule: Schedule {
                every: Every::parse(&row.every).unwrap_or(Every::Month),
                on_day: row.on_day,
                hour: row.hour,
                zone: row.zone,
            },
        };
        Self {
            organisation: row.organisation_id,
            id: row.id,
            kpi: row.kpi_id,
            number: row.number,
            words,
            state: State::parse(&row.state),
            previewed: row.previewed,
            next_at: row.next_at,
            mark: row.mark,
            sha256: row.sha256,
            kept_by: row.kept_by,
        }
    }
}

pub async fn create(
    tx: &Tx,
    organisation: OrganisationId,
    kpi: KpiId,
    by: PersonId,
    at: Moment,
    words: &Words,
) -> Result<ConnectorId, DbError> {
    let id = ConnectorId::new();
    let mut row = values![organisation, id, kpi, 1_i64];
    row.extend(cells(words));
    row.extend(values!["draft", 0_i64, "", "", by, at]);
    tx.insert_all(
        "connector (organisation_id, id, kpi_id, number, title, source, path, sheet, unit_column, period_column, value_column,
           people_column, share, least, most, jump, new_units, every, on_day, hour, zone, state, previewed, mark, sha256,
           kept_by, made_at)",
        vec![row],
    )
    .await?;
    event::append(tx, told(organisation, "connector.created", id, by, at, words)).await?;
    Ok(id)
}

fn cells(words: &Words) -> Vec<sea_orm::Value> {
    let w = words.clone();
    values![
        w.title,
        w.source,
        w.path,
        w.sheet,
        w.headings.unit,
        w.headings.period,
        w.headings.value,
        w.headings.people,
        w.share,
        w.limits.least,
        w.limits.most,
        w.limits.jump,
        w.limits.new_units,
        w.schedule.every.word(),
        w.schedule.on_day,
        w.schedule.hour,
        w.schedule.zone
    ]
}

fn told(
    organisation: OrganisationId,
    kind: &'static str,
    id: ConnectorId,
    by: PersonId,
    at: Moment,
    words: &Words,
) -> Event {
    let said = json!({
        "title": words.title, "source": words.source, "path": words.path, "every": words.schedule.every.word(),
        "hour": words.schedule.hour, "zone": words.schedule.zone,
    });
    Event::new(organisation, at, kind).by(by).about(id.0).saying(said)
}

/// Changes a connector, which has to be looked at and activated again. False where another was first.
pub async fn change(
    tx: &Tx,
    connector: &Connector,
    expected: i64,
    by: PersonId,
    at: Moment,
    words: &Words,
) -> Result<bool, DbError> {
    let mut row = values![connector.organisation, connector.id, expected, expected + 1];
    row.extend(cells(words));
    row.extend(values![by]);
    let changed = tx
        .run(
            "UPDATE connector SET number = $4, title = $5, source = $6, path = $7, sheet = $8, unit_column = $9,
               period_column = $10, value_column = $11, people_column = $12, share = $13, least = $14, most = $15,
               jump = $16, new_units = $17, every = $18, on_day = $19, hour = $20, zone = $21, kept_by = $22,
               state = 'draft', previewed = 0, next_at = NULL, mark = '', sha256 = ''
             WHERE organisation_id = $1 AND id = $2 AND number = $3",
            row,
        )
        .await?;
    if changed > 0 {
        event::append(tx, told(connector.organisation, "connector.changed", connector.id, by, at, words)).await?;
    }
    Ok(changed > 0)
}

/// Sets a connector to work, from `next` on, or to rest. False where it was not as `connector` says.
pub async fn set_state(
    tx: &Tx,
    connector: &Connector,
    state: State,
    next: Option<Moment>,
    by: PersonId,
    at: Moment,
) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE connector SET state = $4, next_at = $5, kept_by = $6
             WHERE organisation_id = $1 AND id = $2 AND number = $3 AND state = $7",
            values![
                connector.organisation,
                connector.id,
                connector.number,
                state.word(),
                next,
                by,
                connector.state.word()
            ],
        )
        .await?;
    let kind = if state == State::Active { "connector.activated" } else { "connector.paused" };
    if changed > 0 {
        event::append(tx, told(connector.organisation, kind, connector.id, by, at, &connector.words)).await?;
    }
    Ok(changed > 0)
}

/// Notes when it runs next, and by what the file that was taken is recognised.
pub async fn note(
    tx: &Tx,
    connector: &Connector,
    next: Option<Moment>,
    mark: &str,
    sha256: &str,
) -> Result<(), DbError> {
    tx.run(
        "UPDATE connector SET next_at = $4, mark = $5, sha256 = $6
         WHERE organisation_id = $1 AND id = $2 AND number = $3",
        values![connector.organisation, connector.id, connector.number, next, mark, sha256],
    )
    .await?;
    Ok(())
}

pub(super) async fn note_previewed(tx: &Tx, connector: &Connector) -> Result<(), DbError> {
    tx.run(
        "UPDATE connector SET previewed = $3 WHERE organisation_id = $1 AND id = $2 AND number = $3",
        values![connector.organisation, connector.id, connector.number],
    )
    .await?;
    Ok(())
}

pub async fn find(db: &impl Sql, organisation: OrganisationId, id: ConnectorId) -> Result<Option<Connector>, DbError> {
    let sql = format!("SELECT {COLUMNS} WHERE c.organisation_id = $1 AND c.id = $2");
    Ok(db.maybe::<Row>(&sql, values![organisation, id]).await?.map(Connector::from))
}

/// The connectors of an organisation, the newest first; `before` continues a list.
pub async fn list(
    db: &impl Sql,
    organisation: OrganisationId,
    before: Option<ConnectorId>,
    limit: i64,
) -> Result<Vec<Connector>, DbError> {
    let last = before.map_or(uuid::Uuid::max(), |id| id.0);
    let sql = format!("SELECT {COLUMNS} WHERE c.organisation_id = $1 AND c.id < $2 ORDER BY c.id DESC LIMIT $3");
    let rows: Vec<Row> = db.all(&sql, values![organisation, last, limit]).await?;
    Ok(rows.into_iter().map(Connector::from).collect())
}

/// A cell that was refused, as it is kept: worded when it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFault {
    pub row: usize,
    pub column: String,
    pub heading: String,
    pub value: String,
    pub key: String,
    pub args: Vec<(String, String)>,
}

impl From<&Fault> for KeptFault {
    fn from(fault: &Fault) -> Self {
        let args = fault.reason.args().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self {
            row: fault.row,
            column: fault.column.clone(),
            heading: fault.heading.clone(),
            value: fault.value.clone(),
            key: fault.reason.key().to_owned(),
            args,
        }
    }
}

/// A value as a preview shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    pub unit: String,
    pub period: Day,
    pub value: f64,
    pub people: Option<i64>,
}

/// What a run did, or would have done.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: RunId,
    /// The version of the connector.
    pub number: i64,
    pub preview: bool,
    /// Who asked for it; nobody where it was time.
    pub person: Option<PersonId>,
    pub at: Moment,
    pub outcome: Outcome,
    /// Why nothing was taken: the key of a message and its detail, both empty where something was.
    pub reason: String,
    pub detail: String,
    pub headings: Vec<String>,
    pub taken: i64,
    pub new: i64,
    pub corrected: i64,
    pub same: i64,
    pub refused: i64,
    pub faults: Vec<KeptFault>,
    pub flags: Vec<Flag>,
    pub shown: Vec<Shown>,
    pub sha256: String,
}

#[derive(FromQueryResult)]
struct RunRow {
    id: RunId,
    number: i64,
    preview: bool,
    person_id: Option<PersonId>,
    at: Moment,
    outcome: String,
    reason: String,
    detail: String,
    headings: String,
    taken: i64,
    new: i64,
    corrected: i64,
    same: i64,
    refused: i64,
    faults: String,
    flags: String,
    shown: String,
    sha256: String,
}

impl From<RunRow> for Run {
    fn from(row: RunRow) -> Self {
        fn list<T: for<'a> Deserialize<'a>>(text: &str) -> Vec<T> {
            serde_json::from_str(text).unwrap_or_default()
        }
        Self {
            id: row.id,
            number: row.number,
            preview: row.preview,
            person: row.person_id,
            at: row.at,
            outcome: Outcome::parse(&row.outcome).unwrap_or(Outcome::Refused),
            reason: row.reason,
            detail: row.detail,
            headings: list(&row.headings),
            taken: row.taken,
            new: row.new,
            corrected: row.corrected,
            same: row.same,
            refused: row.refused,
            faults: list(&row.faults),
            flags: list(&row.flags),
            shown: list(&row.shown),
            sha256: row.sha256,
        }
    }
}

pub(super) async fn keep(tx: &Tx, connector: &Connector, run: &Run) -> Result<(), DbError> {
    let text = |list: serde_json::Result<String>| list.unwrap_or_else(|_| "[]".to_owned());
    let faults = &run.faults[..run.faults.len().min(check::KEPT)];
    let flags = &run.flags[..run.flags.len().min(check::KEPT)];
    let row = values![
        connector.organisation,
        connector.id,
        run.id,
        run.number,
        run.preview,
        run.person,
        run.at,
        run.outcome.word(),
        run.reason.clone(),
        run.detail.clone(),
        text(serde_json::to_string(&run.headings)),
        run.taken,
        run.new,
        run.corrected,
        run.same,
        run.refused,
        text(serde_json::to_string(faults)),
        text(serde_json::to_string(flags)),
        text(serde_json::to_string(&run.shown)),
        run.sha256.clone()
    ];
    tx.insert_all(
        "connector_run (organisation_id, connector_id, id, number, preview, person_id, at, outcome, reason, detail, headings,
           taken, new, corrected, same, refused, faults, flags, shown, sha256)",
        vec![row],
    )
    .await
}

const RUN_COLUMNS: &str =
    "r.id, r.number, r.preview, r.person_id, r.at, r.outcome, r.reason, r.detail, r.headings, r.taken, r.new,
    r.corrected, r.same, r.refused, r.faults, r.flags, r.shown, r.sha256 FROM connector_run r";

/// The runs and previews of a connector, the newest first; `before` continues a list.
pub async fn runs(
    db: &impl Sql,
    organisation: OrganisationId,
    connector: ConnectorId,
    before: Option<RunId>,
    limit: i64,
) -> Result<Vec<Run>, DbError> {
    let last = before.map_or(uuid::Uuid::max(), |id| id.0);
    let sql = format!(
        "SELECT {RUN_COLUMNS} WHERE r.organisation_id = $1 AND r.connector_id = $2 AND r.id < $3
         ORDER BY r.id DESC LIMIT $4"
    );
    let rows: Vec<RunRow> = db.all(&sql, values![organisation, connector, last, limit]).await?;
    Ok(rows.into_iter().map(Run::from).collect())
}

pub async fn find_run(
    db: &impl Sql,
    organisation: OrganisationId,
    connector: ConnectorId,
    id: RunId,
) -> Result<Option<Run>, DbError> {
    let sql = format!("SELECT {RUN_COLUMNS} WHERE r.organisation_id = $1 AND r.connector_id = $2 AND r.id = $3");
    Ok(db.maybe::<RunRow>(&sql, values![organisation, connector, id]).await?.map(Run::from))
}

/// The newest run of each connector that is more than a preview.
pub async fn last_runs(db: &impl Sql, organisation: OrganisationId) -> Result<Vec<LastRun>, DbError> {
    db.all(
        "SELECT r.connector_id, r.at, r.outcome, r.taken, r.refused FROM connector_run r WHERE r.organisation_id = $1
         AND r.id = (SELECT x.id FROM connector_run x WHERE x.organisation_id = r.organisation_id
           AND x.connector_id = r.connector_id AND NOT x.preview ORDER BY x.id DESC LIMIT 1)",
        values![organisation],
    )
    .await
}

/// How a connector's newest run ended.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LastRun {
    pub connector_id: ConnectorId,
    pub at: Moment,
    pub outcome: String,
    pub taken: i64,
    pub refused: i64,
}
