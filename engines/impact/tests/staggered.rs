//! Staggered starts against other packages: `references/make_staggered.py` names them and makes the figures.

use lustrum_impact::{
    Column, ImpactError, Level, Panel, PanelRows, Timing,
    staggered::{Adjustment, Aggregation, BasePeriod, ComparisonUnits, Settings, Staggered, group_time_effects},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Six digits are asked for; where nothing is iterated there are more.
const DIGITS: f64 = 1e-8;

fn folder() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/references/").to_owned()
}

/// Columns of a data set by name, under the names of the county data as well.
struct Table(BTreeMap<String, Vec<f64>>);

impl Table {
    fn read(name: &str) -> Self {
        let text = std::fs::read_to_string(format!("{}{name}.csv", folder())).expect("the data set is there");
        let mut lines = text.lines();
        let names: Vec<String> = lines.next().expect("a header").split(',').map(str::to_owned).collect();
        let mut columns = vec![Vec::new(); names.len()];
        for line in lines {
            for (column, cell) in columns.iter_mut().zip(line.split(',')) {
                column.push(cell.parse().expect("a number"));
            }
        }
        Self(names.into_iter().zip(columns).collect())
    }

    fn column(&self, names: [&str; 2]) -> &[f64] {
        names.iter().find_map(|name| self.0.get(*name)).expect("the column is there")
    }

    fn labels(&self, names: [&str; 2]) -> Vec<i64> {
        self.column(names).iter().map(|value| *value as i64).collect()
    }

    fn panel(&self, asked: &Value) -> (Panel, Timing) {
        let (unit, period) = (self.labels(["unit", "countyreal"]), self.labels(["period", "year"]));
        let start = self.labels(["start", "first_treat"]);
        let cluster = if asked["cluster"] == "region" { self.labels(["region", "region"]) } else { unit.clone() };
        let mut covariates = Vec::new();
        if asked["covariates"] == true {
            covariates.push(Column::new("x", self.column(["x", "lpop"]).to_vec()));
        }
        let treated = start.iter().zip(&period).map(|(start, period)| *start > 0 && period >= start).collect();
        let outcome = self.column(["y", "lemp"]).to_vec();
        let rows = PanelRows { unit: &unit, period: &period, cluster: &cluster, outcome, treated, covariates };
        let mut panel = Panel::new(rows).expect("sound test data");
        if asked["weights"] == "weight" {
            let weights = Column::new("weight", self.column(["weight", "weight"]).to_vec());
            panel = panel.with_weights(weights).expect("weights above zero");
        }
        let mut times = period.clone();
        times.sort_unstable();
        times.dedup();
        let starts: BTreeMap<i64, i64> = unit.into_iter().zip(start).collect();
        let starts = starts.into_values().map(|start| (start > 0).then_some(start as f64)).collect();
        (panel, Timing { times: times.into_iter().map(|time| time as f64).collect(), starts })
    }
}

fn settings(asked: &Value) -> Settings {
    Settings {
        comparison: match asked["control"].as_str() {
            Some("nevertreated") => ComparisonUnits::NeverTreated,
            _ => ComparisonUnits::NotYetTreated,
        },
        base: match asked["base"].as_str() {
            Some("universal") => BasePeriod::Universal,
            _ => BasePeriod::Varying,
        },
        adjustment: match asked["method"].as_str() {
            Some("reg") => Adjustment::OutcomeRegression,
            Some("ipw") => Adjustment::Weighting,
            _ => Adjustment::DoublyRobust,
        },
        anticipation: asked["anticipation"].as_f64().unwrap_or(0.0),
        draws: 500,
        ..Settings::default()
    }
}

