//! Trials over time against plain matrices (references/over_time.py), and intervals that hold for few clusters.

mod table;

use lustrum_impact::{
    Comparison, DesignName, Known, Level, Method, OverTime, Panel, PanelRows, Rules, Starts, Verdict, assess_panel,
    assess_randomised, assess_trial, choose,
    inference::{TrialKind, over_time},
};
use table::{Table, close};

fn panel(name: &str) -> Panel {
    let table = Table::read(&format!("tests/references/{name}.csv"));
    let (unit, period) = (table.text("unit"), table.numbers("period"));
    let period: Vec<u32> = period.into_iter().map(|period| period as u32).collect();
    let rows = PanelRows {
        unit: &unit,
        period: &period,
        cluster: &unit,
        outcome: table.numbers("y"),
        treated: table.flags("d"),
        covariates: Vec::new(),
    };
    Panel::new(rows).expect("sound test data")
}

#[test]
fn a_wait_list_and_a_stepped_wedge_agree_with_every_effect_as_a_column_of_its_own() {
    for (name, kind, effect, error, free) in [
        ("wait_list", TrialKind::WaitList, -2.6285595697716064, 1.298367388529587, 11.85421231369458),
        ("wait_list_holes", TrialKind::WaitList, -3.137292665215992, 1.261803649810593, 10.187449011910946),
        ("stepped_wedge", TrialKind::SteppedWedge, -0.9096977777777595, 0.7638968671332969, 13.207040363018647),
        ("stepped_wedge_holes", TrialKind::SteppedWedge, -3.2046388190547255, 1.0002771770485448, 13.189803929278881),
    ] {
        let found = over_time(&panel(name), Level::default()).unwrap();
        assert_eq!(found.kind, kind);
        close(found.estimate.effect, effect, 1e-9, name);
        close(found.estimate.standard_error, error, 1e-8, name);
        close(found.estimate.degrees_of_freedom, free, 1e-7, name);
    }
}

#[test]
fn a_trial_over_time_is_assessed_with_its_groups_as_they_were_before() {
    let (answer, _) = assess_trial(&panel("wait_list"), &Rules::default()).unwrap();
    assert_eq!(answer.method, Some(Method::AnalysisOfCovariance));
    let kinds: Vec<String> = answer.checks.iter().map(|check| format!("{:?}", check.kind)).collect();
    assert_eq!(kinds, ["Clusters", "SampleRatio", "Balance"]);
    let (answer, _) = assess_trial(&panel("stepped_wedge"), &Rules::default()).unwrap();
    assert_eq!(answer.method, Some(Method::SteppedWedge));
    let all = Panel::new(PanelRows {
        unit: &["a", "a", "b", "b"],
        period: &[1, 2, 1, 2],
        cluster: &["a", "a", "b", "b"],
        outcome: vec![1.0, 2.0, 3.0, 5.0],
        treated: vec![false, true, false, true],
        covariates: Vec::new(),
    });
    let (answer, found) = assess_trial(&all.unwrap(), &Rules::default()).unwrap();
    assert_eq!((answer.verdict, found), (Verdict::NotIdentifiable, None));
}

#[test]
fn a_lot_between_enough_units_is_chosen_before_the_change_over_time() {
    let known = |random, treated_units, untreated_units| {
        let starts = Starts::Common { period: 6 };
        let over_time = Some(OverTime { starts, treated_units, untreated_units, periods_before: 6, periods_after: 6 });
        choose(&Known { random, over_time }).chosen
    };
    assert_eq!(known(true, 12, 12), Some(DesignName::Rct));
    assert_eq!(known(true, 3, 12), Some(DesignName::Did));
    assert_eq!(known(false, 12, 12), Some(DesignName::Did));
}

/// Two groups of clusters, one of them small, that vary alike.
fn clusters(treated: u32, untreated: u32) -> Comparison {
    let (mut outcome, mut is, mut cluster) = (Vec::new(), Vec::new(), Vec::new());
    for one in 0..treated + untreated {
        for person in 0..6_u32 {
            outcome.push(f64::from(one * 7 % 11) + f64::from(person * person % 5));
            is.push(one < treated);
            cluster.push(one);
        }
    }
    Comparison::new(outcome, is).and_then(|groups| groups.with_clusters(&cluster)).expect("sound groups")
}

#[test]
fn few_clusters_in_a_group_widen_the_interval_and_many_leave_it_as_it_is_usual() {
    let free = |treated, untreated| {
        let answer = assess_randomised(&clusters(treated, untreated), &Rules::default()).unwrap();
        answer.estimate.unwrap().degrees_of_freedom
    };
    assert_eq!(free(12, 12), 23.0);
    assert!(free(5, 30) < 8.0, "{}", free(5, 30));
    assert_eq!(free(1, 20), 20.0, "of one cluster nothing can be said; the check fails");
    // Of a panel the same: six of forty units start.
    let (mut unit, mut period, mut treated, mut outcome) = (vec![], vec![], vec![], vec![]);
    for one in 0..40_u32 {
        for time in 0..4_u32 {
            unit.push(one);
            period.push(time);
            treated.push(one < 6 && time >= 2);
            outcome.push(f64::from((one * 13 + time * time * 7 + one * time) % 17));
        }
    }
    let panel =
        Panel::new(PanelRows { unit: &unit, period: &period, cluster: &unit, outcome, treated, covariates: vec![] });
    let estimate = assess_panel(&panel.unwrap(), &Rules::default()).unwrap().estimate.unwrap();
    assert!(estimate.degrees_of_freedom < 12.0, "{}", estimate.degrees_of_freedom);
}
