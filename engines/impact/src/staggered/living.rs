//! A study that goes on: readings of a new period update what is known without going through the old ones again.

use super::{
    ComparisonUnits, Settings, Staggered, Timing,
    cells::{Layout, Linear},
    plan::Plan,
    summed_up,
};
use crate::{
    ImpactError,
    cohort_moments::{BLOCK, Summary, UnitMoments, dot, sum},
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
    /// Of each unit its group and its place in it.
    places: Vec<(u32, u32)>,
}

/// Units with one start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Group {
    /// `None` for never.
    start: Option<f64>,
    moments: UnitMoments,
    /// Readings, in the pieces in which studies were merged.
    parts: Vec<Part>,
}

/// Readings of some units, period by period, and their means over each block of units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Part {
    units: usize,
    readings: Vec<Vec<f64>>,
    means: Vec<Vec<f64>>,
}

impl LivingStudy {
    /// A study of these units, none of them read yet. Starts may lie in the future.
    pub fn new(starts: &[Option<f64>]) -> Self {
        let mut distinct: Vec<Option<f64>> = starts.to_vec();
        let order = |start: &Option<f64>| start.unwrap_or(f64::INFINITY);
        distinct.sort_unstable_by(|one, other| order(one).total_cmp(&order(other)));
        distinct.dedup();
        let mut counts = vec![0_u32; distinct.len()];
        let places = starts
            .iter()
            .map(|start| {
                let group = distinct.partition_point(|other| order(other) < order(start));
                counts[group] += 1;
                (group as u32, counts[group] - 1)
            })
            .collect();
        let groups = distinct
            .into_iter()
            .zip(counts)
            .map(|(start, units)| {
                let units = units as usize;
                let part = Part { units, readings: Vec::new(), means: Vec::new() };
                Group { start, moments: UnitMoments::of_units(units), parts: vec![part] }
            })
            .collect();
        Self { times: Vec::new(), groups, places }
    }

    /// Number of units.
    pub fn units(&self) -> usize {
        self.places.len()
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
        crate::comparison::check("readings", readings, self.places.len())?;
        if !time.is_finite() || self.times.last().is_some_and(|last| *last >= time) {
            return Err(ImpactError::Argument("a new period is later than those before it"));
        }
        let mut of_group: Vec<Vec<f64>> =
            self.groups.iter().map(|group| vec![0.0; group.parts.iter().map(|part| part.units).sum()]).collect();
        for ((group, place), reading) in self.places.iter().zip(readings) {
            of_group[*group as usize][*place as usize] = *reading;
        }
        for (group, readings) in self.groups.iter_mut().zip(of_group) {
            group.push(readings);
        }
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
        let order = |start: &Option<f64>| start.unwrap_or(f64::INFINITY);
        let mut moved = Vec::with_capacity(other.groups.len());
        for group in other.groups {
            let found = self.groups.iter().position(|own| own.start == group.start);
            moved.push(match found {
                Some(at) => {
                    let own = &mut self.groups[at];
                    let before: usize = own.parts.iter().map(|part| part.units).sum();
                    own.moments.merge(&group.moments);
                    own.parts.extend(group.parts);
                    (group.start, before as u32)
                }
                None => {
                    let start = group.start;
                    self.groups.push(group);
                    (start, 0)
                }
            });
        }
        // Groups stay in the order of their starts.
        let names: Vec<Option<f64>> = self.groups.iter().map(|group| group.start).collect();
        self.groups.sort_by(|one, other| order(&one.start).total_cmp(&order(&other.start)));
        let place_of =
            |start: &Option<f64>| self.groups.iter().position(|group| group.start == *start).unwrap_or(0) as u32;
        for (group, _) in &mut self.places {
            *group = place_of(&names[*group as usize]);
        }
        self.places.extend(other.places.into_iter().map(|(group, place)| {
            let (start, before) = &moved[group as usize];
            (place_of(start), place + before)
        }));
        Ok(())
    }

    /// Effects, errors and bands of what was read so far; each unit is a cluster of its own.
    ///
    /// # Errors
    /// Those of [`super::group_time_effects`].
    pub fn effects(&self, settings: &Settings) -> Result<Staggered, ImpactError> {
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
        let mut moments = vec![UnitMoments::new(self.times.len()); plan.starts.len()];
        let mut left_out = 0;
        for (group, to) in self.groups.iter().zip(&plan.group_of) {
            match to {
                Some(to) => moments[*to as usize].merge(&group.moments),
                None => left_out += group.moments.count(),
            }
        }
        plan.left_out = left_out;
        let summaries: Vec<Summary> = moments.iter().map(UnitMoments::summary).collect();
        let layout = Layout { weight: vec![None; plan.periods], share: None };
        let linear = Linear::of(&plan, &layout, &summaries);
        let (covariance, strata) = linear.covariance(&summaries);
        let units = summaries.iter().map(|summary| summary.units as usize).sum();
        summed_up(&linear.estimated(&plan, covariance, strata, units), settings)
    }
}

impl Group {
    fn push(&mut self, readings: Vec<f64>) {
        let mut total = Twofold::default();
        let mut products = vec![Twofold::default(); self.moments.columns() + 1];
        let mut from = 0;
        for part in &mut self.parts {
            let own = readings[from..from + part.units].to_vec();
            from += part.units;
            part.push(own, &mut total, &mut products);
        }
        self.moments.grow(total, products);
    }
}

impl Part {
    /// Multiplies new readings with the earlier ones block by block and adds the blocks in their order.
    fn push(&mut self, own: Vec<f64>, total: &mut Twofold, products: &mut [Twofold]) {
        let earlier = self.readings.len();
        let blocks: Vec<(f64, Vec<f64>)> = own
            .par_chunks(BLOCK)
            .with_min_len(16)
            .enumerate()
            .map(|(block, values)| {
                let mean = sum(values) / values.len() as f64;
                let centred: Vec<f64> = values.iter().map(|value| value - mean).collect();
                let mut other = vec![0.0; values.len()];
                let mut around = Vec::with_capacity(earlier + 1);
                for (readings, means) in self.readings.iter().zip(&self.means) {
                    let before = &readings[block * BLOCK..block * BLOCK + values.len()];
                    other.iter_mut().zip(before).for_each(|(value, reading)| *value = reading - means[block]);
                    around.push(dot(&centred, &other));
                }
                around.push(dot(&centred, &centred));
                (mean, around)
            })
            .collect();
        let mut means = Vec::with_capacity(blocks.len());
        for (block, (mean, around)) in blocks.into_iter().enumerate() {
            let units = (self.units - block * BLOCK).min(BLOCK) as f64;
            let scaled = Twofold::product(units, mean);
            *total = total.plus_twofold(scaled);
            for (at, (product, value)) in products.iter_mut().zip(around).enumerate() {
                let other = self.means.get(at).map_or(mean, |means| means[block]);
                *product = product.plus_twofold(scaled.times(other).plus(value));
            }
            means.push(mean);
        }
        self.readings.push(own);
        self.means.push(means);
    }
}
