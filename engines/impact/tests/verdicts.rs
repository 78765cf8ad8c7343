//! When a number may be called an effect, and when not.

use lustrum_impact::{
    Assessment, CheckKind, Column, Comparison, ImpactError, Level, Margin, Need, Panel, PanelRows, Reason, Rules,
    Starts, Status, Verdict, assess_panel, assess_randomised, assess_unassigned, difference_in_differences,
    regression_adjustment,
};

/// A fixed spread of values between -1.5 and 1.5 without a pattern (SplitMix64).
fn noise(at: usize) -> f64 {
    let mut bits = (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^= bits >> 31;
    (bits >> 11) as f64 / (1_u64 << 53) as f64 * 3.0 - 1.5
}

fn groups(size: usize, effect: f64) -> Comparison {
    let outcome = (0..2 * size).map(|at| noise(at) + if at % 2 == 0 { effect } else { 0.0 }).collect();
    Comparison::new(outcome, (0..2 * size).map(|at| at % 2 == 0).collect()).expect("sound test data")
}

/// `units` units over six periods, the first `treated` of them trained from period 3 on.
fn panel(units: usize, treated: usize, outcome: impl Fn(usize, usize, bool) -> f64) -> Panel {
    panel_with(units, |unit, period| unit < treated && period >= 3, outcome)
}

fn panel_with(
    units: usize,
    is_treated: impl Fn(usize, usize) -> bool,
    outcome: impl Fn(usize, usize, bool) -> f64,
) -> Panel {
    let cells: Vec<(usize, usize)> = (0..units).flat_map(|unit| (0..6).map(move |period| (unit, period))).collect();
    let unit: Vec<usize> = cells.iter().map(|(unit, _)| *unit).collect();
    let period: Vec<usize> = cells.iter().map(|(_, period)| *period).collect();
    Panel::new(PanelRows {
        unit: &unit,
        period: &period,
        cluster: &unit,
        outcome: cells.iter().map(|(u, t)| outcome(*u, *t, is_treated(*u, *t))).collect(),
        treated: cells.iter().map(|(u, t)| is_treated(*u, *t)).collect(),
        covariates: Vec::new(),
    })
    .expect("sound test data")
}

fn status(answer: &Assessment, kind: CheckKind) -> Status {
    answer.checks.iter().find(|check| check.kind == kind).expect("the check was made").status
}

#[test]
fn an_interval_on_one_side_of_zero_is_an_effect() {
    let answer = assess_randomised(&groups(40, 2.0), &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::Effect);
}

#[test]
fn a_narrow_interval_around_zero_is_no_effect_detected() {
    let answer = assess_randomised(&groups(2000, 0.0), &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::NoEffectDetected);
}

#[test]
fn a_wide_interval_around_zero_is_not_yet_conclusive_and_says_how_much_is_missing() {
    let answer = assess_randomised(&groups(20, 0.1), &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert!(matches!(answer.needs[..], [Need::MoreUnits { times }] if times > 2.0));
}

#[test]
fn the_margin_is_the_users_to_state() {
    let rules = Rules { margin: Margin::Units(5.0), ..Rules::default() };
    let answer = assess_randomised(&groups(20, 0.1), &rules).unwrap();
    assert_eq!(answer.verdict, Verdict::NoEffectDetected);
    assert_eq!(answer.margin, Some(5.0));
}

#[test]
fn four_people_per_group_are_too_few_however_large_the_difference() {
    let answer = assess_randomised(&groups(4, 50.0), &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert_eq!(status(&answer, CheckKind::SampleSize), Status::Failed);
}

#[test]
fn groups_that_chance_did_not_form_are_not_called_an_experiment() {
    let age = (0..80).map(|at| noise(at + 1000) + if at % 2 == 0 { 30.0 } else { 20.0 }).collect();
    let groups = groups(40, 2.0).with_covariate(Column::new("age", age)).unwrap();
    let answer = assess_randomised(&groups, &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert!(answer.estimate.is_some());
    assert!(answer.reasons.contains(&Reason::GroupsDifferAtStart { columns: vec!["age".into()] }));
}

#[test]
fn group_sizes_off_the_plan_are_noticed() {
    let outcome: Vec<f64> = (0..1000).map(noise).collect();
    let treated: Vec<bool> = (0..1000).map(|at| at % 5 < 3).collect();
    let groups = Comparison::new(outcome, treated).unwrap();
    let rules = Rules { treated_share: Some(0.5), ..Rules::default() };
    let answer = assess_randomised(&groups, &rules).unwrap();
    assert_eq!(status(&answer, CheckKind::SampleRatio), Status::Failed);
    let rules = Rules { treated_share: Some(0.6), ..Rules::default() };
    let answer = assess_randomised(&groups, &rules).unwrap();
    assert_eq!(status(&answer, CheckKind::SampleRatio), Status::Passed);
}

#[test]
fn unknown_assignment_identifies_nothing_however_large_the_difference() {
    let answer = assess_unassigned(&groups(5000, 100.0), &Rules::default()).unwrap();
    assert_eq!((answer.verdict, answer.estimate), (Verdict::NotIdentifiable, None));
    assert!(answer.description.raw_difference.unwrap() > 99.0);
    assert!(answer.needs.contains(&Need::RandomAssignment));
}

#[test]
fn one_cluster_per_group_leaves_nothing_to_measure() {
    let labels: Vec<usize> = (0..80).map(|at| at % 2).collect();
    let groups = groups(40, 2.0).with_clusters(&labels).unwrap();
    assert_eq!(regression_adjustment(&groups, Level::default()), Err(ImpactError::ClustersLeaveNothing));
}

#[test]
fn three_teams_against_three_can_not_conclude() {
    let labels: Vec<usize> = (0..240).map(|at| at % 6).collect();
    let groups = groups(120, 4.0).with_clusters(&labels).unwrap();
    let answer = assess_randomised(&groups, &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert!(answer.reasons.iter().any(|r| matches!(r, Reason::PlaceboNotRare { choices: 20, .. })));
}

#[test]
fn parallel_groups_that_part_at_the_start_show_an_effect() {
    let panel = panel(30, 12, |unit, period, treated| {
        unit as f64 + period as f64 + noise(unit * 7 + period) + if treated { 3.0 } else { 0.0 }
    });
    let answer = assess_panel(&panel, &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::Effect);
    assert_eq!(status(&answer, CheckKind::PreTrend), Status::Passed);
}

#[test]
fn groups_that_already_moved_apart_show_none() {
    let panel = panel(30, 12, |unit, period, _| {
        let drift = if unit < 12 { 1.5 * period as f64 } else { 0.0 };
        unit as f64 + drift + noise(unit * 7 + period)
    });
    let answer = assess_panel(&panel, &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert_eq!(status(&answer, CheckKind::PreTrend), Status::Failed);
}

#[test]
fn a_drift_without_any_noise_is_seen_as_well() {
    let panel = panel(30, 12, |unit, period, _| {
        let drift = if unit < 12 { 1.5 * period as f64 } else { 0.0 };
        let later = if period >= 3 { noise(unit * 7 + period) } else { 0.0 };
        unit as f64 + drift + later
    });
    let answer = assess_panel(&panel, &Rules::default()).unwrap();
    assert_eq!(status(&answer, CheckKind::PreTrend), Status::Failed);
}

#[test]
fn one_trained_site_is_compared_with_every_other_site_in_its_place() {
    let of = |effect: f64| {
        panel(30, 1, move |unit, period, treated| {
            unit as f64 + noise(unit * 7 + period + 500) + if treated { effect } else { 0.0 }
        })
    };
    let answer = assess_panel(&of(9.0), &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::Effect);
    let placebo = answer.checks.iter().find(|c| c.kind == CheckKind::Placebo).unwrap();
    assert_eq!(placebo.figures["choices"], 30.0);
    let estimate = answer.estimate.unwrap().effect;
    assert!((placebo.figures["difference"] - estimate).abs() < 1e-9);
    assert_eq!(assess_panel(&of(0.3), &Rules::default()).unwrap().verdict, Verdict::NotYetConclusive);
}

#[test]
fn different_starts_are_not_one_start() {
    let panel = panel_with(
        30,
        |unit, period| unit < 12 && period >= 2 + unit % 2,
        |unit, period, treated| noise(unit * 7 + period) + if treated { 3.0 } else { 0.0 },
    );
    assert_eq!(panel.starts(), Starts::Staggered { at: vec![2, 3], untreated_units: 18 });
    let answer = assess_panel(&panel, &Rules::default()).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert!(answer.needs.contains(&Need::StaggeredDesign));
}

#[test]
fn a_panel_without_a_start_a_comparison_or_an_end_identifies_nothing() {
    let flat = |unit: usize, period: usize, _| noise(unit * 7 + period);
    for (panel, reason) in [
        (panel_with(10, |unit, _| unit < 4, flat), Reason::NoPeriodBefore { treated_units: 4 }),
        (panel_with(10, |_, _| false, flat), Reason::NoPeriodBefore { treated_units: 0 }),
        (panel_with(10, |_, period| period > 2, flat), Reason::NoComparisonGroup),
        (panel_with(10, |unit, period| unit < 4 && period == 3, flat), Reason::TreatmentStops { units: 4 }),
    ] {
        let answer = assess_panel(&panel, &Rules::default()).unwrap();
        assert_eq!((answer.verdict, answer.estimate), (Verdict::NotIdentifiable, None));
        assert_eq!(answer.reasons, vec![reason]);
    }
}

#[test]
fn a_covariate_that_never_changes_within_a_unit_is_named() {
    let unit = [1, 1, 2, 2, 3, 3];
    let panel = Panel::new(PanelRows {
        unit: &unit,
        period: &[1, 2, 1, 2, 1, 2],
        cluster: &unit,
        outcome: vec![1.0, 2.0, 2.0, 2.5, 3.0, 3.1],
        treated: vec![false, true, false, false, false, false],
        covariates: vec![Column::new("size", vec![5.0, 5.0, 7.0, 7.0, 9.0, 9.0])],
    })
    .unwrap();
    assert_eq!(
        difference_in_differences(&panel, Level::default()).unwrap_err(),
        ImpactError::Collinear { column: "size".into() }
    );
}

#[test]
fn a_unit_seen_twice_in_a_period_is_refused_with_both_rows() {
    let unit = [1, 1, 2, 1];
    let refused = Panel::new(PanelRows {
        unit: &unit,
        period: &[1, 2, 1, 2],
        cluster: &unit,
        outcome: vec![1.0; 4],
        treated: vec![false; 4],
        covariates: Vec::new(),
    });
    assert_eq!(refused.unwrap_err(), ImpactError::RepeatedObservation { row: 3, earlier: 1 });
}

#[test]
fn a_constant_outcome_has_no_uncertainty_to_report() {
    let groups = Comparison::new(vec![7.0; 20], (0..20).map(|at| at % 2 == 0).collect()).unwrap();
    assert_eq!(assess_randomised(&groups, &Rules::default()), Err(ImpactError::OutcomeDoesNotVary));
}
