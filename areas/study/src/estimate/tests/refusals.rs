//! What can't be read, and where.

use super::*;
use lustrum_impact::Verdict;
use serde_json::json;

#[test]
fn periods_without_a_known_order_are_refused() {
    for (third, value) in
        [("spring", "spring"), ("31-12-2026", "31-12-2026"), ("2026-13-01", "2026-13-01"), ("Q52011", "Q52011")]
    {
        let table = small_panel().join("\n").replace(",3,", &format!(",{third},"));
        let refusal = refused(&table, &did());
        assert_eq!((refusal.row(), refusal.column()), (Some(4), Some("period")));
        assert!(refusal.to_string().contains(value), "{refusal}");
    }
}

#[test]
fn quarters_and_months_together_have_no_order() {
    let table = with_periods(["2025-Q1", "2025-Q2", "2025-M9", "2025-M12"]);
    assert!(matches!(refused(&table, &did()), DataError::OrderUnknown { .. }));
}

#[test]
fn bad_cells_are_named_by_row_and_column() {
    let rows = small_panel();
    let expected = |cell: &str| -> &'static str {
        match cell {
            "" | "NA" | "." => "missing_value",
            "NaN" | "inf" | "-inf" | "1e999" => "not_finite",
            _ => "not_a_number",
        }
    };
    for cell in
        ["", "NA", ".", "NaN", "inf", "-inf", "1e999", "twelve", "5%", "1 000", "0x10", "\"1,5\"", "1_000", "12,"]
    {
        let mut broken = rows.clone();
        broken[6] = format!("u1,2,0,{}", cell.trim_end_matches(','));
        if cell == "12," {
            broken[6] = "u1,2,0,12,".into();
        }
        let refusal = refused(&broken.join("\n"), &did());
        assert_eq!(refusal.row(), Some(7), "{cell}: {refusal}");
        if cell == "12," {
            assert_eq!(refusal, DataError::RowLength { row: 7, expected: 4, found: 5 });
            continue;
        }
        assert_eq!(refusal.column(), Some("y"), "{cell}");
        assert_eq!(serde_json::to_value(&refusal).unwrap()["code"], expected(cell), "{cell}");
    }
}

#[test]
fn a_bad_treatment_unit_or_period_is_named_as_well() {
    for (row, column) in [
        (",2,0,5", "unit"),
        ("u1,,0,5", "period"),
        ("u1,2,,5", "d"),
        ("u1,2,yes,5", "d"),
        ("u1,2,2,5", "d"),
        ("u1,2,0.5,5", "d"),
    ] {
        let mut rows = small_panel();
        rows[6] = row.into();
        let refusal = refused(&rows.join("\n"), &did());
        assert_eq!((refusal.row(), refusal.column()), (Some(7), Some(column)), "{row}");
    }
}

#[test]
fn rows_after_a_text_of_several_lines_keep_their_line_numbers() {
    let table = "note,d,y\n\"one\ntwo\",1,5\nthree,0,x\n";
    let refusal = refused(table, &Options::new(Design::Rct, "y", "d"));
    assert_eq!(refusal.row(), Some(4));
}

#[test]
fn quotes_that_would_swallow_rows_are_refused() {
    let options = Options::new(Design::Rct, "y", "d");
    assert_eq!(refused("d,y,note\n1,5,\"abc\n0,6,def\n1,7,ghi\n", &options), DataError::UnclosedQuote { row: 2 });
    assert_eq!(refused("d,y,note\n1,5,\"abc\n0,6,\"def\n1,7,ghi\n", &options), DataError::TextAfterQuote { row: 2 });
}

#[test]
fn a_table_without_rows_or_columns_is_refused() {
    let options = did();
    assert_eq!(refused("", &options), DataError::EmptyFile);
    assert_eq!(refused("\n\n", &options), DataError::EmptyFile);
    assert_eq!(refused("\u{feff}", &options), DataError::EmptyFile);
    assert_eq!(refused("unit,period,d,y\n", &options), DataError::HeaderOnly);
    assert!(matches!(
        refused("unit,period,d\nu,1,0\n", &options),
        DataError::UnknownColumn { role: Role::Outcome, .. }
    ));
    assert_eq!(refused("unit,period,d,y,y\n", &options), DataError::ColumnTwice { column: "y".into() });
    let same = Options { covariates: vec!["y".into()], ..did() };
    assert!(matches!(refused("unit,period,d,y\n", &same), DataError::ColumnInTwoRoles { .. }));
    let none = Options { time: None, ..did() };
    assert_eq!(refused(&small_panel().join("\n"), &none), DataError::RoleMissing { role: Role::Time });
}

