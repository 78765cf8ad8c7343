//! Two views on the same questions, on axes that begin in the middle.

use std::f64::consts::TAU;

use super::canvas::{Anchor, Canvas, wrapped};
use super::{About, Series, Svg};

/// Values between `least`, in the middle, and `most`, at the rim; a value that is not known is a gap in its line.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Radar {
    /// What each axis is about, clockwise from the top.
    pub axes: Vec<String>,
    /// One value for each axis; the first view is drawn as a whole line, the second as a broken one.
    pub views: Vec<Series>,
    pub least: f64,
    pub most: f64,
}

const MIDDLE: (f64, f64) = (240.0, 182.0);
const RIM: f64 = 112.0;
/// Fewer axes than this make no area.
const FEWEST: usize = 3;

impl Radar {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        let known = self.views.iter().flat_map(Series::known).next().is_some();
        if self.axes.len() < FEWEST || !known || self.most <= self.least {
            return None;
        }
        let mut canvas = Canvas::new(480.0, 386.0);
        self.frame(&mut canvas, about.number);
        for (view, (line, dot)) in
            self.views.iter().zip([("chart-line", "chart-dot"), ("chart-second", "chart-hollow")])
        {
            self.view(&mut canvas, view, line, dot);
        }
        for (place, axis) in self.axes.iter().enumerate() {
            self.name(&mut canvas, place, axis);
        }
        self.key(&mut canvas);
        Some(canvas.finish(about, "chart"))
    }

    /// Where a share of the way from the middle to the rim lies on an axis.
    fn at(&self, place: usize, share: f64) -> (f64, f64) {
        let angle = TAU * place as f64 / self.axes.len() as f64;
        (MIDDLE.0 + RIM * share * angle.sin(), MIDDLE.1 - RIM * share * angle.cos())
    }
    fn share(&self, value: f64) -> f64 {
        ((value - self.least) / (self.most - self.least)).clamp(0.0, 1.0)
    }
    fn frame(&self, canvas: &mut Canvas, number: &dyn Fn(f64) -> String) {
        let mut ring = self.least + 1.0;
        while ring <= self.most {
            let around = (0..=self.axes.len()).map(|place| Some(self.at(place, self.share(ring))));
            canvas.polyline("chart-grid", &around.collect::<Vec<_>>());
            ring += 1.0;
        }
        for place in 0..self.axes.len() {
            canvas.line("chart-axis", MIDDLE, self.at(place, 1.0));
        }
        let mut ring = self.least;
        while ring <= self.most {
            let (x, y) = self.at(0, self.share(ring));
            canvas.text("chart-label", Anchor::End, (x - 5.0, y + 4.0), &number(ring));
            ring += 1.0;
        }
    }
    fn view(&self, canvas: &mut Canvas, view: &Series, line: &str, dot: &str) {
        let at = |place: usize| {
            let value = view.values.get(place).copied().flatten().filter(|value| value.is_finite())?;
            Some(self.at(place, self.share(value)))
        };
        let mut points: Vec<Option<(f64, f64)>> = (0..self.axes.len()).map(at).collect();
        points.push(points[0]);
        if line == "chart-line" && points.iter().all(Option::is_some) {
            canvas.polyline("chart-band", &points);
        }
        canvas.polyline(line, &points);
        for point in points[..self.axes.len()].iter().flatten() {
            canvas.dot(dot, *point, 4.0);
        }
    }
    fn name(&self, canvas: &mut Canvas, place: usize, axis: &str) {
        let angle = TAU * place as f64 / self.axes.len() as f64;
        let (across, up) = (angle.sin(), angle.cos());
        let anchor = if across.abs() < 0.2 {
            Anchor::Middle
        } else if across > 0.0 {
            Anchor::Start
        } else {
            Anchor::End
        };
        // The place beside the rim is narrow.
        let words = wrapped(axis, 16, 3);
        let height = 15.0 * words.len() as f64;
        let x = MIDDLE.0 + (RIM + 10.0) * across;
        // The block of words stands above the rim at the top, beneath it at the bottom, and beside it else.
        let top = MIDDLE.1 - (RIM + 10.0) * up - height * (1.0 + up) / 2.0;
        canvas.lines("chart-name", anchor, (x, top + 11.0), 15.0, axis, &words);
    }
    fn key(&self, canvas: &mut Canvas) {
        let places = [(20.0, "chart-line", "chart-dot"), (250.0, "chart-second", "chart-hollow")];
        for (view, (x, line, dot)) in self.views.iter().zip(places) {
            canvas.line(line, (x, 370.0), (x + 30.0, 370.0));
            canvas.dot(dot, (x + 15.0, 370.0), 4.0);
            canvas.label("chart-strong", Anchor::Start, (x + 38.0, 374.0), &view.name, 24);
        }
    }
    /// A row for each axis: its name, then the value of each view.
    pub fn table(&self, headings: &[&str], number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let head = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let rows = self.axes.iter().enumerate().map(|(place, axis)| {
            let value = |view: &Series| view.values.get(place).copied().flatten().map(number).unwrap_or_default();
            std::iter::once(axis.clone()).chain(self.views.iter().map(value)).collect()
        });
        std::iter::once(head).chain(rows).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Level;

    fn radar() -> Radar {
        let view = |name: &str, values: [Option<f64>; 3]| Series { name: name.to_owned(), values: values.to_vec() };
        Radar {
            axes: ["Culture fit", "Decision speed", "Domain and function expertise"].map(str::to_owned).to_vec(),
            views: vec![
                view("Noordkade", [Some(4.0), Some(2.0), None]),
                view("Baken", [Some(4.2), Some(3.8), Some(5.0)]),
            ],
            least: 1.0,
            most: 5.0,
        }
    }

    fn drawn(radar: &Radar) -> Option<Svg> {
        let number = |value: f64| format!("{value:.1}");
        radar.draw(&About { id: "gap", title: "Gap", description: "x", level: Level::Other, number: &number })
    }

    #[test]
    fn each_view_has_a_line_and_what_is_not_known_is_a_gap() {
        let svg = drawn(&radar()).unwrap();
        assert_eq!(svg.as_str().matches("chart-hollow").count(), 4, "three values and the key");
        assert_eq!(svg.as_str().matches("chart-dot").count(), 3, "two values and the key");
        assert!(!svg.as_str().contains("chart-band"), "no area where a value is missing");
        assert!(svg.as_str().contains(">expertise<"));
        let table = radar().table(&["On", "Noordkade", "Baken"], &|value| format!("{value:.1}"));
        assert_eq!(table[3], ["Domain and function expertise", "", "5.0"]);
    }

    #[test]
    fn two_axes_or_no_value_make_no_chart() {
        let mut few = radar();
        few.axes.truncate(2);
        assert!(drawn(&few).is_none());
        let none = Radar { views: Vec::new(), ..radar() };
        assert!(drawn(&none).is_none());
    }
}
