//! Asks what is to be recalled on a day, of everyone at once, and mails each their link.

use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::job::{Handler, Job, JobError, Run};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};

use super::{BoosterPlanId, store};
use crate::exam;

/// The kind of its jobs.
pub const KIND: &str = "boosters.ask";

pub struct AskBoosters;

impl Handler for AskBoosters {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let payload = job.payload();
            let plan: Option<BoosterPlanId> = payload["plan"].as_str().and_then(|text| text.parse().ok());
            let plan = plan.ok_or_else(|| JobError::Never("no plan".to_owned()))?;
            let number = payload["number"].as_i64().ok_or_else(|| JobError::Never("no number".to_owned()))?;
            let asked = ask(app, job.organisation_id, plan, number).await?;
            Ok(format!("{asked} asked"))
        })
    }
}

/// One transaction: a stop in the middle asks nobody, and the next try asks everybody.
async fn ask(app: &App, tenant: OrganisationId, id: BoosterPlanId, number: i64) -> Result<usize, DbError> {
    let tx = app.db().begin().await?;
    let Some(plan) = store::find(&tx, tenant, id).await? else { return Ok(0) };
    let Some(test) = exam::find(&tx, tenant, plan.partnership_id, plan.test_id).await? else { return Ok(0) };
    let today = app.now().day_in(&plan.time_zone());
    let invited = store::ask(&tx, tenant, &plan, number, today).await?;
    let t = Speaker::utc(Locale::parse(&plan.language).unwrap_or_default());
    // Each mail is a row and a job of its own, which the kernel writes.
    for one in &invited {
        let named = [
            ("name", one.name.clone()),
            ("title", test.title.clone()),
            ("count", super::ITEMS.min(test.items as usize).to_string()),
            ("link", app.url(&format!("/b/{}", one.token))),
        ];
        let letter = Letter {
            recipient: one.email.clone(),
            subject: t.say_with("booster-mail-subject", &named),
            body: t.say_with("booster-mail-body", &named),
        };
        mail::post(&tx, tenant, letter, app.now()).await?;
    }
    tx.commit().await?;
    Ok(invited.len())
}
