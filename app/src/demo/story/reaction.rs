//! A pilot of the night shift, in a room and at a distance: what both sides agreed to act on fires, the case is replaced
//! within five days, and the countries get the new version.

use std::collections::HashMap;

use anyhow::{Context, ensure};
use lustrum_delivery::attendance::{self, How};
use lustrum_delivery::cohort::{self, Cohort};
use lustrum_delivery::{Act, enrolment, session};
use lustrum_evidence::feedback::{self, Answer, Invitee};
use lustrum_evidence::form::Topic;
use lustrum_evidence::signal;
use lustrum_evidence::signal::trigger::{self, Kind, Terms};
use lustrum_kernel::access::Side;
use lustrum_programme::module::{self, Module, Words};
use lustrum_programme::programme::Programme;
use lustrum_programme::programme::store::Act as Design;
use lustrum_programme::proposal::{self, Change};

use super::delivery::Planned;
use super::{DESIGNER, LEAD, PARTNER};
use crate::demo::chance::Chance;
use crate::demo::seed::{Stage, day, moment};

/// The module whose case did not fit the nights at first.
pub const NIGHT_SHIFT: &str = "The night shift";

/// So many of the managers of a depot are in the pilot.
const OF_A_DEPOT: usize = 6;
/// So many depots.
const DEPOTS: usize = 4;

fn act(stage: &Stage<'_>, email: &str, at: &str) -> Act {
    Act { tenant: stage.organisation, partnership: stage.partnership, by: stage.person(email), at: moment(at) }
}

fn design(stage: &Stage<'_>, email: &str, at: &str) -> Design {
    Design { tenant: stage.organisation, partnership: stage.partnership, by: stage.person(email), at: moment(at) }
}

/// Two triggers: one that both sides agreed to, one that waits for the partner.
async fn agree(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    let low = Terms { topic: Topic::Relevance, kind: Kind::Below, threshold: 3.5, from_answers: 5 };
    let at = act(stage, LEAD, "2026-02-13T10:00:00Z");
    let id = trigger::offer(stage.tx, at, Side::Organisation, programme.id, &low).await?;
    let offered = trigger::find(stage.tx, stage.organisation, stage.partnership, id).await?;
    let offered = offered.context("the trigger was just offered")?;
    let agreed = trigger::agree(stage.tx, act(stage, PARTNER, "2026-02-16T09:00:00Z"), Side::Partner, &offered).await?;
    ensure!(agreed, "the partner agrees to the trigger");
    let drop = Terms { topic: Topic::Intent, kind: Kind::Drop, threshold: 0.5, from_answers: 5 };
    let at = act(stage, LEAD, "2026-09-24T10:00:00Z");
    trigger::offer(stage.tx, at, Side::Organisation, programme.id, &drop).await?;
    Ok(())
}

pub async fn pilot(stage: &Stage<'_>, programme: &Programme, cohorts: &[Planned]) -> anyhow::Result<()> {
    agree(stage, programme).await?;
    let modules = module::of_programme(stage.tx, stage.organisation, programme.id).await?;
    let night = modules.into_iter().find(|module| module.title == NIGHT_SHIFT).context("there is a night shift")?;
    let first = cohorts.iter().find(|planned| !planned.waits).context("someone starts first")?;
    let cohort = gather(stage, programme, first).await?;
    let people = enrolment::of_cohort(stage.tx, stage.organisation, cohort.id).await?;
    let words = session::Words {
        module: night.id,
        starts_at: moment("2026-03-04T14:00:00Z"),
        zone: cohort.zone.clone(),
        minutes: night.minutes,
        place: "Noordkade NL, https://call.example/night".to_owned(),
    };
    session::create(stage.tx, act(stage, LEAD, "2026-02-24T10:00:00Z"), &cohort, &words).await?;
    let held = session::of_cohort(stage.tx, stage.organisation, cohort.id).await?;
    let held = held.first().context("the session was just planned")?;
    // Ten of the 24 joined from their depot at night.
    let how = |place: usize| if place % 12 < 5 { How::Remote } else { How::Room };
    let roster: Vec<_> = people.iter().enumerate().map(|(place, person)| (person.id, how(place))).collect();
    attendance::note(stage.tx, act(stage, PARTNER, "2026-03-04T14:10:00Z"), held, &roster).await?;
    let invitees: Vec<Invitee> = people
        .iter()
        .zip(&roster)
        .map(|(person, (_, how))| Invitee { unit: person.unit.clone(), place: how.word().to_owned(), slip: false })
        .collect();
    react(stage, &night, &cohort, &invitees).await?;
    change(stage, programme, &night).await
}

