//! A figure: value, unit, interval, n, period, and the way to its evidence. A value without its uncertainty and its
//! basis is not a figure, so a percentage can't be made without its n, and an interval can't stand on its head.

mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
pub use words::Spoken;

/// What the value is measured in; worded when it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A share out of 100.
    Percent,
    /// A difference between two percentages.
    PercentagePoints,
    /// A mean on a scale that ends at this number.
    Scale {
        most: u8,
    },
    /// Points on a scale, for a difference.
    Points,
    StandardDeviations,
    Money {
        currency: String,
    },
    Count,
    /// A unit of the organisation's own, in its words.
    Named {
        name: String,
    },
}

/// The interval of an estimate and its level, such as 0.95.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
    pub level: f64,
}

impl Interval {
    /// Whether "no difference" is among what the data allow.
    pub fn holds_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }
}

/// From the first day to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

/// Where the evidence stands: its name and its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub name: String,
    pub link: String,
}

/// What may be concluded. Not to be able to tell yet is a normal state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Observed: it says what was, not why.
    #[default]
    Described,
    Conclusive,
    NotYetConclusive,
    /// No design identifies an effect here.
    NotIdentifiable,
    /// Fewer people than may be shown.
    Withheld {
        smallest: u64,
    },
    /// Nothing was measured in the period.
    NoEvidence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigureRefused {
    #[error("a figure's value, interval and level are numbers")]
    NotFinite,
    #[error("a percentage stands on at least one observation")]
    PercentageWithoutN,
    #[error("an interval runs from its lower to its upper end around the value")]
    IntervalOffValue,
    #[error("a level lies between 0 and 1")]
    LevelOutside,
    #[error("a period ends on or after the day on which it begins")]
    PeriodReversed,
    #[error("a figure that is withheld or without evidence shows no value and no interval")]
    ValueWithheld,
}

/// A figure that keeps its rules, also when it is read back from JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Figure(Parts);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Parts {
    value: Option<f64>,
    unit: Unit,
    interval: Option<Interval>,
    n: Option<u64>,
    period: Period,
    source: Source,
    status: Status,
}

impl Figure {
    /// A share of `n`, in percent.
    pub fn percentage(value: f64, n: u64, period: Period, source: Source) -> Result<Self, FigureRefused> {
        let (value, n) = (Some(value), Some(n));
        Parts { value, unit: Unit::Percent, interval: None, n, period, source, status: Status::default() }.try_into()
    }
    /// Any other value.
    pub fn new(value: f64, unit: Unit, period: Period, source: Source) -> Result<Self, FigureRefused> {
        Parts { value: Some(value), unit, interval: None, n: None, period, source, status: Status::default() }
            .try_into()
    }
    /// Too few people to show: the number of them is not told either.
    pub fn withheld(unit: Unit, smallest: u64, period: Period, source: Source) -> Result<Self, FigureRefused> {
        Parts { value: None, unit, interval: None, n: None, period, source, status: Status::Withheld { smallest } }
            .try_into()
    }
    pub fn without_evidence(unit: Unit, period: Period, source: Source) -> Result<Self, FigureRefused> {
        Parts { value: None, unit, interval: None, n: None, period, source, status: Status::NoEvidence }.try_into()
    }
    pub fn with_interval(mut self, low: f64, high: f64, level: f64) -> Result<Self, FigureRefused> {
        self.0.interval = Some(Interval { low, high, level });
        self.0.try_into()
    }
    pub fn with_n(mut self, n: u64) -> Result<Self, FigureRefused> {
        self.0.n = Some(n);
        self.0.try_into()
    }
    pub fn with_status(mut self, status: Status) -> Result<Self, FigureRefused> {
        self.0.status = status;
        self.0.try_into()
    }

    /// None where the figure is withheld or nothing was measured.
    pub fn value(&self) -> Option<f64> {
        self.0.value
    }
    pub fn unit(&self) -> &Unit {
        &self.0.unit
    }
    pub fn interval(&self) -> Option<Interval> {
        self.0.interval
    }
    pub fn n(&self) -> Option<u64> {
        self.0.n
    }
    pub fn period(&self) -> Period {
        self.0.period
    }
    pub fn source(&self) -> &Source {
        &self.0.source
    }
    pub fn status(&self) -> Status {
        self.0.status
    }
}

