//! Work that a request does not wait for: mail, packs, large imports. Jobs live in a table, survive a restart,
//! are tried again with growing pauses, and show how far they are.

mod worker;

use std::pin::Pin;

use sea_orm::FromQueryResult;
use serde_json::Value;

use crate::app::App;
use crate::clock::Moment;
use crate::db::{DbError, Sql, Tx};
use crate::id::{JobId, OrganisationId};
use crate::values;
pub use worker::{run_due, work};

/// How often a job is tried before it is given up.
pub const ATTEMPTS: i64 = 8;

/// A job as the worker holds it and as a page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Job {
    pub organisation_id: OrganisationId,
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    /// `waiting`, `running`, `done`, `given-up`.
    pub state: String,
    pub attempts: i64,
    pub done: i64,
    pub total: i64,
    /// What came of it, or what went wrong the last time.
    pub outcome: String,
}

impl Job {
    pub fn payload(&self) -> Value {
        serde_json::from_str(&self.payload).unwrap_or(Value::Null)
    }
}

/// Why a job did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Worth another try.
    #[error("{0}")]
    Later(String),
    /// Never going to work.
    #[error("{0}")]
    Never(String),
}

impl From<DbError> for JobError {
    fn from(error: DbError) -> Self {
        Self::Later(error.to_string())
    }
}

/// What a job's run comes to: a word on the outcome.
pub type Run<'a> = Pin<Box<dyn Future<Output = Result<String, JobError>> + Send + 'a>>;

/// Does the jobs of one kind.
pub trait Handler: Send + Sync {
    fn kind(&self) -> &'static str;
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a>;
}

/// Puts a job on the list, in the transaction that needs it done.
pub async fn enqueue(
    tx: &Tx,
    organisation: OrganisationId,
    kind: &str,
    payload: &Value,
    at: Moment,
) -> Result<JobId, DbError> {
    let id = JobId::new();
    tx.run(
        "INSERT INTO job (organisation_id, id, kind, payload, state, attempts, run_at, held_until, done, total, outcome, made_at)
         VALUES ($1,$2,$3,$4,'waiting',0,$5,0,0,0,'',$5)",
        values![organisation, id, kind, payload.to_string(), at],
    )
    .await?;
    Ok(id)
}

/// Puts many jobs of one kind on the list with few statements.
pub async fn enqueue_all(
    tx: &Tx,
    kind: &'static str,
    jobs: Vec<(OrganisationId, Value)>,
    at: Moment,
) -> Result<(), DbError> {
    let rows = jobs.into_iter().map(|(organisation, payload)| {
        let payload = payload.to_string();
        values![organisation, JobId::new(), kind, payload, "waiting", 0_i64, at, 0_i64, 0_i64, 0_i64, "", at]
    });
    tx.insert_all(
        "job (organisation_id, id, kind, payload, state, attempts, run_at, held_until, done, total, outcome, made_at)",
        rows.collect(),
    )
    .await
}

/// Tells how far a running job is.
pub async fn progress(app: &App, job: &Job, done: i64, total: i64) -> Result<(), DbError> {
    let tx = app.db().begin().await?;
    tx.run(
        "UPDATE job SET done = $3, total = $4, held_until = $5 WHERE organisation_id = $1 AND id = $2",
        values![job.organisation_id, job.id, done, total, app.now().plus_seconds(worker::HOLD_SECONDS)],
    )
    .await?;
    tx.commit().await
}

pub async fn find(db: &impl Sql, organisation: OrganisationId, id: JobId) -> Result<Option<Job>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE organisation_id = $1 AND id = $2");
    db.maybe(&sql, values![organisation, id]).await
}

const COLUMNS: &str = "organisation_id, id, kind, payload, state, attempts, done, total, outcome";
