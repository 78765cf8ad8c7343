//! Programmes in which the lot decided who was trained, measured at their end.

use super::{Answer, Told, chance::Chance};
use lustrum_impact::{
    Column, Comparison, Estimate, ImpactError, Level, Rules, assess_randomised, difference_in_means,
    inference::{interacted_adjustment, stratified_difference},
};

fn told(estimate: Estimate, planted: f64) -> Told {
    Told { estimate, planted }
}

/// As the product tells it.
fn assessed(groups: &Comparison, planted: f64) -> Answer {
    let estimate = assess_randomised(groups, &Rules::default())?.estimate;
    Ok(told(estimate.ok_or(ImpactError::OneCluster)?, planted))
}

/// Groups of unequal size and spread, which the plain test with one variance gets wrong.
pub fn individual(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let trained: Vec<f64> = (0..30).map(|_| 30.0 + market + effect + 9.0 * chance.normal()).collect();
    let waiting: Vec<f64> = (0..60).map(|_| 30.0 + market + 4.0 * chance.normal()).collect();
    Ok(told(difference_in_means(&trained, &waiting, Level::default())?, effect))
}

/// People with what was known of them before; the market moves those who were high before by more.
fn known_before(chance: &mut Chance, effect: f64, market: f64) -> Result<Comparison, ImpactError> {
    let before: Vec<f64> = (0..80).map(|_| 30.0 + 5.0 * chance.normal()).collect();
    let treated = chance.draw(40, 80);
    let outcome = (0..80)
        .map(|at| (1.0 + market / 30.0) * before[at] + if treated[at] { effect } else { 0.0 } + 3.0 * chance.normal())
        .collect();
    Comparison::new(outcome, treated)?.with_covariate(Column::new("before", before))
}

pub fn adjusted(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let groups = known_before(chance, effect, market)?;
    assessed(&groups, effect)
}

pub fn interacted(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let groups = known_before(chance, effect, market)?;
    Ok(told(interacted_adjustment(&groups, Level::default())?, effect))
}

/// Twelve months before and six after, each month a reading: the mean of those after, adjusted for the mean of those before.
pub fn ancova(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let treated = chance.draw(30, 60);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for is in &treated {
        let level = 30.0 + 4.0 * chance.normal();
        let readings = chance.carried(0.6, 18);
        let mean = |from: usize, until: usize| {
            let sum: f64 = (from..until).map(|at| 5.0 * readings[at] + market * at as f64 / 17.0).sum();
            level + sum / (until - from) as f64
        };
        before.push(mean(0, 12));
        after.push(mean(12, 18) + if *is { effect } else { 0.0 });
    }
    let groups = Comparison::new(after, treated)?.with_covariate(Column::new("before", before))?;
    assessed(&groups, effect)
}

/// Teams of unequal size whose people resemble each other; half of the teams by lot.
fn teams(chance: &mut Chance, count: usize, effect: f64, market: f64, known: bool) -> Result<Comparison, ImpactError> {
    let drawn = chance.draw(count / 2, count);
    let (mut outcome, mut treated, mut team_of, mut before) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (team, is) in drawn.iter().enumerate() {
        let level = 30.0 + market + 2.0 * chance.normal();
        for _ in 0..5 + team % 7 {
            let own = 4.0 * chance.normal();
            before.push(level + own + 2.0 * chance.normal());
            outcome.push(level + own + 2.0 * chance.normal() + if *is { effect } else { 0.0 });
            treated.push(*is);
            team_of.push(team);
        }
    }
    let groups = Comparison::new(outcome, treated)?.with_clusters(&team_of)?;
    if known { groups.with_covariate(Column::new("before", before)) } else { Ok(groups) }
}

pub fn clustered(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    assessed(&teams(chance, 30, effect, market, false)?, effect)
}

pub fn few_clusters(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    assessed(&teams(chance, 12, effect, market, false)?, effect)
}

pub fn clusters_adjusted(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    assessed(&teams(chance, 24, effect, market, true)?, effect)
}

/// Six strata of different size and level, a third of each by lot.
pub fn stratified(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let (mut outcome, mut treated, mut strata) = (Vec::new(), Vec::new(), Vec::new());
    for stratum in 0..6_usize {
        let size = 9 + 3 * stratum;
        let level = 30.0 + 5.0 * chance.normal() + market;
        for is in chance.draw(size / 3, size) {
            outcome.push(level + 4.0 * chance.normal() + if is { effect } else { 0.0 });
            treated.push(is);
            strata.push(stratum);
        }
    }
    let groups = Comparison::new(outcome, treated)?;
    Ok(told(stratified_difference(&groups, &strata, Level::default())?, effect))
}
