//! Measurement on levels 1 to 3 against published worked examples and against independent computations
//! (references/measurement.py: numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0).

mod table;

use lustrum_impact::{ImpactError, Level, independent_gain, measurement::*};
use table::{Table, close};

fn agrees(found: &Coefficient, [value, low, high]: [f64; 3], what: &str) {
    close(found.value, value, 1e-7, what);
    close(found.interval.low, low, 1e-7, what);
    close(found.interval.high, high, 1e-7, what);
}

fn items() -> Scores {
    Scores::new(Table::read("tests/references/items.csv").every_row()).expect("sound test data")
}

fn shrout_and_fleiss() -> Ratings {
    let table =
        [[9., 2., 5., 8.], [6., 1., 3., 2.], [8., 4., 6., 8.], [7., 1., 2., 6.], [10., 5., 6., 9.], [6., 2., 4., 7.]];
    Ratings::new(table.iter().map(|row| row.map(Some).to_vec()).collect()).expect("sound test data")
}

// Krippendorff (2011), example C: four observers, twelve units, with gaps.
fn krippendorff() -> Ratings {
    let observers: Vec<Vec<Option<f64>>> = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
    .iter()
    .map(|row| row.iter().map(|value| (*value > 0).then(|| f64::from(*value))).collect())
    .collect();
    Ratings::new((0..12).map(|unit| observers.iter().map(|row| row[unit]).collect()).collect())
        .expect("sound test data")
}

#[test]
fn alpha_and_omega_of_a_questionnaire_agree_with_an_independent_computation() {
    let scores = items();
    agrees(
        &cronbach_alpha(&scores, Level::default()).unwrap(),
        [0.6497837016251609, 0.4921245472116311, 0.7710411294221232],
        "alpha",
    );
    let omega = mcdonald_omega(&scores, Level::default()).unwrap();
    close(omega.value, 0.730871286688919, 1e-6, "omega");
    close(omega.interval.low, 0.5897827457769562, 1e-6, "omega low");
    close(omega.interval.high, 0.8368572458010881, 1e-6, "omega high");
}

#[test]
fn the_items_of_a_test_have_the_difficulty_and_discrimination_of_an_independent_computation() {
    let found = item_analysis(&items(), &[1.0, 1.0, 1.0, 1.0, 1.0, 4.0], Level::default()).unwrap();
    let expected = [
        [0.6833333333333333, 0.46769792230307294, 0.31509502766857944, 0.53125],
        [0.5666666666666667, 0.6160473782021972, 0.4795180609600112, 0.7321428571428572],
        [0.45, 0.6644441765294317, 0.5388956687016885, 0.8392857142857143],
        [0.3333333333333333, 0.622421020727243, 0.4949672260642679, 0.7410714285714286],
        [0.2, 0.5337602786601979, 0.4134039259836641, 0.5714285714285715],
        [0.4791666666666667, 0.8875929746503773, 0.5881770481421504, 0.8180803571428573],
    ];
    for (item, [difficulty, total, rest, apart]) in found.iter().zip(expected) {
        close(item.difficulty, difficulty, 1e-12, "difficulty");
        close(item.item_total, total, 1e-12, "item-total");
        close(item.corrected_item_total, rest, 1e-12, "corrected item-total");
        close(item.upper_lower, apart, 1e-12, "upper-lower");
        assert!(item.alpha_without.is_some());
    }
}

#[test]
fn the_order_of_people_does_not_change_the_discrimination_of_an_item() {
    let mut rows = Table::read("tests/references/items.csv").every_row();
    let maximum = [1.0, 1.0, 1.0, 1.0, 1.0, 4.0];
    let first = item_analysis(&Scores::new(rows.clone()).unwrap(), &maximum, Level::default()).unwrap();
    rows.reverse();
    let second = item_analysis(&Scores::new(rows).unwrap(), &maximum, Level::default()).unwrap();
    for (one, other) in first.iter().zip(&second) {
        close(one.upper_lower, other.upper_lower, 1e-12, "upper-lower");
    }
}

