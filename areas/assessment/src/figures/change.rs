//! A change within people, from one occasion to another.

use lustrum_impact::{Gain, Level, paired_gain};
use lustrum_kernel::Day;

/// A mean with its interval, which is missing where all values are the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    pub value: f64,
    pub interval: Option<(f64, f64)>,
    pub n: usize,
}

impl Mean {
    pub fn of(values: &[f64]) -> Self {
        let estimate = lustrum_impact::mean(values, Level::default()).ok();
        let value = values.iter().sum::<f64>() / values.len().max(1) as f64;
        Self { value, interval: estimate.map(|e| (e.interval.low, e.interval.high)), n: values.len() }
    }
    /// The mean of what is told in points of a hundred: its interval lies within them.
    pub fn of_hundred(values: &[f64]) -> Self {
        let plain = Self::of(values);
        match lustrum_impact::bounded_mean(values, (0.0, 100.0), Level::default()) {
            Ok(told) => Self { interval: Some((told.interval.low, told.interval.high)), ..plain },
            Err(_) => plain,
        }
    }
}

/// One person on two occasions, in points of a hundred.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Person {
    pub first: f64,
    pub second: f64,
    /// The day of the second, and the days from the learning until then.
    pub day: Day,
    pub days: Option<i64>,
}

/// What changed, of everyone who was asked twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub first: Mean,
    pub second: Mean,
    /// In points of a hundred.
    pub points: Mean,
    /// In standard deviations; nothing where the scores do not vary.
    pub gain: Option<Gain>,
    /// The middle one of the days since the learning.
    pub days: Option<i64>,
    pub from: Day,
    pub to: Day,
}

/// Nothing of nobody.
pub fn change(people: &[Person]) -> Option<Change> {
    let first: Vec<f64> = people.iter().map(|person| person.first).collect();
    let second: Vec<f64> = people.iter().map(|person| person.second).collect();
    let points: Vec<f64> = people.iter().map(|person| person.second - person.first).collect();
    let mut days: Vec<i64> = people.iter().filter_map(|person| person.days).collect();
    days.sort_unstable();
    Some(Change {
        gain: paired_gain(&first, &second, Level::default()).ok(),
        first: Mean::of_hundred(&first),
        second: Mean::of_hundred(&second),
        points: Mean::of(&points),
        days: days.get(days.len() / 2).copied(),
        from: people.iter().map(|person| person.day).min()?,
        to: people.iter().map(|person| person.day).max()?,
    })
}
