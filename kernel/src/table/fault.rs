//! What was wrong with one cell, and where it stands.

use serde::Serialize;

use crate::locale::Speaker;

/// A cell that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The row as a spreadsheet numbers it.
    pub row: usize,
    /// The column's letters, empty where a whole column is missing.
    pub column: String,
    pub heading: String,
    /// What stood there, shortened where it is long.
    pub value: String,
    pub reason: Reason,
}

/// Why. Each has a stable message key and the arguments of its message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Missing,
    NotANumber,
    /// `1.234` is one thing in Dutch and another in English: the two readings.
    AmbiguousNumber(Box<[String; 2]>),
    /// `31 %` may be stored as 31 or as 0.31.
    PercentSign,
    NotWhole,
    NotADate,
    /// `01/02/2026`: the two readings, as ISO dates.
    AmbiguousDate(Box<[String; 2]>),
    NotAMonth,
    /// A formula of the workbook failed, such as `#REF!`.
    FailedFormula,
    MissingColumn,
    HeadingTwice,
    BeyondHeadings,
    /// A rule of the caller: its own message key and arguments.
    Rule(Box<Rule>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Reason {
    pub fn rule(key: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self::Rule(Box::new(Rule { key, args }))
    }
    pub fn key(&self) -> &'static str {
        match self {
            Self::Missing => "table-fault-missing",
            Self::NotANumber => "table-fault-not-a-number",
            Self::AmbiguousNumber(_) => "table-fault-ambiguous-number",
            Self::PercentSign => "table-fault-percent-sign",
            Self::NotWhole => "table-fault-not-whole",
            Self::NotADate => "table-fault-not-a-date",
            Self::AmbiguousDate(_) => "table-fault-ambiguous-date",
            Self::NotAMonth => "table-fault-not-a-month",
            Self::FailedFormula => "table-fault-failed-formula",
            Self::MissingColumn => "table-fault-missing-column",
            Self::HeadingTwice => "table-fault-heading-twice",
            Self::BeyondHeadings => "table-fault-beyond-headings",
            Self::Rule(rule) => rule.key,
        }
    }
    /// Why, for the reader.
    pub fn words(&self, t: &Speaker) -> String {
        t.say_with(self.key(), &self.args())
    }
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::AmbiguousNumber(readings) | Self::AmbiguousDate(readings) => {
                let [one, other] = readings.as_ref();
                vec![("one", one.clone()), ("other", other.clone())]
            }
            Self::Rule(rule) => rule.args.clone(),
            _ => Vec::new(),
        }
    }
}

/// Every fault of a file, in the order in which it was read.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Takes what was read; notes why where nothing was.
    pub fn take<T>(&mut self, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| self.0.push(fault)).ok()
    }
    pub fn push(&mut self, fault: Fault) {
        self.0.push(fault);
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub fn all(&self) -> &[Fault] {
        &self.0
    }
    pub fn into_all(self) -> Vec<Fault> {
        self.0
    }
}

/// As much of a value as helps to recognise it.
pub fn shortened(value: &str) -> String {
    const MOST: usize = 80;
    if value.chars().count() <= MOST {
        return value.to_owned();
    }
    value.chars().take(MOST - 1).chain(['…']).collect()
}
