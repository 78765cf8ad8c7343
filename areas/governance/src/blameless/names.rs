//! Whether a text names someone. A blameless review looks at conditions; whoever is a member on either side is not part of
//! one. Compared word by word, without case and without the marks on letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands between a first and a last name, and is no name by itself.
const PARTICLES: &[&str] = &[
    "van", "de", "der", "den", "het", "ten", "ter", "te", "von", "zu", "du", "des", "le", "la", "el", "al", "bin",
    "da", "dos", "di", "del", "op", "in", "t", "s", "o", "mc", "mac",
];

/// Last names that are ordinary words as well, in Dutch or English: they name someone only where they are written as a
/// name, with a capital within a sentence.
const ORDINARY: &[&str] = &[
    "arts", "baker", "bakker", "beek", "berg", "blom", "boer", "bos", "bosch", "bron", "brand", "brouwer", "bush",
    "cook", "day", "dekker", "dijk", "field", "goed", "graaf", "groot", "haan", "hill", "hoek", "hunt", "jong", "kamp",
    "king", "klein", "koning", "kok", "koster", "kramer", "kroon", "kuiper", "lange", "long", "may", "meer", "meijer",
    "meester", "molen", "mulder", "page", "park", "post", "power", "price", "prins", "rice", "schilder", "short",
    "smid", "smit", "stone", "trainer", "veld", "visser", "vos", "vries", "winter", "wit", "wolf", "wood", "young",
    "zomer",
];

/// First names that are ordinary words as well, in Dutch or English, and words that stand where an account bears the name
/// of a function: they name someone only where they are written as a name, with a capital within a sentence.
const ORDINARY_FIRST: &[&str] = &[
    "admin", "amber", "angel", "ans", "art", "bas", "basil", "bea", "beau", "ben", "bill", "bob", "brook", "business",
    "carol", "chase", "cliff", "coach", "crystal", "daisy", "dale", "data", "dawn", "desk", "drew", "earl", "els",
    "eve", "external", "faith", "fleur", "forest", "frank", "gene", "glen", "grace", "grant", "guy", "harmony",
    "heather", "help", "holly", "hope", "info", "iris", "ivy", "jack", "jade", "jan", "jay", "jet", "joy", "kit",
    "lance", "lead", "learner", "learning", "lente", "les", "lies", "lieve", "lily", "linde", "line", "local", "lot",
    "manager", "mark", "martin", "mees", "melody", "mercy", "merel", "miles", "nel", "net", "nick", "norm", "office",
    "olive", "page", "partner", "pat", "patience", "pearl", "penny", "people", "pierce", "planning", "prince", "ray",
    "reed", "rein", "rich", "rob", "robin", "roman", "roos", "rose", "ruby", "sage", "sandy", "service", "skip",
    "star", "ster", "storm", "subject", "sue", "summer", "sunny", "support", "team", "ties", "tip", "toon", "trainer",
    "training", "victor", "violet", "wade", "ward", "will", "works", "zon",
];

/// First names that are written with a capital as a month too: they name nobody without a last name.
const MONTHS: &[&str] = &["april", "august", "augustus", "juli", "june", "juni", "may", "mei"];

/// Shorter first names name someone only where they are written as a name.
const SHORTEST_FIRST: usize = 3;

/// Shorter last names are too often part of something else.
const SHORTEST: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    folded: String,
    /// As it was typed.
    typed: String,
    /// Written with a capital although no sentence begins here.
    as_name: bool,
}

/// The first name of someone in a text, as it was typed there.
///
/// ```
/// use lustrum_governance::blameless::named_in;
/// let people = ["Ruth van Dalen".to_owned(), "Jos\u{e9} Pe\u{f1}a".to_owned()];
/// assert_eq!(named_in("The plan of ruth van dalen came late", &people).as_deref(), Some("ruth van dalen"));
/// assert_eq!(named_in("Ask Pena about the roster", &people).as_deref(), Some("Pena"));
/// assert_eq!(named_in("Ruth was late", &people).as_deref(), Some("Ruth"));
/// assert_eq!(named_in("No free hour in the peak", &people), None);
/// ```
pub fn named_in(text: &str, people: &[String]) -> Option<String> {
    let words = words(text);
    let people: Vec<Vec<String>> = people.iter().map(|name| parts_of(name)).collect();
    let whole = people.iter().find_map(|parts| named_whole(&words, parts));
    whole.or_else(|| people.iter().find_map(|parts| named_in_part(&words, parts)))
}

fn parts_of(name: &str) -> Vec<String> {
    // What stands in brackets tells of a name and is none: "Ruth van Dalen (Baken)".
    let name = name.split('(').next().unwrap_or_default();
    words(name).into_iter().map(|word| word.folded).collect()
}

fn named_whole(words: &[Word], parts: &[String]) -> Option<String> {
    let (first, last) = (parts.first()?, parts.last()?);
    let typed = |from: usize, to: usize| {
        let all: Vec<&str> = words[from..=to].iter().map(|word| word.typed.as_str()).collect();
        all.join(" ")
    };
    if parts.len() > 1 {
        for (place, word) in words.iter().enumerate() {
            if word.folded == *first
                && let Some(end) = then(words, place, parts)
            {
                return Some(typed(place, end));
            }
            // "Dalen, Ruth" and "Van Dalen Ruth"
            if word.folded == *last && words.get(place + 1).is_some_and(|next| next.folded == *first) {
                return Some(typed(place, place + 1));
            }
        }
    }
    None
}

