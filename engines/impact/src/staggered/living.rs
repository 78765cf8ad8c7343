//! A study that goes on: readings of a new period update what is known without going through the old ones again.

use super::{ComparisonUnits, Kept, Settings, Staggered, Timing, cells, plan::Plan, summed_up};
use crate::{
    ImpactError,
    cohort_moments::{BLOCK, UnitMoments, all_finite, dot, dot_around, middle, sum},
    twofold::Twofold,
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Units that are all read in every period, with the period from which each is treated, known or planned.
///
/// The state keeps the moments of each group of starters and the readings that later ones are multiplied with. A new
/// period costs one product with each earlier reading; everything else is done on moments, whose size does not depend
/// on the number of units. The bytes are the same as if all periods had come at once, with any number of threads.
/// Studies of other units with the same periods can be merged; sums are carried in twice the precision, so that what
/// comes out agrees to the last few bits.
///
/// ```
/// use lustrum_impact::staggered::{LivingStudy, Settings};
/// let starts: Vec<Option<f64>> = (0..12).map(|unit| [None, Some(2.0), Some(3.0)][unit % 3]).collect();
/// let mut study = LivingStudy::new(&starts);
/// let reading = |unit: usize, time: usize| {
///     let treated = starts[unit].is_some_and(|start| time as f64 >= start);
///     unit as f64 + (unit * time * 7 % 5) as f64 / 4.0 + if treated { 2.0 } else { 0.0 }
/// };
/// for time in 0..4 {
///     study.push_period(time as f64, &(0..12).map(|unit| reading(unit, time)).collect::<Vec<_>>())?;
/// }
/// let found = study.effects(&Settings::default())?;
/// assert!((found.dynamic.overall.effect - 2.0).abs() < 0.5);
/// # Ok::<(), lustrum_impact::ImpactError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LivingStudy {
    times: Vec<f64>,
    groups: Vec<Group>,
    units: usize,
}

/// Units with one start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Group {
    /// `None` for never.
    start: Option<f64>,
    /// Of each reading in a column the unit.
    members: Vec<u32>,
    moments: UnitMoments,
    /// How many members came together: blocks don't reach from one study that was merged into the next.
    pieces: Vec<usize>,
    /// Readings, period by period.
    readings: Vec<Vec<f64>>,
}

impl LivingStudy {
    /// A study of these units, none of them read yet. Starts may lie in the future.
    pub fn new(starts: &[Option<f64>]) -> Self {
        let mut distinct: Vec<Option<f64>> = starts.to_vec();
        let order = |start: &Option<f64>| start.unwrap_or(f64::INFINITY);
        distinct.sort_unstable_by(|one, other| order(one).total_cmp(&order(other)));
        distinct.dedup();
        let mut groups: Vec<Group> = distinct.iter().map(|start| Group::new(*start)).collect();
        for (unit, start) in (0..).zip(starts) {
            groups[distinct.partition_point(|other| order(other) < order(start))].members.push(unit);
        }
        for group in &mut groups {
            group.pieces.push(group.members.len());
            group.moments = UnitMoments::of_units(group.members.len());
        }
        Self { times: Vec::new(), groups, units: starts.len() }
    }

    /// Number of units.
    pub fn units(&self) -> usize {
        self.units
    }

    /// The periods that were read, in the order of time.
    pub fn times(&self) -> &[f64] {
        &self.times
    }

    /// Takes the readings of a new period, one per unit.
    ///
    /// # Errors
    /// [`ImpactError::LengthsDiffer`], [`ImpactError::NotFinite`] with the unit's place,
    /// [`ImpactError::Argument`] when the period is not later than the last.
    pub fn push_period(&mut self, time: f64, readings: &[f64]) -> Result<(), ImpactError> {
        if readings.len() != self.units || !all_finite(readings) {
            crate::comparison::check("readings", readings, self.units)?;
        }
        if !time.is_finite() || self.times.last().is_some_and(|last| *last >= time) {
            return Err(ImpactError::Argument("a new period is later than those before it"));
        }
        self.groups.iter_mut().for_each(|group| group.push(readings));
        self.times.push(time);
        Ok(())
    }

    /// Adds the units of another study with the same periods, after those of this one.
    ///
    /// # Errors
    /// [`ImpactError::Argument`] when the periods differ.
    pub fn merge(&mut self, other: Self) -> Result<(), ImpactError> {
        if self.times != other.times {
            return Err(ImpactError::Argument("studies that are merged have the same periods"));
        }
        for mut group in other.groups {
            group.members.iter_mut().for_each(|unit| *unit += self.units as u32);
            match self.groups.iter_mut().find(|own| own.start == group.start) {
                Some(own) => own.merge(group),
                None => self.groups.push(group),
            }
        }
        // Groups stay in the order of their starts.
        let order = |group: &Group| group.start.unwrap_or(f64::INFINITY);
        self.groups.sort_by(|one, other| order(one).total_cmp(&order(other)));
        self.units += other.units;
        Ok(())
    }

    /// Effects, errors and bands of what was read so far; each unit is a cluster of its own.
    ///
    /// # Errors
    /// Those of [`super::group_time_effects`].
    pub fn effects(&self, settings: &Settings) -> Result<Staggered, ImpactError> {
        self.effects_after(&mut Kept::default(), settings)
    }

