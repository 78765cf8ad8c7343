//! Asking and reminding: who is asked at a moment, and the mail that asks. Everything of one moment is one transaction,
//! so that a stop in the middle asks nobody, and the next try asks everybody.

use std::collections::{HashMap, HashSet};

use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Tx};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::{Day, Moment};

use super::{FollowUp, FollowUpId, Plan, Source, reminds, store};
use crate::team::{Member, TeamLead, members, of_partnership};

/// Whom a plan asks at a moment: everyone of the cohort about themselves, and the line managers of their units.
pub fn questions(
    plan: &Plan,
    days: i32,
    today: Day,
    people: &[Member],
    leads: &[TeamLead],
    silent: &HashSet<String>,
) -> Vec<FollowUp> {
    let question = |member: &Member, source: Source, recipient: &str, name: &str| FollowUp {
        id: FollowUpId::new(),
        plan_id: plan.id,
        days: i64::from(days),
        source: source.word().to_owned(),
        person_email: member.email.clone(),
        person_name: member.name.clone(),
        unit: member.unit.clone(),
        recipient: recipient.to_owned(),
        recipient_name: name.to_owned(),
        asked_on: today,
        reminded: 0,
        answered_on: None,
    };
    let mut asked = Vec::new();
    for member in people {
        asked.push(question(member, Source::Own, &member.email, &member.name));
        let leads = leads.iter().filter(|lead| lead.unit == member.unit && lead.email != member.email);
        asked.extend(leads.map(|lead| question(member, Source::Manager, &lead.email, &lead.name)));
    }
    asked.retain(|one| !silent.contains(&one.recipient));
    asked
}

/// The people of a plan's cohort who are still there.
async fn people_of(tx: &Tx, tenant: OrganisationId, plan: &Plan) -> Result<Vec<Member>, DbError> {
    let enrolled: HashSet<String> = lustrum_delivery::enrolment::of_cohort(tx, tenant, plan.cohort_id)
        .await?
        .into_iter()
        .map(|one| one.email)
        .collect();
    let mut people = members(tx, tenant, plan.programme_id).await?;
    people.retain(|member| enrolled.contains(&member.email));
    Ok(people)
}

/// Writes the questions of a moment down, those that were not asked yet; says which. No mail goes out here.
pub async fn ask(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    plan: &Plan,
    days: i32,
    today: Day,
) -> Result<Vec<FollowUp>, DbError> {
    if plan.ended_at.is_some() {
        return Ok(Vec::new());
    }
    let people = people_of(tx, tenant, plan).await?;
    let leads = of_partnership(tx, tenant, partnership).await?;
    let silent = store::opted_out(tx, tenant, partnership).await?;
    let mut asked = questions(plan, days, today, &people, &leads, &silent);
    let known: HashSet<(String, String, String)> = store::of_moment(tx, tenant, plan.id, i64::from(days))
        .await?
        .into_iter()
        .map(|one| (one.source, one.person_email, one.recipient))
        .collect();
    asked.retain(|one| !known.contains(&(one.source.clone(), one.person_email.clone(), one.recipient.clone())));
    store::ask(tx, tenant, partnership, plan.programme_id, &asked).await?;
    Ok(asked)
}

/// Who of a moment is reminded for the given time (1 is the first): nobody who answered, left, opted out, or was reminded so often
/// already, which is also how a job that runs twice reminds once.
pub async fn to_remind(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: PartnershipId,
    plan: &Plan,
    days: i32,
    time: i64,
) -> Result<Vec<FollowUp>, DbError> {
    let here: HashSet<String> = people_of(tx, tenant, plan).await?.into_iter().map(|member| member.email).collect();
    let silent = store::opted_out(tx, tenant, partnership).await?;
    let mut asked = store::of_moment(tx, tenant, plan.id, i64::from(days)).await?;
    asked.retain(|one| {
        one.reminded < time
            && reminds(one, plan)
            && here.contains(&one.person_email)
            && !silent.contains(&one.recipient)
    });
    store::note_reminded(tx, tenant, &asked).await?;
    Ok(asked)
}

/// One mail for each recipient: a person gets one link, a line manager one for each of their people.
pub async fn mail(
    app: &App,
    tx: &Tx,
    tenant: OrganisationId,
    plan: &Plan,
    asked: &[FollowUp],
    reminder: bool,
    at: Moment,
) -> Result<usize, DbError> {
    let t = Speaker::new(Locale::parse(&plan.language).unwrap_or_default(), plan.time_zone());
    let links = store::links(tx, tenant, asked).await?;
    let mut letters: HashMap<(&str, &str), Vec<(&FollowUp, String)>> = HashMap::new();
    let mut order = Vec::new();
    for (one, token) in asked.iter().zip(links) {
        let key = (one.source.as_str(), one.recipient.as_str());
        let of = letters.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        of.push((one, app.url(&format!("/u/{token}"))));
    }
    // Each mail is a row and a job of its own, which the kernel writes.
    for key in &order {
        let Some(links) = letters.get(key) else { continue };
        let Some((first, _)) = links.first() else { continue };
        let listed = match Source::parse(key.0) {
            Some(Source::Own) => links.iter().map(|(_, link)| link.clone()).collect::<Vec<_>>().join("\n"),
            _ => links.iter().map(|(one, link)| format!("{}: {link}", one.person_name)).collect::<Vec<_>>().join("\n"),
        };
        let named = [("name", first.recipient_name.clone()), ("days", t.whole(first.days)), ("links", listed)];
        let kind = if reminder { "reminder" } else { "mail" };
        let letter = Letter {
            recipient: first.recipient.clone(),
            subject: t.say_with(&format!("follow-up-{kind}-subject"), &named),
            body: t.say_with(&format!("follow-up-mail-{}-body", key.0), &named),
        };
        mail::post(tx, tenant, letter, at).await?;
    }
    Ok(order.len())
}
