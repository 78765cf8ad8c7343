//! Depots over months: some start, some wait; the market moves them all.

use super::{Answer, Told, chance::Chance};
use lustrum_impact::{
    ImpactError, Level, Panel, PanelRows, Rules, assess_panel,
    inference::over_time,
    staggered::{Settings, group_time_effects},
};
use std::collections::BTreeMap;

/// Depots with levels of their own and deviations that last, each with its start.
pub struct Depots {
    pub starts: Vec<Option<usize>>,
    pub periods: usize,
    /// Standard deviation within a depot over time.
    pub within: f64,
    pub carry: f64,
    /// What the effect grows by in each period, as a share of itself.
    pub growth: f64,
    /// Of a hundred readings so many are missing.
    pub missing: f64,
}

impl Depots {
    pub fn new(starts: Vec<Option<usize>>, periods: usize) -> Self {
        Self { starts, periods, within: 2.3, carry: 0.5, growth: 0.0, missing: 0.0 }
    }

    pub fn panel(&self, chance: &mut Chance, effect: f64, market: f64) -> Result<Panel, ImpactError> {
        let (mut unit, mut period, mut outcome, mut treated) = (vec![], vec![], vec![], vec![]);
        for (depot, start) in self.starts.iter().enumerate() {
            let level = 30.0 + 6.0 * chance.normal();
            let deviations = chance.carried(self.carry, self.periods);
            for (month, deviation) in deviations.iter().enumerate() {
                if chance.uniform() < self.missing {
                    continue;
                }
                let since = start.and_then(|start| month.checked_sub(start));
                let own = since.map_or(0.0, |since| self.effect(effect, since));
                let moved = market * month as f64 / (self.periods - 1) as f64;
                unit.push(depot);
                period.push(month);
                outcome.push(level + moved + self.within * deviation + own);
                treated.push(since.is_some());
            }
        }
        Panel::new(PanelRows { unit: &unit, period: &period, cluster: &unit, outcome, treated, covariates: vec![] })
    }

    fn effect(&self, effect: f64, since: usize) -> f64 {
        effect * (1.0 + self.growth * since as f64)
    }

    /// Mean over all depots and months after a start.
    pub fn on_treated(&self, effect: f64) -> f64 {
        let months = self.starts.iter().flatten().flat_map(|start| 0..self.periods - start);
        let (sum, count) =
            months.fold((0.0, 0.0), |(sum, count), since| (sum + self.effect(effect, since), count + 1.0));
        sum / count
    }

    /// Mean over the periods since the start of the mean effect of those seen so long.
    fn dynamic(&self, effect: f64) -> f64 {
        let last = self.starts.iter().flatten().max().copied().unwrap_or(0);
        let everyone = self.starts.iter().all(Option::is_some);
        let mut by_since: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for start in self.starts.iter().flatten() {
            // Where everyone starts, nobody is left to compare with from the last start on.
            let end = if everyone { last } else { self.periods };
            for since in 0..end.saturating_sub(*start) {
                let sum = by_since.entry(since).or_default();
                *sum = (sum.0 + self.effect(effect, since), sum.1 + 1.0);
            }
        }
        by_since.values().map(|(sum, count)| sum / count).sum::<f64>() / by_since.len() as f64
    }
}

/// So many of so many by lot, from this month on.
pub fn by_lot(chance: &mut Chance, first: usize, all: usize, start: usize) -> Vec<Option<usize>> {
    chance.draw(first, all).into_iter().map(|is| is.then_some(start)).collect()
}

fn before_and_after(depots: &Depots, chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let panel = depots.panel(chance, effect, market)?;
    let assessed = assess_panel(&panel, &Rules::default())?;
    let estimate = assessed.estimate.ok_or(ImpactError::NoGroupTime)?;
    Ok(Told { estimate, planted: effect })
}

pub fn common(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let depots = Depots::new(by_lot(chance, 20, 40, 4), 8);
    before_and_after(&depots, chance, effect, market)
}

