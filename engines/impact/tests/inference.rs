//! Errors, tests and power against statsmodels 0.15.0, scipy 1.17.1 and the full matrices of the papers
//! (references/inference.py).

mod table;

use lustrum_impact::{Column, Comparison, ImpactError, Level, Moments, inference::*, power::*, safeguard::*};
use table::{Table, close};

struct Regions {
    columns: Vec<Column>,
    outcome: Vec<f64>,
    clusters: Vec<u32>,
}

fn regions() -> Regions {
    let table = Table::read("tests/references/clustered.csv");
    let outcome = table.numbers("y");
    let columns = vec![
        Column::new("intercept", vec![1.0; outcome.len()]),
        Column::new("t", table.numbers("t")),
        Column::new("x", table.numbers("x")),
    ];
    let mut names = table.text("region");
    let labels = names.clone();
    names.sort();
    names.dedup();
    let at = |label: &String| names.iter().position(|name| name == label).map_or(0, |at| at as u32);
    Regions { columns, outcome, clusters: labels.iter().map(at).collect() }
}

#[test]
fn errors_for_unequal_variances_agree_with_statsmodels() {
    let Regions { columns, outcome, .. } = regions();
    for (errors, expected) in [
        (RobustErrors::Hc1, 2.6697925996421406),
        (RobustErrors::Hc2, 2.6630727434984047),
        (RobustErrors::Hc3, 2.7480643663040354),
    ] {
        let found = regression_coefficient(&columns, &outcome, 1, errors, Level::default()).unwrap();
        close(found.standard_error, expected, 1e-9, "robust error");
    }
}

// Imbens and Kolesár (2016), computed from their n × n matrices; CR1: pyfixest 0.60.0.
#[test]
fn clustered_errors_and_their_degrees_of_freedom_agree_with_the_full_matrices() {
    let Regions { columns, outcome, clusters } = regions();
    let level = Level::default();
    let found = regression_coefficient(&columns, &outcome, 1, RobustErrors::Cr2(&clusters), level).unwrap();
    close(found.standard_error, 2.0075288996726517, 1e-9, "CR2");
    close(found.degrees_of_freedom, 3.419509991033445, 1e-9, "degrees of freedom");
    let found = regression_coefficient(&columns, &outcome, 1, RobustErrors::Cr1(&clusters), level).unwrap();
    close(found.standard_error, 1.8289198304011902, 1e-9, "CR1");
}

#[test]
fn the_exact_wild_bootstrap_agrees_with_every_sign_of_every_cluster() {
    let Regions { columns, outcome, clusters } = regions();
    let test = |weights, draws| wild_cluster_bootstrap(&columns, &outcome, 1, &clusters, weights, draws, 1).unwrap();
    let exact = test(WildWeights::Rademacher, 999);
    close(exact.t, 0.10284179270987807, 1e-9, "t");
    assert_eq!((exact.p_value, exact.draws, exact.exact), (0.96875, 64, true));
    let webb = test(WildWeights::Webb, 999);
    assert!(!webb.exact && (webb.p_value - 0.97).abs() < 0.06, "{webb:?}");
    assert_eq!(webb, test(WildWeights::Webb, 999));
}

#[test]
fn several_measures_are_adjusted_as_in_statsmodels() {
    let p = [0.001, 0.013, 0.04, 0.02, 0.3];
    for (found, expected) in holm(&p).iter().zip([0.005, 0.052, 0.08, 0.06, 0.3]) {
        close(*found, expected, 1e-12, "Holm");
    }
    for (found, expected) in benjamini_hochberg(&p).iter().zip([0.005, 0.0325, 0.05, 0.1 / 3.0, 0.3]) {
        close(*found, expected, 1e-12, "Benjamini-Hochberg");
    }
}

// Fisher (1935): the lady tasting tea; eight cups, all right: 1 in 70.
#[test]
fn the_lady_tasting_tea_is_right_by_chance_in_one_of_seventy() {
    let milk_first = [true, true, true, true, false, false, false, false];
    let said = milk_first;
    let right = |drawn: &[bool]| drawn.iter().zip(said).filter(|(a, b)| **a == *b).count() as f64 - 4.0;
    // Two-sided: all wrong is as far as all right.
    let test = randomisation_test(&milk_first, &[0; 8], right, 40_000, 3).unwrap();
    close(test.p_value, 2.0 / 70.0, 0.1, "p");
    assert_eq!(test, randomisation_test(&milk_first, &[0; 8], right, 40_000, 3).unwrap());
    assert!(randomisation_test(&[true, false], &[0, 1], |_| 1.0, 10, 1).is_err(), "each alone in its stratum");
}

#[test]
fn power_and_the_smallest_effect_agree_with_statsmodels_and_the_formulas() {
    let level = Level::default();
    for (at, free, centre, expected) in [
        (2.0, 10.0, 1.0, 0.8076115625303752),
        (-0.5, 4.0, 0.7, 0.12436517742604003),
        (30.0, 50.0, 28.0, 0.7178048831204485),
    ] {
        close(Noncentral { centre, degrees_of_freedom: free }.below(at), expected, 1e-8, "noncentral t");
    }
    let once = Baselines { before: 0, after: 1, correlation: 0.0 };
    close(Individuals::new(40, 60, 1.0, once).unwrap().power(0.35, level), 0.3967399621943895, 1e-8, "power");
    let smallest = Individuals::new(25, 25, 1.0, once).unwrap().smallest_effect(0.9, level);
    // scipy.optimize.brentq on scipy.stats.nct; the solver of statsmodels stops after five digits.
    close(smallest, 0.9357565882831094, 1e-9, "smallest effect");
    // Hussey and Hughes (2007): the weighted least squares of their model.
    for (steps, per_step, size, correlation, deviation, expected) in
        [(4, 6, 50.0, 0.05, 1.0, 0.04490182145547911), (3, 2, 10.0, 0.2, 5.0, 1.0667385033281391)]
    {
        let plan = SteppedWedge::new(steps, per_step, size, correlation, deviation).unwrap();
        close(plan.standard_error(), expected, 1e-9, "stepped wedge");
    }
    // Frison and Pocock (1992), table I: one before, three after at a correlation of 0.7: 0.8 - 0.49.
    let long = Baselines { before: 1, after: 3, correlation: 0.7 };
    close(long.variance_share(), 0.8 - 0.49, 1e-12, "variance");
}

