//! What each side brought to the review, in its own words, with the side that wrote it. There is no score in it, and where nothing
//! was written that is said.

use lustrum_kernel::locale::Speaker;
use serde::Serialize;

use super::figure::{Style, Words};
use crate::measure;
use crate::review::content::{Content, LeansOn, Line, Noted};
use crate::review::note::Kind;

#[derive(Clone, Debug, Serialize)]
pub struct Notes {
    pub heading: String,
    /// Where neither side wrote anything, that alone.
    pub lead: String,
    pub groups: Vec<NoteGroup>,
}

#[derive(Clone, Debug, Serialize)]
pub struct NoteGroup {
    pub heading: String,
    /// What stands there instead of notes.
    pub none: String,
    pub notes: Vec<SpokenNote>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SpokenNote {
    pub id: String,
    pub text: String,
    /// The organisation that wrote it.
    pub side: String,
    /// What it leans on, in words; empty where nothing was named.
    pub leans_on: String,
    /// The page of the module, for whoever reads on a screen.
    pub link: String,
}

pub(super) fn notes(content: &Content, words: &Words<'_>) -> Notes {
    let t = words.t;
    if content.notes.is_empty() {
        return Notes { heading: t.say("review-notes"), lead: t.say("review-notes-none"), groups: Vec::new() };
    }
    let group = |kind: Kind| NoteGroup {
        heading: t.say(&kind.key()),
        none: t.say("note-none"),
        notes: content.notes.iter().filter(|note| note.kind == kind).map(|note| one(content, words, note)).collect(),
    };
    Notes { heading: t.say("review-notes"), lead: t.say("review-notes-lead"), groups: Kind::ALL.map(group).into() }
}

fn one(content: &Content, words: &Words<'_>, note: &Noted) -> SpokenNote {
    let (leans_on, link) = match &note.leans_on {
        None => (String::new(), String::new()),
        Some(LeansOn::Measure(word)) => (measured(content, words, word), String::new()),
        Some(LeansOn::Module { programme, title, .. }) => {
            let link = format!("/p/{}/programmes/{programme}", content.partnership.id);
            (words.t.say1("note-module", "title", title), link)
        }
    };
    SpokenNote {
        id: note.id.to_string(),
        text: note.text.clone(),
        side: content.partnership.party(note.side).name.clone(),
        leans_on,
        link,
    }
}

/// `L2 Gain on the case test: +0.62 SD, 95 % +0.49 to +0.75, n = 231, Q3 2026`
fn measured(content: &Content, words: &Words<'_>, word: &str) -> String {
    let name = measure::name_of_word(words.t, word);
    match measure::find(&content.figures, word) {
        Some(line) => format!("{name}: {}", told(words, line)),
        None => format!("{name}: {}", absent(words.t)),
    }
}

fn told(words: &Words<'_>, line: &Line) -> String {
    let spoken = words.line(line);
    let value = [spoken.value, spoken.unit].join("\u{a0}").trim().to_owned();
    let interval = words.interval("review-interval-alone", &line.figure, Style::of_line(line));
    let parts = [Some(value), interval, spoken.n, Some(spoken.period)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn absent(t: &Speaker) -> String {
    t.say("note-figure-absent")
}
