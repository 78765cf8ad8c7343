//! Figures beside their limits, as a table and as JSON.

use std::fmt;

use serde_json::{Value, json};

#[derive(Clone, Debug)]
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    limit: Option<f64>,
    /// Where the limit is what must be reached and not what must not be exceeded.
    reaches: bool,
}

impl Figure {
    fn kept(&self) -> bool {
        self.limit.is_none_or(|limit| if self.reaches { self.value >= limit } else { self.value <= limit })
    }
}

#[derive(Default)]
pub struct Figures {
    known: Vec<Figure>,
    missing: Vec<(String, String)>,
}

impl Figures {
    /// A figure that must not exceed its limit; without a limit it is only told.
    pub fn add(&mut self, name: impl Into<String>, value: f64, unit: &'static str, limit: Option<f64>) {
        self.known.push(Figure { name: name.into(), value, unit, limit, reaches: false });
    }
    /// A figure that must reach its limit.
    pub fn reach(&mut self, name: impl Into<String>, value: f64, unit: &'static str, limit: f64) {
        self.known.push(Figure { name: name.into(), value, unit, limit: Some(limit), reaches: true });
    }
    /// A figure that could not be taken counts as one that was not kept.
    pub fn attempt(&mut self, name: &str, take: impl FnOnce(&mut Self) -> anyhow::Result<()>) {
        if let Err(error) = take(self) {
            self.missing.push((name.to_owned(), format!("{error:#}")));
        }
    }
    pub fn all_kept(&self) -> bool {
        self.missing.is_empty() && self.known.iter().all(Figure::kept)
    }
    pub fn json(&self) -> Value {
        let known: Vec<Value> = self
            .known
            .iter()
            .map(|figure| {
                json!({"name": figure.name, "value": figure.value, "unit": figure.unit, "limit": figure.limit,
                    "ratio": figure.limit.filter(|limit| *limit > 0.0).map(|limit| figure.value / limit), "kept": figure.kept()})
            })
            .collect();
        let missing: Vec<Value> =
            self.missing.iter().map(|(name, reason)| json!({"name": name, "reason": reason})).collect();
        json!({"figures": known, "missing": missing, "kept": self.all_kept()})
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<44} {:>12} {:<5} {:>10} {:>7}", "figure", "value", "unit", "limit", "ratio")?;
        for figure in &self.known {
            write!(f, "{:<44} {:>12.2} {:<5}", figure.name, figure.value, figure.unit)?;
            if let Some(limit) = figure.limit {
                write!(f, " {limit:>10.2}")?;
                match limit > 0.0 {
                    true => write!(f, " {:>7.2}", figure.value / limit)?,
                    false => write!(f, " {:>7}", "")?,
                }
                write!(
                    f,
                    "{}",
                    match (figure.kept(), figure.reaches) {
                        (true, _) => "",
                        (false, false) => "  over the limit",
                        (false, true) => "  not reached",
                    }
                )?;
            }
            writeln!(f)?;
        }
        for (name, reason) in &self.missing {
            writeln!(f, "{name:<44} could not be taken: {reason}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_over_its_limit_or_not_taken_is_not_kept() {
        let mut figures = Figures::default();
        figures.add("idle memory", 61.5, "MB", Some(100.0));
        figures.add("requests", 9000.0, "/s", None);
        assert!(figures.all_kept());
        figures.attempt("import", |_| Err(anyhow::anyhow!("no such command")));
        assert!(!figures.all_kept());
        let mut figures = Figures::default();
        figures.add("lost", 1.0, "", Some(0.0));
        assert!(!figures.all_kept() && figures.to_string().contains("over the limit"));
        assert_eq!(figures.json()["figures"][0]["kept"], false);
        let mut figures = Figures::default();
        figures.reach("rate", 0.9, "", 1.0);
        assert!(!figures.all_kept() && figures.to_string().contains("not reached"));
    }
}
