//! Getting to know the organisation: talks, documents, two nights on the floor, 14 insights, of which some became
//! requirements that modules answer to. Everything is generated.

use anyhow::Context;
use lustrum_partnership::immersion::{self, InsightId, Item, Kind, Words};
use lustrum_programme::module;
use lustrum_programme::programme::Programme;
use lustrum_programme::requirement;

use super::{DESIGNER, LEAD, PARTNER, SPONSOR, by};
use crate::demo::seed::{Stage, day};

struct Planned {
    kind: Kind,
    title: &'static str,
    host: &'static str,
    guests: &'static str,
    place: &'static str,
    planned: &'static str,
    /// The day on which it took place; empty where it is still to come.
    done: &'static str,
    insights: &'static [Learned],
}

struct Learned {
    text: &'static str,
    answer: &'static str,
    requirement: &'static str,
    modules: &'static [&'static str],
}

const fn learned(
    text: &'static str,
    answer: &'static str,
    requirement: &'static str,
    modules: &'static [&'static str],
) -> Learned {
    Learned { text, answer, requirement, modules }
}

const PLAN: [Planned; 5] = [
    Planned {
        kind: Kind::Meeting,
        title: "Why turnover is a matter of the board",
        host: "Pieter de Graaf, business sponsor",
        guests: "Ruth van Dalen",
        place: "Rotterdam, head office",
        planned: "2026-01-13",
        done: "2026-01-13",
        insights: &[],
    },
    Planned {
        kind: Kind::Reading,
        title: "Rosters, exit talks and the plan for 2026 (data room)",
        host: "Tom Willems, data steward",
        guests: "Ruth van Dalen, Emre Yilmaz",
        place: "",
        planned: "2026-01-14",
        done: "2026-01-16",
        insights: &[],
    },
    Planned {
        kind: Kind::Visit,
        title: "Night shift at depot Venlo",
        host: "Sanne Bakker, line manager",
        guests: "Emre Yilmaz",
        place: "Depot Venlo, 22:00 to 06:00",
        planned: "2026-01-20",
        done: "2026-01-20",
        insights: &[
            learned(
                "After midnight nobody but the frontline manager can decide anything, and nobody is there to ask.",
                "Right. The duty phone goes to planning, which decides nothing about people.",
                "At least one case in which the manager decides alone, at night, without a specialist to call.",
                &["The night shift"],
            ),
            learned(
                "Talks about people happen at the dock, standing, in four minutes between two trucks.",
                "Recognisable. There is no room and no time for more at night.",
                "The coaching talk is practised in four minutes, standing, with noise.",
                &["The coaching talk", "Coaching on the floor"],
            ),
            learned(
                "The roster comes out on Thursday evening, when half of the night crew already sleeps.",
                "We did not know that. Planning looks at whether Wednesday is possible.",
                "Wishes for the roster are asked for before Wednesday, by the manager and not by a form.",
                &["Rosters with people"],
            ),
            learned(
                "Three of the five managers we met had handed in their notice once and stayed because of one colleague.",
                "We hear this in exit talks as well: people leave managers, and stay for colleagues.",
                "Pairs of peers stay together through all nine months.",
                &["Peer coaching 1", "Peer coaching 2"],
            ),
            learned(
                "The hand-over is a sheet of paper with trucks on it; people are not on the sheet.",
                "Right.",
                "The hand-over begins with people and fits on one card.",
                &["Handing over the shift"],
            ),
            learned(
                "Who reports overload before the peak is asked why they can't cope.",
                "That hurts, and the works council said the same last year.",
                "Speaking up is practised with the manager's own manager in the room.",
                &["Speaking up before the peak", "Your own manager and you"],
            ),
            learned(
                "Nobody on the night shift has a screen of their own; phones are in lockers.",
                "Phones come out for learning from February on, for ten minutes a shift.",
                "Nothing takes longer than ten minutes on a phone.",
                &["The night shift"],
            ),
        ],
    },
    Planned {
        kind: Kind::Visit,
        title: "Night shift at depot Antwerp",
        host: "Lien Claes, facilitator",
        guests: "Emre Yilmaz, Karlijn Bos",
        place: "Depot Antwerp, 21:30 to 05:30",
        planned: "2026-01-22",
        done: "2026-01-22",
        insights: &[
            learned(
                "In Antwerp the crew decides together who takes the heavy line; in Venlo the manager does.",
                "It grew like that. We do not want to make it the same.",
                "Exercises work with both ways of deciding.",
                &["Rosters with people"],
            ),
            learned(
                "Temporary workers change every three weeks, so the manager begins anew with a third of the team.",
                "True in both countries.",
                "A first talk with somebody new is a part of the coaching talk.",
                &[],
            ),
            learned(
                "Good managers know who has a child that starts school, and plan by it without telling planning.",
                "We would rather not know this officially.",
                "",
                &[],
            ),
            learned(
                "Nobody could name a figure of their own depot, except for trucks per hour.",
                "The figures are there, in a report that nobody opens.",
                "The first module uses the depot's own figures, on paper, on a wall.",
                &["Why people stay: our own figures"],
            ),
            learned(
                "A difficult talk is put off to the end of the shift, and then both are too tired for it.",
                "",
                "Planning the moment is a part of the difficult talk.",
                &[],
            ),
            learned(
                "The coffee corner is where learning happens now: someone tells what went wrong last night.",
                "Nice. We did not plan that.",
                "",
                &[],
            ),
            learned("Managers expect a course to end with a certificate and without a change at work.", "", "", &[]),
        ],
    },
    Planned {
        kind: Kind::Visit,
        title: "Early shift at depot Poznań",
        host: "Ewa Mazur, regional L&D manager",
        guests: "Emre Yilmaz",
        place: "Depot Poznań",
        planned: "2027-01-19",
        done: "",
        insights: &[],
    },
];

