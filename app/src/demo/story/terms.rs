//! What it costs: 80 % fixed, 15 % on behaviour, 5 % on turnover after two years, with a floor and a cap. Proposed by
//! Baken, accepted by Noordkade, and the fixed part stated. All amounts are generated.

use anyhow::Context;
use lustrum_identity::partnership;
use lustrum_partnership::charter::{self, Measure};
use lustrum_partnership::terms::{
    self, Base, Fallback, Kind, Outcome, Proposal, Rule, Terms, TermsId, chances, statement,
};

use super::{LEAD, PARTNER, SPONSOR, by};
use crate::demo::seed::{Stage, day, moment};

pub async fn agree(stage: &Stage<'_>) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let at = moment("2026-01-20T09:00:00Z");
    let charter = charter::in_force_on(tx, tenant, id, at).await?.context("the charter was signed")?;
    let known = charter::newest_first(tx, tenant, id).await?;
    let of = |level: i64| charter.measures.iter().find(|measure| measure.level == level).context("it has both levels");
    let terms = wanted(of(3)?, of(4)?);
    let sides = partnership::find(tx, id).await?.context("the partnership was begun")?;
    let chances = chances(tx, at, tenant, &charter, &known, &terms).await?;
    let words =
        "How likely it is to show observed coaching cannot be told beforehand. We design for it and stand for it.";
    let proposal =
        Proposal { sides: &sides, charter: &charter, terms, chances, words: Some(words.to_owned()), from: None };
    let agreed = terms::propose(tx, &by(stage, PARTNER, "2026-01-20T09:00:00Z"), proposal).await?;
    let version = terms::find(tx, tenant, id, agreed).await?.context("it was just proposed")?;
    let words = "Behaviour is what we pay for, also where no one can say yet how well it will be measured.";
    terms::accept(tx, &by(stage, SPONSOR, "2026-01-27T13:20:00Z"), agreed, &version.hash, Some(words)).await?;
    state(stage, agreed).await
}

/// The statement of the fixed part, made by Baken and confirmed by the deputy at Noordkade.
async fn state(stage: &Stage<'_>, agreed: TermsId) -> anyhow::Result<()> {
    let (tx, tenant) = (stage.tx, stage.organisation);
    let made = statement::make(tx, &by(stage, PARTNER, "2026-03-02T08:30:00Z"), agreed, Vec::new()).await?;
    let known = terms::store::statements(tx, tenant, agreed).await?;
    let hash = known.first().context("it was just made")?.hash.clone();
    statement::confirm(tx, &by(stage, LEAD, "2026-03-04T10:05:00Z"), agreed, made, &hash).await?;
    Ok(())
}

fn wanted(behaviour: &Measure, turnover: &Measure) -> Terms {
    // Thresholds and targets in tenths of the unit.
    let part = |measure: &Measure, share: i64, unit: &str, threshold: i64, target: i64, days: [&str; 2]| Outcome {
        kind: Kind::AtRisk,
        share,
        measure: measure.id,
        level: measure.level,
        text: measure.text.clone(),
        unit: unit.to_owned(),
        rule: Rule::Estimate,
        threshold: threshold * terms::MICRO / 10,
        target: target * terms::MICRO / 10,
        on: day(days[0]),
        again: day(days[1]),
        fallback: Fallback::Estimate,
    };
    Terms {
        currency: "EUR".to_owned(),
        total: 24_000_000,
        base: Base { share: 8_000, on: day("2026-03-01") },
        outcomes: vec![
            part(behaviour, 1_500, "points on a scale of 1 to 5", 1, 5, ["2026-10-01", "2027-04-01"]),
            part(turnover, 500, "%", -20, -100, ["2028-03-01", "2028-09-01"]),
        ],
        floor: 20_000_000,
        cap: 24_000_000,
    }
}
