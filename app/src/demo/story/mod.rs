//! The story of Noordkade and Baken, step by step in the order in which it happened, through the same functions that
//! the pages use. All people and figures are generated.

mod around;
mod asks;
mod assessment;
mod behaviour;
mod charter;
mod delivery;
mod evidence;
pub mod exit;
mod experiment;
mod governance;
mod health;
mod immersion;
mod money;
mod notes;
mod programme;
mod reaction;
mod rhythm;
mod room;
mod selection;
mod sharing;
pub mod strategy;
mod study;
mod terms;

use lustrum_kernel::access::Side;
use lustrum_partnership::By;

use super::depots::{Depot, depots};
use super::seed::{Stage, moment};

pub const LEAD: &str = "marleen@noordkade.example";
pub const SPONSOR: &str = "pieter@noordkade.example";
pub const REGION: &str = "ewa@noordkade.example";
pub const MANAGER: &str = "sanne@noordkade.example";
pub const STEWARD: &str = "tom@noordkade.example";
pub const PARTNER: &str = "ruth@baken.example";
pub const DESIGNER: &str = "emre@baken.example";

/// The month in which the first 20 depots start.
pub const START: &str = "2026-03-01";

pub async fn tell(stage: &Stage<'_>) -> anyhow::Result<()> {
    let depots: Vec<Depot> = depots();
    governance::label(stage).await?;
    let why = strategy::record(stage, &depots).await?;
    selection::choose(stage).await?;
    room::open(stage).await?;
    let learned = immersion::learn(stage).await?;
    charter::sign_first(stage, &why).await?;
    terms::agree(stage).await?;
    sharing::agree(stage, &why).await?;
    let programme = programme::design(stage, &why).await?;
    immersion::trace(stage, &programme, &learned).await?;
    let studies = study::register(stage, &why, &depots).await?;
    let cohorts = delivery::plan(stage, &programme, &depots).await?;
    money::convert(stage, &why, &programme, &cohorts).await?;
    reaction::pilot(stage, &programme, &cohorts).await?;
    strategy::keep_up(stage, &why, &depots).await?;
    charter::sign_second(stage).await?;
    assessment::measure(stage, &programme, &cohorts).await?;
    evidence::gather(stage, &programme, &cohorts).await?;
    money::spend(stage, &programme).await?;
    money::ask(stage, &programme, &cohorts).await?;
    asks::ask(stage).await?;
    notes::second(stage, &programme).await?;
    governance::agree(stage).await?;
    notes::settle(stage, &programme).await?;
    health::contest(stage).await?;
    health::ask(stage).await?;
    rhythm::keep(stage).await?;
    health::meet(stage).await?;
    charter::place_decisions(stage).await?;
    charter::begin_third(stage).await?;
    experiment::try_out(stage, &programme).await?;
    notes::third(stage, &programme).await?;
    study::estimate(stage, &studies, &programme, &depots).await?;
    study::draw_next(stage, &why, &depots).await?;
    exit::agree(stage).await?;
    Ok(())
}

/// Who acts on which side, at a moment.
fn by(stage: &Stage<'_>, email: &str, at: &str) -> By {
    let side = if email.ends_with("@baken.example") { Side::Partner } else { Side::Organisation };
    By { tenant: stage.organisation, partnership: stage.partnership, side, person: stage.person(email), at: moment(at) }
}
