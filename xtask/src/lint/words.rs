//! Finding texts in sources: string literals of Rust, and the expressions of a template.

/// A string literal with the line on which it begins and what stands directly before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    pub line: usize,
    pub text: String,
    /// Up to 24 characters of code before the literal, without blanks.
    pub before: String,
}

/// The string literals of Rust or of a template expression. Comments and character literals are passed by.
pub fn literals(code: &str) -> Vec<Literal> {
    let chars: Vec<char> = code.chars().collect();
    let mut found = Vec::new();
    let mut before = String::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let next = chars.get(at + 1).copied();
        match chars[at] {
            '\n' => line += 1,
            '/' if next == Some('/') => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
                continue;
            }
            'r' if raw_hashes(&chars, at).is_some() && !before.ends_with(is_word) => {
                let hashes = raw_hashes(&chars, at).unwrap_or(0);
                let start = at + hashes + 2;
                let end = raw_end(&chars, start, hashes);
                let text: String = chars[start..end].iter().collect();
                let lines = text.matches('\n').count();
                found.push(Literal { line, text, before: tail(&before) });
                line += lines;
                before.push('"');
                at = (end + hashes + 1).min(chars.len());
                continue;
            }
            '\'' if next == Some('\\') => at += 2,
            '\'' if chars.get(at + 2) == Some(&'\'') => at += 2,
            '"' => {
                let (text, end) = plain(&chars, at + 1);
                let lines = chars[at..end].iter().filter(|c| **c == '\n').count();
                found.push(Literal { line, text, before: tail(&before) });
                line += lines;
                before.push('"');
                at = end;
                continue;
            }
            _ => {}
        }
        if let Some(c) = chars.get(at).filter(|c| !c.is_whitespace()) {
            before.push(*c);
        }
        at += 1;
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn tail(before: &str) -> String {
    let from = before.char_indices().rev().nth(23).map_or(0, |(at, _)| at);
    before[from..].to_owned()
}

/// How many `#` stand between `r` and the quote of a raw literal.
fn raw_hashes(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    (chars.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

fn raw_end(chars: &[char], start: usize, hashes: usize) -> usize {
    let closes = |at: usize| chars[at] == '"' && (1..=hashes).all(|n| chars.get(at + n) == Some(&'#'));
    (start..chars.len()).find(|at| closes(*at)).unwrap_or(chars.len())
}

/// The text up to the closing quote, and the place behind it.
fn plain(chars: &[char], mut at: usize) -> (String, usize) {
    let mut text = String::new();
    while at < chars.len() && chars[at] != '"' {
        if chars[at] == '\\' {
            at += 1;
        }
        text.extend(chars.get(at));
        at += 1;
    }
    (text, (at + 1).min(chars.len()))
}

/// A template split into what is written out as it stands and what is computed, both with their line breaks kept, so
/// that lines can be counted in either.
pub fn split_template(text: &str) -> (String, String) {
    let (mut written, mut computed) = (String::new(), String::new());
    let mut rest = text;
    while let Some((at, close, kept)) = opening(rest) {
        let (before, from) = rest.split_at(at);
        let end = from.find(close).map_or(from.len(), |end| end + close.len());
        let (inside, after) = from.split_at(end);
        written.push_str(before);
        written.push(' ');
        written.extend(inside.chars().filter(|c| *c == '\n'));
        computed.extend(before.chars().filter(|c| *c == '\n'));
        if kept {
            computed.push_str(inside);
        } else {
            computed.extend(inside.chars().filter(|c| *c == '\n'));
        }
        rest = after;
    }
    written.push_str(rest);
    (written, computed)
}

fn opening(text: &str) -> Option<(usize, &'static str, bool)> {
    let kinds = [("{{", "}}", true), ("{%", "%}", true), ("{#", "#}", false)];
    kinds.iter().filter_map(|(open, close, kept)| Some((text.find(open)?, *close, *kept))).min_by_key(|found| found.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_found_with_line_and_call() {
        let code = "let c = '\"'; // \"not this\"\nt.say_with(\n  \"goal-title\", r#\"a \"raw\" one\"#);";
        let found = literals(code);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].line, found[0].text.as_str()), (3, "goal-title"));
        assert!(found[0].before.ends_with("t.say_with("));
        assert_eq!(found[1].text, "a \"raw\" one");
    }

    #[test]
    fn a_template_is_split_line_by_line() {
        let (written, computed) = split_template("<h1>\n{{ t.say(\"a\") }}</h1>\n{# no\ntext #}<p>{% if x %}yes");
        assert_eq!(written.lines().count(), 4);
        assert!(written.contains("yes") && !written.contains("say") && !written.contains("text"));
        assert_eq!(literals(&computed), [Literal { line: 2, text: "a".into(), before: "{{t.say(".into() }]);
    }
}
