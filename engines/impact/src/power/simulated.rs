//! Power where no formula is exact: the trial is played through, by a seed, many times.

use super::{Baselines, analytic::positive};
use crate::{ImpactError, Level, Proportion, chance::Chance, student, wilson};
use rayon::prelude::*;
use serde::Serialize;

/// A trial of clusters that are measured period by period, analysed by the mean after the start with the mean before as a
/// covariate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SimulatedTrial {
    pub treated: usize,
    pub untreated: usize,
    /// Periods before and after the start.
    pub before: usize,
    pub after: usize,
    /// Standard deviation of one cluster's mean in one period around its level.
    pub deviation: f64,
    /// Standard deviation of the levels of the clusters.
    pub between: f64,
    /// How much of a period's shock is left in the next, in 0..1.
    pub carry: f64,
}

/// Power by simulation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Simulated {
    /// Share of the runs that found the effect, with Wilson's interval of the simulation itself.
    pub power: Proportion,
    /// Mean standard error over the runs, in units of the outcome.
    pub standard_error: f64,
}

/// Plays the trial `runs` times. The same seed gives the same power, whatever the number of threads.
///
/// ```
/// use lustrum_impact::{Level, power::{SimulatedTrial, simulated_power}};
/// let trial = SimulatedTrial { treated: 20, untreated: 20, before: 12, after: 12, deviation: 4.0, between: 6.0, carry: 0.5 };
/// let found = simulated_power(&trial, -4.0, 200, 7, Level::default())?;
/// assert!(found.power.share > 0.9);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
///
/// # Errors
/// [`ImpactError::Argument`] below two clusters in a group, without a period after the start, for a carry outside 0..1 or
/// without runs.
pub fn simulated_power(
    trial: &SimulatedTrial,
    effect: f64,
    runs: usize,
    seed: u64,
    level: Level,
) -> Result<Simulated, ImpactError> {
    positive(trial.deviation)?;
    let sound = trial.treated.min(trial.untreated) >= 2
        && trial.treated + trial.untreated >= 5
        && trial.after > 0
        && (0.0..1.0).contains(&trial.carry)
        && trial.between >= 0.0
        && runs > 0;
    if !sound {
        return Err(ImpactError::Argument(
            "a trial needs two clusters a group, five in all, a period after the start and runs",
        ));
    }
    let free = (trial.treated + trial.untreated - 2 - usize::from(trial.before > 0)) as f64;
    let critical = student::two_sided_quantile(level.value(), free);
    let played: Vec<(bool, f64)> = (0..runs)
        .into_par_iter()
        .map(|run| {
            let (found, error) = trial.play(effect, &mut Chance::new(seed, run as u64), free);
            (found.abs() > critical * error, error)
        })
        .collect();
    let found = played.iter().filter(|(found, _)| *found).count();
    // In the order of the runs, so that threads don't change the last digit.
    let errors: f64 = played.iter().map(|(_, error)| error).sum();
    Ok(Simulated { power: wilson(found, runs, level)?, standard_error: errors / runs as f64 })
}

impl SimulatedTrial {
    /// Correlation of two periods' means is that of the levels; of use beside the formula of Frison and Pocock.
    ///
    /// ```
    /// use lustrum_impact::power::SimulatedTrial;
    /// let trial = SimulatedTrial { treated: 9, untreated: 9, before: 2, after: 3, deviation: 1.0, between: 1.0, carry: 0.0 };
    /// assert_eq!(trial.baselines().correlation, 0.5);
    /// ```
    pub fn baselines(&self) -> Baselines {
        let (own, shared) = (self.deviation * self.deviation, self.between * self.between);
        Baselines { before: self.before, after: self.after, correlation: shared / (own + shared) }
    }

    /// Effect and standard error of one run: analysis of covariance on the means of the clusters.
    fn play(&self, effect: f64, chance: &mut Chance, free: f64) -> (f64, f64) {
        let clusters = self.treated + self.untreated;
        let mut sums = Sums::default();
        let fresh = (1.0 - self.carry * self.carry).sqrt();
        for cluster in 0..clusters {
            let treated = cluster < self.treated;
            let level = self.between * chance.normal();
            let mut shock = chance.normal();
            let mut mean = |periods: usize| {
                let mut sum = 0.0;
                for _ in 0..periods {
                    sum += shock;
                    shock = self.carry * shock + fresh * chance.normal();
                }
                level + self.deviation * sum / periods.max(1) as f64
            };
            let before = if self.before > 0 { mean(self.before) } else { 0.0 };
            let after = mean(self.after) + if treated { effect } else { 0.0 };
            sums.take(treated, before, after);
        }
        sums.adjusted(free)
    }
}

/// Per group: number, sums, squares and products of the means before and after.
#[derive(Default)]
struct Sums {
    groups: [[f64; 6]; 2],
}

impl Sums {
    fn take(&mut self, treated: bool, before: f64, after: f64) {
        let group = &mut self.groups[usize::from(treated)];
        for (sum, value) in group.iter_mut().zip([1.0, before, after, before * before, before * after, after * after]) {
            *sum += value;
        }
    }

    fn adjusted(&self, free: f64) -> (f64, f64) {
        let mut within = [0.0; 3];
        let mut means = [[0.0; 2]; 2];
        let mut inverse = 0.0;
        for (at, [n, x, y, xx, xy, yy]) in self.groups.iter().enumerate() {
            means[at] = [x / n, y / n];
            inverse += 1.0 / n;
            within[0] += xx - x * x / n;
            within[1] += xy - x * y / n;
            within[2] += yy - y * y / n;
        }
        let slope = if within[0] > 0.0 { within[1] / within[0] } else { 0.0 };
        let apart = means[1][0] - means[0][0];
        let effect = means[1][1] - means[0][1] - slope * apart;
        let left = (within[2] - slope * within[1]).max(0.0) / free;
        let leverage = if within[0] > 0.0 { apart * apart / within[0] } else { 0.0 };
        (effect, (left * (inverse + leverage)).sqrt())
    }
}
