//! Two texts beside each other, word by word: what stayed, what went, what came.

use std::time::Duration;

use lustrum_kernel::locale::{Locale, Speaker};
use similar::{ChangeTag, TextDiff};

use super::{CharterVersion, Section, languages, text};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Same,
    Removed,
    Added,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
    // For the templates.
    pub fn removed(&self) -> bool {
        *self == Self::Removed
    }
    pub fn added(&self) -> bool {
        *self == Self::Added
    }
}

/// Words that have the same fate, as they stand in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
}

/// A section in both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub section: Section,
    pub pieces: Vec<Piece>,
}

impl Compared {
    pub fn changed(&self) -> bool {
        self.pieces.iter().any(|piece| piece.kind != Kind::Same)
    }
}

/// The words of two texts. The finest answer is sought for half a second; after that a coarser one is given, which is
/// as true.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::configure().timeout(Duration::from_millis(500)).diff_unicode_words(before, after);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Kind::Same,
            ChangeTag::Delete => Kind::Removed,
            ChangeTag::Insert => Kind::Added,
        };
        match pieces.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(change.value()),
            None => pieces.push(Piece { kind, text: change.value().to_owned() }),
        }
    }
    joined(pieces)
}

/// Replaced words with only a blank between them read as one replacement: "end 2028" by "mid 2029".
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let replaced = joined.len() >= 2
            && joined[joined.len() - 2].kind == Kind::Removed
            && joined[joined.len() - 1].kind == Kind::Added;
        let blank = piece.kind == Kind::Same && !piece.text.contains('\n') && piece.text.trim().is_empty();
        if !(replaced && blank && pieces.peek().is_some_and(|next| next.kind == Kind::Removed)) {
            joined.push(piece);
            continue;
        }
        let removed = pieces.next().map(|next| next.text).unwrap_or_default();
        match pieces.next_if(|next| next.kind == Kind::Added) {
            Some(added) => {
                let place = joined.len();
                joined[place - 2].text.push_str(&format!("{}{removed}", piece.text));
                joined[place - 1].text.push_str(&format!("{}{}", piece.text, added.text));
            }
            None => {
                joined.push(piece);
                joined.push(Piece { kind: Kind::Removed, text: removed });
            }
        }
    }
    joined
}

/// So much of what stayed is shown around what changed, in characters.
const AROUND: usize = 160;

/// A comparison without the long stretches in which nothing changed.
///
/// ```
/// use lustrum_partnership::charter::compare::{near, words};
/// let long = "word ".repeat(200);
/// let pieces = near(words(&format!("{long}old"), &format!("{long}new")));
/// assert!(pieces[0].text.starts_with('…') && pieces[0].text.chars().count() < 170);
/// assert_eq!(pieces[1].text, "old");
/// ```
pub fn near(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let shorter = |(place, piece): (usize, Piece)| {
        let long = piece.text.chars().count() > 2 * AROUND;
        if piece.kind != Kind::Same || !long {
            return piece;
        }
        let (begin, end) = (head(&piece.text), tail(&piece.text));
        let text = match (place == 0, place == last) {
            (true, true) => piece.text,
            (true, false) => format!("…{end}"),
            (false, true) => format!("{begin}…"),
            (false, false) => format!("{begin}… …{end}"),
        };
        Piece { kind: Kind::Same, text }
    };
    pieces.into_iter().enumerate().map(shorter).collect()
}

/// The beginning of a text, up to the end of a word.
fn head(text: &str) -> &str {
    let cut = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    text[..cut].rfind(char::is_whitespace).map_or(&text[..cut], |end| &text[..end])
}

/// The end of a text, from the beginning of a word.
fn tail(text: &str) -> &str {
    let from = text.char_indices().nth_back(AROUND).map_or(0, |(at, _)| at);
    text[from..].find(char::is_whitespace).map_or(&text[from..], |at| &text[from + at..])
}

/// Every section of two versions, the measures within theirs, in the words of one reader.
pub fn versions(before: &CharterVersion, after: &CharterVersion, t: &Speaker) -> Vec<Compared> {
    // In the reader's language where both are written in it; else in the language of each.
    let both = [before, after].iter().all(|version| languages::of(version).contains(&t.locale));
    let in_words = |version: &CharterVersion, section| {
        let language = if both { t.locale } else { version.head.language };
        readable(version, section, language, t)
    };
    let compared = |section| Compared { section, pieces: words(&in_words(before, section), &in_words(after, section)) };
    Section::ALL.into_iter().map(compared).collect()
}

/// The days of two versions, word by word; nothing where they are the same.
pub fn terms(before: &CharterVersion, after: &CharterVersion, t: &Speaker) -> Vec<Piece> {
    if before.head.term == after.head.term {
        return Vec::new();
    }
    words(&before.head.term.words(t), &after.head.term.words(t))
}

fn readable(version: &CharterVersion, section: Section, language: Locale, t: &Speaker) -> String {
    let mut words = version.text_in(section, language).trim().to_owned();
    if section != Section::Measures {
        return words;
    }
    for measure in &version.measures {
        let level = t.say(&format!("charter-level-{}", measure.level));
        words.push_str(&format!("\n\n{level} ({}): {}", measure.level, version.words_of(measure, language)));
        for (label, value) in text::facts(t, measure) {
            words.push_str(&format!("\n{label}: {value}"));
        }
    }
    words.trim().to_owned()
}