#[test]
fn foreign_encodings_are_refused() {
    let options = did();
    let utf16: Vec<u8> = "unit,period".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(estimate(&utf16[..], &options), Err(DataError::Encoding));
    let latin = b"unit,period,d,y\nCaf\xe9,1,0,5\n";
    assert_eq!(estimate(&latin[..], &options), Err(DataError::EncodingOfCell { row: 2, column: "unit".into() }));
    assert_eq!(refused("unit,period,d,y\ru,1,0,5\r", &options), DataError::LineEnd { row: 1 });
}

#[test]
fn decimal_marks_are_never_taken_for_one_another() {
    let options = Options::new(Design::Rct, "y", "d");
    let mixed = refused("d;y\n1;5,5\n0;6.5\n1;7,5\n0;1\n", &options);
    assert_eq!((mixed.row(), mixed.column()), (Some(3), Some("y")));
    let thousands = refused("d;y\n1;1.500\n0;2.750\n1;1.200\n0;3.000\n", &options);
    assert!(matches!(thousands, DataError::AmbiguousNumber { row: 2, .. }));
    let both = refused("d;y\n1;1.500,25\n0;2\n", &options);
    assert!(matches!(both, DataError::NotANumber { row: 2, .. }));
    // A leading zero, or another number of decimals anywhere, settles that the point is decimal.
    let sound = "d;y\n1;0.500\n0;2.750\n1;1.200\n0;3.000\n";
    let answer = estimate(sound.as_bytes(), &options).unwrap();
    close(answer.description.treated_mean, 0.85);
}

#[test]
fn a_unit_twice_in_a_period_is_refused_with_both_rows() {
    let mut rows = small_panel();
    rows.push("u0,1,0,3".into());
    let refusal = refused(&rows.join("\n"), &did());
    let expected = DataError::RepeatedObservation { row: 50, earlier: 2, unit: "u0".into(), period: "1".into() };
    assert_eq!(refusal, expected);
    // 1 and 1.0 are one period.
    *rows.last_mut().unwrap() = "u0,1.0,0,3".into();
    assert!(matches!(refused(&rows.join("\n"), &did()), DataError::RepeatedObservation { .. }));
}

#[test]
fn a_treatment_that_never_starts_says_what_is_needed() {
    let table = small_panel()
        .join("\n")
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let ever = match cells[0] {
                "unit" => "d",
                "u0" | "u1" | "u2" => "1",
                _ => "0",
            };
            format!("{},{},{ever},{}\n", cells[0], cells[1], cells[3])
        })
        .collect::<String>();
    let refusal = refused(&table, &did());
    assert_eq!(refusal, DataError::TreatmentNeverStarts { column: "d".into(), treated_units: 3 });
    // Nobody asked for that design: there is an answer, and it claims nothing.
    let auto = Options { design: Design::Auto, ..did() };
    let answer = estimate(table.as_bytes(), &auto).unwrap();
    assert_eq!((answer.verdict, answer.estimate), (Verdict::NotIdentifiable, None));
    assert!(json_of(&answer).to_string().contains("no_period_before"));
}

#[test]
fn a_constant_treatment_or_outcome_and_a_single_cluster_are_refused() {
    let options = Options::new(Design::Rct, "y", "d");
    assert!(matches!(refused("d,y\n1,5\n1,6\n", &options), DataError::ConstantTreatment { value: 1, rows: 2, .. }));
    assert!(matches!(refused("d,y\n1,5\n0,5\n1,5\n0,5\n", &options), DataError::OutcomeDoesNotVary { .. }));
    assert!(matches!(refused("d,y\n1,5\n0,6\n0,7\n", &options), DataError::TooFewRows { found: 1, least: 2, .. }));
    let clustered = Options { cluster: Some("c".into()), ..options };
    assert_eq!(
        refused("c,d,y\nx,1,5\nx,0,6\nx,1,7\nx,0,9\n", &clustered),
        DataError::OneCluster { column: "c".into(), value: "x".into() }
    );
}

#[test]
fn a_covariate_that_repeats_another_is_named() {
    let table = "d,y,a,b\n1,5,1,2\n0,6,2,4\n1,7,3,6\n0,9,5,10\n1,4,2,4\n0,3,9,18\n";
    let options = Options { covariates: vec!["a".into(), "b".into()], ..Options::new(Design::Rct, "y", "d") };
    assert_eq!(refused(table, &options), DataError::Collinear { column: "b".into() });
}

#[test]
fn a_number_beyond_what_can_be_computed_with_is_named_by_its_row() {
    for value in ["1e300", "-1e101"] {
        let refusal = refused(&format!("d,y\n1,5\n0,{value}\n1,6\n0,7\n"), &Options::new(Design::Rct, "y", "d"));
        assert_eq!(refusal, DataError::TooLarge { row: 3, column: "y".into(), value: value.into() });
    }
}

