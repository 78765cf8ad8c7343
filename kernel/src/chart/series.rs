//! Values over periods, and how lines over time are drawn: grid, period labels, names at the line's end.

use super::canvas::{Anchor, Canvas, wrapped};
use super::scale::Scale;

/// A named line of values, one for each period; `None` where nothing is known.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Series {
    pub name: String,
    pub values: Vec<Option<f64>>,
}

impl Series {
    pub(super) fn known(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().flatten().copied().filter(|value| value.is_finite())
    }
}

/// More points than this are not told apart on a screen and slow a typesetter down.
pub(super) const MOST_POINTS: usize = 200;

pub(super) const LEFT: f64 = 52.0;
pub(super) const RIGHT: f64 = 358.0;
pub(super) const TOP: f64 = 16.0;
pub(super) const FLOOR: f64 = 206.0;
/// A period of so many characters fits around its mark also at an end.
const SHORT_PERIOD: usize = 8;

/// How many periods one drawn point stands for.
pub(super) fn bin(periods: usize) -> usize {
    periods.div_ceil(MOST_POINTS).max(1)
}

/// Means of `size` neighbouring values each; a bin without any value stays a gap.
pub(super) fn binned(values: &[Option<f64>], size: usize) -> Vec<Option<f64>> {
    let mean = |bin: &[Option<f64>]| {
        let known: Vec<f64> = bin.iter().flatten().copied().filter(|value| value.is_finite()).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    values.chunks(size).map(mean).collect()
}

/// The middle of period `place` of `periods`, between `left` and `right`.
pub(super) fn place_of(place: f64, periods: usize, left: f64, right: f64) -> f64 {
    if periods < 2 { (left + right) / 2.0 } else { left + (right - left) * place / (periods - 1) as f64 }
}

/// Where each value (or bin of values) of a line stands in a frame of `periods` periods.
pub(super) fn points(
    series: &Series,
    periods: usize,
    scale: &Scale,
    (left, right): (f64, f64),
) -> Vec<Option<(f64, f64)>> {
    let values = &series.values[..series.values.len().min(periods)];
    let size = bin(periods);
    let at = |place: usize| {
        let (first, last) = (place * size, (place * size + size - 1).min(values.len() - 1));
        place_of((first + last) as f64 / 2.0, periods, left, right)
    };
    let drawn = binned(values, size).into_iter().enumerate();
    drawn.map(|(place, value)| value.map(|value| (at(place), scale.at(value)))).collect()
}

/// A line, and a dot for every value that stands alone between two gaps.
pub(super) fn draw_line(canvas: &mut Canvas, class: &str, points: &[Option<(f64, f64)>]) {
    canvas.polyline(class, points);
    for (place, point) in points.iter().enumerate() {
        let alone = (place == 0 || points[place - 1].is_none()) && points.get(place + 1).is_none_or(Option::is_none);
        if let (Some(at), true) = (point, alone) {
            canvas.dot(if class == "chart-line" { "chart-dot" } else { "chart-marker" }, *at, 3.0);
        }
    }
}

/// Horizontal lines at round values, and some of the periods beneath.
pub(super) fn draw_frame(canvas: &mut Canvas, scale: &Scale, periods: &[String], number: &dyn Fn(f64) -> String) {
    for tick in scale.ticks(4) {
        let y = scale.at(tick);
        canvas.line("chart-grid", (LEFT, y), (RIGHT, y));
        canvas.text("chart-label", Anchor::End, (LEFT - 8.0, y + 4.0), &number(tick));
    }
    canvas.line("chart-axis", (LEFT, FLOOR), (RIGHT, FLOOR));
    let longest = periods.iter().map(|period| period.chars().count()).max().unwrap_or(1).max(1);
    let wanted = (30 / longest).clamp(2, 5);
    let mut shown: Vec<usize> = match periods.len() {
        0 => Vec::new(),
        few if few <= wanted => (0..few).collect(),
        many => (0..wanted).map(|k| (k * (many - 1) + (wanted - 1) / 2) / (wanted - 1)).collect(),
    };
    shown.dedup();
    for place in shown {
        let x = place_of(place as f64, periods.len(), LEFT, RIGHT);
        canvas.line("chart-axis", (x, FLOOR), (x, FLOOR + 4.0));
        // A long period at an end stands within the frame: in the middle of its mark it would run over the edge.
        let anchor = match (longest > SHORT_PERIOD, place) {
            (true, 0) => Anchor::Start,
            (true, last) if last + 1 == periods.len() => Anchor::End,
            _ => Anchor::Middle,
        };
        canvas.label("chart-label", anchor, (x, FLOOR + 20.0), &periods[place], 18);
    }
}

/// Names beside the places where their lines end, moved apart where they would overlap.
pub(super) fn draw_names(canvas: &mut Canvas, mut names: Vec<(f64, &'static str, String)>) {
    names.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut free = TOP - 6.0;
    for (y, class, name) in names {
        let lines = wrapped(&name, 13, 3);
        let height = 16.0 * lines.len() as f64;
        let top = (y - height / 2.0).max(free);
        canvas.lines(class, Anchor::Start, (RIGHT + 10.0, top + 12.0), 16.0, &name, &lines);
        free = top + height + 3.0;
    }
}

/// The last known value's height.
pub(super) fn end_of(points: &[Option<(f64, f64)>]) -> Option<f64> {
    points.iter().rev().flatten().next().map(|point| point.1)
}
