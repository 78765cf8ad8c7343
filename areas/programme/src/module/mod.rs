//! A module: what happens in one go, at its place in the programme.

pub(crate) mod pages;
pub mod store;
pub mod works_on;

use lustrum_kernel::id;
use sea_orm::FromQueryResult;

use crate::programme::ProgrammeId;

mod log;

pub use log::{Held, Log, Past, held_in_partnership, history, words_of};
pub use store::{add, change, change_for, find, move_by, of_partnership, of_programme, remove};

id!(
    /// A module.
    ModuleId
);

/// How people come together; its message is `module-mode-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Classroom,
    Online,
    Workplace,
    SelfStudy,
}

impl Mode {
    pub const ALL: [Mode; 4] = [Mode::Classroom, Mode::Online, Mode::Workplace, Mode::SelfStudy];
    pub fn word(self) -> &'static str {
        match self {
            Self::Classroom => "classroom",
            Self::Online => "online",
            Self::Workplace => "workplace",
            Self::SelfStudy => "self-study",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}

/// What is written of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    pub mode: Mode,
    pub minutes: i64,
    /// How many of these minutes are spent on cases of the organisation's own.
    pub own_case_minutes: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Module {
    pub id: ModuleId,
    pub programme_id: ProgrammeId,
    pub place: i64,
    pub title: String,
    pub mode: String,
    pub minutes: i64,
    pub own_case_minutes: i64,
    /// Grows with every change of its words.
    pub version: i64,
}

impl Module {
    /// The key of its form's name.
    pub fn mode_key(&self) -> String {
        format!("module-mode-{}", self.mode)
    }
}

/// The share of the time that is spent on cases of the organisation's own, of 1; nothing of no time.
///
/// ```
/// assert_eq!(lustrum_programme::module::own_share(60, 240), Some(0.25));
/// ```
pub fn own_share(own_case_minutes: i64, minutes: i64) -> Option<f64> {
    (minutes > 0).then(|| own_case_minutes as f64 / minutes as f64)
}
