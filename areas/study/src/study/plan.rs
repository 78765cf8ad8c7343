//! What a study will ask and how it will answer, fixed and hashed before anyone opens the data.

use std::collections::HashSet;

use lustrum_impact::{Margin, Rules};
use lustrum_kernel::Day;
use lustrum_strategy::kpi::KpiId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Draw, Lottery};
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
    /// Units that start at different moments, each against those that have not started yet.
    EventStudy,
    /// The course of what is trained, carried on past its start.
    Its,
    /// One trained unit against a mixture of others.
    Synth,
    /// Groups weighted to be alike on what was measured.
    Ipw,
    /// The same, and adjusted by a model of the outcome: right when either is.
    Aipw,
    /// The strongest design that the data allow, with its reasons.
    Auto,
}

impl Design {
    pub const ALL: [Design; 9] = [
        Design::Auto,
        Design::Rct,
        Design::Did,
        Design::EventStudy,
        Design::Synth,
        Design::Its,
        Design::Ipw,
        Design::Aipw,
        Design::Comparison,
    ];
    pub fn word(self) -> &'static str {
        match self {
            Self::Rct => "rct",
            Self::Did => "did",
            Self::Comparison => "comparison",
            Self::EventStudy => "event-study",
            Self::Its => "its",
            Self::Synth => "synth",
            Self::Ipw => "ipw",
            Self::Aipw => "aipw",
            Self::Auto => "auto",
        }
    }
    /// Whether it looks at units over periods and can do with nothing less.
    pub fn over_time(self) -> bool {
        matches!(self, Self::Did | Self::EventStudy | Self::Its | Self::Synth)
    }
    /// Whether it can be asked of readings, which are units over periods without covariates.
    pub fn of_readings(self) -> bool {
        self.over_time() || self == Self::Auto
    }
    /// Whether it makes groups alike on columns that were known before.
    pub fn weighs(self) -> bool {
        matches!(self, Self::Ipw | Self::Aipw)
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

/// How it was decided who is trained, as far as the plan says so. A plan that says nothing of it has the same text as
/// before there was anything to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// By lot, from a published seed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<Draw>,
    /// By lot, from a seed that both sides give after the plan is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery: Option<Lottery>,
    /// Someone who knows says that nothing but the covariates decided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub measured: bool,
}

