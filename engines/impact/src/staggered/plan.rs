//! Which group is compared with whom, in which period, against which period before.

use super::{BasePeriod, ComparisonUnits, Settings};
use crate::{ImpactError, Timing};
use rayon::prelude::*;

/// Groups of units by their start, and the comparisons that are made of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// The first so many periods are used: later ones have nobody left to compare with.
    pub periods: usize,
    /// Starts in the order of time; infinite for those that never start, always there and last.
    pub starts: Vec<f64>,
    /// Which of `starts` each unit has; `None` for units that are treated from the first period on.
    pub group_of: Vec<Option<u32>>,
    pub cells: Vec<Cell>,
    /// Units that are treated from the first period on.
    pub left_out: usize,
}

/// One group in one period.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub group: usize,
    pub period: usize,
    pub base: usize,
    /// The groups that it is compared with.
    pub controls: Vec<usize>,
    pub time: f64,
    /// Periods since the start, negative before it.
    pub since: f64,
    /// Before the start and before it can have been expected.
    pub before: bool,
}

impl Plan {
    pub(super) fn new(timing: &Timing, settings: &Settings) -> Result<Self, ImpactError> {
        let times = &timing.times;
        let (Some(first), Some(last)) = (times.first().copied(), times.last().copied()) else {
            return Err(ImpactError::NoGroupTime);
        };
        if let Some(row) = timing.starts.iter().position(|start| start.is_some_and(f64::is_nan)) {
            return Err(ImpactError::NotFinite { column: "starts".to_owned(), row });
        }
        if !times.iter().all(|time| time.is_finite()) || !times.is_sorted_by(|one, other| one < other) {
            return Err(ImpactError::Argument("periods have moments in the order of time"));
        }
        let early = settings.anticipation;
        let start_of = |start: &Option<f64>| start.filter(|start| *start <= last + early).unwrap_or(f64::INFINITY);
        let mut starts = distinct(&timing.starts, start_of);
        let never = starts.last().is_some_and(|start| start.is_infinite());
        let latest = starts.last().copied().unwrap_or(f64::INFINITY);
        if !never && settings.comparison == ComparisonUnits::NeverTreated {
            return Err(ImpactError::NobodyNeverTreated);
        }
        // From the start of the last group on nobody is left who is not treated.
        let periods = if never { times.len() } else { times.iter().filter(|time| **time < latest - early).count() };
        let treated_at_first = |start: f64| start <= first + early;
        starts.retain(|start| !treated_at_first(*start));
        if !never {
            starts.push(f64::INFINITY);
        }
        let mut group_of = Vec::new();
        timing
            .starts
            .par_iter()
            .with_min_len(CHUNK)
            .map(|start| {
                let start = start_of(start);
                (!treated_at_first(start)).then(|| place(&starts, start) as u32)
            })
            .collect_into_vec(&mut group_of);
        let left_out = group_of.iter().filter(|group| group.is_none()).count();
        let mut plan = Self { periods, starts, group_of, cells: Vec::new(), left_out };
        plan.fill(times, settings, if never { f64::INFINITY } else { latest });
        if plan.cells.iter().any(|cell| cell.since >= 0.0) { Ok(plan) } else { Err(ImpactError::NoGroupTime) }
    }

    fn fill(&mut self, times: &[f64], settings: &Settings, latest: f64) {
        let early = settings.anticipation;
        let times = &times[..self.periods];
        let universal = settings.base == BasePeriod::Universal;
        for (group, start) in self.starts.iter().enumerate().filter(|(_, start)| **start < latest) {
            let Some(last_before) = times.iter().rposition(|time| time + early < *start) else { continue };
            for period in usize::from(!universal)..self.periods {
                let treated = start - early <= times[period];
                let base = if universal || treated { last_before } else { period - 1 };
                if base == period {
                    continue;
                }
                let reached = times[period].max(times[base]) + early;
                let compares = |(other, its_start): (usize, &f64)| match settings.comparison {
                    _ if other == group => None,
                    ComparisonUnits::NeverTreated => its_start.is_infinite().then_some(other),
                    ComparisonUnits::NotYetTreated => (*its_start > reached).then_some(other),
                };
                self.cells.push(Cell {
                    group,
                    period,
                    base,
                    controls: self.starts.iter().enumerate().filter_map(compares).collect(),
                    time: times[period],
                    since: times[period] - start,
                    before: times[period] < start - early,
                });
            }
        }
    }

    /// Units that are used.
    pub(super) fn units(&self) -> usize {
        self.group_of.iter().flatten().count()
    }

    /// For each group its units, in their order.
    pub(super) fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.starts.len()];
        for (unit, group) in (0..).zip(&self.group_of) {
            if let Some(group) = group {
                members[*group as usize].push(unit);
            }
        }
        members
    }
}

/// Units that are gone through by one thread at least.
const CHUNK: usize = 1 << 14;

/// The distinct starts in their order: there are few among many units.
fn distinct(starts: &[Option<f64>], start_of: impl Fn(&Option<f64>) -> f64 + Sync) -> Vec<f64> {
    let of_chunk = |starts: &[Option<f64>]| {
        let mut known: Vec<f64> = Vec::new();
        for start in starts.iter().map(&start_of) {
            let at = place(&known, start);
            if known.get(at) != Some(&start) {
                known.insert(at, start);
            }
        }
        known
    };
    let known: Vec<Vec<f64>> = starts.par_chunks(CHUNK).map(of_chunk).collect();
    let mut distinct = known.concat();
    distinct.sort_unstable_by(f64::total_cmp);
    distinct.dedup();
    distinct
}

/// How many of some starts, in their order, are earlier. Few are counted faster than they are searched: nothing has to
/// be guessed.
fn place(starts: &[f64], start: f64) -> usize {
    if starts.len() > 24 {
        return starts.partition_point(|other| *other < start);
    }
    starts.iter().map(|other| usize::from(*other < start)).sum()
}