#[test]
fn simulated_power_lies_within_two_points_of_the_formula() {
    let trial =
        SimulatedTrial { treated: 12, untreated: 12, before: 6, after: 6, deviation: 3.0, between: 4.0, carry: 0.0 };
    let deviation = (9.0_f64 + 16.0).sqrt();
    let plan = Clusters::new(12, 12, 1.0, 0.0, deviation, trial.baselines()).unwrap();
    for effect in [0.0, 1.0, 1.8] {
        let found = simulated_power(&trial, effect, 8_000, 11, Level::default()).unwrap();
        let expected = plan.power(effect, Level::default());
        assert!((found.power.share - expected).abs() < 0.02, "{effect}: {} and {expected}", found.power.share);
    }
    assert_eq!(
        simulated_power(&trial, 1.0, 500, 3, Level::default()),
        simulated_power(&trial, 1.0, 500, 3, Level::default())
    );
}

#[test]
fn strata_and_interactions_give_trials_their_precision() {
    let table = Table::read("../../examples/nsw/nsw_experimental.csv");
    let mut groups = Comparison::new(table.numbers("re78"), table.flags("treat")).unwrap();
    let strata = table.text("nodegree");
    let by_school = stratified_difference(&groups, &strata, Level::default()).unwrap();
    close(by_school.effect, 1_650.0, 0.15, "stratified");
    for name in ["age", "educ", "re75"] {
        groups = groups.with_covariate(Column::new(name, table.numbers(name))).unwrap();
    }
    let found = interacted_adjustment(&groups, Level::default()).unwrap();
    close(found.effect, 1_700.0, 0.15, "interacted");
    let lone = Comparison::new(vec![1.0, 2.0, 3.0, 4.0], vec![true, false, true, false]).unwrap();
    assert!(matches!(
        stratified_difference(&lone, &["a", "a", "b", "b"], Level::default()),
        Err(ImpactError::TooFewRows { .. })
    ));
}

#[test]
fn cap_42_an_outside_trend_is_no_effect_to_a_wild_bootstrap_of_few_clusters() {
    // Ten sites, five trained, people who resemble each other: a plain error would alarm far too often.
    let mut state = 5_u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut normal = move || (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
    let (programmes, mut alarms) = (300, 0);
    for _ in 0..programmes {
        let mut outcome = Vec::new();
        for _ in 0..10 {
            let level = normal();
            outcome.extend((0..6).map(|_| level + normal()));
        }
        let clusters: Vec<u32> = (0..60).map(|row| row / 6).collect();
        let trained = clusters.iter().map(|site| f64::from(site % 2)).collect();
        let columns = [Column::new("intercept", vec![1.0; 60]), Column::new("trained", trained)];
        let test = wild_cluster_bootstrap(&columns, &outcome, 1, &clusters, WildWeights::Rademacher, 1_100, 1).unwrap();
        alarms += u32::from(test.p_value <= 0.05);
    }
    assert!((4..=27).contains(&alarms), "{alarms} of {programmes}");
}

#[test]
fn bad_plans_and_bad_checks_are_refused() {
    let once = Baselines { before: 0, after: 1, correlation: 0.0 };
    assert!(Individuals::new(1, 9, 1.0, once).is_err());
    assert!(Individuals::new(9, 9, f64::NAN, once).is_err());
    assert!(Individuals::new(9, 9, 1.0, Baselines { after: 0, ..once }).is_err());
    assert!(Clusters::new(5, 5, 0.0, 0.1, 1.0, once).is_err());
    assert!(SteppedWedge::new(1, 5, 5.0, 0.1, 1.0).is_err());
    assert!(smallest_effect(1.2, 10.0, Level::default()).is_nan());
    let none = units_needed(0.8, 0.0, Level::default(), |n| Individuals::new(n, n, 1.0, once).ok());
    assert_eq!(none, None, "no number of people finds an effect of nothing");
    let column = [Column::new("only", vec![1.0, 2.0, 3.0])];
    let level = Level::default();
    assert!(regression_coefficient(&column, &[1.0, 2.0, 4.0], 1, RobustErrors::Hc2, level).is_err());
    assert!(regression_coefficient(&column, &[1.0, 2.0, 4.0], 0, RobustErrors::Cr2(&[0, 0, 0]), level).is_err());
    assert!(attrition(Followed { assigned: 3, measured: 4 }, Followed { assigned: 3, measured: 1 }).is_err());
    assert!(lee_bounds(&[], 3, &[1.0], 2, level).is_err());
    let even: Moments = [1.0, 2.0].into_iter().collect();
    assert_eq!(even.count(), 2);
}

// Lee (2009): where fewer of the untreated are measured, the treated are trimmed to the same share.
#[test]
fn people_who_left_widen_what_can_be_said() {
    let treated: Vec<f64> = (0..80).map(f64::from).collect();
    let untreated: Vec<f64> = (0..60).map(f64::from).collect();
    let bounds = lee_bounds(&treated, 100, &untreated, 100, Level::default()).unwrap();
    assert!(bounds.low.abs() < 1e-9 && (bounds.high - 20.0).abs() < 1e-9, "{bounds:?}");
}
