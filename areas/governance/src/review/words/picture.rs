//! Estimates with their intervals as a drawing, and the data behind it.

use lustrum_kernel::chart::{About, Estimate, Estimates, Level, Svg};
use lustrum_kernel::figure::{Figure, Unit};
use lustrum_kernel::locale::known;
use serde::Serialize;

use super::figure::{Style, Words};
use crate::review::content::Line;

/// A chart, drawn where there is something to draw; its data stand beside it.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    pub id: String,
    pub caption: String,
    pub description: String,
    pub data: Vec<Vec<String>>,
    #[serde(skip)]
    pub svg: Svg,
}

impl Words<'_> {
    /// The differences of a level with their intervals, where they share a unit and so a scale.
    pub fn picture(&self, level: u8, lines: &[&Line]) -> Option<Picture> {
        let first = lines.iter().find(|line| line.difference && line.figure.interval().is_some())?;
        let unit = first.figure.unit();
        let style = Style::of_line(first);
        let alike = lines.iter().filter(|line| line.difference && line.figure.unit() == unit);
        let rows: Vec<Estimate> = alike.filter_map(|line| self.estimate(&line.figure, self.row(line), style)).collect();
        // One alone stands on its card already.
        if rows.len() < 2 {
            return None;
        }
        self.drawn(&format!("level-{level}"), chart_level(level), rows, unit, style)
    }

    /// A name that fits beside a row: what sets it apart from the other rows.
    fn row(&self, line: &Line) -> String {
        let key = line.key.rsplit_once("figure-").map(|(_, last)| format!("review-row-{last}")).unwrap_or_default();
        if known(&key) { self.t.say(&key) } else { self.name(line) }
    }

    /// The effect of a study against zero.
    pub fn effect(&self, id: &str, figure: &Figure, style: Style) -> Option<Picture> {
        let row = self.estimate(figure, self.t.say("review-difference"), style)?;
        self.drawn(id, Level::Results, vec![row], figure.unit(), style)
    }

    fn estimate(&self, figure: &Figure, name: String, style: Style) -> Option<Estimate> {
        let (value, interval) = (figure.value()?, figure.interval()?);
        let named = [("value", value), ("low", interval.low), ("high", interval.high)];
        let words = self.t.say_with("review-estimate", &named.map(|(name, value)| (name, self.number(style, value))));
        Some(Estimate { name, value, interval: (interval.low, interval.high), words })
    }

    fn drawn(&self, id: &str, level: Level, rows: Vec<Estimate>, unit: &Unit, style: Style) -> Option<Picture> {
        let t = self.t;
        let (chart, words) = (Estimates { rows }, self.unit(unit));
        let number = |value: f64| self.number(style, value);
        let caption = match words.is_empty() {
            true => t.say("review-picture-bare"),
            false => t.say1("review-picture", "unit", &words),
        };
        let description =
            chart.rows.iter().map(|row| format!("{}: {}", row.name, row.words)).collect::<Vec<_>>().join("; ");
        let about = About { id, title: &caption, description: &description, level, number: &number };
        let svg = chart.draw(&about)?;
        let headings = ["figure", "value", "low", "high"].map(|name| t.say(&format!("review-column-{name}")));
        let data = chart.table([&headings[0], &headings[1], &headings[2], &headings[3]], &number);
        Some(Picture { id: id.to_owned(), caption, description, data, svg })
    }
}

fn chart_level(level: u8) -> Level {
    match level {
        1 => Level::Reaction,
        2 => Level::Learning,
        3 => Level::Behaviour,
        4 => Level::Results,
        _ => Level::Other,
    }
}
