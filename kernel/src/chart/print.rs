//! The palette of print: what the style sheet says on white paper, as attributes of each shape.

use super::Level;

const INK: &str = "#1c2430";
const QUIET: &str = "#5a6472";
const LINE: &str = "#d5cfc3";

fn colour(level: Level) -> &'static str {
    match level {
        Level::Reaction => "#7c8696",
        Level::Learning => "#5577a1",
        Level::Behaviour => "#2b6f8f",
        Level::Results | Level::Other => "#0b6464",
    }
}

/// Turns each class into attributes. Text of data can't pass for a class: its quotation marks are escaped.
pub fn with_palette(markup: &str, level: Level) -> String {
    let own = colour(level);
    let mut out = String::with_capacity(markup.len() * 2);
    let mut rest = markup;
    while let Some(place) = rest.find(" class=\"") {
        let (before, after) = rest.split_at(place);
        let value = &after[8..];
        let Some(end) = value.find('"') else { break };
        out.push_str(before);
        out.push_str(&attributes(&value[..end], own));
        rest = &value[end + 1..];
    }
    out.push_str(rest);
    out
}

fn attributes(class: &str, own: &str) -> String {
    match class {
        "chart-bar" | "chart-dot" => format!(r#" fill="{own}""#),
        "chart-line" => {
            format!(r#" stroke="{own}" stroke-width="2.25" stroke-linejoin="round" stroke-linecap="round""#)
        }
        "chart-second" => {
            format!(r#" stroke="{QUIET}" stroke-width="2" stroke-dasharray="5 4" stroke-linejoin="round""#)
        }
        "chart-band" => format!(r#" fill="{own}" fill-opacity="0.14""#),
        "chart-interval" => format!(r#" stroke="{own}" stroke-width="2.5" stroke-linecap="round""#),
        "chart-hollow" => format!(r##" fill="#ffffff" stroke="{own}" stroke-width="2.25""##),
        "chart-axis" => format!(r#" stroke="{LINE}" stroke-width="1""#),
        "chart-grid" => format!(r#" stroke="{LINE}" stroke-width="0.75""#),
        "chart-zero" => format!(r#" stroke="{QUIET}" stroke-width="1.25" stroke-dasharray="3 3""#),
        "chart-marker" => format!(r#" stroke="{QUIET}" stroke-width="1""#),
        "chart-target" => format!(r#" stroke="{INK}" stroke-width="1.25" stroke-dasharray="7 4""#),
        "chart-baseline" => format!(r#" stroke="{QUIET}" stroke-width="1.25" stroke-dasharray="1.5 3.5""#),
        "chart-strong" => format!(r#" fill="{INK}" stroke="none" font-weight="600""#),
        "chart-name" => format!(r#" fill="{INK}" stroke="none""#),
        "chart-label" => format!(r#" fill="{QUIET}" stroke="none""#),
        // The SVG element itself: what its shapes inherit.
        _ => r#" fill="none" stroke="none" font-family="Libertinus Serif, serif" font-size="12""#.to_owned(),
    }
}
