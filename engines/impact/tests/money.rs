//! The return of a programme: Phillips' own arithmetic, its interval, and what is refused.

use lustrum_impact::{Estimate, Level, Verdict, money::*};

fn isolated(effect: f64, error: f64, verdict: Verdict) -> Isolated {
    let estimate = Estimate::student(effect, error, 40.0, 42, None, Level::default()).expect("a sound estimate");
    Isolated::new(estimate, verdict).expect("it is isolated")
}

fn cost(name: &str, value: f64, error: f64) -> Cost {
    Cost { name: name.to_owned(), amount: Uncertain { value, error } }
}

// Phillips and Phillips (2016): a programme with benefits of 750,000 and costs of 425,000 has a benefit-cost ratio of 1.76
// and a return of 76 %.
#[test]
fn the_textbook_example_gives_its_ratio_and_its_return() {
    let rule = Conversion { per_unit: Uncertain::exact(7_500.0), units: 10.0, years: 1.0 };
    let costs = [cost("design", 125_000.0, 0.0), cost("delivery", 300_000.0, 0.0)];
    let found =
        return_on_investment(&isolated(10.0, 1.0, Verdict::Effect), &rule, &costs, 2_000, 1, Level::default()).unwrap();
    assert_eq!(format!("{:.2} {:.0} %", found.benefit_cost_ratio, 100.0 * found.roi), "1.76 76 %");
    assert!((found.break_even_effect - 425_000.0 / 75_000.0).abs() < 1e-9);
    assert!((found.payback_years.unwrap() - 425.0 / 750.0).abs() < 1e-9);
}

#[test]
fn the_drawn_interval_and_that_of_the_delta_method_agree_and_the_effect_drives_the_return() {
    let rule = Conversion { per_unit: Uncertain { value: -18_000.0, error: 900.0 }, units: 250.0, years: 1.0 };
    let costs = [cost("fee", 90_000.0, 0.0), cost("time of people", 60_000.0, 4_000.0)];
    let study = isolated(-0.05, 0.008, Verdict::Effect);
    let found = return_on_investment(&study, &rule, &costs, 40_000, 9, Level::default()).unwrap();
    assert!((found.roi - 0.5).abs() < 1e-12);
    assert!((found.roi_interval.low - found.roi_interval_delta.low).abs() < 0.02, "{found:?}");
    assert!((found.roi_interval.high - found.roi_interval_delta.high).abs() < 0.02, "{found:?}");
    assert_eq!(found.tornado[0].name, "effect");
    assert!(found.payback_early < found.payback_years && found.payback_years < found.payback_late);
    assert_eq!(found, return_on_investment(&study, &rule, &costs, 40_000, 9, Level::default()).unwrap());
}

#[test]
fn a_return_without_an_isolated_effect_is_refused() {
    let rule = Conversion { per_unit: Uncertain::exact(1.0), units: 1.0, years: 1.0 };
    let costs = [cost("all", 10.0, 0.0)];
    let level = Level::default();
    let refused = |verdict| return_on_investment(&isolated(1.0, 0.1, verdict), &rule, &costs, 2_000, 1, level);
    assert_eq!(refused(Verdict::NotYetConclusive), Err(ReturnRefused::NotIsolated));
    let estimate = Estimate::student(1.0, 0.1, 9.0, 10, None, level).unwrap();
    assert!(Isolated::new(estimate, Verdict::NotIdentifiable).is_none());
    let study = isolated(1.0, 0.1, Verdict::Effect);
    assert_eq!(return_on_investment(&study, &rule, &[], 2_000, 1, level), Err(ReturnRefused::NoCosts));
    assert_eq!(return_on_investment(&study, &rule, &costs, 10, 1, level), Err(ReturnRefused::TooFewDraws));
    let timeless = Conversion { years: f64::NAN, ..rule };
    assert_eq!(return_on_investment(&study, &timeless, &costs, 2_000, 1, level), Err(ReturnRefused::Rule));
}

#[test]
fn the_twelve_principles_are_numbered_as_in_the_handbook() {
    let numbers: Vec<usize> = Principle::ALL.iter().map(|principle| principle.number()).collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<usize>>());
    assert!(Principle::IsolateEffect.held_by_computation());
}
