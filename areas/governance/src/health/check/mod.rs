//! A perception check: both sides are asked the same about their work together, on what the partner was chosen for. Who is
//! asked is known; who answered what is not, and can't be found out from the database. Nothing is shown before the check is
//! over, and nothing of a side before five of it have answered.

pub(crate) mod answer_pages;
pub(crate) mod api;
mod form;
pub(crate) mod job;
mod outcome;
pub(crate) mod pages;
mod send;
mod settle;
mod store;
#[cfg(test)]
mod tests;
mod token;

use lustrum_kernel::access::Side;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Day, Moment, id};
use lustrum_selection::criterion::{START, word_of};
use sea_orm::FromQueryResult;

pub use outcome::{Heard, Outcome, Row, outcome};
pub use send::invite;
pub use settle::settle;
pub use store::{
    Answer, Link, answer, answer_many, ask, before, dimensions, dimensions_of_partnership, find, list, open,
};

id!(
    /// A check of how both sides see their work together.
    CheckId
);

/// Of a side nothing is shown before so many have answered.
pub const SMALLEST: usize = 5;
/// So many of a side are asked at most.
pub const MOST_ASKED: usize = 60;
/// Beside what the partner was chosen for, so many things of their own can be asked about.
pub const MOST_OWN: usize = 3;
/// What an answer says: from 1, badly, to 5, very well.
pub const SCALE: (i64, i64) = (1, 5);

/// What is asked about: one of the guide's five, or a title of someone's own.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Dimension {
    pub place: i64,
    /// One of [`START`], or nothing.
    pub word: String,
    pub title: String,
}

impl Dimension {
    pub fn name(&self, t: &Speaker) -> String {
        self.of_guide().map_or_else(|| self.title.clone(), |word| t.say(&format!("criterion-{word}")))
    }
    /// By what it is found again in another check.
    fn key(&self) -> String {
        self.of_guide().map_or_else(|| self.title.trim().to_lowercase(), str::to_owned)
    }
    /// Which of the guide's five it is. A selection keeps their names in the language of whoever began it, so they are
    /// known by their name too and asked about in each reader's language.
    fn of_guide(&self) -> Option<&'static str> {
        START.into_iter().find(|word| *word == self.word).or_else(|| word_of(self.title.trim()))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub id: CheckId,
    /// Whose lead opened it.
    pub side: Side,
    pub opened_by: PersonId,
    pub opened_at: Moment,
    /// The last day on which an answer is taken.
    pub closes: Day,
    pub reminded_at: Option<Moment>,
    /// When the agenda was told what came of it.
    pub settled_at: Option<Moment>,
    /// How many of each side are asked, the organisation first.
    pub asked: [i64; 2],
}

impl Check {
    /// Days are days in UTC, so that both sides mean the same ones.
    pub fn is_over(&self, now: Moment) -> bool {
        now.day_in(&jiff::tz::TimeZone::UTC) > self.closes
    }
    pub fn asked_of(&self, side: Side) -> i64 {
        self.asked[place(side)]
    }
}

/// Where a side stands in a pair.
pub(crate) fn place(side: Side) -> usize {
    match side {
        Side::Organisation => 0,
        Side::Partner => 1,
    }
}

/// Addresses as people type them, each once and in lower case; the first that is none is given back.
///
/// ```
/// use lustrum_governance::health::check::addresses;
/// assert_eq!(addresses("Ada@x.example, bo@x.example;\nada@x.example"), Ok(vec!["ada@x.example".into(), "bo@x.example".into()]));
/// assert_eq!(addresses("ada@x.example, bo"), Err("bo".into()));
/// ```
pub fn addresses(text: &str) -> Result<Vec<String>, String> {
    let mut all: Vec<String> = Vec::new();
    for typed in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|part| !part.is_empty()) {
        let mut field = lustrum_kernel::form::Fields::filled([("email", typed)]);
        let email = field.email("email");
        if field.has_faults() {
            return Err(typed.to_owned());
        }
        if !all.contains(&email) {
            all.push(email);
        }
    }
    Ok(all)
}
