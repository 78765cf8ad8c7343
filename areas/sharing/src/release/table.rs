//! A release as a reader sees it: worded cells, a chart of the totals, a file.

use lustrum_kernel::Day;
use lustrum_kernel::chart::{About, Kpi as KpiChart, Level, Series, Svg};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::table::Out;
use lustrum_strategy::kpi::{Cadence, Definition};

use super::{Figures, Shown};

/// So many periods fit a screen; the file holds all.
const A_SCREEN: usize = 12;

/// A worded cell; `plain` is a value, everything else says why there is none.
pub struct Cell {
    pub words: String,
    pub plain: bool,
}

pub struct Line {
    pub name: String,
    pub cells: Vec<Cell>,
}

/// The newest periods of a release.
pub struct Sheet {
    pub unit: String,
    pub periods: Vec<String>,
    /// The total first.
    pub lines: Vec<Line>,
    /// Whether earlier periods are in the file only.
    pub shortened: bool,
    pub withheld: bool,
    pub unknown: bool,
    pub chart: Option<Svg>,
}

pub fn sheet(t: &Speaker, figures: &Figures) -> Sheet {
    let release = &figures.release;
    let definition = &figures.kpi.current.definition;
    let from = release.periods.len().saturating_sub(A_SCREEN);
    let cells = |row: &[Shown]| row[from..].iter().map(|shown| cell(t, definition, *shown)).collect();
    let total = Line { name: t.say("release-total"), cells: cells(&release.totals) };
    let units = release.units.iter().map(|(name, row)| Line { name: name.clone(), cells: cells(row) });
    let all = || release.totals.iter().chain(release.units.iter().flat_map(|(_, row)| row));
    Sheet {
        unit: definition.unit.clone(),
        periods: release.periods[from..].iter().map(|day| period(t, definition.cadence, day)).collect(),
        lines: std::iter::once(total).chain(units).collect(),
        shortened: from > 0,
        withheld: all().any(|shown| *shown == Shown::Withheld),
        unknown: all().any(|shown| *shown == Shown::SizeUnknown),
        chart: chart(t, figures),
    }
}

fn cell(t: &Speaker, definition: &Definition, shown: Shown) -> Cell {
    let digits = usize::try_from(definition.decimals).unwrap_or(1);
    match shown {
        Shown::Value { value, n } => Cell {
            words: t.say2("release-cell", "value", t.number(value, digits), "n", t.whole(n as i64)),
            plain: true,
        },
        Shown::Withheld => Cell { words: t.say("release-withheld"), plain: false },
        Shown::SizeUnknown => Cell { words: t.say("release-size-unknown"), plain: false },
        Shown::Nothing => Cell { words: "–".to_owned(), plain: false },
    }
}

/// The name of a period by how often the KPI is read.
pub fn period(t: &Speaker, cadence: Cadence, day: &Day) -> String {
    match cadence {
        Cadence::Monthly => t.month(day),
        Cadence::Quarterly => {
            let quarter = (day.0.month() - 1) / 3 + 1;
            t.say2("release-quarter", "quarter", quarter, "year", day.0.year())
        }
        Cadence::Yearly => day.0.year().to_string(),
    }
}

fn chart(t: &Speaker, figures: &Figures) -> Option<Svg> {
    let release = &figures.release;
    let definition = &figures.kpi.current.definition;
    let values = release.totals.iter().map(|shown| match shown {
        Shown::Value { value, .. } => Some(*value),
        _ => None,
    });
    let drawn = KpiChart {
        periods: release.periods.iter().map(|day| period(t, definition.cadence, day)).collect(),
        readings: Series { name: t.say("release-total"), values: values.collect() },
        baseline: None,
        target: None,
    };
    let digits = usize::try_from(definition.decimals).unwrap_or(1);
    let number = |value: f64| t.number(value, digits);
    drawn.draw(&About {
        id: "release",
        title: &figures.kpi.title,
        description: &t.say("release-chart"),
        level: Level::Results,
        number: &number,
    })
}

/// Unit, period, value, people: one row for each figure, for programs.
pub fn file(t: &Speaker, figures: &Figures) -> Vec<Vec<Out>> {
    let release = &figures.release;
    let heading = ["unit", "period", "value", "n", "state"].map(Out::from).to_vec();
    let total = std::iter::once((t.say("release-total"), &release.totals));
    let rows = total.chain(release.units.iter().map(|(name, row)| (name.clone(), row)));
    let lines = rows.flat_map(|(name, row)| {
        let cells: Vec<_> = release.periods.iter().zip(row).map(|(day, shown)| out(&name, day, *shown)).collect();
        cells
    });
    std::iter::once(heading).chain(lines).collect()
}

fn out(name: &str, day: &Day, shown: Shown) -> Vec<Out> {
    let (value, n) = match shown {
        Shown::Value { value, n } => (Some(value), Some(n as f64)),
        _ => (None, None),
    };
    vec![name.into(), day.0.into(), value.into(), n.into(), word(shown).into()]
}

/// The word of a cell's state in files and in the API.
pub fn word(shown: Shown) -> &'static str {
    match shown {
        Shown::Value { .. } => "shown",
        Shown::Withheld => "withheld",
        Shown::SizeUnknown => "size-unknown",
        Shown::Nothing => "nothing",
    }
}
