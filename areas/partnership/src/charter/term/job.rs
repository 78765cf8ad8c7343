//! Writes to the contacts of both sides, each in their language, when a charter comes near its review or its end.

use std::collections::HashSet;

use lustrum_identity::partnership;
use lustrum_kernel::access::Side;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::job::{self, Handler, Job, JobError, Run};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::{Day, Moment};
use serde_json::json;

use super::{LADDER, Near, Term, What};
use crate::By;
use crate::charter::{self, CharterVersionId, State};
use crate::contact;
use crate::late::{OVERTAKEN, overtaken};

/// The kind of its jobs.
const KIND: &str = "charter.remind";
/// In the morning of both sides.
const HOUR_SECONDS: i64 = 6 * 3600;

pub struct RemindTerm;

/// Puts every rung of the ladder that lies ahead on the list.
pub(in crate::charter) async fn enqueue(
    tx: &Tx,
    by: &By,
    version: CharterVersionId,
    term: Term,
) -> Result<(), DbError> {
    for (what, day) in term.days() {
        for (place, rung) in LADDER.into_iter().enumerate() {
            let Some(at) = morning_of(day.plus_days(-rung)) else { continue };
            if at > by.at {
                let until = LADDER.get(place + 1).and_then(|next| morning_of(day.plus_days(-next)));
                let until = until.map(Moment::micros);
                let payload =
                    json!({ "partnership": by.partnership, "version": version, "what": what.word(), "until": until });
                job::enqueue(tx, by.tenant, KIND, &payload, at).await?;
            }
        }
    }
    Ok(())
}

fn morning_of(day: Day) -> Option<Moment> {
    day.start_in(&jiff::tz::TimeZone::UTC).map(|morning| morning.plus_seconds(HOUR_SECONDS))
}

impl Handler for RemindTerm {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let payload = job.payload();
            let read = |name: &str| payload[name].as_str().map(str::to_owned);
            let version: Option<CharterVersionId> = read("version").and_then(|text| text.parse().ok());
            let within: Option<PartnershipId> = read("partnership").and_then(|text| text.parse().ok());
            let what = read("what").and_then(|word| What::parse(&word));
            let (Some(version), Some(within), Some(what)) = (version, within, what) else {
                return Err(JobError::Never("it names no charter".to_owned()));
            };
            if overtaken(&payload, app.now()) {
                return Ok(OVERTAKEN.to_owned());
            }
            let written = write(app, job.organisation_id, within, version, what).await?;
            Ok(format!("{written} written to"))
        })
    }
}

async fn write(
    app: &App,
    tenant: OrganisationId,
    within: PartnershipId,
    id: CharterVersionId,
    what: What,
) -> Result<usize, DbError> {
    let tx = app.db().begin().await?;
    let Some(version) = charter::find(&tx, tenant, within, id).await? else { return Ok(0) };
    // A later version has a ladder of its own.
    if version.head.state != State::InForce {
        return Ok(0);
    }
    let Some(sides) = partnership::find(&tx, within).await? else { return Ok(0) };
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let Some((_, day)) = version.head.term.days().find(|(of, _)| *of == what) else { return Ok(0) };
    let near = Near { what, day, days: day.days_since(today) };
    let mut held = contact::all(&tx, tenant, within).await?;
    let mut met = HashSet::new();
    held.retain(|held| held.in_force_on(today) && met.insert(held.person));
    // Each mail is a row and a job of its own, which the kernel writes.
    for holding in &held {
        let t = Speaker::utc(holding.locale);
        let other = match holding.side {
            Side::Organisation => &sides.partner_name,
            Side::Partner => &sides.client_name,
        };
        let named = [
            ("name", holding.name.clone()),
            ("version", version.number()),
            ("other", other.clone()),
            ("near", near.words(&t)),
            ("link", app.url(&format!("/p/{within}/charter"))),
        ];
        let letter = Letter {
            recipient: holding.email.clone(),
            subject: t.say_with("charter-near-mail-subject", &named),
            body: t.say_with("charter-near-mail-body", &named),
        };
        mail::post(&tx, tenant, letter, app.now()).await?;
    }
    tx.commit().await?;
    Ok(held.len())
}