// Shrout and Fleiss (1979), p. 424: .17 .29 .71 .44 .62 .91; all digits from the formulas of the paper.
#[test]
fn the_six_intraclass_correlations_are_those_of_shrout_and_fleiss() {
    let found = intraclass(&shrout_and_fleiss(), Level::default()).unwrap();
    for (coefficient, printed, expected) in [
        (found.one_way_single, "0.17", [0.1657417684054755, -0.13293232487475096, 0.722560062328121]),
        (found.random_single, "0.29", [0.2897637795275591, 0.018786513374712, 0.7610843696489529]),
        (found.fixed_single, "0.71", [0.7148407148407149, 0.3424647650339253, 0.9458582599553595]),
        (found.one_way_average, "0.44", [0.44279713367926876, -0.8844421552381196, 0.9124154203407755]),
        (found.random_average, "0.62", [0.6200505475989891, 0.07113681530250332, 0.9272320401677219]),
        (found.fixed_average, "0.91", [0.9093155423770695, 0.6756747138163046, 0.9858916781690623]),
    ] {
        assert_eq!(format!("{:.2}", coefficient.value), printed);
        agrees(&coefficient, expected, printed);
    }
}

// Krippendorff (2011), pp. 8-9: nominal .743, ordinal .815, interval .849.
#[test]
fn krippendorffs_example_with_gaps_gives_his_alphas() {
    let bootstrap = Bootstrap { seed: 5, draws: 500 };
    for (scale, printed) in [(Scale::Nominal, "0.743"), (Scale::Ordinal, "0.815"), (Scale::Interval, "0.849")] {
        let found = krippendorff_alpha(&krippendorff(), scale, bootstrap, Level::default()).unwrap();
        assert_eq!(format!("{:.3}", found.value), printed, "{scale:?}");
        assert_eq!(found.n, 11, "one unit has a single rating");
        assert!(found.interval.low < found.value && found.value < found.interval.high);
        assert_eq!(found, krippendorff_alpha(&krippendorff(), scale, bootstrap, Level::default()).unwrap());
    }
}

// statsmodels 0.15.0, cohens_kappa (standard error of Fleiss, Cohen and Everitt 1969).
#[test]
fn kappa_of_two_assessors_agrees_with_statsmodels() {
    let table = [vec![11, 4, 1, 0], vec![3, 17, 6, 1], vec![0, 5, 20, 4], vec![1, 0, 3, 12]];
    for (weights, error, expected) in [
        (KappaWeights::Unweighted, 0.06877979882894918, [0.5646643109540636, 0.42985838238541296, 0.6994702395227141]),
        (KappaWeights::Linear, 0.059602528815184734, [0.6676894028793958, 0.5508705930141229, 0.7845082127446688]),
        (KappaWeights::Quadratic, 0.06491505397357919, [0.7556525188417295, 0.6284213509990405, 0.8828836866844184]),
    ] {
        let found = weighted_kappa(&table, weights, Level::default()).unwrap();
        agrees(&found.agreement, expected, "kappa");
        close(found.standard_error, error, 1e-9, "standard error");
    }
}

// Fleiss, Levin and Paik, *Statistical Methods for Rates and Proportions* (2003), ch. 18, table 18.1.
#[test]
fn two_psychiatrists_agree_as_in_the_textbook_of_fleiss() {
    let table = [vec![75, 1, 4], vec![5, 4, 1], vec![0, 0, 10]];
    let found = weighted_kappa(&table, KappaWeights::Unweighted, Level::default()).unwrap();
    assert_eq!(format!("{:.3}", found.agreement.value), "0.676");
    assert_eq!(format!("{:.3}", found.standard_error), "0.088");
}

#[test]
fn a_lenient_rater_stands_out_and_the_strict_one_too() {
    let found = leniency(&shrout_and_fleiss(), Level::default());
    assert!(found[0].deviation.unwrap().interval.low > 0.0);
    assert!(found[1].deviation.unwrap().interval.high < 0.0);
    let balance: f64 = found.iter().filter_map(|rater| rater.mean).sum();
    assert!(balance.abs() < 1e-12);
}

