//! As much of Fluent as comparing two languages needs: messages, terms, attributes and the variables in them.

use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub line: usize,
    pub variables: BTreeSet<String>,
    /// Messages and terms that this one shows.
    pub shows: BTreeSet<String>,
}

/// By key: `goal-title`, `-brand` for a term, `goal-title.placeholder` for an attribute.
#[derive(Clone, Debug, Default)]
pub struct Language {
    pub entries: BTreeMap<String, Entry>,
    pub twice: Vec<(String, usize)>,
}

pub fn read(text: &str) -> Language {
    let mut language = Language::default();
    let mut message = String::new();
    let mut current = String::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        let indented = line.starts_with(' ');
        let own = line.trim_start();
        let begins = match own.strip_prefix('.').filter(|_| indented) {
            Some(attribute) => definition(attribute).map(|name| format!("{message}.{name}")),
            None if indented => None,
            None => definition(own).inspect(|name| message.clone_from(name)),
        };
        if let Some(key) = begins {
            let entry = Entry { line: index + 1, ..Entry::default() };
            if language.entries.insert(key.clone(), entry).is_some() {
                language.twice.push((key.clone(), index + 1));
            }
            current = key;
        }
        if let Some(entry) = language.entries.get_mut(&current) {
            placeables(line, entry);
        }
    }
    language
}

/// The identifier before ` = `.
fn definition(line: &str) -> Option<String> {
    let (name, _) = line.split_once('=')?;
    let name = name.trim_end();
    let bare = name.strip_prefix('-').unwrap_or(name);
    let sound = bare.starts_with(|c: char| c.is_ascii_alphabetic()) && bare.chars().all(in_name);
    sound.then(|| name.to_owned())
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Variables as `$name` and other messages as `{ name }` or `{ -name }`.
fn placeables(line: &str, entry: &mut Entry) {
    for (at, _) in line.match_indices('$') {
        let name: String = line[at + 1..].chars().take_while(|c| in_name(*c)).collect();
        if !name.is_empty() {
            entry.variables.insert(name);
        }
    }
    for (at, _) in line.match_indices('{') {
        let inside = line[at + 1..].trim_start();
        let name: String = inside.chars().take_while(|c| in_name(*c) || *c == '.').collect();
        let after = inside[name.len()..].trim_start();
        let reference = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '-');
        if reference && (after.starts_with('}') || after.starts_with('(')) {
            entry.shows.insert(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
### Goals
-product = Lustrum
goal-title = Goal of { $owner }
    .placeholder = For example { -product }
goal-count =
    { $count ->
        [one] { $number } goal
       *[other] { $number } goals, see { goal-title }
    }
";

    #[test]
    fn messages_terms_and_attributes_are_read_with_their_variables() {
        let language = read(TEXT);
        let keys: Vec<&str> = language.entries.keys().map(String::as_str).collect();
        assert_eq!(keys, ["-product", "goal-count", "goal-title", "goal-title.placeholder"]);
        let count = &language.entries["goal-count"];
        assert_eq!(count.variables, BTreeSet::from(["count".to_owned(), "number".to_owned()]));
        assert_eq!(count.shows, BTreeSet::from(["goal-title".to_owned()]));
        assert!(language.entries["goal-title.placeholder"].shows.contains("-product"));
        assert_eq!(language.entries["goal-title"].line, 3);
    }

    #[test]
    fn a_message_that_stands_twice_is_found() {
        assert_eq!(read("a = 1\nb = 2\na = 3\n").twice, [("a".to_owned(), 3)]);
    }
}