fn close(found: f64, expected: f64, digits: f64, what: &str) {
    assert!((found - expected).abs() <= digits * expected.abs().max(1e-3), "{what}: {found} instead of {expected}");
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn agrees(found: &Staggered, told: &Value, digits: f64, what: &str) {
    let group_times = told["group_time"].as_array().expect("effects");
    let mut compared = 0;
    for expected in group_times {
        let at = |cell: &&lustrum_impact::staggered::GroupTime| {
            cell.start == number(&expected[0]) && cell.time == number(&expected[1])
        };
        // The period that all are compared with is no comparison of ours.
        let Some(cell) = found.group_times.iter().find(at) else {
            assert!(expected[3].is_null(), "{what}: no effect at {expected}");
            continue;
        };
        let what = format!("{what}: {} in {}", cell.start, cell.time);
        close(cell.effect, number(&expected[2]), digits, &what);
        close(cell.standard_error.expect("it varies"), number(&expected[3]), digits, &what);
        compared += 1;
    }
    assert_eq!(compared, found.group_times.len(), "{what}");
    let overall = |name: &str| -> Vec<f64> {
        told[name]["overall"].as_array().expect("two figures").iter().map(number).collect()
    };
    let of = |aggregation: &Aggregation| [aggregation.overall.effect, aggregation.overall.standard_error];
    for (name, figures) in [
        ("simple", [found.simple.effect, found.simple.standard_error]),
        ("dynamic", of(&found.dynamic)),
        ("group", of(&found.group)),
        ("calendar", of(&found.calendar)),
    ] {
        for (figure, expected) in figures.into_iter().zip(overall(name)) {
            close(figure, expected, digits, &format!("{what}: {name}"));
        }
    }
    for (name, aggregation) in [("dynamic", &found.dynamic), ("group", &found.group), ("calendar", &found.calendar)] {
        let Some(effects) = told[name]["effects"].as_array() else { continue };
        for expected in effects {
            let Some(one) = aggregation.effects.iter().find(|one| one.at == number(&expected[0])) else {
                assert!(expected[2].is_null(), "{what}: nothing at {expected} of {name}");
                continue;
            };
            close(one.effect, number(&expected[1]), digits, &format!("{what}: {name} at {}", one.at));
            close(one.standard_error.expect("it varies"), number(&expected[2]), digits, &format!("{what}: {name}"));
        }
    }
}

fn cases() -> Vec<Value> {
    let text = std::fs::read_to_string(format!("{}staggered.json", folder())).expect("the figures are there");
    let all: Value = serde_json::from_str(&text).expect("JSON");
    all["cases"].as_array().expect("cases").clone()
}

#[test]
fn group_time_effects_and_their_aggregations_agree_with_csdid() {
    for case in cases() {
        let (panel, timing) = Table::read(case["file"].as_str().unwrap()).panel(&case["asked"]);
        let found = group_time_effects(&panel, &timing, &settings(&case["asked"])).unwrap();
        let name = case["name"].as_str().unwrap();
        agrees(&found, &case["csdid"], DIGITS, name);
        if let (Some(statistic), Some(test)) = (case["csdid"]["wald"][0].as_f64(), found.pre_trend) {
            close(test.statistic, statistic, DIGITS, name);
            assert!((test.p_value - number(&case["csdid"]["wald"][1])).abs() < 1e-5, "{name}");
        }
    }
}

#[test]
fn group_time_effects_and_their_aggregations_agree_with_differences() {
    let mut compared = 0;
    for case in cases().iter().filter(|case| !case["differences"].is_null()) {
        let (panel, timing) = Table::read(case["file"].as_str().unwrap()).panel(&case["asked"]);
        let found = group_time_effects(&panel, &timing, &settings(&case["asked"])).unwrap();
        agrees(&found, &case["differences"], 1e-6, case["name"].as_str().unwrap());
        compared += 1;
    }
    assert!(compared >= 4);
}

// Callaway and Sant'Anna (2021), table 3 and the package did: the simple average of the effects of the minimum wage on
// teen employment is -0.040 with standard error 0.012 without covariates.
#[test]
fn the_minimum_wage_gives_its_published_effect() {
    let (panel, timing) = Table::read("mpdta").panel(&Value::Null);
    let never = Settings { comparison: ComparisonUnits::NeverTreated, ..Settings::default() };
    let found = group_time_effects(&panel, &timing, &never).unwrap();
    close(found.simple.effect, -0.0400, 2e-3, "simple");
    close(found.simple.standard_error, 0.0120, 2e-2, "its error");
    close(found.dynamic.overall.effect, -0.0772, 2e-3, "dynamic");
    close(found.group.overall.effect, -0.0310, 2e-3, "group");
    assert_eq!((found.units, found.clusters, found.left_out), (500, 500, 0));
    // The package's band takes about 2.9 standard errors for 12 effects (Mammen's multipliers, 1,000 draws).
    assert!((2.7..3.0).contains(&found.critical), "{}", found.critical);
}

#[test]
fn the_order_of_rows_and_the_number_of_threads_change_no_byte() {
    let table = Table::read("staggered");
    let (panel, timing) = table.panel(&Value::Null);
    let expected = format!("{:?}", group_time_effects(&panel, &timing, &Settings::default()).unwrap());
    for threads in [1, 2, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| group_time_effects(&panel, &timing, &Settings::default()).unwrap());
        assert_eq!(format!("{found:?}"), expected, "{threads} threads");
    }
    let mut reversed = Table(table.0.clone());
    reversed.0.values_mut().for_each(|column| column.reverse());
    let (panel, timing) = reversed.panel(&Value::Null);
    let found = format!("{:?}", group_time_effects(&panel, &timing, &Settings::default()).unwrap());
    assert_eq!(found, expected);
}

