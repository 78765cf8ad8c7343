//! Which passwords are taken.

use std::collections::HashSet;
use std::sync::LazyLock;

use lustrum_kernel::form::Fault;

pub const LEAST: usize = 12;
pub const MOST: usize = 256;
/// What must be left of a password without the words that anyone would try first.
const LEAST_OF_ITS_OWN: usize = 8;

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common.txt").lines().filter(|line| !line.is_empty()).collect());

/// Rows of a keyboard and orders that everyone knows.
const ORDERS: [&str; 6] =
    ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop"];

/// Refuses a password that is short, too long, well known, or made of known words (names, addresses) around little.
pub fn check(password: &str, known_words: &[&str]) -> Result<(), Fault> {
    let length = password.chars().count();
    if length < LEAST {
        return Err(Fault::new("fault-password-short").with("least", LEAST));
    }
    if length > MOST {
        return Err(Fault::new("fault-too-long").with("longest", MOST));
    }
    let plain = password.to_lowercase();
    let folded = fold(&plain);
    if is_common(&plain) || is_common(&folded) || is_common(&fold(core(&plain))) {
        return Err(Fault::new("fault-password-common"));
    }
    if is_monotonous(&plain) {
        return Err(Fault::new("fault-password-sequence"));
    }
    if without(&plain, known_words) < LEAST_OF_ITS_OWN || without(&folded, known_words) < LEAST_OF_ITS_OWN {
        return Err(Fault::new("fault-password-context"));
    }
    Ok(())
}

/// As it would read without the digits and signs that stand for letters.
fn fold(plain: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    plain.chars().map(letter).collect()
}

/// Without the digits and signs at its ends.
fn core(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphabetic())
}

/// In the list, or in it once the digits and signs at its ends are gone, or a word of the list twice.
fn is_common(text: &str) -> bool {
    let half = (text.is_ascii() && text.len().is_multiple_of(2)).then(|| text.split_at(text.len() / 2));
    COMMON.contains(text) || COMMON.contains(core(text)) || half.is_some_and(|(a, b)| a == b && COMMON.contains(a))
}

/// Few different characters, one piece again and again, or mostly steps of a known order.
fn is_monotonous(text: &str) -> bool {
    let all: Vec<char> = text.chars().collect();
    let different: HashSet<char> = all.iter().copied().collect();
    let repeats =
        (1..=all.len() / 2).any(|size| size <= 4 && all.iter().enumerate().all(|(place, c)| *c == all[place % size]));
    let steps = all.windows(2).filter(|pair| is_step(pair[0], pair[1])).count();
    different.len() < 5 || repeats || steps * 3 >= all.len() * 2
}

fn is_step(a: char, b: char) -> bool {
    a == b
        || ORDERS.iter().any(|order| {
            let place = |c| order.chars().position(|other| other == c);
            matches!((place(a), place(b)), (Some(x), Some(y)) if x.abs_diff(y) == 1)
        })
}

/// How many letters and digits remain without the known words and the product's name.
fn without(plain: &str, known_words: &[&str]) -> usize {
    let mut pieces: Vec<String> = known_words
        .iter()
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric()))
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= 4)
        .chain(["lustrum", "password", "wachtwoord", "welkom", "welcome"].map(str::to_owned))
        .collect();
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    let rest = pieces.iter().fold(plain.to_owned(), |rest, piece| rest.replace(piece.as_str(), " "));
    rest.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(password: &str) -> Option<&'static str> {
        check(password, &["Noordkade Logistics", "femke.dewit@noordkade.example"]).err().map(|fault| fault.key)
    }

    #[test]
    fn length_is_what_counts_and_composition_is_not() {
        assert_eq!(why("kort maar x"), Some("fault-password-short"));
        assert_eq!(why("paarse olifant danst"), None);
        assert_eq!(why(&"olifant ".repeat(33)), Some("fault-too-long"));
        assert_eq!(why("ééntje voor öns allen"), None);
    }

    #[test]
    fn what_everyone_tries_first_is_refused() {
        assert_eq!(why("password1234"), Some("fault-password-common"));
        assert_eq!(why("P@ssw0rd!!!!"), Some("fault-password-common"));
        assert_eq!(why("iloveyou2026"), Some("fault-password-common"));
        assert_eq!(why("sunshinesunshine"), Some("fault-password-common"));
    }

    #[test]
    fn repeats_and_orders_are_refused() {
        assert_eq!(why("aaaaaaaaaaaaaa"), Some("fault-password-sequence"));
        assert_eq!(why("xkcdxkcdxkcd"), Some("fault-password-sequence"));
        assert_eq!(why("abcdefghijklm"), Some("fault-password-sequence"));
        assert_eq!(why("poiuytrewqlkjh"), Some("fault-password-sequence"));
    }

    #[test]
    fn known_words_do_not_count() {
        assert_eq!(why("noordkade-2026"), Some("fault-password-context"));
        assert_eq!(why("Lustrum-femke-1"), Some("fault-password-context"));
        assert_eq!(why("noordkade heeft negen kranen"), None);
    }

    #[test]
    fn the_list_is_long_and_holds_nothing_short() {
        assert!(COMMON.len() >= 1_000, "{}", COMMON.len());
        assert!(COMMON.iter().all(|word| word.chars().count() >= 8 && word.to_lowercase() == **word));
    }
}
