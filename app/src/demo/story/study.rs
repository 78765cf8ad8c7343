//! Impact: studies registered before anyone started, of the depots that start first against those that wait; and the draw
//! of those that start next.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, ensure};
use lustrum_evidence::ratings::{changes, subject};
use lustrum_kernel::Day;
use lustrum_kernel::form::Upload;
use lustrum_programme::programme::Programme;
use lustrum_strategy::kpi::Kpi;
use lustrum_study::study::{self, Assigned, Basis, Better, Design, Entrant, Given, Lottery, Plan, Study, UnitPlan};

use super::strategy::Why;
use super::{LEAD, PARTNER, START, STEWARD, by};
use crate::demo::depots::Depot;
use crate::demo::figures::{overtime, talk_from};
use crate::demo::seed::{Stage, day, moment};

const FROM: &str = "2025-03-01";
const UNTIL: &str = "2026-09-01";
/// A mixture of others and a course of its own need a long time before the start.
const FROM_LONG: &str = "2022-11-01";
/// From here on the rosters are kept by month.
const TALK_FROM: &str = "2025-09-01";
const REGISTERED: &str = "2026-02-16T10:00:00Z";
const ESTIMATED: &str = "2026-10-12T09:00:00Z";

/// Behaviour and turnover against the wait-list, and three smaller questions.
pub struct Studies {
    behaviour: Study,
    waitlist: Study,
    one_depot: Study,
    absence: Study,
    talk: Study,
}

pub async fn register(stage: &Stage<'_>, why: &Why, depots: &[Depot]) -> anyhow::Result<Studies> {
    // The main study last: the newest estimate is the one that the first screen tells of.
    let talk = register_one(stage, &talk()).await?;
    let one_depot = register_one(stage, &one_depot(why, depots)).await?;
    let absence = register_one(stage, &belgian_absence(why, depots)).await?;
    let behaviour = register_one(stage, &behaviour()).await?;
    let waitlist = register_one(stage, &waitlist(why, depots)).await?;
    Ok(Studies { behaviour, waitlist, one_depot, absence, talk })
}

async fn register_one(stage: &Stage<'_>, plan: &Plan) -> anyhow::Result<Study> {
    registered(stage, plan, REGISTERED).await
}

async fn registered(stage: &Stage<'_>, plan: &Plan, at: &str) -> anyhow::Result<Study> {
    let lead = stage.person(LEAD);
    let id = study::register(stage.tx, stage.organisation, stage.partnership, lead, moment(at), plan).await?;
    study::find(stage.tx, stage.organisation, stage.partnership, id).await?.context("the study was just registered")
}

/// A plan on a KPI of the story; every figure in it is generated.
fn plan(kpi: &Kpi, design: Design, from: &str, units: Vec<UnitPlan>) -> Plan {
    Plan {
        title: String::new(),
        question: String::new(),
        design,
        basis: Basis::Kpi { kpi: kpi.id, title: kpi.title.clone(), from: day(from), until: day(UNTIL), units },
        unit: "%".to_owned(),
        decimals: 1,
        better: Better::Lower,
        margin: Some(1.0),
        source: kpi.current.definition.source.clone(),
        generated: true,
        assigned: Assigned::default(),
    }
}

fn unit(depot: &Depot, trained_from: Option<Day>) -> UnitPlan {
    UnitPlan { unit: depot.name.to_owned(), trained_from }
}

fn waitlist(why: &Why, depots: &[Depot]) -> Plan {
    let units = depots.iter().map(|depot| unit(depot, depot.first.then(|| day(START)))).collect();
    Plan {
        title: "Turnover after the programme, against the wait-list".to_owned(),
        question:
            "Does yearly turnover of frontline managers fall in the depots that start first, against those that wait?"
                .to_owned(),
        ..plan(&why.turnover, Design::Did, FROM, units)
    }
}

