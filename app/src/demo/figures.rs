//! The generated figures of the story, with the effects that were planted in them.

use lustrum_kernel::Day;

use super::chance::Chance;
use super::depots::Depot;

/// The yearly turnover, in percent, to which both sides want to bring it by the end of 2028.
pub const WANTED_TURNOVER: f64 = 23.0;
/// Points of yearly turnover that the programme takes off, in full from the fourth month after a depot's start.
pub const PLANTED_TURNOVER: f64 = -3.1;
/// What the programme adds to an observed behaviour, on the scale of 1 to 5.
pub const PLANTED_BEHAVIOUR: f64 = 0.38;
/// Hours of overtime that the talk at the start of a shift takes off, in full from the fourth month on.
pub const PLANTED_OVERTIME: f64 = -3.0;
/// What the modules add to a test of 100 points.
pub const PLANTED_LEARNING: f64 = 9.0;

/// A month's reading of a depot.
#[derive(Clone, Debug)]
pub struct Reading {
    pub depot: usize,
    pub month: Day,
    pub value: f64,
}

/// Yearly turnover of frontline managers in percent, per depot and month: around 30 with a level of each depot, a
/// season, noise, and the planted effect for the first 20 depots.
pub fn turnover(depots: &[Depot], from: Day, until: Day, start: Day) -> Vec<Reading> {
    let mut chance = Chance::named("turnover");
    let mut readings = Vec::new();
    for (index, depot) in depots.iter().enumerate() {
        let level = 30.0 + 4.0 * chance.normal();
        // Of twelve managers one more or less who leaves is eight points, and a year's turnover forgets that slowly.
        let mut noise = 7.0 * chance.normal();
        let mut month = from;
        while month <= until {
            noise = 0.78 * noise + 4.6 * chance.normal();
            let season = 0.8 * (f64::from(month.0.month()) / 12.0 * std::f64::consts::TAU).sin();
            let since = months_between(start, month);
            let effect =
                if depot.first && since >= 0 { PLANTED_TURNOVER * (f64::from(since + 1) / 4.0).min(1.0) } else { 0.0 };
            let value = (level + season + noise + effect).clamp(0.0, 100.0);
            readings.push(Reading { depot: index, month, value: (value * 10.0).round() / 10.0 });
            month = month.plus_months(1);
        }
    }
    readings
}

/// Absence in percent of working days, per depot and month; nothing is planted in it.
pub fn absence(depots: &[Depot], from: Day, until: Day) -> Vec<Reading> {
    let mut chance = Chance::named("absence");
    let mut readings = Vec::new();
    for index in 0..depots.len() {
        let level = 5.6 + 0.8 * chance.normal();
        let mut month = from;
        while month <= until {
            let winter = 0.7 * (f64::from(month.0.month()) / 12.0 * std::f64::consts::TAU).cos();
            let value = (level + winter + 0.6 * chance.normal()).clamp(0.0, 100.0);
            readings.push(Reading { depot: index, month, value: (value * 10.0).round() / 10.0 });
            month = month.plus_months(1);
        }
    }
    readings
}

/// The month in which a depot began to open every shift with a talk: three moments, and some that never did.
pub fn talk_from(depot: usize) -> Option<Day> {
    let months = [Some(3), None, Some(5), Some(7), None];
    months[depot % months.len()].and_then(|month| Day::of(2026, month, 1))
}

/// Overtime in hours per manager and month: a level of each depot, a peak before Christmas that all share, and less from the
/// month of the talk on, a little more of it each month until the fourth.
pub fn overtime(depots: &[Depot], from: Day, until: Day) -> Vec<Reading> {
    let mut chance = Chance::named("overtime");
    let mut readings = Vec::new();
    for index in 0..depots.len() {
        let level = 14.0 + 2.5 * chance.normal();
        let mut noise = 1.2 * chance.normal();
        let mut month = from;
        while month <= until {
            noise = 0.5 * noise + 1.0 * chance.normal();
            let peak = 2.0 * (f64::from(month.0.month()) / 12.0 * std::f64::consts::TAU).cos();
            let since = talk_from(index).map(|start| months_between(start, month)).filter(|since| *since >= 0);
            let effect = since.map_or(0.0, |since| PLANTED_OVERTIME * (f64::from(since + 1) / 4.0).min(1.0));
            let value = (level + peak + noise + effect).max(0.0);
            readings.push(Reading { depot: index, month, value: (value * 10.0).round() / 10.0 });
            month = month.plus_months(1);
        }
    }
    readings
}