/// By the last name or the first name alone.
fn named_in_part(words: &[Word], parts: &[String]) -> Option<String> {
    let (first, last) = (parts.first()?, parts.last()?);
    let by_last = |word: &Word| parts.len() > 1 && word.folded == *last && is_a_last_name(word);
    let by_first = |word: &Word| word.folded == *first && is_a_first_name(word);
    words.iter().find(|word| by_last(word) || by_first(word)).map(|word| word.typed.clone())
}

/// Where the last part of a name follows on a place, with nothing but particles, second names and initials between.
fn then(words: &[Word], place: usize, parts: &[String]) -> Option<usize> {
    let last = parts.last()?;
    for (at, word) in words.iter().enumerate().skip(place + 1) {
        if word.folded == *last {
            return Some(at);
        }
        let between = PARTICLES.contains(&word.folded.as_str())
            || parts.contains(&word.folded)
            || word.folded.chars().count() == 1;
        if !between {
            return None;
        }
    }
    None
}

/// A last name by itself names someone unless it is an ordinary word that is written as one.
fn is_a_last_name(word: &Word) -> bool {
    let length = word.folded.chars().count();
    if length >= SHORTEST && !ORDINARY.contains(&word.folded.as_str()) {
        return true;
    }
    word.as_name && length > 2 && !PARTICLES.contains(&word.folded.as_str())
}

/// So does a first name, however many share it: whoever reads the review knows who is meant.
fn is_a_first_name(word: &Word) -> bool {
    let (folded, length) = (word.folded.as_str(), word.folded.chars().count());
    if length < 2 || PARTICLES.contains(&folded) || MONTHS.contains(&folded) {
        return false;
    }
    word.as_name || (length >= SHORTEST_FIRST && !ORDINARY_FIRST.contains(&folded))
}

fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut typed = String::new();
    let mut begins = true;
    let mut began = true;
    // The end is a boundary as well.
    for c in text.nfc().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() || (is_combining_mark(c) && !typed.is_empty()) {
            if typed.is_empty() {
                began = begins;
            }
            typed.push(c);
            continue;
        }
        if !typed.is_empty() {
            let as_name = !began && typed.chars().next().is_some_and(char::is_uppercase);
            found.push(Word { folded: folded(&typed), typed: std::mem::take(&mut typed), as_name });
            begins = false;
        }
        if matches!(c, '.' | '!' | '?' | ':' | '\n' | '\u{2022}') {
            begins = true;
        }
    }
    found
}

/// Lower case, without marks; letters that are no letter with a mark are written as they are replaced by hand.
fn folded(word: &str) -> String {
    let plain: String = word.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    let mut text = String::with_capacity(plain.len());
    for c in plain.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ł' => text.push('l'),
            'ø' => text.push('o'),
            'đ' | 'ð' => text.push('d'),
            'ı' => text.push('i'),
            'ß' => text.push_str("ss"),
            'æ' => text.push_str("ae"),
            'œ' => text.push_str("oe"),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<String> {
        [
            "Ruth van Dalen",
            "Marleen Vos",
            "Łukasz Wójcik",
            "José Peña",
            "Anne-Marie Bakker-de Vries",
            "Ada (Baken)",
            "Mark Janssens",
            "May Peeters",
            "Jo Maes",
            "R. de Wit",
            "Planning Noordkade",
        ]
        .map(str::to_owned)
        .to_vec()
    }

    #[test]
    fn a_member_is_found_whichever_way_the_name_is_written() {
        for (text, found) in [
            ("Ruth van Dalen forgot it", "Ruth van Dalen"),
            ("RUTH VAN DALEN forgot it", "RUTH VAN DALEN"),
            ("it was ruth dalen", "ruth dalen"),
            ("it was Ruth J. van Dalen's plan", "Ruth J van Dalen"),
            ("Dalen, Ruth was away", "Dalen Ruth"),
            ("the plan of van Dalen", "Dalen"),
            ("marleen vos was away", "marleen vos"),
            ("we waited for Vos", "Vos"),
            ("wojcik did not answer", "wojcik"),
            ("LUKASZ WOJCIK did not answer", "LUKASZ WOJCIK"),
            ("pen\u{303}a came late", "pe\u{f1}a"),
            ("Anne Marie Bakker de Vries left", "Anne Marie Bakker de Vries"),
            ("Ruth forgot it", "Ruth"),
            ("It was lukasz, of course", "lukasz"),
            ("In week 38 Marleen's team told nobody", "Marleen"),
            ("Ada asked for it", "Ada"),
            ("We waited for Mark", "Mark"),
            ("We waited for Jo", "Jo"),
            ("may peeters was away", "may peeters"),
        ] {
            assert_eq!(named_in(text, &people()).as_deref(), Some(found), "{text}");
        }
    }

    #[test]
    fn ordinary_words_and_parts_of_words_name_nobody() {
        for text in [
            "There was no occasion to apply it in the peak",
            "de vos in het bos",
            "Vos is a word at the beginning here",
            "De bakker. Vos. The baker",
            "Dalenburg is a depot",
            "Mark the day in the planning",
            "The planning of May came late, and in May nobody was told",
            "The ruthless roster, and a josephine",
            "De jo-jo",
            "the coaching talk was planned on the night shift",
            "",
        ] {
            assert_eq!(named_in(text, &people()), None, "{text}");
        }
    }

    #[test]
    fn the_list_of_ordinary_names_is_written_as_it_is_compared() {
        let lists = [ORDINARY, ORDINARY_FIRST, MONTHS, PARTICLES];
        assert!(lists.into_iter().flatten().all(|word| folded(word) == *word));
    }
}
