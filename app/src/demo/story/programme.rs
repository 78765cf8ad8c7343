//! The programme: nine months, twelve modules, four behaviours, designed by both sides from the organisation's cases.

use anyhow::{Context, ensure};
use lustrum_programme::behaviour;
use lustrum_programme::module::{self, Mode};
use lustrum_programme::programme::store::Act;
use lustrum_programme::programme::{self, Programme};

use super::strategy::Why;
use super::{DESIGNER, LEAD};
use crate::demo::seed::{Stage, moment};

const BEHAVIOURS: [(&str, &str, &str); 4] = [
    (
        "Holds a coaching talk with every team member each month",
        "Talks when something went wrong",
        "A planned talk with each, with one thing to try",
    ),
    (
        "Plans the shift with the people on it",
        "Hands out a finished roster",
        "Wishes and limits are asked for and seen in the roster",
    ),
    (
        "Speaks up about overload before the peak",
        "Reports it when people fall out",
        "Raises it a week ahead, with a proposal",
    ),
    ("Hands over the shift face to face", "Leaves a note", "Ten minutes with the next manager, about people first"),
];

const MODULES: [(&str, Mode, i64, i64); 12] = [
    ("Why people stay: our own figures", Mode::Classroom, 240, 180),
    ("The coaching talk", Mode::Classroom, 420, 330),
    ("Coaching on the floor", Mode::Workplace, 120, 120),
    ("The night shift", Mode::Online, 90, 80),
    ("Rosters with people", Mode::Classroom, 240, 200),
    ("Speaking up before the peak", Mode::Online, 90, 60),
    ("Peer coaching 1", Mode::Workplace, 120, 120),
    ("Handing over the shift", Mode::SelfStudy, 45, 30),
    ("Difficult talks", Mode::Classroom, 420, 300),
    ("Peer coaching 2", Mode::Workplace, 120, 120),
    ("Your own manager and you", Mode::Online, 90, 70),
    ("What stays: a plan for a year", Mode::Classroom, 240, 240),
];

/// Which behaviours which modules work on, both by their place from 0. The first, the last and peer coaching are about all of it.
const WORKS_ON: [(usize, &[usize]); 7] =
    [(1, &[0]), (2, &[0]), (3, &[3]), (4, &[1]), (5, &[2]), (7, &[3]), (8, &[0, 2])];

pub async fn design(stage: &Stage<'_>, why: &Why) -> anyhow::Result<Programme> {
    let act = |email: &str, at: &str| Act {
        tenant: stage.organisation,
        partnership: stage.partnership,
        by: stage.person(email),
        at: moment(at),
    };
    let words = programme::Words {
        title: "Leading where the work is".to_owned(),
        purpose: "Frontline managers lead so that their people, and they themselves, stay.".to_owned(),
        goal: Some(why.goal),
    };
    let begun = act(DESIGNER, "2026-01-22T09:00:00Z");
    let id = programme::create(stage.tx, begun, &words).await?;
    let find = async || programme::find(stage.tx, stage.organisation, stage.partnership, id).await;
    let draft = find().await?.context("the programme was just made")?;
    for (text, low, high) in BEHAVIOURS {
        behaviour::add(stage.tx, act(DESIGNER, "2026-01-29T10:00:00Z"), &draft, text, low, high).await?;
    }
    let measures = [
        (1, "Relevance for the own shift, after every module", None),
        (2, "Score on the same test before and after", None),
        (3, "Four behaviours observed by the line manager, before and after", None),
        (4, "Yearly turnover of frontline managers", Some(why.turnover.id)),
    ];
    for (level, text, kpi) in measures {
        programme::add_measure(stage.tx, act(LEAD, "2026-01-30T10:00:00Z"), &draft, level, text, kpi).await?;
    }
    for (title, mode, minutes, own_case_minutes) in MODULES {
        let words = module::Words { title: title.to_owned(), mode, minutes, own_case_minutes };
        module::add(stage.tx, act(DESIGNER, "2026-02-05T10:00:00Z"), &draft, &words).await?;
    }
    let behaviours = behaviour::of_programme(stage.tx, stage.organisation, id).await?;
    let modules = module::of_programme(stage.tx, stage.organisation, id).await?;
    for (place, works_on) in WORKS_ON {
        let module = modules.get(place).context("the programme has twelve")?;
        let linked: Vec<_> = works_on.iter().filter_map(|at| behaviours.get(*at).map(|one| one.id)).collect();
        module::works_on::link(stage.tx, act(DESIGNER, "2026-02-06T09:00:00Z"), module, &linked).await?;
    }
    let approved = programme::approve(stage.tx, act(LEAD, "2026-02-12T13:00:00Z"), &draft).await?;
    ensure!(approved == Ok(true), "the programme of the story can be approved");
    find().await?.context("the programme is there")
}
