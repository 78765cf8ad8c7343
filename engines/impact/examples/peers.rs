//! One side of `cargo xtask bench impact`: takes arrays of a scenario into memory, then runs it once per line of its
//! input and answers with one line of JSON: seconds, the figures that are compared, peak memory.

use lustrum_impact::{
    Timing,
    fixed_effects::{Rows, fixed_effects},
    power::{SimulatedTrial, simulated_power},
    staggered::{Kept, LivingStudy, Readings, Settings, group_time_effects_of},
    synthetic::{DonorPool, Placebos, placebo_test, synthetic_control},
};
use serde_json::{Value, json};
use std::{hint::black_box, io::BufRead, path::PathBuf, time::Instant};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (scenario, folder) = (arguments.next().expect("a scenario"), arguments.next().expect("a folder"));
    let arrays = Arrays { folder: folder.into() };
    let mut run: Box<dyn FnMut() -> Value> = match scenario.as_str() {
        "two-way" => two_way(&arrays, &["unit", "period"]),
        "three-way" => two_way(&arrays, &["unit", "period", "firm"]),
        "within" => within_alone(&arrays),
        "group-time" => group_time(&arrays),
        "living" => living(&arrays),
        "synthetic" => synthetic(&arrays),
        "placebos" => placebos(&arrays),
        "power" => power(),
        "bandwidth" => bandwidth(&arrays),
        other => panic!("no scenario {other}"),
    };
    println!("{}", json!({"ready": true}));
    for _ in std::io::stdin().lock().lines() {
        let mut told = run();
        told["peak"] = json!(peak());
        println!("{told}");
    }
}

struct Arrays {
    folder: PathBuf,
}

impl Arrays {
    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.join(name)).expect("the array is there")
    }

    fn floats(&self, name: &str) -> Vec<f64> {
        let bytes = self.bytes(name);
        bytes.chunks_exact(8).map(|eight| f64::from_le_bytes(eight.try_into().expect("eight"))).collect()
    }

    fn codes(&self, name: &str) -> Vec<u32> {
        let bytes = self.bytes(name);
        bytes.chunks_exact(4).map(|four| u32::from_le_bytes(four.try_into().expect("four"))).collect()
    }
}

fn two_way(arrays: &Arrays, effects: &[&str]) -> Box<dyn FnMut() -> Value> {
    let (outcome, treated) = (arrays.floats("y.f64"), arrays.floats("d.f64"));
    let effects: Vec<Vec<u32>> = effects.iter().map(|name| arrays.codes(&format!("{name}.u32"))).collect();
    Box::new(move || {
        let effects: Vec<&[u32]> = effects.iter().map(Vec::as_slice).collect();
        let rows =
            Rows { outcome: &outcome, regressors: &[&treated], effects: &effects, cluster: effects[0], weights: None };
        let started = Instant::now();
        let fit = fixed_effects(black_box(&rows)).expect("it is identified");
        let seconds = started.elapsed().as_secs_f64();
        json!({
            "seconds": seconds,
            "figures": [fit.coefficients[0], fit.covariance[0].sqrt()],
            "route": fit.route,
            "passes": fit.passes,
        })
    })
}

/// What the crate `within` takes by itself to sweep the same two columns.
fn within_alone(arrays: &Arrays) -> Box<dyn FnMut() -> Value> {
    let (outcome, treated) = (arrays.floats("y.f64"), arrays.floats("d.f64"));
    let effects: Vec<Vec<u32>> =
        ["unit", "period", "firm"].iter().map(|name| arrays.codes(&format!("{name}.u32"))).collect();
    Box::new(move || {
        let started = Instant::now();
        let terms: Vec<within::Effect<'_>> = effects
            .iter()
            .map(|codes| within::Effect::new(&codes[..], true, std::iter::empty()).expect("an effect"))
            .collect();
        let solver = within::Solver::new(terms, None, None).expect("a solver");
        let options = within::LsmrOptions { tol: 1e-12, maxiter: 10_000, ..within::LsmrOptions::default() };
        let solved = solver.solve_batch(&[&outcome[..], &treated[..]], &options).expect("it converges");
        let products: (f64, f64) = solved
            .demeaned(0)
            .iter()
            .zip(solved.demeaned(1))
            .fold((0.0, 0.0), |(own, with), (y, d)| (own + d * d, with + d * y));
        json!({"seconds": started.elapsed().as_secs_f64(), "figures": [products.1 / products.0]})
    })
}

fn group_time(arrays: &Arrays) -> Box<dyn FnMut() -> Value> {
    let (outcome, starts) = (arrays.floats("y.f64"), arrays.floats("start.f64"));
    let (unit, period) = (arrays.codes("unit.u32"), arrays.codes("period.u32"));
    let periods = period.iter().max().map_or(0, |last| last + 1);
    Box::new(move || {
        let started = Instant::now();
        let starts: Vec<Option<f64>> = starts.iter().map(|start| (*start > 0.0).then_some(*start)).collect();
        let timing = Timing { times: (1..=periods).map(f64::from).collect(), starts };
        let readings = Readings { unit: &unit, period: &period, outcome: &outcome };
        let found = group_time_effects_of(&readings, &timing, &Settings::default()).expect("it is identified");
        let seconds = started.elapsed().as_secs_f64();
        let mut figures: Vec<f64> = vec![found.dynamic.overall.effect, found.dynamic.overall.standard_error];
        for cell in &found.group_times {
            figures.extend([cell.effect, cell.standard_error.unwrap_or(0.0)]);
        }
        json!({"seconds": seconds, "figures": figures, "critical": found.critical})
    })
}

