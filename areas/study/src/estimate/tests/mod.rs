//! Tables in, answers and refusals out.

mod answers;
mod designs;
mod event_study;
mod over_time;
mod published;
mod refusals;

use super::*;
use serde_json::Value;

fn example(path: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/");
    std::fs::read_to_string(format!("{root}{path}")).expect("the example is there")
}

fn nsw() -> Options {
    Options::new(Design::Rct, "re78", "treat")
}

fn did() -> Options {
    Options { unit: Some("unit".into()), time: Some("period".into()), ..Options::new(Design::Did, "y", "d") }
}

fn json_of(answer: &Answer) -> Value {
    serde_json::to_value(answer).expect("an answer can be written as JSON")
}

fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("there is a figure");
    assert!((found / expected - 1.0).abs() < 1e-6, "{found} instead of {expected}");
}

/// The trained 185 of the experiment with the survey group.
fn trained_with_survey() -> String {
    let experiment = example("nsw/nsw_experimental.csv");
    let trained = experiment.lines().filter(|line| line.contains(",1,") && line.split(',').nth(1) == Some("1"));
    let survey = example("nsw/cps_controls.csv");
    let rows: Vec<&str> = survey.lines().chain(trained).collect();
    rows.join("\n")
}

/// Organ donors with a column for the treatment: California from the third quarter of 2011 on.
fn organ_donors() -> String {
    let mut table = String::new();
    for (at, line) in example("organ_donations/organ_donations.csv").lines().enumerate() {
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
