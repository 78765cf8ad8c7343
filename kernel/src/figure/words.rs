//! A figure in the reader's words: never the value alone.

use super::{Figure, Period, Status, Unit};
use crate::clock::Day;
use crate::locale::{Speaker, known};

/// What a page shows of a figure (`ui::figure` in parts.html).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    pub value: String,
    pub unit: String,
    /// Empty where there is none.
    pub interval: String,
    /// n and period.
    pub basis: String,
    pub source: String,
    /// The page of the evidence; empty where there is none.
    pub link: String,
    /// What may be concluded, where something is to be said; empty otherwise.
    pub state: String,
    pub withheld: bool,
}

impl Figure {
    /// The figure for a reader; `difference` says that it is a change or an effect, which always shows its sign.
    pub fn spoken(&self, t: &Speaker, difference: bool) -> Spoken {
        let difference =
            difference || matches!(self.unit(), Unit::PercentagePoints | Unit::Points | Unit::StandardDeviations);
        let number = |value: f64, basis: f64| {
            let digits = digits(self.unit(), basis);
            if difference { t.signed(value, digits) } else { t.number(value, digits) }
        };
        let value = match (self.value(), self.status()) {
            (Some(value), _) => number(value, value),
            (None, Status::Withheld { smallest }) => t.say1("figure-withheld", "smallest", smallest),
            (None, _) => t.say("figure-no-evidence"),
        };
        let interval = self.interval().zip(self.value()).map(|(interval, value)| {
            let named = [
                ("level", t.percent(interval.level, 0)),
                ("low", number(interval.low, value)),
                ("high", number(interval.high, value)),
            ];
            t.say_with("figure-interval", &named)
        });
        let mut basis: Vec<String> = self.n().map(|n| t.count("figure-n", n)).into_iter().collect();
        basis.push(self.period().spoken(t));
        let state = match self.status() {
            Status::NotYetConclusive => t.say("figure-not-yet-conclusive"),
            Status::NotIdentifiable => t.say("figure-not-identifiable"),
            Status::Conclusive => t.say("figure-conclusive"),
            Status::Described | Status::Withheld { .. } | Status::NoEvidence => String::new(),
        };
        let source = self.source();
        Spoken {
            value,
            unit: if self.value().is_some() { self.unit().spoken(t) } else { String::new() },
            interval: interval.unwrap_or_default(),
            basis: basis.join(" · "),
            source: if known(&source.name) { t.say(&source.name) } else { source.name.clone() },
            link: source.link.clone(),
            state,
            withheld: self.value().is_none(),
        }
    }
}

impl Unit {
    pub fn spoken(&self, t: &Speaker) -> String {
        match self {
            Self::Percent => "%".to_owned(),
            Self::PercentagePoints => t.say("figure-unit-percentage-points"),
            Self::Scale { most } => t.say1("figure-unit-of", "most", most),
            Self::Points => t.say("figure-unit-points"),
            Self::StandardDeviations => t.say("figure-unit-deviations"),
            Self::Money { currency } => currency.clone(),
            Self::Count => String::new(),
            Self::Named { name } => name.clone(),
        }
    }
}

impl Period {
    /// `July to September 2026`; whole months by their names, other periods by their days.
    pub fn spoken(&self, t: &Speaker) -> String {
        let (from, to) = (Day(self.from), Day(self.to));
        let whole = from == from.first_of_month() && to.plus_days(1) == to.plus_days(1).first_of_month();
        let worded = |day: &Day| if whole { t.month(day) } else { t.day(day) };
        let (first, last) = (worded(&from), worded(&to));
        if first == last {
            return first;
        }
        // Within one year the year is said once.
        let short = first.strip_suffix(&format!(" {}", self.to.year())).map(str::to_owned);
        t.say2("figure-from-to", "from", short.unwrap_or(first), "to", last)
    }
}

/// So many digits that neighbouring values can be told apart, and none that nobody reads.
fn digits(unit: &Unit, value: f64) -> usize {
    match unit {
        Unit::Count => 0,
        Unit::Percent | Unit::PercentagePoints | Unit::Scale { .. } => 1,
        Unit::Points | Unit::StandardDeviations => 2,
        Unit::Money { .. } | Unit::Named { .. } => match value.abs() {
            size if size >= 10_000.0 => 0,
            size if size >= 100.0 => 1,
            _ => 2,
        },
    }
}
