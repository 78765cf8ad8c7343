//! Who starts when: a lane for each group, thin until it starts and thick from then on, dashed for those who wait; a mark
//! for the day on which the plan was fixed.

use super::canvas::{Anchor, Canvas, wrapped};
use super::{About, Svg};

const LEFT: f64 = 14.0;
const RIGHT: f64 = 466.0;
const TOP: f64 = 26.0;
const LANE: f64 = 42.0;
/// What a second line of a name adds to its lane.
const LINE: f64 = 18.0;

/// A group.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub name: String,
    /// Where it starts, from 0 (the first period) to 1 (the last); nothing for those who wait.
    pub start: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Lanes {
    pub lanes: Vec<Lane>,
    /// Where something was fixed, from 0 to 1, and the words beside the mark.
    pub mark: Option<(f64, String)>,
    /// The first and the last period.
    pub ends: (String, String),
}

impl Lanes {
    pub fn draw(&self, about: &About<'_>) -> Option<Svg> {
        if self.lanes.is_empty() {
            return None;
        }
        let at = |share: f64| LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT);
        let names: Vec<Vec<String>> = self.lanes.iter().map(|lane| wrapped(&lane.name, 54, 2)).collect();
        let more = |lines: &[String]| LINE * (lines.len() - 1) as f64;
        let floor = TOP + names.iter().map(|lines| LANE + more(lines)).sum::<f64>();
        let mut canvas = Canvas::new(480.0, floor + 24.0);
        let mut top = TOP;
        for (lane, lines) in self.lanes.iter().zip(&names) {
            canvas.lines("chart-name", Anchor::Start, (LEFT, top + 14.0), LINE, &lane.name, lines);
            top += more(lines);
            let y = top + 26.0;
            top += LANE;
            match lane.start {
                Some(start) => {
                    canvas.line("chart-marker", (LEFT, y), (at(start), y));
                    canvas.bar("chart-bar", at(start), y - 5.0, (RIGHT - at(start)).max(3.0), 10.0);
                }
                None => canvas.line("chart-second", (LEFT, y), (RIGHT, y)),
            }
        }
        if let Some((share, words)) = &self.mark {
            let x = at(*share);
            canvas.line("chart-target", (x, TOP - 6.0), (x, floor));
            let (anchor, side) = if x > 240.0 { (Anchor::End, 4.0) } else { (Anchor::Start, -4.0) };
            canvas.label("chart-strong", anchor, (x + side, TOP - 12.0), words, 48);
        }
        canvas.line("chart-axis", (LEFT, floor), (RIGHT, floor));
        canvas.label("chart-label", Anchor::Start, (LEFT, floor + 18.0), &self.ends.0, 24);
        canvas.label("chart-label", Anchor::End, (RIGHT, floor + 18.0), &self.ends.1, 24);
        Some(canvas.finish(about, "chart"))
    }
}