pub fn few_started(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let depots = Depots::new(by_lot(chance, 6, 40, 6), 10);
    before_and_after(&depots, chance, effect, market)
}

fn few_of(first: usize, all: usize, missing: f64, chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let depots = Depots { missing, ..Depots::new(by_lot(chance, first, all, 6), 10) };
    before_and_after(&depots, chance, effect, market)
}

pub fn one_of_thirty(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    few_of(1, 30, 0.0, chance, effect, market)
}

pub fn two_of_thirty(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    few_of(2, 30, 0.0, chance, effect, market)
}

pub fn three_of_thirty(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    few_of(3, 30, 0.0, chance, effect, market)
}

pub fn four_of_thirty(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    few_of(4, 30, 0.0, chance, effect, market)
}

pub fn two_of_thirty_with_holes(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    few_of(2, 30, 0.1, chance, effect, market)
}

pub fn one_of_fifteen(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    few_of(1, 15, 0.0, chance, effect, market)
}

/// Sites of one to nine depots that share a deviation: clusters of very unequal size.
pub fn two_sites_of_thirty(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let (periods, start) = (10, 6);
    let drawn = chance.draw(2, 30);
    let (mut unit, mut period, mut cluster, mut outcome, mut treated) = (vec![], vec![], vec![], vec![], vec![]);
    let mut depot = 0;
    for (site, trained) in drawn.into_iter().enumerate() {
        let shared = chance.carried(0.5, periods);
        for _ in 0..1 + (chance.uniform() * 9.0) as usize {
            let level = 30.0 + 6.0 * chance.normal();
            for (month, own) in chance.carried(0.5, periods).iter().enumerate() {
                let started = trained && month >= start;
                let moved = market * month as f64 / (periods - 1) as f64;
                let effect = if started { effect } else { 0.0 };
                unit.push(depot);
                period.push(month);
                cluster.push(site);
                outcome.push(level + moved + effect + shared[month] + 2.3 * own);
                treated.push(started);
            }
            depot += 1;
        }
    }
    let rows = PanelRows { unit: &unit, period: &period, cluster: &cluster, outcome, treated, covariates: vec![] };
    let assessed = assess_panel(&Panel::new(rows)?, &Rules::default())?;
    Ok(Told { estimate: assessed.estimate.ok_or(ImpactError::NoGroupTime)?, planted: effect })
}

pub fn holes(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let depots = Depots { missing: 0.1, ..Depots::new(by_lot(chance, 15, 30, 6), 12) };
    before_and_after(&depots, chance, effect, market)
}

pub fn wait_list(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let depots = Depots::new(by_lot(chance, 12, 24, 12), 18);
    let panel = depots.panel(chance, effect, market)?;
    Ok(Told { estimate: over_time(&panel, Level::default())?.estimate, planted: effect })
}

pub fn stepped_wedge(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let starts = (0..20).map(|depot| Some(1 + depot / 5)).collect();
    let panel = Depots::new(starts, 6).panel(chance, effect, market)?;
    Ok(Told { estimate: over_time(&panel, Level::default())?.estimate, planted: effect })
}

fn group_times(depots: &Depots, chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let panel = depots.panel(chance, effect, market)?;
    let settings = Settings { draws: 0, ..Settings::default() };
    let found = group_time_effects(&panel, &panel.timing(), &settings)?;
    Ok(Told { estimate: found.dynamic.overall, planted: depots.dynamic(effect) })
}

pub fn staggered(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let starts = (0..40).map(|depot| [None, Some(3), Some(4), None, Some(6)][depot % 5]).collect();
    group_times(&Depots { growth: 0.25, ..Depots::new(starts, 8) }, chance, effect, market)
}

pub fn everyone(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let starts = (0..36).map(|depot| Some(2 + depot / 9)).collect();
    group_times(&Depots { growth: 0.25, ..Depots::new(starts, 8) }, chance, effect, market)
}
