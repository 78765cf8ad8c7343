//! The job that reads on in the record store: when a rule is written, when someone asks, and every minute while there are rules.

use std::sync::Arc;

use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::job::{self, Handler, Job, JobError, Run};
use lustrum_kernel::{Moment, values};
use serde_json::json;

use super::{run, store};

const KIND: &str = "mapping";
const AGAIN_SECONDS: i64 = 60;

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
            let read = run(app, tenant).await.map_err(|error| JobError::Later(error.to_string()))?;
            let tx = app.db().begin().await?;
            let waiting =
                "SELECT COUNT(*) AS number FROM job WHERE organisation_id = $1 AND kind = $2 AND state = 'waiting'";
            if tx.number(waiting, values![tenant, KIND]).await? == 0 && !store::current(&tx, tenant).await?.is_empty() {
                ask(&tx, tenant, app.now().plus_seconds(AGAIN_SECONDS)).await?;
            }
            tx.commit().await?;
            Ok(format!("{read} statements"))
        })
    }
}
