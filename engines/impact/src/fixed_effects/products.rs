//! What is left of the columns without the effects, gone through piece by piece.

use super::order::{Ordered, levels};
use crate::twofold::Twofold;
use rayon::prelude::*;
use std::marker::PhantomData;

const HELD: usize = 64;

/// The columns without the effects: made again in each pass from the few effects that are known, or held.
pub(super) enum Swept<'a> {
    ByEffects { few: usize, effects: Vec<f64>, shift: Vec<f64> },
    Columns(Vec<Vec<f64>>, PhantomData<&'a ()>),
}

/// Products of the swept columns, and the squares that the columns had before.
pub(super) struct Gram {
    size: usize,
    pub products: Vec<f64>,
    pub spread: Vec<f64>,
}

impl Gram {
    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.products[row.max(column) * self.size + row.min(column)]
    }
}

/// Calls `take` with each run of rows of a piece and its swept columns, one after the other.
fn runs(
    rows: &Ordered<'_>,
    swept: &Swept<'_>,
    piece: (usize, usize),
    mut take: impl FnMut(std::ops::Range<usize>, &[Vec<f64>]),
) {
    let mut buffer = vec![Vec::new(); rows.columns.len()];
    for unit in levels(&rows.effects[0], piece.0, piece.1) {
        for (at, column) in rows.columns.iter().enumerate() {
            let left = &mut buffer[at];
            left.clear();
            match swept {
                Swept::Columns(columns, _) => left.extend_from_slice(&columns[at][unit.clone()]),
                Swept::ByEffects { few, effects, shift } => {
                    let of = &effects[at * few..(at + 1) * few];
                    let levels = &rows.effects[1][unit.clone()];
                    let values = &column[unit.clone()];
                    left.extend(
                        values.iter().zip(levels).map(|(value, level)| (value - shift[at]) - of[*level as usize]),
                    );
                    let mean = match &rows.weights {
                        None => left.iter().sum::<f64>() / left.len() as f64,
                        Some(weights) => {
                            let weights = &weights[unit.clone()];
                            let total: f64 = weights.iter().sum();
                            left.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>() / total
                        }
                    };
                    left.iter_mut().for_each(|value| *value -= mean);
                }
            }
        }
        take(unit, &buffer);
    }
}

fn pieces(rows: &Ordered<'_>) -> Vec<(usize, usize)> {
    rows.pieces.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

pub(super) fn gram(rows: &Ordered<'_>, swept: &Swept<'_>) -> Gram {
    let size = rows.columns.len();
    let first: Vec<f64> = rows.columns.iter().map(|column| column[0]).collect();
    let mut products = vec![Twofold::default(); size * size];
    let mut spread = vec![Twofold::default(); size];
    for held in pieces(rows).chunks(HELD) {
        let parts: Vec<(Vec<f64>, Vec<f64>)> = held
            .par_iter()
            .map(|piece| {
                let mut products = vec![0.0; size * size];
                let mut spread = vec![0.0; size];
                runs(rows, swept, *piece, |unit, columns| {
                    for (row, one) in columns.iter().enumerate() {
                        for (column, other) in columns[..=row].iter().enumerate() {
                            products[row * size + column] += match &rows.weights {
                                None => one.iter().zip(other).map(|(a, b)| a * b).sum::<f64>(),
                                Some(weights) => {
                                    let weights = &weights[unit.clone()];
                                    one.iter().zip(other).zip(weights).map(|((a, b), weight)| a * b * weight).sum()
                                }
                            };
                        }
                    }
                    for (at, column) in rows.columns.iter().enumerate() {
                        spread[at] += column[unit.clone()].iter().map(|value| (value - first[at]).powi(2)).sum::<f64>();
                    }
                });
                (products, spread)
            })
            .collect();
        for (more, wider) in parts {
            products.iter_mut().zip(more).for_each(|(sum, value)| *sum = sum.plus(value));
            spread.iter_mut().zip(wider).for_each(|(sum, value)| *sum = sum.plus(value));
        }
    }
    let value = |sums: Vec<Twofold>| sums.into_iter().map(Twofold::value).collect();
    Gram { size, products: value(products), spread: value(spread) }
}

/// What the residuals of the clusters come to.
pub(super) struct Scores {
    /// Products of the clusters' scores, row by row.
    pub together: Vec<f64>,
    /// Squares of the rows' scores, by regressor.
    pub apart: Vec<f64>,
    /// Squares of the residuals.
    pub residual: f64,
}

struct ScorePart {
    runs: Vec<u32>,
    scores: Vec<f64>,
    apart: Vec<f64>,
    residual: f64,
}

pub(super) fn scores(rows: &Ordered<'_>, swept: &Swept<'_>, coefficients: &[f64], clusters: usize) -> Scores {
    let size = coefficients.len();
    let mut of_cluster = vec![0.0; clusters * size];
    let (mut apart, mut residual) = (vec![Twofold::default(); size], Twofold::default());
    for held in pieces(rows).chunks(HELD) {
        let parts: Vec<ScorePart> =
            held.par_iter().map(|piece| score_part(rows, swept, coefficients, *piece)).collect();
        for part in parts {
            for (cluster, scores) in part.runs.iter().zip(part.scores.chunks(size)) {
                let of = &mut of_cluster[*cluster as usize * size..(*cluster as usize + 1) * size];
                of.iter_mut().zip(scores).for_each(|(sum, value)| *sum += value);
            }
            apart.iter_mut().zip(part.apart).for_each(|(sum, value)| *sum = sum.plus(value));
            residual = residual.plus(part.residual);
        }
    }
    let mut together = vec![Twofold::default(); size * size];
    for scores in of_cluster.chunks(size) {
        for (row, one) in scores.iter().enumerate() {
            for (column, other) in scores.iter().enumerate() {
                let sum = &mut together[row * size + column];
                *sum = sum.plus(one * other);
            }
        }
    }
    let value = |sums: Vec<Twofold>| sums.into_iter().map(Twofold::value).collect();
    Scores { together: value(together), apart: value(apart), residual: residual.value() }
}

fn score_part(rows: &Ordered<'_>, swept: &Swept<'_>, coefficients: &[f64], piece: (usize, usize)) -> ScorePart {
    let size = coefficients.len();
    let mut part = ScorePart { runs: Vec::new(), scores: Vec::new(), apart: vec![0.0; size], residual: 0.0 };
    let mut rest = Vec::new();
    runs(rows, swept, piece, |unit, columns| {
        rest.clear();
        rest.extend_from_slice(&columns[size]);
        for (column, factor) in columns.iter().zip(coefficients) {
            rest.iter_mut().zip(column).for_each(|(value, part)| *value -= factor * part);
        }
        for (at, row) in unit.enumerate() {
            let weighted = rows.weight(row) * rest[at];
            part.residual += weighted * rest[at];
            if part.runs.last() != Some(&rows.cluster[row]) {
                part.runs.push(rows.cluster[row]);
                part.scores.extend(std::iter::repeat_n(0.0, size));
            }
            let from = part.scores.len() - size;
            for (of, column) in columns[..size].iter().enumerate() {
                let score = column[at] * weighted;
                part.scores[from + of] += score;
                part.apart[of] += score * score;
            }
        }
    });
    part
}
