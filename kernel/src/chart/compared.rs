//! Two series over time: those who were trained, and those they are compared with. Solid and dashed, so that it
//! reads in black and white; a mark where the training began.

use super::canvas::{Anchor, Canvas};
use super::scale::Scale;
use super::series::{FLOOR, LEFT, RIGHT, Series, TOP, draw_frame, draw_line, draw_names, end_of, place_of, points};
use super::{About, Svg, row};

/// Where the training began: the number of its period (from 0) and the words beside the mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub period: usize,
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Compared {
    pub periods: Vec<String>,
    pub trained: Series,
    pub comparison: Series,
    pub start: Option<Start>,
}

impl Compared {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        let scale = self.scale(FLOOR - 6.0, TOP + 18.0)?;
        let mut canvas = Canvas::new(480.0, 234.0);
        draw_frame(&mut canvas, &scale, &self.periods, about.number);
        if let Some(start) = self.start.as_ref().filter(|start| start.period < self.periods.len()) {
            let x = place_of(start.period as f64, self.periods.len(), LEFT, RIGHT);
            canvas.line("chart-marker", (x, TOP + 2.0), (x, FLOOR));
            let (anchor, side) = if x > (LEFT + RIGHT) / 2.0 { (Anchor::End, -6.0) } else { (Anchor::Start, 6.0) };
            canvas.label("chart-label", anchor, (x + side, TOP + 8.0), &start.words, 24);
        }
        let mut names = Vec::new();
        for (series, class, name) in
            [(&self.comparison, "chart-second", "chart-label"), (&self.trained, "chart-line", "chart-strong")]
        {
            let line = points(series, self.periods.len(), &scale, (LEFT, RIGHT));
            draw_line(&mut canvas, class, &line);
            if let Some(y) = end_of(&line) {
                names.push((y, name, series.name.clone()));
            }
        }
        draw_names(&mut canvas, names);
        Some(canvas.finish(about, "chart"))
    }
    pub fn spark(&self, about: &About<'_>) -> Option<Svg> {
        let scale = self.scale(68.0, 6.0)?;
        let mut canvas = Canvas::new(220.0, 74.0);
        if let Some(start) = self.start.as_ref().filter(|start| start.period < self.periods.len()) {
            let x = place_of(start.period as f64, self.periods.len(), 4.0, 216.0);
            canvas.line("chart-axis", (x, 4.0), (x, 70.0));
        }
        for (series, class) in [(&self.comparison, "chart-second"), (&self.trained, "chart-line")] {
            draw_line(&mut canvas, class, &points(series, self.periods.len(), &scale, (4.0, 216.0)));
        }
        Some(canvas.finish(about, "chart spark"))
    }
    /// Period, trained, comparison.
    pub fn table(&self, headings: [&str; 3], number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let cell = |series: &Series, place: usize| {
            series
                .values
                .get(place)
                .copied()
                .flatten()
                .filter(|value| value.is_finite())
                .map(number)
                .unwrap_or_default()
        };
        let periods = self.periods.iter().enumerate();
        let rows = periods
            .map(|(place, period)| vec![period.clone(), cell(&self.trained, place), cell(&self.comparison, place)]);
        std::iter::once(row(headings)).chain(rows).collect()
    }
    fn scale(&self, low: f64, high: f64) -> Option<Scale> {
        Scale::around(self.trained.known().chain(self.comparison.known()), low, high)
    }
}
