//! Charts as SVG, drawn on the server. A shape says what it is by its class, never what colour it has: the style
//! sheet colours it in both themes and in print, and [`Svg::standalone`] does so where no style sheet reaches.
//!
//! Every chart is a plain value with three methods: `draw` (for a page), `spark` (for a card, without labels) and
//! `table` (the data behind it, headings first). Nothing to show is no chart: `draw` and `spark` give `None`.

mod canvas;
mod chances;
mod change;
mod compared;
mod course;
mod distribution;
mod estimates;
mod event_time;
mod heading;
mod kpi;
mod lanes;
mod print;
mod radar;
mod scale;
mod series;
#[cfg(test)]
mod tests;
mod tornado;

pub use chances::Chances;
pub use change::{Change, Wave};
pub use compared::{Compared, Start};
pub use course::{Course, Path};
pub use distribution::Distribution;
pub use estimates::{Estimate, Estimates};
pub use event_time::{EventTime, Since};
pub use kpi::{Kpi, Mark};
pub use lanes::{Lane, Lanes};
pub use radar::Radar;
pub use series::Series;
pub use tornado::{Bar, Tornado};

/// What a chart says of itself, and how numbers are written in the reader's language.
pub struct About<'a> {
    /// Unique on its page; title and description get ids from it.
    pub id: &'a str,
    /// What is shown, as a screen reader announces it.
    pub title: &'a str,
    /// What it shows: the finding in a sentence.
    pub description: &'a str,
    pub level: Level,
    pub number: &'a dyn Fn(f64) -> String,
}

/// The level of evidence, which gives the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Level {
    Reaction,
    Learning,
    Behaviour,
    Results,
    #[default]
    Other,
}

impl Level {
    /// The class that carries the level's colour, empty where there is no level.
    pub fn class(self) -> &'static str {
        match self {
            Self::Reaction => "l1",
            Self::Learning => "l2",
            Self::Behaviour => "l3",
            Self::Results => "l4",
            Self::Other => "",
        }
    }
}

/// A drawn chart: markup that is safe to put into a page as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg {
    markup: String,
    level: Level,
}

impl Svg {
    pub fn as_str(&self) -> &str {
        &self.markup
    }
    /// The same chart with the print palette written into it, for a PDF or a file of its own.
    pub fn standalone(&self) -> String {
        print::with_palette(&self.markup, self.level)
    }
}

impl std::fmt::Display for Svg {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.markup)
    }
}

/// A row of headings as owned cells.
fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}
