use lustrum_kernel::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::{Moment, job, values};
use lustrum_xapi::Version;
use sea_orm::{FromQueryResult, Value};
use serde_json::json;
use uuid::Uuid;

use super::job::KIND;
use super::{Direction, Exchange, ExchangeId, State, Words};
use crate::credential::store::{self as credentials, Draft};
use crate::credential::{CredentialId, PER_MINUTE, Scopes};

#[derive(FromQueryResult)]
struct Row {
    organisation_id: OrganisationId,
    id: ExchangeId,
    title: String,
    direction: String,
    source: String,
    path: String,
    version: String,
    number: i64,
    credential_id: Option<CredentialId>,
    state: String,
    turn: i64,
    position: i64,
    more: String,
    since: String,
    failures: i64,
    reason: String,
    detail: String,
    moved_at: Option<Moment>,
    stored: i64,
    set_aside: i64,
}

impl From<Row> for Exchange {
    fn from(row: Row) -> Self {
        let direction = Direction::parse(&row.direction).unwrap_or(Direction::Forward);
        Self {
            // Positions have no gaps: what is not set aside went out. What came in is what its credential stored.
            moved: match direction {
                Direction::Forward => row.position - row.set_aside,
                Direction::Import => row.stored,
            },
            organisation: row.organisation_id,
            id: row.id,
            words: Words {
                title: row.title,
                direction,
                source: row.source,
                path: row.path,
                version: if row.version.starts_with('2') { Version::V2_0 } else { Version::V1_0_3 },
            },
            number: row.number,
            credential: row.credential_id,
            state: State::parse(&row.state).unwrap_or(State::Paused),
            turn: row.turn,
            position: row.position,
            more: row.more,
            since: row.since,
            failures: row.failures,
            reason: row.reason,
            detail: row.detail,
            moved_at: row.moved_at,
            set_aside: row.set_aside,
        }
    }
}

const SELECTED: &str = "SELECT e.organisation_id, e.id, e.title, e.direction, e.source, e.path, e.version, e.number,
       e.credential_id, e.state, e.turn, e.position, e.more, e.since, e.failures, e.reason, e.detail, e.moved_at,
       COALESCE(u.statements, 0) AS stored,
       (SELECT COUNT(*) FROM record_set_aside a WHERE a.organisation_id = e.organisation_id AND a.exchange_id = e.id)
         AS set_aside
     FROM record_exchange e
     LEFT JOIN record_use u ON u.organisation_id = e.organisation_id AND u.source = e.number";

/// Makes an exchange, which starts paused. Behind what is imported stands a credential of its own that nobody has.
pub async fn create(
    tx: &Tx,
    organisation: OrganisationId,
    words: &Words,
    home: &str,
    by: PersonId,
    at: Moment,
) -> Result<ExchangeId, DbError> {
    let id = ExchangeId::new();
    let made = match words.direction {
        Direction::Forward => None,
        Direction::Import => {
            let draft =
                Draft { title: words.title.clone(), scopes: Scopes::parse("statements/write"), per_minute: PER_MINUTE };
            Some(credentials::create(tx, organisation, &draft, home, by, at).await?)
        }
    };
    tx.run(
        "INSERT INTO record_exchange (organisation_id, id, title, direction, source, path, version, number, credential_id,
           state, turn, position, more, since, failures, reason, detail, made_by, made_at)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,'paused',0,0,'','',0,'','',$10,$11)",
        values![
            organisation,
            id,
            words.title.clone(),
            words.direction.word(),
            words.source.clone(),
            words.path.clone(),
            words.version.header(),
            made.as_ref().map_or(0, |made| made.number),
            made.as_ref().map(|made| made.id),
            by,
            at
        ],
    )
    .await?;
    let said = json!({ "title": words.title });
    event::append(tx, Event::new(organisation, at, "record-exchange.created").by(by).about(id.0).saying(said)).await?;
    Ok(id)
}

pub async fn find(db: &impl Sql, organisation: OrganisationId, id: ExchangeId) -> Result<Option<Exchange>, DbError> {
    let sql = format!("{SELECTED} WHERE e.organisation_id = $1 AND e.id = $2");
    Ok(db.maybe::<Row>(&sql, values![organisation, id]).await?.map(Exchange::from))
}

/// All of an organisation, the newest first; there is one for each system that it exchanges with.
pub async fn of_organisation(db: &impl Sql, organisation: OrganisationId) -> Result<Vec<Exchange>, DbError> {
    let sql = format!("{SELECTED} WHERE e.organisation_id = $1 ORDER BY e.id DESC LIMIT 200");
    Ok(db.all::<Row>(&sql, values![organisation]).await?.into_iter().map(Exchange::from).collect())
}