impl From<Figure> for Parts {
    fn from(figure: Figure) -> Self {
        figure.0
    }
}

impl TryFrom<Parts> for Figure {
    type Error = FigureRefused;

    fn try_from(parts: Parts) -> Result<Self, FigureRefused> {
        let hidden = matches!(parts.status, Status::Withheld { .. } | Status::NoEvidence);
        if hidden != parts.value.is_none() || (hidden && (parts.interval.is_some() || parts.n.is_some())) {
            return Err(FigureRefused::ValueWithheld);
        }
        if parts.value.is_some_and(|value| !value.is_finite()) {
            return Err(FigureRefused::NotFinite);
        }
        if !hidden && parts.unit == Unit::Percent && parts.n.is_none_or(|n| n == 0) {
            return Err(FigureRefused::PercentageWithoutN);
        }
        if let (Some(value), Some(Interval { low, high, level })) = (parts.value, parts.interval) {
            if !(low.is_finite() && high.is_finite() && level.is_finite()) {
                return Err(FigureRefused::NotFinite);
            }
            if !(0.0 < level && level < 1.0) {
                return Err(FigureRefused::LevelOutside);
            }
            if !(low <= value && value <= high) {
                return Err(FigureRefused::IntervalOffValue);
            }
        }
        if parts.period.to < parts.period.from {
            return Err(FigureRefused::PeriodReversed);
        }
        Ok(Self(parts))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn quarter() -> Period {
        Period { from: date(2026, 7, 1), to: date(2026, 9, 30) }
    }

    fn source() -> Source {
        Source { name: "feedback".into(), link: "/evidence/feedback".into() }
    }

    #[test]
    fn a_percentage_never_travels_without_its_n() {
        assert_eq!(Figure::percentage(31.2, 0, quarter(), source()), Err(FigureRefused::PercentageWithoutN));
        assert_eq!(Figure::new(31.2, Unit::Percent, quarter(), source()), Err(FigureRefused::PercentageWithoutN));
        assert_eq!(Figure::percentage(31.2, 480, quarter(), source()).unwrap().n(), Some(480));
        let mut json = serde_json::to_value(Figure::percentage(31.2, 480, quarter(), source()).unwrap()).unwrap();
        assert!(serde_json::from_value::<Figure>(json.clone()).is_ok());
        json["n"] = serde_json::Value::Null;
        assert!(serde_json::from_value::<Figure>(json).unwrap_err().to_string().contains("at least one observation"));
    }

    #[test]
    fn an_interval_stands_around_its_value() {
        let gain = || Figure::new(0.62, Unit::StandardDeviations, quarter(), source()).unwrap();
        assert!(!gain().with_interval(0.49, 0.75, 0.95).unwrap().interval().unwrap().holds_zero());
        assert_eq!(gain().with_interval(0.75, 0.49, 0.95), Err(FigureRefused::IntervalOffValue));
        assert_eq!(gain().with_interval(0.7, 0.9, 0.95), Err(FigureRefused::IntervalOffValue));
        assert_eq!(gain().with_interval(0.49, 0.75, 95.0), Err(FigureRefused::LevelOutside));
        assert_eq!(gain().with_interval(0.49, f64::INFINITY, 0.95), Err(FigureRefused::NotFinite));
    }

    #[test]
    fn what_is_withheld_tells_neither_value_nor_n() {
        let withheld = Figure::withheld(Unit::Percent, 5, quarter(), source()).unwrap();
        assert_eq!((withheld.value(), withheld.n(), withheld.status()), (None, None, Status::Withheld { smallest: 5 }));
        assert_eq!(withheld.clone().with_n(4), Err(FigureRefused::ValueWithheld));
        assert_eq!(withheld.with_status(Status::Conclusive), Err(FigureRefused::ValueWithheld));
        let shown = Figure::percentage(31.2, 480, quarter(), source()).unwrap();
        assert_eq!(shown.with_status(Status::Withheld { smallest: 5 }), Err(FigureRefused::ValueWithheld));
    }

    #[test]
    fn a_period_does_not_end_before_it_begins() {
        let reversed = Period { from: date(2026, 9, 30), to: date(2026, 7, 1) };
        assert_eq!(Figure::new(1.0, Unit::Count, reversed, source()), Err(FigureRefused::PeriodReversed));
    }
}
