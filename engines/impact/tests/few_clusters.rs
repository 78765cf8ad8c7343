//! Where few clusters were trained: the interval that the placebos give, and what is said of it.

use lustrum_impact::{
    ClusterChange, Estimate, ImpactError, IntervalKind, Level, Panel, PanelRows, Reason, Rules, Verdict, assess_panel,
    permutation, placebo_interval,
};

/// A fixed spread of values between -1 and 1 without a pattern (SplitMix64).
fn noise(at: usize) -> f64 {
    let mut bits = (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^= bits >> 31;
    (bits >> 11) as f64 / (1_u64 << 53) as f64 * 2.0 - 1.0
}

fn clusters(treated: usize, all: usize, effect: f64) -> Vec<ClusterChange> {
    let one = |at: usize| {
        let treated = at < treated;
        ClusterChange { change: noise(at) + if treated { effect } else { 0.0 }, units: 1.0, noise: 1.0, treated }
    };
    (0..all).map(one).collect()
}

fn difference(clusters: &[ClusterChange]) -> f64 {
    let mean = |side: bool| {
        let of: Vec<f64> = clusters.iter().filter(|one| one.treated == side).map(|one| one.change).collect();
        of.iter().sum::<f64>() / of.len() as f64
    };
    mean(true) - mean(false)
}

/// What the permutation test says once this effect is taken out.
fn p_without(clusters: &[ClusterChange], effect: f64) -> f64 {
    let left: Vec<lustrum_impact::Cluster> = clusters
        .iter()
        .map(|one| lustrum_impact::Cluster {
            sum: one.change - if one.treated { effect } else { 0.0 },
            units: 1.0,
            treated: one.treated,
        })
        .collect();
    permutation(&left).expect("few choices").p_value
}

#[test]
fn the_interval_holds_what_the_permutation_test_does_not_reject() {
    // 30 over 2 and 22 over 3 give choices of which a twentieth is no whole number.
    for (treated, all) in [(1, 40), (2, 16), (3, 22), (4, 12)] {
        let clusters = clusters(treated, all, 3.0);
        let found = placebo_interval(&clusters, difference(&clusters), Level::default()).unwrap();
        for (limit, out) in [(found.low, -1.0), (found.high, 1.0)] {
            // Between the two choices that the limit lies between the test turns from one side of 5 % to the other.
            assert!(p_without(&clusters, limit - out * 0.2) > 0.05, "{treated} of {all}");
            assert!(p_without(&clusters, limit + out * 0.2) <= 0.05, "{treated} of {all}");
        }
        assert_eq!(found.p_value, p_without(&clusters, 0.0));
    }
}

#[test]
fn few_untreated_are_as_few_treated_the_other_way_round() {
    let few = clusters(2, 30, 2.0);
    let turned: Vec<ClusterChange> =
        few.iter().map(|one| ClusterChange { treated: !one.treated, change: one.change, ..*one }).collect();
    let found = placebo_interval(&few, difference(&few), Level::default()).unwrap();
    let other = placebo_interval(&turned, difference(&turned), Level::default()).unwrap();
    assert!((found.low + other.high).abs() < 1e-9 && (found.high + other.low).abs() < 1e-9);
}

#[test]
fn a_small_cluster_has_a_wider_interval_than_a_large_one() {
    let sized = |units: f64| -> f64 {
        let mut all: Vec<ClusterChange> = (0..40)
            .map(|at| {
                let units = 1.0 + (at % 8) as f64;
                ClusterChange { change: noise(at) / units.sqrt(), units, noise: 1.0 / units, treated: false }
            })
            .collect();
        all.push(ClusterChange { change: 2.0, units, noise: 1.0 / units, treated: true });
        let found = placebo_interval(&all, 2.0, Level::default()).unwrap();
        found.high - found.low
    };
    assert!(sized(1.0) > 1.5 * sized(8.0), "{} {}", sized(1.0), sized(8.0));
}

#[test]
fn what_can_not_be_compared_is_refused() {
    let all = clusters(3, 10, 0.0);
    assert!(matches!(placebo_interval(&all[..3], 0.0, Level::default()), Err(ImpactError::Argument(_))));
    let mut broken = all;
    broken[4].change = f64::NAN;
    let refused = placebo_interval(&broken, 0.0, Level::default());
    assert_eq!(refused, Err(ImpactError::NotFinite { column: "the change of a cluster".into(), row: 4 }));
}

fn panel(treated: usize, units: usize, effect: f64, seen: impl Fn(usize, usize) -> bool) -> Panel {
    let cells: Vec<(usize, usize)> =
        (0..units).flat_map(|unit| (0..8).map(move |month| (unit, month))).filter(|(u, t)| seen(*u, *t)).collect();
    let unit: Vec<usize> = cells.iter().map(|cell| cell.0).collect();
    let period: Vec<usize> = cells.iter().map(|cell| cell.1).collect();
    let is = |(unit, month): &(usize, usize)| *unit < treated && *month >= 4;
    let value = |cell: &(usize, usize)| noise(cell.0 * 100 + cell.1) + if is(cell) { effect } else { 0.0 };
    Panel::new(PanelRows {
        unit: &unit,
        period: &period,
        cluster: &unit,
        outcome: cells.iter().map(value).collect(),
        treated: cells.iter().map(is).collect(),
        covariates: Vec::new(),
    })
    .expect("sound test data")
}

#[test]
fn one_trained_site_of_thirty_has_the_interval_of_the_placebos() {
    let answer = assess_panel(&panel(1, 30, 4.0, |_, _| true), &Rules::default()).unwrap();
    let estimate = answer.estimate.unwrap();
    let IntervalKind::Placebo { choices, p_value } = estimate.kind else { panic!("{estimate:?}") };
    assert_eq!((choices, p_value, estimate.p_value()), (30, 1.0 / 30.0, 1.0 / 30.0));
    assert_eq!(answer.verdict, Verdict::Effect);
    let student = Estimate::student(estimate.effect, estimate.standard_error, 29.0, 240, None, Level::default());
    let width = |one: &Estimate| one.interval.high - one.interval.low;
    assert!(width(&estimate) > 2.0 * width(&student.unwrap()));
    let said = Reason::IntervalFromPlacebos { treated: 1, untreated: 29, choices: 30 };
    assert!(answer.reasons.contains(&said));
    assert!(serde_json::to_string(&estimate).unwrap().contains(r#""kind":{"kind":"placebo""#));
}

#[test]
fn one_trained_site_of_nineteen_has_no_interval_and_says_how_many_are_needed() {
    let answer = assess_panel(&panel(1, 19, 40.0, |_, _| true), &Rules::default()).unwrap();
    assert!(!answer.estimate.unwrap().interval.is_bounded());
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert!(answer.reasons.contains(&Reason::IntervalCantBeTold { treated: 1, untreated: 18, least: 19 }));
    assert!(answer.reasons.iter().all(|reason| !reason.to_string().contains("inf")));
}

#[test]
fn readings_that_are_missing_change_the_interval_by_little() {
    let whole = assess_panel(&panel(2, 30, 4.0, |_, _| true), &Rules::default()).unwrap();
    let holes = assess_panel(&panel(2, 30, 4.0, |unit, month| (unit, month) != (7, 2)), &Rules::default()).unwrap();
    let ends = |of: &lustrum_impact::Assessment| of.estimate.map(|one| [one.interval.low, one.interval.high]).unwrap();
    for (one, other) in ends(&whole).into_iter().zip(ends(&holes)) {
        assert!((one - other).abs() < 0.1, "{one} {other}");
    }
    assert_eq!(holes.verdict, Verdict::Effect);
}

#[test]
fn five_trained_sites_keep_the_interval_of_student() {
    let answer = assess_panel(&panel(5, 30, 4.0, |_, _| true), &Rules::default()).unwrap();
    let estimate = answer.estimate.unwrap();
    assert_eq!(estimate.kind, IntervalKind::Student);
    assert!(!serde_json::to_string(&estimate).unwrap().contains("kind"));
}
