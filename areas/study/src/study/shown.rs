//! What a finding keeps for its pictures, beside the figures. Findings of before there were pictures hold none of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Coded;

/// Everything that a picture may need; what a design does not tell is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// Each group of starters over the periods.
    #[serde(default)]
    pub course: Option<Course>,
    /// How readings varied before anyone started.
    #[serde(default)]
    pub variation: Option<Varied>,
    /// Of a common start: effects by the periods since it.
    #[serde(default)]
    pub event: Option<Aggregation>,
    /// Of staggered starts: by periods since the start, by start, by period.
    #[serde(default)]
    pub aggregations: Option<Aggregations>,
    #[serde(default)]
    pub group_time: Vec<GroupTime>,
    /// Observed beside what would have been expected, of one series or one unit.
    #[serde(default)]
    pub series: Vec<Beside>,
    /// Whether the mean of untrained units was taken out of the series.
    #[serde(default)]
    pub less_untreated: bool,
    /// The first trained period, as the table writes it.
    #[serde(default)]
    pub start: Option<Value>,
    #[serde(default)]
    pub level_change: Option<Overall>,
    #[serde(default)]
    pub slope_change: Option<Overall>,
    /// The effect after one period, three, six, a year and so on, of one series or one unit.
    #[serde(default)]
    pub horizons: Vec<At>,
    /// Of one series: how its error would be with one more period from the start on, two more, and so on, as a share of what
    /// it is.
    #[serde(default)]
    pub longer: Vec<f64>,
    /// A second opinion on one series, by a model of the time before.
    #[serde(default)]
    pub counterfactual: Option<Counterfactual>,
    /// The mixture: units with their weights, which add up to 1.
    #[serde(default)]
    pub weights: BTreeMap<String, f64>,
    #[serde(default)]
    pub placebo_p: Option<f64>,
    /// Why this design and no other, where nobody asked for one.
    #[serde(default)]
    pub choice: Option<Chosen>,
    #[serde(default)]
    pub settings: Option<Value>,
}

impl Shown {
    /// How many periods from the start on were followed, of one series or one unit.
    pub fn followed(&self) -> usize {
        self.horizons.last().map_or(0, |last| last.periods)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    pub periods: Vec<Value>,
    pub groups: Vec<Group>,
}

/// Units that start together; without a start those that never do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    pub start: Option<Value>,
    pub units: i64,
    pub values: Vec<Option<f64>>,
}

/// Variances between units and within them over time, how much of a deviation is left one period later, and what the
/// comparison was made of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Varied {
    pub between: f64,
    pub within: f64,
    pub decay: f64,
    pub started: usize,
    pub waiting: usize,
    pub before: usize,
    pub after: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overall {
    pub estimate: f64,
    pub se: f64,
    pub ci: [f64; 2],
    pub p_value: Option<f64>,
}

/// An effect so many periods from the start on: in the last of them, and on average over them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct At {
    pub periods: usize,
    pub time: Option<Value>,
    pub change: Overall,
    pub mean: Overall,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Aggregation {
    pub overall: Overall,
    pub effects: Vec<Effect>,
}

/// An effect at a number of periods since the start, of a start, or in a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    pub at: Value,
    pub effect: f64,
    pub se: Option<f64>,
    /// Its own interval; answers of before it was kept have none.
    #[serde(default)]
    pub ci: Option<[f64; 2]>,
    /// Of all effects together.
    pub band: Option<[f64; 2]>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Aggregations {
    pub dynamic: Aggregation,
    pub group: Aggregation,
}

/// The effect on those who start at one moment, in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupTime {
    pub start: Value,
    pub time: Value,
    pub since: f64,
    pub before: bool,
    pub effect: f64,
    pub se: Option<f64>,
    pub band: Option<[f64; 2]>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    pub time: Value,
    pub observed: f64,
    pub expected: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counterfactual {
    pub mean: Overall,
    /// From the start on.
    pub expected: Vec<Expected>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    pub expected: f64,
    pub ci: [f64; 2],
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    pub chosen: Option<String>,
    pub reasons: Vec<Coded>,
    pub rejected: Vec<Rejected>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejected {
    pub design: String,
    #[serde(flatten)]
    pub ground: Coded,
}

#[cfg(test)]
mod tests {
    use super::super::Finding;

    /// An answer as it was stored before pictures.
    const OLD: &str = r#"{"estimate":-1.6,"se":1.2,"ci":[-4.1,0.9],"level":0.95,"p_value":0.2,"degrees_of_freedom":38.0,"n":760,"clusters":40,"design":"did","method":"difference_in_differences","verdict":"not yet conclusive","margin":1.0,"checks":[{"kind":"pre_trend","status":"passed","bearing":"identification","figures":{"slope":0.1},"text":"x"}],"reasons":[],"needed":[],"description":{"treated_n":140,"untreated_n":620,"treated_mean":28.0,"untreated_mean":30.0,"raw_difference":-2.0,"deviation":6.0},"unused":null,"choice":null}"#;

    #[test]
    fn a_finding_of_before_pictures_still_reads() {
        let finding: Finding = serde_json::from_str(OLD).unwrap();
        assert_eq!(finding.effect(), Some((-1.6, [-4.1, 0.9])));
        assert_eq!(finding.shown, super::Shown::default());
    }
}
