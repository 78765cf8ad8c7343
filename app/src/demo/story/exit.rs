//! How Noordkade and Baken would part: who owns what they made, the plan of the hand-over, and a rehearsal of each side.

use anyhow::Context;
use lustrum_assessment::{bank, rubric};
use lustrum_exit::archive::Order;
use lustrum_exit::plan::{self, HandOver};
use lustrum_exit::rehearsal;
use lustrum_identity::partnership;
use lustrum_kernel::App;
use lustrum_kernel::access::Side;
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_partnership::By;
use lustrum_programme::module;
use lustrum_sharing::asset::{self, About, Kind, Rights, Terms};

use super::{DESIGNER, LEAD, PARTNER, by};
use crate::demo::seed::{Stage, moment};

pub async fn agree(stage: &Stage<'_>) -> anyhow::Result<()> {
    own(stage).await?;
    let items = [
        (Side::Partner, "The exercises and slides of every module, as files that can be edited", 14),
        (Side::Partner, "Two meetings with whoever takes over, one on the cases and one on the boosters", 30),
        (Side::Organisation, "What the partner may keep: its archive, and a reference that both agreed on", 14),
        (Side::Partner, "Proof that data of learners were destroyed", 30),
    ];
    let items = items.map(|(side, what, days)| HandOver { side, what: what.to_owned(), days });
    let written = plan::write(stage.tx, &by(stage, PARTNER, "2026-09-24T09:00:00Z"), 0, (90, &items)).await?;
    plan::agree(stage.tx, &by(stage, LEAD, "2026-09-25T13:00:00Z"), written).await?;
    Ok(())
}

/// What is in the register: most of it belongs to both, one rubric is the partner's, and one tool waits for an answer.
async fn own(stage: &Stage<'_>) -> anyhow::Result<()> {
    let (tenant, story) = (stage.organisation, stage.partnership);
    let modules = module::of_partnership(stage.tx, tenant, story, 10).await?;
    let first = modules.first().context("there are modules")?;
    let bank = bank::of_partnership(stage.tx, tenant, story, None, 1).await?;
    let bank = bank.first().context("there is a bank")?;
    let rubric = rubric::of_partnership(stage.tx, tenant, story, None, 1).await?;
    let rubric = rubric.first().context("there is a rubric")?;
    let here = Rights { during: true, ..Rights::default() };
    let ours_and_theirs = Rights { elsewhere: false, ..Rights::ALL };
    let joint = |words: &str| Terms {
        authors_organisation: "Marleen Vos, Lien Claes".to_owned(),
        authors_partner: "Emre Yilmaz".to_owned(),
        licence: asset::JOINT.to_owned(),
        words: words.to_owned(),
        organisation: Rights::ALL,
        partner: ours_and_theirs,
    };
    let open = Terms { licence: "CC-BY-4.0".to_owned(), partner: Rights::ALL, ..joint("") };
    let theirs = Terms {
        authors_organisation: String::new(),
        licence: asset::OWN.to_owned(),
        words: "Baken made this rubric before the partnership. Noordkade uses it as long as the partnership lasts; \
                scores that were given on it stay with Noordkade."
            .to_owned(),
        organisation: here,
        partner: Rights::ALL,
        ..joint("")
    };
    let agreed = [
        (
            About::New(Kind::Module, Some(first.id.0), &first.title),
            joint("Names of depots come out before it is used elsewhere."),
        ),
        (About::New(Kind::Form, Some(first.id.0), &first.title), joint("")),
        (About::New(Kind::ItemBank, Some(bank.id.0), &bank.title), open),
        (About::New(Kind::Rubric, Some(rubric.id.0), &rubric.title), theirs),
        (About::New(Kind::Case, None, "The empty dock at 04:00"), joint("")),
    ];
    let confirmer = by(stage, LEAD, "2026-03-12T10:00:00Z");
    for (about, terms) in agreed {
        let id = asset::propose(stage.tx, &by(stage, DESIGNER, "2026-03-10T15:00:00Z"), about, &terms).await?;
        let known = asset::find(stage.tx, tenant, story, id).await?.context("it was just proposed")?;
        asset::confirm(stage.tx, &confirmer, &known, 1).await?;
    }
    let tool = Terms { partner: here, ..joint("Noordkade built it; Baken asks to show it to others.") };
    let about = About::New(Kind::Tool, None, "Roster board for the first conversation");
    asset::propose(stage.tx, &by(stage, LEAD, "2026-09-28T08:30:00Z"), about, &tool).await?;
    Ok(())
}

/// Rehearses the exit of each side, once everything is there that it would take with it.
pub async fn rehearse(app: &App, story: PartnershipId, people: [PersonId; 2]) -> anyhow::Result<()> {
    let known = partnership::find(app.db(), story).await?.context("the story was just told")?;
    let days = ["2026-09-29T09:00:00Z", "2026-09-30T14:00:00Z"].map(moment);
    for ((side, person), at) in Side::BOTH.into_iter().zip(people).zip(days) {
        let by = By { tenant: known.client, partnership: story, side, person, at };
        let tx = app.db().begin().await?;
        let id = rehearsal::note(&tx, &by).await?;
        tx.commit().await?;
        let order = Order { partnership: known.clone(), side, promised: true, at };
        let report = rehearsal::rehearse(app, &order).await;
        anyhow::ensure!(report.failure.is_empty(), "the rehearsal failed: {}", report.failure);
        let tx = app.db().begin().await?;
        rehearsal::finish(&tx, &known, id, &report, at.plus_seconds(40)).await?;
        tx.commit().await?;
    }
    Ok(())
}
