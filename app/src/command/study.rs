//! `lustrum study estimate` and `lustrum study draw`

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use lustrum_impact::staggered::{Adjustment, BasePeriod, ComparisonUnits, Settings};
use lustrum_study::estimate::{self, Answer, Assignment, DataError, Design, Options};
use lustrum_study::study::Proof;

use super::Format;

#[derive(Args, Debug)]
pub struct Study {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Estimate the effect of a programme from a table, or say why it can't be told
    Estimate(Box<Estimate>),
    /// Check a draw by lot from its file: the words of both sides, the seed they give, and who starts first
    Draw(Draw),
}

#[derive(Args, Debug)]
struct Draw {
    /// The file that the page of the draw gives (`draw.json`)
    file: PathBuf,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Args, Debug)]
struct Estimate {
    /// A CSV file; the first row names the columns
    file: PathBuf,
    /// `rct` is your word that chance assigned; `auto` takes nobody's word
    #[arg(long, default_value = "auto", value_name = "auto|did|event-study|its|synth|ipw|aipw|rct")]
    design: Design,
    #[arg(long, value_name = "COLUMN")]
    outcome: String,
    /// 0 or 1; over time, 1 where a unit is treated in that period
    #[arg(long, value_name = "COLUMN", required_unless_present = "start")]
    treatment: Option<String>,
    /// Your word on who was trained: `random` says that chance decided, `measured` that nothing but the covariates did
    #[arg(long, default_value = "unknown", value_name = "random|measured|unknown")]
    assignment: Assignment,
    #[arg(long, value_name = "COLUMN")]
    unit: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    time: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    cluster: Option<String>,
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    covariates: Vec<String>,
    /// The first treated period of each unit, written as the periods are; empty, 0, inf or never for none
    #[arg(long, value_name = "COLUMN")]
    start: Option<String>,
    /// How much each row counts
    #[arg(long, value_name = "COLUMN")]
    weights: Option<String>,
    /// Where the lot decided: within what it was drawn (a country, a site)
    #[arg(long, value_name = "COLUMN")]
    strata: Option<String>,
    /// With staggered starts: with whom those who have started are compared
    #[arg(long, value_enum, default_value_t)]
    comparison: Comparison,
    /// With staggered starts: against which period before
    #[arg(long, value_enum, default_value_t)]
    base: Base,
    /// With staggered starts and covariates: how the comparison is made alike
    #[arg(long, value_enum, default_value_t)]
    adjustment: Adjust,
    /// With staggered starts: for how many periods before its start a unit may already have changed
    #[arg(long, default_value_t, value_name = "PERIODS")]
    anticipation: u32,
    /// Of all that is drawn: the same seed gives the same answer
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(ValueEnum, Clone, Copy, Debug, Default)]
enum Comparison {
    #[default]
    NotYetTreated,
    NeverTreated,
}

#[derive(ValueEnum, Clone, Copy, Debug, Default)]
enum Base {
    #[default]
    Varying,
    Universal,
}

#[derive(ValueEnum, Clone, Copy, Debug, Default)]
enum Adjust {
    #[default]
    Dr,
    Reg,
    Ipw,
}

impl Estimate {
    fn staggered(&self) -> Settings {
        Settings {
            comparison: match self.comparison {
                Comparison::NotYetTreated => ComparisonUnits::NotYetTreated,
                Comparison::NeverTreated => ComparisonUnits::NeverTreated,
            },
            base: match self.base {
                Base::Varying => BasePeriod::Varying,
                Base::Universal => BasePeriod::Universal,
            },
            adjustment: match self.adjustment {
                Adjust::Dr => Adjustment::DoublyRobust,
                Adjust::Reg => Adjustment::OutcomeRegression,
                Adjust::Ipw => Adjustment::Weighting,
            },
            anticipation: f64::from(self.anticipation),
            seed: self.seed,
            ..Settings::default()
        }
    }
}

impl Study {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.what {
            What::Estimate(estimate) => estimate.run(),
            What::Draw(draw) => draw.run(),
        }
    }
}

