//! One measure over its waves (before, after, retest): means joined by a line, each with its interval.

use super::canvas::{Anchor, Canvas};
use super::scale::Scale;
use super::{About, Svg, row};

/// One wave of measurement.
#[derive(Clone, Debug, PartialEq)]
pub struct Wave {
    pub name: String,
    pub mean: f64,
    pub interval: Option<(f64, f64)>,
    pub n: u64,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Change {
    pub waves: Vec<Wave>,
}

impl Change {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        let waves = self.known();
        let scale = Scale::around(waves.iter().flat_map(|wave| ends(wave)), 182.0, 26.0)?;
        let mut canvas = Canvas::new(480.0, 244.0);
        for tick in scale.ticks(4) {
            let y = scale.at(tick);
            canvas.line("chart-grid", (52.0, y), (470.0, y));
            canvas.text("chart-label", Anchor::End, (44.0, y + 4.0), &(about.number)(tick));
        }
        let xs = places(waves.len(), 52.0, 470.0);
        let points: Vec<_> = waves.iter().zip(&xs).map(|(wave, x)| Some((*x, scale.at(wave.mean)))).collect();
        canvas.polyline("chart-line", &points);
        let room = (66 / waves.len().max(1)).max(6);
        for (place, (wave, x)) in waves.iter().zip(&xs).enumerate() {
            if let Some((low, high)) = wave.interval {
                canvas.line("chart-interval", (*x, scale.at(low)), (*x, scale.at(high)));
            }
            let y = scale.at(wave.mean);
            canvas.dot("chart-hollow", (*x, y), 5.0);
            // Beneath a line that rises from here, above one that falls: never on the line.
            let rises = waves.get(place + 1).is_some_and(|next| next.mean > wave.mean);
            let beside = if rises { y + 18.0 } else { y - 9.0 };
            canvas.text("chart-strong", Anchor::Start, (x + 10.0, beside), &(about.number)(wave.mean));
            canvas.label("chart-name", Anchor::Middle, (*x, 212.0), &wave.name, room);
            canvas.text("chart-label", Anchor::Middle, (*x, 232.0), &format!("n = {}", (about.number)(wave.n as f64)));
        }
        Some(canvas.finish(about, "chart"))
    }
    pub fn spark(&self, about: &About<'_>) -> Option<Svg> {
        let waves = self.known();
        let scale = Scale::around(waves.iter().flat_map(|wave| ends(wave)), 66.0, 8.0)?;
        let mut canvas = Canvas::new(220.0, 74.0);
        let xs: Vec<f64> = match waves.len() {
            1 => vec![110.0],
            more => (0..more).map(|place| 16.0 + 188.0 * place as f64 / (more - 1) as f64).collect(),
        };
        let points: Vec<_> = waves.iter().zip(&xs).map(|(wave, x)| Some((*x, scale.at(wave.mean)))).collect();
        canvas.polyline("chart-line", &points);
        for (wave, x) in waves.iter().zip(&xs) {
            if let Some((low, high)) = wave.interval {
                canvas.line("chart-marker", (*x, scale.at(low)), (*x, scale.at(high)));
            }
            canvas.dot("chart-hollow", (*x, scale.at(wave.mean)), 4.5);
        }
        Some(canvas.finish(about, "chart spark"))
    }
    /// Wave, mean, lower end, upper end, n.
    pub fn table(&self, headings: [&str; 5], number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let waves = self.known().into_iter().map(|wave| {
            let end = |pick: fn((f64, f64)) -> f64| wave.interval.map(|ends| number(pick(ends))).unwrap_or_default();
            vec![wave.name.clone(), number(wave.mean), end(|ends| ends.0), end(|ends| ends.1), number(wave.n as f64)]
        });
        std::iter::once(row(headings)).chain(waves).collect()
    }
    fn known(&self) -> Vec<&Wave> {
        self.waves.iter().filter(|wave| ends(wave).iter().all(|end| end.is_finite())).collect()
    }
}

fn ends(wave: &Wave) -> [f64; 3] {
    let (low, high) = wave.interval.unwrap_or((wave.mean, wave.mean));
    [low, wave.mean, high]
}

/// Places in the middle of equal shares.
fn places(count: usize, start: f64, end: f64) -> Vec<f64> {
    (0..count).map(|place| start + (end - start) * (place as f64 + 0.5) / count as f64).collect()
}
