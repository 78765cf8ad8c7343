//! Immersion: how the partner gets to know the organisation before it designs anything. Meetings with stakeholders, days
//! of walking along, documents to read; the insights that came of them in the partner's words, the organisation's answer,
//! and the design requirement that some of them become. A later area says where a requirement is used.

pub(crate) mod api;
pub(crate) mod insights;
pub(crate) mod pages;
pub mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Day, Moment, id};

pub use store::{
    add, answer, change, find, find_insight, insights as all_insights, items, note, require, retitle, take_place,
    trace, untrace, untrace_all, uses,
};

id!(
    /// A part of the immersion plan.
    ItemId
);
id!(
    /// An insight.
    InsightId
);

/// What is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A talk with a stakeholder.
    Meeting,
    /// A day in the life: walking along on the floor.
    Visit,
    /// Documents to read.
    Reading,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Self::Meeting, Self::Visit, Self::Reading];
    /// The word in the API and the database; its message is `immersion-kind-` and this word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Visit => "visit",
            Self::Reading => "reading",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What is written of a part of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub kind: Kind,
    pub title: String,
    /// Whom the partner meets, or who shows the way.
    pub host: String,
    /// Who comes from the partner.
    pub guests: String,
    pub place: String,
    pub planned_on: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: ItemId,
    pub words: Words,
    /// The day on which it took place.
    pub done_on: Option<Day>,
}

/// Words of somebody, and when they were last written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub by: PersonId,
    pub at: Moment,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insight {
    pub id: InsightId,
    pub item: ItemId,
    /// Counts up within the partnership.
    pub number: i64,
    /// In the partner's words.
    pub noted: Said,
    /// The organisation's answer.
    pub answer: Option<Said>,
    /// What it asks of the design.
    pub requirement: Option<Said>,
}

/// Where a requirement is used.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct Use {
    pub insight_id: InsightId,
    /// What uses it, such as `module`.
    pub kind: String,
    pub target_id: uuid::Uuid,
    pub title: String,
    /// What it belongs to, such as the programme of a module.
    pub within_id: uuid::Uuid,
}

/// How far insights came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub insights: usize,
    pub answered: usize,
    pub required: usize,
    /// Insights whose requirement is used at least once.
    pub used: usize,
}

impl Reach {
    pub fn of(insights: &[Insight], uses: &[Use]) -> Self {
        let is_used =
            |insight: &&Insight| insight.requirement.is_some() && uses.iter().any(|one| one.insight_id == insight.id);
        Self {
            insights: insights.len(),
            answered: insights.iter().filter(|insight| insight.answer.is_some()).count(),
            required: insights.iter().filter(|insight| insight.requirement.is_some()).count(),
            used: insights.iter().filter(is_used).count(),
        }
    }
    /// The share of insights that is used in the design, of 1; nothing of no insights.
    pub fn share(&self) -> Option<f64> {
        (self.insights > 0).then(|| self.used as f64 / self.insights as f64)
    }
}

/// Why something of the immersion is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("it took place already")]
    DoneAlready,
    #[error("the day lies in the future")]
    NotYet,
    #[error("it is planned for a later day")]
    Planned(Day),
    #[error("an insight comes of what took place")]
    NotDone,
    #[error("what is not a requirement yet is used nowhere")]
    NoRequirement,
}

impl Refused {
    pub fn key(self) -> &'static str {
        match self {
            Self::DoneAlready => "refusal-immersion-done",
            Self::NotYet => "refusal-immersion-not-yet",
            Self::Planned(_) => "refusal-immersion-planned",
            Self::NotDone => "refusal-immersion-not-done",
            Self::NoRequirement => "refusal-immersion-no-requirement",
        }
    }
}

impl Item {
    /// The day that it is planned for, where that is still to come.
    pub fn waits_for(&self, today: Day) -> Option<Day> {
        self.words.planned_on.filter(|day| self.done_on.is_none() && *day > today)
    }
    /// Whether it can be said today that it took place on this day. What came earlier than planned gets its new day first,
    /// so that the plan and what became of it never contradict each other.
    pub fn may_take_place(&self, on: Day, today: Day) -> Result<(), Refused> {
        match (self.done_on, self.waits_for(today)) {
            (Some(_), _) => Err(Refused::DoneAlready),
            (None, Some(day)) => Err(Refused::Planned(day)),
            (None, None) if on > today => Err(Refused::NotYet),
            (None, None) => Ok(()),
        }
    }
    /// Before it took place there are expectations of it, and no insights.
    pub fn may_give_insight(&self) -> Result<(), Refused> {
        self.done_on.map(drop).ok_or(Refused::NotDone)
    }
}
