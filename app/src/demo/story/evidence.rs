//! Evidence: feedback after each module, a test before and after, what line managers saw, for trained and waiting.

use std::collections::HashMap;

use anyhow::Context;
use lustrum_delivery::{Act, enrolment, session};
use lustrum_evidence::feedback::{self, Answer, Askable};
use lustrum_evidence::mapping;
use lustrum_evidence::ratings::{self, Occasion, Rating, subject};
use lustrum_evidence::scores::{self, Pair, Words};
use lustrum_programme::behaviour as behaviours_of;
use lustrum_programme::module;
use lustrum_programme::programme::Programme;

use super::behaviour;
use super::delivery::Planned;
use super::{LEAD, PARTNER, STEWARD, reaction};
use crate::demo::chance::Chance;
use crate::demo::seed::{Stage, day, moment};
use crate::demo::{figures, records};

/// Up to this moment feedback has come in.
const NOW: &str = "2026-10-01T08:00:00Z";

pub async fn gather(stage: &Stage<'_>, programme: &Programme, cohorts: &[Planned]) -> anyhow::Result<()> {
    reactions(stage, programme, cohorts).await?;
    tests(stage, cohorts).await?;
    observations(stage, programme, cohorts).await?;
    behaviour::watch(stage, programme).await?;
    map(stage, programme).await?;
    super::around::follow_up(stage, cohorts).await
}

pub(super) fn act(stage: &Stage<'_>, email: &str, at: &str) -> Act {
    Act { tenant: stage.organisation, partnership: stage.partnership, by: stage.person(email), at: moment(at) }
}

/// Two units of the academy's e-learning count for modules; its other units wait for someone to map them.
async fn map(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    let targets = mapping::store::targets(stage.tx, stage.organisation, stage.partnership).await?;
    for (unit, title) in
        [("units/first-conversation", "The coaching talk"), ("packages/difficult-talks", "Difficult talks")]
    {
        let of_module = |target: &&mapping::Target| target.kind == "module" && target.title == title;
        let target = targets.iter().filter(|target| target.programme_id == programme.id).find(of_module);
        let words = mapping::Words {
            verb: "http://adlnet.gov/expapi/verbs/completed".to_owned(),
            activity: format!("{}/{unit}", records::HOME),
            prefix: false,
            least: None,
            domain: "noordkade.example".to_owned(),
            target: target.with_context(|| format!("no module is called {title}"))?.clone(),
        };
        mapping::store::save(stage.tx, act(stage, STEWARD, "2026-03-03T09:00:00Z"), None, &words).await?;
    }
    Ok(())
}

async fn reactions(stage: &Stage<'_>, programme: &Programme, cohorts: &[Planned]) -> anyhow::Result<()> {
    let mut chance = Chance::named("feedback");
    let asked = feedback::askable(stage.tx, stage.organisation, stage.partnership, moment(NOW)).await?;
    let mut given = HashMap::new();
    for planned in cohorts.iter().filter(|planned| !planned.waits) {
        for session in session::of_cohort(stage.tx, stage.organisation, planned.cohort.id).await? {
            given.insert((session.cohort_id, session.module_id), session.starts_at);
        }
    }
    for on in asked {
        let at = *given.get(&(on.cohort_id, on.module_id)).context("what is asked about was given")?;
        let at = at.plus_seconds(on.people * 60 + 4 * 3600);
        let act = Act { at, ..act(stage, PARTNER, NOW) };
        let people = usize::try_from(on.people)?;
        let day = at.day_in(&jiff::tz::TimeZone::UTC);
        // A round before it may have changed the module.
        let now = module::find(stage.tx, stage.organisation, programme.id, on.module_id).await?;
        let module_version = now.map_or(on.module_version, |module| module.version);
        let on = Askable { module_version, ..on };
        let round = feedback::open_round(stage.tx, act, &on, people, day).await?;
        let mut answers = Vec::new();
        for _ in 0..people {
            if chance.happens(0.87) {
                answers.push(answer(&mut chance, &on));
            }
        }
        feedback::answer_many(stage.tx, stage.organisation, &round, day.plus_days(1), &answers).await?;
        reaction::look(stage, programme, round.id, at.plus_days(1)).await?;
    }
    Ok(())
}

