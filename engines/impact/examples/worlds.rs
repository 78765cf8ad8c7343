//! A thousand simulated programmes for each design, under its own assumptions: how often the interval holds the planted
//! effect, and how often nothing is called something, both under an outside trend of 20 percent.
//!
//! Run with: cargo run --release -p lustrum-impact --example worlds [PROGRAMMES]

use lustrum_impact::{
    Column, Comparison, Estimate, Interval, Level, Rules,
    inference::{RobustErrors, interacted_adjustment, regression_coefficient},
    synthetic::{DonorPool, Placebos, assess_synthetic},
    time_series::{Errors, Series, Trend, segmented_regression, structural_counterfactual},
    weighting::{Target, doubly_robust, inverse_probability, nearest_neighbours},
};
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

const EFFECT: f64 = -4.0;

/// One programme with this effect: the interval that its design gives.
type Programme = fn(&mut Chance, f64) -> Interval;

fn main() {
    let programmes: u32 = std::env::args().nth(1).and_then(|number| number.parse().ok()).unwrap_or(1_000);
    let designs: [(&str, Programme); 10] = [
        ("randomised, interacted adjustment", randomised),
        ("randomised by cluster, CR2", clustered),
        ("interrupted series, no carry", |chance, effect| interrupted(chance, effect, 0.0)),
        ("interrupted series, carry 0.4", |chance, effect| interrupted(chance, effect, 0.4)),
        ("structural forecast", structural),
        ("synthetic control", synthetic),
        ("inverse probability", |chance, effect| people(chance, effect, inverse_probability)),
        ("doubly robust", |chance, effect| people(chance, effect, doubly_robust)),
        ("doubly robust, of the treated", |chance, effect| {
            people(chance, effect, |groups, _, level| doubly_robust(groups, Target::Treated, level))
        }),
        ("matching, one neighbour", |chance, effect| {
            people(chance, effect, |groups, _, level| nearest_neighbours(groups, 1, Target::Treated, level))
        }),
    ];
    for (design, interval) in designs {
        let mut chance = Chance(ChaCha8Rng::seed_from_u64(20_261_126));
        let (mut held, mut alarms) = (0, 0);
        for _ in 0..programmes {
            let planted = interval(&mut chance, EFFECT);
            held += u32::from((planted.low..=planted.high).contains(&EFFECT));
            alarms += u32::from(interval(&mut chance, 0.0).excludes_zero());
        }
        let share = |count: u32| 100.0 * f64::from(count) / f64::from(programmes);
        println!(
            "{design}: {:.1} % of the intervals hold the effect, {:.1} % false alarms",
            share(held),
            share(alarms)
        );
    }
}

struct Chance(ChaCha8Rng);

impl Chance {
    fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let (radius, angle) = ((-2.0 * (1.0 - self.uniform()).ln()).sqrt(), std::f64::consts::TAU * self.uniform());
        radius * angle.cos()
    }
}

fn told(estimate: Result<Estimate, lustrum_impact::ImpactError>) -> Interval {
    estimate.expect("it is identified").interval
}

fn randomised(chance: &mut Chance, effect: f64) -> Interval {
    let before: Vec<f64> = (0..80).map(|_| 30.0 + 5.0 * chance.normal()).collect();
    let treated: Vec<bool> = (0..80).map(|at| at % 2 == 0).collect();
    // The market adds a fifth to everyone.
    let outcome = (0..80)
        .map(|at| 1.2 * before[at] + if treated[at] { effect + 3.0 * chance.normal() } else { 2.0 * chance.normal() })
        .collect();
    let groups =
        Comparison::new(outcome, treated).and_then(|groups| groups.with_covariate(Column::new("before", before)));
    told(interacted_adjustment(&groups.expect("sound groups"), Level::default()))
}

