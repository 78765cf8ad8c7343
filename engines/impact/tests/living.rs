//! Studies that go on: what new periods and other units add is what the whole would have given.

use lustrum_impact::{
    ImpactError, Panel, PanelRows, Timing,
    staggered::{Kept, LivingStudy, Readings, Settings, Staggered, group_time_effects, group_time_effects_of},
};

const UNITS: usize = 700;
const PERIODS: usize = 9;

fn start(unit: usize) -> Option<f64> {
    [None, Some(3.0), Some(5.0), None, Some(6.0), Some(40.0)][unit % 6]
}

fn reading(unit: usize, time: usize) -> f64 {
    let noise = ((unit * 7_919 + time * 104_729 + unit * time * 31) % 1_009) as f64 / 100.0;
    let treated = start(unit).is_some_and(|start| time as f64 >= start);
    1_000.0 + (unit % 83) as f64 + 0.7 * time as f64 + noise + if treated { 3.0 } else { 0.0 }
}

fn study(units: std::ops::Range<usize>, periods: usize) -> LivingStudy {
    let mut study = LivingStudy::new(&units.clone().map(start).collect::<Vec<_>>());
    for time in 0..periods {
        study
            .push_period(time as f64, &units.clone().map(|unit| reading(unit, time)).collect::<Vec<_>>())
            .expect("sound readings");
    }
    study
}

fn settings() -> Settings {
    Settings { draws: 500, ..Settings::default() }
}

fn figures(found: &Staggered) -> Vec<f64> {
    let mut figures = vec![found.critical, found.units as f64, found.clusters as f64];
    for cell in &found.group_times {
        figures.extend([cell.effect, cell.standard_error.expect("it varies"), cell.band.expect("it varies").low]);
    }
    for of in [&found.dynamic, &found.group, &found.calendar] {
        figures.extend([of.overall.effect, of.overall.standard_error, of.overall.interval.high, of.critical]);
    }
    figures
}

fn same(found: &Staggered, expected: &Staggered) {
    let (found, expected) = (figures(found), figures(expected));
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.into_iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{found} instead of {expected}");
    }
}

#[test]
fn a_new_period_gives_what_the_whole_panel_gives() {
    let cells = || (0..UNITS).flat_map(|unit| (0..PERIODS).map(move |time| (unit, time)));
    let unit: Vec<usize> = cells().map(|(unit, _)| unit).collect();
    let panel = Panel::new(PanelRows {
        unit: &unit,
        period: &cells().map(|(_, time)| time).collect::<Vec<_>>(),
        cluster: &unit,
        outcome: cells().map(|(unit, time)| reading(unit, time)).collect(),
        treated: cells().map(|(unit, time)| start(unit).is_some_and(|start| time as f64 >= start)).collect(),
        covariates: Vec::new(),
    })
    .unwrap();
    let timing =
        Timing { times: (0..PERIODS).map(|time| time as f64).collect(), starts: (0..UNITS).map(start).collect() };
    let expected = group_time_effects(&panel, &timing, &settings()).unwrap();
    same(&study(0..UNITS, PERIODS).effects(&settings()).unwrap(), &expected);
}

#[test]
fn a_state_that_was_stored_goes_on_with_the_same_bytes() {
    let mut stored: LivingStudy =
        postcard::from_bytes(&postcard::to_stdvec(&study(0..UNITS, PERIODS - 1)).unwrap()).unwrap();
    let last: Vec<f64> = (0..UNITS).map(|unit| reading(unit, PERIODS - 1)).collect();
    stored.push_period((PERIODS - 1) as f64, &last).unwrap();
    let whole = study(0..UNITS, PERIODS);
    assert_eq!(stored, whole);
    assert_eq!(stored.effects(&settings()).unwrap(), whole.effects(&settings()).unwrap());
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let with = |threads: usize| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| study(0..UNITS * 20, 3))
    };
    assert_eq!(with(1), with(2));
}

