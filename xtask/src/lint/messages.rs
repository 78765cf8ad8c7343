//! Every text in both languages: the same messages with the same variables, none missing, none unused, none twice.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::place;

use super::fluent::{self, Language};
use super::words::{self, Literal};
use super::{Finding, ends};

/// A literal with such a beginning is a message's key wherever it stands in Rust.
const KEY_BEGINNINGS: [&str; 4] = ["refusal-", "field-", "nav-", "fault-"];
/// Calls whose first text is a key.
const SPEAKERS: [&str; 5] = [".say(", ".say1(", ".say2(", ".say_with(", ".count("];

pub fn check() -> anyhow::Result<Vec<Finding>> {
    let root = place::root();
    let mut findings = Vec::new();
    let mut known = BTreeMap::new();
    for english in place::files(&root, &|path| path.ends_with("locales/en.ftl"))? {
        let dutch = english.with_file_name("nl.ftl");
        let en = fluent::read(&std::fs::read_to_string(&english)?);
        let nl = fluent::read(&std::fs::read_to_string(&dutch).unwrap_or_default());
        findings.extend(differences(&english, &en, &dutch, &nl));
        findings.extend(keep(&mut known, &english, en));
    }
    let mut uses = Vec::new();
    for folder in ["areas", "kernel", "app"] {
        for file in place::files(&root.join(folder), &|path| ends(path, "rs") || ends(path, "html"))? {
            let text = std::fs::read_to_string(&file)?;
            let rust = ends(&file, "rs");
            let literals = words::literals(&if rust { text } else { words::split_template(&text).1 });
            findings.extend(unknown(&file, &literals, &known, rust));
            uses.extend(literals.into_iter().map(|literal| literal.text));
        }
    }
    findings.extend(unused(&known, &uses));
    Ok(findings)
}

type Known = BTreeMap<String, (PathBuf, fluent::Entry)>;

fn keep(known: &mut Known, file: &Path, language: Language) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, entry) in language.entries {
        if let Some((other, _)) = known.get(&key) {
            let what = format!("`{key}` stands in {} as well; all texts are one", place::short(other));
            findings.push(Finding::at(file, entry.line, what));
        } else {
            known.insert(key, (file.to_owned(), entry));
        }
    }
    findings
}

fn differences(english: &Path, en: &Language, dutch: &Path, nl: &Language) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, language) in [(english, en), (dutch, nl)] {
        for (key, line) in &language.twice {
            findings.push(Finding::at(file, *line, format!("`{key}` stands twice")));
        }
    }
    for (key, entry) in &en.entries {
        match nl.entries.get(key) {
            None => findings.push(Finding::at(english, entry.line, format!("`{key}` is missing in Dutch"))),
            // Each language decides for itself whether it needs the count for its plural beside the number.
            Some(other) if without_count(&entry.variables) != without_count(&other.variables) => {
                findings.push(Finding::at(dutch, other.line, format!("`{key}` has other variables than in English")));
            }
            Some(_) => {}
        }
    }
    for (key, entry) in nl.entries.iter().filter(|(key, _)| !en.entries.contains_key(*key)) {
        findings.push(Finding::at(dutch, entry.line, format!("`{key}` is missing in English")));
    }
    findings
}

fn without_count(variables: &BTreeSet<String>) -> BTreeSet<&str> {
    variables.iter().map(String::as_str).filter(|name| *name != "count").collect()
}

fn unknown(file: &Path, literals: &[Literal], known: &Known, rust: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for literal in literals {
        let key_like =
            literal.text.contains('-') && literal.text.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
        let spoken = SPEAKERS.iter().any(|call| literal.before.ends_with(call));
        let named = rust
            && KEY_BEGINNINGS
                .iter()
                .any(|beginning| literal.text.len() > beginning.len() && literal.text.starts_with(beginning));
        if key_like && (spoken || named) && !literal.text.ends_with('-') && !known.contains_key(&literal.text) {
            findings.push(Finding::at(file, literal.line, format!("there is no message `{}`", literal.text)));
        }
    }
    findings
}

