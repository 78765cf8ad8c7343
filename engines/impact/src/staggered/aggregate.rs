//! What group-time effects come to together: weighted means of them, with the uncertainty of the weights.

use super::{
    Settings,
    cells::Estimated,
    draws::{Along, Band, Draws, varies},
};
use crate::{Estimate, ImpactError, Interval, student};
use serde::Serialize;

/// Effects by one thing (periods since the start, the start, the period), and their overall mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Aggregation {
    pub overall: Estimate,
    pub effects: Vec<EffectAt>,
    /// Standard errors to either side that the band of `effects` takes.
    pub critical: f64,
}

/// An effect at a number of periods since the start, for a start, or in a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EffectAt {
    pub at: f64,
    pub effect: f64,
    /// `None` where nothing varies.
    pub standard_error: Option<f64>,
    /// The band that holds all effects together with the probability of its level.
    pub band: Option<Interval>,
}

pub(super) struct Aggregations {
    pub simple: Estimate,
    pub dynamic: Aggregation,
    pub group: Aggregation,
    pub calendar: Aggregation,
}

/// A figure, and what it moves by when an effect or a share does.
#[derive(Clone)]
struct Figure {
    effect: f64,
    along: Vec<f64>,
}

impl Aggregations {
    pub(super) fn of(found: &Estimated, draws: &mut Draws, settings: &Settings) -> Result<Self, ImpactError> {
        let summing = Summing { found, settings };
        let after: Vec<usize> = summing.where_is(|at| found.cells[at].since >= 0.0);
        if after.is_empty() {
            return Err(ImpactError::NoGroupTime);
        }
        let simple = summing.weighted(&after);
        let since = |at: usize| found.cells[at].since;
        let all: Vec<usize> = (0..found.cells.len()).collect();
        let by_since = summing.by(&all, since, |cells| summing.weighted(cells));
        let by_group = summing.by(&after, |at| found.starts[found.cells[at].group], |cells| summing.plain(cells));
        let by_period = summing.by(&after, |at| found.cells[at].time, |cells| summing.weighted(cells));
        let later: Vec<Figure> =
            by_since.iter().filter(|(at, _)| *at >= 0.0).map(|(_, figure)| figure.clone()).collect();
        Ok(Self {
            simple: summing.estimate(&simple)?,
            dynamic: summing.told(by_since, &mean(&later), Band::BySince, draws)?,
            group: {
                let overall = summing.by_share(&by_group);
                summing.told(by_group, &overall, Band::ByStart, draws)?
            },
            calendar: {
                let figures: Vec<Figure> = by_period.iter().map(|(_, figure)| figure.clone()).collect();
                summing.told(by_period, &mean(&figures), Band::ByPeriod, draws)?
            },
        })
    }
}

struct Summing<'a> {
    found: &'a Estimated,
    settings: &'a Settings,
}

