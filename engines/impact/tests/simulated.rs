//! Ten thousand simulated programmes with a known effect: how often the interval holds it, and how often nothing is
//! called something.

use std::collections::BTreeMap;

use lustrum_impact::{
    Level, Panel, PanelRows, difference_in_differences, difference_in_means, mean,
    staggered::{Settings, group_time_effects},
};

/// Ten times what the bounds are stated for: then chance alone does not cross them.
const PROGRAMMES: u32 = 10_000;
const SITES: usize = 40;
const PERIODS: usize = 8;
const FIRST_AFTER: usize = 4;
/// In points of turnover, as the story of the demo plants it.
const EFFECT: f64 = -4.0;

/// Normal deviates from SplitMix64 by Box and Muller: the same on every machine.
struct Chance(u64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
    fn normal(&mut self) -> f64 {
        let (radius, angle) = ((-2.0 * (1.0 - self.uniform()).ln()).sqrt(), std::f64::consts::TAU * self.uniform());
        radius * angle.cos()
    }
}

struct Row {
    site: usize,
    time: usize,
    trained: bool,
    outcome: f64,
}

/// Sites with levels of their own and shocks that last, half of them trained from the middle on, while the labour
/// market moves everyone's turnover of 30 by this share until the end.
fn sites(chance: &mut Chance, effect: f64, market: f64) -> Vec<Row> {
    let mut rows = Vec::with_capacity(SITES * PERIODS);
    for site in 0..SITES {
        let level = 30.0 + 6.0 * chance.normal();
        let mut shock = 0.0;
        for time in 0..PERIODS {
            shock = 0.5 * shock + 2.0 * chance.normal();
            let trained = site % 2 == 0 && time >= FIRST_AFTER;
            let trend = 30.0 * market * time as f64 / (PERIODS - 1) as f64;
            let outcome = level + trend + shock + if trained { effect } else { 0.0 };
            rows.push(Row { site, time, trained, outcome });
        }
    }
    rows
}

fn panel(rows: &[Row]) -> Panel {
    let unit: Vec<usize> = rows.iter().map(|row| row.site).collect();
    let period: Vec<usize> = rows.iter().map(|row| row.time).collect();
    let outcome = rows.iter().map(|row| row.outcome).collect();
    let treated = rows.iter().map(|row| row.trained).collect();
    let rows = PanelRows { unit: &unit, period: &period, cluster: &unit, outcome, treated, covariates: Vec::new() };
    Panel::new(rows).expect("a whole panel")
}

/// How many of the intervals hold `held`.
fn holding(held: f64, mut interval: impl FnMut(&mut Chance) -> (f64, f64)) -> u32 {
    let mut chance = Chance(20_261_124);
    (0..PROGRAMMES)
        .filter(|_| {
            let (low, high) = interval(&mut chance);
            (low..=high).contains(&held)
        })
        .count() as u32
}

fn panel_interval(chance: &mut Chance, effect: f64, market: f64) -> (f64, f64) {
    let fit =
        difference_in_differences(&panel(&sites(chance, effect, market)), Level::default()).expect("it is identified");
    (fit.estimate.interval.low, fit.estimate.interval.high)
}

#[test]
fn cap_42_the_interval_of_a_panel_holds_the_planted_effect_in_93_to_97_percent() {
    for market in [0.0, 0.2] {
        let held = holding(EFFECT, |chance| panel_interval(chance, EFFECT, market));
        assert!((9_300..=9_700).contains(&held), "{held} of {PROGRAMMES} with a market trend of {market}");
    }
}

#[test]
fn cap_42_a_market_trend_of_20_percent_is_called_an_effect_in_4_to_6_percent() {
    for market in [0.0, 0.2] {
        let alarms = PROGRAMMES - holding(0.0, |chance| panel_interval(chance, 0.0, market));
        assert!((400..=600).contains(&alarms), "{alarms} of {PROGRAMMES} with a market trend of {market}");
    }
}

#[test]
fn a_plain_before_and_after_takes_the_market_for_the_programme() {
    let mut alarms = 0;
    let mut chance = Chance(20_261_124);
    for _ in 0..PROGRAMMES {
        let rows = sites(&mut chance, 0.0, 0.2);
        // What a report without a comparison group does: the trained sites after, minus the same sites before.
        let halves = trained_means(&rows, true).into_iter().zip(trained_means(&rows, false));
        let changes: Vec<f64> = halves.map(|(after, before)| after - before).collect();
        let estimate = mean(&changes, Level::default()).expect("they vary");
        alarms += u32::from(!(estimate.interval.low..=estimate.interval.high).contains(&0.0));
    }
    assert!(
        alarms > PROGRAMMES / 2,
        "{alarms} false alarms: the design is what keeps them at 5 percent, not the arithmetic"
    );
}

