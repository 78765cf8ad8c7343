//! A real programme with real participants: the National Supported Work demonstration, United States, 1975-78. The
//! figures of the study are published data (`examples/nsw`); nothing in them was generated. What it cost is an assumption
//! of the demonstration and says so.

use anyhow::{Context, ensure};
use lustrum_kernel::access::Side;
use lustrum_kernel::form::Upload;
use lustrum_partnership::By;
use lustrum_strategy::challenge;
use lustrum_study::money::cost::{self, Kind};
use lustrum_study::money::rule::{self, Measure};
use lustrum_study::study::{self, Basis, Better, Design, Plan};

use super::seed::{Stage, day, moment};

const LEAD: &str = "ada@supported-work.example";
const PARTNER: &str = "ben@sites.example";
const EXPERIMENT: &str = include_str!("../../../examples/nsw/nsw_experimental.csv");
const SURVEY: &str = include_str!("../../../examples/nsw/cps_controls.csv");

pub async fn tell(stage: &Stage<'_>) -> anyhow::Result<()> {
    let words = challenge::Words {
        title: "People without work for years earn too little to live on".to_owned(),
        description: "Twelve to eighteen months of work with guidance, for people who had been without work for long. \
            Places were few, and chance decided who got one."
            .to_owned(),
        owner: stage.person(LEAD),
        from: day("1975-03-01"),
        until: day("1979-12-31"),
    };
    let at = moment("2025-11-03T09:00:00Z");
    challenge::create(stage.tx, stage.organisation, stage.person(LEAD), at, &words).await?;
    let randomised = Plan {
        title: "Earnings after supported work".to_owned(),
        question: "Did supported work raise yearly earnings in 1978?".to_owned(),
        design: Design::Rct,
        ..plan()
    };
    conclude(stage, &randomised, "nsw_experimental.csv", EXPERIMENT.to_owned()).await?;
    let compared = Plan {
        title: "The trained against a survey of the population".to_owned(),
        question: "What would a comparison say with people whom nobody randomised?".to_owned(),
        design: Design::Comparison,
        ..plan()
    };
    conclude(stage, &compared, "nsw_trained_and_survey.csv", trained_and_survey()?).await
}

fn plan() -> Plan {
    Plan {
        title: String::new(),
        question: String::new(),
        design: Design::Rct,
        basis: Basis::Table {
            outcome: "re78".to_owned(),
            treatment: "treat".to_owned(),
            unit: None,
            time: None,
            cluster: None,
            covariates: Vec::new(),
        },
        unit: "US dollars of 1982".to_owned(),
        decimals: 2,
        better: Better::Higher,
        margin: None,
        source: "LaLonde (1986), American Economic Review 76; Dehejia and Wahba (1999), JASA 94".to_owned(),
        generated: false,
        assigned: study::Assigned::default(),
    }
}

async fn conclude(stage: &Stage<'_>, plan: &Plan, name: &str, table: String) -> anyhow::Result<()> {
    let (tx, organisation, id, lead) = (stage.tx, stage.organisation, stage.partnership, stage.person(LEAD));
    let registered = study::register(tx, organisation, id, lead, moment("2025-11-04T09:00:00Z"), plan).await?;
    let known = study::find(tx, organisation, id, registered).await?.context("the study was just registered")?;
    if plan.design == Design::Rct {
        money(stage, &known).await?;
    }
    let upload = Upload { name: name.to_owned(), content_type: "text/csv".to_owned(), bytes: table.into_bytes() };
    let at = moment("2025-11-05T09:00:00Z");
    study::estimate_and_store(tx, &known, lead, at, &upload).await??;
    study::release(tx, &known, lead, moment("2025-11-05T09:30:00Z")).await?;
    Ok(())
}

/// Shares of 185 places: kind, US dollars, by how many percent it may be more or less.
const COSTS: [(Kind, &str, i64, i64); 10] = [
    (Kind::Design, "Setting up the sites", 46_000, 0),
    (Kind::Delivery, "Wages and guidance", 752_000, 10),
    (Kind::Materials, "Tools and materials", 58_000, 0),
    (Kind::Travel, "Travel", 14_000, 0),
    (Kind::LearnersTime, "None: participants had no other work", 0, 0),
    (Kind::ManagersTime, "Supervisors of the crews", 121_000, 15),
    (Kind::Venue, "Workshops", 49_000, 0),
    (Kind::Platform, "None: there was no platform", 0, 0),
    (Kind::Evaluation, "Interviews", 33_000, 0),
    (Kind::Overhead, "Administration", 37_000, 20),
];
const ASSUMED: &str = "Assumption of the demonstration, no published figure. The published one is Mathematica's benefit-cost \
    analysis of 1981.";

/// A dollar earned counts as a dollar, for each who was trained, in the one year that was measured.
async fn money(stage: &Stage<'_>, known: &study::Study) -> anyhow::Result<()> {
    let by = |email: &str, side, at: &str| By {
        tenant: stage.organisation,
        partnership: stage.partnership,
        side,
        person: stage.person(email),
        at: moment(at),
    };
    let lead = by(LEAD, Side::Organisation, "2025-11-04T10:00:00Z");
    let words = rule::Words {
        measure: Measure::Study(known.id),
        title: known.plan.title.clone(),
        unit: known.plan.unit.clone(),
        value: 100,
        range: Some((90, 110)),
        currency: "USD".to_owned(),
        count: 185,
        counted: "participants".to_owned(),
        months: 12,
        programme: None,
        source: "A dollar earned counts as a dollar. Assumption of the demonstration: 10 % more or less, for what work costs \
                 and spares besides the wage."
            .to_owned(),
    };
    let id = rule::propose(stage.tx, &lead, &words).await?;
    let proposed = rule::find(stage.tx, stage.organisation, stage.partnership, id).await?;
    let proposed = proposed.context("the rule was just proposed")?;
    rule::accept(stage.tx, &by(PARTNER, Side::Partner, "2025-11-04T15:00:00Z"), &proposed).await?;
    for (kind, words, dollars, margin) in COSTS {
        let line = cost::Words {
            programme: None,
            cohort: None,
            kind,
            words: words.to_owned(),
            amount: dollars * 100,
            time: None,
            margin,
            currency: "USD".to_owned(),
            from: day("1975-03-01"),
            until: day("1977-12-31"),
            source: ASSUMED.to_owned(),
        };
        cost::enter(stage.tx, &lead, &line).await?;
    }
    Ok(())
}

/// The trained of the experiment under one heading with the survey.
fn trained_and_survey() -> anyhow::Result<String> {
    let (heading, survey) = SURVEY.split_once('\n').context("the survey has a heading")?;
    let mut table = format!("{heading}\n");
    let mut lines = EXPERIMENT.lines();
    ensure!(lines.next() == Some(heading.trim_end()), "both files have the same columns");
    for line in lines.filter(|line| line.split(',').nth(1) == Some("1")) {
        table.push_str(line);
        table.push('\n');
    }
    table.push_str(survey);
    Ok(table)
}
