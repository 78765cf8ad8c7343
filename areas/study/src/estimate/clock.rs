//! The periods of a table on a clock: their order, how far they lie apart, and when units start.

use super::{
    DataError,
    columns::Labels,
    number,
    period::{self, Kind},
};
use serde_json::Value;

/// The periods of a table, in the order of time.
pub(super) struct Clock {
    kind: Kind,
    /// Order of each distinct label of the column.
    rank: Vec<u32>,
    /// As read from its label, per period.
    moments: Vec<f64>,
    /// On the clock, per period: years and numbers as they are, months and quarters counted, otherwise the order.
    pub times: Vec<f64>,
    /// As written in the table, per period.
    pub labels: Vec<Value>,
}

impl Clock {
    pub(super) fn of(time: &Labels, column: &str) -> Result<Self, DataError> {
        let (kind, read) = period::moments(time, column)?;
        let mut moments = read.clone();
        moments.sort_unstable_by(f64::total_cmp);
        moments.dedup();
        let rank: Vec<u32> = read.iter().map(|moment| place(&moments, *moment) as u32).collect();
        let mut labels = vec![Value::Null; moments.len()];
        for (name, rank) in time.names.iter().zip(&rank).rev() {
            labels[*rank as usize] = told(kind, name);
        }
        let times = on_clock(kind, &moments);
        Ok(Self { kind, rank, moments, times, labels })
    }

    /// The order of each row's period.
    pub(super) fn periods(&self, time: &Labels) -> Vec<u32> {
        time.codes.iter().map(|code| self.rank[*code as usize]).collect()
    }

    /// A start on the clock, with its label: `None` for never, an error where the label is no moment like those of
    /// the periods.
    pub(super) fn start(&self, label: &str) -> Result<Option<f64>, ()> {
        if is_never(label) {
            return Ok(None);
        }
        let moment = period::moment_like(self.kind, label).ok_or(())?;
        let at = place(&self.moments, moment);
        if self.moments.get(at) == Some(&moment) {
            return Ok(Some(self.times[at]));
        }
        // Between two periods, or outside: on the clock where it measures time, else with the period that comes next.
        let extended: Vec<f64> = self.moments.iter().copied().chain([moment]).collect();
        let mut extended = extended;
        extended.sort_unstable_by(f64::total_cmp);
        let with = on_clock(self.kind, &extended);
        let measures =
            self.times.iter().enumerate().all(|(period, time)| with[period + usize::from(period >= at)] == *time);
        Ok(Some(if measures { with[at] } else { self.times.get(at).copied().unwrap_or(f64::INFINITY) }))
    }

    /// How many periods are missing between the first and the last, where the smallest step is the step.
    pub(super) fn missing(&self) -> usize {
        let steps = || self.times.windows(2).map(|pair| pair[1] - pair[0]);
        let Some(step) = steps().reduce(f64::min) else { return 0 };
        let whole = (self.times[self.times.len() - 1] - self.times[0]) / step;
        if whole.is_finite() && whole < 1e9 { (whole.round() as usize + 1).saturating_sub(self.times.len()) } else { 0 }
    }

    /// A moment of the clock as it is written in the table.
    pub(super) fn label(&self, time: f64) -> Value {
        match self.times.iter().position(|other| *other == time) {
            Some(period) => self.labels[period].clone(),
            None => serde_json::json!(time),
        }
    }
}

fn place(moments: &[f64], moment: f64) -> usize {
    moments.partition_point(|other| *other < moment)
}

fn told(kind: Kind, label: &str) -> Value {
    let number = (kind == Kind::Number).then(|| number::parse(label, false)).flatten();
    match number {
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 9e15 => Value::from(whole as i64),
        Some(number) => Value::from(number),
        None => Value::from(label),
    }
}

fn on_clock(kind: Kind, moments: &[f64]) -> Vec<f64> {
    let in_order = || (0..moments.len()).map(|period| period as f64).collect();
    match kind {
        Kind::Number if moments.iter().all(|moment| is_year_and_month(*moment)) => {
            moments.iter().map(|moment| (moment / 100.0).floor() * 12.0 + moment % 100.0).collect()
        }
        Kind::Number => moments.to_vec(),
        // Weeks are left out: years have 52 or 53 of them.
        Kind::PartOfYear(part) if part != b'W' => {
            let parts = match part {
                b'Q' => 4.0,
                b'M' => 12.0,
                _ => 2.0,
            };
            moments.iter().map(|moment| (moment / 100.0).floor() * parts + moment % 100.0).collect()
        }
        Kind::Date => period::in_months(moments).unwrap_or_else(in_order),
        _ => in_order(),
    }
}

/// 202609, as many exports write a month.
fn is_year_and_month(moment: f64) -> bool {
    moment.fract() == 0.0 && (190_001.0..=210_012.0).contains(&moment) && (1.0..=12.0).contains(&(moment % 100.0))
}

/// How tables say that a unit never starts.
pub(super) fn is_never(label: &str) -> bool {
    let lower = label.to_ascii_lowercase();
    number::is_missing(label)
        || matches!(lower.as_str(), "never" | "none" | "inf" | "+inf" | "infinity" | "nan" | "nooit")
        || number::parse(label, false) == Some(0.0)
}
