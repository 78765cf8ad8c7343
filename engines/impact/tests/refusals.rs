//! What is refused, or said, rather than given an error that means nothing.

use lustrum_impact::{
    CheckKind, Column, Comparison, ImpactError, Level, Panel, PanelRows, Rules, Status, Verdict,
    staggered::{Settings, assess_staggered},
    weighting::{Estimator, Selection, Target, assess_weighted, doubly_robust, inverse_probability},
};

/// People of whom the trained are somewhat older.
fn people(count: u32, outcome: impl Fn(u32, bool) -> f64) -> Comparison {
    let age: Vec<f64> = (0..count).map(|at| f64::from(at * 7 % count)).collect();
    let treated: Vec<bool> = (0..count).map(|at| (at * 11 % count) + at * 7 % count >= count).collect();
    let outcome = (0..count).zip(&treated).map(|(at, treated)| outcome(at, *treated)).collect();
    Comparison::new(outcome, treated)
        .and_then(|groups| groups.with_covariate(Column::new("age", age)))
        .expect("sound test data")
}

fn lively(at: u32, treated: bool) -> f64 {
    f64::from(at * 5 % 13) + if treated { 9.0 } else { 0.0 }
}

#[test]
fn an_outcome_that_does_not_vary_has_no_weighted_effect() {
    let level = Level::default();
    for same in [people(80, |_, _| 0.1), people(80, |_, treated| if treated { 1e6 + 0.1 } else { 1e6 })] {
        for target in [Target::Everyone, Target::Treated] {
            assert_eq!(inverse_probability(&same, target, level), Err(ImpactError::OutcomeDoesNotVary));
            assert_eq!(doubly_robust(&same, target, level), Err(ImpactError::OutcomeDoesNotVary));
        }
    }
}

#[test]
fn weighted_designs_say_that_clusters_are_too_few_and_refuse_one() {
    let by = |clusters: u32| {
        let cluster: Vec<u32> = (0..80).map(|at| at % clusters).collect();
        let groups = people(80, lively).with_clusters(&cluster).unwrap();
        let rules = Rules::default();
        assess_weighted(&groups, Estimator::DoublyRobust, Target::Treated, Selection::OnMeasured, &rules)
    };
    assert_eq!(by(1), Err(ImpactError::OneCluster));
    for (clusters, status) in [(4, Status::Failed), (40, Status::Passed)] {
        let (answer, _) = by(clusters).unwrap();
        let check = answer.checks.iter().find(|check| check.kind == CheckKind::Clusters).unwrap();
        assert_eq!(check.status, status);
        assert!(clusters > 4 || answer.verdict == Verdict::NotYetConclusive, "{:?}", answer.verdict);
    }
    let rules = Rules::default();
    let apart =
        assess_weighted(&people(80, lively), Estimator::DoublyRobust, Target::Treated, Selection::OnMeasured, &rules);
    assert!(apart.unwrap().0.checks.iter().all(|check| check.kind != CheckKind::Clusters));
}

#[test]
fn a_sample_without_more_rows_than_parameters_has_no_weighted_effect() {
    // Four people, a propensity of two coefficients and two means.
    let treated = vec![true, false, true, false];
    let groups = Comparison::new(vec![1.0, 2.0, 4.0, 3.0], treated)
        .and_then(|groups| groups.with_covariate(Column::new("age", vec![1.0, 2.0, 3.0, 4.0])))
        .and_then(|groups| groups.with_covariate(Column::new("grade", vec![2.0, 2.5, 1.5, 2.0])));
    let found = inverse_probability(&groups.unwrap(), Target::Everyone, Level::default());
    assert!(
        matches!(found, Err(ImpactError::TooManyParameters { .. } | ImpactError::Separated)),
        "no interval from no degrees of freedom: {found:?}"
    );
}

/// Units in clusters of so many, the first half of which starts in the third of six months.
fn panel(clusters: usize, each: usize) -> Panel {
    let units = clusters * each;
    let rows = || (0..units).flat_map(|unit| (0..6).map(move |month| (unit, month)));
    let unit: Vec<usize> = rows().map(|row| row.0).collect();
    let period: Vec<usize> = rows().map(|row| row.1).collect();
    let cluster: Vec<usize> = unit.iter().map(|unit| unit / each).collect();
    let treated = rows().map(|(unit, month)| unit / each < clusters / 2 && month >= 2).collect();
    let outcome = rows().map(|(unit, month)| ((unit * 31 + month * 17 + unit * month * 7) % 23) as f64 / 3.0).collect();
    Panel::new(PanelRows { unit: &unit, period: &period, cluster: &cluster, outcome, treated, covariates: vec![] })
        .expect("sound test data")
}

#[test]
fn groups_that_are_a_cluster_each_have_no_error_and_none_is_made_up() {
    let told = |panel: &Panel| assess_staggered(panel, &panel.timing(), &Settings::default(), &Rules::default());
    for each in [1, 7] {
        assert_eq!(told(&panel(2, each)).unwrap_err(), ImpactError::ClustersLeaveNothing, "{each} in each");
    }
    let (answer, found) = told(&panel(4, 7)).unwrap();
    assert!(found.is_some() && answer.estimate.unwrap().standard_error > 0.0);
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
}
