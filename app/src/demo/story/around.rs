//! What the people around a manager say: a 360 round before the programme and one after it, for depots of both groups,
//! and the follow-ups after 30, 60 and 90 days.

use std::collections::HashMap;

use anyhow::Context;
use lustrum_evidence::follow_up::{self, LEVERS};
use lustrum_evidence::performance::read::Reviewed;
use lustrum_evidence::performance::store::File;
use lustrum_evidence::performance::{Mapping, Scale};
use lustrum_evidence::round360::store::{self as rounds, Words};
use lustrum_evidence::round360::{Group, Round360Id, Subject, Wave};
use lustrum_evidence::team::{self, Member, TeamLead};
use lustrum_programme::behaviour::{self, Behaviour};
use lustrum_programme::programme::Programme;

use super::delivery::Planned;
use super::evidence::act;
use super::{LEAD, MANAGER};
use crate::demo::chance::Chance;
use crate::demo::figures::PLANTED_BEHAVIOUR;
use crate::demo::seed::{Stage, day};

/// The learner of the story is rated as well, so that there is a report to open.
const LEARNER: (&str, &str) = ("Joost Kuiper", "joost@noordkade.example");
/// So many depots of each group take part.
const DEPOTS: usize = 3;
const PEERS: usize = 4;
const REPORTS: usize = 5;

/// Opens both rounds and lets most of the raters answer.
pub async fn rate(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    let behaviours = behaviour::of_programme(stage.tx, stage.organisation, programme.id).await?;
    let leads = team::of_partnership(stage.tx, stage.organisation, stage.partnership).await?;
    let people = people(stage, programme, &leads).await?;
    let mut chance = Chance::named("360");
    let habits: HashMap<String, f64> =
        people.iter().map(|one| (one.email.clone(), 3.0 + 0.5 * chance.normal())).collect();
    for (wave, title, opened, closes) in [
        (Wave::Before, "Before the programme", "2026-02-09T09:00:00Z", "2026-02-27"),
        (Wave::After, "After six months", "2026-09-02T09:00:00Z", "2026-09-25"),
    ] {
        let words = Words { programme, title, wave, closes: day(closes) };
        let opened = act(stage, LEAD, opened);
        let id = rounds::open(stage.tx, opened, &words, &people, &leads).await?;
        name_raters(stage, id, opened).await?;
        let round = rounds::find(stage.tx, stage.organisation, stage.partnership, id).await?;
        let round = round.context("the round was just opened")?;
        let raters = rounds::nominations(stage.tx, stage.organisation, id).await?;
        let today = opened.at.plus_days(3).day_in(&jiff::tz::TimeZone::UTC);
        rounds::invite(stage.tx, opened, &round, raters, today).await?;
        answer(stage, id, wave, &behaviours, &habits).await?;
    }
    Ok(())
}

async fn people(stage: &Stage<'_>, programme: &Programme, leads: &[TeamLead]) -> anyhow::Result<Vec<Member>> {
    let all = team::members(stage.tx, stage.organisation, programme.id).await?;
    let hers = leads.iter().find(|lead| lead.email == MANAGER).context("the manager of the story leads a depot")?;
    let mut depots: Vec<(&str, bool)> = all.iter().map(|one| (one.unit.as_str(), one.waits)).collect();
    depots.dedup();
    let mut chosen: Vec<&str> = vec![&hers.unit];
    for waits in [false, true] {
        chosen.extend(depots.iter().filter(|one| one.1 == waits).map(|one| one.0).take(DEPOTS));
    }
    let mut people: Vec<Member> = all.iter().filter(|one| chosen.contains(&one.unit.as_str())).cloned().collect();
    let like = people.iter().find(|one| !one.waits).context("some were trained")?.clone();
    let (name, email) = (LEARNER.0.to_owned(), LEARNER.1.to_owned());
    people.push(Member { id: lustrum_delivery::enrolment::EnrolmentId::new(), name, email, ..like });
    Ok(people)
}

/// Everyone has four peers and five reports, made up.
async fn name_raters(stage: &Stage<'_>, round: Round360Id, by: lustrum_delivery::Act) -> anyhow::Result<()> {
    let mut raters = Vec::new();
    for (number, person) in rounds::subjects(stage.tx, stage.organisation, round).await?.iter().enumerate() {
        for (group, count) in [(Group::Peers, PEERS), (Group::Reports, REPORTS)] {
            raters.extend((0..count).map(|place| {
                let email = format!("{}{number:03}-{place}@noordkade.example", group.word());
                (person.id, group, format!("{} {}", group.word(), place + 1), email)
            }));
        }
    }
    rounds::add_raters(stage.tx, by, round, raters).await?;
    Ok(())
}