/// What observers saw of people before and after, depots having been drawn by lot.
fn behaviour() -> Plan {
    Plan {
        title: "Critical behaviours after six months, against the wait-list".to_owned(),
        question:
            "Do managers of the depots that start first show more of the critical behaviours than those who wait?"
                .to_owned(),
        design: Design::Rct,
        basis: Basis::Table {
            outcome: "mean rating in September".to_owned(),
            treatment: "trained".to_owned(),
            unit: Some("person".to_owned()),
            time: None,
            cluster: Some("depot".to_owned()),
            covariates: vec!["mean rating in February".to_owned()],
        },
        unit: "points on a scale of 1 to 5".to_owned(),
        decimals: 2,
        better: Better::Higher,
        margin: Some(0.2),
        source: "Ratings by observers, February and September 2026".to_owned(),
        generated: true,
        assigned: Assigned::default(),
    }
}

/// One row a person: the mean of the behaviours that were seen of them before and after.
async fn ratings(stage: &Stage<'_>, programme: &Programme, depots: &[Depot]) -> anyhow::Result<Upload> {
    let days = (day("2026-07-01"), day("2026-10-12"));
    let seen = changes(stage.tx, stage.organisation, stage.partnership, days).await?;
    let mut people: BTreeMap<String, (bool, Vec<(f64, f64)>)> = BTreeMap::new();
    for one in seen {
        let person = people.entry(one.subject).or_insert((one.trained, Vec::new()));
        person.1.push((one.before, one.after));
    }
    ensure!(!people.is_empty(), "the story has ratings");
    let managers = depots.iter().flat_map(|depot| depot.managers.iter().map(move |manager| (manager, depot.name)));
    let depot_of: HashMap<String, &str> =
        managers.map(|(manager, name)| (subject(stage.organisation, programme.id, &manager.email), name)).collect();
    let mut table = "person,depot,trained,mean rating in February,mean rating in September\n".to_owned();
    for (place, (person, (trained, values))) in people.iter().enumerate() {
        let depot = depot_of.get(person).context("everyone who was rated works in a depot")?;
        let count = values.len() as f64;
        let before = values.iter().map(|(before, _)| before).sum::<f64>() / count;
        let after = values.iter().map(|(_, after)| after).sum::<f64>() / count;
        table.push_str(&format!("person {},{depot},{},{before:.2},{after:.2}\n", place + 1, u8::from(*trained)));
    }
    let (name, content_type) = ("ratings-generated.csv".to_owned(), "text/csv".to_owned());
    Ok(Upload { name, content_type, bytes: table.into_bytes() })
}

/// One depot of the first twenty against a mixture of those that wait.
fn one_depot(why: &Why, depots: &[Depot]) -> Plan {
    let one = depots.iter().find(|depot| depot.first && depot.country.code == "NL");
    let name = one.map_or("", |depot| depot.name);
    let waiting = depots.iter().filter(|depot| !depot.first).map(|depot| unit(depot, None));
    let units = one.map(|depot| unit(depot, Some(day(START)))).into_iter().chain(waiting).collect();
    Plan {
        title: format!("Turnover in {name}, against a mixture of waiting depots"),
        question: format!("Does turnover in {name} leave the course of waiting depots that moved like it?"),
        ..plan(&why.turnover, Design::Synth, FROM_LONG, units)
    }
}

/// The Belgian depots that started together, as one course; their own absence, which nobody shared with the partner.
fn belgian_absence(why: &Why, depots: &[Depot]) -> Plan {
    let first = depots.iter().filter(|depot| depot.first && depot.country.code == "BE");
    Plan {
        title: "Absence in the first Belgian depots".to_owned(),
        question: "Does absence through illness leave its course when the first Belgian depots start?".to_owned(),
        margin: Some(0.5),
        ..plan(&why.absence, Design::Its, FROM_LONG, first.map(|depot| unit(depot, Some(day(START)))).collect())
    }
}

