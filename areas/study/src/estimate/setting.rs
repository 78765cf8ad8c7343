//! What the user says about the table: the design, and which column plays which part.

use lustrum_impact::{DesignName, Rules, staggered};
use serde::Serialize;
use std::{collections::BTreeMap, fmt, str::FromStr};

/// The design that the user asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Design {
    /// The user's word that chance assigned.
    Rct,
    /// Difference in differences of units over periods.
    Did,
    /// Group-time effects of units that start at different moments.
    EventStudy,
    /// The course before the start, carried on.
    Its,
    /// A mixture of untreated units that moved like the treated one.
    Synth,
    /// Weighted to be alike on the covariates.
    Ipw,
    /// Weighted and adjusted by regression: right when either is.
    Aipw,
    /// The strongest design that the data allow; nobody's word is taken.
    Auto,
}

/// Who decided who was treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Assignment {
    Random,
    /// Nothing but the covariates decided.
    Measured,
    #[default]
    Unknown,
}

/// The part that a column plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Outcome,
    Treatment,
    Unit,
    Time,
    Cluster,
    Covariate,
    Start,
    Weights,
    Strata,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Outcome => "outcome",
            Self::Treatment => "treatment",
            Self::Unit => "unit",
            Self::Time => "time",
            Self::Cluster => "cluster",
            Self::Covariate => "covariate",
            Self::Start => "start",
            Self::Weights => "weights",
            Self::Strata => "strata",
        })
    }
}

impl FromStr for Design {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "rct" => Ok(Self::Rct),
            "did" => Ok(Self::Did),
            "event-study" => Ok(Self::EventStudy),
            "its" => Ok(Self::Its),
            "synth" => Ok(Self::Synth),
            "ipw" => Ok(Self::Ipw),
            "aipw" => Ok(Self::Aipw),
            "auto" => Ok(Self::Auto),
            other => Err(format!("a design is auto, did, event-study, its, synth, ipw, aipw or rct, not {other}")),
        }
    }
}

impl fmt::Display for Design {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rct => "rct",
            Self::Did => "did",
            Self::EventStudy => "event-study",
            Self::Its => "its",
            Self::Synth => "synth",
            Self::Ipw => "ipw",
            Self::Aipw => "aipw",
            Self::Auto => "auto",
        })
    }
}

impl Design {
    /// What it does, in one sentence for who knows no statistics.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Rct => "Chance decided who was trained; those who were are compared with those who were not.",
            Self::Did => {
                "The change in trained units is compared with the change in units that were not trained; what moved all of them alike falls away."
            }
            Self::EventStudy => {
                "Units start at different moments; each is compared, period by period, with units that have not started yet at that time."
            }
            Self::Its => {
                "The course from before the start is carried on as if nothing had happened; what was seen afterwards is held against that line."
            }
            Self::Synth => {
                "From units that were not trained a mixture is made that moved like the trained one before its start; how far they part afterwards is compared with how far other units part from their own mixture."
            }
            Self::Ipw => {
                "People who were unlikely to be in their group count for more, so that both groups look alike on what was measured before; what was not measured may still differ."
            }
            Self::Aipw => {
                "Both groups are weighted to look alike on what was measured before, and a model of the outcome corrects what is left; it is enough that one of the two is right, but what was not measured may still differ."
            }
            Self::Auto => "How units were assigned, when they start and how long they were seen decide the design.",
        }
    }
}

impl From<DesignName> for Design {
    fn from(name: DesignName) -> Self {
        match name {
            DesignName::Rct => Self::Rct,
            DesignName::Did => Self::Did,
            DesignName::EventStudy => Self::EventStudy,
            DesignName::Its => Self::Its,
            DesignName::Synth => Self::Synth,
            DesignName::Ipw => Self::Ipw,
            DesignName::Aipw => Self::Aipw,
        }
    }
}

impl FromStr for Assignment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "random" => Ok(Self::Random),
            "measured" => Ok(Self::Measured),
            "unknown" => Ok(Self::Unknown),
            other => Err(format!("an assignment is random, measured or unknown, not {other}")),
        }
    }
}

/// The settings of one estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    pub design: Design,
    pub assignment: Assignment,
    /// Numbers.
    pub outcome: String,
    /// 0 or 1 (also true or false) in each row. In a panel: 1 where this unit is treated in this period; beside a
    /// start it may also be 1 in all periods of a unit that ever is. May be empty where there is a start.
    pub treatment: String,
    /// Any label.
    pub unit: Option<String>,
    /// Numbers, ISO dates, or patterns such as Q42010, 2010Q4, 2010-M04, 2010-W05.
    pub time: Option<String>,
    /// Any label; the unit, where it is not named.
    pub cluster: Option<String>,
    /// Numbers, known before the start.
    pub covariates: Vec<String>,
    /// The first treated period of each unit, written as the periods are; empty, 0, `inf` or `never` for none.
    pub start: Option<String>,
    /// How much each row counts.
    pub weights: Option<String>,
    /// Within what the lots were drawn: any label.
    pub strata: Option<String>,
    /// The group of each unit within which it was drawn, where a draw decided and no column says it.
    pub groups: Option<BTreeMap<String, String>>,
    /// How staggered starts are compared.
    pub staggered: staggered::Settings,
    pub rules: Rules,
    /// Which units were drawn to be trained (first), where a draw decided; a table that says otherwise is refused.
    pub drawn: Option<BTreeMap<String, bool>>,
    /// Whether the answer also holds what a page draws of it.
    pub pictured: bool,
}

impl Options {
    /// The design, the outcome and the treatment; all else as it is by default.
    pub fn new(design: Design, outcome: impl Into<String>, treatment: impl Into<String>) -> Self {
        Self {
            design,
            assignment: Assignment::default(),
            outcome: outcome.into(),
            treatment: treatment.into(),
            unit: None,
            time: None,
            cluster: None,
            covariates: Vec::new(),
            start: None,
            weights: None,
            strata: None,
            groups: None,
            staggered: staggered::Settings::default(),
            rules: Rules::default(),
            drawn: None,
            pictured: false,
        }
    }

    /// Every column that plays a part, in the order in which a row is checked.
    pub(super) fn roles(&self) -> Vec<(Role, &str)> {
        let mut roles = vec![(Role::Outcome, self.outcome.as_str())];
        if !self.treatment.is_empty() || self.start.is_none() {
            roles.push((Role::Treatment, self.treatment.as_str()));
        }
        let optional = [
            (Role::Unit, &self.unit),
            (Role::Time, &self.time),
            (Role::Start, &self.start),
            (Role::Cluster, &self.cluster),
            (Role::Weights, &self.weights),
            (Role::Strata, &self.strata),
        ];
        roles.extend(optional.iter().filter_map(|(role, name)| Some((*role, name.as_deref()?))));
        roles.extend(self.covariates.iter().map(|name| (Role::Covariate, name.as_str())));
        roles
    }
}
