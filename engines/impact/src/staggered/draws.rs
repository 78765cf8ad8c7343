//! Draws of all effects together, from which every band is taken: how far the farthest of some figures falls from its
//! value, in standard errors.

use super::{
    Settings,
    band::{Normals, Root},
    score::Square,
};
use rayon::prelude::*;

/// Draws that are made together.
const TOGETHER: usize = 128;

/// Rows that are drawn while the normal numbers go by once: in a new month these come from memory, and few rows are new.
const AT_ONCE: usize = 4;

/// Figures of a band that are gone through together or not at all: of few, few are drawn along where one changed.
const FEW: usize = 8;

/// The bands that are taken from the draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    GroupTimes,
    BySince,
    ByStart,
    ByPeriod,
}

const BANDS: usize = 4;

/// The factors of rows that were drawn which give a figure in its standard errors.
type Combination = Vec<(usize, f64)>;

/// The draws that bands are taken from. Followed from one covariance to the next they cost only what differs: effects
/// whose covariance did not change keep the draws that they have.
#[derive(Debug, Clone, Default)]
pub(super) struct Draws {
    seed: u64,
    draws: usize,
    root: Root,
    /// Of each set of draws what was drawn, effect by effect.
    sets: Vec<Set>,
    /// Of each figure of the covariance its standard error and its row among what was drawn, where it varies.
    rows: Vec<Option<(usize, f64)>>,
    /// Of each band its figures, few by few, as their distances were last taken.
    bands: [Vec<Vec<Combination>>; BANDS],
}

#[derive(Debug, Clone, Default)]
#[expect(clippy::vec_box, reason = "a month adds rows: without boxes it would move all that were there")]
struct Set {
    /// One row for each column that the root has or had.
    normals: Vec<Box<[f64; TOGETHER]>>,
    /// One row for each effect and share that varies, in its standard errors.
    drawn: Vec<Box<[f64; TOGETHER]>>,
    /// Of each band and each few of its figures the distance of the farthest of them.
    farthest: [Vec<Box<[f64; TOGETHER]>>; BANDS],
}

/// Something linear in effects and shares.
pub(super) struct Along {
    /// Places in the covariance with their factors.
    pub factors: Vec<(usize, f64)>,
    pub error: f64,
}

impl Draws {
    /// Draws from this covariance. `order` names its figures so that those of a new month come last.
    pub(super) fn follow(&mut self, covariance: &Square, order: &[usize], settings: &Settings) {
        if (self.seed, self.draws) != (settings.seed, settings.draws) {
            let sets = vec![Set::default(); settings.draws.div_ceil(TOGETHER)];
            *self = Self { seed: settings.seed, draws: settings.draws, sets, ..Self::default() };
        }
        let largest = (0..covariance.size).map(|at| covariance.at(at, at)).fold(0.0, f64::max);
        let varying: Vec<usize> = order.iter().copied().filter(|at| varies(covariance.at(*at, *at), largest)).collect();
        self.rows = vec![None; covariance.size];
        let errors: Vec<f64> = varying.iter().map(|at| covariance.at(*at, *at).sqrt()).collect();
        for (row, (at, error)) in varying.iter().zip(&errors).enumerate() {
            self.rows[*at] = Some((row, *error));
        }
        let correlation = varying.iter().enumerate().map(|(row, one)| {
            let others = varying[..=row].iter().zip(&errors);
            others.map(|(other, error)| covariance.at(*one, *other) / (errors[row] * error)).collect::<Vec<f64>>()
        });
        let kept = self.root.follow(correlation);
        // Distances that were taken of what is drawn anew are none any more.
        let drawn_anew = |figures: &Vec<Combination>| figures.iter().flatten().any(|(row, _)| *row >= kept);
        self.bands.iter_mut().flatten().filter(|figures| drawn_anew(figures)).for_each(Vec::clear);
        let (seed, root) = (self.seed, &self.root);
        self.sets.par_iter_mut().enumerate().for_each(|(at, set)| set.grow(kept, root, seed, at as u64));
    }

    /// Standard errors that so many of the draws stay within, all figures together; `None` of fewer than two figures.
    ///
    /// `free` are the degrees of freedom by which the covariance is known. Figures that stand beside the same ones as when
    /// the band was last taken keep their distances: those that don't change from month to month had best come first.
    pub(super) fn critical(&mut self, band: Band, figures: &[Along], free: f64, level: f64) -> Option<f64> {
        if figures.len() < 2 || self.draws == 0 {
            return None;
        }
        let figures: Vec<Combination> = figures.iter().map(|figure| self.in_errors(figure)).collect();
        let known = &mut self.bands[band as usize];
        known.resize(figures.len().div_ceil(FEW), Vec::new());
        let mut changed = Vec::new();
        for (at, (known, figures)) in known.iter_mut().zip(figures.chunks(FEW)).enumerate() {
            if known.as_slice() != figures {
                *known = figures.to_vec();
                changed.push(at);
            }
        }
        let (known, seed) = (&*known, self.seed);
        let mut farthest: Vec<f64> = self
            .sets
            .par_iter_mut()
            .enumerate()
            .flat_map_iter(|(at, set)| {
                let mut chance = Normals::new(seed, at as u64);
                set.farthest(band, known, &changed).map(move |distance| distance / chance.shrunk(free))
            })
            .collect();
        farthest.truncate(self.draws);
        let place = ((level * farthest.len() as f64).ceil() as usize).clamp(1, farthest.len()) - 1;
        Some(*farthest.select_nth_unstable_by(place, f64::total_cmp).1)
    }

