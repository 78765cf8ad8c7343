//! What waits around data and content: agreements on figures, NDAs, terms of assets, insights of the immersion, triggers, and
//! words for a draw.

use lustrum_evidence::signal::trigger;
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Partnered, Resource, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_partnership::immersion;
use lustrum_sharing::{agreement, asset, nda};
use lustrum_study::study;

use super::{Right, Waiting, What};

const EVIDENCE: Right = Right { action: "signal.view", of: |id| Resource::new("Evidence", id) };

pub(super) async fn waiting(db: &impl Sql, known: &Partnered, now: Moment) -> Result<Vec<Waiting>, DbError> {
    let mut all = figures(db, known, now).await?;
    all.extend(ndas(db, known, now).await?);
    let assets = asset::waiting(db, known.client, known.id).await?;
    all.extend(assets.into_iter().map(|(asset, put)| Waiting {
        key: "waiting-asset",
        what: What::Text(asset.title),
        side: Some(put.other()),
        seen: Right { action: "asset.view", of: |id| Resource::new("Assets", id) },
        answers: Right { action: "asset.confirm", of: |id| Resource::new("Assets", id) },
        mandate: None,
        done_by: Vec::new(),
        place: format!("assets/{}", asset.id),
    }));
    let insights = immersion::store::insights(db, known.client, known.id).await?;
    all.extend(insights.into_iter().filter(|insight| insight.answer.is_none()).map(|insight| Waiting {
        key: "waiting-insight",
        what: What::Number(insight.number),
        side: Some(Side::Organisation),
        seen: Right { action: "immersion.view", of: |id| Resource::new("Immersion", id) },
        answers: Right { action: "insight.answer", of: |id| Resource::new("Immersion", id) },
        mandate: None,
        done_by: Vec::new(),
        place: format!("immersion/insights/{}", insight.id),
    }));
    all.extend(triggers(db, known).await?);
    all.extend(draws(db, known, now).await?);
    Ok(all)
}

async fn figures(db: &impl Sql, known: &Partnered, now: Moment) -> Result<Vec<Waiting>, DbError> {
    let offered = agreement::of_partnership(db, known.client, known.id, None, 20).await?;
    let offered = offered.into_iter().filter(|agreed| agreed.standing_at(now) == agreement::Standing::Offered);
    let one = |agreed: agreement::Agreement| Waiting {
        key: "waiting-agreement",
        what: What::Text(agreed.terms.title),
        side: Some(Side::Partner),
        seen: Right { action: "agreement.list", of: |id| Resource::new("Agreements", id) },
        answers: Right {
            action: "agreement.accept",
            of: |id| Resource::new("Agreement", id).with("state", agreement::Standing::Offered.word()),
        },
        mandate: None,
        done_by: Vec::new(),
        place: "shared".to_owned(),
    };
    Ok(offered.map(one).collect())
}

/// Each person of the partner signs for themselves.
async fn ndas(db: &impl Sql, known: &Partnered, now: Moment) -> Result<Vec<Waiting>, DbError> {
    let mut open = nda::of_partnership(db, known.client, known.id).await?;
    open.retain(|one| one.standing_at(now).can_be_signed());
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let signers = nda::signers(db, known.client, known.id).await?;
    let waits = |one: nda::Nda| Waiting {
        key: "waiting-nda",
        what: What::Day(one.words.until),
        side: Some(Side::Partner),
        seen: Right { action: "nda.sign", of: signable },
        answers: Right { action: "nda.sign", of: signable },
        mandate: None,
        done_by: signers.iter().filter(|(signed, _)| *signed == one.id).map(|(_, person)| *person).collect(),
        place: format!("room/ndas/{}", one.id),
    };
    Ok(open.into_iter().map(waits).collect())
}

fn signable(id: lustrum_kernel::id::PartnershipId) -> Resource {
    Resource::new("Nda", id).with("state", nda::Standing::InForce.word())
}

async fn triggers(db: &impl Sql, known: &Partnered) -> Result<Vec<Waiting>, DbError> {
    let all = trigger::of_partnership(db, known.client, known.id).await?;
    let open = all.into_iter().filter(|one| one.ended_at.is_none());
    let waits = |one: trigger::Trigger| Side::BOTH.into_iter().find(|side| one.agreed_by(*side).is_none());
    Ok(open
        .filter_map(waits)
        .map(|side| Waiting {
            key: "waiting-trigger",
            what: What::Nothing,
            side: Some(side),
            seen: EVIDENCE,
            answers: Right { action: "trigger.agree", of: |id| Resource::new("Evidence", id) },
            mandate: None,
            done_by: Vec::new(),
            place: "evidence/signals".to_owned(),
        })
        .collect())
}

/// Draws whose seed is made from the words of both sides.
async fn draws(db: &impl Sql, known: &Partnered, now: Moment) -> Result<Vec<Waiting>, DbError> {
    let mut all = Vec::new();
    for concluded in study::latest_of(db, known.client, known.id, now).await? {
        let study = concluded.study;
        if !study.plan.assigned.waits_for_words() {
            continue;
        }
        let waits = |side: &Side| study.seals.iter().all(|seal| seal.side != *side || seal.words.is_none());
        all.extend(Side::BOTH.into_iter().filter(waits).map(|side| Waiting {
            key: "waiting-words",
            what: What::Text(study.plan.title.clone()),
            side: Some(side),
            seen: Right { action: "study.draw", of: |id| Resource::new("Study", id).flag("shared", false) },
            answers: Right { action: "study.seal", of: |id| Resource::new("Study", id).flag("shared", false) },
            mandate: None,
            done_by: Vec::new(),
            place: format!("studies/{}/draw", study.id),
        }));
    }
    Ok(all)
}
