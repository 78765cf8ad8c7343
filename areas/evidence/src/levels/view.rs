//! What the pages of the levels are made of: figures under labels, charts with the data behind them, tables.

use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::chart::{About, Svg};
use lustrum_kernel::figure::Spoken;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::Shell;
use lustrum_kernel::{Day, Moment};

use super::{Level, Line, Look, Mean};

/// What the policies of this area are asked about.
pub fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Evidence", scope.id())
}

pub fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/evidence", scope.id())
}

/// The evidence of a partnership from its first day until today, for the viewer's side.
pub fn look(scope: &PartnershipScope, at: Moment) -> Look {
    let zone = jiff::tz::TimeZone::UTC;
    let until = at.day_in(&zone);
    // A partnership may look back on what was read before it began.
    let from = Day::of(1900, 1, 1).unwrap_or(until);
    let from = from.max(scope.partnership.since.day_in(&zone).plus_months(-36));
    Look { tenant: scope.tenant(), partnership: scope.id(), side: scope.side, from: from.min(until), until, at }
}

/// A figure under its label.
pub struct Figure {
    pub label: String,
    pub spoken: Spoken,
    /// The tier of LTEM and the delay, in words; empty where there is no figure.
    pub grade: String,
}

pub fn figures(t: &Speaker, lines: &[Line]) -> Vec<Figure> {
    lines
        .iter()
        .map(|line| Figure {
            label: t.say1(line.key, "about", &line.about),
            spoken: line.figure.spoken(t, line.difference),
            grade: line
                .grade
                .filter(|_| line.figure.value().is_some())
                .map_or_else(String::new, |grade| grade.words(t)),
        })
        .collect()
}

/// A chart with the data behind it, headings first.
pub struct Chart {
    pub id: String,
    pub caption: String,
    pub svg: String,
    pub table: Vec<Vec<String>>,
}

impl Chart {
    pub fn headings(&self) -> &[String] {
        self.table.first().map_or(&[], Vec::as_slice)
    }
    pub fn rows(&self) -> &[Vec<String>] {
        self.table.get(1..).unwrap_or_default()
    }
}

/// The words around a chart.
pub struct Frame<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub level: Level,
    pub digits: usize,
}

impl Frame<'_> {
    /// Draws with these words, and with numbers as the reader writes them.
    pub fn draw(&self, t: &Speaker, draw: impl FnOnce(&About<'_>) -> Option<Svg>) -> Option<String> {
        // What is whole needs no digits behind the mark.
        let number =
            |value: f64| t.number(value, if value.fract() == 0.0 && value.abs() < 1e9 { 0 } else { self.digits });
        let about = About {
            id: self.id,
            title: self.title,
            description: self.description,
            level: self.level.chart(),
            number: &number,
        };
        draw(&about).map(|svg| svg.to_string())
    }
    pub fn chart(
        &self,
        t: &Speaker,
        draw: impl FnOnce(&About<'_>) -> Option<Svg>,
        table: Vec<Vec<String>>,
    ) -> Option<Chart> {
        let svg = self.draw(t, draw)?;
        Some(Chart { id: self.id.to_owned(), caption: self.title.to_owned(), svg, table })
    }
}

/// A table: the first cell of a row is what the row is about.
pub struct Table {
    pub id: &'static str,
    pub title: String,
    pub headings: Vec<String>,
    pub rows: Vec<Row>,
}

pub struct Row {
    /// The page of what the row is about, where the reader may open it.
    pub link: Option<String>,
    pub name: String,
    pub cells: Vec<String>,
}

/// A way on.
pub struct Way {
    pub label: String,
    pub url: String,
}

/// The words of an empty page, with the next step where the reader may take it.
pub struct Empty {
    pub title: String,
    pub words: String,
    pub way: Way,
}

/// A tab of the four levels.
pub struct Tab {
    pub label: String,
    pub url: String,
    pub current: bool,
}

/// The page of one level.
#[derive(askama::Template)]
#[template(path = "levels/level.html")]
pub struct LevelPage {
    pub shell: Shell,
    pub lead: String,
    pub tabs: Vec<Tab>,
    pub ways: Vec<Way>,
    pub class: &'static str,
    pub figures: Vec<Figure>,
    pub notes: Vec<String>,
    pub charts: Vec<Chart>,
    pub tables: Vec<Table>,
    pub empty: Option<Empty>,
    /// Where the last table goes on.
    pub next: Option<String>,
}

impl LevelPage {
    pub fn new(app: &App, scope: &PartnershipScope, level: Level) -> Self {
        let t = scope.viewer.speaker();
        let title = t.say(&format!("evidence-level-{}", level.word()));
        Self {
            lead: t.say(&format!("evidence-lead-{}", level.word())),
            tabs: tabs(app, scope, Some(level)),
            shell: Shell::within(app, scope, title).step(app, scope, Step::Evidence),
            ways: Vec::new(),
            class: level.chart().class(),
            figures: Vec::new(),
            notes: Vec::new(),
            charts: Vec::new(),
            tables: Vec::new(),
            empty: None,
            next: None,
        }
    }
    /// The way on, where the viewer may take it.
    pub fn way(&mut self, app: &App, scope: &PartnershipScope, action: &str, key: &str, url: String) {
        if scope.may(app, action, &resource(scope)) {
            self.ways.push(Way { label: self.shell.t.say(key), url });
        }
    }
    /// Says that there is nothing yet; the first way on is the next step.
    pub fn nothing(&mut self, level: Level) {
        let way =
            if self.ways.is_empty() { Way { label: String::new(), url: String::new() } } else { self.ways.remove(0) };
        let t = &self.shell.t;
        self.empty = Some(Empty {
            title: t.say(&format!("evidence-empty-{}", level.word())),
            words: t.say(&format!("evidence-empty-{}-words", level.word())),
            way,
        });
    }
}

pub fn tabs(app: &App, scope: &PartnershipScope, current: Option<Level>) -> Vec<Tab> {
    let t = scope.viewer.speaker();
    let path = path_of(scope);
    let sees_results = scope.may(app, "results.view", &resource(scope));
    let all = Tab { label: t.say("evidence-all-levels"), url: path.clone(), current: current.is_none() };
    let levels = Level::ALL.into_iter().filter(|level| *level != Level::Results || sees_results).map(|level| Tab {
        label: t.say(&format!("evidence-level-{}", level.word())),
        url: format!("{path}/{}", level.word()),
        current: current == Some(level),
    });
    std::iter::once(all).chain(levels).collect()
}

/// `+0.38 (0.11 to 0.65)`
pub fn change_words(t: &Speaker, mean: &Mean, digits: usize) -> String {
    let value = t.signed(mean.value, digits);
    match mean.interval {
        Some((low, high)) => t.say_with(
            "evidence-with-interval",
            &[("value", value), ("low", t.signed(low, digits)), ("high", t.signed(high, digits))],
        ),
        None => value,
    }
}

/// What stands in a cell in place of a figure of too few people.
pub fn too_few(t: &Speaker) -> String {
    t.say1("figure-withheld", "smallest", crate::SMALLEST_GROUP)
}
