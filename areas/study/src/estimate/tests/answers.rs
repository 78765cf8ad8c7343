//! What a sound table says.

use super::*;
use lustrum_impact::{CheckKind, Status, Verdict};
use serde_json::{Value, json};

#[test]
fn the_experiment_gives_its_published_effect() {
    let answer = estimate(example("nsw/nsw_experimental.csv").as_bytes(), &nsw()).unwrap();
    close(answer.estimate, 1794.342404270271);
    close(answer.se, 670.9965463815241);
    assert_eq!((answer.n, answer.verdict), (445, Verdict::Effect));
}

#[test]
fn the_experiment_gives_its_published_adjusted_effect() {
    let names = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"];
    let options = Options { covariates: names.map(str::to_owned).to_vec(), ..nsw() };
    let answer = estimate(example("nsw/nsw_experimental.csv").as_bytes(), &options).unwrap();
    close(answer.estimate, 1676.3426437677203);
    close(answer.se, 676.7337010941269);
    assert_eq!(json_of(&answer)["method"], "regression_adjustment");
}

#[test]
fn the_trained_against_the_survey_are_not_identifiable() {
    let options = Options { design: Design::Auto, ..nsw() };
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
    let options = Options { covariates: vec!["re74".into(), "age".into()], ..nsw() };
    let answer = estimate(trained_with_survey().as_bytes(), &options).unwrap();
    assert_eq!(answer.verdict, Verdict::NotYetConclusive);
    assert!(json_of(&answer).to_string().contains("groups_differ_at_start"));
    let unnamed = estimate(trained_with_survey().as_bytes(), &nsw()).unwrap();
    assert!(json_of(&unnamed).to_string().contains("other_columns_differ"));
}

#[test]
fn auto_takes_nobodys_word_but_random_is_a_word() {
    let table = example("nsw/nsw_experimental.csv");
    let auto = Options { design: Design::Auto, ..nsw() };
    let answer = estimate(table.as_bytes(), &auto).unwrap();
    assert_eq!(answer.verdict, Verdict::NotIdentifiable);
    let random = Options { assignment: Assignment::Random, ..auto };
    let answer = estimate(table.as_bytes(), &random).unwrap();
    assert_eq!((answer.verdict, answer.design), (Verdict::Effect, Some(Design::Rct)));
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
    let placebo = answer.checks.iter().find(|c| c.check.kind == CheckKind::Placebo).unwrap();
    close(placebo.check.figures.get("p_value").copied(), 5.0 / 27.0);
    let auto = Options { design: Design::Auto, ..options };
    let same = estimate(organ_donors().as_bytes(), &auto).unwrap();
    assert_eq!((same.estimate, same.design), (answer.estimate, Some(Design::Did)));
}

#[test]
fn one_trained_cluster_has_the_interval_of_the_placebos_or_none() {
    let options = Options {
        unit: Some("State".into()),
        time: Some("Quarter".into()),
        ..Options::new(Design::Did, "Rate", "Treated")
    };
    let answer = json_of(&estimate(organ_donors().as_bytes(), &options).unwrap());
    assert_eq!((&answer["interval"]["kind"], &answer["interval"]["choices"]), (&json!("placebo"), &json!(27)));
    close(answer["p_value"].as_f64(), 5.0 / 27.0);
    let [low, high] = [0, 1].map(|end| answer["ci"][end].as_f64().unwrap());
    assert!(low < 0.0 && high > 0.0, "five of 27 states are as far: {low} {high}");

    let states: std::collections::BTreeSet<&str> = ["State", "California", "Alaska", "Arizona", "Florida"].into();
    let table = organ_donors();
    let few: String = table
        .lines()
        .filter(|line| line.split(',').any(|cell| states.contains(cell.trim_matches('"'))))
        .fold(String::new(), |so_far, line| so_far + line + "\n");
    let answer = json_of(&estimate(few.as_bytes(), &options).unwrap());
    assert_eq!((&answer["ci"], &answer["verdict"]), (&Value::Null, &json!("not yet conclusive")));
    assert!(answer["estimate"].is_number() && answer["se"].is_number());
    assert!(answer["reasons"].to_string().contains("interval_cant_be_told"));
    // In all other cases nothing is said of it.
    assert!(json_of(&estimate(small_panel().join("\n").as_bytes(), &did()).unwrap()).get("interval").is_none());
}

#[test]
fn the_answer_has_the_fields_that_scripts_read() {
    let json = json_of(&estimate(small_panel().join("\n").as_bytes(), &did()).unwrap());
    for field in
        ["estimate", "se", "ci", "n", "clusters", "design", "checks", "verdict", "reasons", "needed", "description"]
    {
        assert!(json.get(field).is_some(), "{field}");
    }
    assert_eq!(json["ci"].as_array().unwrap().len(), 2);
    assert_eq!((&json["design"], &json["verdict"]), (&json!("did"), &json!("effect")));
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
        .map(|line| line.split(',').map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(",") + "\n")
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
        ["2026-01-01T08:00:00Z", "2026-01-01T09:00:00+01:00", "2026-01-02T08:00:00Z", "2026-01-03T08:00:00Z"],
    ] {
        let found = estimate(with_periods([one, two, three, four]).as_bytes(), &did());
        if one.ends_with("08:00:00Z") {
            // The first two are one moment in two zones.
            assert!(matches!(found, Err(DataError::RepeatedObservation { .. })), "{found:?}");
            continue;
        }
        let plain = estimate(small_panel().join("\n").as_bytes(), &did()).unwrap();
        close(found.expect(one).estimate, plain.estimate.unwrap());
    }
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
    let options = Options { unit: Some("person".into()), ..Options::new(Design::Rct, "y", "d") };
    let answer = estimate(table.as_bytes(), &options).unwrap();
    assert_eq!((answer.n, answer.clusters), (72, Some(24)));
    let changing = table.replacen("p0,0", "p0,1", 1);
    assert!(matches!(refused(&changing, &options), DataError::TreatmentChangesWithinUnit { .. }));
}

#[test]
fn rows_that_carry_no_information_are_not_counted_and_this_is_said() {
    let mut rows = small_panel();
    rows.push("alone,2,0,9.5".into());
    let answer = estimate(rows.join("\n").as_bytes(), &did()).unwrap();
    assert_eq!(answer.n, 48);
    let check = answer.checks.iter().find(|c| c.check.kind == CheckKind::Singletons).unwrap();
    assert_eq!((check.check.status, check.check.figures["left_out"]), (Status::Failed, 1.0));
}