    /// The same, to the last bit, where what was kept of the period before is at hand: effects that did not change keep
    /// their draws. Anything that was kept will do, of another study as well, and is that of this period afterwards.
    ///
    /// ```
    /// use lustrum_impact::staggered::{Kept, LivingStudy, Settings};
    /// let starts: Vec<Option<f64>> = (0..12).map(|unit| [None, Some(2.0)][unit % 2]).collect();
    /// let (mut study, mut kept) = (LivingStudy::new(&starts), Kept::default());
    /// for time in 0..5_u32 {
    ///     let readings: Vec<f64> = (0..12_u32).map(|unit| f64::from(unit * (time + 3) * 7 % 11)).collect();
    ///     study.push_period(f64::from(time), &readings)?;
    ///     if time >= 2 {
    ///         let found = study.effects_after(&mut kept, &Settings::default())?;
    ///         assert_eq!(found, study.effects(&Settings::default())?);
    ///     }
    /// }
    /// # Ok::<(), lustrum_impact::ImpactError>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`super::group_time_effects`].
    pub fn effects_after(&self, kept: &mut Kept, settings: &Settings) -> Result<Staggered, ImpactError> {
        // One unit stands for each group: the plan asks for starts only.
        let timing =
            Timing { times: self.times.clone(), starts: self.groups.iter().map(|group| group.start).collect() };
        let mut plan = Plan::new(&timing, settings)?;
        if settings.comparison == ComparisonUnits::NeverTreated && self.groups.iter().all(|group| group.start.is_some())
        {
            let last = self.times.last().copied().unwrap_or(f64::NEG_INFINITY) + settings.anticipation;
            if self.groups.iter().all(|group| group.start <= Some(last)) {
                return Err(ImpactError::NobodyNeverTreated);
            }
        }
        let mut moments = vec![UnitMoments::around(vec![0.0; self.times.len()]); plan.starts.len()];
        let mut left_out = 0;
        for (group, to) in self.groups.iter().zip(&plan.group_of) {
            match to {
                Some(to) => moments[*to as usize].merge(&group.moments),
                None => left_out += group.members.len(),
            }
        }
        plan.left_out = left_out;
        summed_up(&cells::of_moments(&moments, &plan), settings, kept)
    }
}

impl Group {
    fn new(start: Option<f64>) -> Self {
        let moments = UnitMoments::of_units(0);
        Self { start, members: Vec::new(), moments, pieces: Vec::new(), readings: Vec::new() }
    }

    fn merge(&mut self, other: Self) {
        self.moments.merge(&other.moments);
        self.members.extend(other.members);
        self.pieces.extend(other.pieces);
        for (own, readings) in self.readings.iter_mut().zip(other.readings) {
            own.extend(readings);
        }
    }

    /// Takes its units' readings out of those of all and multiplies them with the earlier ones, block by block.
    fn push(&mut self, of_all: &[f64]) {
        let first: Vec<f64> = self.members.iter().take(BLOCK).map(|unit| of_all[*unit as usize]).collect();
        let reference = middle(&first);
        let mut own = vec![0.0; self.members.len()];
        let mut runs = Vec::with_capacity(own.len() / RUN + self.pieces.len());
        let (mut from, mut rest) = (0, own.as_mut_slice());
        for piece in &self.pieces {
            let (here, later) = rest.split_at_mut(*piece);
            rest = later;
            for run in here.chunks_mut(RUN) {
                let length = run.len();
                runs.push((from, run));
                from += length;
            }
        }
        let found: Vec<Run> = runs
            .into_par_iter()
            .map(|(from, run)| {
                for (reading, unit) in run.iter_mut().zip(&self.members[from..]) {
                    *reading = of_all[*unit as usize];
                }
                self.run(from, run, reference)
            })
            .collect();
        let mut total = Twofold::default();
        let mut products = vec![Twofold::default(); self.readings.len() + 1];
        for run in found {
            total = run.sums.iter().fold(total, |total, sum| total.plus(*sum));
            for (product, more) in products.iter_mut().zip(run.products.chunks(run.sums.len())) {
                *product = more.iter().fold(*product, |product, more| product.plus(*more));
            }
        }
        self.moments.grow(reference, total, products);
        self.readings.push(own);
    }

    /// The same sums and products as those of blocks of [`crate::cohort_moments::Part`], to the last bit.
    fn run(&self, from: usize, readings: &[f64], reference: f64) -> Run {
        let around: Vec<f64> = readings.iter().map(|reading| reading - reference).collect();
        let blocks = || around.chunks(BLOCK);
        let mut products = Vec::with_capacity((self.readings.len() + 1) * blocks().len());
        for (readings, reference) in self.readings.iter().zip(self.moments.reference()) {
            let earlier = readings[from..from + around.len()].chunks(BLOCK);
            products.extend(blocks().zip(earlier).map(|(around, earlier)| dot_around(around, earlier, *reference)));
        }
        products.extend(blocks().map(|around| dot(around, around)));
        Run { sums: blocks().map(sum).collect(), products }
    }
}

/// Units whose new readings stay near a core while an earlier column goes by: long enough that it is read at the speed
/// of memory.
const RUN: usize = 8 * BLOCK;

/// What the readings of some blocks of units in one period come to, block by block.
struct Run {
    sums: Vec<f64>,
    /// With each period before, and with itself.
    products: Vec<f64>,
}