/// Opens the data after two quarters.
pub async fn estimate(
    stage: &Stage<'_>,
    studies: &Studies,
    programme: &Programme,
    depots: &[Depot],
) -> anyhow::Result<()> {
    let at = moment(ESTIMATED);
    let steward = stage.person(STEWARD);
    let table = ratings(stage, programme, depots).await?;
    study::estimate_and_store(stage.tx, &studies.behaviour, steward, at, &table).await??;
    study::release(stage.tx, &studies.behaviour, steward, at).await?;
    study::estimate_and_store(stage.tx, &studies.talk, steward, at, &rosters(depots)).await??;
    study::release(stage.tx, &studies.talk, steward, at).await?;
    for study in [&studies.one_depot, &studies.absence, &studies.waitlist] {
        let table = study::table_of_readings(stage.tx, study, at).await?.context("the story has readings")?;
        study::estimate_and_store(stage.tx, study, steward, at, &table).await??;
    }
    Ok(())
}

/// Ten of the depots that wait start in January, drawn within each country before anyone does: both sides give words, and
/// the seed is made of them.
pub async fn draw_next(stage: &Stage<'_>, why: &Why, depots: &[Depot]) -> anyhow::Result<()> {
    let waiting = depots.iter().filter(|depot| !depot.first);
    let units = waiting.map(|depot| Entrant { unit: depot.name.to_owned(), group: depot.country.code.to_owned() });
    let lottery = Lottery { percent: 50, starts: day("2027-01-11"), units: units.collect() };
    let planned = lottery.units.iter().map(|one| UnitPlan { unit: one.unit.clone(), trained_from: None }).collect();
    let drawn = Plan {
        title: "Turnover when the waiting depots start, drawn by lot".to_owned(),
        question: "Does yearly turnover of frontline managers fall in the ten waiting depots that start in January?"
            .to_owned(),
        assigned: Assigned { lottery: Some(lottery), ..Assigned::default() },
        ..plan(&why.turnover, Design::Auto, "2026-01-01", planned)
    };
    let Basis::Kpi { kpi, title, from, units, .. } = drawn.basis.clone() else { anyhow::bail!("a plan on a KPI") };
    let basis = Basis::Kpi { kpi, title, from, until: day("2027-12-01"), units };
    let registered = registered(stage, &Plan { basis, ..drawn }, "2026-10-01T09:00:00Z").await?;
    // The number at the end is chance, so that the words can't be guessed from their hash.
    for (email, at, words) in [
        (LEAD, "2026-10-01T09:20:00Z", "Steering committee 30 September 2026: 7 12 19 23 31 40 c41f09d2a6b85e37"),
        (PARTNER, "2026-10-02T13:05:00Z", "Dice in the meeting of 2 October: 4 1 6 6 2 5 9b07e4d81f3ac250"),
    ] {
        let by = by(stage, email, at);
        study::seal(stage.tx, &by, by.day(), &registered, &Given::Words(words.to_owned())).await??;
    }
    Ok(())
}

/// The talk that opens a shift came into the depots at three moments, and into some not at all.
fn talk() -> Plan {
    Plan {
        title: "Overtime when the talk at the start of a shift came in, depot by depot".to_owned(),
        question: "Does overtime fall in the depots from the month on in which every shift begins with a talk?"
            .to_owned(),
        design: Design::EventStudy,
        basis: Basis::Table {
            outcome: "overtime hours".to_owned(),
            treatment: "talk".to_owned(),
            unit: Some("depot".to_owned()),
            time: Some("month".to_owned()),
            cluster: None,
            covariates: Vec::new(),
        },
        unit: "hours per manager and month".to_owned(),
        decimals: 1,
        better: Better::Lower,
        margin: Some(1.0),
        source: "Rosters of the planning system (generated)".to_owned(),
        generated: true,
        assigned: Assigned::default(),
    }
}

/// One row a depot and month, with an effect that was planted.
fn rosters(depots: &[Depot]) -> Upload {
    let mut table = "depot,month,talk,overtime hours\n".to_owned();
    for one in overtime(depots, day(TALK_FROM), day(UNTIL)) {
        let month = &one.month.to_string()[..7];
        let talk = u8::from(talk_from(one.depot).is_some_and(|start| one.month >= start));
        table.push_str(&format!("{},{month},{talk},{:.1}\n", depots[one.depot].name, one.value));
    }
    let (name, content_type) = ("overtime-generated.csv".to_owned(), "text/csv".to_owned());
    Upload { name, content_type, bytes: table.into_bytes() }
}