/// What is to be traced once there are modules.
pub type Traces = Vec<(InsightId, &'static [&'static str])>;

pub async fn learn(stage: &Stage<'_>) -> anyhow::Result<Traces> {
    let mut traces = Traces::new();
    for planned in PLAN {
        let item = plan(stage, &planned).await?;
        for one in planned.insights {
            traces.push((note(stage, &item, planned.done, one).await?, one.modules));
        }
    }
    Ok(traces)
}

async fn plan(stage: &Stage<'_>, planned: &Planned) -> anyhow::Result<Item> {
    let words = Words {
        kind: planned.kind,
        title: planned.title.to_owned(),
        host: planned.host.to_owned(),
        guests: planned.guests.to_owned(),
        place: planned.place.to_owned(),
        planned_on: Some(day(planned.planned)),
    };
    let id = immersion::add(stage.tx, &by(stage, LEAD, "2026-01-08T10:00:00Z"), &words).await?;
    let find = async || -> anyhow::Result<Item> {
        let known = immersion::find(stage.tx, stage.organisation, stage.partnership, id).await?;
        known.context("it was just planned")
    };
    if !planned.done.is_empty() {
        let on = day(planned.done);
        let who = by(stage, PARTNER, &format!("{}T12:00:00Z", planned.done));
        immersion::take_place(stage.tx, &who, &find().await?, on, on).await??;
    }
    find().await
}

async fn note(stage: &Stage<'_>, item: &Item, on: &str, one: &Learned) -> anyhow::Result<InsightId> {
    let who = by(stage, DESIGNER, &format!("{on}T15:00:00Z"));
    let id = immersion::note(stage.tx, &who, item, one.text).await??;
    let known = immersion::find_insight(stage.tx, stage.organisation, stage.partnership, id).await?;
    let known = known.context("it was just noted")?;
    if !one.answer.is_empty() {
        let who = if known.number % 2 == 0 { SPONSOR } else { LEAD };
        immersion::answer(stage.tx, &by(stage, who, "2026-01-26T09:00:00Z"), &known, one.answer).await?;
    }
    if !one.requirement.is_empty() {
        immersion::require(stage.tx, &by(stage, DESIGNER, "2026-01-28T13:00:00Z"), &known, one.requirement).await?;
    }
    Ok(id)
}

/// The modules that answer to what was learned.
pub async fn trace(stage: &Stage<'_>, programme: &Programme, traces: &Traces) -> anyhow::Result<()> {
    let modules = module::of_programme(stage.tx, stage.organisation, programme.id).await?;
    let who = by(stage, DESIGNER, "2026-02-06T11:00:00Z");
    for (id, titles) in traces {
        let insight = immersion::find_insight(stage.tx, stage.organisation, stage.partnership, *id).await?;
        let insight = insight.context("it was noted")?;
        for title in *titles {
            let module =
                modules.iter().find(|module| module.title == *title).context("the programme has this module")?;
            requirement::trace(stage.tx, &who, &insight, programme.id, module).await??;
        }
    }
    Ok(())
}
