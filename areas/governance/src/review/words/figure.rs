//! Figures in words: value and unit, interval, n, period, source, and what may be concluded.

use lustrum_kernel::Day;
use lustrum_kernel::figure::{Figure, Period, Status, Unit};
use lustrum_kernel::locale::{Speaker, known};
use serde::Serialize;

use crate::quarter::Quarter;
use crate::review::content::Line;

#[derive(Clone, Debug, Serialize)]
pub struct SpokenFigure {
    pub value: String,
    pub unit: String,
    pub name: String,
    pub interval: Option<String>,
    pub n: Option<String>,
    pub period: String,
    pub source: String,
    /// The page of the evidence, for whoever reads on a screen.
    pub link: String,
    pub charter: Option<String>,
    /// A word of state, where there is something to say.
    pub state: Option<String>,
    /// Whether that state waits for something.
    pub open: bool,
    /// There is no value to show.
    pub withheld: bool,
}

/// What wording a figure needs to know.
pub(super) struct Words<'a> {
    pub t: &'a Speaker,
    pub quarter: Quarter,
}

/// How the numbers of one figure are written: all of them alike.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub digits: usize,
    signed: bool,
}

impl Style {
    pub fn of_line(line: &Line) -> Self {
        Self::of(&line.figure, line.decimals, line.difference)
    }
    /// A value that may lie on either side of zero says on which it is.
    pub fn of(figure: &Figure, decimals: Option<u8>, difference: bool) -> Self {
        let usual = usual_digits(figure.unit(), figure.value().unwrap_or_default());
        Self { digits: decimals.map_or(usual, usize::from), signed: difference }
    }
}

/// So many digits that neighbouring values can be told apart, and none that nobody reads.
fn usual_digits(unit: &Unit, value: f64) -> usize {
    match unit {
        Unit::Count => 0,
        Unit::Percent | Unit::PercentagePoints | Unit::Scale { .. } => 1,
        Unit::Points | Unit::StandardDeviations => 2,
        Unit::Money { .. } | Unit::Named { .. } => {
            if value.abs() < 10_000.0 {
                2
            } else {
                0
            }
        }
    }
}

/// The period in words; nothing is said twice, so the quarter of the review is named and not spelled out.
pub(super) fn period(t: &Speaker, period: Period, quarter: Option<(Quarter, String)>) -> String {
    if let Some((quarter, name)) = quarter
        && quarter.period() == period
    {
        return name;
    }
    let (from, to) = (Day(period.from), Day(period.to));
    let whole = from == from.first_of_month() && to.plus_days(1) == to.plus_days(1).first_of_month();
    let worded = |day: &Day| if whole { t.month(day) } else { t.day(day) };
    let (first, last) = (worded(&from), worded(&to));
    if first == last {
        return first;
    }
    // Within one year the year is said once.
    let first = match first.strip_suffix(&format!(" {}", to.0.year())) {
        Some(short) => short.to_owned(),
        None => first,
    };
    t.say2("review-from-to", "from", first, "to", last)
}

impl Words<'_> {
    pub fn quarter_name(&self) -> String {
        self.t.say2("review-quarter", "place", self.quarter.place(), "year", self.quarter.year())
    }

    pub fn number(&self, style: Style, value: f64) -> String {
        if style.signed { self.t.signed(value, style.digits) } else { self.t.number(value, style.digits) }
    }

    /// A number of a promise: as many digits as it has, up to two.
    pub fn plain(&self, value: f64) -> String {
        let digits = (0..2).find(|digits| {
            let shifted = value * 10_f64.powi(*digits);
            (shifted - shifted.round()).abs() < 1e-9
        });
        self.t.number(value, digits.map_or(2, |digits| digits as usize))
    }

    pub fn unit(&self, unit: &Unit) -> String {
        match unit {
            Unit::Percent => "%".to_owned(),
            Unit::PercentagePoints => self.t.say("review-unit-percentage-points"),
            Unit::Scale { most } => self.t.say1("review-unit-of", "most", most),
            Unit::Points => self.t.say("review-unit-points"),
            Unit::StandardDeviations => self.t.say("review-unit-deviations"),
            Unit::Money { currency } => currency.clone(),
            Unit::Count => String::new(),
            Unit::Named { name } => name.clone(),
        }
    }

    /// How many it stands on.
    pub fn count(&self, figure: &Figure) -> Option<String> {
        figure.n().map(|n| self.t.whole(i64::try_from(n).unwrap_or(i64::MAX)))
    }

    /// Level, lower and upper end, worded by this message.
    pub fn interval(&self, key: &str, figure: &Figure, style: Style) -> Option<String> {
        let interval = figure.interval()?;
        let (low, high) = (self.number(style, interval.low), self.number(style, interval.high));
        Some(self.t.say_with(key, &[("level", self.t.percent(interval.level, 0)), ("low", low), ("high", high)]))
    }

    pub fn name(&self, line: &Line) -> String {
        match (known(&line.key), line.about.is_empty()) {
            (true, _) => self.t.say1(&line.key, "about", &line.about),
            (false, false) => line.about.clone(),
            (false, true) => line.key.clone(),
        }
    }

    pub fn line(&self, line: &Line) -> SpokenFigure {
        self.figure(&line.figure, self.name(line), line.charter.as_ref(), Style::of_line(line))
    }

    pub fn figure(&self, figure: &Figure, name: String, charter: Option<&String>, style: Style) -> SpokenFigure {
        let t = self.t;
        let value = match (figure.value(), figure.status()) {
            (Some(value), _) => self.number(style, value),
            (None, Status::Withheld { smallest }) => t.say1("review-withheld", "smallest", smallest),
            (None, _) => t.say("review-no-evidence"),
        };
        let state = match figure.status() {
            Status::NotYetConclusive => Some(t.say("review-verdict-not-yet-conclusive")),
            Status::NotIdentifiable => Some(t.say("review-verdict-not-identifiable")),
            Status::Conclusive => Some(t.say("review-conclusive")),
            Status::Described | Status::Withheld { .. } | Status::NoEvidence => None,
        };
        let source = figure.source();
        SpokenFigure {
            value,
            unit: figure.value().map(|_| self.unit(figure.unit())).unwrap_or_default(),
            name,
            interval: self.interval("review-interval", figure, style),
            n: self.count(figure).map(|n| t.say1("review-n", "n", n)),
            period: period(t, figure.period(), Some((self.quarter, self.quarter_name()))),
            source: if known(&source.name) { t.say(&source.name) } else { source.name.clone() },
            link: source.link.clone(),
            charter: charter.map(|version| t.say1("review-under-charter", "version", version)),
            state,
            open: figure.status() != Status::Conclusive,
            withheld: figure.value().is_none(),
        }
    }

    /// What stands on a level from which nothing came.
    pub fn missing(&self) -> SpokenFigure {
        SpokenFigure {
            value: self.t.say("review-no-evidence"),
            unit: String::new(),
            name: String::new(),
            interval: None,
            n: None,
            period: self.quarter_name(),
            source: String::new(),
            link: String::new(),
            charter: None,
            state: None,
            open: false,
            withheld: true,
        }
    }
}
