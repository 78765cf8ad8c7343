//! A rehearsal runs as a job: nobody waits for it with an open page.

use lustrum_identity::partnership;
use lustrum_kernel::access::Side;
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::db::Tx;
use lustrum_kernel::job::{self, Handler, Job, JobError, Run};
use lustrum_partnership::By;
use serde_json::json;

use super::{RehearsalId, finish, rehearse};
use crate::archive::Order;

pub const KIND: &str = "exit.rehearsal";

pub struct Rehearse;

/// Puts a rehearsal that was begun on the list.
pub async fn enqueue(tx: &Tx, by: &By, id: RehearsalId) -> Result<(), DbError> {
    let payload = json!({ "rehearsal": id, "partnership": by.partnership, "side": by.side.word() });
    job::enqueue(tx, by.tenant, KIND, &payload, by.at).await?;
    Ok(())
}

impl Handler for Rehearse {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let payload = job.payload();
            let text = |name: &str| payload[name].as_str().unwrap_or_default();
            let unsound = |_| JobError::Never("the payload names no rehearsal".to_owned());
            let id: RehearsalId = text("rehearsal").parse().map_err(unsound)?;
            let known = partnership::find(app.db(), text("partnership").parse().map_err(unsound)?).await?;
            let (Some(known), Some(side)) = (known, Side::parse(text("side"))) else {
                return Err(JobError::Never("the partnership is gone".to_owned()));
            };
            // Nobody looks into what a rehearsal writes, so it is of everything.
            let order = Order { partnership: known, side, promised: true, at: app.now() };
            let report = rehearse(app, &order).await;
            let tx = app.db().begin().await?;
            finish(&tx, &order.partnership, id, &report, app.now()).await?;
            tx.commit().await?;
            Ok(report.state().word().to_owned())
        })
    }
}
