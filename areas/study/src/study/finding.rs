//! An estimate as it was stored, read back: figures, checks and codes that a page words in the reader's language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::shown::Shown;

/// What may be concluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    #[serde(rename = "effect")]
    Effect,
    #[serde(rename = "no effect detected")]
    NoEffectDetected,
    #[serde(rename = "not yet conclusive")]
    NotYetConclusive,
    #[serde(rename = "not identifiable")]
    NotIdentifiable,
}

impl Verdict {
    pub const ALL: [Verdict; 4] =
        [Verdict::Effect, Verdict::NoEffectDetected, Verdict::NotYetConclusive, Verdict::NotIdentifiable];
    /// The last part of its message keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Effect => "effect",
            Self::NoEffectDetected => "no-effect-detected",
            Self::NotYetConclusive => "not-yet-conclusive",
            Self::NotIdentifiable => "not-identifiable",
        }
    }
}

/// A reason or a need: its code and what goes into its message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coded {
    pub code: String,
    #[serde(default)]
    pub parameters: serde_json::Value,
}

/// A check with the figures that it was decided on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    pub kind: String,
    /// `passed`, `failed` or `not_applicable`.
    pub status: String,
    /// `identification`, `uncertainty` or `advice`.
    pub bearing: String,
    pub figures: BTreeMap<String, f64>,
}

/// What the data show, without any claim about why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Description {
    pub treated_n: i64,
    pub untreated_n: i64,
    pub treated_mean: Option<f64>,
    pub untreated_mean: Option<f64>,
    pub raw_difference: Option<f64>,
    pub deviation: Option<f64>,
}

/// The answer of one estimate. Effect, standard error and interval are nothing exactly where nothing identifies them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub estimate: Option<f64>,
    pub se: Option<f64>,
    pub ci: Option<[f64; 2]>,
    pub level: Option<f64>,
    pub p_value: Option<f64>,
    pub degrees_of_freedom: Option<f64>,
    pub n: i64,
    pub clusters: Option<i64>,
    pub design: Option<String>,
    pub method: Option<String>,
    pub verdict: Verdict,
    pub margin: Option<f64>,
    pub checks: Vec<Check>,
    pub reasons: Vec<Coded>,
    pub needed: Vec<Coded>,
    pub description: Description,
    #[serde(flatten)]
    pub shown: Shown,
}

impl Finding {
    /// The effect with its interval, where there is one.
    pub fn effect(&self) -> Option<(f64, [f64; 2])> {
        self.estimate.zip(self.ci)
    }
}