async fn answer(
    stage: &Stage<'_>,
    round: Round360Id,
    wave: Wave,
    behaviours: &[Behaviour],
    habits: &HashMap<String, f64>,
) -> anyhow::Result<()> {
    let mut chance = Chance::named(&format!("360 {}", wave.word()));
    let people: HashMap<_, Subject> = rounds::subjects(stage.tx, stage.organisation, round)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let mut answers = Vec::new();
    for rater in rounds::nominations(stage.tx, stage.organisation, round).await? {
        let Some(person) = people.get(&rater.subject_id) else { continue };
        let group = Group::parse(&rater.rater_group).context("a group of ours")?;
        if !chance.happens(if group.anonymous() { 0.82 } else { 0.95 }) {
            continue;
        }
        let gain = if wave == Wave::After && !person.waits { PLANTED_BEHAVIOUR } else { 0.0 };
        let mild = match group {
            Group::Own => 0.45,
            Group::Manager => 0.1,
            Group::Peers => 0.05,
            Group::Reports => -0.15,
        };
        let habit = habits.get(&person.email).copied().unwrap_or(3.0) + gain + mild + 0.25 * chance.normal();
        let ratings = behaviours.iter().map(|one| (one.id, chance.score(habit, 0.5))).collect();
        let words = if chance.happens(0.3) { *chance.pick(&WORDS) } else { "" };
        let given = rounds::Answer { ratings, words: words.to_owned() };
        answers.push((rater.subject_id, rater.rater_group, given));
    }
    rounds::answer_many(stage.tx, stage.organisation, round, answers).await?;
    Ok(())
}

const WORDS: [&str; 4] = [
    "Keep the talk at the start of the week; it takes the sting out of the peak.",
    "Ask before the roster is out, not after.",
    "Hands over calmly, also at night.",
    "Could say earlier that it is getting too much.",
];

/// Three cohorts were followed up; the fourth waits for a plan.
pub async fn follow_up(stage: &Stage<'_>, cohorts: &[Planned]) -> anyhow::Result<()> {
    let mut chance = Chance::named("follow-ups");
    for planned in cohorts.iter().filter(|planned| !planned.waits).take(3) {
        let by = act(stage, LEAD, "2026-05-08T09:00:00Z");
        let anchor = day("2026-06-15");
        let id = follow_up::store::plan(stage.tx, by, &planned.cohort, anchor, 2).await?;
        let id = id.context("the cohort has no plan yet")?;
        let plan = follow_up::store::find(stage.tx, stage.organisation, id).await?.context("it was just planned")?;
        for days in follow_up::MOMENTS {
            let zone = plan.time_zone();
            let today = follow_up::due(anchor, days, &zone).day_in(&zone);
            let asked =
                follow_up::send::ask(stage.tx, stage.organisation, stage.partnership, &plan, days, today).await?;
            let mut answers = Vec::new();
            for one in &asked {
                if !chance.happens(if one.source == "self" { 0.64 } else { 0.55 }) {
                    continue;
                }
                let applies = chance.score(3.2 + 0.004 * f64::from(days), 0.9);
                let levers =
                    LEVERS.into_iter().enumerate().filter(|(place, _)| chance.happens(0.34 / (1.0 + *place as f64)));
                let levers = levers.map(|(_, lever)| lever).collect();
                let example = if chance.happens(0.2) { "I ask what would help before I plan the shift." } else { "" };
                let answer = follow_up::Answer { applies, levers, example: example.to_owned() };
                answers.push((one.id, today.plus_days(1), answer));
            }
            follow_up::store::answer_many(stage.tx, stage.organisation, id, i64::from(days), answers).await?;
        }
    }
    Ok(())
}

/// The yearly reviews of the HR system, on its scale of 1 to 10.
pub async fn review(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    let behaviours = behaviour::of_programme(stage.tx, stage.organisation, programme.id).await?;
    let mut chance = Chance::named("reviews");
    let scale = Scale { low: 1.0, high: 10.0, words: Vec::new() };
    let mapping = Mapping {
        person: "E-mail".to_owned(),
        behaviours: behaviours.iter().take(2).map(|one| (one.id.to_string(), one.text.clone())).collect(),
        scale: scale.clone(),
    };
    let mut ratings = Vec::new();
    let people = team::members(stage.tx, stage.organisation, programme.id).await?;
    for (place, member) in people.iter().enumerate().filter(|(_, member)| !member.waits) {
        for behaviour in 0..2 {
            let raw = ((6.6 + 1.2 * chance.normal()).round().clamp(1.0, 10.0) as i64).to_string();
            let Some(value) = scale.value(&raw) else { continue };
            let (email, trained) = (member.email.clone(), true);
            ratings.push(Reviewed { email, trained, behaviour, value, raw, row: place + 2 });
        }
    }
    let file = File { title: "HR system", day: day("2026-08-31"), name: "reviews-2026.csv", hash: "generated" };
    let by = act(stage, LEAD, "2026-09-07T09:00:00Z");
    lustrum_evidence::performance::store::import(stage.tx, by, programme, &behaviours, &file, &mapping, &ratings)
        .await?;
    Ok(())
}