#[test]
fn what_is_kept_of_the_months_before_changes_no_byte() {
    let (mut going, mut kept) = (study(0..UNITS, 3), Kept::default());
    // In some of these months a group starts, in others nobody does.
    for time in 3..PERIODS {
        going
            .push_period(time as f64, &(0..UNITS).map(|unit| reading(unit, time)).collect::<Vec<_>>())
            .expect("sound readings");
        let found = going.effects_after(&mut kept, &settings()).unwrap();
        assert_eq!(found, going.effects(&settings()).unwrap(), "month {time}");
    }
    // Nor does what another study left, or another seed.
    let other = study(100..300, 6);
    let settings = Settings { seed: 9, ..settings() };
    assert_eq!(other.effects_after(&mut kept, &settings), other.effects(&settings));
}

#[test]
fn columns_in_memory_give_the_same_bytes_in_any_order_and_what_the_study_gives() {
    let cells = |unit: usize, time: usize| (unit as u32, time as u32, reading(unit, time));
    let by_unit: Vec<_> = (0..UNITS).flat_map(|unit| (0..PERIODS).map(move |time| cells(unit, time))).collect();
    let by_period: Vec<_> = (0..PERIODS).flat_map(|time| (0..UNITS).map(move |unit| cells(unit, time))).collect();
    let mut swapped = by_unit.clone();
    swapped.swap(1_000, 4_000);
    let timing =
        Timing { times: (0..PERIODS).map(|time| time as f64).collect(), starts: (0..UNITS).map(start).collect() };
    let of = |rows: &[(u32, u32, f64)]| {
        let unit: Vec<u32> = rows.iter().map(|row| row.0).collect();
        let period: Vec<u32> = rows.iter().map(|row| row.1).collect();
        let outcome: Vec<f64> = rows.iter().map(|row| row.2).collect();
        group_time_effects_of(&Readings { unit: &unit, period: &period, outcome: &outcome }, &timing, &settings())
    };
    let expected = of(&by_unit).unwrap();
    same(&study(0..UNITS, PERIODS).effects(&settings()).unwrap(), &expected);
    for rows in [&by_period, &swapped] {
        assert_eq!(of(rows).unwrap(), expected);
    }
    let mut sick = by_period.clone();
    sick[77].2 = f64::NAN;
    assert!(matches!(of(&sick), Err(ImpactError::NotFinite { row: 77, .. })));
    let mut twice = by_unit.clone();
    twice[12] = twice[11];
    assert_eq!(of(&twice), Err(ImpactError::RepeatedObservation { row: 12, earlier: 11 }));
    // A panel with a hole is no whole table.
    assert_eq!(of(&by_unit[1..]).unwrap().units, UNITS);
}

#[test]
fn studies_of_other_units_add_up_and_go_on() {
    let mut merged = study(0..200, PERIODS - 1);
    merged.merge(study(200..201, PERIODS - 1)).unwrap();
    merged.merge(study(201..UNITS, PERIODS - 1)).unwrap();
    let last: Vec<f64> = (0..UNITS).map(|unit| reading(unit, PERIODS - 1)).collect();
    merged.push_period((PERIODS - 1) as f64, &last).unwrap();
    assert_eq!(merged.units(), UNITS);
    same(&merged.effects(&settings()).unwrap(), &study(0..UNITS, PERIODS).effects(&settings()).unwrap());
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let mut going = study(0..30, 4);
    let before = going.clone();
    assert!(matches!(going.push_period(4.0, &[1.0; 29]), Err(ImpactError::LengthsDiffer { found: 29, .. })));
    let mut readings = vec![1.0; 30];
    readings[3] = f64::NAN;
    assert!(matches!(going.push_period(4.0, &readings), Err(ImpactError::NotFinite { row: 3, .. })));
    assert!(matches!(going.push_period(3.0, &[1.0; 30]), Err(ImpactError::Argument(_))));
    assert!(matches!(going.merge(study(30..40, 3)), Err(ImpactError::Argument(_))));
    assert_eq!(going, before);
    assert_eq!(LivingStudy::new(&[None, None]).effects(&settings()), Err(ImpactError::NoGroupTime));
}
