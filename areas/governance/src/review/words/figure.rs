//! Figures in words: value and unit, interval, n, period, source, and what may be concluded.

use lustrum_kernel::Day;
use lustrum_kernel::chart::{self, About, Estimate, Estimates};
use lustrum_kernel::figure::{Figure, Period, Status, Unit};
use lustrum_kernel::locale::{Speaker, known};
use serde::Serialize;

use super::Picture;
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

/// A value that may be above or below zero says which it is.
fn is_difference(unit: &Unit) -> bool {
    matches!(unit, Unit::PercentagePoints | Unit::Points | Unit::StandardDeviations)
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

    pub fn number(&self, unit: &Unit, value: f64, basis: f64, difference: bool) -> String {
        let digits = digits(unit, basis);
        if difference { self.t.signed(value, digits) } else { self.t.number(value, digits) }
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

    /// The interval without the word, under a heading that has it.
    pub fn interval_alone(&self, figure: &Figure) -> Option<String> {
        self.interval_in("review-interval-alone", figure, is_difference(figure.unit()))
    }

    fn interval_in(&self, key: &str, figure: &Figure, difference: bool) -> Option<String> {
        let (interval, value) = (figure.interval()?, figure.value()?);
        let end = |end: f64| self.number(figure.unit(), end, value, difference);
        Some(self.t.say_with(
            key,
            &[("level", self.t.percent(interval.level, 0)), ("low", end(interval.low)), ("high", end(interval.high))],
        ))
    }

    fn name(&self, line: &Line) -> String {
        match (known(&line.key), line.about.is_empty()) {
            (true, _) => self.t.say1(&line.key, "about", &line.about),
            (false, false) => line.about.clone(),
            (false, true) => line.key.clone(),
        }
    }

    /// The figure of a line; `effect` says that it is a difference whatever its unit.
    pub fn figure(&self, figure: &Figure, name: String, charter: Option<&String>, effect: bool) -> SpokenFigure {
        let t = self.t;
        let difference = effect || is_difference(figure.unit());
        let withheld = figure.value().is_none();
        let value = match (figure.value(), figure.status()) {
            (Some(value), _) => self.number(figure.unit(), value, value, difference),
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
            unit: if withheld { String::new() } else { self.unit(figure.unit()) },
            name,
            interval: self.interval_in("review-interval", figure, difference),
            n: self.count(figure).map(|n| t.say1("review-n", "n", n)),
            period: period(t, figure.period(), Some((self.quarter, self.quarter_name()))),
            source: if known(&source.name) { t.say(&source.name) } else { source.name.clone() },
            link: source.link.clone(),
            charter: charter.map(|version| t.say1("review-under-charter", "version", version)),
            state,
            open: figure.status() != Status::Conclusive,
            withheld,
        }
    }

    pub fn line(&self, line: &Line) -> SpokenFigure {
        self.figure(&line.figure, self.name(line), line.charter.as_ref(), false)
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

    /// The differences of a level with their intervals, where they share a unit and so a scale.
    pub fn picture(&self, level: u8, lines: &[&Line]) -> Option<Picture> {
        let unit = lines.iter().find(|line| line.figure.interval().is_some()).map(|line| line.figure.unit())?;
        if !is_difference(unit) {
            return None;
        }
        let alike = lines.iter().filter(|line| line.figure.unit() == unit);
        let rows: Vec<Estimate> = alike.filter_map(|line| self.estimate(&line.figure, self.name(line))).collect();
        // One alone stands on its card already.
        if rows.len() < 2 {
            return None;
        }
        self.estimates(&format!("level-{level}"), chart_level(level), rows, unit)
    }

    pub fn estimate(&self, figure: &Figure, name: String) -> Option<Estimate> {
        let (value, interval) = (figure.value()?, figure.interval()?);
        let end = |end: f64| self.number(figure.unit(), end, value, true);
        let words = self.t.say_with(
            "review-estimate",
            &[("value", end(value)), ("low", end(interval.low)), ("high", end(interval.high))],
        );
        Some(Estimate { name, value, interval: (interval.low, interval.high), words })
    }

    pub fn estimates(&self, id: &str, level: chart::Level, rows: Vec<Estimate>, unit: &Unit) -> Option<Picture> {
        let t = self.t;
        let basis = rows.first()?.value;
        let (chart, words) = (Estimates { rows }, self.unit(unit));
        let number = |value: f64| self.number(unit, value, basis, true);
        let caption =
            if words.is_empty() { t.say("review-picture-bare") } else { t.say1("review-picture", "unit", &words) };
        let description =
            chart.rows.iter().map(|row| format!("{}: {}", row.name, row.words)).collect::<Vec<_>>().join("; ");
        let about = About { id, title: &caption, description: &description, level, number: &number };
        let svg = chart.draw(&about)?;
        let headings = ["figure", "value", "low", "high"].map(|name| t.say(&format!("review-column-{name}")));
        let data = chart.table([&headings[0], &headings[1], &headings[2], &headings[3]], &number);
        Some(Picture { id: id.to_owned(), caption, description, data, svg })
    }
}

pub(super) fn chart_level(level: u8) -> chart::Level {
    match level {
        1 => chart::Level::Reaction,
        2 => chart::Level::Learning,
        3 => chart::Level::Behaviour,
        4 => chart::Level::Results,
        _ => chart::Level::Other,
    }
}
