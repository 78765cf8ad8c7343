//! Simulated programmes for each design under its own assumptions, with a planted effect and with none, in a quiet market
//! and in one that moves everyone by 20 percent: how often the interval holds the effect, how often nothing is called
//! something, and whether the chosen design is as good as the best that could have been fixed.
//!
//! Run with: cargo xtask bench worlds [--programmes N] [--only TEXT] [--out FILE.json]

mod chance;
mod choice;
mod panels;
mod people;
mod series;
mod trials;

use chance::Chance;
use lustrum_impact::{Estimate, ImpactError};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::process::ExitCode;

/// In points of turnover around 30, as the story of the demo has it.
pub const EFFECT: f64 = -4.0;
/// What the market adds to everyone until the end: a fifth of 30.
pub const MARKET: f64 = 6.0;

/// One programme: what its design tells, and the effect that was planted in it.
pub struct Told {
    pub estimate: Estimate,
    pub planted: f64,
}

pub type Answer = Result<Told, ImpactError>;
type Programme = fn(&mut Chance, f64, f64) -> Answer;

/// A design in a world that fits it.
struct World {
    design: &'static str,
    words: &'static str,
    programme: Programme,
}

const WORLDS: &[World] = &[
    World { design: "rct", words: "30 and 60 people, unequal spread", programme: trials::individual },
    World { design: "rct", words: "80 people, adjusted", programme: trials::adjusted },
    World { design: "rct", words: "60 people, a year of readings before (ANCOVA)", programme: trials::ancova },
    World { design: "rct", words: "80 people, adjusted within groups (Lin)", programme: trials::interacted },
    World { design: "rct", words: "30 teams of 5 to 11", programme: trials::clustered },
    World { design: "rct", words: "12 teams of 5 to 11", programme: trials::few_clusters },
    World { design: "rct", words: "24 teams, adjusted", programme: trials::clusters_adjusted },
    World { design: "rct", words: "6 strata, lots within each", programme: trials::stratified },
    World { design: "rct", words: "wait-list, 24 depots, 18 months", programme: panels::wait_list },
    World { design: "rct", words: "stepped wedge, 4 steps of 5", programme: panels::stepped_wedge },
    World { design: "did", words: "40 depots, half of them start", programme: panels::common },
    World { design: "did", words: "40 depots, 6 of them start", programme: panels::few_started },
    World { design: "did", words: "30 depots, not all seen every month", programme: panels::holes },
    World { design: "event-study", words: "40 depots, three starts, effect grows", programme: panels::staggered },
    World { design: "event-study", words: "36 depots that all start, in four steps", programme: panels::everyone },
    World { design: "its", words: "60 months, neighbours alike 0.4", programme: series::carried },
    World { design: "its", words: "60 months, neighbours not alike", programme: series::plain },
    World { design: "its", words: "24 months", programme: series::short },
    World { design: "its", words: "60 months, less an untrained site", programme: series::less_untreated },
    World { design: "its", words: "forecast of a level that wanders", programme: series::structural },
    World { design: "synth", words: "40 donors, 24 months", programme: series::synthetic },
    World { design: "ipw", words: "400 people", programme: people::ipw },
    World { design: "ipw", words: "of the trained", programme: people::ipw_of_treated },
    World { design: "aipw", words: "400 people", programme: people::aipw },
    World { design: "aipw", words: "of the trained", programme: people::aipw_of_treated },
    World { design: "matching", words: "400 people, one neighbour", programme: people::matched },
    World { design: "did", words: "30 depots, 1 of them starts", programme: panels::one_of_thirty },
    World { design: "did", words: "30 depots, 2 of them start", programme: panels::two_of_thirty },
    World { design: "did", words: "30 depots, 3 of them start", programme: panels::three_of_thirty },
    World { design: "did", words: "30 depots, 4 of them start", programme: panels::four_of_thirty },
    World {
        design: "did",
        words: "2 of 30 start, not all seen every month",
        programme: panels::two_of_thirty_with_holes,
    },
    World {
        design: "did",
        words: "30 sites of 1 to 9 depots, 2 of them start",
        programme: panels::two_sites_of_thirty,
    },
];

/// Too little is known for any interval: each programme has to say so.
const UNTOLD: &[World] =
    &[World { design: "did", words: "15 depots, 1 of them starts", programme: panels::one_of_fifteen }];

