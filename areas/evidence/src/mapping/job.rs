//! The job that reads on in the record store: when a rule is written, when someone asks, and every minute while there are rules.
//! Where much waits it goes on after a while: other jobs have their turn, and whoever sends statements has the machine.

use std::sync::Arc;
use std::time::Duration;

use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::job::{self, Handler, Job, JobError, Run};
use lustrum_kernel::{Moment, values};
use lustrum_records::store::writer;
use serde_json::json;

use super::{run, store};

const KIND: &str = "mapping";
const AGAIN_SECONDS: i64 = 60;
/// So long it reads in one go.
const AT_ONCE: Duration = Duration::from_secs(1);
/// Where more statements than this came in meanwhile, it rests before it goes on.
const BUSY: u64 = 1_000;
const REST_SECONDS: i64 = 3;

/// Has the store read on at once.
pub async fn ask(tx: &Tx, tenant: OrganisationId, at: Moment) -> Result<(), DbError> {
    job::enqueue(tx, tenant, KIND, &json!({}), at).await.map(drop)
}

pub struct Reads;

impl Reads {
    pub fn handler() -> Arc<dyn Handler> {
        Arc::new(Self)
    }
}

impl Handler for Reads {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let tenant = job.organisation_id;
            let before = writer(app).given();
            let reading =
                run::run_for(app, tenant, AT_ONCE).await.map_err(|error| JobError::Later(error.to_string()))?;
            let busy = writer(app).given() - before > BUSY;
            let again = match (reading.whole, busy) {
                (true, _) => AGAIN_SECONDS,
                (false, true) => REST_SECONDS,
                (false, false) => 0,
            };
            let at = app.now().plus_seconds(again);
            let tx = app.db().begin().await?;
            let waiting = "SELECT COUNT(*) AS number FROM job
                 WHERE organisation_id = $1 AND kind = $2 AND state = 'waiting' AND run_at <= $3";
            if tx.number(waiting, values![tenant, KIND, at]).await? == 0
                && (!reading.whole || !store::current(&tx, tenant).await?.is_empty())
            {
                ask(&tx, tenant, at).await?;
            }
            tx.commit().await?;
            Ok(format!("{} statements", reading.looked_at))
        })
    }
}
