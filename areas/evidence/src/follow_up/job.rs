//! The jobs that ask and remind. One for each moment of a plan lies on the list from the day on which it was planned, so
//! a restart forgets nothing; a moment that is asked puts its reminders on the list.

use std::sync::Arc;

use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::job::{self, Handler, Job, JobError, Run};
use serde_json::json;

use super::{MOMENTS, Plan, PlanId, REMINDER_DAYS, due, send, store};

const KIND: &str = "follow-up";

/// Puts every moment of a plan on the list that has not passed by more than a week: who learned long ago is not asked
/// three times at once.
pub async fn schedule(
    tx: &Tx,
    tenant: OrganisationId,
    plan: &Plan,
    now: lustrum_kernel::Moment,
) -> Result<usize, DbError> {
    let mut planned = 0;
    for days in MOMENTS {
        let at = due(plan.anchor, days, &plan.time_zone());
        if at >= now.plus_days(-7) {
            job::enqueue(tx, tenant, KIND, &json!({ "plan": plan.id, "days": days, "reminder": 0 }), at).await?;
            planned += 1;
        }
    }
    Ok(planned)
}

/// Asks the people of one moment, or reminds them.
pub struct Asks;

impl Asks {
    pub fn handler() -> Arc<dyn Handler> {
        Arc::new(Self)
    }
}

impl Handler for Asks {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let payload = job.payload();
            let id: PlanId = payload["plan"]
                .as_str()
                .and_then(|id| id.parse().ok())
                .ok_or_else(|| JobError::Never("the job names no plan".to_owned()))?;
            let days = payload["days"].as_i64().and_then(|days| i32::try_from(days).ok());
            let days = days.filter(|days| MOMENTS.contains(days));
            let days = days.ok_or_else(|| JobError::Never("the job names no moment".to_owned()))?;
            let reminder = payload["reminder"].as_i64().unwrap_or_default();
            let sent = once(app, job.organisation_id, id, days, reminder).await?;
            Ok(format!("{sent} mails"))
        })
    }
}

async fn once(app: &App, tenant: OrganisationId, id: PlanId, days: i32, reminder: i64) -> Result<usize, DbError> {
    let now = app.now();
    let tx = app.db().begin().await?;
    let Some(plan) = store::find(&tx, tenant, id).await? else { return Ok(0) };
    let Some(partnership) = store::partnership_of(&tx, tenant, id).await? else { return Ok(0) };
    let zone = plan.time_zone();
    let today = now.day_in(&zone);
    let asked = match reminder {
        0 => send::ask(&tx, tenant, partnership, &plan, days, today).await?,
        _ => send::to_remind(&tx, tenant, partnership, &plan, days, reminder).await?,
    };
    let sent = send::mail(app, &tx, tenant, &plan, &asked, reminder > 0, now).await?;
    if sent > 0 && reminder < plan.reminders && plan.ended_at.is_none() {
        let next = due(today, REMINDER_DAYS, &zone);
        let payload = json!({ "plan": id, "days": days, "reminder": reminder + 1 });
        job::enqueue(&tx, tenant, KIND, &payload, next).await?;
    }
    tx.commit().await?;
    Ok(sent)
}
