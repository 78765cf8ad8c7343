//! Tables in, answers and refusals out.

use super::*;
use lustrum_impact::{CheckKind, Status, Verdict};
use serde_json::{Value, json};

fn example(path: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/");
    std::fs::read_to_string(format!("{root}{path}")).expect("the example is there")
}

fn nsw() -> Options {
    Options::new(Design::Rct, "re78", "treat")
}

fn did() -> Options {
    Options {
        unit: Some("unit".into()),
        time: Some("period".into()),
        ..Options::new(Design::Did, "y", "d")
    }
}

fn json_of(answer: &Answer) -> Value {
    serde_json::to_value(answer).expect("an answer can be written as JSON")
}

fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("there is a figure");
    assert!(
        (found / expected - 1.0).abs() < 1e-6,
        "{found} instead of {expected}"
    );
}

/// The trained 185 of the experiment with the survey group.
fn trained_with_survey() -> String {
    let experiment = example("nsw/nsw_experimental.csv");
    let trained = experiment
        .lines()
        .filter(|line| line.contains(",1,") && line.split(',').nth(1) == Some("1"));
    let survey = example("nsw/cps_controls.csv");
    let rows: Vec<&str> = survey.lines().chain(trained).collect();
    rows.join("\n")
}

/// Organ donors with a column for the treatment: California from the third quarter of 2011 on.
fn organ_donors() -> String {
    let mut table = String::new();
    for (at, line) in example("organ_donations/organ_donations.csv")
        .lines()
        .enumerate()
    {
        let cells: Vec<&str> = line.split(',').collect();
        let after = matches!(cells[1], "Q32011" | "Q42011" | "Q12012");
        let last = match at {
            0 => "Treated",
            _ if cells[0] == "California" && after => "1",
            _ => "0",
        };
        table.push_str(&format!("{line},{last}\n"));
    }
    table
}

/// A small panel of twelve units, half of them trained from the third of four periods on.
fn small_panel() -> Vec<String> {
    let mut rows = vec!["unit,period,d,y".to_owned()];
    for unit in 0..12 {
        for period in 1..=4 {
            let d = u8::from(unit < 6 && period >= 3);
            let y = f64::from(unit)
                + f64::from(period) * 0.5
                + f64::from(d) * 4.0
                + f64::from((unit * 7 + period * period * 5) % 11) / 10.0;
            rows.push(format!("u{unit},{period},{d},{y:.2}"));
        }
    }
    rows
}

/// The small panel with other names for its four periods.
fn with_periods(names: [&str; 4]) -> String {
    let mut rows = small_panel();
    for row in rows.iter_mut().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let at: usize = cells[1].parse().expect("periods are 1 to 4");
        *row = format!("{},{},{},{}", cells[0], names[at - 1], cells[2], cells[3]);
    }
    rows.join("\n")
}

fn refused(table: &str, options: &Options) -> DataError {
    estimate(table.as_bytes(), options).expect_err("the table is refused")
}

#[test]
fn the_experiment_gives_its_published_effect() {
    let answer = estimate(example("nsw/nsw_experimental.csv").as_bytes(), &nsw()).unwrap();
    close(answer.estimate, 1794.342404270271);
    close(answer.se, 670.9965463815241);
    assert_eq!((answer.n, answer.verdict), (445, Verdict::Effect));
}

#[test]
fn the_experiment_gives_its_published_adjusted_effect() {
    let names = [
        "age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75",
    ];
    let options = Options {
        covariates: names.map(str::to_owned).to_vec(),
        ..nsw()
    };
    let answer = estimate(example("nsw/nsw_experimental.csv").as_bytes(), &options).unwrap();
    close(answer.estimate, 1676.3426437677203);
    close(answer.se, 676.7337010941269);
    assert_eq!(json_of(&answer)["method"], "regression_adjustment");
}

#[test]
fn the_trained_against_the_survey_are_not_identifiable() {
    let options = Options {
        design: Design::Auto,
        ..nsw()
    };
    let answer = estimate(trained_with_survey().as_bytes(), &options).unwrap();
    let json = json_of(&answer);
    assert_eq!(json["verdict"], "not identifiable");
    for field in ["estimate", "se", "ci", "design"] {
        assert_eq!(json[field], Value::Null, "{field}");
    }
    assert_eq!(json["n"], 16_177);
    close(answer.description.raw_difference, -8497.516);
    assert_eq!(json["reasons"][0]["code"], "assignment_unknown");
    assert_eq!(json["needed"][0]["code"], "random_assignment");
}

#[test]
fn calling_the_survey_an_experiment_does_not_make_its_difference_an_effect() {
    let options = Options {
        covariates: vec!["re74".into(), "age".into()],
        ..nsw()
    };
    let answer = estimate(trained_with_survey().as_bytes(), &options).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert!(
        json_of(&answer)
            .to_string()
            .contains("groups_differ_at_start")
    );
    let unnamed = estimate(trained_with_survey().as_bytes(), &nsw()).unwrap();
    assert!(
        json_of(&unnamed)
            .to_string()
            .contains("other_columns_differ")
    );
}