fn main() -> ExitCode {
    let (mut programmes, mut only, mut out) = (4_000_u64, String::new(), None);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for pair in arguments.chunks(2) {
        match pair {
            [flag, value] if flag == "--programmes" => programmes = value.parse().unwrap_or(programmes),
            [flag, value] if flag == "--only" => only.clone_from(value),
            [flag, value] if flag == "--out" => out = Some(value.clone()),
            _ => {
                eprintln!("worlds [--programmes N] [--only TEXT] [--out FILE.json]");
                return ExitCode::FAILURE;
            }
        }
    }
    let mut rows = Vec::new();
    println!("{programmes} programmes for each figure; 95 % intervals");
    println!("{:<12} {:<48} {:>17} {:>17}", "", "", "holds the effect", "false alarms");
    println!("{:<12} {:<48} {:>8} {:>8} {:>8} {:>8}", "design", "world", "quiet", "market", "quiet", "market");
    for (place, world) in WORLDS.iter().enumerate() {
        if !format!("{} {}", world.design, world.words).contains(&only) {
            continue;
        }
        let row = measured(place as u64, world, programmes);
        println!("{row}");
        rows.push(row);
    }
    let untold: Vec<Value> = UNTOLD
        .iter()
        .enumerate()
        .filter(|(_, world)| format!("{} {}", world.design, world.words).contains(&only))
        .map(|(place, world)| {
            let kept = never_told(900 + place as u64, world, programmes);
            let said = if kept { "no interval can be told, and every programme says so  kept" } else { "NOT KEPT" };
            println!("{:<12} {:<48} {said}", world.design, world.words);
            json!({"design": world.design, "world": world.words, "kept": kept})
        })
        .collect();
    let choices = choice::compared(programmes, &only);
    let silent = untold.iter().all(|one| one["kept"] == true);
    let kept = silent && rows.iter().all(Row::kept) && choices.iter().all(choice::Compared::kept);
    let told = json!({
        "programmes": programmes,
        "worlds": rows.iter().map(Row::json).collect::<Vec<Value>>(),
        "never_told": untold,
        "choices": choices.iter().map(choice::Compared::json).collect::<Vec<Value>>(),
        "kept": kept,
    });
    if let Some(file) = out
        && let Err(error) = std::fs::write(&file, format!("{told:#}\n"))
    {
        eprintln!("{file}: {error}");
        return ExitCode::FAILURE;
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Shares of the programmes in percent: quiet market, then one that moves.
struct Row {
    design: &'static str,
    words: &'static str,
    programmes: u64,
    holds: [f64; 2],
    alarms: [f64; 2],
    refused: u64,
}

fn measured(place: u64, world: &World, programmes: u64) -> Row {
    let (mut holds, mut alarms) = ([0.0; 2], [0.0; 2]);
    let mut refused = 0;
    for (at, market) in [0.0, MARKET].into_iter().enumerate() {
        for effect in [EFFECT, 0.0] {
            let stream = place * 4 + 2 * at as u64 + u64::from(effect == 0.0);
            let answers: Vec<Answer> = (0..programmes)
                .into_par_iter()
                .map(|programme| (world.programme)(&mut Chance::of(stream, programme), effect, market))
                .collect();
            let told: Vec<&Told> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
            refused += programmes - told.len() as u64;
            let held = |one: &&&Told| (one.estimate.interval.low..=one.estimate.interval.high).contains(&one.planted);
            let share = 100.0 * told.iter().filter(held).count() as f64 / told.len().max(1) as f64;
            match effect {
                0.0 => alarms[at] = 100.0 - share,
                _ => holds[at] = share,
            }
        }
    }
    Row { design: world.design, words: world.words, programmes, holds, alarms, refused }
}

fn never_told(place: u64, world: &World, programmes: u64) -> bool {
    let silent = |programme: u64| {
        let answer = (world.programme)(&mut Chance::of(place * 4, programme), EFFECT, MARKET);
        answer.is_ok_and(|told| !told.estimate.interval.is_bounded())
    };
    (0..programmes).into_par_iter().all(silent)
}

impl Row {
    /// 93 to 97 percent, and 4 to 6, up to one standard error of what so many programmes tell.
    fn kept(&self) -> bool {
        let chance = 100.0 * (0.05_f64 * 0.95 / self.programmes as f64).sqrt();
        let near = |shares: &[f64; 2], low: f64, high: f64| {
            shares.iter().all(|share| (low - chance..=high + chance).contains(share))
        };
        near(&self.holds, 93.0, 97.0) && near(&self.alarms, 4.0, 6.0) && self.refused == 0
    }

    fn json(&self) -> Value {
        json!({
            "design": self.design,
            "world": self.words,
            "holds": self.holds,
            "false_alarms": self.alarms,
            "refused": self.refused,
            "kept": self.kept(),
        })
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ([quiet, market], [still, moving]) = (self.holds, self.alarms);
        write!(
            f,
            "{:<12} {:<48} {quiet:>8.1} {market:>8.1} {still:>8.1} {moving:>8.1}  {}",
            self.design,
            self.words,
            if self.kept() { "kept" } else { "NOT KEPT" }
        )?;
        if self.refused > 0 { write!(f, ", {} refused", self.refused) } else { Ok(()) }
    }
}
