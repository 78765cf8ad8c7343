//! The worker: takes due jobs organisation by organisation and runs them one after another.

use std::time::Duration;

use sea_orm::FromQueryResult;

use super::{ATTEMPTS, COLUMNS, Job, JobError};
use crate::app::App;
use crate::db::{DbError, Sql};
use crate::id::OrganisationId;
use crate::values;

/// A job that a stopped process held is taken again after so long.
pub(super) const HOLD_SECONDS: i64 = 120;

#[derive(FromQueryResult)]
struct Due {
    organisation_id: OrganisationId,
}

/// Works until the process ends.
pub async fn work(app: App) {
    loop {
        match run_due(&app).await {
            Ok(0) => tokio::time::sleep(Duration::from_millis(500)).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "the worker could not read its list");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// Runs at most one due job of every organisation; says how many ran.
pub async fn run_due(app: &App) -> Result<usize, DbError> {
    let due: Vec<Due> = app
        .db()
        .all(
            "SELECT DISTINCT organisation_id FROM job
             WHERE (state = 'waiting' AND run_at <= $1) OR (state = 'running' AND held_until <= $1)",
            values![app.now()],
        )
        .await?;
    let mut ran = 0;
    for organisation in due {
        if let Some(job) = take(app, organisation.organisation_id).await? {
            run(app, job).await?;
            ran += 1;
        }
    }
    Ok(ran)
}

/// Takes the next due job of an organisation; two workers never take the same.
async fn take(app: &App, organisation: OrganisationId) -> Result<Option<Job>, DbError> {
    let now = app.now();
    let tx = app.db().begin().await?;
    let sql = format!(
        "UPDATE job SET state = 'running', held_until = $3, attempts = attempts + 1
         WHERE organisation_id = $1 AND id = (
           SELECT id FROM job WHERE organisation_id = $1
             AND ((state = 'waiting' AND run_at <= $2) OR (state = 'running' AND held_until <= $2))
           ORDER BY run_at, id LIMIT 1)
         AND (state = 'waiting' OR held_until <= $2)
         RETURNING {COLUMNS}"
    );
    let job = tx.maybe(&sql, values![organisation, now, now.plus_seconds(HOLD_SECONDS)]).await?;
    tx.commit().await?;
    Ok(job)
}

async fn run(app: &App, job: Job) -> Result<(), DbError> {
    let outcome = match app.job_handler(&job.kind) {
        // A job of a kind that this version does not know may be known to the next.
        None => Err(JobError::Later(format!("no handler for {}", job.kind))),
        Some(handler) => handler.run(app, &job).await,
    };
    let now = app.now();
    let (state, run_at, words) = match outcome {
        Ok(words) => ("done", now, words),
        Err(JobError::Later(words)) if job.attempts < ATTEMPTS => {
            // 10 s, 40 s, 90 s, ... so that a mail server has time to come back.
            ("waiting", now.plus_seconds(10 * job.attempts * job.attempts), words)
        }
        Err(error) => ("given-up", now, error.to_string()),
    };
    if state != "done" {
        tracing::warn!(kind = job.kind, state, words, "a job did not succeed");
    }
    let tx = app.db().begin().await?;
    tx.run(
        "UPDATE job SET state = $3, run_at = $4, held_until = 0, outcome = $5 WHERE organisation_id = $1 AND id = $2",
        values![job.organisation_id, job.id, state, run_at, words],
    )
    .await?;
    tx.commit().await
}
