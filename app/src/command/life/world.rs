//! 10,000 people over 200 partnerships: 100 organisations with two partners each, 20 partners with ten clients each.

use lustrum_delivery::enrolment::Person as Enrolled;
use lustrum_delivery::{cohort, enrolment, session};
use lustrum_governance::action::{self, NewAction};
use lustrum_governance::decision::{self, NewDecision};
use lustrum_governance::meeting::{self, Kind as Meets, NewSeries};
use lustrum_governance::owner::Owner;
use lustrum_governance::quarter::Quarter;
use lustrum_identity::{membership, organisation, partnership, person};
use lustrum_kernel::access::{Kind, Role, Side};
use lustrum_kernel::db::Tx;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{App, Moment};
use lustrum_partnership::By;
use lustrum_partnership::ask;
use lustrum_partnership::contact::{Given, Mandate, give};
use lustrum_programme::module::{self, Mode};
use lustrum_programme::programme;

const CLIENTS: usize = 100;
const PARTNERS: usize = 20;
const PEOPLE_OF_A_CLIENT: usize = 96;
const PEOPLE_OF_A_PARTNER: usize = 20;
const ZONES: [&str; 4] = ["Europe/Amsterdam", "Europe/Warsaw", "Europe/Lisbon", "Asia/Singapore"];

pub fn at(text: &str) -> Moment {
    Moment(text.parse().unwrap_or(jiff::Timestamp::UNIX_EPOCH))
}
/// The Thursday on which everything is written.
pub fn begins() -> Moment {
    at("2026-10-08T09:00:00Z")
}
/// The Monday after it, when it is past seven everywhere.
pub fn monday() -> Moment {
    at("2026-10-12T09:00:00Z")
}

struct Someone {
    id: PersonId,
    name: String,
    email: String,
}

async fn people(tx: &Tx, home: OrganisationId, kind: Kind, place: usize) -> anyhow::Result<Vec<Someone>> {
    let (word, count) = match kind {
        Kind::Client => ("client", PEOPLE_OF_A_CLIENT),
        Kind::Partner => ("partner", PEOPLE_OF_A_PARTNER),
    };
    let mut made = Vec::with_capacity(count);
    for number in 0..count {
        let roles: &[Role] = match (kind, number) {
            (Kind::Client, 0) => &[Role::LdLead],
            (Kind::Client, 1) => &[Role::BusinessSponsor],
            (Kind::Client, 2 | 3) => &[Role::RegionalLdManager],
            (Kind::Client, 4..=9) => &[Role::Facilitator],
            (Kind::Client, 10..=19) => &[Role::LineManager],
            (Kind::Client, _) => &[Role::Learner],
            (Kind::Partner, 0) => &[Role::PartnerLead],
            (Kind::Partner, 1..=4) => &[Role::LearningDesigner],
            (Kind::Partner, _) => &[Role::Facilitator],
        };
        let (name, email) = (format!("Someone {number}"), format!("p{number}@{word}{place}.example"));
        let locale = if number % 2 == 0 { Locale::Nl } else { Locale::En };
        let zone = ZONES[(place + number) % ZONES.len()];
        let id = person::create(tx, &name, &email, locale, zone, begins()).await?;
        membership::join(tx, home, id, roles, begins()).await?;
        made.push(Someone { id, name, email });
    }
    Ok(made)
}

/// Fills an empty database and says with how many people.
pub async fn fill(app: &App) -> anyhow::Result<usize> {
    let tx = app.db().begin().await?;
    let mut partners = Vec::new();
    for place in 0..PARTNERS {
        let id = organisation::create(&tx, Kind::Partner, &format!("Partner {place}"), begins()).await?;
        partners.push((id, people(&tx, id, Kind::Partner, place).await?));
    }
    tx.commit().await?;
    let mut count = PARTNERS * PEOPLE_OF_A_PARTNER;
    for place in 0..CLIENTS {
        let tx = app.db().begin().await?;
        let client = organisation::create(&tx, Kind::Client, &format!("Client {place}"), begins()).await?;
        let own = people(&tx, client, Kind::Client, place).await?;
        count += own.len();
        for next in 0..2 {
            let (partner, theirs) = &partners[(place * 2 + next) % PARTNERS];
            let title = format!("Programme {next} of client {place}");
            let id = partnership::begin(&tx, client, *partner, &title, begins()).await?;
            lived(&tx, client, id, &own, &theirs[0]).await?;
        }
        tx.commit().await?;
    }
    Ok(count)
}

