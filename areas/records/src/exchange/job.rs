//! The worker of exchanges: steps until nothing is left or it had its turn, then the next job is planned with what was
//! done, in one transaction.

use std::time::{Duration, Instant};

use lustrum_kernel::App;
use lustrum_kernel::job::{Handler, Job, JobError, Run};

use super::remote::Remote;
use super::{Direction, Exchange, ExchangeId, Failed, REST_SECONDS, State, Step, forward, import, store, wait};

/// The kind of its jobs.
pub const KIND: &str = "record-exchange";
/// Others wait for the same worker.
const TURN: Duration = Duration::from_secs(20);

pub struct Exchanges;

impl Handler for Exchanges {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let payload = job.payload();
            let id: Option<ExchangeId> = payload["exchange"].as_str().and_then(|text| text.parse().ok());
            let id = id.ok_or_else(|| JobError::Never("no exchange".to_owned()))?;
            let turn = payload["turn"].as_i64().unwrap_or_default();
            let begun = Instant::now();
            loop {
                let found = store::find(app.db(), job.organisation_id, id).await?;
                let due = found.filter(|exchange| exchange.state == State::Active && exchange.turn == turn);
                let Some(exchange) = due else { return Ok("nothing to do".to_owned()) };
                let seconds = match step(app, &exchange).await {
                    Ok(Step::Moved) if begun.elapsed() < TURN => continue,
                    Ok(Step::Moved) => 0,
                    Ok(Step::Rested) => REST_SECONDS,
                    Err(failed) => {
                        let (reason, detail) = failed.said();
                        store::failed(app, &exchange, reason, &detail).await?;
                        wait(exchange.failures + 1, failed.asked())
                    }
                };
                store::plan(app, &exchange, app.now().plus_seconds(seconds)).await?;
                return Ok(format!("again in {seconds} s"));
            }
        })
    }
}

async fn step(app: &App, exchange: &Exchange) -> Result<Step, Failed> {
    let remote = Remote::of(&app.config().sources, exchange)?;
    match exchange.words.direction {
        Direction::Forward => forward::step(app, exchange, &remote).await,
        Direction::Import => import::step(app, exchange, &remote).await,
    }
}