fn clustered(chance: &mut Chance, effect: f64) -> Interval {
    let (mut outcome, mut trained, mut clusters) = (Vec::new(), Vec::new(), Vec::new());
    for cluster in 0..14_u32 {
        let level = 36.0 + 2.0 * chance.normal();
        for _ in 0..5 + cluster % 7 {
            outcome.push(level + 4.0 * chance.normal() + if cluster % 2 == 0 { effect } else { 0.0 });
            trained.push(f64::from(1 - cluster % 2));
            clusters.push(cluster);
        }
    }
    let columns = [Column::new("intercept", vec![1.0; outcome.len()]), Column::new("trained", trained)];
    told(regression_coefficient(&columns, &outcome, 1, RobustErrors::Cr2(&clusters), Level::default()))
}

fn series(chance: &mut Chance, effect: f64, carry: f64, trend: f64) -> Series {
    let mut error = chance.normal() / (1.0 - carry * carry).sqrt();
    let outcome = (0..60)
        .map(|month| {
            error = carry * error + chance.normal();
            30.0 + trend * f64::from(month) / 59.0 + error + if month >= 36 { effect } else { 0.0 }
        })
        .collect();
    Series::new(outcome, 36).expect("a sound series")
}

fn interrupted(chance: &mut Chance, effect: f64, carry: f64) -> Interval {
    told(
        segmented_regression(&series(chance, effect, carry, 6.0), Errors::Restricted, Level::default())
            .map(|one| one.mean),
    )
}

/// A level that wanders, beside a market that moves it.
fn structural(chance: &mut Chance, effect: f64) -> Interval {
    let (mut level, mut market) = (30.0, 0.0);
    let (mut outcome, mut control) = (Vec::new(), Vec::new());
    for month in 0..60 {
        level += 0.2 * chance.normal();
        market += 0.1 + 0.5 * chance.normal();
        outcome.push(level + market + chance.normal() + if month >= 48 { effect } else { 0.0 });
        control.push(market);
    }
    let series = Series::new(outcome, 48).and_then(|series| series.with_control(Column::new("market", control)));
    let series = series.expect("a sound series");
    told(structural_counterfactual(&series, Trend::LocalLevel, Level::default()).map(|one| one.mean))
}

fn synthetic(chance: &mut Chance, effect: f64) -> Interval {
    let (sites, periods, before) = (60, 24, 18);
    let mut movements = vec![[0.0; 3]; periods];
    for at in 1..periods {
        movements[at] = movements[at - 1].map(|last: f64| last + 0.5 * chance.normal());
    }
    let mut values = Vec::with_capacity(sites * periods);
    for _ in 0..sites {
        let shares: [f64; 3] = std::array::from_fn(|_| 0.5 + 0.2 * chance.normal());
        for (month, movement) in movements.iter().enumerate() {
            let common: f64 = movement.iter().zip(&shares).map(|(one, share)| one * share).sum();
            values.push(30.0 + 6.0 * month as f64 / periods as f64 + common + 0.5 * chance.normal());
        }
    }
    let treated =
        values[..periods].iter().enumerate().map(|(at, v)| if at < before { *v } else { v + effect }).collect();
    let pool = DonorPool::new(treated, values[periods..].to_vec(), before).expect("a sound pool");
    let (answer, _) = assess_synthetic(&pool, &Rules::default(), Placebos::All).expect("it fits");
    answer.estimate.expect("there is one").interval
}

fn people(
    chance: &mut Chance,
    effect: f64,
    estimate: fn(&Comparison, Target, Level) -> Result<Estimate, lustrum_impact::ImpactError>,
) -> Interval {
    let (mut outcome, mut treated, mut age, mut tenure) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..400 {
        let (a, t) = (chance.normal(), chance.normal());
        let is = chance.uniform() < 1.0 / (1.0 + (0.4 - 0.6 * a - 0.4 * t).exp());
        outcome.push(36.0 + 2.0 * a + t + 3.0 * chance.normal() + if is { effect } else { 0.0 });
        treated.push(is);
        age.push(a);
        tenure.push(t);
    }
    let groups = Comparison::new(outcome, treated)
        .and_then(|groups| groups.with_covariate(Column::new("age", age)))
        .and_then(|groups| groups.with_covariate(Column::new("tenure", tenure)));
    told(estimate(&groups.expect("sound groups"), Target::Everyone, Level::default()))
}
