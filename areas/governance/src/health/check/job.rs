//! The jobs of a check: one reminds three days before it closes, one looks at what came of it the morning after.

use std::sync::Arc;

use lustrum_identity::partnership;
use lustrum_kernel::Day;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::job::{self, Handler, Job, JobError, Run};
use lustrum_partnership::By;
use serde_json::json;

use super::{CheckId, send, settle, store};

const KIND: &str = "health.check";
/// Days before the last one on which everyone is reminded.
const BEFORE: i32 = 3;
/// In the morning of both sides.
const HOUR_SECONDS: i64 = 6 * 3600;

pub(super) async fn schedule(tx: &Tx, by: &By, check: CheckId, closes: Day) -> Result<(), DbError> {
    for (what, day) in [("remind", closes.plus_days(-BEFORE)), ("close", closes.plus_days(1))] {
        let Some(morning) = day.start_in(&jiff::tz::TimeZone::UTC) else { continue };
        let at = morning.plus_seconds(HOUR_SECONDS);
        // Whoever is asked today is not reminded today.
        if what == "close" || at > by.at.plus_days(1) {
            let payload = json!({ "partnership": by.partnership, "check": check, "what": what });
            job::enqueue(tx, by.tenant, KIND, &payload, at).await?;
        }
    }
    Ok(())
}

pub struct Checks;

impl Checks {
    pub fn handler() -> Arc<dyn Handler> {
        Arc::new(Self)
    }
}

impl Handler for Checks {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let payload = job.payload();
            let read = |name: &str| payload[name].as_str().map(str::to_owned);
            let check: Option<CheckId> = read("check").and_then(|text| text.parse().ok());
            let within: Option<PartnershipId> = read("partnership").and_then(|text| text.parse().ok());
            let (Some(check), Some(within), Some(what)) = (check, within, read("what")) else {
                return Err(JobError::Never("it names no check".to_owned()));
            };
            Ok(once(app, job.organisation_id, within, check, &what).await?)
        })
    }
}

async fn once(
    app: &App,
    tenant: OrganisationId,
    within: PartnershipId,
    id: CheckId,
    what: &str,
) -> Result<String, DbError> {
    let now = app.now();
    let tx = app.db().begin().await?;
    let known = store::find(&tx, tenant, within, id).await?;
    let sides = partnership::find(&tx, within).await?;
    let (Some(check), Some(sides)) = (known, sides) else { return Ok("there is no such check".to_owned()) };
    let outcome = if what == "remind" {
        if check.is_over(now) || !store::mark_reminded(&tx, tenant, id, now).await? {
            return Ok("nobody to remind".to_owned());
        }
        format!("{} reminded", send::remind(&tx, tenant, &sides, (id, check.closes), now).await?)
    } else {
        match settle(&tx, tenant, &sides, &check, now).await? {
            Some(_) => "a point is on the agenda".to_owned(),
            None => "nothing for the agenda".to_owned(),
        }
    };
    tx.commit().await?;
    Ok(outcome)
}
