//! Two effects, one of them with few levels: the effects of the few solve a small system, those of the many follow.

use super::{
    Route,
    order::{Ordered, levels},
    products::Swept,
};
use crate::{ImpactError, comparison::count_codes, twofold::Twofold};
use rayon::prelude::*;

/// So many levels a system may have that is solved in one go.
const FEW: usize = 128;
/// Pieces that are held at once before they are added up.
const HELD: usize = 64;

pub(super) fn few_levels(rows: &Ordered<'_>) -> bool {
    rows.effects.len() == 2 && count_codes(&rows.effects[1]) <= FEW
}

/// What one piece adds to the system.
struct Part {
    /// Weight of each of the few levels.
    weight: Vec<f64>,
    /// Units that are seen once in each of them, with the same weight: they add the same everywhere.
    whole_units: usize,
    /// What the others take off, row by row.
    links: Vec<f64>,
    /// For each column the sums of the few levels less the means of the many.
    right: Vec<f64>,
}

pub(super) fn sweep<'a>(rows: &Ordered<'a>) -> Result<(Swept<'a>, Route, usize), ImpactError> {
    let few = count_codes(&rows.effects[1]);
    let columns = rows.columns.len();
    let shift: Vec<f64> = rows.columns.iter().map(|column| column[0]).collect();
    let mut weight = vec![Twofold::default(); few];
    let mut links = vec![Twofold::default(); few * few];
    let mut right = vec![Twofold::default(); few * columns];
    let (mut whole_units, mut balanced) = (0_usize, true);
    let pieces: Vec<(usize, usize)> = rows.pieces.windows(2).map(|pair| (pair[0], pair[1])).collect();
    for held in pieces.chunks(HELD) {
        let parts: Vec<Part> = held.par_iter().map(|(from, to)| part(rows, &shift, few, *from, *to)).collect();
        for part in parts {
            let add = |sums: &mut [Twofold], values: &[f64]| {
                sums.iter_mut().zip(values).for_each(|(sum, value)| *sum = sum.plus(*value));
            };
            add(&mut weight, &part.weight);
            add(&mut right, &part.right);
            whole_units += part.whole_units;
            balanced &= part.links.is_empty();
            add(&mut links, &part.links);
        }
    }
    let mut effects = vec![0.0; few * columns];
    if balanced {
        // Every unit in every period: the system is that of the plain means.
        for (effect, sum) in effects.iter_mut().zip(&right) {
            *effect = sum.value() / whole_units as f64;
        }
    } else {
        let shared = whole_units as f64 / few as f64;
        let mut system: Vec<f64> = links.iter().map(|link| -link.value() - shared).collect();
        (0..few).for_each(|at| system[at * few + at] += weight[at].value());
        let right: Vec<f64> = right.iter().map(|sum| sum.value()).collect();
        solve(&mut system, few, &right, &mut effects);
    }
    let route = if balanced { Route::Balanced } else { Route::Direct };
    Ok((Swept::ByEffects { few, effects, shift }, route, 1))
}

fn part(rows: &Ordered<'_>, shift: &[f64], few: usize, from: usize, to: usize) -> Part {
    let columns = rows.columns.len();
    let mut part = Part { weight: vec![0.0; few], whole_units: 0, links: Vec::new(), right: vec![0.0; few * columns] };
    let level = &rows.effects[1];
    let mut last_unit = vec![usize::MAX; few];
    for unit in levels(&rows.effects[0], from, to) {
        let mut distinct = 0;
        for row in unit.clone() {
            let at = level[row] as usize;
            part.weight[at] += rows.weight(row);
            if last_unit[at] != unit.start {
                last_unit[at] = unit.start;
                distinct += 1;
            }
        }
        if rows.weights.is_none() && unit.len() == few && distinct == few {
            part.whole_units += 1;
        } else {
            if part.links.is_empty() {
                part.links = vec![0.0; few * few];
            }
            let total: f64 = unit.clone().map(|row| rows.weight(row)).sum();
            for row in unit.clone() {
                let share = rows.weight(row) / total;
                let line = level[row] as usize * few;
                for other in unit.clone() {
                    part.links[line + level[other] as usize] += share * rows.weight(other);
                }
            }
        }
        for (at, column) in rows.columns.iter().enumerate() {
            let right = &mut part.right[at * few..(at + 1) * few];
            let values = &column[unit.clone()];
            let levels = &level[unit.clone()];
            match &rows.weights {
                None => {
                    let mean = values.iter().map(|value| value - shift[at]).sum::<f64>() / values.len() as f64;
                    for (value, level) in values.iter().zip(levels) {
                        right[*level as usize] += (value - shift[at]) - mean;
                    }
                }
                Some(weights) => {
                    let weights = &weights[unit.clone()];
                    let total: f64 = weights.iter().sum();
                    let sum: f64 = values.iter().zip(weights).map(|(value, weight)| weight * (value - shift[at])).sum();
                    for ((value, level), weight) in values.iter().zip(levels).zip(weights) {
                        right[*level as usize] += weight * ((value - shift[at]) - sum / total);
                    }
                }
            }
        }
    }
    part
}

/// Solves a semidefinite system for several right sides; what is not determined (one level in each part that hangs
/// together) is zero.
fn solve(system: &mut [f64], size: usize, right: &[f64], answer: &mut [f64]) {
    let diagonal: Vec<f64> = (0..size).map(|at| system[at * size + at]).collect();
    let mut free = vec![false; size];
    for column in 0..size {
        let mut pivot = system[column * size + column];
        for before in (0..column).filter(|before| !free[*before]) {
            pivot -= system[column * size + before].powi(2);
        }
        if pivot <= 1e-11 * diagonal[column] {
            free[column] = true;
            continue;
        }
        let root = pivot.sqrt();
        system[column * size + column] = root;
        for row in column + 1..size {
            let mut rest = system[row * size + column];
            for before in (0..column).filter(|before| !free[*before]) {
                rest -= system[row * size + before] * system[column * size + before];
            }
            system[row * size + column] = rest / root;
        }
    }
    for (right, answer) in right.chunks(size).zip(answer.chunks_mut(size)) {
        for row in 0..size {
            let known: f64 = (0..row).filter(|at| !free[*at]).map(|at| system[row * size + at] * answer[at]).sum();
            answer[row] = if free[row] { 0.0 } else { (right[row] - known) / system[row * size + row] };
        }
        for row in (0..size).rev().filter(|row| !free[*row]) {
            let known: f64 =
                (row + 1..size).filter(|at| !free[*at]).map(|at| system[at * size + row] * answer[at]).sum();
            answer[row] = (answer[row] - known) / system[row * size + row];
        }
    }
}
