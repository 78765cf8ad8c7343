//! Regressions with two and three fixed effects against pyfixest: `references/make_effects.py` makes the figures.

use lustrum_impact::{
    ImpactError, Level,
    fixed_effects::{Route, Rows, fixed_effects},
};
use serde_json::Value;
use std::collections::BTreeMap;

struct Table(BTreeMap<String, Vec<String>>);

impl Table {
    fn read(name: &str) -> Self {
        let path = format!("{}/tests/references/{name}.csv", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the data set is there");
        let mut lines = text.lines();
        let names: Vec<String> = lines.next().expect("a header").split(',').map(str::to_owned).collect();
        let mut columns = vec![Vec::new(); names.len()];
        for line in lines {
            columns.iter_mut().zip(line.split(',')).for_each(|(column, cell)| column.push(cell.to_owned()));
        }
        Self(names.into_iter().zip(columns).collect())
    }

    fn numbers(&self, name: &str) -> Vec<f64> {
        self.0[name].iter().map(|cell| cell.parse().expect("a number")).collect()
    }

    fn codes(&self, name: &str) -> Vec<u32> {
        let mut distinct = self.0[name].clone();
        distinct.sort();
        distinct.dedup();
        self.0[name].iter().map(|label| distinct.binary_search(label).expect("it is there") as u32).collect()
    }
}

fn names(value: &Value) -> Vec<&str> {
    value.as_array().expect("names").iter().map(|name| name.as_str().expect("a name")).collect()
}

#[test]
fn two_and_three_fixed_effects_agree_with_pyfixest() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/references/effects.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for case in all["cases"].as_array().unwrap() {
        let table = Table::read(case["file"].as_str().unwrap());
        let regressors: Vec<Vec<f64>> = names(&case["regressors"]).iter().map(|name| table.numbers(name)).collect();
        let effects: Vec<Vec<u32>> = names(&case["effects"]).iter().map(|name| table.codes(name)).collect();
        let weights = case["weights"].as_str().map(|name| table.numbers(name));
        let fit = fixed_effects(&Rows {
            outcome: &table.numbers("y"),
            regressors: &regressors.iter().map(Vec::as_slice).collect::<Vec<_>>(),
            effects: &effects.iter().map(Vec::as_slice).collect::<Vec<_>>(),
            cluster: &table.codes(case["cluster"].as_str().unwrap()),
            weights: weights.as_deref(),
        })
        .unwrap();
        assert_eq!(fit.rows as u64, case["rows"].as_u64().unwrap(), "{case}");
        for at in 0..regressors.len() {
            let found = fit.estimate(at, Level::default()).unwrap();
            for (found, expected) in
                [(found.effect, &case["coefficients"][at]), (found.standard_error, &case["errors"][at])]
            {
                let expected = expected.as_f64().unwrap();
                assert!((found / expected - 1.0).abs() < 1e-7, "{found} instead of {expected}: {case}");
            }
        }
    }
}

/// Units over periods with holes, in an order that no effect follows.
struct Made {
    outcome: Vec<f64>,
    treated: Vec<f64>,
    unit: Vec<u32>,
    period: Vec<u32>,
    group: Vec<u32>,
}

fn made(units: u32, periods: u32, holes: bool) -> Made {
    let mut made = Made { outcome: vec![], treated: vec![], unit: vec![], period: vec![], group: vec![] };
    for at in 0..units * periods {
        let at = (u64::from(at) * 7_919 % u64::from(units * periods)) as u32;
        let (unit, period) = (at / periods, at % periods);
        let noise = f64::from((unit * 31 + period * period * 17 + at % 13) % 101) / 10.0;
        if holes && (unit * 13 + period * 7) % 10 == 0 {
            continue;
        }
        let treated = f64::from(u8::from(unit % 3 == 0 && period > unit % 4));
        made.outcome.push(noise + f64::from(unit % 50) + f64::from(period) + 2.0 * treated);
        made.treated.push(treated);
        made.unit.push(unit);
        made.period.push(period);
        made.group.push((unit + period / 3) % 40);
    }
    made
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for (holes, route) in [(false, Route::Balanced), (true, Route::Direct)] {
        let made = made(9_001, 7, holes);
        let run = |effects: &[&[u32]]| {
            fixed_effects(&Rows {
                outcome: &made.outcome,
                regressors: &[&made.treated],
                effects,
                cluster: &made.unit,
                weights: None,
            })
            .unwrap()
        };
        let threads = |count: usize, effects: &[&[u32]]| {
            rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap().install(|| run(effects))
        };
        let two: &[&[u32]] = &[&made.unit, &made.period];
        let one = threads(1, two);
        assert_eq!(one.route, route);
        assert!(one.passes <= 12);
        assert_eq!(one, threads(2, two));
        // The other way round it is the same regression.
        assert_eq!(one.coefficients, threads(3, &[&made.period, &made.unit]).coefficients);
        let three: &[&[u32]] = &[&made.unit, &made.period, &made.group];
        assert_eq!(threads(1, three), threads(2, three));
    }
}

#[test]
fn what_the_effects_explain_and_what_repeats_is_named() {
    let made = made(60, 6, true);
    let explained: Vec<f64> = made.period.iter().map(|period| f64::from(period * period)).collect();
    let twice: Vec<f64> = made.treated.iter().map(|treated| 3.0 * treated + 1.0).collect();
    let run = |regressors: &[&[f64]]| {
        fixed_effects(&Rows {
            outcome: &made.outcome,
            regressors,
            effects: &[&made.unit, &made.period],
            cluster: &made.unit,
            weights: None,
        })
    };
    let named = |at: usize| Err(ImpactError::Collinear { column: format!("regressor {at}") });
    assert_eq!(run(&[&made.treated, &explained]), named(2));
    assert_eq!(run(&[&made.treated, &twice]), named(2));
    assert!(run(&[&made.treated]).is_ok());
}

#[test]
fn bad_columns_are_refused() {
    let made = made(20, 4, false);
    let sound = || Rows { outcome: &made.outcome, regressors: &[], effects: &[], cluster: &made.unit, weights: None };
    let regressors: &[&[f64]] = &[&made.treated];
    let effects: &[&[u32]] = &[&made.unit, &made.period];
    let run = |change: &dyn Fn(&mut Rows<'_>)| {
        let mut rows = Rows { regressors, effects, ..sound() };
        change(&mut rows);
        fixed_effects(&rows).map(|fit| fit.rows)
    };
    assert_eq!(run(&|_| ()), Ok(80));
    assert!(matches!(run(&|rows| rows.cluster = &[0; 80]), Err(ImpactError::OneCluster)));
    assert!(matches!(run(&|rows| rows.cluster = &[0; 79]), Err(ImpactError::LengthsDiffer { .. })));
    assert!(matches!(run(&|rows| rows.effects = &[]), Err(ImpactError::Argument(_))));
    let mut infinite = made.outcome.clone();
    infinite[7] = f64::INFINITY;
    let broken = Rows { outcome: &infinite, regressors, effects, cluster: &made.unit, weights: None };
    assert!(matches!(fixed_effects(&broken), Err(ImpactError::NotFinite { row: 7, .. })));
    let exact: Vec<f64> = made.unit.iter().zip(&made.treated).map(|(unit, d)| f64::from(*unit) + 2.0 * d).collect();
    let exact = Rows { outcome: &exact, regressors, effects, cluster: &made.unit, weights: None };
    assert_eq!(fixed_effects(&exact), Err(ImpactError::OutcomeDoesNotVary));
}
