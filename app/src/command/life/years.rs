//! Three years of a partnership, beside 199 others of the same organisation: 5,000 actions, decisions, talks with their
//! minutes, and the history that all of it leaves.

use anyhow::Context;
use lustrum_governance::action::{self, NewAction};
use lustrum_governance::decision::{self, NewDecision};
use lustrum_governance::meeting::{self, Kind as Meets, NewSeries};
use lustrum_governance::owner::Owner;
use lustrum_governance::quarter::Quarter;
use lustrum_identity::{membership, organisation, partnership};
use lustrum_kernel::access::{Kind, Role, Side};
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::{App, Moment};
use lustrum_partnership::By;

const OTHERS: usize = 199;
const ACTIONS: i64 = 5_000;
/// Of them still open.
const OPEN: i64 = 60;
const DECISIONS: i64 = 600;
const DAYS: i64 = 3 * 365;
/// Talks with minutes.
const TALKS: i64 = 150;

/// Puts it beside a partnership, and says who leads learning there.
pub async fn lived(app: &App, id: PartnershipId) -> anyhow::Result<PersonId> {
    let now = app.now();
    let known = partnership::find(app.db(), id).await?.context("there is no such partnership")?;
    let people = membership::people(app.db(), known.client).await?;
    let lead =
        people.iter().find(|member| member.roles.contains(&Role::LdLead)).context("nobody leads learning")?.person;
    let tx = app.db().begin().await?;
    for place in 0..OTHERS {
        let partner = organisation::create(&tx, Kind::Partner, &format!("Other partner {place}"), now).await?;
        partnership::begin(&tx, known.client, partner, &format!("Another programme {place}"), now).await?;
    }
    tx.commit().await?;
    let since = |number: i64, of: i64| now.plus_days(-DAYS + number * DAYS / of);
    for part in 0..10 {
        let tx = app.db().begin().await?;
        for number in part * ACTIONS / 10..(part + 1) * ACTIONS / 10 {
            let at = since(number, ACTIONS);
            let made = action::add(&tx, known.client, id, lead, at, an_action(number, at, lead)).await?;
            if number < ACTIONS - OPEN {
                let open = action::find(&tx, known.client, id, made).await?.context("it was just agreed")?;
                action::finish(&tx, known.client, id, lead, at.plus_days(10), &open).await?;
            }
        }
        tx.commit().await?;
    }
    let tx = app.db().begin().await?;
    for number in 0..DECISIONS {
        let at = since(number, DECISIONS);
        let new = NewDecision {
            period: Quarter::at(at),
            text: format!("Decision {number}: what was agreed in this week"),
            clause: String::new(),
            owner: Owner { side: Side::Organisation, person: Some(lead) },
            due: None,
            meeting: None,
            measure: String::new(),
        };
        decision::add(&tx, known.client, id, lead, at, new).await?;
    }
    tx.commit().await?;
    talks(app, &By { tenant: known.client, partnership: id, side: Side::Organisation, person: lead, at: now }, now)
        .await?;
    Ok(lead)
}

fn an_action(number: i64, at: Moment, lead: PersonId) -> NewAction {
    let (side, person) = if number % 2 == 0 { (Side::Organisation, Some(lead)) } else { (Side::Partner, None) };
    NewAction {
        period: Quarter::at(at),
        text: format!("Action {number}: look at what the depots said"),
        owner: Owner { side, person },
        due: at.plus_days(14).day_in(&jiff::tz::TimeZone::UTC),
        blameless: None,
        expected: None,
    }
}

/// A talk each week, with minutes.
async fn talks(app: &App, by: &By, now: Moment) -> anyhow::Result<()> {
    let first = now.plus_days(-DAYS).in_zone(&jiff::tz::TimeZone::UTC).datetime();
    let new = NewSeries {
        kind: Meets::Talk,
        rule: "FREQ=WEEKLY".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        starts: first,
        minutes: 45,
        place: "Room 3".to_owned(),
    };
    let tx = app.db().begin().await?;
    let begun = meeting::begin(&tx, by, &new).await?;
    let mut series = meeting::series_of(&tx, by.tenant, by.partnership).await?;
    series.retain(|one| one.id == begun);
    let held = meeting::occurrences(&series, &[], now.plus_days(-DAYS), now);
    for one in held.iter().take(usize::try_from(TALKS)?) {
        let by = By { at: one.at, ..*by };
        let id = meeting::prepare(&tx, &by, one).await?;
        let found = meeting::find(&tx, by.tenant, by.partnership, id).await?.context("it was just prepared")?;
        let text = "1. Actions\nGone through.\n\n2. Next sessions\nRooms are booked.";
        meeting::write(&tx, &by, &found, 0, text).await?;
    }
    tx.commit().await?;
    Ok(())
}
