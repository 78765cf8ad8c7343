//! What is asked of the demo, read from `bench/pages.txt` or another file of its form.

use anyhow::{Context, bail};

use crate::demo::Demo;
use crate::http::Connection;
use crate::place;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub label: String,
    pub path: String,
    pub body: String,
}

#[derive(Debug, Default)]
pub struct Plan {
    pub firsts: Vec<Ask>,
    pub pages: Vec<Ask>,
    pub pdfs: Vec<Ask>,
    pub writes: Vec<Ask>,
    pub reads: Vec<Ask>,
    pub header: String,
    pub row: String,
}

impl Plan {
    pub fn load() -> anyhow::Result<Self> {
        Self::of("bench/pages.txt")
    }

    /// The plan of another file.
    pub fn of(file: &str) -> anyhow::Result<Self> {
        let file = place::root().join(file);
        Self::read(&std::fs::read_to_string(&file).with_context(|| place::short(&file))?)
    }

    /// The gaps that this demo fills: its ids, and of every `first` the id of what is listed first.
    pub fn gaps(&self, demo: &Demo) -> anyhow::Result<Vec<(String, String)>> {
        let named = |name: &str| (name.to_owned(), demo.said[name].as_str().unwrap_or_default().to_owned());
        let mut gaps = vec![named("partnership"), named("organisation")];
        for first in &self.firsts {
            let known: Vec<(&str, &str)> = gaps.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let ask = first.with(&known);
            let list = Connection::open(&demo.url)?.get(&ask.path, &demo.token_headers()?)?;
            let list: serde_json::Value = serde_json::from_slice(&list.body)?;
            let id = list[0]["id"].as_str().with_context(|| format!("{} lists nothing", ask.path))?;
            gaps.push((ask.label, id.to_owned()));
        }
        Ok(gaps)
    }

    fn read(text: &str) -> anyhow::Result<Self> {
        let mut plan = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (kind, rest) =
                line.split_once(char::is_whitespace).with_context(|| format!("`{line}` has one word"))?;
            let rest = rest.trim();
            match kind {
                "first" => plan.firsts.push(Ask::read(rest)?),
                "page" => plan.pages.push(Ask::read(rest)?),
                "pdf" => plan.pdfs.push(Ask::read(rest)?),
                "write" => plan.writes.push(Ask::read(rest)?),
                "read" => plan.reads.push(Ask::read(rest)?),
                "header" => rest.clone_into(&mut plan.header),
                "row" => rest.clone_into(&mut plan.row),
                _ => bail!("`{kind}` is no kind of line in a plan"),
            }
        }
        Ok(plan)
    }
}

impl Ask {
    fn read(text: &str) -> anyhow::Result<Self> {
        let (label, rest) = text.split_once(char::is_whitespace).with_context(|| format!("`{text}` has no path"))?;
        let (path, body) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        Ok(Self { label: label.to_owned(), path: path.to_owned(), body: body.trim().to_owned() })
    }

    /// The same with its gaps filled.
    pub fn with(&self, gaps: &[(&str, &str)]) -> Self {
        Self { label: self.label.clone(), path: filled(&self.path, gaps), body: filled(&self.body, gaps) }
    }
}

pub fn filled(text: &str, gaps: &[(&str, &str)]) -> String {
    gaps.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_is_used_can_be_read() {
        let plan = Plan::load().unwrap();
        assert!(!plan.pages.is_empty() && !plan.pdfs.is_empty() && !plan.row.is_empty());
        assert_eq!(plan.writes.len(), plan.reads.len());
        assert!(!Plan::of("bench/life.txt").unwrap().pages.is_empty());
    }

    #[test]
    fn gaps_are_filled_in_path_and_body() {
        let plan = Plan::read("write reading /api/{partnership} {\"value\": {value}, \"n\": 1}\n").unwrap();
        let ask = plan.writes[0].with(&[("partnership", "p1"), ("value", "12.5")]);
        assert_eq!((ask.path.as_str(), ask.body.as_str()), ("/api/p1", "{\"value\": 12.5, \"n\": 1}"));
    }

    #[test]
    fn an_unknown_kind_is_refused() {
        assert!(Plan::read("pages home /\n").is_err());
    }
}
