//! What it costs and what it is worth: a rule that both sides agreed on before the data were opened, one ledger of both,
//! and what people told of it. Everyone and every amount is made up.

use anyhow::Context;
use lustrum_programme::programme::Programme;
use lustrum_study::money::cost::{self, Kind, worked};
use lustrum_study::money::rule::{self, Measure};
use lustrum_study::success::{self, Audience, Case, Consent, Story};

use super::delivery::Planned;
use super::strategy::Why;
use super::{LEAD, PARTNER, SPONSOR, STEWARD, by};
use crate::demo::seed::{Stage, day, moment};

/// 40 % of a salary of EUR 52,000 for each who leaves, so this for a percentage point of one manager's yearly turnover.
const A_POINT: i64 = 20_800;
/// 20 and 60 % of the same salary.
const RANGE: (i64, i64) = (10_400, 31_200);
const SOURCE: &str = "Assumption of the demonstration: a salary of EUR 52,000 a year and replacement at 40 % of it. Published \
    estimates lie far apart: about a fifth of a salary for most jobs (Boushey and Glynn, 2012), and more for managers. Both \
    sides agreed on 20 to 60 %.";

pub async fn convert(stage: &Stage<'_>, why: &Why, programme: &Programme, cohorts: &[Planned]) -> anyhow::Result<()> {
    let trained: i64 = cohorts.iter().filter(|planned| !planned.waits).map(|planned| planned.cohort.people).sum();
    let words = rule::Words {
        measure: Measure::Kpi(why.turnover.id),
        title: why.turnover.title.clone(),
        unit: "%".to_owned(),
        value: A_POINT,
        range: Some(RANGE),
        currency: "EUR".to_owned(),
        count: trained,
        counted: "frontline managers in the depots that start first".to_owned(),
        months: 12,
        programme: Some(programme.id),
        source: SOURCE.to_owned(),
    };
    let id = rule::propose(stage.tx, &by(stage, LEAD, "2026-02-17T09:00:00Z"), &words).await?;
    let proposed = rule::find(stage.tx, stage.organisation, stage.partnership, id).await?;
    let proposed = proposed.context("the rule was just proposed")?;
    rule::accept(stage.tx, &by(stage, PARTNER, "2026-02-19T13:30:00Z"), &proposed).await?;
    Ok(())
}

/// Kind, words, amount or hours at a rate, margin, source, and who entered it when.
type Line = (Kind, &'static str, Spent, i64, &'static str, &'static str, &'static str);

enum Spent {
    Amount(i64),
    Hours(f64, i64),
}

/// There is no line for overhead yet, and the page says so.
const LINES: [Line; 10] = [
    (
        Kind::Design,
        "Design of twelve modules",
        Spent::Amount(9_600_000),
        0,
        "Invoice 2026-014",
        PARTNER,
        "2026-04-02T08:00:00Z",
    ),
    (
        Kind::Delivery,
        "Facilitators, four countries",
        Spent::Amount(18_400_000),
        0,
        "Invoices of each month",
        PARTNER,
        "2026-09-03T08:00:00Z",
    ),
    (
        Kind::Materials,
        "Workbooks in four languages",
        Spent::Amount(1_250_000),
        0,
        "Invoice 2026-031",
        PARTNER,
        "2026-04-02T08:05:00Z",
    ),
    (
        Kind::Travel,
        "Trains and hotels of facilitators",
        Spent::Amount(2_130_000),
        0,
        "Expenses",
        PARTNER,
        "2026-09-03T08:10:00Z",
    ),
    (
        Kind::LearnersTime,
        "Twelve half days of each manager",
        Spent::Hours(10_560.0, 3_800),
        5,
        "Rosters; pay scale with social charges",
        LEAD,
        "2026-09-07T09:00:00Z",
    ),
    (
        Kind::ManagersTime,
        "Line managers: talks and observations",
        Spent::Hours(1_200.0, 4_900),
        20,
        "Estimate of the regional leads",
        LEAD,
        "2026-09-07T09:10:00Z",
    ),
    (
        Kind::Venue,
        "Second room in Antwerp",
        Spent::Amount(480_000),
        0,
        "Rent until September",
        SPONSOR,
        "2026-09-18T08:00:00Z",
    ),
    (
        Kind::Platform,
        "Academy, part of this programme",
        Spent::Amount(1_100_000),
        10,
        "Part of the licence by users",
        LEAD,
        "2026-09-07T09:20:00Z",
    ),
    (
        Kind::Evaluation,
        "360 rounds, study and reviews",
        Spent::Hours(220.0, 5_200),
        15,
        "Time sheets of L&D",
        STEWARD,
        "2026-09-21T10:00:00Z",
    ),
    (
        Kind::Design,
        "Night-shift case, second version",
        Spent::Amount(190_000),
        0,
        "Invoice 2026-058",
        PARTNER,
        "2026-09-22T10:00:00Z",
    ),
];