async fn gather(stage: &Stage<'_>, programme: &Programme, first: &Planned) -> anyhow::Result<Cohort> {
    let words = cohort::Words {
        title: "NL pilot".to_owned(),
        programme: programme.id,
        region: first.cohort.region.clone(),
        language: first.cohort.language.clone(),
        zone: first.cohort.zone.clone(),
        starts: day("2026-03-02"),
        waits: false,
    };
    let id = cohort::create(stage.tx, act(stage, LEAD, "2026-02-18T10:00:00Z"), &words).await?;
    let cohort = cohort::find(stage.tx, stage.organisation, stage.partnership, id).await?;
    let cohort = cohort.context("the pilot was just made")?;
    let mut of_depot: HashMap<String, usize> = HashMap::new();
    let mut people = Vec::new();
    for person in enrolment::of_cohort(stage.tx, stage.organisation, first.cohort.id).await? {
        if of_depot.len() == DEPOTS && !of_depot.contains_key(&person.unit) {
            continue;
        }
        let count = of_depot.entry(person.unit.clone()).or_default();
        if *count < OF_A_DEPOT {
            *count += 1;
            people.push(enrolment::Person { name: person.name, email: person.email, unit: person.unit });
        }
    }
    enrolment::import(stage.tx, act(stage, LEAD, "2026-02-19T11:00:00Z"), &cohort, &people).await?;
    Ok(cohort)
}

/// Feedback on the pilot comes in on the same evening; the trigger is watched as it is on the pages.
async fn react(stage: &Stage<'_>, night: &Module, cohort: &Cohort, invitees: &[Invitee]) -> anyhow::Result<()> {
    let mut chance = Chance::named("pilot");
    let at = act(stage, PARTNER, "2026-03-04T16:00:00Z");
    let on = feedback::Askable {
        cohort_id: cohort.id,
        module_id: night.id,
        programme_id: night.programme_id,
        cohort_title: cohort.title.clone(),
        module_title: night.title.clone(),
        language: cohort.language.clone(),
        region: cohort.region.clone(),
        form_version: 0,
        module_version: night.version,
        people: cohort.people,
    };
    let round = feedback::open_round_for(stage.tx, at, &on, invitees, day("2026-03-04")).await?;
    let known = feedback::find(stage.tx, stage.organisation, stage.partnership, round.id).await?;
    let known = known.context("the round was just opened")?;
    let words =
        ["Our nights run with half the people of this case.", "Good talk, wrong depot.", "Show us a night of ours."];
    let mut given = Vec::new();
    for (invitee, token) in invitees.iter().zip(&round.tokens) {
        if !chance.happens(0.9) {
            continue;
        }
        let remote = invitee.place == How::Remote.word();
        let answer = Answer {
            relevance: chance.score(if remote { 2.4 } else { 3.2 }, 0.7),
            intent: chance.score(if remote { 3.0 } else { 3.6 }, 0.8),
            obstacles: chance.score(2.6, 0.9),
            facilitator: chance.score(4.3, 0.6),
            words: if chance.happens(0.2) { (*chance.pick(&words)).to_owned() } else { String::new() },
            place: invitee.place.clone(),
            ..Answer::default()
        };
        given.push((token.clone(), answer));
    }
    let mut fired = 0;
    for part in given.chunks(5) {
        let tokens = part.iter().map(|(token, _)| token.clone()).collect();
        let answers: Vec<Answer> = part.iter().map(|(_, answer)| answer.clone()).collect();
        let some = feedback::Opened { id: round.id, tokens };
        feedback::answer_many(stage.tx, stage.organisation, &some, day("2026-03-04"), &answers).await?;
        fired += signal::watch(stage.tx, stage.organisation, &known, moment("2026-03-04T18:20:00Z"), None).await?.len();
    }
    ensure!(fired == 1, "the pilot gives one signal, not {fired}");
    Ok(())
}

