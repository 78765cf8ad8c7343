//! What a form about an asset says.

use lustrum_kernel::access::Side;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_sharing::asset::{JOINT, Kind, Lack, OPEN, OWN, Rights, Terms, lack};

use super::targets::Target;

const LONGEST: usize = 400;
const LONGEST_WORDS: usize = 4_000;

/// The rights of a side as the values of its check boxes.
pub const RIGHTS: [&str; 3] = ["during", "after", "elsewhere"];

/// The name of the check boxes of a side, and of the field of its authors.
pub fn names(side: Side) -> (&'static str, &'static str) {
    match side {
        Side::Organisation => ("rights-organisation", "authors-organisation"),
        Side::Partner => ("rights-partner", "authors-partner"),
    }
}

/// Which thing is meant: one of those that are there, or a kind and a title.
pub fn about(form: &mut Fields, targets: &[Target]) -> Option<(Kind, Option<uuid::Uuid>, String)> {
    if !form.value("target").is_empty() {
        let known = form.choice("target", |word| targets.iter().find(|target| target.word() == word))?;
        return Some((known.kind, Some(known.id), known.title.clone()));
    }
    let title = form.text("title", LONGEST);
    let kind = form.choice("kind", Kind::parse)?;
    (!title.is_empty()).then_some((kind, None, title))
}

/// The terms, or nothing where a field is at fault.
pub fn terms(form: &mut Fields) -> Option<Terms> {
    let [authors_organisation, authors_partner] =
        Side::BOTH.map(|side| form.optional_text(names(side).1, LONGEST).unwrap_or_default());
    let known =
        |word: &str| OPEN.iter().chain([&JOINT, &OWN]).find(|known| **known == word).map(|known| (*known).to_owned());
    let licence = form.choice("licence", known).unwrap_or_default();
    let words = form.optional_text("words", LONGEST_WORDS).unwrap_or_default();
    let [organisation, partner] = Side::BOTH.map(|side| {
        let chosen = |right: &str| form.is(names(side).0, right);
        Rights { during: chosen("during"), after: chosen("after"), elsewhere: chosen("elsewhere") }
    });
    let terms = Terms { authors_organisation, authors_partner, licence, words, organisation, partner };
    let (field, key) = match lack(&terms) {
        None => return (!form.has_faults()).then_some(terms),
        Some(Lack::NoAuthor) => (names(Side::Organisation).1, "fault-asset-author"),
        Some(Lack::NoWords) => ("words", "fault-asset-words"),
        Some(Lack::NotDuring(side)) => (names(side).0, "fault-asset-during"),
        Some(Lack::OpenToAll(side)) => (names(side).0, "fault-asset-open"),
    };
    form.refuse(field, Fault::new(key));
    None
}

/// A form that says what terms say.
pub fn filled(terms: &Terms, seen: i64) -> Fields {
    let mut fields = vec![
        ("licence".to_owned(), terms.licence.clone()),
        ("words".to_owned(), terms.words.clone()),
        ("seen".to_owned(), seen.to_string()),
    ];
    for side in Side::BOTH {
        let (rights, authors) = names(side);
        fields.push((authors.to_owned(), terms.authors(side).to_owned()));
        let has = terms.rights(side);
        for (word, chosen) in RIGHTS.into_iter().zip([has.during, has.after, has.elsewhere]) {
            if chosen {
                fields.push((rights.to_owned(), word.to_owned()));
            }
        }
    }
    Fields::filled(fields)
}