/// Lets an exchange begin or go on, rest, or end; says whether it was still in the state in which it was found. What was
/// planned before no longer counts.
pub async fn become_state(
    tx: &Tx,
    exchange: &Exchange,
    next: State,
    by: PersonId,
    at: Moment,
) -> Result<bool, DbError> {
    let changed = tx
        .run(
            "UPDATE record_exchange SET state = $4, turn = turn + 1, failures = 0, reason = '', detail = ''
             WHERE organisation_id = $1 AND id = $2 AND state = $3",
            values![exchange.organisation, exchange.id, exchange.state.word(), next.word()],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    if next == State::Active {
        enqueue(tx, exchange, at).await?;
    }
    if let (State::Ended, Some(credential)) = (next, exchange.credential) {
        credentials::revoke(tx, exchange.organisation, credential, by, at).await?;
    }
    let said = json!({ "title": exchange.words.title, "state": next.word() });
    let event = Event::new(exchange.organisation, at, "record-exchange.changed");
    event::append(tx, event.by(by).about(exchange.id.0).saying(said)).await?;
    Ok(true)
}

async fn enqueue(tx: &Tx, exchange: &Exchange, at: Moment) -> Result<(), DbError> {
    let payload = json!({ "exchange": exchange.id, "turn": exchange.turn + 1 });
    job::enqueue(tx, exchange.organisation, KIND, &payload, at).await.map(drop)
}

/// Plans the next job, unless someone paused it meanwhile.
pub async fn plan(app: &App, exchange: &Exchange, at: Moment) -> Result<(), DbError> {
    let tx = app.db().begin().await?;
    let sql = "UPDATE record_exchange SET turn = turn + 1
               WHERE organisation_id = $1 AND id = $2 AND turn = $3 AND state = 'active'";
    if tx.run(sql, values![exchange.organisation, exchange.id, exchange.turn]).await? > 0 {
        enqueue(&tx, exchange, at).await?;
    }
    tx.commit().await
}

/// A statement that the receiving side keeps as something else, or refuses; its name is `exchange-aside-...`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    pub statement: Uuid,
    pub reason: &'static str,
    /// In the other side's words.
    pub detail: String,
}

/// Notes that everything through a position was sent. Whose turn is over, because someone paused it and let it go on
/// meanwhile, notes nothing: what was sent is sent again, and is the same there.
pub async fn forwarded(app: &App, exchange: &Exchange, position: i64, aside: &[Aside]) -> Result<(), DbError> {
    let tx = app.db().begin().await?;
    tx.run(
        "UPDATE record_exchange SET position = $3, moved_at = $4, failures = 0, reason = '', detail = ''
         WHERE organisation_id = $1 AND id = $2 AND turn = $5 AND position < $3",
        values![exchange.organisation, exchange.id, position, app.now(), exchange.turn],
    )
    .await?;
    set_aside(&tx, exchange, aside, app.now()).await?;
    tx.commit().await
}

/// Notes that a page is on disk, and where the next one begins; in its turn only, as above.
pub async fn imported(app: &App, exchange: &Exchange, more: &str, since: &str, aside: &[Aside]) -> Result<(), DbError> {
    let tx = app.db().begin().await?;
    tx.run(
        "UPDATE record_exchange SET more = $3, since = $4, moved_at = $5, failures = 0, reason = '', detail = ''
         WHERE organisation_id = $1 AND id = $2 AND turn = $6",
        values![exchange.organisation, exchange.id, more, since, app.now(), exchange.turn],
    )
    .await?;
    set_aside(&tx, exchange, aside, app.now()).await?;
    tx.commit().await
}

async fn set_aside(tx: &Tx, exchange: &Exchange, aside: &[Aside], at: Moment) -> Result<(), DbError> {
    if aside.is_empty() {
        return Ok(());
    }
    let mut named = values![exchange.organisation, exchange.id, at];
    let mut rows = Vec::with_capacity(aside.len());
    for one in aside {
        let first = named.len() + 1;
        named.extend(values![one.statement, one.reason, one.detail.clone()]);
        rows.push(format!("($1,$2,${first},${},${},$3)", first + 1, first + 2));
    }
    let sql = format!(
        "INSERT INTO record_set_aside (organisation_id, exchange_id, statement_id, reason, detail, made_at) VALUES {}
         ON CONFLICT (organisation_id, exchange_id, statement_id) DO NOTHING",
        rows.join(",")
    );
    tx.run(&sql, named).await.map(drop)
}

/// Notes why a step was not done.
pub async fn failed(app: &App, exchange: &Exchange, reason: &str, detail: &str) -> Result<(), DbError> {
    let detail: String = detail.chars().take(500).collect();
    let tx = app.db().begin().await?;
    tx.run(
        "UPDATE record_exchange SET failures = failures + 1, reason = $3, detail = $4
         WHERE organisation_id = $1 AND id = $2 AND turn = $5",
        values![exchange.organisation, exchange.id, reason, detail, exchange.turn],
    )
    .await?;
    tx.commit().await
}

#[derive(FromQueryResult)]
struct Marked {
    statement_id: Uuid,
}

/// Those of the statements that were set aside before.
pub async fn which_are_aside(db: &impl Sql, exchange: &Exchange, ids: &[Uuid]) -> Result<Vec<Uuid>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut named = values![exchange.organisation, exchange.id];
    named.extend(ids.iter().map(|id| Value::from(*id)));
    let marks: Vec<String> = (3..=named.len()).map(|number| format!("${number}")).collect();
    let sql = format!(
        "SELECT statement_id FROM record_set_aside WHERE organisation_id = $1 AND exchange_id = $2
         AND statement_id IN ({})",
        marks.join(",")
    );
    let rows: Vec<Marked> = db.all(&sql, named).await?;
    Ok(rows.into_iter().map(|row| row.statement_id).collect())
}

/// What was set aside.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Kept {
    pub statement_id: Uuid,
    pub reason: String,
    pub detail: String,
    pub made_at: Moment,
}

/// What an exchange set aside, the newest first; a page of it.
pub async fn aside(db: &impl Sql, organisation: OrganisationId, id: ExchangeId) -> Result<Vec<Kept>, DbError> {
    db.all(
        "SELECT statement_id, reason, detail, made_at FROM record_set_aside WHERE organisation_id = $1 AND exchange_id = $2
         ORDER BY made_at DESC, statement_id LIMIT 100",
        values![organisation, id],
    )
    .await
}
