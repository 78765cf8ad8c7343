//! How an item of QTI is scored: by one of the standard templates, or by the same rules written out.

use lustrum_kernel::form::Fault;
use roxmltree::Node;

use super::read::{attribute, is};
use crate::item::Task;

/// A response with what is right.
pub struct Declared {
    /// `identifier`, `string`, `float`, `integer`, `directedPair`...
    pub base: String,
    pub correct: Vec<String>,
    /// What each response is worth under `map_response`.
    pub mapped: Vec<(String, f64)>,
    pub upper: Option<f64>,
}

pub fn declaration(node: &Node<'_, '_>) -> Declared {
    let find = |name: &'static str| node.children().find(move |child| is(child, name));
    let correct = find("correctresponse").into_iter().flat_map(|list| {
        let values: Vec<String> = list
            .children()
            .filter(|child| is(child, "value"))
            .map(|value| value.text().unwrap_or_default().trim().to_owned())
            .collect();
        values
    });
    let mapping = find("mapping");
    let mapped = mapping.into_iter().flat_map(|list| {
        let entries: Vec<(String, f64)> = list
            .children()
            .filter(|child| is(child, "mapentry"))
            .filter_map(|entry| {
                let key = attribute(&entry, "mapkey")?.trim().to_owned();
                Some((key, attribute(&entry, "mappedvalue")?.parse().ok()?))
            })
            .collect();
        entries
    });
    Declared {
        base: attribute(node, "basetype").unwrap_or_default().to_owned(),
        correct: correct.collect(),
        mapped: mapped.collect(),
        upper: mapping.and_then(|mapping| attribute(&mapping, "upperbound")?.parse().ok()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Processing {
    /// All or nothing.
    MatchCorrect,
    /// Every response by its own worth.
    MapResponse,
    /// A number within so much of the right one.
    Within { tolerance: f64, relative: bool },
}

impl Processing {
    pub fn tolerance(self, answer: f64) -> f64 {
        match self {
            Self::Within { tolerance, relative: true } => (answer * tolerance / 100.0).abs(),
            Self::Within { tolerance, relative: false } => tolerance,
            Self::MatchCorrect | Self::MapResponse => 0.0,
        }
    }
}

/// How the item is scored, where that is one of the ways that are known.
pub fn processing(root: &Node<'_, '_>, remarks: &mut Vec<Fault>) -> Result<Processing, Fault> {
    let Some(rules) = root.children().find(|child| is(child, "responseprocessing")) else {
        remarks.push(Fault::new("remark-qti-no-processing"));
        return Ok(Processing::MatchCorrect);
    };
    if let Some(template) = attribute(&rules, "template") {
        let name = template.rsplit('/').next().unwrap_or(template).trim_end_matches(".xml");
        return match name {
            "match_correct" => Ok(Processing::MatchCorrect),
            "map_response" => Ok(Processing::MapResponse),
            other => Err(Fault::new("fault-qti-processing").with("name", other)),
        };
    }
    written_out(&rules).ok_or_else(|| Fault::new("fault-qti-own-processing"))
}

/// One condition with one comparison of the response with what is right; anything more is a rule of the item's own.
fn written_out(rules: &Node<'_, '_>) -> Option<Processing> {
    let compares = ["match", "equal", "mapresponse"];
    let count = |name: &str| rules.descendants().filter(|node| is(node, name)).count();
    let mut found = rules.descendants().filter(|node| compares.iter().any(|name| is(node, name)));
    let (one, more) = (found.next()?, found.next());
    let known = ["and", "or", "not", "member", "sum", "gt", "gte", "lt", "lte", "responseelseif", "lookupoutcomevalue"];
    if more.is_some() || count("responsecondition") > 1 || known.iter().any(|name| count(name) > 0) {
        return None;
    }
    if is(&one, "mapresponse") {
        return Some(Processing::MapResponse);
    }
    let against_correct =
        one.children().any(|child| is(&child, "variable")) && one.children().any(|child| is(&child, "correct"));
    if !against_correct {
        return None;
    }
    if is(&one, "match") {
        return Some(Processing::MatchCorrect);
    }
    let tolerance = attribute(&one, "tolerance").and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    match (attribute(&one, "tolerancemode").unwrap_or("exact"), tolerance) {
        ("exact", _) => Some(Processing::Within { tolerance: 0.0, relative: false }),
        ("absolute", Some(tolerance)) => Some(Processing::Within { tolerance, relative: false }),
        ("relative", Some(tolerance)) => Some(Processing::Within { tolerance, relative: true }),
        _ => None,
    }
}

impl Declared {
    /// Points, and whether parts count. Where responses have worths of their own, the product counts every part alike
    /// and says so.
    pub fn worth(&self, scored: &Processing, task: &Task, remarks: &mut Vec<Fault>) -> (f64, bool) {
        if *scored != Processing::MapResponse || self.mapped.is_empty() {
            return (1.0, false);
        }
        let positive: Vec<f64> = self.mapped.iter().map(|(_, value)| *value).filter(|value| *value > 0.0).collect();
        let sum: f64 = match task {
            // One response is given, and the best of them is what can be reached.
            Task::Single { .. } | Task::Numeric { .. } | Task::ShortText { .. } => {
                positive.iter().copied().fold(0.0, f64::max)
            }
            _ => positive.iter().sum(),
        };
        let most = self.upper.filter(|upper| *upper > 0.0).map_or(sum, |upper| sum.min(upper));
        let alike = positive.iter().all(|value| (value - positive[0]).abs() < 1e-9);
        if !alike {
            remarks.push(Fault::new("remark-qti-worths"));
        }
        (if most > 0.0 { most } else { 1.0 }, task.kind().has_parts())
    }
}
