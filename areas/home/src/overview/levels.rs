//! The four levels, each with its first figure.

use lustrum_evidence::levels::{Level, Line};
use lustrum_kernel::figure::Spoken;
use lustrum_kernel::locale::Speaker;

use super::state::State;

pub struct Card {
    pub class: String,
    pub name: String,
    pub number: u8,
    pub label: String,
    /// Nothing where nothing was seen in the quarter.
    pub figure: Option<Spoken>,
}

pub fn cards(t: &Speaker, state: &State) -> Vec<Card> {
    let Some(levels) = &state.levels else { return Vec::new() };
    Level::ALL
        .into_iter()
        .filter(|level| state.sees.results || *level != Level::Results)
        .map(|level| {
            let lines = levels.of(level);
            let line = lines.iter().find(|line| line.figure.value().is_some()).or(lines.first());
            Card {
                class: format!("l{}", level.number()),
                name: t.say(&format!("evidence-level-{}", level.word())),
                number: level.number(),
                label: line.map(|line| label(t, line)).unwrap_or_default(),
                figure: line.map(|line| line.figure.spoken(t, line.difference)),
            }
        })
        .collect()
}

fn label(t: &Speaker, line: &Line) -> String {
    t.say1(line.key, "about", &line.about)
}
