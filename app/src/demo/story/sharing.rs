//! What the partner may see: turnover by depot and month, with the works council's consent; absence is offered and waits for
//! an answer.

use anyhow::Context;
use lustrum_identity::partnership;
use lustrum_sharing::agreement::{self, Grain, Terms};
use lustrum_sharing::council;
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
    consent(stage).await?;
    let purpose = "To see whether absence moves with turnover, in reviews only";
    offer(stage, &why.absence, Grain::Total, purpose, "2027-03-31", "2026-09-22T10:00:00Z").await?;
    Ok(())
}

/// The works council reads the dossier and consents to groups of five or more.
async fn consent(stage: &Stage<'_>) -> anyhow::Result<()> {
    let at = moment("2026-01-29T15:00:00Z");
    let sides = partnership::find(stage.tx, stage.partnership).await?.context("the partnership of the story")?;
    let dossier = council::gather(stage.tx, stage.organisation, &sides, at).await?;
    let words = council::Words {
        council: "Works council of Noordkade Logistics".to_owned(),
        decided: day("2026-01-29"),
        outcome: council::Outcome::Consented,
        smallest_group: Some(5),
        conditions: "Looked at again after a year. What managers say of a depot is not used in talks about their work."
            .to_owned(),
    };
    let act = agreement::Act { by: stage.person(STEWARD), at };
    council::decide(stage.tx, stage.organisation, stage.partnership, act, &words, &dossier).await?;
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
