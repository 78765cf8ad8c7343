//! The heading of a row of a chart: its name, and its value in words at the other end. A long name gets lines of its own
//! above the value, so that neither is cut or runs into the other.

use super::canvas::{Anchor, Canvas, wrapped};

/// So many characters fit beside one another at the largest size of letters, which is that of a phone.
const FIT: usize = 52;
const STEP: f64 = 18.0;

pub(super) struct Heading<'a> {
    name: &'a str,
    words: &'a str,
    /// The lines of a long name.
    lines: Vec<String>,
}

impl<'a> Heading<'a> {
    pub fn new(name: &'a str, words: &'a str) -> Self {
        let fits = name.chars().count() + 2 + words.chars().count() <= FIT;
        Self { name, words, lines: if fits { Vec::new() } else { wrapped(name, FIT, 3) } }
    }
    /// How much higher its row is than one with a short name.
    pub fn height(&self) -> f64 {
        STEP * self.lines.len() as f64
    }
    /// Draws it with its first line beneath `top`.
    pub fn draw(&self, canvas: &mut Canvas, (left, right): (f64, f64), top: f64) {
        let first = top + 13.0;
        if self.lines.is_empty() {
            canvas.text("chart-name", Anchor::Start, (left, first), self.name);
        }
        canvas.lines("chart-name", Anchor::Start, (left, first), STEP, self.name, &self.lines);
        canvas.text("chart-strong", Anchor::End, (right, first + self.height()), self.words);
    }
}

/// Where each row begins beneath `top`, and where the last one ends; every row is `row` high and its heading.
pub(super) fn tops(headings: &[Heading<'_>], top: f64, row: f64) -> (Vec<f64>, f64) {
    let mut at = top;
    let tops = headings
        .iter()
        .map(|heading| {
            let begins = at;
            at += row + heading.height();
            begins
        })
        .collect();
    (tops, at)
}