/// The new case of the night shift did not fit in Poland either, and the difficult talks were others in Germany.
fn answer(chance: &mut Chance, on: &Askable) -> Answer {
    let misfit = (on.module_title == reaction::NIGHT_SHIFT && on.cohort_title.starts_with("PL"))
        || (on.module_title == "Difficult talks" && on.cohort_title.starts_with("DE"));
    let words: &[&str] = if misfit {
        &["Our nights run with half the people of this case.", "Good talk, wrong depot."]
    } else {
        &[
            "The coaching talk with my own case helped most.",
            "More time to practise, please.",
            "I tried it the same night.",
            "Hard to find an hour in a full week.",
        ]
    };
    Answer {
        relevance: chance.score(if misfit { 3.1 } else { 4.3 }, 0.8),
        intent: chance.score(if misfit { 3.4 } else { 4.1 }, 0.8),
        obstacles: chance.score(2.8, 1.0),
        facilitator: chance.score(4.4, 0.6),
        words: if chance.happens(0.12) { (*chance.pick(words)).to_owned() } else { String::new() },
        ..Answer::default()
    }
}

async fn tests(stage: &Stage<'_>, cohorts: &[Planned]) -> anyhow::Result<()> {
    for planned in cohorts.iter().filter(|planned| !planned.waits) {
        let people = usize::try_from(planned.cohort.people)?;
        let pairs: Vec<Pair> = figures::scores(&format!("scores {}", planned.cohort.title), people)
            .into_iter()
            .map(|(before, after)| Pair { before, after })
            .collect();
        let words = Words {
            title: "Test of the three core modules".to_owned(),
            most: 100.0,
            before: day("2026-03-02"),
            after: day("2026-07-06"),
        };
        let at = act(stage, LEAD, "2026-07-14T10:00:00Z");
        scores::import(stage.tx, at, &planned.cohort, &words, &pairs).await?;
    }
    Ok(())
}

async fn observations(stage: &Stage<'_>, programme: &Programme, cohorts: &[Planned]) -> anyhow::Result<()> {
    let behaviours = behaviours_of::of_programme(stage.tx, stage.organisation, programme.id).await?;
    let mut people = Vec::new();
    for planned in cohorts {
        let enrolled = enrolment::of_cohort(stage.tx, stage.organisation, planned.cohort.id).await?;
        people.extend(enrolled.into_iter().map(|one| (one.email, !planned.waits)));
    }
    // Some were never seen at work: the map of who was observed shows where.
    people.retain(|(email, _)| !behaviour::unseen(email));
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for (number, behaviour) in behaviours.iter().enumerate() {
        for trained in [true, false] {
            let group: Vec<&String> = people.iter().filter(|(_, is)| *is == trained).map(|(email, _)| email).collect();
            let seen = figures::ratings(group.len(), trained, &format!("ratings {number} {trained}"));
            for (email, (first, second)) in group.into_iter().zip(seen) {
                let rating = |occasion, value, on: &str| Rating {
                    behaviour: behaviour.id,
                    subject: subject(stage.organisation, programme.id, email),
                    trained,
                    occasion,
                    value,
                    day: day(on),
                };
                before.push(rating(Occasion::Before, first, "2026-02-20"));
                after.push(rating(Occasion::After, second, "2026-09-08"));
            }
        }
    }
    ratings::import(stage.tx, act(stage, STEWARD, "2026-02-24T10:00:00Z"), programme, &before).await?;
    ratings::import(stage.tx, act(stage, STEWARD, "2026-09-15T10:00:00Z"), programme, &after).await?;
    Ok(())
}