#[test]
fn a_seed_gives_its_band_and_another_level_another() {
    let (panel, timing) = Table::read("staggered").panel(&Value::Null);
    let with = |settings: Settings| group_time_effects(&panel, &timing, &settings).unwrap().critical;
    assert_eq!(with(Settings::default()), with(Settings::default()));
    assert_ne!(with(Settings::default()), with(Settings { seed: 1, ..Settings::default() }));
    let wide = with(Settings { level: Level::new(0.99).unwrap(), ..Settings::default() });
    assert!(wide > with(Settings::default()) + 0.3, "{wide}");
}

fn small(starts: &[i64], change: impl FnOnce(&mut PanelRows<'static, i64, i64, i64>)) -> Result<Panel, ImpactError> {
    let units = starts.len() as i64;
    let cells = || (0..units).flat_map(|unit| (1..=4).map(move |period| (unit, period)));
    let unit: Vec<i64> = cells().map(|(unit, _)| unit).collect();
    let period: Vec<i64> = cells().map(|(_, period)| period).collect();
    let treated = cells().map(|(unit, period)| starts[unit as usize] > 0 && period >= starts[unit as usize]).collect();
    let outcome = cells().map(|(unit, period)| (unit * unit + unit * period * 7 % 5 + period) as f64).collect();
    let unit: &'static [i64] = unit.leak();
    let mut rows = PanelRows { unit, period: period.leak(), cluster: unit, outcome, treated, covariates: Vec::new() };
    change(&mut rows);
    Panel::new(rows)
}

#[test]
fn what_identifies_nothing_is_refused() {
    let effects = |starts: &[i64], settings: Settings| {
        let panel = small(starts, |_| ()).unwrap();
        group_time_effects(&panel, &panel.timing(), &settings).map(|found| found.group_times.len())
    };
    let asked = Settings::default();
    assert_eq!(effects(&[2, 2, 3, 0, 0], asked), Ok(6));
    assert_eq!(effects(&[0, 0, 0], asked), Err(ImpactError::NoGroupTime));
    assert_eq!(effects(&[2, 2, 2], asked), Err(ImpactError::NoGroupTime));
    assert_eq!(effects(&[1, 1, 0, 0], asked), Err(ImpactError::NoGroupTime));
    let never = Settings { comparison: ComparisonUnits::NeverTreated, ..asked };
    assert_eq!(effects(&[2, 2, 3, 3], never), Err(ImpactError::NobodyNeverTreated));
    // Until the last start there is someone to compare with.
    assert_eq!(effects(&[2, 2, 3, 3], asked), Ok(1));
}

#[test]
fn a_unit_in_two_clusters_and_a_changing_weight_are_refused_with_their_row() {
    let panel = small(&[2, 2, 3, 0, 0], |rows| {
        let mut cluster = rows.unit.to_vec();
        cluster[6] = 99;
        rows.cluster = cluster.leak();
    })
    .unwrap();
    let refused = group_time_effects(&panel, &panel.timing(), &Settings::default());
    assert_eq!(refused, Err(ImpactError::UnitInTwoClusters { row: 6 }));
    let panel = small(&[2, 2, 3, 0, 0], |_| ()).unwrap();
    let mut weights = vec![2.0; 20];
    weights[9] = 3.0;
    let weighted = panel.clone().with_weights(Column::new("w", weights.clone())).unwrap();
    let refused = group_time_effects(&weighted, &weighted.timing(), &Settings::default());
    assert_eq!(refused, Err(ImpactError::WeightsVary { row: 9 }));
    weights[9] = 0.0;
    let refused = panel.with_weights(Column::new("w", weights));
    assert_eq!(refused, Err(ImpactError::WeightNotPositive { row: 9 }));
}

#[test]
fn covariates_need_every_unit_in_every_period() {
    let (panel, timing) = Table::read("staggered_holes").panel(&serde_json::json!({"covariates": true}));
    let refused = group_time_effects(&panel, &timing, &Settings::default());
    assert_eq!(refused, Err(ImpactError::CovariatesNeedWholePanel));
}

#[test]
fn one_cluster_is_refused() {
    let panel = small(&[2, 2, 3, 0, 0], |rows| rows.cluster = vec![1; 20].leak()).unwrap();
    let refused = group_time_effects(&panel, &panel.timing(), &Settings::default());
    assert_eq!(refused, Err(ImpactError::OneCluster));
}