impl Draw {
    fn run(self) -> anyhow::Result<ExitCode> {
        let text =
            std::fs::read_to_string(&self.file).with_context(|| format!("{} can't be read", self.file.display()))?;
        let proof = match Proof::read(&text) {
            Ok(proof) => proof,
            Err(why) => {
                match self.format {
                    Format::Json => println!("{}", serde_json::json!({ "holds": false, "text": why })),
                    Format::Text => eprintln!("{why}"),
                }
                return Ok(ExitCode::FAILURE);
            }
        };
        let holds = proof.holds();
        match self.format {
            Format::Json => {
                let step = |(step, holds)| serde_json::json!({ "step": step, "holds": holds });
                let steps: Vec<serde_json::Value> = proof.steps().into_iter().map(step).collect();
                println!("{}", serde_json::json!({ "holds": holds, "seed": proof.seed, "steps": steps }));
            }
            Format::Text => {
                println!("{}\nseed {}", proof.title, proof.seed);
                for (step, holds) in proof.steps() {
                    println!("{}: {}", if holds { "holds" } else { "DOES NOT HOLD" }, step.words());
                }
                for lot in proof.lots.iter().filter(|lot| lot.first) {
                    println!("starts first: {}", lot.unit);
                }
            }
        }
        Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

impl Estimate {
    fn run(self) -> anyhow::Result<ExitCode> {
        let file = File::open(&self.file);
        let staggered = self.staggered();
        let options = Options {
            start: self.start,
            weights: self.weights,
            strata: self.strata,
            staggered,
            assignment: self.assignment,
            unit: self.unit,
            time: self.time,
            cluster: self.cluster,
            covariates: self.covariates.into_iter().filter(|name| !name.is_empty()).collect(),
            ..Options::new(self.design, self.outcome, self.treatment.unwrap_or_default())
        };
        let told = match file {
            Ok(file) => estimate::estimate(BufReader::new(file), &options),
            Err(error) => Err(DataError::Unreadable { reason: format!("{}: {error}", self.file.display()) }),
        };
        match (told, self.format) {
            (Ok(answer), Format::Json) => println!("{}", serde_json::to_string(&answer)?),
            (Ok(answer), Format::Text) => print!("{}", in_words(&answer)),
            (Err(error), Format::Json) => {
                let refusal = serde_json::json!({
                    "error": error, "text": error.to_string(), "row": error.row(), "column": error.column()
                });
                println!("{refusal}");
                return Ok(ExitCode::FAILURE);
            }
            (Err(error), Format::Text) => {
                eprintln!("{error}");
                return Ok(ExitCode::FAILURE);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The answer for a reader at a terminal.
fn in_words(answer: &Answer) -> String {
    let word = |value: serde_json::Result<serde_json::Value>| match value {
        Ok(serde_json::Value::String(word)) => word,
        _ => "none".to_owned(),
    };
    let mut text = format!("verdict: {}\n", word(serde_json::to_value(answer.verdict)));
    if let (Some(estimate), Some(error)) = (answer.estimate, answer.se) {
        let interval = match answer.ci {
            Some([low, high]) => format!("interval {low:.4} to {high:.4}"),
            None => "no interval can be told".to_owned(),
        };
        text.push_str(&format!("estimate: {estimate:.4}, standard error {error:.4}, {interval}\n"));
    }
    text.push_str(&format!("design: {}, n = {}", word(serde_json::to_value(answer.design)), answer.n));
    if let Some(clusters) = answer.clusters {
        text.push_str(&format!(", {clusters} clusters"));
    }
    text.push('\n');
    if let Some(design) = answer.design {
        text.push_str(&format!("how: {}\n", design.sentence()));
    }
    if let Some(role) = answer.unused {
        text.push_str(&format!("unused: the column with the {role} plays no part in this design\n"));
    }
    for reason in answer.choice.iter().flat_map(|choice| &choice.reasons) {
        text.push_str(&format!("chosen: {}\n", reason.text));
    }
    for check in answer.checks.iter().filter(|check| !check.text.is_empty()) {
        text.push_str(&format!("check: {}\n", check.text));
    }
    for reason in &answer.reasons {
        text.push_str(&format!("because: {}\n", reason.text));
    }
    for need in &answer.needed {
        text.push_str(&format!("needed: {}\n", need.text));
    }
    text
}