/// A key is used by a literal that equals it, by a literal with gaps that it fits (`level-{}`, `level-`), or by a used
/// message that shows it. A message with attributes is used by any of them.
fn unused(known: &Known, uses: &[String]) -> Vec<Finding> {
    let exact: BTreeSet<&str> = uses.iter().map(String::as_str).collect();
    let gaps: Vec<(&str, &str)> = uses.iter().filter_map(|text| gap(text)).collect();
    let mut used: BTreeSet<&str> = known
        .keys()
        .map(String::as_str)
        .filter(|key| exact.contains(key) || gaps.iter().any(|(start, end)| fits(key, start, end)))
        .collect();
    loop {
        let shown: Vec<&str> = known
            .iter()
            .filter(|(key, _)| used.contains(key.as_str()) || used.iter().any(|own| belongs(own, key)))
            .flat_map(|(_, (_, entry))| entry.shows.iter().map(String::as_str))
            .filter(|key| !used.contains(key))
            .collect();
        if shown.is_empty() {
            break;
        }
        used.extend(shown);
    }
    known
        .iter()
        .filter(|(key, _)| !used.contains(key.as_str()) && !used.iter().any(|own| belongs(own, key)))
        .map(|(key, (file, entry))| Finding::at(file, entry.line, format!("`{key}` is used nowhere")))
        .collect()
}

/// Whether `key` is the message of the used attribute.
fn belongs(used: &str, key: &str) -> bool {
    used.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'))
}

/// The fixed beginning and end of a key that is put together, when the beginning says enough to mean a family of keys.
fn gap(text: &str) -> Option<(&str, &str)> {
    let family = |start: &str| {
        start.len() >= 4 && start.contains('-') && start.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    match text.find('{') {
        Some(open) => {
            let end = &text[text.rfind('}')? + 1..];
            family(&text[..open]).then_some((&text[..open], end))
        }
        None => (text.ends_with('-') && family(text)).then_some((text, "")),
    }
}

fn fits(key: &str, start: &str, end: &str) -> bool {
    key.len() > start.len() + end.len() && key.starts_with(start) && key.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|finding| finding.what).collect()
    }
    fn compared(en: &str, nl: &str) -> Vec<String> {
        whats(differences(Path::new("en.ftl"), &fluent::read(en), Path::new("nl.ftl"), &fluent::read(nl)))
    }
    fn known(text: &str) -> Known {
        let mut known = Known::new();
        assert!(keep(&mut known, Path::new("en.ftl"), fluent::read(text)).is_empty());
        known
    }

    #[test]
    fn both_languages_say_the_same() {
        assert_eq!(compared("a = A { $x }\n    .hint = H\n", "a = B { $x }\n    .hint = H\n"), Vec::<String>::new());
        assert_eq!(compared("a = A\n    .hint = H\n", "a = B\n"), ["`a.hint` is missing in Dutch"]);
        assert_eq!(compared("a = A\n", "a = B\nb = C\n"), ["`b` is missing in English"]);
        assert_eq!(compared("a = A { $x }\n", "a = B { $y }\n"), ["`a` has other variables than in English"]);
    }

    #[test]
    fn a_message_is_used_by_its_key_its_family_or_another_message() {
        let known =
            known("one = 1 { three }\nlevel-1 = L1\nlevel-2 = L2\nthree = 3\nfour = 4\nfive = 5\n    .hint = h\n");
        let uses = ["one", "level-{}", "{}", "five.hint"].map(str::to_owned);
        assert_eq!(whats(unused(&known, &uses)), ["`four` is used nowhere"]);
    }

    #[test]
    fn a_key_that_does_not_exist_is_named() {
        let known = known("goal-title = Goal\n");
        let code = r#"t.say("goal-title"); t.say1("goal-owner", "name", x); Fault::new("fault-odd"); items.count("x"); class("a-b")"#;
        let found = whats(unknown(Path::new("x.rs"), &words::literals(code), &known, true));
        assert_eq!(found, ["there is no message `goal-owner`", "there is no message `fault-odd`"]);
    }

    #[test]
    fn the_same_key_in_two_areas_is_refused() {
        let mut known = known("title = A\n");
        assert_eq!(keep(&mut known, Path::new("other.ftl"), fluent::read("title = B\n")).len(), 1);
    }
}