/// The last period as a new month on top of what is known; beside it all of them from the start.
fn living(arrays: &Arrays) -> Box<dyn FnMut() -> Value> {
    let (outcome, starts) = (arrays.floats("y.f64"), arrays.floats("start.f64"));
    let units = starts.len();
    let periods = outcome.len() / units;
    let starts: Vec<Option<f64>> = starts.iter().map(|start| (*start > 0.0).then_some(*start)).collect();
    let month = |time: usize| -> Vec<f64> { (0..units).map(|unit| outcome[unit * periods + time]).collect() };
    let months: Vec<Vec<f64>> = (0..periods).map(month).collect();
    let known = {
        let mut study = LivingStudy::new(&starts);
        for (time, readings) in months[..periods - 1].iter().enumerate() {
            study.push_period((time + 1) as f64, readings).expect("sound readings");
        }
        study
    };
    let (unit, period): (Vec<u32>, Vec<u32>) =
        (0..units as u32).flat_map(|unit| (0..periods as u32).map(move |period| (unit, period))).unzip();
    let settings = Settings::default();
    let before = {
        let mut kept = Kept::default();
        known.effects_after(&mut kept, &settings).expect("it is identified");
        kept
    };
    Box::new(move || {
        let (mut going, mut kept) = (known.clone(), before.clone());
        let started = Instant::now();
        going.push_period(periods as f64, &months[periods - 1]).expect("sound readings");
        let pushed = started.elapsed().as_secs_f64();
        let updated = going.effects_after(&mut kept, &settings).expect("it is identified");
        let update = started.elapsed().as_secs_f64();
        let started = Instant::now();
        let timing = Timing { times: (1..=periods).map(|time| time as f64).collect(), starts: starts.clone() };
        let readings = Readings { unit: &unit, period: &period, outcome: &outcome };
        let whole = group_time_effects_of(&readings, &timing, &settings).expect("it is identified");
        let full = started.elapsed().as_secs_f64();
        let figures = |of: &lustrum_impact::staggered::Staggered| -> Vec<f64> {
            let cells = of.group_times.iter().flat_map(|cell| [cell.effect, cell.standard_error.unwrap_or(0.0)]);
            cells.chain([of.critical, of.dynamic.overall.effect, of.dynamic.overall.standard_error]).collect()
        };
        let apart = figures(&updated)
            .iter()
            .zip(figures(&whole))
            .map(|(one, other)| (one - other).abs() / other.abs().max(1e-3))
            .fold(0.0, f64::max);
        json!({"seconds": update, "of_which_readings": pushed, "full": full, "apart": apart, "cells": updated.group_times.len()})
    })
}

/// The treated unit, then its donors, each over all periods.
fn pool(arrays: &Arrays) -> (DonorPool, usize) {
    let shape = arrays.codes("shape.u32");
    let (periods, before) = (shape[0] as usize, shape[1] as usize);
    let mut treated = arrays.floats("y.f64");
    let donors = treated.split_off(periods);
    let bytes = 8 * (treated.len() + donors.len());
    (DonorPool::new(treated, donors, before).expect("a sound pool"), bytes)
}

fn synthetic(arrays: &Arrays) -> Box<dyn FnMut() -> Value> {
    let (pool, bytes) = pool(arrays);
    Box::new(move || {
        let started = Instant::now();
        let found = synthetic_control(black_box(&pool)).expect("it fits");
        let seconds = started.elapsed().as_secs_f64();
        json!({
            "seconds": seconds,
            "figures": [found.effect, found.error_before],
            "donors_with_weight": found.weights.len(),
            "input_megabytes": bytes as f64 / 1e6,
        })
    })
}

/// The placebo test over every donor, in cold fits.
fn placebos(arrays: &Arrays) -> Box<dyn FnMut() -> Value> {
    let (pool, bytes) = pool(arrays);
    Box::new(move || {
        let started = Instant::now();
        let found = synthetic_control(&pool).expect("it fits");
        let cold = started.elapsed().as_secs_f64();
        let started = Instant::now();
        let sample = placebo_test(&pool, &found, Placebos::default()).expect("they fit");
        let sampled = started.elapsed().as_secs_f64();
        let started = Instant::now();
        let test = placebo_test(&pool, &found, Placebos::All).expect("they fit");
        let seconds = started.elapsed().as_secs_f64();
        json!({
            "seconds": seconds,
            "cold_fits": seconds / cold,
            "cold_fits_of_the_sample": sampled / cold,
            "p_values": [test.p_value, sample.p_value],
            "input_megabytes": bytes as f64 / 1e6,
        })
    })
}

/// 2,000 runs of a trial of 40 clusters over 60 months.
fn power() -> Box<dyn FnMut() -> Value> {
    let trial =
        SimulatedTrial { treated: 20, untreated: 20, before: 24, after: 36, deviation: 4.0, between: 6.0, carry: 0.5 };
    Box::new(move || {
        let started = Instant::now();
        let found = simulated_power(&trial, -2.0, 2_000, 7, lustrum_impact::Level::default()).expect("a sound trial");
        json!({"seconds": started.elapsed().as_secs_f64(), "figures": [found.power.share]})
    })
}

/// What this machine reads from memory.
fn bandwidth(arrays: &Arrays) -> Box<dyn FnMut() -> Value> {
    let outcome = arrays.floats("y.f64");
    Box::new(move || {
        let started = Instant::now();
        let (whole, rest) = outcome.as_chunks::<8>();
        let mut lanes = [0.0; 8];
        for chunk in whole {
            lanes.iter_mut().zip(chunk).for_each(|(lane, value)| *lane += value);
        }
        let sum = lanes.iter().sum::<f64>() + rest.iter().sum::<f64>();
        let seconds = started.elapsed().as_secs_f64();
        json!({"seconds": seconds, "figures": [black_box(sum)], "bytes": 8 * outcome.len()})
    })
}

/// Kilobytes that this process ever held.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
