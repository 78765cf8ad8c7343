//! Rows in the order of the effect with the most levels, without those that tell nothing.

use super::Rows;
use crate::{
    ImpactError,
    comparison::{codes, count_codes},
};
use std::borrow::Cow;

/// Rows that are gone through together, about so many: what depends on the data only gives the same sums everywhere.
const PIECE: usize = 16_384;

pub(super) struct Ordered<'a> {
    /// The regressors, then the outcome.
    pub columns: Vec<Cow<'a, [f64]>>,
    /// The effect with the most levels first: its codes never fall.
    pub effects: Vec<Cow<'a, [u32]>>,
    pub cluster: Cow<'a, [u32]>,
    pub weights: Option<Cow<'a, [f64]>>,
    /// Where the pieces begin, and the end; each level of the first effect lies within one.
    pub pieces: Vec<usize>,
}

impl<'a> Ordered<'a> {
    pub(super) fn of(rows: &Rows<'a>) -> Result<Self, ImpactError> {
        let mut columns: Vec<Cow<'a, [f64]>> = rows.regressors.iter().map(|column| Cow::Borrowed(*column)).collect();
        columns.push(Cow::Borrowed(rows.outcome));
        let mut effects: Vec<Cow<'a, [u32]>> = rows.effects.iter().map(|effect| Cow::Borrowed(*effect)).collect();
        let most = (0..effects.len()).rev().max_by_key(|at| count_codes(&effects[*at])).unwrap_or(0);
        effects.swap(0, most);
        let mut ordered = Self {
            columns,
            effects,
            cluster: Cow::Borrowed(rows.cluster),
            weights: rows.weights.map(Cow::Borrowed),
            pieces: Vec::new(),
        };
        while let Some(keep) = ordered.telling() {
            if keep.is_empty() {
                return Err(ImpactError::TooManyParameters {
                    rows: rows.outcome.len(),
                    parameters: rows.outcome.len(),
                });
            }
            ordered.pick(&keep, true);
        }
        if !ordered.effects[0].is_sorted() {
            let order = ordered.by_level();
            ordered.pick(&order, false);
        }
        ordered.pieces = ordered.cut();
        Ok(ordered)
    }

    pub(super) fn rows(&self) -> usize {
        self.cluster.len()
    }

    pub(super) fn weight(&self, row: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[row])
    }

    /// Rows that are not alone in a level, where there are rows that are.
    fn telling(&self) -> Option<Vec<u32>> {
        let seen: Vec<Vec<u32>> = self
            .effects
            .iter()
            .map(|effect| {
                let mut seen = vec![0_u32; count_codes(effect)];
                effect.iter().for_each(|code| seen[*code as usize] += 1);
                seen
            })
            .collect();
        if seen.iter().flatten().all(|times| *times > 1) {
            return None;
        }
        let tells = |row: &u32| {
            let row = *row as usize;
            self.effects.iter().zip(&seen).all(|(effect, seen)| seen[effect[row] as usize] > 1)
        };
        Some((0..self.rows() as u32).filter(tells).collect())
    }

    /// Rows by the level of the first effect, otherwise as they came.
    fn by_level(&self) -> Vec<u32> {
        let effect = &self.effects[0];
        let mut next = vec![0_u32; count_codes(effect) + 1];
        effect.iter().for_each(|code| next[*code as usize + 1] += 1);
        (1..next.len()).for_each(|at| next[at] += next[at - 1]);
        let mut order = vec![0_u32; effect.len()];
        for (row, code) in (0..).zip(effect.iter()) {
            order[next[*code as usize] as usize] = row;
            next[*code as usize] += 1;
        }
        order
    }

    fn pick(&mut self, rows: &[u32], recode: bool) {
        fn picked<T: Copy>(from: &[T], rows: &[u32]) -> Vec<T> {
            rows.iter().map(|row| from[*row as usize]).collect()
        }
        for column in self.columns.iter_mut().chain(self.weights.as_mut()) {
            *column = Cow::Owned(picked(column, rows));
        }
        for codes_of in self.effects.iter_mut().chain([&mut self.cluster]) {
            let kept = picked(codes_of, rows);
            *codes_of = Cow::Owned(if recode { codes(&kept) } else { kept });
        }
    }

    fn cut(&self) -> Vec<usize> {
        let effect = &self.effects[0];
        let mut pieces = vec![0];
        let mut at = PIECE;
        while at < effect.len() {
            while at < effect.len() && effect[at] == effect[at - 1] {
                at += 1;
            }
            if at < effect.len() {
                pieces.push(at);
            }
            at += PIECE;
        }
        pieces.push(effect.len());
        pieces
    }
}

/// Where each level of a piece of the first effect begins and ends.
pub(super) fn levels(effect: &[u32], from: usize, to: usize) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        if at >= to {
            return None;
        }
        let start = at;
        let code = effect[start];
        while at < to && effect[at] == code {
            at += 1;
        }
        Some(start..at)
    })
}
