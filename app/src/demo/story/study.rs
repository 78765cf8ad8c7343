//! Impact: a study registered before anyone started, of the depots that start first against those that wait.

use std::fmt::Write as _;

use anyhow::Context;
use lustrum_kernel::form::Upload;
use lustrum_strategy::reading;
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
        unit: "percentage points".to_owned(),
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
pub async fn estimate(stage: &Stage<'_>, why: &Why, study: &Study, depots: &[Depot]) -> anyhow::Result<()> {
    let at = moment("2026-10-12T09:00:00Z");
    let (organisation, kpi) = (stage.organisation, why.turnover.id);
    let readings = reading::as_known(stage.tx, organisation, kpi, at, day(FROM), day(UNTIL)).await?;
    let mut table = "unit,period,value,trained\n".to_owned();
    for known in readings {
        let first = depots.iter().any(|depot| depot.first && depot.name == known.unit);
        let trained = u8::from(first && known.period >= day(START));
        writeln!(table, "{},{},{},{trained}", known.unit, known.period, known.value)?;
    }
    let upload =
        Upload { name: "readings.csv".to_owned(), content_type: "text/csv".to_owned(), bytes: table.into_bytes() };
    study::estimate_and_store(stage.tx, study, stage.person(STEWARD), at, &upload).await??;
    Ok(())
}
