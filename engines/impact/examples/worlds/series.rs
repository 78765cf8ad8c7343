//! One course that was interrupted, and one unit beside a mixture of others.

use super::{Answer, Told, chance::Chance};
use lustrum_impact::{
    Column, ImpactError, Level, Rules,
    synthetic::{DonorPool, Placebos, assess_synthetic},
    time_series::{Errors, Series, Trend, segmented_regression, structural_counterfactual},
};

fn course(chance: &mut Chance, effect: f64, market: f64, carry: f64, months: usize, start: usize) -> Vec<f64> {
    let deviations = chance.carried(carry, months);
    let moved = |month: usize| market * month as f64 / (months - 1) as f64;
    let own = |month: usize| if month >= start { effect } else { 0.0 };
    deviations.iter().enumerate().map(|(month, one)| 30.0 + moved(month) + own(month) + one).collect()
}

fn interrupted(chance: &mut Chance, effect: f64, market: f64, carry: f64, [months, start]: [usize; 2]) -> Answer {
    let series = Series::new(course(chance, effect, market, carry, months, start), start)?;
    let found = segmented_regression(&series, Errors::Restricted, Level::default())?;
    Ok(Told { estimate: found.mean, planted: effect })
}

pub fn carried(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    interrupted(chance, effect, market, 0.4, [60, 36])
}

pub fn plain(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    interrupted(chance, effect, market, 0.0, [60, 36])
}

pub fn short(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    interrupted(chance, effect, market, 0.2, [24, 12])
}

/// Less the mean of an untrained site, which has the same season and the same shocks of the market.
pub fn less_untreated(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let shocks = chance.carried(0.7, 60);
    let own = course(chance, effect, 0.0, 0.3, 60, 36);
    let other = course(chance, 0.0, 0.0, 0.3, 60, 36);
    let common = |month: usize| 2.0 * shocks[month] + market * (month as f64 / 59.0).powi(2);
    let less = (0..60).map(|month| own[month] + common(month) - (other[month] + common(month))).collect();
    let found = segmented_regression(&Series::new(less, 36)?, Errors::Restricted, Level::default())?;
    Ok(Told { estimate: found.mean, planted: effect })
}

/// A level that wanders, beside a market that moves it.
pub fn structural(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let (mut level, mut moved) = (30.0, 0.0);
    let (mut outcome, mut control) = (Vec::new(), Vec::new());
    for month in 0..60 {
        level += 0.2 * chance.normal();
        moved += market / 59.0 + 0.5 * chance.normal();
        outcome.push(level + moved + chance.normal() + if month >= 48 { effect } else { 0.0 });
        control.push(moved);
    }
    let series = Series::new(outcome, 48)?.with_control(Column::new("market", control))?;
    let found = structural_counterfactual(&series, Trend::LocalLevel, Level::default())?;
    Ok(Told { estimate: found.mean, planted: effect })
}

/// Sites that follow three common movements, each to a share of its own; one of them is trained.
pub fn sites(chance: &mut Chance, count: usize, [periods, before]: [usize; 2], effect: f64, market: f64) -> Vec<f64> {
    let mut movements = vec![[0.0; 3]; periods];
    for at in 1..periods {
        movements[at] = movements[at - 1].map(|last: f64| last + 0.5 * chance.normal());
    }
    let mut values = Vec::with_capacity(count * periods);
    for site in 0..count {
        let shares: [f64; 3] = std::array::from_fn(|_| 0.5 + 0.2 * chance.normal());
        for (month, movement) in movements.iter().enumerate() {
            let common: f64 = movement.iter().zip(&shares).map(|(one, share)| one * share).sum();
            let moved = market * month as f64 / periods as f64;
            let own = if site == 0 && month >= before { effect } else { 0.0 };
            values.push(30.0 + moved + common + 0.5 * chance.normal() + own);
        }
    }
    values
}

pub fn synthetic(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    let (periods, before) = (24, 18);
    let mut values = sites(chance, 41, [periods, before], effect, market);
    let donors = values.split_off(periods);
    let (answer, _) = assess_synthetic(&DonorPool::new(values, donors, before)?, &Rules::default(), Placebos::All)?;
    Ok(Told { estimate: answer.estimate.ok_or(ImpactError::OutcomeDoesNotVary)?, planted: effect })
}
