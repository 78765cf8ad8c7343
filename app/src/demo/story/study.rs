//! Impact: a study registered before anyone started, of the depots that start first against those that wait.

use anyhow::Context;
use lustrum_study::study::{self, Basis, Better, Design, Plan, Study, UnitPlan};

use super::strategy::Why;
use super::{LEAD, START, STEWARD};
use crate::demo::depots::Depot;
use crate::demo::seed::{Stage, day, moment};

const FROM: &str = "2025-03-01";
const UNTIL: &str = "2026-09-01";

pub async fn register(stage: &Stage<'_>, why: &Why, depots: &[Depot]) -> anyhow::Result<Study> {
    let units = depots
        .iter()
        .map(|depot| UnitPlan { unit: depot.name.to_owned(), trained_from: depot.first.then(|| day(START)) })
        .collect();
    let plan = Plan {
        title: "Turnover after the programme, against the wait-list".to_owned(),
        question:
            "Does yearly turnover of frontline managers fall in the depots that start first, against those that wait?"
                .to_owned(),
        design: Design::Did,
        basis: Basis::Kpi {
            kpi: why.turnover.id,
            title: why.turnover.title.clone(),
            from: day(FROM),
            until: day(UNTIL),
            units,
        },
        unit: "%".to_owned(),
        decimals: 1,
        better: Better::Lower,
        margin: Some(1.0),
        source: why.turnover.current.definition.source.clone(),
        generated: true,
    };
    let at = moment("2026-02-16T10:00:00Z");
    let lead = stage.person(LEAD);
    let id = study::register(stage.tx, stage.organisation, stage.partnership, lead, at, &plan).await?;
    study::find(stage.tx, stage.organisation, stage.partnership, id).await?.context("the study was just registered")
}

/// Opens the data after two quarters.
pub async fn estimate(stage: &Stage<'_>, study: &Study) -> anyhow::Result<()> {
    let at = moment("2026-10-12T09:00:00Z");
    let table = study::table_of_readings(stage.tx, study, at).await?.context("the story has readings")?;
    study::estimate_and_store(stage.tx, study, stage.person(STEWARD), at, &table).await??;
    Ok(())
}
