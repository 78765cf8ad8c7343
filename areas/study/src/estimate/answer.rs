//! The answer as it is printed: figures, checks, verdict and the words that go with them.

use super::{Design, Role};
use lustrum_impact::{
    Assessment, Check, CheckKind, Choice, Description, DesignName, Ground, IntervalKind, Level, Method, Need, Reason,
    Status, Verdict,
};
use serde::Serialize;
use serde_json::{Map, Value};

/// What the command prints. `estimate` and `se` are null exactly when the verdict is "not identifiable"; `ci` also where
/// so few clusters were trained that no interval can be told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// In units of the outcome.
    pub estimate: Option<f64>,
    /// Standard error, in units of the outcome.
    pub se: Option<f64>,
    /// Lower and upper bound of the interval at `level`.
    pub ci: Option<[f64; 2]>,
    pub level: Option<Level>,
    pub p_value: Option<f64>,
    pub degrees_of_freedom: Option<f64>,
    /// Rows that the estimate was made from; rows read, where there is none.
    pub n: usize,
    pub clusters: Option<usize>,
    /// The design that was used; null where none was.
    pub design: Option<Design>,
    pub method: Option<Method>,
    pub verdict: Verdict,
    /// The largest effect that would make no difference, in units of the outcome.
    pub margin: Option<f64>,
    pub checks: Vec<CheckLine>,
    pub reasons: Vec<Worded<Reason>>,
    pub needed: Vec<Worded<Need>>,
    /// What the data show, without any claim about why.
    pub description: Description,
    /// A column that was named and plays no part in this design.
    pub unused: Option<Role>,
    /// Why this design and no other; null where the design was asked for.
    pub choice: Option<Chosen>,
    /// What this design tells beside the rest.
    #[serde(flatten)]
    pub added: Map<String, Value>,
}

/// The design that the data allow, why, and why no other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chosen {
    /// Null where nothing tells the effect from what else differs.
    pub chosen: Option<DesignName>,
    pub reasons: Vec<Worded<Ground>>,
    pub rejected: Vec<RejectedDesign>,
}

/// A design that was not chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RejectedDesign {
    pub design: DesignName,
    #[serde(flatten)]
    pub ground: Worded<Ground>,
}

impl From<Choice> for Chosen {
    fn from(choice: Choice) -> Self {
        Self {
            chosen: choice.chosen,
            reasons: choice.reasons.into_iter().map(Worded::new).collect(),
            rejected: choice
                .rejected
                .into_iter()
                .map(|one| RejectedDesign { design: one.design, ground: Worded::new(one.ground) })
                .collect(),
        }
    }
}

/// A coded statement with its English.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Worded<T> {
    #[serde(flatten)]
    pub what: T,
    pub text: String,
}

/// A check with its English.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckLine {
    #[serde(flatten)]
    pub check: Check,
    pub text: &'static str,
}

impl<T: ToString> Worded<T> {
    fn new(what: T) -> Self {
        let text = what.to_string();
        Self { what, text }
    }
}

impl Answer {
    pub(super) fn new(assessed: Assessment, design: Option<Design>, rows: usize, unused: Option<Role>) -> Self {
        let estimate = assessed.estimate;
        Self {
            estimate: estimate.map(|e| e.effect),
            se: estimate.map(|e| e.standard_error),
            ci: estimate.filter(|e| e.interval.is_bounded()).map(|e| [e.interval.low, e.interval.high]),
            level: estimate.map(|e| e.interval.level),
            p_value: estimate.map(|e| e.p_value()),
            degrees_of_freedom: estimate.map(|e| e.degrees_of_freedom),
            n: estimate.map_or(rows, |e| e.n),
            clusters: estimate.and_then(|e| e.clusters),
            design,
            method: assessed.method,
            verdict: assessed.verdict,
            margin: assessed.margin,
            checks: assessed.checks.into_iter().map(check_line).collect(),
            reasons: assessed.reasons.into_iter().map(Worded::new).collect(),
            needed: assessed.needs.into_iter().map(Worded::new).collect(),
            description: assessed.description,
            unused,
            choice: None,
            added: Map::new(),
        }
        .with_some("interval", estimate.and_then(|e| interval_kind(e.kind)))
    }

