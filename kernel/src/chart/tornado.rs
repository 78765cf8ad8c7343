//! What moves a figure: for each input a bar from one end of its range to the other, the widest first, around the
//! figure as it is.

use super::canvas::{Anchor, Canvas};
use super::heading::{Heading, tops};
use super::scale::Scale;
use super::{About, Svg, row};

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    pub low: f64,
    pub high: f64,
    /// Both ends in the reader's words.
    pub words: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// The figure with every input as it is.
    pub value: f64,
    pub bars: Vec<Bar>,
}

impl Tornado {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        let bars = self.known();
        if bars.is_empty() || !self.value.is_finite() {
            return None;
        }
        let ends = bars.iter().flat_map(|bar| [bar.low, bar.high]).chain([self.value]);
        let scale = Scale::around(ends, 18.0, 462.0)?;
        let headings: Vec<_> = bars.iter().map(|bar| Heading::new(&bar.name, &bar.words)).collect();
        let (tops, floor) = tops(&headings, 10.0, 46.0);
        let mut canvas = Canvas::new(480.0, floor + 28.0);
        for tick in scale.ticks(5) {
            let x = scale.at(tick);
            canvas.line("chart-grid", (x, floor), (x, floor + 5.0));
            canvas.text("chart-label", Anchor::Middle, (x, floor + 21.0), &(about.number)(tick));
        }
        canvas.line("chart-axis", (18.0, floor), (462.0, floor));
        for ((bar, heading), top) in bars.iter().zip(&headings).zip(tops) {
            heading.draw(&mut canvas, (18.0, 462.0), top);
            let top = top + heading.height();
            let (start, end) = (scale.at(bar.low.min(bar.high)), scale.at(bar.low.max(bar.high)));
            canvas.bar("chart-bar", start, top + 21.0, (end - start).max(1.0), 14.0);
            canvas.line("chart-zero", (scale.at(self.value), top + 17.0), (scale.at(self.value), top + 39.0));
        }
        Some(canvas.finish(about, "chart"))
    }
    /// Name, lower end, upper end.
    pub fn table(&self, headings: [&str; 3], number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let rows = self.known().into_iter().map(|bar| vec![bar.name.clone(), number(bar.low), number(bar.high)]);
        std::iter::once(row(headings)).chain(rows).collect()
    }
    fn known(&self) -> Vec<&Bar> {
        self.bars.iter().filter(|bar| bar.low.is_finite() && bar.high.is_finite()).collect()
    }
}
