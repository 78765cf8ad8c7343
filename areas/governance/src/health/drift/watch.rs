//! Looks at a partnership once a week, from its first rhythm on. Where the figure of the quarter that is due for review is
//! low, or fell, a point comes before the next committee and the leads of both sides get a mail, once for each quarter.

use std::sync::Arc;

use lustrum_identity::membership::roles_of;
use lustrum_identity::partnership;
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Partnered, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::job::{self, Handler, Job, JobError, Run};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::values;
use lustrum_partnership::By;
use sea_orm::FromQueryResult;
use serde_json::json;

use super::store::note;
use super::{Raised, alarm, history};
use crate::health::setting;
use crate::meeting;
use crate::quarter::Quarter;
use crate::review::pages::name_of;

const KIND: &str = "health.watch";
/// Days between two looks.
const EVERY: i64 = 7;

/// Puts the first look at a partnership on the list, where there is none yet.
pub(crate) async fn ensure(tx: &Tx, by: &By) -> Result<(), DbError> {
    let first = tx
        .run(
            "INSERT INTO health_watch (organisation_id, partnership_id, next_at) VALUES ($1,$2,$3)
             ON CONFLICT (organisation_id, partnership_id) DO NOTHING",
            values![by.tenant, by.partnership, by.at],
        )
        .await?;
    if first > 0 {
        enqueue(tx, by.tenant, by.partnership, by.at).await?;
    }
    Ok(())
}

async fn enqueue(tx: &Tx, tenant: OrganisationId, partnership: PartnershipId, at: Moment) -> Result<(), DbError> {
    let payload = json!({ "partnership": partnership, "at": at.micros() });
    job::enqueue(tx, tenant, KIND, &payload, at).await.map(|_| ())
}

pub struct Watches;

impl Watches {
    pub fn handler() -> Arc<dyn Handler> {
        Arc::new(Self)
    }
}

impl Handler for Watches {
    fn kind(&self) -> &'static str {
        KIND
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let payload = job.payload();
            let within: Option<PartnershipId> = payload["partnership"].as_str().and_then(|text| text.parse().ok());
            let at = payload["at"].as_i64().and_then(Moment::from_micros);
            let (Some(within), Some(at)) = (within, at) else {
                return Err(JobError::Never("it names no partnership".to_owned()));
            };
            let raised = once(app, job.organisation_id, within, at).await?;
            Ok(if raised { "an alarm was raised".to_owned() } else { "no alarm".to_owned() })
        })
    }
}

async fn once(app: &App, tenant: OrganisationId, within: PartnershipId, at: Moment) -> Result<bool, DbError> {
    let now = app.now();
    let tx = app.db().begin().await?;
    let next = now.plus_days(EVERY);
    // A look that was taken already, before a restart, is not taken twice.
    let moved = tx
        .run(
            "UPDATE health_watch SET next_at = $4 WHERE organisation_id = $1 AND partnership_id = $2 AND next_at = $3",
            values![tenant, within, at, next],
        )
        .await?;
    let Some(sides) = partnership::find(&tx, within).await?.filter(|_| moved > 0) else { return Ok(false) };
    enqueue(&tx, tenant, within, next).await?;
    let raised = look(app, &tx, &sides, now).await?;
    tx.commit().await?;
    Ok(raised)
}

/// Looks at the quarter that is due for review; whether an alarm was raised.
pub async fn look(app: &App, tx: &Tx, partnership: &Partnered, now: Moment) -> Result<bool, DbError> {
    let (tenant, id) = (partnership.client, partnership.id);
    let settings = setting::current(tx, tenant, id).await?.settings;
    let counted = history(tx, partnership, now).await?;
    let due = Quarter::due_at(now);
    let figure = |quarter: Quarter| counted.iter().find(|one| one.quarter == quarter)?.figure(&settings);
    let (value, before) = (figure(due), figure(due.before()));
    let (Some(reason), Some(value)) = (alarm(value, before, &settings), value) else { return Ok(false) };
    let raised = Raised { period: due, value, before, reason, raised_at: now };
    if !note(tx, tenant, id, &raised).await? {
        return Ok(false);
    }
    let leads = leads(tx, partnership).await?;
    if let Some(lead) = leads.iter().find(|lead| lead.side == Side::Organisation).or(leads.first()) {
        let by = By { tenant, partnership: id, side: lead.side, person: lead.person, at: now };
        meeting::raise_itself(tx, &by, |t| words(t, &raised)).await?;
        // The figure gave the alarm, and nobody in person.
        let said = json!({ "period": due.to_string(), "value": Speaker::utc(lead.locale).number(value, 0) });
        event::append(tx, Event::new(tenant, now, "health.alarm-raised").within(id).saying(said)).await?;
    }
    // Each mail is a row and a job of its own, which the kernel writes.
    for lead in &leads {
        mail::post(tx, tenant, letter(app, partnership, lead, &raised), now).await?;
    }
    Ok(true)
}

/// `The health figure of Q3 2026 is 52 of 100, under the 60 that both sides agreed on`
pub(crate) fn words(t: &Speaker, raised: &Raised) -> String {
    let named = [
        ("period", name_of(t, raised.period)),
        ("value", t.number(raised.value, 0)),
        ("before", raised.before.map(|before| t.number(before, 0)).unwrap_or_default()),
    ];
    t.say_with(&format!("health-alarm-{}", raised.reason.word()), &named)
}

fn letter(app: &App, partnership: &Partnered, lead: &Lead, raised: &Raised) -> Letter {
    let t = Speaker::utc(lead.locale);
    let named = [
        ("name", lead.name.clone()),
        ("organisation", partnership.client_name.clone()),
        ("partner", partnership.partner_name.clone()),
        ("words", words(&t, raised)),
        ("link", app.url(&format!("/p/{}/health", partnership.id))),
    ];
    Letter {
        recipient: lead.email.clone(),
        subject: t.say_with("health-mail-alarm-subject", &named),
        body: t.say_with("health-mail-alarm-body", &named),
    }
}

struct Lead {
    side: Side,
    person: PersonId,
    name: String,
    email: String,
    locale: Locale,
}

#[derive(FromQueryResult)]
struct LeadRow {
    organisation_id: OrganisationId,
    person_id: PersonId,
    name: String,
    email: String,
    locale: String,
    roles: String,
}

/// Who answers for the partnership: the L&D leads and the partner leads.
async fn leads(db: &impl Sql, partnership: &Partnered) -> Result<Vec<Lead>, DbError> {
    let rows: Vec<LeadRow> = db
        .all(
            "SELECT m.organisation_id, m.person_id, p.name, p.email, p.locale, m.roles FROM membership m
             JOIN person p ON p.id = m.person_id
             WHERE m.organisation_id IN ($1, $2) AND m.ended_at IS NULL AND m.roles LIKE '%lead%'
             ORDER BY p.email LIMIT 200",
            values![partnership.client, partnership.partner],
        )
        .await?;
    let read = |row: LeadRow| {
        let (side, role) = if row.organisation_id == partnership.client {
            (Side::Organisation, Role::LdLead)
        } else {
            (Side::Partner, Role::PartnerLead)
        };
        let locale = Locale::parse(&row.locale).unwrap_or_default();
        let lead = Lead { side, person: row.person_id, name: row.name, email: row.email, locale };
        roles_of(&row.roles).contains(&role).then_some(lead)
    };
    Ok(rows.into_iter().filter_map(read).collect())
}
