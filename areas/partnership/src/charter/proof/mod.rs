//! What can be proven when: how likely it is, before anything is signed, that the change which a measure promises will
//! be told from chance, month by month after the start. Computed from the readings that were there before.

pub(crate) mod pages;
mod store;
#[cfg(test)]
mod tests;
mod words;

use lustrum_impact::Level;
use lustrum_impact::power::{DrawnOn, Planned, Variation, Waiting};
use lustrum_kernel::Day;
use lustrum_strategy::reading::Reading;

use super::Measure;
pub(crate) use store::{of_version, start};

/// The certainty that is asked for.
pub const ASKED: f64 = 0.8;
/// So many months after the start are looked at.
pub const HORIZON: usize = 36;
/// So many periods before the start are taken, the last ones.
const LONGEST: usize = 36;
const LEAST_PERIODS: usize = 6;
/// Two groups of two units each.
const LEAST_UNITS: usize = 4;
/// A line through fewer periods is not drawn on.
const LEAST_FOR_A_LINE: usize = 12;

/// Why nothing can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// The measure names no KPI.
    NoKpi,
    /// No baseline and target that differ.
    NoTarget,
    NoReadings,
    /// Too few periods before the start.
    Short {
        periods: usize,
    },
    /// Too few units to let some wait, and too few periods to draw a line on.
    Few {
        units: usize,
        periods: usize,
    },
    /// Every reading is the same.
    Flat,
}

/// The change that is promised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Promise {
    pub from: f64,
    pub to: f64,
    /// Months from the start until it is due; it grows evenly until then.
    pub months: usize,
}

impl Promise {
    /// The mean of the change over the first months, when it grows evenly to the whole.
    fn mean_over(&self, months: usize) -> f64 {
        let due = self.months.max(1) as f64;
        let sum: f64 = (1..=months).map(|month| (month as f64 / due).min(1.0)).sum();
        (self.to - self.from) * sum / months as f64
    }
}

/// What a measure promises, where it says so.
pub fn promise(measure: &Measure, start: Day) -> Result<Promise, Untold> {
    match (measure.kpi, measure.baseline, measure.target) {
        (None, ..) => Err(Untold::NoKpi),
        (Some(_), Some(from), Some(to)) if from != to => {
            let due = measure.due.map_or(1, |due| months_between(start, due).max(1));
            Ok(Promise { from, to, months: usize::try_from(due).unwrap_or(1) })
        }
        _ => Err(Untold::NoTarget),
    }
}

pub(crate) fn months_between(from: Day, to: Day) -> i32 {
    (i32::from(to.0.year()) - i32::from(from.0.year())) * 12 + i32::from(to.0.month()) - i32::from(from.0.month())
}

/// The chances after so many months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct After {
    pub months: usize,
    /// Half of the units start and the others wait; none with too few units.
    pub waiting: Option<f64>,
    /// All start at once, against the line through the months before; none with too few periods.
    pub drawn_on: Option<f64>,
}

impl After {
    /// The chance of the best design there is.
    pub fn best(&self) -> f64 {
        self.waiting.or(self.drawn_on).unwrap_or_default()
    }
}

/// What can be proven of a measure, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    pub promise: Promise,
    pub units: usize,
    pub periods: usize,
    /// Share of the variation that is between units, and what is left of a deviation one period later.
    pub between: Option<f64>,
    pub decay: Option<f64>,
    pub after: Vec<After>,
}

impl Proof {
    /// Whether some units can wait: only then is it more than noticed.
    pub fn compared(&self) -> bool {
        self.units >= LEAST_UNITS
    }
    /// The first months after which it is as certain as asked.
    pub fn certain_after(&self) -> Option<usize> {
        self.after.iter().find(|at| at.best() >= ASKED).map(|at| at.months)
    }
    pub fn chance_after(&self, months: usize) -> Option<f64> {
        self.after.iter().find(|at| at.months == months).map(After::best)
    }
}

/// Computes the chances from the readings before the start, each `step` months apart.
pub fn prove(promise: Promise, readings: &[Reading], step: usize) -> Result<Proof, Untold> {
    let (rows, periods) = balanced(readings);
    if readings.is_empty() {
        return Err(Untold::NoReadings);
    }
    if periods < LEAST_PERIODS {
        return Err(Untold::Short { periods });
    }
    let units = rows.len();
    let variation = if units >= LEAST_UNITS { Variation::of(&rows).ok() } else { None };
    let means = means(readings, periods);
    let line = periods >= LEAST_FOR_A_LINE;
    if units < LEAST_UNITS && !line {
        return Err(Untold::Few { units, periods });
    }
    let chance = |plan: &dyn Planned, months: usize| plan.power(promise.mean_over(months), Level::default());
    let at = |months: usize| {
        let after = months / step;
        let waiting =
            variation.and_then(|known| Waiting::new(units / 2, units - units / 2, periods, after, known).ok());
        let drawn_on = if line { DrawnOn::new(&means, after).ok() } else { None };
        After {
            months,
            waiting: waiting.map(|plan| chance(&plan, months)),
            drawn_on: drawn_on.map(|plan| chance(&plan, months)),
        }
    };
    let after: Vec<After> = (1..=HORIZON / step).map(|place| at(place * step)).collect();
    if after.iter().all(|at| at.waiting.is_none() && at.drawn_on.is_none()) {
        return Err(Untold::Flat);
    }
    let (between, decay) = (variation.map(|known| known.between_share()), variation.map(|known| known.decay));
    Ok(Proof { promise, units, periods, between, decay, after })
}

/// The last periods, in order.
fn periods_of(readings: &[Reading]) -> Vec<Day> {
    let mut periods: Vec<Day> = readings.iter().map(|reading| reading.period).collect();
    periods.sort_unstable();
    periods.dedup();
    periods.split_off(periods.len().saturating_sub(LONGEST))
}

/// The units that have a reading in each of the last periods, and the number of those. Readings stand by unit and period.
fn balanced(readings: &[Reading]) -> (Vec<Vec<f64>>, usize) {
    let periods = periods_of(readings);
    let Some(first) = periods.first() else { return (Vec::new(), 0) };
    let rows = readings.chunk_by(|one, next| one.unit == next.unit).map(|own| {
        own.iter().filter(|reading| reading.period >= *first).map(|reading| reading.value).collect::<Vec<f64>>()
    });
    (rows.filter(|row| row.len() == periods.len()).collect(), periods.len())
}

/// The mean of all units in each of the last periods.
fn means(readings: &[Reading], last: usize) -> Vec<f64> {
    let periods = periods_of(readings);
    let mean = |period: &Day| {
        let own = readings.iter().filter(|reading| reading.period == *period).map(|reading| reading.value);
        let (sum, count) = own.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
        sum / count
    };
    periods.iter().rev().take(last).rev().map(mean).collect()
}
