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
