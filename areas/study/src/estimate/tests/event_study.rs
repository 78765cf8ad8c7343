//! Units that start at different moments, from a table.

use super::*;
use lustrum_impact::Verdict;
use serde_json::json;

fn reference(name: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../engines/impact/tests/references/");
    std::fs::read_to_string(format!("{root}{name}")).expect("the data set is there")
}

fn options(treatment: &str) -> Options {
    Options {
        unit: Some("unit".into()),
        time: Some("period".into()),
        start: Some("start".into()),
        ..Options::new(Design::EventStudy, "y", treatment)
    }
}

/// The staggered panel with a column that is made from the period and the start of each row.
fn with_column(made: impl Fn(u32, u32) -> String) -> String {
    let mut table = String::new();
    for (at, line) in reference("staggered.csv").lines().enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        let last = if at == 0 { "d".to_owned() } else { made(cells[1].parse().unwrap(), cells[2].parse().unwrap()) };
        table.push_str(&format!("{line},{last}\n"));
    }
    table
}

fn county() -> Options {
    Options {
        unit: Some("countyreal".into()),
        time: Some("year".into()),
        start: Some("first_treat".into()),
        ..Options::new(Design::EventStudy, "lemp", "treat")
    }
}

// csdid 0.4.3, see engines/impact/tests/references/staggered.json.
#[test]
fn the_minimum_wage_gives_its_dynamic_effect() {
    let answer = estimate(reference("mpdta.csv").as_bytes(), &county()).unwrap();
    close(answer.estimate, -0.07739931397058471);
    close(answer.se, 0.019560176946394357);
    assert_eq!(
        (answer.verdict, answer.design, answer.clusters),
        (Verdict::Effect, Some(Design::EventStudy), Some(500))
    );
    let json = json_of(&answer);
    assert_eq!(json["design"], "event-study");
    assert_eq!(json["group_time"].as_array().unwrap().len(), 12);
    assert_eq!((&json["group_time"][0]["start"], &json["group_time"][0]["time"]), (&json!(2004), &json!(2004)));
    for kind in ["simple", "dynamic", "group", "calendar"] {
        assert!(json["aggregations"][kind]["overall"]["se"].as_f64().unwrap() > 0.0, "{kind}");
    }
    assert_eq!(json["aggregations"]["dynamic"]["overall"]["estimate"], json["estimate"]);
    let adjusted = Options { covariates: vec!["lpop".into()], ..county() };
    let adjusted = estimate(reference("mpdta.csv").as_bytes(), &adjusted).unwrap();
    assert!((adjusted.estimate.unwrap() + 0.08).abs() < 0.001, "{:?}", adjusted.estimate);
}

#[test]
fn a_start_may_be_told_by_its_column_by_the_treatment_or_by_both() {
    let now = with_column(|period, start| u8::from(start > 0 && period >= start).to_string());
    let ever = with_column(|_, start| u8::from(start > 0).to_string());
    let expected = estimate(now.as_bytes(), &options("d")).unwrap();
    close(expected.estimate, 3.071938435185186);
    close(expected.se, 0.636282508368848);
    let without_start = Options { start: None, ..options("d") };
    for (what, table, options) in [
        ("ever treated", &ever, options("d")),
        ("start alone", &now, options("")),
        ("treatment alone", &now, without_start.clone()),
        ("auto", &now, Options { design: Design::Auto, ..without_start }),
    ] {
        let found = estimate(table.as_bytes(), &options).expect(what);
        assert_eq!((found.estimate, found.se), (expected.estimate, expected.se), "{what}");
    }
}

#[test]
fn auto_says_what_it_chose_and_why_no_other() {
    let table = with_column(|period, start| u8::from(start > 0 && period >= start).to_string());
    let auto = Options { design: Design::Auto, start: None, ..options("d") };
    let json = json_of(&estimate(table.as_bytes(), &auto).unwrap());
    assert_eq!(json["choice"]["chosen"], "event-study");
    assert_eq!(json["choice"]["reasons"][0]["code"], "starts_differ");
    let rejected: Vec<&str> =
        json["choice"]["rejected"].as_array().unwrap().iter().map(|one| one["design"].as_str().unwrap()).collect();
    assert_eq!(rejected, ["rct", "did", "its", "synth", "ipw", "aipw"]);
    let asked = json_of(&estimate(table.as_bytes(), &options("d")).unwrap());
    assert_eq!(asked["choice"], Value::Null);
}

