//! What a study will ask and how it will answer, fixed and hashed before anyone opens the data.

use lustrum_impact::{Margin, Rules};
use lustrum_kernel::Day;
use lustrum_strategy::kpi::KpiId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::estimate::{Assignment, Design as Asked, Options};

/// How the groups came about, in the user's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Design {
    /// Chance decided who was trained.
    Rct,
    /// Units before and after, trained and wait-list.
    Did,
    /// Two groups that nobody formed by chance.
    Comparison,
}

impl Design {
    pub const ALL: [Design; 3] = [Design::Rct, Design::Did, Design::Comparison];
    pub fn word(self) -> &'static str {
        match self {
            Self::Rct => "rct",
            Self::Did => "did",
            Self::Comparison => "comparison",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|design| design.word() == word)
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    Higher,
    Lower,
}

/// A unit of the comparison: trained from a day on, or on the wait-list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPlan {
    pub unit: String,
    /// Nothing for a unit on the wait-list.
    pub trained_from: Option<Day>,
}

/// Where the data will come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Readings of a KPI in these units and periods. A period counts as trained when it begins on or after the day.
    Kpi { kpi: KpiId, title: String, from: Day, until: Day, units: Vec<UnitPlan> },
    /// A table that is uploaded; which column plays which part.
    Table {
        outcome: String,
        treatment: String,
        unit: Option<String>,
        time: Option<String>,
        cluster: Option<String>,
        covariates: Vec<String>,
    },
}

/// The plan of a study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub title: String,
    pub question: String,
    pub design: Design,
    pub basis: Basis,
    /// What an effect is measured in, such as percentage points or US dollars; behind every figure.
    pub unit: String,
    pub decimals: u8,
    pub better: Better,
    /// The largest effect that would make no difference, in that unit; 0.2 standard deviations where it is not given.
    pub margin: Option<f64>,
    /// Where the data come from, in the organisation's words.
    pub source: String,
    /// Generated for a demonstration.
    pub generated: bool,
}

/// The columns of the table that is made from readings.
pub(super) const READING_COLUMNS: [&str; 4] = ["unit", "period", "value", "trained"];

impl Plan {
    /// The exact text that is hashed.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("a plan holds texts, numbers and dates only")
    }
    /// SHA-256 of the text, in hexadecimal.
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.text()))
    }
    /// The key of the design's name.
    pub fn design_key(&self) -> String {
        format!("study-design-{}", self.design.word())
    }
    /// The key of the sentence that says what the design does.
    pub fn design_words_key(&self) -> String {
        format!("study-design-words-{}", self.design.word())
    }
    pub fn kpi(&self) -> Option<KpiId> {
        match &self.basis {
            Basis::Kpi { kpi, .. } => Some(*kpi),
            Basis::Table { .. } => None,
        }
    }
    /// What is compared: the KPI, or the outcome column.
    pub fn outcome(&self) -> &str {
        match &self.basis {
            Basis::Kpi { title, .. } => title,
            Basis::Table { outcome, .. } => outcome,
        }
    }
    /// What the estimate is asked for.
    pub fn options(&self) -> Options {
        let (design, assignment) = match self.design {
            Design::Rct => (Asked::Rct, Assignment::Random),
            Design::Did => (Asked::Did, Assignment::Unknown),
            Design::Comparison => (Asked::Auto, Assignment::Unknown),
        };
        let mut options = match &self.basis {
            Basis::Kpi { .. } => {
                let [unit, period, value, trained] = READING_COLUMNS;
                let mut options = Options::new(design, value, trained);
                options.unit = Some(unit.to_owned());
                options.time = Some(period.to_owned());
                options
            }
            Basis::Table { outcome, treatment, unit, time, cluster, covariates } => {
                let mut options = Options::new(design, outcome, treatment);
                options.unit = unit.clone();
                options.time = time.clone();
                options.cluster = cluster.clone();
                options.covariates = covariates.clone();
                options
            }
        };
        options.assignment = assignment;
        if let Some(margin) = self.margin {
            options.rules = Rules { margin: Margin::Units(margin), ..Rules::default() };
        }
        options
    }
}