/// Written two days later by the partner's designer, decided five days after the signal.
async fn change(stage: &Stage<'_>, programme: &Programme, night: &Module) -> anyhow::Result<()> {
    let opened = proposal::pending_of_module(stage.tx, stage.organisation, night.id).await?;
    let opened = opened.context("the signal opened a proposal")?;
    let change = Change {
        words: Words { own_case_minutes: 90, ..words(night)? },
        what: "The case of the large depot is replaced by a night in Eindhoven with half the crew, told by two \
            managers who were there."
            .to_owned(),
        check_on: day("2026-05-15"),
    };
    proposal::put(stage.tx, design(stage, DESIGNER, "2026-03-06T15:00:00Z"), &opened, night, &change).await?;
    let put = proposal::find(stage.tx, stage.organisation, programme.id, opened.id).await?;
    let put = put.context("the proposal was just written")?;
    let decided = design(stage, LEAD, "2026-03-09T15:30:00Z");
    let done = proposal::accept(stage.tx, decided, &put, night, "Before the countries start with it.").await?;
    ensure!(done == Ok(2), "the change is made: {done:?}");
    Ok(())
}

fn words(module: &Module) -> anyhow::Result<Words> {
    Ok(Words {
        title: module.title.clone(),
        mode: module::Mode::parse(&module.mode).context("a module has a form")?,
        minutes: module.minutes,
        own_case_minutes: module.own_case_minutes,
    })
}

/// What a round of the countries brings about: its signals, and a proposal that waits for a decision.
pub async fn look(
    stage: &Stage<'_>,
    programme: &Programme,
    round: feedback::RoundId,
    at: lustrum_kernel::Moment,
) -> anyhow::Result<()> {
    let known = feedback::find(stage.tx, stage.organisation, stage.partnership, round).await?;
    let known = known.context("the round is there")?;
    if signal::watch(stage.tx, stage.organisation, &known, at, None).await?.is_empty() {
        return Ok(());
    }
    let module = module::find(stage.tx, stage.organisation, programme.id, known.module_id).await?;
    let module = module.context("the module is there")?;
    let opened = proposal::pending_of_module(stage.tx, stage.organisation, module.id).await?;
    let opened = opened.context("the signal opened a proposal")?;
    let mut act = design(stage, DESIGNER, "2026-03-06T15:00:00Z");
    act.at = at.plus_days(3);
    let change = Change {
        words: words(&module)?,
        what: format!("A case of {} takes the place of the first one.", known.cohort_title),
        check_on: day("2027-02-01"),
    };
    proposal::put(stage.tx, act, &opened, &module, &change).await?;
    if known.module_title == NIGHT_SHIFT {
        let put = proposal::find(stage.tx, stage.organisation, programme.id, opened.id).await?;
        let put = put.context("the proposal was just written")?;
        let mut decided = design(stage, LEAD, "2026-03-09T15:30:00Z");
        decided.at = at.plus_days(6);
        let done = proposal::accept(stage.tx, decided, &put, &module, "").await?;
        ensure!(done.is_ok(), "the change is made: {done:?}");
    }
    Ok(())
}
