//! A lot that decided who starts, with readings over time.

use super::*;
use lustrum_impact::{Method, Verdict};

fn reference(name: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../engines/impact/tests/references/");
    std::fs::read_to_string(format!("{root}{name}")).expect("the reference data are there")
}

fn by_lot(design: Design) -> Options {
    Options {
        assignment: Assignment::Random,
        unit: Some("unit".into()),
        time: Some("period".into()),
        ..Options::new(design, "y", "d")
    }
}

// engines/impact/tests/references/over_time.py
#[test]
fn a_wait_list_drawn_by_lot_is_adjusted_for_what_was_before() {
    let table = reference("wait_list.csv");
    for design in [Design::Rct, Design::Auto] {
        let answer = estimate(table.as_bytes(), &by_lot(design)).unwrap();
        close(answer.estimate, -2.6285595697716064);
        close(answer.se, 1.298367388529587);
        assert_eq!((answer.design, answer.method), (Some(Design::Rct), Some(Method::AnalysisOfCovariance)));
        assert_eq!(json_of(&answer)["trial"], "wait_list");
    }
    // Without the word nothing is adjusted for.
    let nobody = Options { assignment: Assignment::Unknown, ..by_lot(Design::Auto) };
    assert_eq!(estimate(table.as_bytes(), &nobody).unwrap().design, Some(Design::Did));
}

#[test]
fn a_stepped_wedge_compares_each_start_with_those_that_wait() {
    let answer = estimate(reference("stepped_wedge.csv").as_bytes(), &by_lot(Design::Rct)).unwrap();
    close(answer.estimate, -0.9096977777777595);
    close(answer.se, 0.7638968671332969);
    assert_eq!((json_of(&answer)["trial"].as_str(), answer.n), (Some("stepped_wedge"), 105));
    // Asked for nothing, effects that grow are allowed for.
    let auto = estimate(reference("stepped_wedge.csv").as_bytes(), &by_lot(Design::Auto)).unwrap();
    assert_eq!(auto.design, Some(Design::EventStudy));
}

#[test]
fn a_lot_after_which_all_start_at_once_or_stop_again_identifies_nothing() {
    let all: String = reference("wait_list.csv")
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            match cells[1].parse::<u32>() {
                Ok(period) => format!("{},{period},{},{}\n", cells[0], u8::from(period >= 5), cells[3]),
                Err(_) => format!("{line}\n"),
            }
        })
        .collect();
    let answer = estimate(all.as_bytes(), &by_lot(Design::Rct)).unwrap();
    assert_eq!((answer.verdict, answer.estimate), (Verdict::NotIdentifiable, None));
    let stops = reference("wait_list.csv").replacen(",8,1,", ",8,0,", 1);
    let answer = estimate(stops.as_bytes(), &by_lot(Design::Rct)).unwrap();
    assert_eq!(answer.verdict, Verdict::NotIdentifiable);
}

#[test]
fn lots_drawn_within_strata_are_compared_within_them() {
    // Two countries on different levels, of which different shares were trained.
    let mut table = "person,country,trained,score\n".to_owned();
    for at in 0..30 {
        let (country, trained) = if at < 12 { ("BE", at % 3 == 0) } else { ("NL", at % 3 != 0) };
        let score = if country == "BE" { 40 } else { 60 } + at * 7 % 5 + if trained { 3 } else { 0 };
        table.push_str(&format!("p{at},{country},{},{score}\n", u8::from(trained)));
    }
    let asked = |strata: Option<&str>| Options {
        strata: strata.map(str::to_owned),
        ..Options::new(Design::Rct, "score", "trained")
    };
    let plain = estimate(table.as_bytes(), &asked(None)).unwrap();
    let within = estimate(table.as_bytes(), &asked(Some("country"))).unwrap();
    assert!((within.estimate.unwrap() - 3.0).abs() < 1.0 && plain.estimate.unwrap() > 6.0);
    assert_eq!(within.method, Some(Method::StratifiedDifference));
    let unused = Options { design: Design::Did, ..asked(Some("country")) };
    assert_eq!(refused(&table, &unused), DataError::StrataUnused { column: "country".into() });
}