#[test]
fn auto_takes_nobodys_word_but_random_is_a_word() {
    let table = example("nsw/nsw_experimental.csv");
    let auto = Options {
        design: Design::Auto,
        ..nsw()
    };
    let answer = estimate(table.as_bytes(), &auto).unwrap();
    assert_eq!(answer.verdict, Verdict::NotIdentifiable);
    let random = Options {
        assignment: Assignment::Random,
        ..auto
    };
    let answer = estimate(table.as_bytes(), &random).unwrap();
    assert_eq!(
        (answer.verdict, answer.design),
        (Verdict::Effect, Some(Design::Rct))
    );
}

#[test]
fn the_organ_donors_give_their_published_figure_from_text_quarters() {
    let options = Options {
        unit: Some("State".into()),
        time: Some("Quarter".into()),
        cluster: Some("State".into()),
        ..Options::new(Design::Did, "Rate", "Treated")
    };
    let answer = estimate(organ_donors().as_bytes(), &options).unwrap();
    close(answer.estimate, -0.022458974358974353);
    close(answer.se, 0.006131232005640856);
    assert_eq!((answer.n, answer.clusters), (162, Some(27)));
    // One treated state: five of 27 states, in its place, show as much.
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    let placebo = answer
        .checks
        .iter()
        .find(|c| c.check.kind == CheckKind::Placebo)
        .unwrap();
    close(placebo.check.figures.get("p_value").copied(), 5.0 / 27.0);
    let auto = Options {
        design: Design::Auto,
        ..options
    };
    let same = estimate(organ_donors().as_bytes(), &auto).unwrap();
    assert_eq!(
        (same.estimate, same.design),
        (answer.estimate, Some(Design::Did))
    );
}

#[test]
fn the_answer_has_the_fields_that_scripts_read() {
    let json = json_of(&estimate(small_panel().join("\n").as_bytes(), &did()).unwrap());
    for field in [
        "estimate",
        "se",
        "ci",
        "n",
        "clusters",
        "design",
        "checks",
        "verdict",
        "reasons",
        "needed",
        "description",
    ] {
        assert!(json.get(field).is_some(), "{field}");
    }
    assert_eq!(json["ci"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&json["design"], &json["verdict"]),
        (&json!("did"), &json!("effect"))
    );
    assert_eq!(json["checks"][0]["kind"], "common_start");
    assert!(json["reasons"][0]["text"].as_str().unwrap().ends_with('.'));
}

#[test]
fn the_same_table_reads_the_same_however_it_was_saved() {
    let plain = small_panel().join("\n");
    let expected = estimate(plain.as_bytes(), &did()).unwrap();
    let decimal_comma = plain.replace(',', ";").replace('.', ",");
    let quoted: String = plain
        .lines()
        .map(|line| {
            line.split(',')
                .map(|c| format!("\"{c}\""))
                .collect::<Vec<_>>()
                .join(",")
                + "\n"
        })
        .collect();
    for (how, table) in [
        ("Windows line ends", plain.replace('\n', "\r\n") + "\r\n"),
        ("byte order mark", format!("\u{feff}{plain}")),
        ("semicolons", plain.replace(',', ";")),
        ("decimal commas", decimal_comma),
        ("tabs", plain.replace(',', "\t")),
        ("quotes", quoted),
        ("blank lines", plain.replace('\n', "\n\n") + "\n\n"),
        ("spaces", plain.replace(',', " , ")),
        ("another order of rows", {
            let mut rows = small_panel();
            rows[1..].reverse();
            rows.join("\n")
        }),
    ] {
        let found = estimate(table.as_bytes(), &did()).expect(how);
        assert_eq!(found.n, expected.n, "{how}");
        close(found.estimate, expected.estimate.unwrap());
        close(found.se, expected.se.unwrap());
    }
}

#[test]
fn periods_of_every_known_kind_are_put_in_order() {
    for [one, two, three, four] in [
        ["9", "10", "11", "100"],
        ["Q42010", "Q12011", "Q22011", "Q32011"],
        ["2010Q4", "2011Q1", "2011Q2", "2011Q3"],
        ["2010-Q4", "2011-Q1", "2011-Q2", "2011-Q3"],
        ["Q4 2010", "Q1 2011", "Q2 2011", "Q3 2011"],
        ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31"],
        ["2025-11", "2025-12", "2026-01", "2026-02"],
        ["2025-M11", "2025-M12", "2026-M01", "2026-M02"],
        ["2025-W52", "2025-W53", "2026-W01", "2026-W2"],
        [
            "2026-01-01T08:00:00Z",
            "2026-01-01T09:00:00+01:00",
            "2026-01-02T08:00:00Z",
            "2026-01-03T08:00:00Z",
        ],
    ] {
        let found = estimate(with_periods([one, two, three, four]).as_bytes(), &did());
        if one.ends_with("08:00:00Z") {
            // The first two are one moment in two zones.
            assert!(
                matches!(found, Err(DataError::RepeatedObservation { .. })),
                "{found:?}"
            );
            continue;
        }
        let plain = estimate(small_panel().join("\n").as_bytes(), &did()).unwrap();
        close(found.expect(one).estimate, plain.estimate.unwrap());
    }
}