    /// Adds what a design tells beside the rest.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.added.insert(name.to_owned(), value.into());
        self
    }

    /// The same where there is something to tell.
    pub(super) fn with_some(self, name: &str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

/// What the interval is taken from, where that is not Student's distribution.
fn interval_kind(kind: IntervalKind) -> Option<Value> {
    match kind {
        IntervalKind::Student => None,
        other => serde_json::to_value(other).ok(),
    }
}

fn check_line(check: Check) -> CheckLine {
    use CheckKind as Kind;
    use Status::{Failed, NotApplicable, Passed};
    let text = match (check.kind, check.status) {
        (Kind::SampleSize, Passed) => "Both groups are large enough.",
        (Kind::SampleSize, _) => "A group is too small for its interval to be trusted.",
        (Kind::SampleRatio, Passed) => "The groups have the planned sizes.",
        (Kind::SampleRatio, Failed) => "The groups do not have the planned sizes.",
        (Kind::SampleRatio, NotApplicable) => "No group sizes were planned.",
        (Kind::Balance, Passed) => "The groups were alike before the start.",
        (Kind::Balance, Failed) => "The groups differed before the start more than by chance.",
        (Kind::Balance, NotApplicable) => "No columns from before the start were named.",
        (Kind::Overlap, Passed) => "The trained have untrained counterparts.",
        (Kind::Overlap, Failed) => "Many of the trained have no untrained counterpart.",
        (Kind::Overlap, NotApplicable) => "No columns were named to look for counterparts.",
        (Kind::Clusters, Passed) => "There are enough clusters in both groups.",
        (Kind::Clusters, _) => "There are too few clusters for the standard error to be trusted.",
        (Kind::Placebo, Passed) => "Other choices of clusters rarely differ as much.",
        (Kind::Placebo, Failed) => "Other choices of clusters often differ as much.",
        (Kind::Placebo, NotApplicable) => "No other choice of clusters was tried.",
        (Kind::PreTrend, Passed) => "Before the start the groups did not visibly move apart.",
        (Kind::PreTrend, Failed) => "Before the start the groups already moved apart.",
        (Kind::PreTrend, NotApplicable) => "Too little was observed before the start.",
        (Kind::CommonStart, Passed) => "All trained units start together.",
        (Kind::CommonStart, _) => "Trained units start at different moments.",
        (Kind::Singletons, Passed) => "Every row carries information.",
        (Kind::Singletons, _) => {
            "Rows that are alone in their unit or period carry no information and are not counted."
        }
        (Kind::TreatedFromStart, Passed) => "Every trained unit was seen before its start.",
        (Kind::TreatedFromStart, _) => "Units that are trained from the first period on are left out.",
        (Kind::Comparisons, Passed) => "Every group has someone to compare with in every period.",
        (Kind::Comparisons, _) => "Some groups have nobody to compare with in some periods.",
        (Kind::PreFit, Passed) => "Before the start the mixture of the others moved like the trained unit.",
        (Kind::PreFit, _) => "Before the start no mixture of the others moved like the trained unit.",
        (Kind::LeaveOneOut, Passed) => "The direction of the effect does not rest on one unit.",
        (Kind::LeaveOneOut, _) => "Without one of the units the effect would turn around.",
        (Kind::PlaceboStart, Passed) => "A start that never was shows no effect.",
        (Kind::PlaceboStart, Failed) => "A start that never was shows an effect too.",
        (Kind::PlaceboStart, NotApplicable) => {
            "Too little was observed before the start to try a start that never was."
        }
        (Kind::Autocorrelation, Passed) => "That neighbouring periods resemble each other is allowed for.",
        (Kind::Autocorrelation, _) => {
            "Neighbouring periods resemble each other too much for an interval to be trusted."
        }
        (Kind::SeriesLength, Passed) => "The series is long enough before and after the start.",
        (Kind::SeriesLength, _) => "The series is too short before or after the start.",
        (Kind::EqualSteps, Passed) => "No period is missing in between.",
        (Kind::EqualSteps, _) => {
            "Periods are missing in between; the course is carried on as if they lay equally far apart."
        }
        (Kind::BalanceAfter, Passed) => "After weighting the groups are alike on what was measured.",
        (Kind::BalanceAfter, _) => "After weighting the groups still differ on what was measured.",
        (Kind::Unconfoundedness, Failed) => "Nobody says that what was measured decided who was trained.",
        (Kind::Unconfoundedness, _) => {
            "That nothing else decided who was trained rests on your word; no data can test it."
        }
        (Kind::Attrition, Passed) => "Who left did not depend on the group.",
        (Kind::Attrition, _) => "More people left one group than the other.",
        (Kind::SpillOver, Passed) => "Untrained units close to trained ones did not change with them.",
        (Kind::SpillOver, _) => "Untrained units close to trained ones changed with them.",
        _ => "",
    };
    CheckLine { check, text }
}
