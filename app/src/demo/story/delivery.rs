//! Delivery: a cohort per country for the first depots and one for those who wait, the sessions, the managers.

use anyhow::{Context, ensure};
use jiff::Span;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use lustrum_delivery::cohort::{self, Cohort, CohortId};
use lustrum_delivery::session::{self, Local, instant};
use lustrum_delivery::{Act, enrolment};
use lustrum_programme::module::{self, Module};
use lustrum_programme::programme::Programme;

use super::LEAD;
use crate::demo::depots::{COUNTRIES, Country, Depot};
use crate::demo::seed::{Stage, day, moment};

/// Days between the modules of a cohort.
const RHYTHM: i64 = 21;

/// A cohort with its depots.
pub struct Planned {
    pub cohort: Cohort,
    pub waits: bool,
}

pub async fn plan(stage: &Stage<'_>, programme: &Programme, depots: &[Depot]) -> anyhow::Result<Vec<Planned>> {
    let modules = module::of_programme(stage.tx, stage.organisation, programme.id).await?;
    let mut planned = Vec::new();
    for (place, country) in COUNTRIES.into_iter().enumerate() {
        for waits in [false, true] {
            let cohort = gather(stage, programme, country, waits).await?;
            let people: Vec<enrolment::Person> = depots
                .iter()
                .filter(|depot| depot.country == country && depot.first != waits)
                .flat_map(|depot| depot.managers.iter().map(|manager| (depot.name, manager)))
                .map(|(unit, manager)| enrolment::Person {
                    name: manager.name.clone(),
                    email: manager.email.clone(),
                    unit: unit.to_owned(),
                })
                .collect();
            let came = enrolment::import(stage.tx, act(stage, "2026-02-19T10:00:00Z"), &cohort, &people).await?;
            ensure!(came == people.len(), "every manager has an address of their own");
            if !waits {
                sessions(stage, &cohort, country, &modules, place).await?;
            }
            let cohort = find(stage, cohort.id).await?;
            planned.push(Planned { cohort, waits });
        }
    }
    Ok(planned)
}

fn act(stage: &Stage<'_>, at: &str) -> Act {
    Act { tenant: stage.organisation, partnership: stage.partnership, by: stage.person(LEAD), at: moment(at) }
}

async fn gather(stage: &Stage<'_>, programme: &Programme, country: Country, waits: bool) -> anyhow::Result<Cohort> {
    let title = if waits { format!("{} waits", country.code) } else { format!("{} first", country.code) };
    let words = cohort::Words {
        title,
        programme: programme.id,
        region: country.code.to_owned(),
        language: country.language.to_owned(),
        zone: country.zone.to_owned(),
        starts: day(if waits { "2027-01-11" } else { "2026-03-02" }),
        waits,
    };
    let id = cohort::create(stage.tx, act(stage, "2026-02-17T10:00:00Z"), &words).await?;
    find(stage, id).await
}

async fn find(stage: &Stage<'_>, id: CohortId) -> anyhow::Result<Cohort> {
    cohort::find(stage.tx, stage.organisation, stage.partnership, id).await?.context("the cohort was just made")
}

async fn sessions(
    stage: &Stage<'_>,
    cohort: &Cohort,
    country: Country,
    modules: &[Module],
    place: usize,
) -> anyhow::Result<()> {
    let zone = TimeZone::get(country.zone)?;
    let first: Date = "2026-03-03".parse()?;
    for (number, module) in modules.iter().enumerate() {
        // Each country on a weekday of its own; the peak in the last quarter is kept free from module 10 on.
        let peak = if number >= 9 { 112 } else { 0 };
        let days = i64::try_from(place)? + i64::try_from(number)? * RHYTHM + peak;
        let wall = first.checked_add(Span::new().days(days))?.to_datetime(Time::constant(9, 0, 0, 0));
        let Local::Instant(starts_at) = instant(wall, &zone) else { continue };
        let words = session::Words {
            module: module.id,
            starts_at,
            zone: country.zone.to_owned(),
            minutes: module.minutes,
            place: format!("Noordkade {}", country.code),
        };
        session::create(stage.tx, act(stage, "2026-02-20T10:00:00Z"), cohort, &words).await?;
    }
    Ok(())
}