/// A week's content of a partnership.
async fn lived(
    tx: &Tx,
    tenant: OrganisationId,
    id: PartnershipId,
    own: &[Someone],
    lead_of_partner: &Someone,
) -> anyhow::Result<()> {
    let now = begins();
    let by = |side, person| By { tenant, partnership: id, side, person, at: now };
    let (ours, theirs) = (by(Side::Organisation, own[0].id), by(Side::Partner, lead_of_partner.id));
    let all = Given { holds: Mandate::ALL.to_vec(), ..Given::default() };
    give(tx, &ours, own[0].id, &own[0].name, &all).await?;
    give(tx, &theirs, lead_of_partner.id, &lead_of_partner.name, &all).await?;
    let asked = by(Side::Organisation, own[2].id);
    ask::make(tx, &asked, &own[2].name, Mandate::DecideChange, None, "May a case of our own replace this one?", None)
        .await?;
    let talk = NewSeries {
        kind: Meets::Talk,
        rule: "FREQ=WEEKLY".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        starts: "2026-10-01T10:00".parse()?,
        minutes: 45,
        place: "Room 3".to_owned(),
    };
    meeting::begin(tx, &ours, &talk).await?;
    let (period, today) = (Quarter::at(now), now.day_in(&jiff::tz::TimeZone::UTC));
    for number in 0..25_usize {
        let (side, person) = if number % 3 == 0 {
            (Side::Partner, lead_of_partner.id)
        } else {
            (Side::Organisation, own[number % 8].id)
        };
        let new = NewAction {
            period,
            text: format!("Action {number}: ask the depots what they need in the night shift"),
            owner: Owner { side, person: Some(person) },
            due: today.plus_days(i32::try_from(number)? - 5),
            blameless: None,
            expected: None,
        };
        action::add(tx, tenant, id, own[0].id, now, new).await?;
    }
    for number in 0..3 {
        let new = NewDecision {
            period,
            text: format!("Decision {number}: the next cohort begins in November"),
            clause: String::new(),
            owner: Owner { side: Side::Organisation, person: Some(own[0].id) },
            due: Some(today.plus_days(30)),
            meeting: None,
            measure: String::new(),
        };
        decision::add(tx, tenant, id, own[0].id, now, new).await?;
    }
    delivered(tx, tenant, id, own).await
}

/// A cohort with everybody in it who learns, and two sessions in the week.
async fn delivered(tx: &Tx, tenant: OrganisationId, id: PartnershipId, own: &[Someone]) -> anyhow::Result<()> {
    let now = begins();
    let act = lustrum_programme::programme::store::Act { tenant, partnership: id, by: own[0].id, at: now };
    let words = programme::Words { title: "Leading a shift".to_owned(), purpose: "Fewer leave".to_owned(), goal: None };
    let programme = programme::create(tx, act, &words).await?;
    let known = programme::find(tx, tenant, id, programme).await?;
    let known = known.ok_or_else(|| anyhow::anyhow!("the programme was just made"))?;
    let words =
        module::Words { title: "Feedback".to_owned(), mode: Mode::Classroom, minutes: 90, own_case_minutes: 60 };
    let module = module::add(tx, act, &known, &words).await?;
    let act = lustrum_delivery::Act { tenant, partnership: id, by: own[0].id, at: now };
    let words = cohort::Words {
        title: "Autumn".to_owned(),
        programme,
        region: "NL".to_owned(),
        language: "nl".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        starts: now.day_in(&jiff::tz::TimeZone::UTC),
        waits: false,
    };
    let cohort = cohort::create(tx, act, &words).await?;
    let known = cohort::find(tx, tenant, id, cohort).await?;
    let known = known.ok_or_else(|| anyhow::anyhow!("the cohort was just made"))?;
    let learners = own.iter().skip(20);
    let enrolled =
        learners.map(|one| Enrolled { name: one.name.clone(), email: one.email.clone(), unit: "depot".to_owned() });
    enrolment::import(tx, act, &known, &enrolled.collect::<Vec<_>>()).await?;
    for days in [5, 7] {
        let words = session::Words {
            module,
            starts_at: now.plus_days(days),
            zone: "Europe/Amsterdam".to_owned(),
            minutes: 90,
            place: "Depot 7".to_owned(),
        };
        session::create(tx, act, &known, &words).await?;
    }
    Ok(())
}
