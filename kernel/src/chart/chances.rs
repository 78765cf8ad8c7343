//! How likely something is as time goes on, on a scale from nothing to certain, with the certainty that is asked for as
//! a line across. Solid and dashed, so that it reads in black and white.

use super::canvas::Canvas;
use super::kpi::Mark;
use super::scale::Scale;
use super::series::{FLOOR, LEFT, RIGHT, Series, TOP, draw_frame, draw_line, draw_names, end_of, points};
use super::{About, Svg, row};

#[derive(Clone, Debug, PartialEq)]
pub struct Chances {
    pub periods: Vec<String>,
    /// Probabilities from 0 to 1.
    pub first: Series,
    pub second: Option<Series>,
    pub asked: Mark,
}

impl Chances {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        self.first.known().next()?;
        let scale = Scale { low: 0.0, high: 1.0, start: FLOOR, end: TOP };
        let mut canvas = Canvas::new(480.0, 234.0);
        draw_frame(&mut canvas, &scale, &self.periods, about.number);
        let y = scale.at(self.asked.value);
        canvas.line("chart-target", (LEFT, y), (RIGHT, y));
        let mut names = vec![(y, "chart-label", self.asked.words.clone())];
        let second = self.second.iter().map(|series| (series, "chart-second", "chart-label"));
        for (series, class, name) in second.chain([(&self.first, "chart-line", "chart-strong")]) {
            let line = points(series, self.periods.len(), &scale, (LEFT, RIGHT));
            draw_line(&mut canvas, class, &line);
            names.extend(end_of(&line).map(|y| (y, name, series.name.clone())));
        }
        draw_names(&mut canvas, names);
        Some(canvas.finish(about, "chart"))
    }
    pub fn spark(&self, about: &About<'_>) -> Option<Svg> {
        self.first.known().next()?;
        let scale = Scale { low: 0.0, high: 1.0, start: 68.0, end: 6.0 };
        let mut canvas = Canvas::new(220.0, 74.0);
        canvas.line("chart-target", (4.0, scale.at(self.asked.value)), (216.0, scale.at(self.asked.value)));
        draw_line(&mut canvas, "chart-line", &points(&self.first, self.periods.len(), &scale, (4.0, 216.0)));
        Some(canvas.finish(about, "chart spark"))
    }
    /// Period, first, second.
    pub fn table(&self, headings: [&str; 3], number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let cell = |series: Option<&Series>, place: usize| {
            let value = series.and_then(|series| series.values.get(place).copied().flatten());
            value.filter(|value| value.is_finite()).map(number).unwrap_or_default()
        };
        let rows = self.periods.iter().enumerate().map(|(place, period)| {
            vec![period.clone(), cell(Some(&self.first), place), cell(self.second.as_ref(), place)]
        });
        std::iter::once(row(headings)).chain(rows).collect()
    }
}
