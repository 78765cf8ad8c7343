//! How many gave each answer, from 1 to 5. The distribution, never the mean alone.

use super::canvas::{Anchor, Canvas};
use super::{About, Svg, row};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// How many answered 1, 2, 3, 4, 5.
    pub counts: [u64; 5],
    /// The words at both ends of the scale.
    pub ends: (String, String),
}

impl Distribution {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        let most = self.most()?;
        let mut canvas = Canvas::new(480.0, 220.0);
        let (floor, room, step) = (168.0, 140.0, 92.0);
        for (place, count) in self.counts.iter().enumerate() {
            let middle = 10.0 + step * (place as f64 + 0.5);
            let height = room * *count as f64 / most;
            if *count > 0 {
                canvas.bar("chart-bar", middle - 32.0, floor - height.max(2.0), 64.0, height.max(2.0));
            }
            canvas.text(
                "chart-strong",
                Anchor::Middle,
                (middle, floor - height.max(2.0) - 7.0),
                &(about.number)(*count as f64),
            );
            canvas.text("chart-name", Anchor::Middle, (middle, floor + 19.0), &(about.number)(place as f64 + 1.0));
        }
        canvas.line("chart-axis", (10.0, floor + 0.5), (470.0, floor + 0.5));
        canvas.label("chart-label", Anchor::Start, (10.0, 212.0), &self.ends.0, 28);
        canvas.label("chart-label", Anchor::End, (470.0, 212.0), &self.ends.1, 28);
        Some(canvas.finish(about, "chart"))
    }
    pub fn spark(&self, about: &About<'_>) -> Option<Svg> {
        let most = self.most()?;
        let mut canvas = Canvas::new(220.0, 74.0);
        for (place, count) in self.counts.iter().enumerate() {
            let height = (62.0 * *count as f64 / most).max(2.0);
            canvas.bar("chart-bar", 4.0 + 44.0 * place as f64, 72.0 - height, 36.0, height);
        }
        Some(canvas.finish(about, "chart spark"))
    }
    /// Answer and count, one row each.
    pub fn table(&self, headings: [&str; 2], number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let counts =
            self.counts.iter().zip(1u8..).map(|(count, answer)| vec![number(f64::from(answer)), number(*count as f64)]);
        std::iter::once(row(headings)).chain(counts).collect()
    }
    fn most(&self) -> Option<f64> {
        self.counts.iter().max().filter(|most| **most > 0).map(|most| *most as f64)
    }
}