fn trained_means(rows: &[Row], after: bool) -> Vec<f64> {
    let mut sums: BTreeMap<usize, (f64, u32)> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.site % 2 == 0 && (row.time >= FIRST_AFTER) == after) {
        let sum = sums.entry(row.site).or_default();
        *sum = (sum.0 + row.outcome, sum.1 + 1);
    }
    sums.into_values().map(|(sum, count)| sum / f64::from(count)).collect()
}

#[test]
fn cap_42_the_interval_of_a_randomised_comparison_holds_the_planted_effect_in_93_to_97_percent() {
    let compare = |chance: &mut Chance, effect: f64| {
        // Groups of unequal size and spread, which the plain test with one variance gets wrong.
        let trained: Vec<f64> = (0..30).map(|_| 30.0 + effect + 9.0 * chance.normal()).collect();
        let waiting: Vec<f64> = (0..60).map(|_| 30.0 + 4.0 * chance.normal()).collect();
        let estimate = difference_in_means(&trained, &waiting, Level::default()).expect("both vary");
        (estimate.interval.low, estimate.interval.high)
    };
    let held = holding(EFFECT, |chance| compare(chance, EFFECT));
    assert!((9_300..=9_700).contains(&held), "{held} of {PROGRAMMES}");
    let alarms = PROGRAMMES - holding(0.0, |chance| compare(chance, 0.0));
    assert!((400..=600).contains(&alarms), "{alarms} of {PROGRAMMES}");
}

/// As many as the bounds are stated for.
const STAGGERED_PROGRAMMES: u32 = 1_000;

/// Sites that start in three different periods, or never, with effects that grow, or none.
fn staggered_interval(chance: &mut Chance, effect: f64, market: f64) -> (f64, f64, f64) {
    let starts = [None, Some(3), Some(4), None, Some(6)];
    let (mut rows, mut planted) = (Vec::new(), BTreeMap::<usize, (f64, f64)>::new());
    for site in 0..SITES {
        let start: Option<usize> = starts[site % starts.len()];
        let level = 30.0 + 6.0 * chance.normal();
        let mut shock = 0.0;
        for time in 0..PERIODS {
            shock = 0.5 * shock + 2.0 * chance.normal();
            let trend = 30.0 * market * time as f64 / (PERIODS - 1) as f64;
            let since = start.and_then(|start| time.checked_sub(start));
            let own = since.map_or(0.0, |since| effect * (1.0 + since as f64 / 4.0));
            if let Some(since) = since {
                let sum = planted.entry(since).or_default();
                *sum = (sum.0 + own, sum.1 + 1.0);
            }
            rows.push(Row { site, time, trained: since.is_some(), outcome: level + trend + shock + own });
        }
    }
    let panel = panel(&rows);
    let settings = Settings { draws: 0, ..Settings::default() };
    let found = group_time_effects(&panel, &panel.timing(), &settings).expect("it is identified");
    let held = planted.values().map(|(sum, count)| sum / count).sum::<f64>() / planted.len() as f64;
    let interval = found.dynamic.overall.interval;
    (held, interval.low, interval.high)
}

#[test]
fn cap_42_the_interval_of_staggered_starts_holds_the_planted_effect_and_raises_no_false_alarms() {
    for (effect, market) in [(EFFECT, 0.0), (0.0, 0.2)] {
        let mut chance = Chance(20_261_125);
        let held = (0..STAGGERED_PROGRAMMES)
            .filter(|_| {
                let (planted, low, high) = staggered_interval(&mut chance, effect, market);
                (low..=high).contains(&planted)
            })
            .count();
        let share = held as f64 / f64::from(STAGGERED_PROGRAMMES);
        assert!((0.93..=0.97).contains(&share), "{share} with an effect of {effect} and a market trend of {market}");
    }
}

#[test]
fn cap_42_effects_before_the_start_are_found_in_4_to_6_percent_where_there_are_none() {
    let mut chance = Chance(20_261_126);
    let mut alarms = 0;
    for _ in 0..STAGGERED_PROGRAMMES {
        let mut rows = sites(&mut chance, 0.0, 0.2);
        for row in &mut rows {
            row.trained = row.site % 2 == 0 && row.time >= 4 + row.site % 4 / 2;
        }
        let panel = panel(&rows);
        let settings = Settings { draws: 0, ..Settings::default() };
        let found = group_time_effects(&panel, &panel.timing(), &settings).expect("it is identified");
        alarms += u32::from(found.pre_trend.expect("there is a before").p_value_few_clusters < 0.05);
    }
    let share = f64::from(alarms) / f64::from(STAGGERED_PROGRAMMES);
    assert!((0.03..=0.07).contains(&share), "{share}");
}
