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

/// Words broken into at most two lines of about `most` characters; what does not fit ends in an ellipsis.
pub fn two_lines(words: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= most || lines.len() == 2 {
            let last = lines.last_mut().expect("there is always a line");
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.into_iter().map(|line| clipped(&line, most)).collect()
}

/// Words of at most `most` characters.
pub fn clipped(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let mut kept: String = words.chars().take(most.saturating_sub(1)).collect();
    kept.truncate(kept.trim_end().len());
    kept + "…"
}