/// Whole months from one month to another; negative when the other is earlier.
pub fn months_between(from: Day, to: Day) -> i32 {
    (i32::from(to.0.year()) - i32::from(from.0.year())) * 12 + i32::from(to.0.month()) - i32::from(from.0.month())
}

/// Test scores before and after a module, out of 100.
pub fn scores(name: &str, people: usize) -> Vec<(f64, f64)> {
    let mut chance = Chance::named(name);
    (0..people)
        .map(|_| {
            let able = 58.0 + 10.0 * chance.normal();
            let before = (able + 9.0 * chance.normal()).clamp(0.0, 100.0).round();
            let after = (able + PLANTED_LEARNING + 9.0 * chance.normal()).clamp(0.0, 100.0).round();
            (before, after)
        })
        .collect()
}

/// A rating of a behaviour by an observer, before and after, for someone who was trained or who waits.
pub fn ratings(people: usize, trained: bool, name: &str) -> Vec<(i64, i64)> {
    let mut chance = Chance::named(name);
    (0..people)
        .map(|_| {
            let habit = 2.9 + 0.5 * chance.normal();
            let gain = if trained { PLANTED_BEHAVIOUR } else { 0.0 };
            (chance.score(habit, 0.6), chance.score(habit + 0.05 + gain, 0.6))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use lustrum_impact::Level;
    use lustrum_impact::power::{Planned, Variation, Waiting};

    use super::*;
    use crate::demo::depots::depots;

    /// Step 10 of the story: half of 40 depots wait, and what is promised for the end of 2028 grows evenly until then.
    #[test]
    fn turnover_can_be_told_from_chance_in_two_years_and_hardly_in_one() {
        let depots = depots();
        let day = |y, m| Day::of(y, m, 1).unwrap();
        let readings = turnover(&depots, day(2022, 11), day(2026, 9), day(2026, 3));
        let of = |index: usize| readings.iter().filter(move |r| r.depot == index);
        // The 36 months before the first charter came into force.
        let rows: Vec<Vec<f64>> =
            (0..depots.len()).map(|index| of(index).map(|r| r.value).skip(3).take(36).collect()).collect();
        let baseline = readings.iter().filter(|r| r.month < day(2025, 11)).map(|r| r.value);
        let baseline = (baseline.sum::<f64>() / (36.0 * 40.0) * 10.0).round() / 10.0;
        let due = months_between(day(2026, 1), day(2028, 12));
        let chance = |months: usize| {
            let grown = (months + 1) as f64 / 2.0 / f64::from(due);
            let plan = Waiting::new(20, 20, 36, months, Variation::of(&rows).unwrap()).unwrap();
            (plan.power((WANTED_TURNOVER - baseline) * grown, Level::default()) * 100.0).round()
        };
        assert_eq!([chance(12), chance(24)], [18.0, 68.0]);
    }

    #[test]
    fn the_planted_effect_is_in_the_generated_turnover_up_to_its_noise() {
        let depots = depots();
        let day = |y, m| Day::of(y, m, 1).unwrap();
        let readings = turnover(&depots, day(2022, 11), day(2026, 9), day(2026, 3));
        assert_eq!(readings.len(), 40 * 47);
        let mean = |first: bool, after: bool| {
            let values: Vec<f64> = readings
                .iter()
                .filter(|r| depots[r.depot].first == first && (r.month >= day(2026, 6)) == after)
                .map(|r| r.value)
                .collect();
            values.iter().sum::<f64>() / values.len() as f64
        };
        let difference = (mean(true, true) - mean(true, false)) - (mean(false, true) - mean(false, false));
        assert!((-6.0..=0.0).contains(&difference), "{difference}");
    }
}
