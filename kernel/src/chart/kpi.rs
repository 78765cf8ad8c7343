//! One business indicator over time, with the value before and the value agreed as lines.

use super::canvas::Canvas;
use super::scale::Scale;
use super::series::{FLOOR, LEFT, RIGHT, Series, TOP, draw_frame, draw_line, draw_names, end_of, points};
use super::{About, Svg, row};

/// A value that is drawn as a line across, with the words at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub value: f64,
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Kpi {
    pub periods: Vec<String>,
    pub readings: Series,
    pub baseline: Option<Mark>,
    pub target: Option<Mark>,
}

impl Kpi {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        let scale = self.scale(FLOOR - 6.0, TOP)?;
        let mut canvas = Canvas::new(480.0, 234.0);
        draw_frame(&mut canvas, &scale, &self.periods, about.number);
        let mut names = Vec::new();
        for (mark, class) in self.marks() {
            let y = scale.at(mark.value);
            canvas.line(class, (LEFT, y), (RIGHT, y));
            names.push((y, "chart-label", mark.words.clone()));
        }
        let line = points(&self.readings, self.periods.len(), &scale, (LEFT, RIGHT));
        draw_line(&mut canvas, "chart-line", &line);
        if let Some(last) = line.iter().rev().flatten().next() {
            canvas.dot("chart-dot", *last, 4.0);
        }
        if let Some(y) = end_of(&line) {
            names.push((y, "chart-strong", self.readings.name.clone()));
        }
        draw_names(&mut canvas, names);
        Some(canvas.finish(about, "chart"))
    }
    pub fn spark(&self, about: &About<'_>) -> Option<Svg> {
        let scale = self.scale(68.0, 6.0)?;
        let mut canvas = Canvas::new(220.0, 74.0);
        for (mark, class) in self.marks() {
            canvas.line(class, (4.0, scale.at(mark.value)), (216.0, scale.at(mark.value)));
        }
        draw_line(&mut canvas, "chart-line", &points(&self.readings, self.periods.len(), &scale, (4.0, 216.0)));
        Some(canvas.finish(about, "chart spark"))
    }
    /// Period and value.
    pub fn table(&self, headings: [&str; 2], number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let value = |place: usize| self.readings.values.get(place).copied().flatten().filter(|value| value.is_finite());
        let rows = self.periods.iter().enumerate();
        let rows = rows.map(|(place, period)| vec![period.clone(), value(place).map(number).unwrap_or_default()]);
        std::iter::once(row(headings)).chain(rows).collect()
    }
    fn marks(&self) -> impl Iterator<Item = (&Mark, &'static str)> {
        let baseline = self.baseline.iter().map(|mark| (mark, "chart-baseline"));
        let target = self.target.iter().map(|mark| (mark, "chart-target"));
        baseline.chain(target).filter(|(mark, _)| mark.value.is_finite())
    }
    /// The readings decide whether there is a chart; the marks only stretch it.
    fn scale(&self, low: f64, high: f64) -> Option<Scale> {
        self.readings.known().next()?;
        Scale::around(self.readings.known().chain(self.marks().map(|(mark, _)| mark.value)), low, high)
    }
}