#[test]
fn never_is_written_in_many_ways_and_periods_too() {
    let expected = estimate(reference("staggered.csv").as_bytes(), &options("")).unwrap();
    let rewritten = |never: &str, name: fn(&str) -> String| {
        let mut table = String::new();
        for (at, line) in reference("staggered.csv").lines().enumerate() {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            if at > 0 {
                cells[1] = name(&cells[1]);
                cells[2] = if cells[2] == "0" { never.to_owned() } else { name(&cells[2]) };
            }
            table.push_str(&(cells.join(",") + "\n"));
        }
        estimate(table.as_bytes(), &options("")).expect(never)
    };
    for never in ["", "0", "inf", "never", "NA", "Inf", "0.0"] {
        assert_eq!(rewritten(never, str::to_owned).estimate, expected.estimate, "{never}");
    }
    let year = |period: &str| (2018 + period.parse::<i32>().unwrap()).to_string();
    let month = |period: &str| format!("2026-{:02}-01", period.parse::<i32>().unwrap() + 3);
    let run_on = |period: &str| {
        let month = period.parse::<i32>().unwrap() + 8;
        (202_600 + if month > 12 { 88 + month } else { month }).to_string()
    };
    for (what, name) in [("year", year as fn(&str) -> String), ("month", month), ("year and month", run_on)] {
        let found = rewritten("", name);
        assert_eq!((found.estimate, found.se), (expected.estimate, expected.se), "{what}");
        let json = json_of(&found);
        assert_eq!(json["aggregations"]["dynamic"]["effects"][0]["at"], -4, "{what}");
    }
    assert_eq!(json_of(&rewritten("", month))["group_time"][0]["start"], "2026-06-01");
}

#[test]
fn weights_and_clusters_count_and_holes_are_no_obstacle() {
    let weighted = Options { weights: Some("weight".into()), cluster: Some("region".into()), ..options("") };
    let answer = estimate(reference("staggered.csv").as_bytes(), &weighted).unwrap();
    close(answer.estimate, 2.7832006290610685);
    close(answer.se, 0.6566534832409479);
    assert_eq!(answer.clusters, Some(9));
    let holes = estimate(reference("staggered_holes.csv").as_bytes(), &options("")).unwrap();
    close(holes.estimate, 1.4569438899577232);
    close(holes.se, 0.9427696936125386);
}

#[test]
fn units_that_are_treated_from_the_first_period_on_are_left_out_and_this_is_said() {
    let answer = estimate(reference("staggered_early.csv").as_bytes(), &options("")).unwrap();
    close(answer.estimate, 3.071938435185186);
    let text = json_of(&answer).to_string();
    assert!(text.contains("treated_from_start"), "{text}");
}

#[test]
fn a_start_that_can_not_be_is_refused_with_its_row() {
    let table = reference("staggered.csv");
    let broken = |row: usize, cell: usize, value: &str| {
        let mut rows: Vec<String> = table.lines().map(str::to_owned).collect();
        let mut cells: Vec<&str> = rows[row - 1].split(',').collect();
        cells[cell] = value;
        rows[row - 1] = cells.join(",");
        refused(&rows.join("\n"), &options(""))
    };
    assert_eq!(
        broken(12, 2, "spring"),
        DataError::StartUnknown { row: 12, column: "start".into(), value: "spring".into() }
    );
    assert_eq!(
        broken(12, 2, "5"),
        DataError::StartChanges { row: 12, column: "start".into(), unit: "2".into(), earlier: 9 }
    );
    let contradicting = with_column(|period, start| u8::from(start > 0 && period > start).to_string());
    let refusal = refused(&contradicting, &options("d"));
    assert!(matches!(refusal, DataError::StartContradicted { row: 11, value: 0, .. }), "{refusal:?}");
    let without_time = Options { time: None, ..options("") };
    assert_eq!(
        refused(&table, &without_time),
        DataError::RoleMissingFor { design: Design::EventStudy, role: Role::Time }
    );
}

#[test]
fn bad_weights_are_refused_and_never_left_aside() {
    let weighted = Options { weights: Some("weight".into()), ..options("") };
    let mut rows: Vec<String> = reference("staggered.csv").lines().map(str::to_owned).collect();
    let row = |cells: &str, weight: &str| {
        let mut cells: Vec<&str> = cells.split(',').collect();
        cells[5] = weight;
        cells.join(",")
    };
    let sound = rows[3].clone();
    rows[3] = row(&sound, "0");
    assert_eq!(refused(&rows.join("\n"), &weighted), DataError::WeightNotPositive { row: 4, column: "weight".into() });
    rows[3] = row(&sound, "7");
    assert_eq!(refused(&rows.join("\n"), &weighted), DataError::WeightsVary { row: 4, column: "weight".into() });
    let randomised = Options { weights: Some("age".into()), ..nsw() };
    assert!(matches!(
        refused(&example("nsw/nsw_experimental.csv"), &randomised),
        DataError::WeightsUnused { design: Design::Rct, .. }
    ));
}

#[test]
fn everyone_starting_at_once_identifies_nothing() {
    let table = small_panel().join("\n").replace(",3,0,", ",3,1,").replace(",4,0,", ",4,1,");
    let options = Options { design: Design::EventStudy, ..did() };
    let answer = estimate(table.as_bytes(), &options).unwrap();
    assert_eq!((answer.verdict, answer.estimate, answer.design), (Verdict::NotIdentifiable, None, None));
    assert!(json_of(&answer).to_string().contains("no_comparison_group"));
}