impl Summing<'_> {
    fn where_is(&self, holds: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.found.cells.len()).filter(|at| holds(*at)).collect()
    }

    fn empty(&self) -> Vec<f64> {
        vec![0.0; self.found.covariance.size]
    }

    fn share_place(&self, group: usize) -> usize {
        self.found.effects.len() + group
    }

    /// Mean of some effects, each weighted by the share of its group.
    fn weighted(&self, cells: &[usize]) -> Figure {
        let share = |at: &usize| self.found.shares[self.found.cells[*at].group];
        let total: f64 = cells.iter().map(share).sum();
        let effect = cells.iter().map(|at| share(at) * self.found.effects[*at]).sum::<f64>() / total;
        let mut along = self.empty();
        for at in cells {
            along[*at] += share(at) / total;
            along[self.share_place(self.found.cells[*at].group)] += (self.found.effects[*at] - effect) / total;
        }
        Figure { effect, along }
    }

    fn plain(&self, cells: &[usize]) -> Figure {
        let each = 1.0 / cells.len() as f64;
        let mut along = self.empty();
        cells.iter().for_each(|at| along[*at] = each);
        Figure { effect: cells.iter().map(|at| each * self.found.effects[*at]).sum(), along }
    }

    /// Mean of the groups' effects, each weighted by its share.
    fn by_share(&self, groups: &[(f64, Figure)]) -> Figure {
        let place = |start: f64| self.found.starts.partition_point(|other| *other < start);
        let share = |start: f64| self.found.shares[place(start)];
        let total: f64 = groups.iter().map(|(start, _)| share(*start)).sum();
        let effect = groups.iter().map(|(start, figure)| share(*start) * figure.effect).sum::<f64>() / total;
        let mut along = self.empty();
        for (start, figure) in groups {
            along.iter_mut().zip(&figure.along).for_each(|(sum, part)| *sum += share(*start) / total * part);
            along[self.share_place(place(*start))] += (figure.effect - effect) / total;
        }
        Figure { effect, along }
    }

    /// One figure for each distinct `key` of some cells, in its order.
    fn by(
        &self,
        cells: &[usize],
        key: impl Fn(usize) -> f64,
        figure: impl Fn(&[usize]) -> Figure,
    ) -> Vec<(f64, Figure)> {
        let mut keys: Vec<f64> = cells.iter().map(|at| key(*at)).collect();
        keys.sort_unstable_by(f64::total_cmp);
        keys.dedup();
        let of = |wanted: f64| -> Vec<usize> { cells.iter().copied().filter(|at| key(*at) == wanted).collect() };
        keys.into_iter().map(|wanted| (wanted, figure(&of(wanted)))).collect()
    }

    /// A figure with the error of its covariance, where it has one.
    fn along(&self, figure: &Figure) -> Along {
        let factors = figure.factors();
        let error = self.found.covariance.across(&factors).max(0.0).sqrt();
        Along { factors, error }
    }

    fn estimate(&self, figure: &Figure) -> Result<Estimate, ImpactError> {
        let Along { factors, error } = self.along(figure);
        // Rounding alone makes no uncertainty.
        let error = if error <= 1e-12 * figure.effect.abs() { 0.0 } else { error };
        let (units, clusters) = (self.found.units, Some(self.found.clusters));
        let free = self.free(&factors, error);
        Estimate::student(figure.effect, error, free, units, clusters, self.settings.level)
    }

    /// The degrees of freedom with which Student's interval around the analytic standard error holds what it says:
    /// each stratum's variance is made whole and known by its clusters less one (Satterthwaite 1946).
    fn free(&self, factors: &[(usize, f64)], error: f64) -> f64 {
        let (mut whole, mut spread) = (error * error, 0.0);
        for stratum in self.found.strata.iter().filter(|stratum| stratum.clusters > 1.0) {
            let within = stratum.within.across(factors).max(0.0);
            let free = stratum.clusters - 1.0;
            whole += within / free;
            spread += (within * stratum.clusters / free).powi(2) / free;
        }
        let most = (self.found.clusters - 1) as f64;
        if error == 0.0 || spread == 0.0 {
            return most;
        }
        let satterthwaite = (whole * whole / spread).clamp(1.0, most);
        let level = self.settings.level.value();
        let wanted = student::two_sided_quantile(level, satterthwaite) * whole.sqrt() / error;
        student::degrees_of_quantile(level, wanted, satterthwaite)
    }

    fn told(
        &self,
        figures: Vec<(f64, Figure)>,
        overall: &Figure,
        band: Band,
        draws: &mut Draws,
    ) -> Result<Aggregation, ImpactError> {
        let alongs: Vec<Along> = figures.iter().map(|(_, figure)| self.along(figure)).collect();
        let largest = alongs.iter().map(|along| along.error * along.error).fold(0.0, f64::max);
        let errors: Vec<Option<f64>> =
            alongs.iter().map(|along| varies(along.error * along.error, largest).then_some(along.error)).collect();
        let varying: Vec<Along> =
            alongs.into_iter().zip(&errors).filter_map(|(along, error)| error.map(|_| along)).collect();
        let critical = super::critical(draws, band, &varying, self.found.free(), self.settings);
        let level = self.settings.level;
        let effects = figures
            .iter()
            .zip(errors)
            .map(|((at, figure), standard_error)| EffectAt {
                at: *at,
                effect: figure.effect,
                standard_error,
                band: standard_error.map(|error| Interval {
                    low: figure.effect - critical * error,
                    high: figure.effect + critical * error,
                    level,
                }),
            })
            .collect();
        Ok(Aggregation { overall: self.estimate(overall)?, effects, critical })
    }
}

impl Figure {
    fn factors(&self) -> Vec<(usize, f64)> {
        self.along.iter().copied().enumerate().filter(|(_, factor)| *factor != 0.0).collect()
    }
}

fn mean(figures: &[Figure]) -> Figure {
    let each = 1.0 / figures.len() as f64;
    let mut along = vec![0.0; figures[0].along.len()];
    for figure in figures {
        along.iter_mut().zip(&figure.along).for_each(|(sum, part)| *sum += each * part);
    }
    Figure { effect: figures.iter().map(|figure| each * figure.effect).sum(), along }
}
