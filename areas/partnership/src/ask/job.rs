//! Writes to those for whom an ask waits: the holder at once, the deputy as well when the holder stays away.

use lustrum_identity::partnership;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::job::{self, Handler, Job, JobError, Run};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::mail::{self, Letter};
use serde_json::json;

use super::{AWAY_AFTER_DAYS, AskId, find};
use crate::By;
use crate::contact;
use crate::late::{OVERTAKEN, overtaken};

/// The kind of its jobs.
const KIND: &str = "asks.remind";

pub struct RemindAsks;

pub(super) async fn enqueue(tx: &Tx, by: &By, id: AskId) -> Result<(), DbError> {
    let away = by.at.plus_days(AWAY_AFTER_DAYS);
    for (at, until) in [(by.at, Some(away.micros())), (away, None)] {
        let payload = json!({ "partnership": by.partnership, "ask": id, "until": until });
        job::enqueue(tx, by.tenant, KIND, &payload, at).await?;
    }
    Ok(())
}

impl Handler for RemindAsks {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let payload = job.payload();
            let read = |name: &str| payload[name].as_str().map(str::to_owned);
            let ask: Option<AskId> = read("ask").and_then(|text| text.parse().ok());
            let within: Option<PartnershipId> = read("partnership").and_then(|text| text.parse().ok());
            let (Some(ask), Some(within)) = (ask, within) else {
                return Err(JobError::Never("it names no ask".to_owned()));
            };
            if overtaken(&payload, app.now()) {
                return Ok(OVERTAKEN.to_owned());
            }
            let written = write(app, job.organisation_id, within, ask).await?;
            Ok(format!("{written} written to"))
        })
    }
}

async fn write(app: &App, tenant: OrganisationId, within: PartnershipId, id: AskId) -> Result<usize, DbError> {
    let tx = app.db().begin().await?;
    let Some(ask) = find(&tx, tenant, within, id).await?.filter(super::Ask::open) else { return Ok(0) };
    let Some(sides) = partnership::find(&tx, within).await? else { return Ok(0) };
    let held = contact::holders(&tx, tenant, within, ask.mandate).await?;
    let waits = ask.waits_for(&held, app.now());
    // Each mail is a row and a job of its own, which the kernel writes.
    for holding in &waits {
        let t = Speaker::utc(holding.locale);
        let named = [
            ("name", holding.name.clone()),
            ("asker", ask.asker.clone()),
            ("mandate", t.say(&ask.mandate.key())),
            ("text", ask.text.clone()),
            ("title", sides.title.clone()),
            ("link", app.url(&format!("/p/{within}/asks"))),
        ];
        let letter = Letter {
            recipient: holding.email.clone(),
            subject: t.say_with("ask-mail-subject", &named),
            body: t.say_with("ask-mail-body", &named),
        };
        mail::post(&tx, tenant, letter, app.now()).await?;
    }
    tx.commit().await?;
    Ok(waits.len())
}
