//! Writing SVG: shapes by class, text escaped, the title and description that make it readable aloud.

use std::fmt::Write;

use super::{About, Svg};

/// Where a text stands relative to its point.
#[derive(Clone, Copy)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

pub struct Canvas {
    body: String,
    width: f64,
    height: f64,
}

impl Canvas {
    pub fn new(width: f64, height: f64) -> Self {
        Self { body: String::new(), width, height }
    }
    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.push(format_args!(
            r#"<path class="{class}" d="M{} {}L{} {}"/>"#,
            short(from.0),
            short(from.1),
            short(to.0),
            short(to.1)
        ));
    }
    /// A line through the points; a gap in the data is a gap in the line.
    pub fn polyline(&mut self, class: &str, points: &[Option<(f64, f64)>]) {
        let mut path = String::new();
        let mut drawing = false;
        for point in points {
            match point {
                Some((x, y)) => {
                    path.push_str(if drawing { "L" } else { "M" });
                    write!(path, "{} {}", short(*x), short(*y)).expect("writing to a string does not fail");
                    drawing = true;
                }
                None => drawing = false,
            }
        }
        self.push(format_args!(r#"<path class="{class}" d="{path}"/>"#));
    }
    /// What lies between two lines of the same places.
    pub fn area(&mut self, class: &str, upper: &[(f64, f64)], lower: &[(f64, f64)]) {
        if upper.len() < 2 {
            return;
        }
        let mut path = String::new();
        for (place, (x, y)) in upper.iter().chain(lower.iter().rev()).enumerate() {
            path.push_str(if place == 0 { "M" } else { "L" });
            write!(path, "{} {}", short(*x), short(*y)).expect("writing to a string does not fail");
        }
        self.push(format_args!(r#"<path class="{class}" d="{path}Z"/>"#));
    }
    pub fn bar(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        self.push(format_args!(
            r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}" rx="2"/>"#,
            short(x),
            short(y),
            short(width),
            short(height)
        ));
    }
    pub fn dot(&mut self, class: &str, at: (f64, f64), radius: f64) {
        self.push(format_args!(
            r#"<circle class="{class}" cx="{}" cy="{}" r="{}"/>"#,
            short(at.0),
            short(at.1),
            short(radius)
        ));
    }
    pub fn text(&mut self, class: &str, anchor: Anchor, at: (f64, f64), words: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let words = escape(words);
        self.push(format_args!(
            r#"<text class="{class}" text-anchor="{anchor}" x="{}" y="{}">{words}</text>"#,
            short(at.0),
            short(at.1)
        ));
    }
    /// Words of at most `most` characters. What was cut is read whole when pointed at, and stands in the table of the data.
    pub fn label(&mut self, class: &str, anchor: Anchor, at: (f64, f64), words: &str, most: usize) {
        self.lines(class, anchor, at, 0.0, words, &[clipped(words, most)]);
    }
    /// Lines beneath one another, as [`wrapped`] gave them of these words.
    pub fn lines(&mut self, class: &str, anchor: Anchor, at: (f64, f64), step: f64, words: &str, lines: &[String]) {
        let cut = lines.last().is_some_and(|last| last.ends_with('…')) && !words.ends_with('…');
        if cut {
            self.push(format_args!("<g><title>{}</title>", escape(words)));
        }
        for (place, line) in lines.iter().enumerate() {
            self.text(class, anchor, (at.0, at.1 + step * place as f64), line);
        }
        if cut {
            self.push(format_args!("</g>"));
        }
    }
    pub fn finish(self, about: &About<'_>, kind: &str) -> Svg {
        let id: String =
            about.id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
        let class = format!("{kind} {}", about.level.class());
        let (title, description) = (escape(about.title), escape(about.description));
        let markup = format!(
            r#"<svg class="{}" viewBox="0 0 {} {}" role="img" aria-labelledby="{id}-title" aria-describedby="{id}-desc" xmlns="http://www.w3.org/2000/svg"><title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>{}</svg>"#,
            class.trim(),
            short(self.width),
            short(self.height),
            self.body
        );
        Svg { markup, level: about.level }
    }
    fn push(&mut self, shape: std::fmt::Arguments<'_>) {
        self.body.write_fmt(shape).expect("writing to a string does not fail");
    }
}

/// A coordinate to a tenth: finer is not visible and only makes pages longer.
fn short(coordinate: f64) -> f64 {
    let tenth = (coordinate * 10.0).round() / 10.0;
    if tenth == 0.0 { 0.0 } else { tenth }
}

/// Text of data as text of XML. Characters that XML forbids are left out.
fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\r' | '\t' => safe.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Words in at most `lines` lines of `most` characters. A word longer than a line is broken; what is too much even so ends in
/// an ellipsis.
pub fn wrapped(words: &str, most: usize, lines: usize) -> Vec<String> {
    let (mut all, mut last) = (Vec::new(), String::new());
    for word in words.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        if !last.is_empty() {
            if last.chars().count() + 1 + rest.len() <= most {
                last.push(' ');
                last.extend(rest);
                continue;
            }
            all.push(std::mem::take(&mut last));
        }
        while rest.len() > most {
            let after = rest.split_off(seam(&rest, most));
            all.push(rest.into_iter().chain(['-']).collect());
            rest = after;
        }
        last.extend(rest);
    }
    all.push(last);
    if all.len() > lines {
        all.truncate(lines);
        if let Some(last) = all.last_mut() {
            last.push('…');
            *last = clipped(last, most);
        }
    }
    all
}

/// Where a word is broken that is longer than `most`: between two consonants before a vowel, as syllables part in Dutch and
/// in English, or else where the line is full.
fn seam(word: &[char], most: usize) -> usize {
    let vowel = |at: usize| "aeiouyáàäâéèëêíìïîóòöôúùüû".contains(word[at].to_lowercase().next().unwrap_or_default());
    let full = most.saturating_sub(1).max(1);
    let between = |at: &usize| !vowel(at - 1) && !vowel(*at) && vowel(at + 1);
    (full.saturating_sub(4).max(2)..=full).rev().find(between).unwrap_or(full)
}

/// Words of at most `most` characters.
fn clipped(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let kept: String = words.chars().take(most.saturating_sub(1)).collect();
    kept.trim_end_matches(['-', '…', ' ']).to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_is_broken_between_its_syllables_and_nothing_is_lost() {
        assert_eq!(wrapped("Gezondheidscijfer", 13, 3), ["Gezondheids-", "cijfer"]);
        assert_eq!(wrapped("Turnover of frontline managers", 13, 3), ["Turnover of", "frontline", "managers"]);
        assert_eq!(wrapped("Aaaaaaaaaaaaaaaaaaaa", 6, 9).concat().replace('-', ""), "Aaaaaaaaaaaaaaaaaaaa");
        assert_eq!(wrapped("", 13, 3), [""]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis_and_is_read_whole_when_pointed_at() {
        let name = "Gesprekken over verzuim en terugkeer & wat daarna komt";
        assert_eq!(wrapped(name, 16, 2), ["Gesprekken over", "verzuim en…"]);
        let mut canvas = Canvas::new(10.0, 10.0);
        canvas.lines("chart-name", Anchor::Start, (0.0, 0.0), 16.0, name, &wrapped(name, 16, 2));
        canvas.label("chart-label", Anchor::End, (0.0, 0.0), name, 12);
        canvas.label("chart-label", Anchor::End, (0.0, 0.0), "Kort", 12);
        assert_eq!(
            canvas.body.matches("<title>Gesprekken over verzuim en terugkeer &amp; wat daarna komt<").count(),
            2
        );
        assert!(canvas.body.contains(">Gesprekken…</text></g>") && canvas.body.ends_with(">Kort</text>"));
    }
}