pub async fn spend(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    for (kind, words, spent, margin, source, who, at) in LINES {
        let (amount, time) = match spent {
            Spent::Amount(amount) => (amount, None),
            Spent::Hours(hours, rate) => (worked(hours, rate), Some((hours, rate))),
        };
        let line = cost::Words {
            programme: Some(programme.id),
            cohort: None,
            kind,
            words: words.to_owned(),
            amount,
            time,
            margin,
            currency: "EUR".to_owned(),
            from: day("2026-02-01"),
            until: day("2026-09-30"),
            source: source.to_owned(),
        };
        cost::enter(stage.tx, &by(stage, who, at), &line).await?;
    }
    Ok(())
}

/// What was told, in the order of the draw: three who changed most, two who changed least. Used, result, helped, proof.
const TOLD: [[&str; 4]; 5] = [
    [
        "Every Monday I take ten minutes with each of my people before the shift, with the three questions of module 4.",
        "Two who had said they would leave stayed. I hear of trouble with the roster before it happens.",
        "My own manager freed the time in the roster and asked me each week how it went.",
        "The rosters of June to September show the ten minutes.",
    ],
    [
        "I give feedback at once, at the belt, and no longer at the end of the month.",
        "Mistakes in loading fell on my shift; the others asked what I did differently.",
        "Practising with a colleague on the day after the module.",
        "The list of loading mistakes per shift, May and September.",
    ],
    [
        "I let the team plan the Friday shift itself.",
        "Swapping of shifts is down to a few a month, and nobody is called at home on Thursday night.",
        "The case in the module was ours: the same depot, the same Friday.",
        "The log of swapped shifts.",
    ],
    [
        "I tried the weekly talk twice in April.",
        "Nothing came of it: in the peak I had nobody to take over the floor.",
        "Stood in the way: no free hour in the roster, and a manager who did not know what I was to practise.",
        "The rosters of April and May.",
    ],
    [
        "Nothing so far.",
        "I do the work as before. The module was about a depot twice the size of ours.",
        "Would have helped: an example from a small depot, and a colleague to practise with.",
        "The list of cases in module 4.",
    ],
];

pub async fn ask(stage: &Stage<'_>, programme: &Programme, cohorts: &[Planned]) -> anyhow::Result<()> {
    let mut people = Vec::new();
    for planned in cohorts.iter().filter(|planned| !planned.waits) {
        let all = lustrum_delivery::enrolment::of_cohort(stage.tx, stage.organisation, planned.cohort.id).await?;
        people.extend(all.into_iter().step_by(9).map(|one| one.email));
    }
    let source = "Ticked in the form after module 8. Generated for the demonstration.";
    let noted = by(stage, LEAD, "2026-09-16T09:00:00Z");
    success::allow(stage.tx, &noted, programme.id, &people, source).await?;
    let ids = success::draw(stage.tx, &by(stage, LEAD, "2026-09-17T14:00:00Z"), programme, "QBR 3").await?;
    let ends = ids.iter().take(3).chain(ids.iter().rev().take(2).rev());
    for (place, (id, told)) in ends.zip(TOLD).enumerate() {
        let [used, result, helped, proof] = told.map(str::to_owned);
        let drawn = case(stage, *id).await?;
        let story = Story { used, result, helped, proof };
        success::write(stage.tx, &by(stage, LEAD, "2026-09-23T15:00:00Z"), &drawn, 0, &story).await?;
        let consented = Consent {
            named: place < 2,
            audience: Audience::Both,
            source: "By e-mail, after reading the words. Generated for the demonstration.".to_owned(),
            at: moment("2026-09-24T09:00:00Z"),
        };
        let written = case(stage, *id).await?;
        success::consent(stage.tx, &by(stage, LEAD, "2026-09-24T09:00:00Z"), &written, &consented).await?;
        let looked = by(stage, STEWARD, "2026-09-25T11:00:00Z");
        success::verify(stage.tx, &looked, &written, "Looked at the lists and the rosters that are named.").await?;
    }
    Ok(())
}

async fn case(stage: &Stage<'_>, id: success::CaseId) -> anyhow::Result<Case> {
    let found = success::find(stage.tx, stage.organisation, stage.partnership, id).await?;
    found.context("the case was drawn")
}
