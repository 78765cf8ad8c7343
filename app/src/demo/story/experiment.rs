//! Step 25: in the middle of the programme both sides go through its modules and stop one; what that frees goes to
//! experiments. One runs, one is over and told them little, one waits for an answer.

use anyhow::Context;
use lustrum_governance::experiment::{self, Closing, ExperimentId, Outcome, Plan, fence};
use lustrum_governance::midway::{self, Proposed, Verdict};
use lustrum_identity::partnership;
use lustrum_programme::module;
use lustrum_programme::programme::Programme;

use super::{LEAD, PARTNER, SPONSOR, by};
use crate::demo::seed::{Stage, day};

const BEHAVIOURS: &str =
    "L3 Four behaviours observed by the line manager, before and six months after, against the wait-list";

pub async fn try_out(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let share = fence::propose(tx, &by(stage, PARTNER, "2026-07-09T10:00:00Z"), 500, 24_000_000, "EUR").await?;
    let share = fence::find(tx, tenant, id, share).await?.context("it was just proposed")?;
    fence::agree(tx, &by(stage, SPONSOR, "2026-07-10T08:30:00Z"), &share).await?;
    reminders(stage).await?;
    midway(stage, programme).await?;
    coaching(stage).await?;
    let hour = Plan {
        title: "A free hour in the roster, in five Belgian depots".to_owned(),
        hypothesis: "With one free hour a week managers hold the coaching talk that they practised.".to_owned(),
        measure: BEHAVIOURS.to_owned(),
        design: "Five of the ten Belgian depots by lot; line managers observe in all ten before and after.".to_owned(),
        cap: 480_000,
        currency: "EUR".to_owned(),
        stops_on: day("2027-04-30"),
        stops_when: "The hour is taken back in more than two of the five depots.".to_owned(),
    };
    experiment::propose(tx, &by(stage, LEAD, "2026-10-08T09:00:00Z"), &hour).await?;
    Ok(())
}

/// What both sides do with four modules, and what the partner proposes for one more.
async fn midway(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let begun = midway::begin(tx, &by(stage, LEAD, "2026-08-03T09:00:00Z"), programme).await?;
    let begun = midway::find(tx, tenant, id, begun).await?.context("it was just begun")?;
    let modules = module::of_programme(tx, tenant, programme.id).await?;
    let sides = partnership::find(tx, id).await?.context("the partnership was begun")?;
    let put = [
        (0, Verdict::Keep, None, "Found relevant by nearly everyone, and it opens the talk with the own manager."),
        (1, Verdict::Keep, None, "The coaching talk is what the programme is about. It stays as it is."),
        (
            3,
            Verdict::Change,
            None,
            "The first case did not fit the nights. The new one does; look again after two more cohorts.",
        ),
        (
            4,
            Verdict::Stop,
            Some(420_000),
            "Managers have no say in rosters before the new tool is there. What it costs goes to peer coaching.",
        ),
    ];
    for (place, verdict, freed, reason) in put {
        let module = modules.get(place).context("the programme has twelve")?;
        let what = Proposed { verdict, reason: reason.to_owned(), freed, currency: "EUR".to_owned() };
        let proposer = by(stage, LEAD, "2026-08-04T10:00:00Z");
        midway::put(tx, &proposer, &begun, module, 0, &what).await?.ok().context("nobody else did")?;
        let agreed = by(stage, PARTNER, "2026-08-06T13:00:00Z");
        let seen = midway::evidence_of(tx, &sides, module, agreed.at).await?;
        midway::agree(tx, &agreed, &begun, module, 1, &seen).await?;
    }
    let last = modules.get(10).context("the programme has twelve")?;
    let what = Proposed {
        verdict: Verdict::Change,
        reason: "Half an hour with one's own manager may do more than a module about it.".to_owned(),
        freed: None,
        currency: "EUR".to_owned(),
    };
    let proposer = by(stage, PARTNER, "2026-09-24T13:00:00Z");
    midway::put(tx, &proposer, &begun, last, 0, &what).await?.ok().context("nobody else did")?;
    Ok(())
}

/// Peer coaching in place of a module that both sides let go in August.
async fn coaching(stage: &Stage<'_>) -> anyhow::Result<()> {
    let plan = Plan {
        title: "Peer coaching in threes, in place of module 5".to_owned(),
        hypothesis:
            "Managers who coach each other every two weeks hold more coaching talks with their own people than \
                     managers who go to the module on rosters."
                .to_owned(),
        measure: BEHAVIOURS.to_owned(),
        design:
            "Twelve groups of three in six depots, drawn by lot from the twelve that wanted to; the other six keep the \
                 module. Line managers do not know which."
                .to_owned(),
        cap: 600_000,
        currency: "EUR".to_owned(),
        stops_on: day("2026-12-18"),
        stops_when: "In two months fewer than half of the planned talks took place.".to_owned(),
    };
    let times = ["2026-08-10T09:00:00Z", "2026-08-12T14:00:00Z", "2026-08-24T07:00:00Z"];
    let id = started(stage, &plan, times).await?;
    for (at, amount, what, on) in [
        ("2026-08-28T10:00:00Z", 240_000, "Two days of training for the twelve groups", "2026-08-27"),
        ("2026-09-25T10:00:00Z", 115_000, "A supervisor for six weeks", "2026-09-24"),
    ] {
        experiment::spend(stage.tx, &by(stage, PARTNER, at), id, amount, what, day(on)).await?;
    }
    Ok(())
}

/// What a try looks like that told them little: nobody was left out, so its effect can't be told.
async fn reminders(stage: &Stage<'_>) -> anyhow::Result<()> {
    let plan = Plan {
        title: "Boosters by text message".to_owned(),
        hypothesis: "A message on the phone is answered more often than a mail.".to_owned(),
        measure: "L2 Score on the same test before and after the three core modules".to_owned(),
        design: "All learners of cohort 2 for six weeks; nobody is left out.".to_owned(),
        cap: 150_000,
        currency: "EUR".to_owned(),
        stops_on: day("2026-08-31"),
        stops_when: "More than one in ten asks to be left alone.".to_owned(),
    };
    let times = ["2026-07-10T09:00:00Z", "2026-07-13T09:00:00Z", "2026-07-15T07:00:00Z"];
    let id = started(stage, &plan, times).await?;
    let noted = by(stage, PARTNER, "2026-07-20T08:00:00Z");
    experiment::spend(stage.tx, &noted, id, 90_000, "Messages for six weeks", day("2026-07-20")).await?;
    let closing = Closing {
        stopped: false,
        outcome: Outcome::Drop,
        learned: "They were read at once and answered no more often. Next time half of the cohort keeps its mail."
            .to_owned(),
        study: None,
    };
    experiment::close(stage.tx, &by(stage, LEAD, "2026-09-01T09:00:00Z"), id, &closing).await?;
    Ok(())
}

/// Proposed by the partner, agreed by the sponsor, and begun.
async fn started(stage: &Stage<'_>, plan: &Plan, at: [&str; 3]) -> anyhow::Result<ExperimentId> {
    let id = experiment::propose(stage.tx, &by(stage, PARTNER, at[0]), plan).await?;
    experiment::agree(stage.tx, &by(stage, SPONSOR, at[1]), id, &plan.hash()).await?;
    experiment::start(stage.tx, &by(stage, PARTNER, at[2]), id).await?;
    Ok(id)
}
