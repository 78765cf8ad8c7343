//! Feedback after a module: a round asks everyone of a cohort five questions through a link of their own. An answer
//! can't be joined with a person, and nothing is shown before five have answered.

pub mod answer_pages;
pub mod api;
pub mod by_group;
pub mod charts;
pub mod figures;
pub mod groups;
pub mod hybrid;
pub mod pages;
pub mod receive;
pub mod round_pages;
pub mod slips;
pub mod store;

use std::collections::BTreeMap;

use lustrum_delivery::cohort::CohortId;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::{Day, id};
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;
use sea_orm::FromQueryResult;

use crate::SMALLEST_GROUP;

pub use receive::{answer, answer_many, own_counts};
pub use store::{askable, by_token, counts, find, of_partnership, open_round, open_round_for, waiting, words_of};

id!(
    /// A round of feedback.
    RoundId
);

/// So many days a link is good.
pub const OPEN_DAYS: i32 = 21;

/// What is asked with a scale of 1 to 5; the key of its words is `feedback-question-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    Relevance,
    Intent,
    Obstacles,
    Facilitator,
}

impl Question {
    pub const ALL: [Question; 4] = [Self::Relevance, Self::Intent, Self::Obstacles, Self::Facilitator];
    pub fn word(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Intent => "intent",
            Self::Obstacles => "obstacles",
            Self::Facilitator => "facilitator",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.word() == word)
    }
}

/// One answer: numbers from 1 to 5, 0 where nothing was asked or answered, and words where someone wrote any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub relevance: i64,
    pub intent: i64,
    pub obstacles: i64,
    pub facilitator: i64,
    pub words: String,
    /// `room` or `remote` where both were large groups; the invitation says so, nobody is asked.
    pub place: String,
    /// Answers to the questions of a form's own, by their keys.
    pub own: BTreeMap<String, i64>,
}

/// Someone who is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitee {
    /// Where they work.
    pub unit: String,
    /// `room` or `remote` where the session was held in both.
    pub place: String,
    /// Gets a slip of paper in the room and no mail.
    pub slip: bool,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Round {
    pub id: RoundId,
    pub partnership_id: PartnershipId,
    pub programme_id: ProgrammeId,
    pub cohort_id: CohortId,
    pub module_id: ModuleId,
    /// As they were called when the round was opened.
    pub cohort_title: String,
    pub module_title: String,
    pub region: String,
    /// The language of the cohort.
    pub language: String,
    /// What was asked: the version of the form, and of the module that it was asked about.
    pub form_version: i64,
    pub module_version: i64,
    pub invited: i64,
    pub opened: Day,
    /// The last day on which a link is good.
    pub closes: Day,
    pub answers: i64,
}

impl Round {
    /// Whether there are enough answers to show any.
    pub fn shown(&self) -> bool {
        u64::try_from(self.answers).is_ok_and(|answers| answers >= SMALLEST_GROUP)
    }
    pub fn title(&self) -> String {
        format!("{} · {}", self.module_title, self.cohort_title)
    }
}

/// How often each answer was given to one question of one round.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Count {
    pub round_id: RoundId,
    pub question: String,
    pub answer: i64,
    pub number: i64,
}

/// A module of a cohort that feedback can be asked on.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Askable {
    pub cohort_id: CohortId,
    pub module_id: ModuleId,
    pub programme_id: ProgrammeId,
    pub cohort_title: String,
    pub module_title: String,
    /// The language and the region of the cohort.
    pub language: String,
    pub region: String,
    /// The versions that a round would be opened with.
    pub form_version: i64,
    pub module_version: i64,
    pub people: i64,
}

/// A round that was just opened, with the tokens of its links, one for each person. Only their hashes are stored.
#[derive(Clone, Debug)]
pub struct Opened {
    pub id: RoundId,
    pub tokens: Vec<String>,
}
