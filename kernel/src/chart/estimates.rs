//! Estimates with their intervals against zero, one row each.

use super::canvas::{Anchor, Canvas};
use super::heading::{Heading, tops};
use super::scale::Scale;
use super::{About, Svg, row};

#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    pub name: String,
    pub value: f64,
    pub interval: (f64, f64),
    /// Value and interval in the reader's words, such as `+0.38 (0.11 to 0.65)`.
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Estimates {
    pub rows: Vec<Estimate>,
}

impl Estimates {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        let rows = self.known();
        let scale = span(&rows, 18.0, 462.0)?;
        let headings: Vec<_> = rows.iter().map(|estimate| Heading::new(&estimate.name, &estimate.words)).collect();
        let (tops, floor) = tops(&headings, 10.0, 50.0);
        let mut canvas = Canvas::new(480.0, floor + 28.0);
        for tick in scale.ticks(5) {
            let x = scale.at(tick);
            canvas.line("chart-grid", (x, floor), (x, floor + 5.0));
            canvas.text("chart-label", Anchor::Middle, (x, floor + 21.0), &(about.number)(tick));
        }
        canvas.line("chart-axis", (18.0, floor), (462.0, floor));
        for ((estimate, heading), top) in rows.iter().zip(&headings).zip(tops) {
            heading.draw(&mut canvas, (18.0, 462.0), top);
            let top = top + heading.height();
            let y = top + 32.0;
            canvas.line("chart-zero", (scale.at(0.0), top + 20.0), (scale.at(0.0), top + 50.0));
            canvas.line("chart-interval", (scale.at(estimate.interval.0), y), (scale.at(estimate.interval.1), y));
            canvas.dot("chart-dot", (scale.at(estimate.value), y), 6.0);
        }
        Some(canvas.finish(about, "chart"))
    }
    /// The first row alone.
    pub fn spark(&self, about: &About<'_>) -> Option<Svg> {
        let rows = self.known();
        let first = rows.first().copied()?;
        let scale = span(&[first], 8.0, 212.0)?;
        let mut canvas = Canvas::new(220.0, 74.0);
        canvas.line("chart-zero", (scale.at(0.0), 8.0), (scale.at(0.0), 66.0));
        canvas.line("chart-interval", (scale.at(first.interval.0), 37.0), (scale.at(first.interval.1), 37.0));
        canvas.dot("chart-dot", (scale.at(first.value), 37.0), 7.0);
        Some(canvas.finish(about, "chart spark"))
    }
    /// Name, estimate, lower end, upper end.
    pub fn table(&self, headings: [&str; 4], number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let rows = self.known().into_iter().map(|estimate| {
            vec![
                estimate.name.clone(),
                number(estimate.value),
                number(estimate.interval.0),
                number(estimate.interval.1),
            ]
        });
        std::iter::once(row(headings)).chain(rows).collect()
    }
    fn known(&self) -> Vec<&Estimate> {
        let finite = |e: &&Estimate| [e.value, e.interval.0, e.interval.1].iter().all(|number| number.is_finite());
        self.rows.iter().filter(finite).collect()
    }
}

/// A scale over all rows that always holds zero.
fn span(rows: &[&Estimate], start: f64, end: f64) -> Option<Scale> {
    let values: Vec<f64> = rows.iter().flat_map(|e| [e.value, e.interval.0, e.interval.1]).collect();
    if values.is_empty() {
        return None;
    }
    Scale::around(values.into_iter().chain([0.0]), start, end)
}
