//! What was agreed on the way: actions, decisions, and the review of the second quarter.

use anyhow::Context;
use lustrum_governance::action::{self, NewAction};
use lustrum_governance::decision::{self, NewDecision};
use lustrum_governance::owner::Owner;
use lustrum_governance::review;
use lustrum_identity::partnership;
use lustrum_kernel::access::Side;
use lustrum_kernel::event::{self, Event};

use super::{DESIGNER, LEAD, PARTNER, REGION, SPONSOR, STEWARD};
use crate::demo::seed::{Stage, day, moment};

const ACTIONS: [(&str, &str, &str, &str); 5] = [
    (
        "Ask every depot manager in Belgium for a free hour a week before the peak",
        SPONSOR,
        "2026-06-30",
        "2026-05-19T09:00:00Z",
    ),
    (
        "Replace the night-shift case in module 4: relevance fell in the second cohort",
        DESIGNER,
        "2026-09-18",
        "2026-07-09T09:00:00Z",
    ),
    ("Certify two Polish facilitators before cohort 4", REGION, "2026-12-12", "2026-07-09T09:10:00Z"),
    ("Give the figures of absence per quarter, as the agreement says", STEWARD, "2026-12-18", "2026-09-22T10:30:00Z"),
    ("Propose peer coaching in place of module 11", PARTNER, "2027-01-15", "2026-09-24T13:00:00Z"),
];

/// The history says that everything in this partnership was made up.
pub async fn label(stage: &Stage<'_>) -> anyhow::Result<()> {
    let at = moment("2025-11-03T08:00:00Z");
    let event = Event::new(stage.organisation, at, "partnership.generated").within(stage.partnership);
    event::append(stage.tx, event).await?;
    Ok(())
}

pub async fn agree(stage: &Stage<'_>) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    for (place, (text, owner, due, at)) in ACTIONS.into_iter().enumerate() {
        let new = NewAction {
            period: "2026-Q2".parse()?,
            text: text.to_owned(),
            owner: of(stage, owner),
            due: day(due),
            blameless: None,
            expected: None,
        };
        let made = action::add(tx, tenant, id, stage.person(LEAD), moment(at), new).await?;
        if place == 0 {
            let made = action::find(tx, tenant, id, made).await?.context("the action was just agreed")?;
            action::finish(tx, tenant, id, stage.person(SPONSOR), moment("2026-06-26T15:00:00Z"), &made).await?;
        }
    }
    let decisions = [
        (
            "Module 5 stays out of the Belgian plan until the roster tool is in use",
            "Rhythm",
            DESIGNER,
            "2026-07-09T09:30:00Z",
        ),
        ("No module in the peak from October to December", "Rhythm", LEAD, "2026-07-09T09:40:00Z"),
    ];
    for (text, clause, owner, at) in decisions {
        let new = NewDecision {
            period: "2026-Q2".parse()?,
            text: text.to_owned(),
            clause: clause.to_owned(),
            owner: of(stage, owner),
            due: None,
            meeting: None,
            measure: String::new(),
        };
        decision::add(tx, tenant, id, stage.person(LEAD), moment(at), new).await?;
    }
    let known = partnership::find(tx, id).await?.context("the partnership was begun")?;
    let generated = review::is_generated(tx, &known).await?;
    let at = moment("2026-07-09T08:00:00Z");
    review::make(tx, &known, Some(stage.person(LEAD)), at, "2026-Q2".parse()?, generated).await?;
    Ok(())
}

pub(super) fn of(stage: &Stage<'_>, email: &str) -> Owner {
    let side = if email.ends_with("@baken.example") { Side::Partner } else { Side::Organisation };
    Owner { side, person: Some(stage.person(email)) }
}
