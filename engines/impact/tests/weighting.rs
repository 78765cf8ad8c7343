//! Weighting and matching against statsmodels 0.15.0 (TreatmentEffect; references/weighting.py) and on the Supported
//! Work programme, whose experiment says what the answer is.

mod table;

use lustrum_impact::{Column, Comparison, Estimate, ImpactError, Level, Rules, Verdict, weighting::*};
use table::{Table, close};

fn groups(names: &[&str]) -> Comparison {
    let table = Table::read("tests/references/weighting.csv");
    let bare = Comparison::new(table.numbers("y"), table.flags("d")).expect("sound test data");
    names.iter().fold(bare, |groups, name| {
        groups.with_covariate(Column::new(*name, table.numbers(name))).expect("sound test data")
    })
}

const ALL: [&str; 3] = ["age", "tenure", "grade"];

fn agrees(found: &Estimate, [effect, error]: [f64; 2], what: &str) {
    close(found.effect, effect, 1e-8, what);
    close(found.standard_error, error, 2e-6, what);
}

#[test]
fn propensities_agree_with_statsmodels() {
    let found = propensity(&groups(&ALL)).unwrap();
    let expected = [-5.011050038209586, 0.05840521775567948, 0.10583900028759455, 0.37601705500705734];
    for (one, expected) in found.coefficients.iter().zip(expected) {
        close(*one, expected, 1e-9, "coefficient");
    }
}

#[test]
fn weighted_effects_and_their_errors_agree_with_statsmodels() {
    let (groups, level) = (groups(&ALL), Level::default());
    let found = |estimate: Result<Estimate, ImpactError>| estimate.unwrap();
    agrees(
        &found(inverse_probability(&groups, Target::Everyone, level)),
        [1.9108203922562634, 0.48752335641485933],
        "everyone",
    );
    agrees(
        &found(inverse_probability(&groups, Target::Treated, level)),
        [2.3087930953008353, 0.5407191254805755],
        "treated",
    );
    agrees(&found(doubly_robust(&groups, Target::Everyone, level)), [1.9820696251938728, 0.5351772259728939], "aipw");
    // Stacked estimating equations with numerical derivatives.
    agrees(
        &found(doubly_robust(&groups, Target::Treated, level)),
        [2.1993352828171155, 0.4971545923218213],
        "aipw att",
    );
}

#[test]
fn matching_agrees_with_the_formulas_of_abadie_and_imbens_computed_apart() {
    let (groups, level) = (groups(&ALL), Level::default());
    for (neighbours, target, expected) in [
        (1, Target::Treated, [2.6969910714285716, 0.5176613945680186]),
        (1, Target::Everyone, [1.9687687500000004, 0.49743971414081545]),
        (3, Target::Treated, [2.757845535714286, 0.46929301075395596]),
        (3, Target::Everyone, [2.2145964166666663, 0.46014719277954164]),
    ] {
        agrees(&nearest_neighbours(&groups, neighbours, target, level).unwrap(), expected, "matching");
    }
}

fn supported_work(control: &str) -> Comparison {
    let treated = Table::read("../../examples/nsw/nsw_experimental.csv");
    let untreated = Table::read(control);
    let both = |name: &str| -> Vec<f64> {
        let is = treated.flags("treat");
        let kept = treated.numbers(name).into_iter().zip(is).filter(|(_, is)| *is).map(|(value, _)| value);
        let others = untreated.numbers(name).into_iter().zip(untreated.flags("treat"));
        kept.chain(others.filter(|(_, is)| !*is).map(|(value, _)| value)).collect()
    };
    let outcome = both("re78");
    let is_treated = both("treat").into_iter().map(|value| value == 1.0).collect();
    let bare = Comparison::new(outcome, is_treated).expect("sound data");
    ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]
        .iter()
        .fold(bare, |groups, name| groups.with_covariate(Column::new(*name, both(name))).expect("sound data"))
}

#[test]
fn the_supported_work_programme_beside_a_survey_is_no_effect_without_anyones_word() {
    let groups = supported_work("../../examples/nsw/cps_controls.csv");
    for estimator in [Estimator::InverseProbability, Estimator::DoublyRobust] {
        let rules = Rules::default();
        let (answer, _) = assess_weighted(&groups, estimator, Target::Treated, Selection::Unknown, &rules).unwrap();
        assert_eq!(answer.verdict, Verdict::NotYetConclusive);
        let (answer, _) = assess_weighted(&groups, estimator, Target::Treated, Selection::OnMeasured, &rules).unwrap();
        let estimate = answer.estimate.unwrap();
        // The raw difference is -8,498; the experiment says 1,794.
        assert!(estimate.effect > -1_000.0 && estimate.interval.high > 1_794.0, "{estimate:?}");
        assert!(answer.reasons.iter().any(|reason| reason.to_string().contains("no data can test that")));
    }
}

#[test]
fn the_experiment_itself_weighted_gives_about_its_published_effect() {
    let groups = supported_work("../../examples/nsw/nsw_experimental.csv");
    let (answer, weighted) =
        assess_weighted(&groups, Estimator::DoublyRobust, Target::Everyone, Selection::OnMeasured, &Rules::default())
            .unwrap();
    close(answer.estimate.unwrap().effect, 1_650.0, 0.1, "effect");
    assert_eq!(answer.verdict, Verdict::Effect, "{:?}", answer.reasons);
    assert!(weighted.overlap.balance.iter().all(|one| one.after.abs() < 0.1));
}

#[test]
fn weighting_makes_the_groups_alike_on_what_was_measured() {
    let groups = groups(&ALL);
    let found = overlap(&groups, &propensity(&groups).unwrap(), Target::Everyone);
    for one in &found.balance {
        assert!(one.after.abs() < 0.1 && one.before.abs() > one.after.abs(), "{one:?}");
    }
    assert!(found.effective_treated < 400.0 && found.effective_treated > 50.0);
}

#[test]
fn groups_without_any_overlap_and_other_bad_input_are_refused() {
    let split = |values: Vec<f64>, treated: Vec<bool>| {
        Comparison::new(vec![1.0; treated.len()], treated).unwrap().with_covariate(Column::new("age", values)).unwrap()
    };
    let apart = split((0..20).map(f64::from).collect(), (0..20).map(|at| at >= 10).collect());
    assert_eq!(propensity(&apart).unwrap_err(), ImpactError::Separated);
    let constant = split(vec![3.0; 10], (0..10).map(|at| at % 2 == 0).collect());
    assert_eq!(propensity(&constant).unwrap_err(), ImpactError::Collinear { column: "age".to_owned() });
    let twice = groups(&ALL)
        .with_covariate(Column::new("again", Table::read("tests/references/weighting.csv").numbers("age")))
        .unwrap();
    assert!(matches!(propensity(&twice), Err(ImpactError::Collinear { .. })));
    let nobody = split(vec![1.0, 2.0, 3.0], vec![false; 3]);
    assert!(matches!(propensity(&nobody), Err(ImpactError::TooFewRows { group: "treated", .. })));
    let bare = groups(&[]);
    let rules = Rules::default();
    assert!(assess_weighted(&bare, Estimator::DoublyRobust, Target::Treated, Selection::OnMeasured, &rules).is_err());
    assert!(nearest_neighbours(&bare, 1, Target::Treated, Level::default()).is_err());
    assert!(nearest_neighbours(&groups(&ALL), 0, Target::Treated, Level::default()).is_err());
}