    fn in_errors(&self, figure: &Along) -> Combination {
        let drawn =
            |(at, factor): &(usize, f64)| self.rows[*at].map(|(row, error)| (row, factor * error / figure.error));
        figure.factors.iter().filter_map(drawn).collect()
    }
}

/// Rounding alone makes no uncertainty.
pub(super) fn varies(variance: f64, largest: f64) -> bool {
    variance > 1e-24 * largest && variance > 0.0
}

impl Set {
    /// Keeps so many rows and draws the others.
    fn grow(&mut self, kept: usize, root: &Root, seed: u64, at: u64) {
        self.drawn.truncate(kept);
        for column in self.normals.len()..root.columns() {
            // A stream for each column, so that it is the same whatever it is used for; the first is for the width.
            let mut chance = Normals::new(seed, ((column as u64 + 1) << 24) | at);
            self.normals.push(Box::new(std::array::from_fn(|_| chance.next())));
        }
        let anew: Vec<&[f64]> = (kept..root.len()).map(|row| root.row(row)).collect();
        for rows in anew.chunks(AT_ONCE) {
            let mut drawn = vec![Box::new([0.0; TOGETHER]); rows.len()];
            for (column, normals) in self.normals.iter().enumerate() {
                for (drawn, factors) in drawn.iter_mut().zip(rows) {
                    let Some(factor) = factors.get(column) else { continue };
                    drawn.iter_mut().zip(normals.iter()).for_each(|(sum, normal)| *sum += factor * normal);
                }
            }
            self.drawn.append(&mut drawn);
        }
    }

    /// Of each draw the distance of the farthest figure of a band, of which some few have changed.
    fn farthest(
        &mut self,
        band: Band,
        figures: &[Vec<Combination>],
        changed: &[usize],
    ) -> impl Iterator<Item = f64> + use<> {
        let known = &mut self.farthest[band as usize];
        known.resize_with(figures.len(), || Box::new([0.0; TOGETHER]));
        for at in changed {
            *known[*at] = farthest_of(&self.drawn, &figures[*at]);
        }
        let mut farthest = [0.0_f64; TOGETHER];
        for of_few in known {
            farthest.iter_mut().zip(of_few.iter()).for_each(|(most, distance)| *most = most.max(*distance));
        }
        farthest.into_iter()
    }
}

/// Of each draw the distance of the farthest of some figures. Rows go by as they stand in memory, whole.
fn farthest_of(drawn: &[Box<[f64; TOGETHER]>], figures: &[Combination]) -> [f64; TOGETHER] {
    let mut farthest = [0.0_f64; TOGETHER];
    for figure in figures {
        let mut along = [0.0; TOGETHER];
        for (row, factor) in figure {
            along.iter_mut().zip(drawn[*row].iter()).for_each(|(sum, value)| *sum += factor * value);
        }
        farthest.iter_mut().zip(along).for_each(|(most, value)| *most = most.max(value.abs()));
    }
    farthest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covariance(size: usize, correlation: f64) -> Square {
        let at = |row: usize, column: usize| if row == column { 1.0 } else { correlation };
        Square { size, values: (0..size * size).map(|place| at(place / size, place % size)).collect() }
    }

    fn single(size: usize) -> Vec<Along> {
        (0..size).map(|at| Along { factors: vec![(at, 1.0)], error: 1.0 }).collect()
    }

    fn of(size: usize, correlation: f64, settings: &Settings) -> Draws {
        let mut draws = Draws::default();
        draws.follow(&covariance(size, correlation), &(0..size).collect::<Vec<_>>(), settings);
        draws
    }

    #[test]
    fn independent_figures_take_the_band_of_sidak() {
        let settings = Settings { draws: 100_000, ..Settings::default() };
        // Sidak (1967): the quantile at 0.95 to the power of one tenth.
        let found = of(10, 0.0, &settings).critical(Band::GroupTimes, &single(10), 1e9, 0.95).unwrap();
        assert!((found - 2.8).abs() < 0.015, "{found}");
        // Figures that are one take the band of one.
        let found = of(10, 1.0, &settings).critical(Band::GroupTimes, &single(10), 1e9, 0.95).unwrap();
        assert!((found - 1.96).abs() < 0.015, "{found}");
    }

    #[test]
    fn what_is_kept_gives_the_same_bytes_as_what_is_drawn_anew() {
        let settings = Settings { draws: 1_000, ..Settings::default() };
        let mut kept = of(5, 0.3, &settings);
        // Figures come and go and change their covariance, more of them and fewer than are gone through together.
        for (size, correlation) in [(8, 0.3), (6, 0.3), (6, 0.2), (30, 0.2), (33, 0.2), (33, 0.1), (17, 0.1), (40, 0.1)]
        {
            kept.follow(&covariance(size, correlation), &(0..size).collect::<Vec<_>>(), &settings);
            let anew = of(size, correlation, &settings).critical(Band::GroupTimes, &single(size), 40.0, 0.95);
            assert_eq!(kept.critical(Band::GroupTimes, &single(size), 40.0, 0.95), anew);
        }
    }

    #[test]
    fn each_band_keeps_its_own_distances() {
        let settings = Settings { draws: 1_000, ..Settings::default() };
        let mut draws = of(20, 0.3, &settings);
        let one = draws.critical(Band::GroupTimes, &single(20), 40.0, 0.95);
        let mut scaled = single(20);
        scaled[9].factors[0].1 = 2.0;
        let other = draws.critical(Band::BySince, &scaled, 40.0, 0.95);
        assert!(other > one);
        assert_eq!(draws.critical(Band::GroupTimes, &single(20), 40.0, 0.95), one);
        assert_eq!(draws.critical(Band::GroupTimes, &scaled, 40.0, 0.95), other);
    }
}
