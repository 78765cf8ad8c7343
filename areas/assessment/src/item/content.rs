//! What an item asks, in each of its languages, and what is right.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The kinds of items; their names are `item-kind-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Single,
    Multiple,
    Numeric,
    Ordering,
    ShortText,
    Matching,
}

impl Kind {
    pub const ALL: [Kind; 6] =
        [Self::Single, Self::Multiple, Self::Numeric, Self::Ordering, Self::ShortText, Self::Matching];
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Numeric => "numeric",
            Self::Ordering => "ordering",
            Self::ShortText => "short-text",
            Self::Matching => "matching",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
    /// Whether an answer can be right in part.
    pub fn has_parts(self) -> bool {
        matches!(self, Self::Multiple | Self::Ordering | Self::Matching)
    }
}

/// What is asked for and what is right; the same in every language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Task {
    /// One of the options; the number of the right one.
    Single { right: usize },
    /// Any of the options; which are right.
    Multiple { right: Vec<bool> },
    /// A number, so far from this one at most.
    Numeric { answer: f64, tolerance: f64 },
    /// The options in the order in which they are written.
    Ordering,
    /// Words; any of these forms, in any language, in any case, with or without marks on their letters.
    ShortText { accepted: Vec<String> },
    /// Each option with the target that it belongs to.
    Matching { belongs: Vec<usize> },
}

impl Task {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Single { .. } => Kind::Single,
            Self::Multiple { .. } => Kind::Multiple,
            Self::Numeric { .. } => Kind::Numeric,
            Self::Ordering => Kind::Ordering,
            Self::ShortText { .. } => Kind::ShortText,
            Self::Matching { .. } => Kind::Matching,
        }
    }
}

/// The words of an item in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub prompt: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
    /// What is said afterwards; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback: String,
}

/// An item as it is asked and scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    pub task: Task,
    pub points: f64,
    /// Whether an answer that is right in part gives part of the points.
    #[serde(default)]
    pub partial: bool,
    /// By the code of the language.
    pub texts: BTreeMap<String, Text>,
}

pub const MOST_LINES: usize = 30;
pub const MOST_POINTS: f64 = 1000.0;
const LONGEST_PROMPT: usize = 4_000;
const LONGEST_LINE: usize = 500;

/// Why an item can't be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    #[error("an item asks something")]
    NoPrompt,
    #[error("a question has at most {LONGEST_PROMPT} characters, an option {LONGEST_LINE}")]
    TooLong,
    #[error("there are at least two options")]
    TooFewOptions,
    #[error("there are at most {MOST_LINES} options")]
    TooManyOptions,
    #[error("two options read the same")]
    OptionTwice,
    #[error("exactly one option is right")]
    NotOneRight,
    #[error("at least one option is right")]
    NoneRight,
    #[error("at least one form of the words is accepted")]
    NoForm,
    #[error("a number has a finite value and a tolerance that is not negative")]
    NoNumber,
    #[error("every language has the same options in the same order")]
    LanguagesDiffer,
    #[error("points lie above 0, up to {MOST_POINTS}")]
    Points,
    #[error("an option belongs to a target that is not there")]
    NoTarget,
}

impl Unsound {
    /// The message's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoPrompt => "fault-item-prompt",
            Self::TooLong => "fault-item-long",
            Self::TooFewOptions => "fault-item-few",
            Self::TooManyOptions => "fault-item-many",
            Self::OptionTwice => "fault-item-twice",
            Self::NotOneRight => "fault-item-one-right",
            Self::NoneRight => "fault-item-none-right",
            Self::NoForm => "fault-item-no-form",
            Self::NoNumber => "fault-item-no-number",
            Self::LanguagesDiffer => "fault-item-languages",
            Self::Points => "fault-item-points",
            Self::NoTarget => "fault-item-target",
        }
    }
}

impl Content {
    pub fn kind(&self) -> Kind {
        self.task.kind()
    }
    /// The words in a language, or in the first that there is.
    pub fn text(&self, language: &str) -> Option<(&str, &Text)> {
        let known = self.texts.get_key_value(language).or_else(|| self.texts.iter().next());
        known.map(|(code, text)| (code.as_str(), text))
    }
    /// How many options there are, the same in every language.
    pub fn options(&self) -> usize {
        self.texts.values().next().map_or(0, |text| text.options.len())
    }
    pub fn targets(&self) -> usize {
        self.texts.values().next().map_or(0, |text| text.targets.len())
    }

    /// The item itself, if it can be asked and scored.
    pub fn checked(self) -> Result<Self, Unsound> {
        if !(self.points.is_finite() && 0.0 < self.points && self.points <= MOST_POINTS) {
            return Err(Unsound::Points);
        }
        if self.texts.is_empty() {
            return Err(Unsound::NoPrompt);
        }
        let (options, targets) = (self.options(), self.targets());
        for text in self.texts.values() {
            self.check_text(text, options, targets)?;
        }
        self.check_task(options, targets)?;
        Ok(self)
    }

    fn check_text(&self, text: &Text, options: usize, targets: usize) -> Result<(), Unsound> {
        if text.prompt.trim().is_empty() {
            return Err(Unsound::NoPrompt);
        }
        let lines = || text.options.iter().chain(&text.targets);
        if text.prompt.chars().count() > LONGEST_PROMPT
            || text.feedback.chars().count() > LONGEST_PROMPT
            || lines().any(|line| line.chars().count() > LONGEST_LINE)
        {
            return Err(Unsound::TooLong);
        }
        if text.options.len() != options || text.targets.len() != targets {
            return Err(Unsound::LanguagesDiffer);
        }
        for group in [&text.options, &text.targets] {
            if group.len() > MOST_LINES {
                return Err(Unsound::TooManyOptions);
            }
            let same = |one: &str, other: &str| one.trim() == other.trim();
            if (1..group.len()).any(|at| group[..at].iter().any(|before| same(before, &group[at]))) {
                return Err(Unsound::OptionTwice);
            }
        }
        Ok(())
    }

    fn check_task(&self, options: usize, targets: usize) -> Result<(), Unsound> {
        let several = || if options < 2 { Err(Unsound::TooFewOptions) } else { Ok(()) };
        match &self.task {
            Task::Single { right } => {
                several()?;
                if *right < options { Ok(()) } else { Err(Unsound::NotOneRight) }
            }
            Task::Multiple { right } => {
                several()?;
                if right.len() != options || !right.iter().any(|right| *right) {
                    return Err(Unsound::NoneRight);
                }
                Ok(())
            }
            Task::Numeric { answer, tolerance } => {
                if answer.is_finite() && tolerance.is_finite() && *tolerance >= 0.0 {
                    Ok(())
                } else {
                    Err(Unsound::NoNumber)
                }
            }
            Task::Ordering => several(),
            Task::ShortText { accepted } => {
                if accepted.len() > MOST_LINES {
                    return Err(Unsound::TooManyOptions);
                }
                if accepted.iter().any(|form| !super::fold(form).is_empty()) { Ok(()) } else { Err(Unsound::NoForm) }
            }
            Task::Matching { belongs } => {
                several()?;
                if targets < 2 {
                    return Err(Unsound::TooFewOptions);
                }
                let known = belongs.len() == options && belongs.iter().all(|target| *target < targets);
                if known { Ok(()) } else { Err(Unsound::NoTarget) }
            }
        }
    }
}
