//! A decision: what both sides agreed on in a review, who sees to it, by when, and under which clause of the charter.

pub(crate) mod api;
pub mod clauses;
pub(crate) mod pages;
mod store;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::Partnered;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::{Day, Moment, id};
use lustrum_partnership::charter::Section;

use crate::meeting::MeetingId;
use crate::owner::{Agreed, Listed, Owner, words};
use crate::quarter::Quarter;

pub use store::{add, find, list, of_meeting, of_period};

id!(
    /// A decision.
    DecisionId
);

/// A decision about to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// The period that it looks back on.
    pub period: Quarter,
    pub text: String,
    /// The place in the charter that it stands on, empty where there is none.
    pub clause: String,
    pub owner: Owner,
    pub due: Option<Day>,
    /// The meeting in which it was taken.
    pub meeting: Option<MeetingId>,
    /// What is looked at to see whether it helped: the words of a measure of the charter, empty where none is named.
    pub measure: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub id: DecisionId,
    pub period: Quarter,
    pub text: String,
    pub clause: String,
    pub owner: Owner,
    pub owner_name: Option<String>,
    pub due: Option<Day>,
    pub meeting: Option<MeetingId>,
    pub measure: String,
    pub made_at: Moment,
    pub made_by: Option<PersonId>,
}

/// A clause as it is read: the heading of a section of the charter, typed in either language, in the reader's.
pub(crate) fn clause_words(t: &Speaker, clause: &str) -> String {
    let typed = clause.trim().to_lowercase();
    let heads = |section: &Section| {
        Locale::ALL.into_iter().any(|language| Speaker::utc(language).say(&section.key()).to_lowercase() == typed)
    };
    Section::ALL.into_iter().find(heads).map_or_else(|| clause.to_owned(), |section| t.say(&section.key()))
}

impl Listed for Decision {
    fn agreed(&self, t: &Speaker, partnership: &Partnered) -> Agreed {
        Agreed {
            id: self.id.to_string(),
            text: self.text.clone(),
            clause: clause_words(t, &self.clause),
            owner: words(partnership, self.owner, self.owner_name.as_ref()),
            due: self.due.map(|due| t.day(&due)).unwrap_or_default(),
            late: false,
            done: String::new(),
            expected: String::new(),
            measure: self.measure.clone(),
            outcome: None,
            checkable: false,
        }
    }
}
