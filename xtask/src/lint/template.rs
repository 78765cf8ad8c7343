//! Templates: no text outside the messages, nothing that a strict content security policy refuses, no third party.

use std::path::Path;

use crate::place;

use super::words::split_template;
use super::{Finding, ends};

/// Attributes whose text a reader sees or hears.
const SPOKEN: [&str; 5] = ["alt", "title", "placeholder", "aria-label", "label"];
const LINKS: [&str; 6] = ["href", "src", "action", "formaction", "srcset", "poster"];
/// Texts that are the same in every language, each with its reason.
const ALLOWED: &str = "xtask/template-words.txt";

pub fn check() -> anyhow::Result<Vec<Finding>> {
    let root = place::root();
    let allowed = std::fs::read_to_string(root.join(ALLOWED))?;
    let allowed: Vec<&str> = allowed.lines().filter_map(word).collect();
    let mut findings = Vec::new();
    for folder in ["areas", "kernel", "app"] {
        for file in place::files(&root.join(folder), &|path| ends(path, "html"))? {
            findings.extend(judge(&file, &std::fs::read_to_string(&file)?, &allowed));
        }
    }
    Ok(findings)
}

/// `Lustrum  # the product's name`
fn word(line: &str) -> Option<&str> {
    let word = line.split('#').next().unwrap_or_default().trim();
    (!word.is_empty()).then_some(word)
}

fn judge(file: &Path, template: &str, allowed: &[&str]) -> Vec<Finding> {
    let written = split_template(template).0;
    let mut findings = Vec::new();
    let mut line = 1;
    let mut rest = written.as_str();
    let mut silent: Option<String> = None;
    while !rest.is_empty() {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else if rest.starts_with('<') {
            tag_end(rest)
        } else {
            rest.find('<').unwrap_or(rest.len())
        };
        let (piece, after) = rest.split_at(end.max(1).min(rest.len()));
        let mut wrong = |what: String| findings.push(Finding::at(file, line + leading_lines(piece), what));
        if let Some(tag) = piece.strip_prefix('<') {
            let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
            let name = name.to_ascii_lowercase();
            if !piece.starts_with("<!") {
                attributes(tag, allowed, &mut wrong);
            }
            match &silent {
                Some(open) if name == format!("/{open}") => silent = None,
                None if matches!(name.as_str(), "script" | "style") => silent = Some(name),
                _ => {}
            }
        } else if let Some(open) = &silent {
            if !piece.trim().is_empty() {
                wrong(format!("<{open}> has a body; the content security policy refuses it"));
            }
        } else if let Some(text) = visible(piece, allowed) {
            wrong(format!("\"{text}\" is no message"));
        }
        line += piece.matches('\n').count();
        rest = after;
    }
    findings
}

/// Behind the `>` that ends a tag; one inside a quoted value does not.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn leading_lines(piece: &str) -> usize {
    let text = piece.trim_start();
    piece[..piece.len() - text.len()].matches('\n').count()
}

fn attributes(tag: &str, allowed: &[&str], wrong: &mut impl FnMut(String)) {
    for (name, value) in pairs(tag) {
        let name = name.to_ascii_lowercase();
        if name == "style" {
            wrong("a style attribute; the content security policy refuses it".to_owned());
        }
        if name.starts_with("on") && name.len() > 3 {
            wrong(format!("{name}: a script attribute; the content security policy refuses it"));
        }
        let elsewhere = value.trim_start();
        if LINKS.contains(&name.as_str())
            && ["http://", "https://", "//"].iter().any(|start| elsewhere.starts_with(start))
        {
            wrong(format!("{name} leads to a third party: {value}"));
        }
        if SPOKEN.contains(&name.as_str())
            && let Some(text) = visible(value, allowed)
        {
            wrong(format!("{name}=\"{text}\" is no message"));
        }
    }
}

/// The attributes that have a quoted value.
fn pairs(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some(at) = rest.find(['"', '\'']) {
        let quote = &rest[at..=at];
        let Some(length) = rest[at + 1..].find(quote) else {
            break;
        };
        let before = rest[..at].trim_end();
        if let Some(before) = before.strip_suffix('=') {
            let name = before.trim_end().rsplit(|c: char| c.is_whitespace() || c == '"' || c == '\'').next();
            found.extend(name.map(|name| (name, &rest[at + 1..at + 1 + length])));
        }
        rest = &rest[at + length + 2..];
    }
    found
}

/// What a reader would see of a text: three letters or more, when the allowed words are taken out.
fn visible(text: &str, allowed: &[&str]) -> Option<String> {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        shown.push_str(before);
        let length = entity.find(';').filter(|length| *length < 12);
        shown.push(' ');
        rest = &entity[length.map_or(1, |length| length + 1)..];
    }
    shown.push_str(rest);
    // A macro that writes the attributes of a tag stands outside of every tag.
    if shown.trim_start().starts_with("aria-") && shown.contains("=\"") {
        return None;
    }
    let mut left = shown.clone();
    for word in allowed {
        left = left.replace(word, " ");
    }
    let letters = left.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 3).then(|| shown.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(template: &str) -> Vec<String> {
        judge(Path::new("x.html"), template, &["Lustrum"]).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_page_of_messages_is_clean() {
        let page = "<!doctype html>\n{% extends \"shell.html\" %}\n<h1 class=\"title\">{{ t.say(\"goal\") }}</h1>\n\
            <a href=\"/goals/{{ id }}\" title=\"{{ t.say(\"x\") }}\">L4 &middot; {{ n }} %</a> Lustrum\n\
            <script type=\"module\" src=\"/assets/form.js\"></script><!-- why not -->\n";
        assert_eq!(whats(page), Vec::<String>::new());
    }

    #[test]
    fn a_text_that_is_no_message_is_found_with_its_line() {
        let found = judge(Path::new("x.html"), "<p>\n  Save goal\n</p>", &[]);
        assert_eq!(found, [Finding { place: "x.html:2".into(), what: "\"Save goal\" is no message".into() }]);
        assert_eq!(whats("<img alt='A chart'>"), ["alt=\"A chart\" is no message"]);
    }

    #[test]
    fn what_the_policy_refuses_is_found() {
        assert_eq!(whats("<p style=\"color: red\">{{ x }}</p>").len(), 1);
        assert_eq!(whats("<script>\n go() \n</script>").len(), 1);
        assert_eq!(whats("<button onclick=\"go()\">{{ x }}</button>").len(), 1);
        assert_eq!(whats("<a href=\"https://example.org\">{{ x }}</a>").len(), 1);
    }

    #[test]
    fn a_greater_sign_in_a_value_ends_no_tag() {
        assert_eq!(whats("<input pattern=\"a>bcd\">"), Vec::<String>::new());
    }
}
