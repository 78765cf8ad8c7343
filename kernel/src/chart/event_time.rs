//! Effects by the time since the start: hollow dots before it, where there should be none, and full dots from it on.
//! Each has its own interval, and a band that holds all of them together.

use super::canvas::{Anchor, Canvas};
use super::scale::Scale;
use super::{About, Svg};

const LEFT: f64 = 52.0;
const RIGHT: f64 = 470.0;
const TOP: f64 = 34.0;
const FLOOR: f64 = 206.0;

/// The effect so many periods after the start; before it where that is negative.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    pub since: i32,
    pub value: f64,
    pub interval: Option<(f64, f64)>,
    pub band: Option<(f64, f64)>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct EventTime {
    pub effects: Vec<Since>,
    /// The words over what lies before the start, and over what lies from it on.
    pub sides: (String, String),
}

impl EventTime {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        let effects = self.known();
        let values = effects.iter().flat_map(|one| {
            let (low, high) = one.band.or(one.interval).unwrap_or((one.value, one.value));
            [one.value, low, high]
        });
        let (first, last) = (effects.first()?.since, effects.last()?.since);
        let scale = Scale::around(values.chain([0.0]), FLOOR - 4.0, TOP + 4.0)?;
        let mut canvas = Canvas::new(480.0, 234.0);
        for tick in scale.ticks(4) {
            let y = scale.at(tick);
            canvas.line("chart-grid", (LEFT, y), (RIGHT, y));
            canvas.text("chart-label", Anchor::End, (LEFT - 8.0, y + 4.0), &(about.number)(tick));
        }
        let room = (RIGHT - LEFT) / f64::from(last - first + 1);
        let place = |since: i32| LEFT + room * (f64::from(since - first) + 0.5);
        canvas.line("chart-zero", (LEFT, scale.at(0.0)), (RIGHT, scale.at(0.0)));
        if first < 0 && last >= 0 {
            let x = place(0) - room / 2.0;
            canvas.line("chart-marker", (x, 6.0), (x, FLOOR));
            canvas.label("chart-label", Anchor::End, (x - 6.0, 16.0), &self.sides.0, 28);
            canvas.label("chart-strong", Anchor::Start, (x + 6.0, 16.0), &self.sides.1, 28);
        }
        // About thirty units of width for a number beneath.
        let every = (30.0 / room).ceil().max(1.0) as i32;
        for one in &effects {
            let x = place(one.since);
            if let Some((low, high)) = one.band {
                let wide = (room * 0.7).min(22.0);
                canvas.bar("chart-band", x - wide / 2.0, scale.at(high), wide, scale.at(low) - scale.at(high));
            }
            if let Some((low, high)) = one.interval {
                canvas.line("chart-interval", (x, scale.at(low)), (x, scale.at(high)));
            }
            let class = if one.since < 0 { "chart-hollow" } else { "chart-dot" };
            canvas.dot(class, (x, scale.at(one.value)), (room * 0.3).clamp(2.0, 4.5));
            if one.since % every == 0 {
                canvas.text("chart-label", Anchor::Middle, (x, FLOOR + 20.0), &signed(one.since));
            }
        }
        Some(canvas.finish(about, "chart"))
    }
    /// Periods since the start, effect, its interval and the band; headings first.
    pub fn table(&self, headings: [&str; 4], number: &dyn Fn(f64) -> String) -> Vec<Vec<String>> {
        let ends = |ends: Option<(f64, f64)>| {
            ends.map(|(low, high)| format!("{} – {}", number(low), number(high))).unwrap_or_default()
        };
        let rows = self.known().into_iter();
        let rows = rows.map(|one| vec![signed(one.since), number(one.value), ends(one.interval), ends(one.band)]);
        std::iter::once(super::row(headings)).chain(rows).collect()
    }
    /// In the order of time, without what is no number.
    fn known(&self) -> Vec<&Since> {
        let finite = |ends: Option<(f64, f64)>| ends.is_none_or(|(low, high)| low.is_finite() && high.is_finite());
        let mut known: Vec<&Since> = self
            .effects
            .iter()
            .filter(|one| one.value.is_finite() && finite(one.interval) && finite(one.band))
            .collect();
        known.sort_by_key(|one| one.since);
        known
    }
}

/// With a real minus sign.
fn signed(since: i32) -> String {
    match since {
        0 => "0".to_owned(),
        before if before < 0 => format!("\u{2212}{}", before.unsigned_abs()),
        after => format!("+{after}"),
    }
}
