//! Several groups over the same periods: a solid line for a group that starts at some time, with a dot where it does,
//! and a dashed one for what it is held against. A band says how uncertain the dashed one is, where that is known.

use super::canvas::{Anchor, Canvas};
use super::compared::Start;
use super::scale::Scale;
use super::series::{FLOOR, LEFT, RIGHT, Series, TOP, draw_frame, draw_line, draw_names, end_of, place_of, points};
use super::{About, Svg};

/// One group.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Path {
    pub series: Series,
    /// What others are held against: drawn dashed.
    pub against: bool,
    /// The period in which this group starts, counted from 0.
    pub start: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Course {
    pub periods: Vec<String>,
    pub paths: Vec<Path>,
    /// Lower and upper end around what would have been, by period.
    pub band: Vec<Option<(f64, f64)>>,
    /// One start of all, with the words beside its mark.
    pub start: Option<Start>,
}

impl Course {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        let known = self.paths.iter().flat_map(|path| path.series.known());
        let ends = self.band.iter().flatten().flat_map(|(low, high)| [*low, *high]);
        let scale = Scale::around(known.chain(ends), FLOOR - 6.0, TOP + 18.0)?;
        let mut canvas = Canvas::new(480.0, 234.0);
        draw_frame(&mut canvas, &scale, &self.periods, about.number);
        let count = self.periods.len();
        let (mut upper, mut lower) = (Vec::new(), Vec::new());
        for (place, (low, high)) in
            self.band.iter().take(count).enumerate().filter_map(|(at, band)| Some((at, (*band)?)))
        {
            let x = place_of(place as f64, count, LEFT, RIGHT);
            upper.push((x, scale.at(high)));
            lower.push((x, scale.at(low)));
        }
        canvas.area("chart-band", &upper, &lower);
        if let Some(start) = self.start.as_ref().filter(|start| start.period < count) {
            let x = place_of(start.period as f64, count, LEFT, RIGHT);
            canvas.line("chart-marker", (x, TOP + 2.0), (x, FLOOR));
            let (anchor, side) = if x > (LEFT + RIGHT) / 2.0 { (Anchor::End, -6.0) } else { (Anchor::Start, 6.0) };
            canvas.label("chart-label", anchor, (x + side, TOP + 8.0), &start.words, 24);
        }
        let mut names = Vec::new();
        for path in &self.paths {
            let (class, name) =
                if path.against { ("chart-second", "chart-label") } else { ("chart-line", "chart-strong") };
            let line = points(&path.series, count, &scale, (LEFT, RIGHT));
            draw_line(&mut canvas, class, &line);
            if let Some((at, Some(value))) = path.start.and_then(|at| Some((at, *path.series.values.get(at)?))) {
                canvas.dot("chart-dot", (place_of(at as f64, count, LEFT, RIGHT), scale.at(value)), 4.5);
            }
            if let Some(y) = end_of(&line) {
                names.push((y, name, path.series.name.clone()));
            }
        }
        draw_names(&mut canvas, names);
        Some(canvas.finish(about, "chart"))
    }
    /// Period, and a column for each group; headings first.
    pub fn table(&self, period: &str, number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let headings = std::iter::once(period.to_owned()).chain(self.paths.iter().map(|path| path.series.name.clone()));
        let cell = |path: &Path, place: usize| {
            let value = path.series.values.get(place).copied().flatten().filter(|value| value.is_finite());
            value.map(number).unwrap_or_default()
        };
        let rows = self.periods.iter().enumerate().map(|(place, name)| {
            std::iter::once(name.clone()).chain(self.paths.iter().map(|path| cell(path, place))).collect()
        });
        std::iter::once(headings.collect()).chain(rows).collect()
    }
}