impl Assigned {
    /// Whether the lot decides, drawn or not yet.
    pub fn by_lot(&self) -> bool {
        self.draw.is_some() || self.lottery.is_some()
    }
    /// Whether both sides still have to give the seed.
    pub fn waits_for_words(&self) -> bool {
        self.lottery.is_some() && self.draw.is_none()
    }
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
    #[serde(flatten)]
    pub assigned: Assigned,
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
    /// Where no draw is registered with it, that chance decided is the word of who registered it.
    pub fn design_words_key(&self) -> String {
        if self.design == Design::Rct && !self.assigned.by_lot() {
            return "study-design-words-rct-said".to_owned();
        }
        format!("study-design-words-{}", self.design.word())
    }
    pub fn kpi(&self) -> Option<KpiId> {
        match &self.basis {
            Basis::Kpi { kpi, .. } => Some(*kpi),
            Basis::Table { .. } => None,
        }
    }
    /// The units that wait by the plan.
    pub(super) fn waiting(&self) -> HashSet<&str> {
        let Basis::Kpi { units, .. } = &self.basis else { return HashSet::new() };
        units.iter().filter(|unit| unit.trained_from.is_none()).map(|unit| unit.unit.as_str()).collect()
    }
    /// The day on which the first unit starts, where the plan names units.
    pub(super) fn first_start(&self) -> Option<Day> {
        let Basis::Kpi { units, .. } = &self.basis else { return None };
        units.iter().filter_map(|unit| unit.trained_from).min()
    }
    /// What is compared: the KPI, or the outcome column.
    pub fn outcome(&self) -> &str {
        match &self.basis {
            Basis::Kpi { title, .. } => title,
            Basis::Table { outcome, .. } => outcome,
        }
    }
    /// The same plan with what was drawn in it: who starts first, and when.
    pub(super) fn with_draw(mut self, draw: Draw) -> Self {
        if let Basis::Kpi { units, .. } = &mut self.basis {
            *units = draw.units();
        }
        self.assigned.draw = Some(draw);
        self
    }
    /// What the estimate is asked for.
    pub fn options(&self) -> Options {
        let design = match self.design {
            Design::Rct => Asked::Rct,
            Design::Did => Asked::Did,
            Design::EventStudy => Asked::EventStudy,
            Design::Its => Asked::Its,
            Design::Synth => Asked::Synth,
            Design::Ipw => Asked::Ipw,
            Design::Aipw => Asked::Aipw,
            Design::Comparison | Design::Auto => Asked::Auto,
        };
        let assignment = match self.design {
            Design::Rct => Assignment::Random,
            _ if self.assigned.draw.is_some() => Assignment::Random,
            _ if self.assigned.measured => Assignment::Measured,
            _ => Assignment::Unknown,
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
        options.drawn = self.assigned.draw.as_ref().map(Draw::decided);
        options.groups = self.assigned.draw.as_ref().map(Draw::groups);
        options.pictured = true;
        if let Some(margin) = self.margin {
            options.rules = Rules { margin: Margin::Units(margin), ..Rules::default() };
        }
        options
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A plan as it was registered before a plan could say how it was decided who is trained.
    const OLD: &str = r#"{"title":"Turnover","question":"Does it fall?","design":"did","basis":{"kpi":{"kpi":"01890a5d-ac96-774b-bcce-b302099a8057","title":"Turnover","from":"2025-03-01","until":"2026-09-01","units":[{"unit":"Gent","trained_from":"2026-03-01"},{"unit":"Lier","trained_from":null}]}},"unit":"%","decimals":1,"better":"lower","margin":1.0,"source":"HR","generated":true}"#;
    const OLD_TABLE: &str = r#"{"title":"Earnings","question":"Did they rise?","design":"rct","basis":{"table":{"outcome":"re78","treatment":"treat","unit":null,"time":null,"cluster":null,"covariates":["age"]}},"unit":"US dollars","decimals":2,"better":"higher","margin":null,"source":"LaLonde","generated":false}"#;

    #[test]
    fn a_plan_of_before_reads_and_keeps_its_text_and_its_hash() {
        for text in [OLD, OLD_TABLE] {
            let plan: Plan = serde_json::from_str(text).unwrap();
            assert_eq!(plan.text(), text);
            assert_eq!(plan.hash(), hex::encode(Sha256::digest(text)));
            assert_eq!(plan.assigned, Assigned::default());
        }
    }

    #[test]
    fn a_draw_is_part_of_the_text_that_is_hashed_and_comes_back_from_it() {
        let old: Plan = serde_json::from_str(OLD).unwrap();
        let units = [("Gent".to_owned(), String::new()), ("Lier".to_owned(), String::new())];
        let draw = Draw::of("17 04 33", 50, "2026-03-01".parse().unwrap(), &units);
        let drawn = Plan { assigned: Assigned { draw: Some(draw), ..Assigned::default() }, ..old.clone() };
        assert_ne!(drawn.hash(), old.hash());
        assert!(drawn.text().contains("17 04 33") && !drawn.text().contains("measured"));
        assert_eq!(serde_json::from_str::<Plan>(&drawn.text()).unwrap(), drawn);
    }

    #[test]
    fn that_chance_decided_is_told_as_a_word_where_no_draw_is_registered() {
        let said: Plan = serde_json::from_str(OLD_TABLE).unwrap();
        assert_eq!(said.design_words_key(), "study-design-words-rct-said");
        let units = [("p1".to_owned(), String::new()), ("p2".to_owned(), String::new())];
        let draw = Draw::of("17 04 33", 50, "2026-03-01".parse().unwrap(), &units);
        let drawn = Plan { assigned: Assigned { draw: Some(draw), ..Assigned::default() }, ..said };
        assert_eq!(drawn.design_words_key(), "study-design-words-rct");
    }

    #[test]
    fn every_design_is_found_by_its_word() {
        for design in Design::ALL {
            assert_eq!(Design::parse(design.word()), Some(design));
            assert_eq!(serde_json::to_value(design).unwrap(), design.word());
        }
        assert_eq!(Design::parse("did "), None);
    }
}
