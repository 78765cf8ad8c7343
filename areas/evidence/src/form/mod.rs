//! What learners are asked after a module: at most five questions, in the languages in which it is given. A form is
//! never changed: every change is a new version, and a round keeps the version that it was asked with.

pub mod api;
pub mod frame;
pub mod pages;
pub(crate) mod read;
pub mod store;
pub mod translate;
pub(crate) mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use read::read;
pub use store::{FormModule, current, module_of, modules, of_version, save, versions};

/// More is not answered in half a minute.
pub const MOST_QUESTIONS: usize = 5;
/// Longer ones do not fit on a phone, five under each other.
pub const LONGEST_QUESTION: usize = 120;
pub const LONGEST_END: usize = 30;
pub const LONGEST_OPTION: usize = 40;
pub const OPTIONS: std::ops::RangeInclusive<usize> = 2..=6;

/// The version of the form that every module has before anyone changes it.
pub const DEFAULT: i64 = 0;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 1 to 5 with words at both ends.
    Scale,
    /// One of a few.
    Choice,
    Open,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Self::Scale, Self::Choice, Self::Open];
    /// Its name is `form-kind-...`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::Choice => "choice",
            Self::Open => "open",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What a scale is about. Answers on one topic can be put together however the question was worded; those to a question
/// of a form's own stay with their round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    Relevance,
    Intent,
    Obstacles,
    Facilitator,
    Own,
}

impl Topic {
    pub const ALL: [Topic; 5] = [Self::Relevance, Self::Intent, Self::Obstacles, Self::Facilitator, Self::Own];
    /// Its name is `form-topic-...`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Intent => "intent",
            Self::Obstacles => "obstacles",
            Self::Facilitator => "facilitator",
            Self::Own => "own",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.word() == word)
    }
}

/// A question in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    pub text: String,
    /// The ends of a scale.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub low: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub high: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Under which its answer is sent and kept: its topic, `words`, or `own-` and a number.
    pub key: String,
    pub kind: Kind,
    pub topic: Topic,
    pub optional: bool,
    /// By language.
    pub words: BTreeMap<String, Wording>,
}

/// What a version of a form asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// In which every question is worded; others fall back to it.
    pub language: String,
    pub questions: Vec<Question>,
}

static GOOD_DEFAULT: LazyLock<Form> =
    LazyLock::new(|| serde_json::from_str(include_str!("default.json")).expect("the default form is sound"));

impl Form {
    /// Relevance, intent, obstacles, facilitator, and room for words.
    pub fn good_default() -> &'static Form {
        &GOOD_DEFAULT
    }
    /// The languages in which at least one question is worded, the form's own first.
    pub fn languages(&self) -> Vec<&str> {
        let known: BTreeSet<&str> =
            self.questions.iter().flat_map(|question| question.words.keys()).map(String::as_str).collect();
        let others = known.iter().copied().filter(|language| *language != self.language);
        std::iter::once(self.language.as_str()).chain(others).collect()
    }
    /// Whether every question is worded in this language.
    pub fn speaks(&self, language: &str) -> bool {
        self.questions.iter().all(|question| question.words.contains_key(language))
    }
    pub fn asks_about(&self, topic: Topic) -> bool {
        topic != Topic::Own && self.questions.iter().any(|question| question.topic == topic)
    }
}

impl Question {
    /// Its words in a language, or in the form's own.
    pub fn worded(&self, language: &str, fallback: &str) -> Wording {
        let found = self.words.get(language).or_else(|| self.words.get(fallback));
        found.or_else(|| self.words.values().next()).cloned().unwrap_or_default()
    }
    /// The language in which [`Question::worded`] speaks.
    pub fn spoken_in<'a>(&self, language: &'a str, fallback: &'a str) -> &'a str {
        if self.words.contains_key(language) { language } else { fallback }
    }
    /// The largest number that is an answer: 5 on a scale, the last option of a choice.
    pub fn most(&self) -> i64 {
        match self.kind {
            Kind::Scale => 5,
            Kind::Choice => self.words.values().map(|wording| wording.options.len()).min().unwrap_or(0) as i64,
            Kind::Open => 0,
        }
    }
}