#[test]
fn a_hole_in_a_panel_is_named_where_a_design_can_not_do_with_one() {
    let table: String =
        small_panel().iter().filter(|row| !row.starts_with("u4,3,")).map(|row| format!("{row}\n")).collect();
    for design in [Design::Its, Design::Synth] {
        let refusal = refused(&table, &Options { design, ..did() });
        let expected = DataError::UnitNotSeen { column: "unit".into(), unit: "u4".into(), period: "3".into(), design };
        assert_eq!(refusal, expected);
    }
}

#[test]
fn one_series_that_names_a_period_twice_says_that_a_unit_may_be_missing() {
    let table = "month,d,y\n1,0,5\n2,0,6\n2,0,7\n3,1,8\n4,1,9\n";
    let options = Options { time: Some("month".into()), ..Options::new(Design::Its, "y", "d") };
    let refusal = refused(table, &options);
    assert_eq!(refusal, DataError::RepeatedPeriod { row: 4, earlier: 3, period: "2".into() });
}

#[test]
fn a_constant_covariate_of_a_trial_over_time_is_named_and_no_column_of_our_own() {
    let table: String = small_panel()
        .iter()
        .enumerate()
        .map(|(at, row)| format!("{row},{}\n", if at == 0 { "x" } else { "1" }))
        .collect();
    let options = Options { covariates: vec!["x".into()], ..did() };
    let random = Options { design: Design::Rct, assignment: Assignment::Random, ..options };
    assert_eq!(refused(&table, &random), DataError::Collinear { column: "x".into() });
}

/// Sixty people on two sites, of whom the trained are somewhat older.
fn people(outcome: impl Fn(u32) -> u32) -> String {
    let row = |at: u32| {
        let (age, d) = (at * 7 % 60 + 1, u32::from(at * 11 % 60 + at * 7 % 60 >= 60));
        format!("one,{d},{age},{}\n", outcome(at) + 3 * d)
    };
    std::iter::once("site,d,age,y\n".to_owned()).chain((0..60).map(row)).collect()
}

#[test]
fn weighted_designs_refuse_a_constant_outcome_and_a_single_cluster_and_say_that_clusters_are_few() {
    for design in [Design::Ipw, Design::Aipw] {
        let options = Options { covariates: vec!["age".into()], ..Options::new(design, "y", "d") };
        let same = people(|_| 5).replace(",8\n", ",5\n");
        assert_eq!(refused(&same, &options), DataError::OutcomeDoesNotVary { column: "y".into() });
        let clustered = Options { cluster: Some("site".into()), ..options };
        let one = DataError::OneCluster { column: "site".into(), value: "one".into() };
        assert_eq!(refused(&people(|at| at * 5 % 13), &clustered), one);
        let three = people(|at| at * 5 % 13)
            .lines()
            .enumerate()
            .fold(String::new(), |table, (at, line)| table + &line.replace("one,", &format!("s{},", at % 3)) + "\n");
        let answer = json_of(&estimate(three.as_bytes(), &clustered).unwrap());
        assert!(answer["reasons"].to_string().contains("too_few_clusters"), "{answer}");
        assert_eq!(answer["verdict"], "not yet conclusive");
    }
}

#[test]
fn groups_of_one_cluster_each_have_no_event_study() {
    let table: String = small_panel()
        .iter()
        .map(|row| {
            let site = match row.split(',').next() {
                Some("unit") => "site",
                Some("u0" | "u1" | "u2" | "u3" | "u4" | "u5") => "north",
                _ => "south",
            };
            format!("{row},{site}\n")
        })
        .collect();
    let options = Options { design: Design::EventStudy, cluster: Some("site".into()), ..did() };
    assert_eq!(refused(&table, &options), DataError::TooFewClusters);
}

#[test]
fn a_setting_that_a_design_does_not_use_is_refused_or_said() {
    let table = small_panel().join("\n");
    let staggered = lustrum_impact::staggered::Settings { anticipation: 1.0, ..Default::default() };
    for design in [Design::Did, Design::Auto] {
        let refusal = refused(&table, &Options { design, staggered, ..did() });
        assert_eq!(refusal, DataError::SettingUnused { design: Design::Did, setting: "anticipation" });
        assert!(refusal.to_string().contains("The setting anticipation plays no part in the design did"));
    }
    let people = people(|at| at * 5 % 13);
    let nobody_decided = Options { weights: Some("age".into()), ..Options::new(Design::Auto, "y", "d") };
    let answer = estimate(people.as_bytes(), &nobody_decided);
    assert!(answer.is_ok_and(|answer| answer.estimate.is_none() && answer.unused == Some(Role::Weights)));
}

#[test]
fn refusals_carry_a_code_their_parameters_and_their_english() {
    let refusal = refused("d,y\n1,five\n", &Options::new(Design::Rct, "y", "d"));
    assert_eq!(
        serde_json::to_value(&refusal).unwrap(),
        json!({"code": "not_a_number", "parameters": {"row": 2, "column": "y", "value": "five"}})
    );
    assert_eq!(refusal.to_string(), "Row 2, column y: \"five\" is not a number.");
}
