//! What the partner may see: turnover by depot and month; absence is offered and waits for an answer.

use anyhow::Context;
use lustrum_sharing::agreement::{self, Grain, Terms};
use lustrum_strategy::kpi::Kpi;

use super::strategy::Why;
use super::{PARTNER, STEWARD};
use crate::demo::seed::{Stage, day, moment};

pub async fn agree(stage: &Stage<'_>, why: &Why) -> anyhow::Result<()> {
    let purpose = "To see together whether turnover moves, in reviews and in the study of the wait-list";
    let id = offer(stage, &why.turnover, Grain::Unit, purpose, "2027-07-31", "2026-01-19T10:00:00Z").await?;
    let at = moment("2026-01-20T09:30:00Z");
    let agreed = agreement::find(stage.tx, stage.organisation, stage.partnership, id).await?;
    let agreed = agreed.context("the agreement was just offered")?;
    agreement::accept(stage.tx, &agreed, stage.person(PARTNER), at).await??;
    let purpose = "To see whether absence moves with turnover, in reviews only";
    offer(stage, &why.absence, Grain::Total, purpose, "2027-03-31", "2026-09-22T10:00:00Z").await?;
    Ok(())
}

async fn offer(
    stage: &Stage<'_>,
    kpi: &Kpi,
    grain: Grain,
    purpose: &str,
    until: &str,
    at: &str,
) -> anyhow::Result<agreement::AgreementId> {
    let terms = Terms {
        kpi: kpi.id,
        title: kpi.title.clone(),
        grain,
        smallest_group: 8,
        purpose: purpose.to_owned(),
        data_class: kpi.current.definition.data_class,
        from: day("2026-01-20"),
        until: day(until),
    };
    let (tenant, steward) = (stage.organisation, stage.person(STEWARD));
    Ok(agreement::offer(stage.tx, tenant, stage.partnership, steward, moment(at), terms).await??)
}