#[test]
fn periods_without_a_known_order_are_refused() {
    for (third, value) in [
        ("spring", "spring"),
        ("31-12-2026", "31-12-2026"),
        ("2026-13-01", "2026-13-01"),
        ("Q52011", "Q52011"),
    ] {
        let table = small_panel()
            .join("\n")
            .replace(",3,", &format!(",{third},"));
        let refusal = refused(&table, &did());
        assert_eq!((refusal.row(), refusal.column()), (Some(4), Some("period")));
        assert!(refusal.to_string().contains(value), "{refusal}");
    }
}

#[test]
fn quarters_and_months_together_have_no_order() {
    let table = with_periods(["2025-Q1", "2025-Q2", "2025-M9", "2025-M12"]);
    assert!(matches!(
        refused(&table, &did()),
        DataError::OrderUnknown { .. }
    ));
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
    for cell in [
        "", "NA", ".", "NaN", "inf", "-inf", "1e999", "twelve", "5%", "1 000", "0x10", "\"1,5\"",
        "1_000", "12,",
    ] {
        let mut broken = rows.clone();
        broken[6] = format!("u1,2,0,{}", cell.trim_end_matches(','));
        if cell == "12," {
            broken[6] = "u1,2,0,12,".into();
        }
        let refusal = refused(&broken.join("\n"), &did());
        assert_eq!(refusal.row(), Some(7), "{cell}: {refusal}");
        if cell == "12," {
            assert_eq!(
                refusal,
                DataError::RowLength {
                    row: 7,
                    expected: 4,
                    found: 5
                }
            );
            continue;
        }
        assert_eq!(refusal.column(), Some("y"), "{cell}");
        assert_eq!(
            serde_json::to_value(&refusal).unwrap()["code"],
            expected(cell),
            "{cell}"
        );
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
        assert_eq!(
            (refusal.row(), refusal.column()),
            (Some(7), Some(column)),
            "{row}"
        );
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
    assert_eq!(
        refused("d,y,note\n1,5,\"abc\n0,6,def\n1,7,ghi\n", &options),
        DataError::UnclosedQuote { row: 2 }
    );
    assert_eq!(
        refused("d,y,note\n1,5,\"abc\n0,6,\"def\n1,7,ghi\n", &options),
        DataError::TextAfterQuote { row: 2 }
    );
}

#[test]
fn a_table_without_rows_or_columns_is_refused() {
    let options = did();
    assert_eq!(refused("", &options), DataError::EmptyFile);
    assert_eq!(refused("\n\n", &options), DataError::EmptyFile);
    assert_eq!(refused("\u{feff}", &options), DataError::EmptyFile);
    assert_eq!(
        refused("unit,period,d,y\n", &options),
        DataError::HeaderOnly
    );
    assert!(matches!(
        refused("unit,period,d\nu,1,0\n", &options),
        DataError::UnknownColumn {
            role: Role::Outcome,
            ..
        }
    ));
    assert_eq!(
        refused("unit,period,d,y,y\n", &options),
        DataError::ColumnTwice { column: "y".into() }
    );
    let same = Options {
        covariates: vec!["y".into()],
        ..did()
    };
    assert!(matches!(
        refused("unit,period,d,y\n", &same),
        DataError::ColumnInTwoRoles { .. }
    ));
    let none = Options {
        time: None,
        ..did()
    };
    assert_eq!(
        refused(&small_panel().join("\n"), &none),
        DataError::RoleMissing { role: Role::Time }
    );
}

#[test]
fn foreign_encodings_are_refused() {
    let options = did();
    let utf16: Vec<u8> = "unit,period"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(estimate(&utf16[..], &options), Err(DataError::Encoding));
    let latin = b"unit,period,d,y\nCaf\xe9,1,0,5\n";
    assert_eq!(
        estimate(&latin[..], &options),
        Err(DataError::EncodingOfCell {
            row: 2,
            column: "unit".into()
        })
    );
    assert_eq!(
        refused("unit,period,d,y\ru,1,0,5\r", &options),
        DataError::LineEnd { row: 1 }
    );
}

#[test]
fn decimal_marks_are_never_taken_for_one_another() {
    let options = Options::new(Design::Rct, "y", "d");
    let mixed = refused("d;y\n1;5,5\n0;6.5\n1;7,5\n0;1\n", &options);
    assert_eq!((mixed.row(), mixed.column()), (Some(3), Some("y")));
    let thousands = refused("d;y\n1;1.500\n0;2.750\n1;1.200\n0;3.000\n", &options);
    assert!(matches!(
        thousands,
        DataError::AmbiguousNumber { row: 2, .. }
    ));
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
    let expected = DataError::RepeatedObservation {
        row: 50,
        earlier: 2,
        unit: "u0".into(),
        period: "1".into(),
    };
    assert_eq!(refusal, expected);
    // 1 and 1.0 are one period.
    *rows.last_mut().unwrap() = "u0,1.0,0,3".into();
    assert!(matches!(
        refused(&rows.join("\n"), &did()),
        DataError::RepeatedObservation { .. }
    ));
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
    assert_eq!(
        refusal,
        DataError::TreatmentNeverStarts {
            column: "d".into(),
            treated_units: 3
        }
    );
    // Nobody asked for that design: there is an answer, and it claims nothing.
    let auto = Options {
        design: Design::Auto,
        ..did()
    };
    let answer = estimate(table.as_bytes(), &auto).unwrap();
    assert_eq!(
        (answer.verdict, answer.estimate),
        (Verdict::NotIdentifiable, None)
    );
    assert!(json_of(&answer).to_string().contains("no_period_before"));
}

#[test]
fn a_constant_treatment_or_outcome_and_a_single_cluster_are_refused() {
    let options = Options::new(Design::Rct, "y", "d");
    assert!(matches!(
        refused("d,y\n1,5\n1,6\n", &options),
        DataError::ConstantTreatment {
            value: 1,
            rows: 2,
            ..
        }
    ));
    assert!(matches!(
        refused("d,y\n1,5\n0,5\n1,5\n0,5\n", &options),
        DataError::OutcomeDoesNotVary { .. }
    ));
    assert!(matches!(
        refused("d,y\n1,5\n0,6\n0,7\n", &options),
        DataError::TooFewRows {
            found: 1,
            least: 2,
            ..
        }
    ));
    let clustered = Options {
        cluster: Some("c".into()),
        ..options
    };
    assert_eq!(
        refused("c,d,y\nx,1,5\nx,0,6\nx,1,7\nx,0,9\n", &clustered),
        DataError::OneCluster {
            column: "c".into(),
            value: "x".into()
        }
    );
}

#[test]
fn a_randomised_comparison_counts_people_and_not_their_rows() {
    let mut table = String::from("person,d,y\n");
    for person in 0..24 {
        for visit in 0..3 {
            let y = person * 3 % 7 + visit;
            table.push_str(&format!("p{person},{},{y}\n", person % 2));
        }
    }
    let options = Options {
        unit: Some("person".into()),
        ..Options::new(Design::Rct, "y", "d")
    };
    let answer = estimate(table.as_bytes(), &options).unwrap();
    assert_eq!((answer.n, answer.clusters), (72, Some(24)));
    let changing = table.replacen("p0,0", "p0,1", 1);
    assert!(matches!(
        refused(&changing, &options),
        DataError::TreatmentChangesWithinUnit { .. }
    ));
}

#[test]
fn rows_that_carry_no_information_are_not_counted_and_this_is_said() {
    let mut rows = small_panel();
    rows.push("alone,2,0,9.5".into());
    let answer = estimate(rows.join("\n").as_bytes(), &did()).unwrap();
    assert_eq!(answer.n, 48);
    let check = answer
        .checks
        .iter()
        .find(|c| c.check.kind == CheckKind::Singletons)
        .unwrap();
    assert_eq!(
        (check.check.status, check.check.figures["left_out"]),
        (Status::Failed, 1.0)
    );
}

#[test]
fn a_covariate_that_repeats_another_is_named() {
    let table = "d,y,a,b\n1,5,1,2\n0,6,2,4\n1,7,3,6\n0,9,5,10\n1,4,2,4\n0,3,9,18\n";
    let options = Options {
        covariates: vec!["a".into(), "b".into()],
        ..Options::new(Design::Rct, "y", "d")
    };
    assert_eq!(
        refused(table, &options),
        DataError::Collinear { column: "b".into() }
    );
}

#[test]
fn refusals_carry_a_code_their_parameters_and_their_english() {
    let refusal = refused("d,y\n1,five\n", &Options::new(Design::Rct, "y", "d"));
    assert_eq!(
        serde_json::to_value(&refusal).unwrap(),
        json!({"code": "not_a_number", "parameters": {"row": 2, "column": "y", "value": "five"}})
    );
    assert_eq!(
        refusal.to_string(),
        "Row 2, column y: \"five\" is not a number."
    );
}
