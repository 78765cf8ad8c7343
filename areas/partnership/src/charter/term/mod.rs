//! How long a charter holds: a day by which both sides review it, a day on which it ends, and the ladder of reminders
//! that leads there, 90, 30 and 7 days before.

mod job;
pub(crate) mod pages;
#[cfg(test)]
mod tests;

use lustrum_kernel::db::{Sql, Tx};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Day, event, values};
use serde_json::json;

use super::{CharterVersionId, EditRefused, State};
use crate::By;
pub use job::RemindTerm;
pub(super) use job::enqueue;

/// Days before a day on which both sides are written to.
pub const LADDER: [i32; 3] = [90, 30, 7];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The day by which both sides look at it again.
    pub review_on: Option<Day>,
    /// The last day on which it holds.
    pub ends_on: Option<Day>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Review,
    End,
}

impl What {
    pub fn word(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::End => "end",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Review, Self::End].into_iter().find(|what| what.word() == word)
    }
}

/// A day that comes near, or has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    pub what: What,
    pub day: Day,
    /// Below 0 when it has passed.
    pub days: i32,
}

impl Near {
    /// In words, such as `to be reviewed by 1 March 2027: 30 days`.
    pub fn words(&self, t: &Speaker) -> String {
        let key = match (self.what, self.days < 0) {
            (What::Review, false) => "charter-near-review",
            (What::Review, true) => "charter-near-review-past",
            (What::End, false) => "charter-near-end",
            (What::End, true) => "charter-near-end-past",
        };
        t.say2(key, "day", t.day(&self.day), "days", t.whole(i64::from(self.days.abs())))
    }
}

impl Term {
    pub fn days(&self) -> impl Iterator<Item = (What, Day)> {
        [(What::Review, self.review_on), (What::End, self.ends_on)]
            .into_iter()
            .filter_map(|(what, day)| Some((what, day?)))
    }
    /// The days with which the next version begins: those that have not passed, but for a review that is near. The next
    /// version comes of that one, and has a review of its own.
    pub fn still_to_come(&self, today: Day) -> Self {
        let coming = |day: Option<Day>, beyond: i32| day.filter(|day| day.days_since(today) > beyond);
        Self { review_on: coming(self.review_on, LADDER[0]), ends_on: coming(self.ends_on, 0) }
    }
    /// In words, a line for each day; that there are none where there are none.
    pub fn words(&self, t: &Speaker) -> String {
        let line = |(what, day): (What, Day)| {
            let key = if what == What::Review { "charter-term-review-on" } else { "charter-term-end-on" };
            t.say1(key, "day", t.day(&day))
        };
        let lines: Vec<String> = self.days().map(line).collect();
        if lines.is_empty() { t.say("charter-term-none") } else { lines.join("\n") }
    }
    /// What of it is on the ladder on a day.
    pub fn near(&self, today: Day) -> Vec<Near> {
        let near = |(what, day): (What, Day)| Near { what, day, days: day.days_since(today) };
        self.days().map(near).filter(|near| near.days <= LADDER[0]).collect()
    }
}

/// Why a term is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermLack {
    ReviewPast,
    EndPast,
    /// It would have ended before it is reviewed.
    EndBeforeReview,
}

pub fn lack(term: &Term, today: Day) -> Option<TermLack> {
    match (term.review_on, term.ends_on) {
        (Some(review), _) if review <= today => Some(TermLack::ReviewPast),
        (_, Some(end)) if end <= today => Some(TermLack::EndPast),
        (Some(review), Some(end)) if end < review => Some(TermLack::EndBeforeReview),
        _ => None,
    }
}

/// Sets the term of a draft; it enters the text with the next offer.
pub async fn set_term(tx: &Tx, by: &By, version: CharterVersionId, term: Term) -> Result<(), EditRefused> {
    let taken = tx
        .run(
            "UPDATE charter_version SET review_on = $4, ends_on = $5, changed_at = $6
             WHERE organisation_id = $1 AND partnership_id = $2 AND id = $3 AND state = 'draft'",
            values![by.tenant, by.partnership, version, term.review_on, term.ends_on, by.at],
        )
        .await?;
    let known = super::newest_first(tx, by.tenant, by.partnership).await?;
    let head = known.into_iter().find(|head| head.id == version).ok_or(EditRefused::Unknown)?;
    if taken == 0 {
        debug_assert!(head.state != State::Draft);
        return Err(EditRefused::NotADraft);
    }
    let content = json!({ "version": head.number(), "review": term.review_on, "end": term.ends_on });
    event::append(tx, by.event("charter.term-set").about(version.0).saying(content)).await?;
    Ok(())
}