// references/measurement.py: Nelder-Mead on the same likelihood, sandwich over learners by hand.
#[test]
fn the_curve_of_forgetting_agrees_with_an_independent_fit() {
    let table = Table::read("tests/references/retention.csv");
    let recalls: Vec<Recall> = table
        .every_row()
        .iter()
        .map(|row| Recall { learner: row[0] as u64, days: row[1], remembered: row[2] == 1.0 })
        .collect();
    let curve = retention(&recalls, Level::default()).unwrap();
    assert_eq!((curve.form, curve.learners), (Forgetting::Exponential, 80));
    close(curve.at_start, 0.8278411306944458, 1e-7, "start");
    close(curve.rate, 0.013150940321124955, 1e-7, "rate");
    close(curve.log_likelihood, -202.38561972164877, 1e-10, "likelihood");
    let month = curve.at(30.0);
    close(month.share, 0.5579632250046624, 1e-7, "after a month");
    close(month.interval.low, 0.49645107478892986, 1e-6, "low");
    close(month.interval.high, 0.6177469041847937, 1e-6, "high");
    assert!(curve.observed.windows(2).all(|pair| pair[0].falling >= pair[1].falling));
}

#[test]
fn where_nothing_is_forgotten_the_curve_is_flat_and_has_no_half_life() {
    let recalls: Vec<Recall> = (0..50)
        .flat_map(|learner| {
            [1.0, 30.0].map(|days| Recall { learner, days, remembered: !(learner + days as u64).is_multiple_of(5) })
        })
        .collect();
    let curve = retention(&recalls, Level::default()).unwrap();
    assert!(curve.half_life.is_none_or(|days| days > 1_000.0), "{:?}", curve.half_life);
    close(curve.at(200.0).share, 0.8, 1e-3, "share");
}

// Borenstein et al. (2009), p. 27: d = 0.5970, variance 0.0436 for two groups of 50; here from numbers with these moments.
#[test]
fn hedges_g_of_two_groups_is_that_of_its_textbook() {
    let with_moments = |mean: f64, deviation: f64| -> Vec<f64> {
        let half = deviation * (49.0_f64 / 50.0).sqrt();
        (0..50).map(|at| if at % 2 == 0 { mean + half } else { mean - half }).collect()
    };
    let gain = independent_gain(&with_moments(100.0, 4.5), &with_moments(103.0, 5.5), Level::default()).unwrap();
    close(gain.hedges_g, 0.5924, 1e-4, "g");
    let error = (gain.g_interval.high - gain.g_interval.low) / 2.0 / 1.959963984540054;
    close(error * error, 0.0411, 3e-3, "variance");
}

#[test]
fn bad_input_is_refused_and_never_a_panic() {
    let level = Level::default();
    assert!(matches!(Scores::new(vec![]), Err(ImpactError::TooFewRows { .. })));
    assert!(matches!(
        Scores::new(vec![vec![1.0, f64::NAN], vec![1.0, 2.0]]),
        Err(ImpactError::NotFinite { row: 0, .. })
    ));
    let constant = Scores::new(vec![vec![1.0, 1.0, 1.0]; 4]).unwrap();
    assert_eq!(cronbach_alpha(&constant, level), Err(ImpactError::OutcomeDoesNotVary));
    assert_eq!(mcdonald_omega(&constant, level), Err(ImpactError::OutcomeDoesNotVary));
    let twice = Scores::new((0..5).map(|at| vec![f64::from(at); 3]).collect()).unwrap();
    assert!(mcdonald_omega(&twice, level).is_err() || mcdonald_omega(&twice, level).unwrap().value > 0.99);
    assert!(item_analysis(&constant, &[1.0, 1.0, f64::NAN], level).is_err());
    assert!(item_analysis(&constant, &[1.0, 1.0, 0.5], level).is_err());
    assert!(weighted_kappa(&[vec![1, 2], vec![3]], KappaWeights::Linear, level).is_err());
    assert!(weighted_kappa(&[vec![5, 0], vec![0, 0]], KappaWeights::Linear, level).is_err());
    let gap = Ratings::new(vec![vec![Some(1.0), None], vec![None, Some(2.0)]]).unwrap();
    assert!(intraclass(&gap, level).is_err());
    assert!(krippendorff_alpha(&gap, Scale::Nominal, Bootstrap { seed: 1, draws: 100 }, level).is_err());
    assert!(leniency(&gap, level).iter().all(|rater| rater.mean.is_none()));
    assert!(retention(&[], level).is_err());
    let never = |days| Recall { learner: days as u64, days, remembered: false };
    assert_eq!(retention(&[never(1.0), never(2.0)], level), Err(ImpactError::OutcomeDoesNotVary));
    assert!(response(3, 0, NoteBelow::default(), level).is_err());
}
