//! A rule of conversion: what one unit of a measure is worth, for how many and for how long, with its source and its
//! range. One side proposes, the other accepts; a changed rule is a new version. A study is converted only by a rule
//! that was agreed before its data were opened.

pub(crate) mod change_pages;
mod store;

use lustrum_kernel::access::Side;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, id};
use lustrum_programme::programme::ProgrammeId;
use lustrum_strategy::kpi::KpiId;
use serde::{Deserialize, Serialize};

use crate::study::{Basis, Plan, StudyId};

pub use store::{accept, end, find, of_partnership, propose};

id!(
    /// A rule of conversion.
    RuleId
);

/// Benefits of a short programme count for one year at most (Phillips' ninth principle).
pub const MOST_MONTHS: i64 = 12;
/// A range is read as 95 of 100: so many standard errors lie between its ends.
const ERRORS_IN_RANGE: f64 = 2.0 * 1.959_963_984_540_054;

/// What is converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// A KPI, in every study of it.
    Kpi(KpiId),
    /// What one study of a table measures.
    Study(StudyId),
}

impl Measure {
    /// What a study is converted by.
    pub fn of(plan: &Plan, study: StudyId) -> Self {
        match &plan.basis {
            Basis::Kpi { kpi, .. } => Self::Kpi(*kpi),
            Basis::Table { .. } => Self::Study(study),
        }
    }
    pub(crate) fn id(self) -> lustrum_kernel::uuid::Uuid {
        match self {
            Self::Kpi(id) => id.0,
            Self::Study(id) => id.0,
        }
    }
}

/// What a rule says. Amounts are minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub measure: Measure,
    /// The measure's name and what it is counted in.
    pub title: String,
    pub unit: String,
    /// What one unit for the better is worth, for one of those who are counted and a whole year.
    pub value: i64,
    /// The range in which it lies; nothing where it is known exactly.
    pub range: Option<(i64, i64)>,
    pub currency: String,
    /// For how many the effect counts, and who or what they are.
    pub count: i64,
    pub counted: String,
    /// For how many months the benefit counts.
    pub months: i64,
    /// Whose costs it is set against; nothing for all of the partnership.
    pub programme: Option<ProgrammeId>,
    pub source: String,
}

impl Words {
    /// Value and standard error of one unit, in whole money.
    ///
    /// ```
    /// use lustrum_study::money::rule::{Measure, Words};
    /// use lustrum_study::study::StudyId;
    /// let mut words = Words {
    ///     measure: Measure::Study(StudyId::new()), title: "Turnover".into(), unit: "%".into(), value: 20_800,
    ///     range: None, currency: "EUR".into(), count: 240, counted: "managers".into(), months: 12, programme: None,
    ///     source: "HR".into(),
    /// };
    /// assert_eq!(words.worth(), (208.0, 0.0));
    /// words.range = Some((15_600, 26_000));
    /// assert!((words.worth().1 - 26.53).abs() < 0.01);
    /// ```
    pub fn worth(&self) -> (f64, f64) {
        let error = self.range.map_or(0.0, |(low, high)| (high - low) as f64 / 100.0 / ERRORS_IN_RANGE);
        (self.value as f64 / 100.0, error)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: RuleId,
    /// Counts the versions of a measure's rule.
    pub number: i64,
    pub words: Words,
    /// Whose proposal it was.
    pub side: Side,
    pub proposed_at: Moment,
    pub proposed_by: PersonId,
    pub accepted: Option<(Moment, PersonId)>,
    /// When the proposal was taken back or declined.
    pub ended_at: Option<Moment>,
}

impl Rule {
    /// Whether it waits for the other side.
    pub fn is_open(&self) -> bool {
        self.accepted.is_none() && self.ended_at.is_none()
    }
    /// The last part of the message of its state.
    pub fn state(&self) -> &'static str {
        match (&self.accepted, &self.ended_at) {
            (Some(_), _) => "agreed",
            (None, Some(_)) => "ended",
            (None, None) => "open",
        }
    }
}

/// Which rule a study may be converted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreed<'a> {
    /// Agreed before the data were opened.
    Before(&'a Rule),
    /// There is one, but it was agreed when the result could be known.
    After(&'a Rule),
    Never,
}

/// The newest version that was agreed before `opened`, the first estimate of the study.
pub fn agreed_for<'a>(rules: &'a [Rule], measure: Measure, opened: Option<Moment>) -> Agreed<'a> {
    let accepted = || {
        let own = rules.iter().filter(move |rule| rule.words.measure == measure);
        own.filter_map(|rule| rule.accepted.map(|(at, _)| (rule, at)))
    };
    let before = accepted().filter(|(_, at)| opened.is_none_or(|opened| *at < opened));
    match (before.max_by_key(|(rule, _)| rule.number), accepted().max_by_key(|(rule, _)| rule.number)) {
        (Some((rule, _)), _) => Agreed::Before(rule),
        (None, Some((rule, _))) => Agreed::After(rule),
        (None, None) => Agreed::Never,
    }
}

/// Why a rule can't be changed so.
#[derive(Debug, thiserror::Error)]
pub enum RuleRefused {
    #[error("another proposal for this measure waits for an answer")]
    AnotherOpen,
    #[error("the side that proposed does not accept")]
    OwnProposal,
    #[error("it is no open proposal any more")]
    Closed,
    #[error(transparent)]
    Database(#[from] lustrum_kernel::db::DbError),
}
